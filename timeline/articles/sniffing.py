"""What an input is that no name tells: from its first bytes."""

from __future__ import annotations

import re

from timeline.articles.entries import Entry

HEAD = 4096
SIGNS: tuple[tuple[str, re.Pattern[bytes]], ...] = tuple(
    (suffix, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for suffix, pattern in (
        (".pdf", rb"%PDF-"),
        (".docx", rb"PK\x03\x04.{0,400}(?:\[Content_Types\]\.xml|_rels/|word/)"),
        (".zip", rb"PK(?:\x03\x04|\x05\x06)"),
        (".warc", rb"WARC/[01]\.\d"),
        (".gz", rb"\x1f\x8b\x08"),
        (".mbox", rb"From \S+.{0,80}\d{4}\r?\n[\w-]+:"),
        (".mhtml", rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}Content-Type:\s*multipart/related"),
        (".eml", rb"(?:Return-Path|Received|Delivered-To|MIME-Version|From|Date|Message-ID|Subject):[^\n]*\n[\w-]+:"),
        (".feed", rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:rss|feed|rdf:RDF)\b"),
        (".html", rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html|head|body)\b"),
        (".jsonl", rb"\s*\{\s*\""),
    )
)  # fmt: skip


def suffix_of(entry: Entry) -> str:
    """The suffix that the input should have; that of plain text where nothing speaks for another."""
    with entry.open() as file:
        head = file.read(HEAD).removeprefix(b"\xef\xbb\xbf")
    return next((suffix for suffix, sign in SIGNS if sign.match(head)), ".txt")
