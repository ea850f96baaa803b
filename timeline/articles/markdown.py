"""Markdown: the words without the marks, a block a paragraph; the front matter as metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator

from timeline.articles.addresses import address_clues
from timeline.articles.documents import dated, document
from timeline.articles.encoding import decode
from timeline.articles.entries import LARGEST, Entry
from timeline.articles.markup import text_of
from timeline.errors import ArticleError
from timeline.models import Document

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(\w+):[ \t]*[\"']?(.*?)[\"']?[ \t]*\r?$", re.MULTILINE)


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The one document of a Markdown file."""
    from markdown_it import MarkdownIt

    source = decode(entry.read(LARGEST // 4))
    front = FRONT_MATTER.match(source)
    fields = {name.lower(): value for name, value in FIELD.findall(front[1])} if front else {}
    text = text_of(MarkdownIt("commonmark").enable("table").render(source[front.end() if front else 0 :]))
    if not text:
        raise ValueError("it is empty; leave it out or save the article again")
    clues = [*dated("meta published", fields.get("date")), *address_clues("file name", entry.stem)]
    author = fields.get("author")
    yield document(entry, text, title=fields.get("title"), authors=(author,) if author else (), clues=clues)
