"""ZIP and gzip: what lies inside is read as if it lay in a folder. Nothing is written to disk."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from timeline.articles.entries import Entry, day_written
from timeline.articles.walk import BESIDE, belongs_to_page
from timeline.errors import ArticleError

FREE = 32 << 20  # bytes that may come out of anything
RATIO = 200  # by which what comes out may exceed what goes in; text is packed to a third or a tenth
PROTECTED = 0x1


def read_zip(entry: Entry) -> Iterator[ArticleError | Entry]:
    """The files in an archive, in the order of their names."""
    with entry.open() as file:
        try:
            archive = ZipFile(file)
        except (BadZipFile, ValueError, NotImplementedError) as error:
            raise ValueError("the archive is broken or cut short; pack it again") from error
        with archive:
            for member in sorted(archive.infolist(), key=lambda m: m.filename):
                path = PurePosixPath(member.filename.replace("\\", "/"))
                if not member.is_dir() and not _is_beside(path):
                    yield _member(archive, member, path, entry)


def read_gzip(entry: Entry) -> Iterator[ArticleError | Entry]:
    """The one file that was packed."""
    name = entry.name.removesuffix(".gz")

    def opened() -> BinaryIO:
        packed = entry.open()
        unpacked = gzip.GzipFile(fileobj=packed)
        return io.BufferedReader(_Unpacked(unpacked, packed.tell, packed))

    yield entry.inside("", name, opened)


def _is_beside(path: PurePosixPath) -> bool:
    """What is passed over in a folder: hidden files, the pictures and scripts of pages, notes about the pile."""
    hidden = any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts)
    return hidden or any(map(belongs_to_page, path.parts[:-1])) or path.stem.lower() in BESIDE


def _member(archive: ZipFile, member: ZipInfo, path: PurePosixPath, entry: Entry) -> Entry | ArticleError:
    shown = f"{entry.path}/{member.filename}"
    if path.is_absolute() or ".." in path.parts:
        return ArticleError(shown, "its name leads outside the archive; it is not read.")
    if member.flag_bits & PROTECTED:
        return ArticleError(shown, "it is protected by a password; pack it again without one.")

    def opened() -> BinaryIO:
        try:
            unpacked = archive.open(member)
        except (BadZipFile, NotImplementedError, RuntimeError) as error:
            raise ValueError("it is broken in the archive, or packed in an unknown way; pack it again") from error
        return io.BufferedReader(_Unpacked(unpacked, lambda: member.compress_size, None))

    return entry.inside(f"/{member.filename}", path.name, opened, written=_day(member))


def _day(member: ZipInfo) -> dt.date | None:
    try:
        return day_written(dt.datetime(*member.date_time, tzinfo=dt.UTC))
    except ValueError:
        return None


class _Unpacked(io.RawIOBase):
    """Unpacked bytes; raises ValueError when they are broken, or far more than was packed: a bomb."""

    def __init__(self, unpacked: IO[bytes] | gzip.GzipFile, packed: Callable[[], int], below: IO[bytes] | None) -> None:
        self._unpacked, self._packed, self._below = unpacked, packed, below

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._unpacked.seek(offset, whence)

    def tell(self) -> int:
        return self._unpacked.tell()

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        try:
            data = self._unpacked.read(len(view))
        except (BadZipFile, EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise ValueError("it is packed wrongly or cut short; pack it again") from error
        if self.tell() > FREE + RATIO * self._packed():
            raise ValueError("it unpacks to far more than articles do; it may be a bomb and is not read")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._unpacked.close()
        if self._below is not None:
            self._below.close()
        super().close()
