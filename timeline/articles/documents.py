"""Text with what is known of it -> a `Document`; what every reader ends with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from timeline.articles.addresses import address_clues
from timeline.articles.entries import Entry, Told
from timeline.articles.identity import document_id
from timeline.articles.language import language_of
from timeline.articles.written_days import stored_day
from timeline.articles.zones import headline, zones_of
from timeline.models import DateClue, DateInterval, Document

LONGEST_CLUE = 120  # characters of a clue's words
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def document(
    entry: Entry, text: str, *, title: str | None = None, authors: Iterable[str] = (), clues: Iterable[DateClue] = ()
) -> Document:
    """A document of extracted text: what a form or a database leaves between words is cleaned away first."""
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\xa0", " ")).strip()
    title = " ".join((title or entry.told.title or "").split()) or None
    zones = zones_of(text, title)
    return Document(
        id=document_id(entry.stem, text),
        text=text,
        path=entry.path,
        title=title or headline(text, zones),
        authors=tuple(authors),
        clues=tuple(clues),
        zones=zones,
    )


def completed(found: Document, told: Told) -> Document:
    """The document with what its container tells of it, and its language."""
    known = {(clue.kind, clue.text) for clue in found.clues}
    return replace(
        found,
        title=found.title or told.title,
        source=found.source or told.source,
        url=found.url or told.url,
        authors=found.authors or told.authors,
        clues=(*found.clues, *(clue for clue in told.clues if (clue.kind, clue.text) not in known)),
        language=language_of(found.text, found.language or told.language or _declared(found)),
    )


def _declared(found: Document) -> str | None:
    return next((clue.text for clue in found.clues if clue.kind == "language"), None)


def dated(kind: str, words: str | None) -> tuple[DateClue, ...]:
    """A clue about the date; its interval is None if the words name no day, or may name two."""
    if not words or not words.strip():
        return ()
    day = stored_day(words)
    return (DateClue(kind=kind, text=words.strip()[:LONGEST_CLUE], interval=DateInterval.day(day) if day else None),)


def of_address(url: str | None) -> Told:
    """What an address tells: its host as the source, a day in its path."""
    host = urlsplit(url or "").hostname or ""
    return Told(url=url, source=host.removeprefix("www.") or None, clues=tuple(address_clues("url", url or "")))
