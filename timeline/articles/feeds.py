"""RSS and Atom: an article of each entry, with the words that the feed holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from timeline.articles.addresses import address_clues
from timeline.articles.documents import completed, dated, document
from timeline.articles.entries import LARGEST, Entry, Told
from timeline.articles.markup import text_of
from timeline.errors import ArticleError
from timeline.models import Document


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The documents of all entries, and an error for each that has no words."""
    import feedparser

    feed = feedparser.parse(BytesIO(entry.read(LARGEST // 4)), sanitize_html=False, resolve_relative_uris=False)
    if not feed.get("version") and not feed.entries:
        raise ValueError("no feed can be made out in it; RSS and Atom are read")
    for number, item in enumerate(feed.entries, start=1):
        place = entry.inside(f"#{number}", f"{_stem(item, number)}.html", b"")
        try:
            yield _article(item, feed.feed, place)
        except ValueError as error:
            yield ArticleError(place.path, f"{error}.")
    if feed.bozo and _is_broken(feed.bozo_exception):
        raise ValueError(f"the feed is broken ({_reason(feed.bozo_exception)}); what stands before the break was read")
    if not feed.entries:
        raise ValueError("the feed has no entries; leave it out")


def _article(item: Any, feed: Any, place: Entry) -> Document:
    bodies = [content.get("value") or "" for content in item.get("content", ())]
    texts = [text_of(markup) for markup in (*bodies, item.get("summary") or "")]
    text = max(texts, key=len)
    if not text:
        raise ValueError("the entry has no words but its title; fetch its page instead")
    told = Told(
        source=text_of(feed.get("title") or "") or None, url=item.get("link"), language=feed.get("language"),
        clues=(*dated("feed published", item.get("published")),
               *dated("feed updated", dict.get(item, "updated")),  # its own get gives the publication instead
               *address_clues("url", item.get("link") or "")),
    )  # fmt: skip
    authors = (name for author in item.get("authors", ()) if (name := author.get("name")))
    return completed(document(place, text, title=text_of(item.get("title") or ""), authors=authors), told)


def _stem(item: Any, number: int) -> str:
    words = re.findall(r"\w+", item.get("title") or "")[:8]
    return "-".join(words).lower() or f"entry-{number}"


def _is_broken(error: Exception) -> bool:
    """Whether the parser lost its way; it also complains of encodings that it got right in the end."""
    from xml.sax import SAXException

    return isinstance(error, SAXException)


def _reason(error: Any) -> str:
    line = getattr(error, "getLineNumber", lambda: None)()
    reason = str(getattr(error, "getMessage", lambda: error)())[:80]
    return f"{reason} in line {line}" if line else reason
