"""HTML pages: the article's text and metadata by trafilatura, everything that speaks of its date as clues."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from timeline.articles.encoding import decode
from timeline.articles.entries import LARGEST, Entry
from timeline.articles.identity import document_id
from timeline.articles.page_clues import OF_OTHERS, clues_of
from timeline.articles.written_days import written_days
from timeline.articles.zones import zones_of
from timeline.errors import ArticleError
from timeline.models import DateClue, Document

DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
HEAD = 4096
TOP = 1200  # characters of a text in which a bare date line may date it
NO_DATE = {"outputformat": "none"}  # htmldate gives up at once: dates are searched for in `page_clues`
TAG = re.compile(r"<(?:p|div|td|br|body)\b", re.IGNORECASE)


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The one document of a saved page."""
    data = entry.read(LARGEST // 4)
    if not data.strip():
        raise ValueError("it is empty; leave it out or save the page again")
    yield document_of(decode(data, entry.told.encoding or declared_encoding(data)), entry)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of a page claims."""
    found = DECLARED.search(data[:HEAD])
    return found[1].decode("ascii") if found else None


def document_of(markup: str, entry: Entry) -> Document:
    """The article of a page; raises ValueError if it holds none."""
    from trafilatura import load_html

    tree = load_html(markup)
    if tree is None and TAG.search(markup):  # it wants to see "html" in the first line
        tree = load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        raise ValueError("no page can be made out in it; save it again as HTML")
    metadata, text = _article(tree)
    if not text:
        raise ValueError("no article can be made out in it; save its text as a .txt file")
    return Document(
        id=document_id(entry.stem, text),
        text=text,
        path=entry.path,
        title=metadata.title,
        source=metadata.sitename or metadata.hostname,
        url=metadata.url,
        authors=tuple(name.strip() for name in (metadata.author or "").split(";") if name.strip()),
        clues=_of_text(clues_of(tree, markup, metadata.url, entry), text),
        zones=zones_of(text, title=metadata.title),
    )


def _of_text(clues: Sequence[DateClue], text: str) -> tuple[DateClue, ...]:
    """The clues without those of other things that the head of the text leaves out: they cast no doubt on it."""
    if all(clue.kind != OF_OTHERS for clue in clues):
        return tuple(clues)
    days = {day for written in written_days(text[:TOP]) for day in written.readings}
    kept = (c for c in clues if c.kind != OF_OTHERS or (c.interval and c.interval.start in days))
    return tuple(kept)


def _article(tree: Any) -> tuple[Any, str]:
    """Metadata and text; where trafilatura finds no article, all the text that the page shows."""
    from trafilatura import bare_extraction, html2txt
    from trafilatura.metadata import extract_metadata

    found: Any = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=NO_DATE)
    if found is not None and (found.text or "").strip():
        return found, found.text
    return extract_metadata(tree, date_config=NO_DATE), html2txt(tree).strip()
