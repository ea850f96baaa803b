"""A crawl as a WARC.GZ: pages of a made-up town, one record broken, the last one cut in the middle."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

PEOPLE = ("Rui Costa", "Eva Lund", "Jan Novak", "Ida Berg")


def page(number: int) -> bytes:
    """A page that says when it was published, with noise enough that it cannot be packed to nothing."""
    who, noise = PEOPLE[number % 4], random.Random(number).randbytes(300).hex()
    told = f"{who} met Ana Sousa in Lisbon on 4 May 2021. Two days later {who} opened school {number} in Porto. " * 6
    meta = f'<meta property="article:published_time" content="2021-05-{number % 20 + 8:02}"><!-- {noise} -->'
    return f"<html><head><title>School {number}</title>{meta}</head><body><p>{told}</p></body></html>".encode()


def record(number: int) -> bytes:
    """The record of a page, packed on its own."""
    content = page(number)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(content) + content
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://quay.example/{number}\r\n"
    kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    return gzip.compress((head + kind).encode() + http + b"\r\n\r\n", mtime=0)


def write_crawl(path: Path, pages: int, broken: int) -> None:
    """So many whole records, one of them broken, and half a record."""
    records = [record(number) for number in range(pages)]
    spoilt = bytearray(records[broken])
    spoilt[len(spoilt) // 2 : len(spoilt) // 2 + 40] = bytes(40)
    records[broken] = bytes(spoilt)
    last = record(pages)
    path.write_bytes(b"".join([*records, last[: len(last) // 2]]))
