"""Documents on their way into the store lie on disk, with what is noted of them; memory holds where each lies.

The spool is a folder of files, each of which is written by one process and read by any: deflated JSON, one value after
the other. It belongs to one build, which holds its lock, and goes when that ends.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import sys
import tempfile
import time
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from timeline import published
from timeline.errors import StoreError
from timeline.models import DateInterval, Document, Publication
from timeline.progress import Progress, unseen
from timeline.published import Note
from timeline.store.codec import decode, encode
from timeline.store.segments import digest_of

T = TypeVar("T")
NAME = "arriving"
_FAST = 1  # of deflating
_PATIENCE, _POLL = 10.0, 0.1  # seconds: how long another build is waited for, and how often it is looked at


@dataclass(frozen=True, slots=True)
class Slip:
    """Where a value lies in a spool: in which file, from which byte on, how many."""

    file: str
    start: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is noted of a document in a spool: where it lies, a digest of all that is known of it, for dating it."""

    document: Slip
    digest: str
    note: Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What memory holds of a document in a spool: where its card lies, and how long its text is."""

    id: str
    card: Slip
    characters: int
    language: str | None


def fetch(folder: Path, slip: Slip, kind: type[T]) -> T:
    """A value from a spool."""
    with (folder / slip.file).open("rb") as file:
        file.seek(slip.start)
        return decode(kind, json.loads(zlib.decompress(file.read(slip.length))))


class Writer:
    """Adds to a file of its own in a spool."""

    def __init__(self, folder: Path) -> None:
        descriptor, path = tempfile.mkstemp(dir=folder, prefix="", suffix="")
        self._file, self._name, self._end = os.fdopen(descriptor, "wb"), Path(path).name, 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def put(self, value: Any) -> Slip:
        """Write a value, and tell where it lies."""
        data = zlib.compress(json.dumps(encode(value)).encode(), _FAST)
        self._file.write(data)
        slip = Slip(self._name, self._end, len(data))
        self._end += len(data)
        return slip

    def line(self, document: Document) -> Line:
        """Write a document, and note what there is to know of it."""
        plain = encode(document)
        card = Card(document=self.put(plain), digest=digest_of(plain), note=published.note(document))
        return Line(
            id=document.id, card=self.put(card), characters=len(document.text), language=document.language
        )  # fmt: skip

    def flush(self) -> None:
        """Let others read what was written."""
        self._file.flush()


class Spool(Writer):
    """The documents of one build by their ids."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.folder = folder
        self._lines: dict[str, Line] = {}
        self._shelves = ExitStack()

    def __exit__(self, *error: object) -> None:
        self._shelves.close()
        super().__exit__(*error)

    def add(self, line: Line) -> None:
        self._lines[line.id] = line

    def __contains__(self, document: str) -> bool:
        return document in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __getitem__(self, document: str) -> Line:
        return self._lines[document]

    def card(self, line: Line) -> Card:
        """What is noted of a document."""
        return fetch(self.folder, line.card, Card)

    def document(self, line: Line) -> Document:
        """A document as it was laid down."""
        return fetch(self.folder, self.card(line).document, Document)

    def dates(
        self, ids: Sequence[str], given: Mapping[str, DateInterval], progress: Progress = unseen
    ) -> Iterator[Publication]:
        """The dates of some documents, which may hang on each other; `given` are those that people gave."""
        self.flush()

        def document(index: int) -> Document:
            progress(index + 1, len(ids))
            found = self.document(self[ids[index]])
            return replace(found, given=given.get(found.id, found.given))

        def note(index: int) -> Note:
            return published.note(document(index)) if ids[index] in given else self.card(self[ids[index]]).note

        return published.settle(OnDisk(len(ids), note), OnDisk(len(ids), document), self.shelved)

    def shelved(self, values: Iterable[T]) -> Sequence[T]:
        """The values, laid down in a file of no name, to be looked at again as long as the spool is there."""
        starts = array("Q")
        file = self._shelves.enter_context(tempfile.TemporaryFile(dir=self.folder))  # noqa: SIM115  # it is closed there
        for value in values:
            starts.append(file.tell())
            pickle.dump(value, file)

        def read(index: int) -> T:
            file.seek(starts[index])
            found: T = pickle.load(file)
            return found

        return OnDisk(len(starts), read)


class OnDisk(Sequence[T]):
    """Values that are read from disk whenever they are asked for."""

    def __init__(self, length: int, read: Callable[[int], T]) -> None:
        self._length, self._read = length, read

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, index: Any) -> Any:
        if not 0 <= index < self._length:
            raise IndexError(index)
        return self._read(index)


@contextmanager
def spool_in(data: Path) -> Iterator[Spool]:
    """The spool of a build; raises StoreError while another build has it."""
    data.mkdir(parents=True, exist_ok=True)
    with locked(data):
        folder = data / NAME
        shutil.rmtree(folder, ignore_errors=True)  # of a build that was killed
        folder.mkdir()
        try:
            with Spool(folder) as spool:
                yield spool
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other builds away, where the system can lock a folder; raises StoreError when one is at work for long."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError as error:
                if time.monotonic() > deadline:
                    raise StoreError(f"{folder}: another build is at work here; wait until it has ended.") from error
                time.sleep(_POLL)
        yield
    finally:
        os.close(descriptor)
