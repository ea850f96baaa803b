"""JSON Lines: a document a row, the text as in the row.

A row ends at a line feed and nowhere else: U+2028 and U+0085 may stand inside a string.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator

from timeline.articles.columns import folded, known_columns
from timeline.articles.documents import dated
from timeline.articles.encoding import decode
from timeline.articles.entries import LARGEST, Entry
from timeline.articles.identity import document_id
from timeline.articles.zones import headline, zones_of
from timeline.errors import ArticleError
from timeline.models import DateInterval, Document

FIRST_YEAR, LAST_YEAR = 1600, 2999  # newspapers begin in 1605
LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The documents of all good rows, and an error for each bad one."""
    empty = True
    with entry.open() as file:
        for number, row in enumerate(iter(lambda: file.readline(LARGEST), b""), start=1):
            if len(row) == LARGEST:
                raise ValueError(f"line {number} is over {LARGEST >> 20} MB, too long for one article; split it")
            if not row.strip():
                continue
            empty = False
            try:
                yield _document(row, entry)
            except ValueError as error:
                yield ArticleError(entry.path, f"{error}.", line=number)
    if empty:
        raise ValueError('it is empty; put one JSON object with "id" and "text" on each line')


def _document(row: bytes, entry: Entry) -> Document:
    fields = _fields(row)
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ValueError('the row has no text; give it a "text" with the article')
    text = LONE_SURROGATES.sub("\ufffd", text)  # one for one, so that offsets stay true
    title = _text(fields, "title")
    zones = zones_of(text, title)
    return Document(
        id=_text(fields, "id") or document_id(entry.stem, text),
        text=text,
        path=entry.path,
        title=title or headline(text, zones),
        source=_text(fields, "source"),
        url=_text(fields, "url"),
        given=given(fields.get("published")),
        clues=dated("page saved", _seen(fields)),
        language=_text(fields, "language"),
        zones=zones,
    )


def _seen(fields: dict[str, object]) -> str | None:
    """When the article was fetched, under the names that columns of tables have for it."""
    names = known_columns()["seen"]
    return next((_text(fields, name) for name in fields if folded(name) in names), None)


def _fields(row: bytes) -> dict[str, object]:
    try:
        fields = json.loads(decode(row))
    except json.JSONDecodeError as error:
        raise ValueError(f"the row is no valid JSON ({error.msg} at column {error.colno}); mend or drop it") from None
    except RecursionError:
        raise ValueError("the row is nested too deeply to be an article; mend or drop it") from None
    if not isinstance(fields, dict):
        raise ValueError('the row is no JSON object; write {"id": ..., "text": ...}')
    return fields


def _text(fields: dict[str, object], key: str) -> str | None:
    value = fields.get(key)
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return LONE_SURROGATES.sub("\ufffd", value) if isinstance(value, str) and value.strip() else None


def given(value: object) -> DateInterval | None:
    """The day of a row's "published"; raises ValueError if it is no ISO date or out of range."""
    if value is None or value == "":
        return None
    try:
        day = dt.datetime.fromisoformat(str(value).strip()).date()
    except ValueError:
        raise ValueError(f'"published" is {str(value)[:40]!r}, no ISO date; write it like 2024-06-19') from None
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f'"published" is {day}, out of range; give a year from {FIRST_YEAR} to {LAST_YEAR}')
    return DateInterval.day(day)
