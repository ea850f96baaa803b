"""CSV and its kin: a document a row, by the names of the columns or a mapping of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import BinaryIO

from timeline.articles.columns import folded, known_columns
from timeline.articles.documents import dated
from timeline.articles.encoding import BYTE_ORDER_MARKS, detected
from timeline.articles.entries import LARGEST, Entry
from timeline.articles.identity import document_id
from timeline.articles.json_lines import given
from timeline.articles.zones import headline, zones_of
from timeline.errors import ArticleError
from timeline.models import Document

DELIMITERS = ",\t;|"
PROBE = 1 << 20  # bytes from which the encoding is told
LONGEST_LINE = 1 << 20  # characters that the header may have


def read(entry: Entry, columns: Mapping[str, str] | None = None) -> Iterator[Document | ArticleError]:
    """The documents of all good rows, and an error for each bad one; `columns` maps fields to column names."""
    csv.field_size_limit(LARGEST)
    with entry.open() as file, _decoded(file) as text:
        header = text.readline(LONGEST_LINE)
        if not header.strip():
            raise ValueError("it is empty; a table begins with a line that names its columns")
        delimiter = max(DELIMITERS, key=header.count)
        names = next(csv.reader([header], delimiter=delimiter))
        place = _columns([name.strip() for name in names], columns or {})
        rows = csv.reader(_lines(text), delimiter=delimiter, strict=True)
        yield from _rows(rows, len(names), place, entry)


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    while line := text.readline(LARGEST):
        if len(line) == LARGEST:
            raise ValueError(f"the line is over {LARGEST >> 20} MB, too long for one article; what follows is not read")
        yield line


def _rows(
    rows: Iterator[list[str]], width: int, place: Mapping[str, int], entry: Entry
) -> Iterator[Document | ArticleError]:
    last = 1  # line of the header
    while True:
        line = last + 1
        try:
            row = next(rows)
            last = 1 + rows.line_num  # type: ignore[attr-defined]  # of csv.reader
            if any(cell.strip() for cell in row):
                yield _document(row, width, place, entry)
        except StopIteration:
            return
        except csv.Error as error:
            last = 1 + rows.line_num  # type: ignore[attr-defined]
            reason = f"the row is no valid CSV ({error}); check its quotation marks."
            yield ArticleError(entry.path, reason, line=line)
        except ValueError as error:
            yield ArticleError(entry.path, f"{error}.", line=line)


def _decoded(file: BinaryIO) -> io.TextIOWrapper:
    """The file as text, in the encoding that its beginning is found to have."""
    probe = file.read(PROBE)
    file.seek(0)
    marked = next((name for mark, name in BYTE_ORDER_MARKS if probe.startswith(mark)), None)
    encoding = {"utf-8": "utf-8-sig", "utf-16-le": "utf-16", "utf-16-be": "utf-16"}.get(marked or "", marked)
    return io.TextIOWrapper(file, encoding=encoding or _encoding(probe), errors="replace", newline="")


def _encoding(probe: bytes) -> str:
    whole = probe[: probe.rfind(b"\n") + 1] or probe  # the last character may be cut
    try:
        whole.decode()
    except UnicodeDecodeError:
        return detected(whole)
    return "utf-8" if b"\0" not in whole else detected(whole)


def _columns(names: Sequence[str], asked: Mapping[str, str]) -> dict[str, int]:
    """Field -> the number of its column."""
    place: dict[str, int] = {}
    for field, name in asked.items():
        if name not in names:
            raise ValueError(f"it has no column {name!r} for {field}; its columns are {_listed(names)}")
        place[field] = names.index(name)
    given_names = [folded(name) for name in names]
    for field, known in known_columns().items():
        found = next((given_names.index(name) for name in known if name in given_names), None)
        if found is not None:
            place.setdefault(field, found)
    if "text" not in place:
        raise ValueError(f"none of its columns ({_listed(names)}) is known to hold the text; say --columns text=NAME")
    return place


def _listed(names: Sequence[str]) -> str:
    shown = ", ".join(name[:30] for name in names[:8])
    return f"{shown}, ..." if len(names) > 8 else shown


def _document(row: Sequence[str], width: int, place: Mapping[str, int], entry: Entry) -> Document:
    if len(row) != width:
        raise ValueError(f"the row has {len(row)} cells, the header {width}; check its quotation marks")
    cells = {field: row[column].strip() or None for field, column in place.items()}
    text = row[place["text"]]
    if not text.strip():
        raise ValueError("the row has no text; drop it or fill it in")
    title = cells.get("title")
    zones = zones_of(text, title)
    author = cells.get("author")
    found = Document(
        id=cells.get("id") or document_id(title or entry.stem, text),
        text=text,
        path=entry.path,
        title=title or headline(text, zones),
        source=cells.get("source"),
        url=cells.get("url"),
        authors=(author,) if author else (),
        clues=dated("page saved", cells.get("seen")),
        language=cells.get("language"),
        zones=zones,
    )
    return _dated(found, cells.get("published"))


def _dated(found: Document, published: str | None) -> Document:
    """With the row's date: an ISO date is given, any other is for the publication date's judge to make out."""
    try:
        return replace(found, given=given(published))
    except ValueError:
        return replace(found, clues=(*found.clues, *dated("row published", published)))
