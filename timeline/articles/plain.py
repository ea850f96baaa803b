"""Plain text: the document's text is the file's, character by character."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.articles.addresses import address_clues
from timeline.articles.encoding import decode
from timeline.articles.entries import LARGEST, Entry
from timeline.articles.identity import document_id
from timeline.articles.zones import headline, zones_of
from timeline.errors import ArticleError
from timeline.models import Document


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The one document of a text file."""
    text = decode(entry.read(LARGEST // 4), entry.told.encoding)
    if not text.strip():
        raise ValueError("it is empty; leave it out or save the article again")
    zones = zones_of(text)
    yield Document(
        id=document_id(entry.stem, text),
        text=text,
        path=entry.path,
        title=headline(text, zones),
        clues=tuple(address_clues("file name", entry.stem)),
        zones=zones,
    )
