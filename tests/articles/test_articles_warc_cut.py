"""A crawl that ends in the middle of a record: wherever the cut is, the record is named and the one before is read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from timeline import articles
from timeline.errors import ArticleError


def _record(number: int) -> bytes:
    line = f"The council of Lyon opened bridge {number} on Monday, 3 June 2024, its mayor said. "
    page = f"<html><title>Bridge {number}</title><body><p>{line * 5}</p></body></html>".encode()
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(page) + page
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://example.org/{number}\r\n"
    kind = "Content-Type: application/http; msgtype=response\r\n"
    return f"{head}{kind}Content-Length: {len(http)}\r\n\r\n".encode() + http + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("words", [b"HTTP/1.1", b"200 OK", b"text/html", b"<html>", b"mayor"])
def test_a_record_cut_anywhere_is_named(tmp_path: Path, words: bytes, packed: bool) -> None:
    first, second = _record(1), _record(2)
    second = second[: second.index(words)]
    path = tmp_path / ("crawl.warc.gz" if packed else "crawl.warc")
    path.write_bytes(gzip.compress(first) + gzip.compress(second)[:-8] if packed else first + second)
    found = list(articles.read([path]))
    assert sum(isinstance(item, ArticleError) for item in found) == 1
    assert sum(not isinstance(item, ArticleError) for item in found) == 1
