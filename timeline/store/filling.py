"""Making one segment: what is already read is copied, the rest is read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path

from timeline.models import Document, Extraction, Publication
from timeline.store import segments
from timeline.store.codec import encode
from timeline.store.leaves import split
from timeline.store.manifest import Leaf, Store, save
from timeline.store.segments import Entry
from timeline.store.spool import Slip, fetch


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """A document to read: the key of its entry, where it lies in the spool, its date, and what reads it."""

    key: str
    document: Slip
    publication: Publication
    model: str | None = None
    geocoder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A leaf to make: entries to copy, by segment the keys; where the tasks lie that are to be done in the spool.

    `size` is how many characters there are to read.
    """

    prefix: str
    copied: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    missing: tuple[Slip, ...] = ()
    size: int = 0

    @property
    def count(self) -> int:
        return len(self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A leaf that was made (None: nothing was left to put in), and what could not be read."""

    prefix: str
    leaf: Leaf | None
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Makes leaves in a folder of segments; it can be sent to other processes and machines that see the folders."""

    folder: Path
    spool: Path

    def __call__(self, job: Job, told: Callable[[], None] = lambda: None) -> Filled:
        """Make a leaf; `told` is called after each document. A stop from the keyboard keeps what was read so far."""
        copied = [entry for segment, keys in job.copied.items()
                  for entry in segments.read(self.folder, segment) if entry.key in keys]  # fmt: skip
        fresh: list[Entry] = []
        try:
            for entry in self._read(job):
                fresh.append(entry)
                told()
        except KeyboardInterrupt:
            with suppress(OSError):  # of a disk that is full, too, it has to end
                write(self.folder, fresh)
            raise
        return Filled(prefix=job.prefix, leaf=write(self.folder, [*copied, *fresh]))

    def parts(self, job: Job) -> list[Job]:
        """Each document that is to be read, alone."""
        return [Job(prefix="", missing=(slip,)) for slip in job.missing]

    def whole(self, job: Job, done: Sequence[tuple[Job, Filled]], lost: Sequence[Job]) -> Filled:
        """The leaf of which each document was read alone, but for those that kill what reads them."""
        copied = dict(job.copied)
        copied |= {filled.leaf.segment: (self.tasks(part)[0].key,) for part, filled in done if filled.leaf}
        problems = tuple(_died(self.document(self.tasks(part)[0])) for part in lost)
        return replace(self(Job(prefix=job.prefix, copied=copied)), problems=problems)

    def tasks(self, job: Job) -> list[Task]:
        """What there is to do."""
        return [fetch(self.spool, slip, Task) for slip in job.missing]

    def document(self, task: Task) -> Document:
        """What there is to read."""
        return fetch(self.spool, task.document, Document)

    def _read(self, job: Job) -> Iterator[Entry]:
        from timeline import pipeline
        from timeline.places.online import geocoder_of

        for _, alike in groupby(sorted(self.tasks(job), key=_reader), key=_reader):
            tasks = list(alike)
            model, geocoder = tasks[0].model, tasks[0].geocoder
            documents = [self.document(task) for task in tasks]
            publications = [task.publication for task in tasks]
            read = pipeline.extract_dated(documents, publications, model=model, geocoder=geocoder_of(geocoder))
            for task, extraction in zip(tasks, read, strict=True):
                yield segments.entry_of(task.key, extraction, model, geocoder)


def write(folder: Path, entries: Sequence[Entry]) -> Leaf | None:
    """Write a segment and tell what is in it."""
    if not entries:
        return None
    name = segments.write(folder, entries)
    return Leaf(
        segment=name, documents=len(entries), characters=sum(e.characters for e in entries),
        version=min(e.version for e in entries), hanging=sum(e.hangs for e in entries),
    )  # fmt: skip


def keep(folder: Path, sizes: Mapping[str, int], read: Callable[[Sequence[str]], Iterable[Extraction]]) -> Store:
    """A store of extractions that were made elsewhere; `sizes` are the documents with their characters."""
    store, leaves = Store(folder=folder), {}
    for prefix, documents in split(sizes).items():
        entries = [segments.entry_of(_key(e), e) for e in read(documents)]
        if leaf := write(store.segment_folder, entries):
            leaves[prefix] = leaf
    save(replace(store, leaves=leaves))
    return replace(store, leaves=leaves)


def _died(document: Document) -> str:
    return (
        f"{document.path or document.id}: the process that read it was killed, twice; it is left out: "
        "look at the machine's memory, or split the document."
    )


def _reader(task: Task) -> tuple[str, str]:
    return task.model or "", task.geocoder or ""


def _key(extraction: Extraction) -> str:
    return segments.key_of(segments.digest_of(encode(extraction.document)), extraction.published)
