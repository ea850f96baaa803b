"""Making one segment: what is already read is copied, the rest is read. The unit of work of every engine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.models import Document, Extraction, Publication
from timeline.store import segments
from timeline.store.leaves import split
from timeline.store.manifest import Leaf, Store, save
from timeline.store.segments import Entry

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A leaf to make: entries to copy, by segment the keys, and documents to read, with their dates and keys."""

    prefix: str
    copied: Mapping[str, tuple[str, ...]]
    missing: tuple[tuple[str, Document, Publication], ...]

    @property
    def keys(self) -> list[str]:
        return [*(key for keys in self.copied.values() for key in keys), *(key for key, _, _ in self.missing)]

    @property
    def characters(self) -> int:
        """How much there is to read."""
        return sum(len(document.text) for _, document, _ in self.missing)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A leaf that was made (None: nothing was left to put in), and what could not be read."""

    prefix: str
    leaf: Leaf | None
    problems: tuple[str, ...] = ()


Fill = Callable[[Job], Filled]
Engine = Callable[[Sequence[Job], Fill], Iterable[Filled]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """Makes leaves in a folder of segments; it can be sent to other processes and machines that see the folder."""

    folder: Path
    model: str | None = None

    def __call__(self, job: Job) -> Filled:
        entries = [entry for segment, keys in job.copied.items()
                   for entry in segments.read(self.folder, segment) if entry.key in keys]  # fmt: skip
        try:
            for entry in self._read(job):
                entries.append(entry)  # noqa: PERF402  # one by one, so that what was read before a stop is there
        except KeyboardInterrupt:
            if fresh := entries[sum(len(keys) for keys in job.copied.values()) :]:
                segments.write(self.folder, fresh)
            raise
        return Filled(prefix=job.prefix, leaf=write(self.folder, entries))

    def _read(self, job: Job) -> Iterator[Entry]:
        from timeline import pipeline

        if not job.missing:
            return
        keys, documents, publications = zip(*job.missing, strict=True)
        read = pipeline.extract_dated(documents, publications, model=self.model)
        for key, extraction in zip(keys, read, strict=True):
            yield segments.entry_of(key, extraction)


def in_turn(jobs: Sequence[Job], fill: Fill) -> Iterator[Filled]:
    """The engine that needs nothing: one leaf after the other, in this process."""
    return map(fill, jobs)


def write(folder: Path, entries: Sequence[Entry]) -> Leaf | None:
    """Write a segment and tell what is in it."""
    if not entries:
        return None
    name = segments.write(folder, entries)
    return Leaf(segment=name, documents=len(entries), characters=sum(e.characters for e in entries))


def keep(folder: Path, sizes: Mapping[str, int], read: Callable[[Sequence[str]], Iterable[Extraction]]) -> Store:
    """A store of extractions that were made elsewhere; `sizes` are the documents with their characters."""
    store, leaves = Store(folder=folder), {}
    for prefix, documents in split(sizes).items():
        entries = [segments.entry_of(segments.key_of(e.document, e.published), e) for e in read(documents)]
        if leaf := write(store.segment_folder, entries):
            leaves[prefix] = leaf
    save(replace(store, leaves=leaves))
    return replace(store, leaves=leaves)
