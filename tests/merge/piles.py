"""Piles of made-up extractions for the tests of merging."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from timeline.merge.tellings import Telling, telling
from timeline.models import (
    DateInterval,
    Document,
    Event,
    EventBasis,
    EventStatus,
    Evidence,
    Extraction,
    Mention,
    Person,
    Place,
    Publication,
    Source,
    Span,
)

TOWNS = {"Izmir": (38.42, 27.14), "Vienna": (48.21, 16.37), "Prague": (50.09, 14.42)}


def told(
    title: str,
    day: str | None,
    *,
    people: Sequence[str] = (),
    place: str | None = None,
    kind: str = "visit or meeting",
    basis: EventBasis = "resolved",
    status: EventStatus = "happened",
) -> Event:
    """An event as an article tells it; `article` gives it its document and id."""
    lat, lon = TOWNS[place] if place else (None, None)
    return Event(
        id="",
        document="",
        title=title,
        kind=kind,
        status=status,
        interval=DateInterval.day(dt.date.fromisoformat(day)) if day else None,
        granularity="day",
        basis=basis,
        confidence=0.8,
        people=tuple(people),
        place=place,
        lat=lat,
        lon=lon,
        sentence=Span(start=0, end=0),
        evidence=(),
    )


def article(name: str, *events: Event, published: str = "2021-03-20", padding: str = "") -> Extraction:
    """An article that tells the events, one a line, after `padding`."""
    lines, placed = [padding], []
    for event in events:
        start = sum(len(line) + 1 for line in lines)
        lines.append(event.title)
        placed.append(_placed(event, name, Span(start=start, end=start + len(event.title))))
    day = DateInterval.day(dt.date.fromisoformat(published))
    names = sorted({person for event in events for person in event.people})
    return Extraction(
        document=Document(id=name, text="\n".join(lines), title=name, source=f"The {name}"),
        published=Publication(interval=day, basis="given", confidence=1.0, reason=""),
        timexes=(),
        people=tuple(Person(name=n, mentions=(Mention(start=0, end=1, text=n),)) for n in names),
        places=tuple(_town(n) for n in sorted({event.place for event in events if event.place})),
        events=tuple(placed),
    )


def telling_of(event: Event, document: str, *, spellings: tuple[tuple[str, str], ...] = ()) -> Telling:
    """The event as one article tells it, ready for comparison."""
    source = Source(
        document=document, event=event.id, title=None, source=None, url=None, published=None, quote="", start=0, end=0
    )
    return telling(event, source, None, spellings=spellings)


def _placed(event: Event, document: str, span: Span) -> Event:
    from dataclasses import replace

    evidence = (Evidence(start=span.start, end=span.end, field="what"),)
    return replace(event, id=f"{document}-{span.start}", document=document, sentence=span, evidence=evidence)


def _town(name: str) -> Place:
    lat, lon = TOWNS[name]
    return Place(
        name=name, kind="city", country=name[:2], lat=lat, lon=lon, gazetteer_id=name, confidence=0.9, mentions=()
    )
