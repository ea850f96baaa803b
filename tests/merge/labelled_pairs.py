"""The labelled pairs of tests/merge/event_pairs.jsonl as tellings, for the tests and the benchmark."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from timeline.merge.tellings import Telling, telling
from timeline.models import DateInterval, Event, Place, Source, Span

PAIRS = Path(__file__).parent / "event_pairs.jsonl"


def labelled_pairs() -> Iterator[tuple[bool, Telling, Telling]]:
    """Whether two tellings are of one event, and the tellings."""
    for line in PAIRS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["same"], telling_of(row["a"], "a"), telling_of(row["b"], "b")


def telling_of(row: dict[str, Any], document: str) -> Telling:
    """A telling from a row: text, kind, start, end, basis, people, place."""
    where = row["place"] or {}
    start, end = (dt.date.fromisoformat(row[key]) for key in ("start", "end"))
    text = row["text"]
    event = Event(
        id=f"{document}:{text}",
        document=document,
        title=text[:90],
        kind=row["kind"],
        status="happened",
        interval=DateInterval(start, end),
        granularity="day",
        basis=row["basis"],
        confidence=0.8,
        people=tuple(row["people"]),
        place=where.get("name"),
        lat=where.get("lat"),
        lon=where.get("lon"),
        sentence=Span(start=0, end=len(text)),
        evidence=(),
    )
    source = Source(
        document=document,
        event=event.id,
        title=None,
        source=None,
        url=None,
        published=None,
        quote=text,
        start=0,
        end=len(text),
    )
    place = Place(gazetteer_id=None, confidence=0.9, mentions=(), **where) if where else None
    return telling(event, source, place)
