"""WARC, plain or gzip: the pages, texts and feeds that a crawl brought home, a record at a time.

A broken record is named and passed over: reading goes on at the next place where a record can begin. A range of
bytes can be read alone; the ranges of a file together give what the whole file gives.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Generator, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from timeline.articles.documents import dated, of_address
from timeline.articles.entries import LARGEST, Entry
from timeline.errors import ArticleError

if TYPE_CHECKING:
    from fastwarc import WarcRecord

GZIP = b"\x1f\x8b"
GZIP_MEMBER = re.compile(rb"\x1f\x8b\x08[\0\x04\x08\x0c\x10]")
PLAIN_RECORD = re.compile(rb"(?<=\n)WARC/[01]\.\d")
OVERLAP = 16  # bytes by which pieces overlap while the next record is looked for
CHUNK = 1 << 20
BEYOND = 16 << 20  # bytes after its end in which a range looks for the next record
SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt", "application/pdf": ".pdf",
    "application/rss+xml": ".rss", "application/atom+xml": ".atom",
}  # fmt: skip
OK = 200


def read(entry: Entry, start: int = 0, end: int | None = None) -> Iterator[ArticleError | Entry]:
    """What the records hold that begin at the bytes [start, end); for ranges, each record is packed on its own."""
    with entry.open() as file:
        pattern = GZIP_MEMBER if file.read(2) == GZIP else PLAIN_RECORD
        until = None if end is None else end + BEYOND
        at = _next(file, start, pattern, until)
        if at is None and not start:
            raise ValueError("there is no record in it; a WARC file begins with WARC/1")
        before: int | None = None  # the record after which reading broke off
        while at is not None and (end is None or at < end):
            last, lost = yield from _records(file, at, end, entry)
            following = _next(file, max(at, last + 1), pattern, until)
            if following == at:  # nothing could be read there
                yield _broken(entry, at, "the record is broken or cut short")
                following = _next(file, at + 1, pattern, until)
            elif before is not None:
                yield _broken(entry, before, "what follows this record is broken")
            at, before = following, last if lost and at is not None and last >= at else None
        if before is not None:
            reason = "nothing can be read after this record" if at is None else "what follows this record is broken"
            yield _broken(entry, before, reason)


def _records(
    file: BinaryIO, at: int, end: int | None, entry: Entry
) -> Generator[ArticleError | Entry, None, tuple[int, bool]]:
    """What can be read in a row from `at` on; returns where the last record began, and whether more was lost."""
    from fastwarc import ArchiveIterator

    last = at - 1
    file.seek(at)
    try:
        for record in ArchiveIterator(file, parse_http=False):
            if end is not None and record.stream_pos >= end:
                return end, False
            last = record.stream_pos
            try:
                found = _found(record, entry)
            except (OSError, ValueError) as error:
                broken = isinstance(error, OSError)
                yield _broken(entry, last, "the record cannot be unpacked" if broken else str(error))
                if broken:
                    return last, False
                continue
            if found is not None:
                yield found
    except OSError:
        return last, True
    return last, False


def _found(record: WarcRecord, entry: Entry) -> Entry | None:
    """What a record brought home, None if it is no article; raises OSError or ValueError if it is broken."""
    from fastwarc import WarcRecordType

    if record.record_type == WarcRecordType.unknown:
        raise ValueError("the record is broken or cut short")
    if not record.record_type & (WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion):
        return None
    length = record.content_length
    if record.is_http:
        record.parse_http(auto_decode="all")
        status = record.http_headers.status_code
        if not status:
            raise ValueError("the record is broken or cut short")
        if status != OK:
            return None
        length = 0 if record.http_headers.get("Content-Encoding") or _chunked(record) else record.content_length
    suffix = SUFFIXES.get(_content_type(record))
    if suffix is None and _content_type(record):
        return None
    content = record.reader.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError(f"the record is larger than {LARGEST >> 20} MB, too large for one article")
    if len(content) < length or (suffix and not content):
        raise ValueError("the record is empty or cut short")
    if suffix is None:
        return None
    url = record.headers.get("WARC-Target-URI")
    told = of_address(url)
    crawled = dated("page saved", record.headers.get("WARC-Date"))
    told = replace(told, clues=(*told.clues, *crawled), encoding=record.http_charset if record.is_http else None)
    return entry.inside(f"#{record.stream_pos}", f"{_stem(url)}{suffix}", content, told=told, written=_day(record))


def _chunked(record: WarcRecord) -> bool:
    return "chunked" in (record.http_headers.get("Transfer-Encoding") or "").lower()


def _content_type(record: WarcRecord) -> str:
    told = record.http_content_type if record.is_http else record.headers.get("Content-Type")
    return (told or record.headers.get("WARC-Identified-Payload-Type") or "").partition(";")[0].strip().lower()


def _stem(url: str | None) -> str:
    """The last words of an address's path."""
    parts = urlsplit(url or "")
    words = [word for word in unquote(parts.path).split("/") if word] or [parts.hostname or "record"]
    return re.sub(r"\.\w{2,5}$", "", words[-1]) or "record"


def _day(record: WarcRecord) -> dt.date | None:
    """The day of the crawl: nothing in the record was published later."""
    found = re.match(r"\d{4}-\d\d-\d\d", record.headers.get("WARC-Date") or "")
    try:
        return dt.date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


def _next(file: BinaryIO, start: int, pattern: re.Pattern[bytes], until: int | None) -> int | None:
    """Where, at `start` or after it, a record can begin; None too where none does up to `until`."""
    at = max(0, start - 1)  # with the line feed before it
    before = b"" if start else b"\n"
    file.seek(at)
    while (until is None or at < until) and (chunk := file.read(CHUNK)):
        piece = before + chunk
        for found in pattern.finditer(piece):
            position = at - len(before) + found.start()
            if position >= start and (found.start() or not start):
                return position
        at += len(chunk)
        before = piece[-OVERLAP:]
    return None


def _broken(entry: Entry, at: int, reason: str) -> ArticleError:
    return ArticleError(f"{entry.path}#{at}", f"{reason}; the others are read.")
