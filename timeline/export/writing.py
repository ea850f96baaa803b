"""Events as CSV and JSON Lines: exactly what the same filter shows in the app."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from typing import Any, TextIO

from timeline.models import DateInterval, Source
from timeline.query import Filter, Query
from timeline.query.answers import Record

Row = dict[str, Any]

COLUMNS = (
    "id", "when", "start", "end", "granularity", "basis", "certainty", "confidence", "status", "kind", "title", "place",
    "lat", "lon", "place_basis", "people", "guessed_people", "sources", "quote", "urls", "conflicts",
)  # fmt: skip


def write(query: Query, filter: Filter, format: str, out: TextIO) -> int:  # noqa: A002
    """Write what `filter` shows to `out` and return how many events that was; `format` is a key of FORMATS."""
    return FORMATS[format](query.records(filter), out)


def _csv(records: Iterator[Record], out: TextIO) -> int:
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    count = 0
    for record in records:
        writer.writerow({name: _cell(value) for name, value in _flat(record).items()})
        count += 1
    return count


def _jsonl(records: Iterator[Record], out: TextIO) -> int:
    count = 0
    for record in records:
        out.write(json.dumps(_nested(record), ensure_ascii=False) + "\n")
        count += 1
    return count


FORMATS: dict[str, Callable[[Iterator[Record], TextIO], int]] = {"csv": _csv, "jsonl": _jsonl}


def _common(record: Record) -> Row:
    row = record.row
    start, end = _ends(row.interval)
    return {
        "id": row.id, "when": row.when, "start": start, "end": end, "granularity": row.granularity, "basis": row.basis,
        "certainty": row.certainty, "confidence": round(row.confidence, 3), "status": row.status, "kind": row.kind,
        "title": row.title, "place": row.place, "lat": row.lat, "lon": row.lon,
        "place_basis": row.place_basis,
    }  # fmt: skip


def _flat(record: Record) -> Row:
    return _common(record) | {
        "people": "; ".join(record.row.people),
        "guessed_people": "; ".join(record.row.guessed_people),
        "sources": "; ".join(record.row.sources),
        "quote": " ".join(record.row.quote.split()),
        "urls": " ".join(dict.fromkeys(s.url for s in record.sources if s.url)),
        "conflicts": "; ".join(f"{c.field}: {' / '.join(said for said, _ in c.claims)}" for c in record.conflicts),
    }


def _nested(record: Record) -> Row:
    return _common(record) | {
        "people": list(record.row.people),
        "guessed_people": list(record.row.guessed_people),
        "independent": record.row.independent,
        "judged": list(record.row.judged),
        "sources": [_source(source) for source in record.sources],
        "conflicts": [
            {
                "field": c.field,
                "claims": [{"says": said, "documents": list(ids)} for said, ids in c.claims],
                "note": c.note,
            }
            for c in record.conflicts
        ],
    }


def _source(source: Source) -> Row:
    return {
        "document": source.document, "title": source.title, "source": source.source, "url": source.url,
        "published": source.published.iso() if source.published else None, "quote": source.quote,
        "start": source.start, "end": source.end, "copy_of": source.copy_of,
    }  # fmt: skip


def _cell(value: Any) -> Any:
    """A cell that a spreadsheet shows and never runs: text that starts like a formula gets a quote before it."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r") else value


def _ends(interval: DateInterval | None) -> tuple[str | None, str | None]:
    return (interval.start.isoformat(), interval.end.isoformat()) if interval else (None, None)
