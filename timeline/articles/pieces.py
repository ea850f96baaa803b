"""What is to be read, cut into pieces that any process can read by itself, as long as it sees the files."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from timeline.articles.entries import LARGEST, Entry, why
from timeline.articles.walk import entry_of, walk
from timeline.errors import ArticleError

CRAWLS = (".warc.gz", ".warc.wet.gz", ".wet.gz", ".warc", ".wet")  # their records can be read from any place on
RANGE = 16 << 20  # bytes of a crawl, packed or not: hundreds of pages
FIRST = 1 << 20  # bytes in which the first record of a crawl ends, which tells about it
FILES, BYTES = 64, 4 << 20  # of the files that make one piece


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file: how it was named, where it lies, whether it was asked for by name, how many bytes it has."""

    path: str
    place: str
    asked_for: bool
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some files; or the records of one that begin at the bytes [start, end), to its last one if that is None."""

    files: tuple[NamedFile, ...]
    start: int = 0
    end: int | None = None

    @property
    def size(self) -> int:
        """How many bytes there are to read."""
        return sum(file.size for file in self.files) if self.end is None else self.end - self.start

    def parts(self) -> list[Piece]:
        """Each of the files alone."""
        return [replace(self, files=(file,)) for file in self.files]

    def entries(self) -> Iterator[Entry | ArticleError]:
        """The files as they are now: one may have gone meanwhile."""
        for file in self.files:
            try:
                found = entry_of(Path(file.place), asked_for=file.asked_for)
                cut = found.size < min(file.size, self.end or file.size)
                if cut and found.size >= self.start:
                    yield ArticleError(file.path, "it was cut short while the others were read; read it again.")
                if not cut or self.end is not None:  # half an article is none, half a crawl is
                    yield replace(found, path=file.path)
            except OSError as error:
                yield ArticleError(file.path, f"it cannot be read any more ({why(error)}); leave it where it is.")


def pieces(paths: Iterable[str | Path], *, online: bool = False) -> Iterator[Piece | Entry | ArticleError]:
    """All that paths name, each file once; an entry that is no file can be read only here, and before the next."""
    waiting: list[NamedFile] = []
    for found in _files(paths, online):
        alone = not isinstance(found, NamedFile) or _is_cut(found)
        if waiting and (alone or len(waiting) == FILES or sum(file.size for file in waiting) > BYTES):
            yield Piece(files=tuple(waiting))
            waiting = []
        if not isinstance(found, NamedFile):
            yield found
        elif alone:
            yield from (Piece(files=(found,), start=at, end=at + RANGE) for at in range(0, found.size, RANGE))
        else:
            waiting.append(found)
    if waiting:
        yield Piece(files=tuple(waiting))


def _files(paths: Iterable[str | Path], online: bool) -> Iterator[NamedFile | Entry | ArticleError]:
    seen: set[str] = set()
    for path in paths:
        for found in walk(path, online=online):
            if not isinstance(found, Entry) or found.file is None:
                yield found
            elif (real := os.path.realpath(found.file)) not in seen:
                seen.add(real)
                yield NamedFile(found.path, str(found.file.absolute()), found.asked_for, found.size)


def _is_cut(file: NamedFile) -> bool:
    return file.size > RANGE and file.path.lower().endswith(CRAWLS) and not _packed_as_one(Path(file.place))


def _packed_as_one(crawl: Path) -> bool:
    """Whether a crawl was packed as a whole, and not record by record: then its records begin at no byte of it."""
    try:
        with crawl.open("rb") as file:
            head = file.read(FIRST)
        first = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
        first.decompress(head, LARGEST)
    except (OSError, zlib.error):  # not packed at all, or broken, which its reader says
        return False
    return not first.eof
