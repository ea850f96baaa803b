"""Documents on their way into the store lie on disk; memory holds where each lies, and what is noted for dating it.

The spool is a folder of files, each of which is written by one process and read by any: deflated JSON, one value after
the other. It belongs to one build, which holds its lock, and goes when that ends.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Self, TypeVar

from timeline import published
from timeline.errors import StoreError
from timeline.models import DateInterval, Document, Publication
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
class Line:
    """A document in a spool: how long its text is, a digest of all that is known of it, what is noted for dating."""

    id: str
    slip: Slip
    characters: int
    digest: str
    language: str | None
    note: Note


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
        return Line(
            id=document.id, slip=self.put(plain), characters=len(document.text), digest=digest_of(plain),
            language=document.language, note=published.note(document),
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

    def add(self, line: Line) -> None:
        self._lines[line.id] = line

    def __contains__(self, document: str) -> bool:
        return document in self._lines

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __getitem__(self, document: str) -> Line:
        return self._lines[document]

    def document(self, document: str) -> Document:
        """A document as it was laid down."""
        self.flush()
        return fetch(self.folder, self._lines[document].slip, Document)

    def dates(self, ids: Sequence[str], given: Mapping[str, DateInterval]) -> list[Publication]:
        """The dates of some documents, which may hang on each other; `given` are those that people gave."""
        pile = Pile(self, ids, given)
        notes = [published.note(pile[at]) if id_ in given else self[id_].note for at, id_ in enumerate(ids)]
        return published.settle(notes, pile)


class Pile(Sequence[Document]):
    """Documents that are read from disk whenever they are asked for, with the dates that people gave."""

    def __init__(self, spool: Spool, ids: Sequence[str], given: Mapping[str, DateInterval]) -> None:
        self._spool, self._ids, self._given = spool, ids, given

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Pile(self._spool, self._ids[index], self._given)
        document = self._spool.document(self._ids[index])
        return replace(document, given=self._given.get(document.id, document.given))


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
