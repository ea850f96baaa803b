"""Documents on their way into the store lie on disk; memory holds where each lies and what tells it from others.

The spool is a folder of files, each of which is written by one process and read by any: deflated JSON, one value after
the other. It belongs to one build, which holds its lock, and goes when that ends.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, TypeVar

from timeline.errors import StoreError
from timeline.models import DateInterval, Document
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
class Waiting:
    """A document in a spool: how long its text is, and a digest of all that is known of it."""

    slip: Slip
    characters: int
    digest: str


def fetch(folder: Path, slip: Slip, kind: type[T]) -> T:
    """A value from a spool."""
    with (folder / slip.file).open("rb") as file:
        file.seek(slip.start)
        return decode(kind, json.loads(zlib.decompress(file.read(slip.length))))


class Writer:
    """Adds to one file of a spool."""

    def __init__(self, folder: Path, name: str) -> None:
        self._name = name
        self._file: IO[bytes] = (folder / name).open("wb")
        self._end = 0

    def put(self, value: Any) -> Slip:
        """Write a value, given as plain values, and tell where it lies."""
        data = zlib.compress(json.dumps(value).encode(), _FAST)
        self._file.write(data)
        slip = Slip(self._name, self._end, len(data))
        self._end += len(data)
        return slip

    def put_document(self, document: Mapping[str, Any]) -> Waiting:
        """Write a document, given as plain values."""
        return Waiting(slip=self.put(document), characters=len(document["text"]), digest=digest_of(document))

    def flush(self) -> None:
        """Let others read what was written."""
        self._file.flush()

    def close(self) -> None:
        self._file.close()


class Spool:
    """The documents of one build by their ids, each in its last state."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._writer = Writer(folder, "0")
        self._waiting: dict[str, Waiting] = {}

    def add(self, document: Document) -> None:
        self.add_plain(encode(document))

    def add_plain(self, document: Mapping[str, Any]) -> None:
        """Add a document that is given as plain values."""
        self._waiting[document["id"]] = self._writer.put_document(document)

    def put(self, value: Any) -> Slip:
        """Keep a value for those who read."""
        return self._writer.put(encode(value))

    def flush(self) -> None:
        self._writer.flush()

    def close(self) -> None:
        self._writer.close()

    def __contains__(self, document: str) -> bool:
        return document in self._waiting

    def __iter__(self) -> Iterator[str]:
        return iter(self._waiting)

    def __getitem__(self, document: str) -> Waiting:
        return self._waiting[document]

    def pile(self, ids: Sequence[str], given: Mapping[str, DateInterval]) -> Pile:
        """Some of the documents, to be gone through as often as one likes; `given` are dates that people gave."""
        self.flush()
        return Pile(self, ids, given)


class Pile(Sequence[Document]):
    """Documents that are read from disk whenever they are asked for."""

    def __init__(self, spool: Spool, ids: Sequence[str], given: Mapping[str, DateInterval]) -> None:
        self._spool, self._ids, self._given = spool, ids, given

    def __len__(self) -> int:
        return len(self._ids)

    def __getitem__(self, index: Any) -> Any:
        if isinstance(index, slice):
            return Pile(self._spool, self._ids[index], self._given)
        id_ = self._ids[index]
        document = fetch(self._spool.folder, self._spool[id_].slip, Document)
        return replace(document, given=self._given.get(id_, document.given))


@contextmanager
def spool_in(data: Path) -> Iterator[Spool]:
    """The spool of a build; raises StoreError while another build has it."""
    data.mkdir(parents=True, exist_ok=True)
    with locked(data):
        folder = data / NAME
        shutil.rmtree(folder, ignore_errors=True)  # of a build that was killed
        folder.mkdir()
        spool = Spool(folder)
        try:
            yield spool
        finally:
            spool.close()
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
