"""A page or feed by its address: only on demand, within limits of time and size, and nothing but HTTP."""

from __future__ import annotations

import mimetypes
import string
import time
import urllib.error
import urllib.request
from dataclasses import replace
from http.client import HTTPException, HTTPResponse
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote, unquote, urlsplit

import timeline
from timeline.articles.documents import of_address
from timeline.articles.entries import Entry, why

TIMEOUT = 20  # seconds that a server may be silent
LONGEST = 60  # seconds for the whole answer
LARGEST = 32 << 20  # bytes
CHUNK = 1 << 16
PLAIN = string.printable.replace(" ", "")  # what an address may hold as it is; the rest is written as %C3%A4
SUFFIXES = {
    "text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf", "application/rss+xml": ".rss",
    "application/atom+xml": ".atom", "text/xml": ".xml", "application/xml": ".xml", "text/csv": ".csv",
    "text/plain": ".txt", "text/markdown": ".md", "application/x-ndjson": ".jsonl", "application/zip": ".zip",
}  # fmt: skip


def fetched(address: str) -> Entry:
    """What an address answers; raises ValueError with the reason if it cannot be had."""
    agent = f"timeline-atlas/{timeline.__version__} (reads single pages that a person asked for)"
    try:
        headers = {"User-Agent": agent, "Accept-Encoding": "identity"}
        request = urllib.request.Request(quote(address, safe=PLAIN), headers=headers)
        with _opener().open(request, timeout=TIMEOUT) as answer:
            data, final, about = _limited(answer), answer.url, answer.headers
    except urllib.error.HTTPError as error:
        error.close()
        raise ValueError(f"the server answers {error.code} {' '.join(str(error.reason).split())[:80]}") from error
    except (OSError, HTTPException) as error:
        raise ValueError(why(getattr(error, "reason", error))) from error
    path = PurePosixPath(unquote(urlsplit(final).path))
    told = replace(of_address(final), encoding=about.get_content_charset())
    name = f"{path.stem or told.source or 'page'}{_suffix(about.get_content_type(), path)}"
    if about.get("Content-Encoding") == "gzip":  # some servers pack whatever they are asked for
        name += ".gz"
    return Entry(path=address, name=name, open=lambda: BytesIO(data), told=told)


def _suffix(kind: str, path: PurePosixPath) -> str:
    """The suffix for what the server says that it sends; where it says nothing, that of the address."""
    if kind in SUFFIXES:
        return SUFFIXES[kind]
    return path.suffix or ("" if kind == "application/octet-stream" else mimetypes.guess_extension(kind) or "")


def _opener() -> urllib.request.OpenerDirector:
    """Speaks HTTP and nothing else, whatever an address or a redirection asks for."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler, urllib.request.HTTPHandler, urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler, urllib.request.HTTPDefaultErrorHandler, urllib.request.HTTPErrorProcessor,
        urllib.request.UnknownHandler,
    ):  # fmt: skip
        opener.add_handler(handler())
    return opener


def _limited(answer: HTTPResponse) -> bytes:
    """The answer's bytes, if they are not too many and do not come too slowly."""
    latest = time.monotonic() + LONGEST
    pieces, size = [], 0
    while piece := answer.read1(CHUNK):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST:
            raise ValueError(f"the answer is larger than {LARGEST >> 20} MB")
        if time.monotonic() > latest:
            raise ValueError(f"the answer takes longer than {LONGEST} seconds")
    if answer.length:  # bytes that were announced and never came
        raise ValueError("the answer was cut short")
    return b"".join(pieces)
