"""The hand-made gold as values; its format is described in docs/gold-format.md."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from timeline.errors import ResourceError
from timeline.models import DateInterval, Extraction, Span

PLACES = "places.json"
SAME_EVENTS = "same_events.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTimex(Span):
    """A time expression; an optional one is neither demanded nor held against who finds it."""

    text: str
    type: str
    value: str
    interval: DateInterval | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    """Where a place is; anything within `radius_km` of the point is right."""

    name: str
    lat: float
    lon: float
    radius_km: float


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent(Span):
    """One event, at its clause; a `when`, `place` or `status` of None is not judged."""

    key: str
    text: str
    gist: str
    when: DateInterval | None
    people: tuple[str, ...]
    others: tuple[str, ...]
    place: GoldPlace | None
    kind: str
    status: str | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """All that a reader finds in one article."""

    name: str
    published: DateInterval
    basis: str
    timexes: tuple[GoldTimex, ...]
    people: tuple[str, ...]
    people_optional: tuple[str, ...]
    not_people: tuple[str, ...]
    places: tuple[GoldPlace, ...]
    places_optional: tuple[GoldPlace, ...]
    not_places: tuple[str, ...]
    events: tuple[GoldEvent, ...]


Pair = frozenset[str]
Case = tuple[GoldDocument, Extraction]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """The gold of a folder: documents by file name, and which of their events are the same."""

    documents: dict[str, GoldDocument]
    same: frozenset[Pair]
    either: frozenset[Pair]


def load(folder: str | Path) -> Gold:
    """The gold of a folder; a broken file is a `ResourceError` that names it."""
    folder = Path(folder)
    places = {name: GoldPlace(name=name, **where) for name, where in read_json(folder / PLACES).items()}
    documents = {}
    for path in document_files(folder):
        try:
            document = _document(read_json(path), places)
        except (KeyError, TypeError, ValueError) as error:
            raise ResourceError(f"{path}: {error!r} is missing or wrong; see docs/gold-format.md") from error
        documents[document.name] = document
    if not documents:
        raise ResourceError(f"{folder}: there is no gold in this folder; name the one that holds the .json files")
    pairs = read_json(folder / SAME_EVENTS)
    return Gold(documents=documents, same=_pairs(pairs["same"]), either=_pairs(pairs["either"]))


def document_files(folder: Path) -> Iterator[Path]:
    """The files that hold one document's gold each."""
    return (path for path in sorted(folder.glob("*.json")) if path.name not in (PLACES, SAME_EVENTS))


def read_json(path: Path) -> dict[str, Any]:
    """The object in a gold file."""
    try:
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResourceError(f"{path}: this gold file cannot be read ({error}); restore it") from error
    return found


def _document(raw: dict[str, Any], places: dict[str, GoldPlace]) -> GoldDocument:
    name = raw["document"]
    published = _interval(raw["published"]["interval"])
    if published is None:
        raise ValueError("published.interval")
    return GoldDocument(
        name=name,
        published=published,
        basis=raw["published"]["basis"],
        timexes=tuple(_timex(item) for item in raw["timexes"]),
        people=tuple(raw["people"]),
        people_optional=tuple(raw["people_optional"]),
        not_people=tuple(raw["not_people"]),
        places=tuple(places[item] for item in raw["places"]),
        places_optional=tuple(places[item] for item in raw["places_optional"]),
        not_places=tuple(raw["not_places"]),
        events=tuple(_event(item, name, places) for item in raw["events"]),
    )


def _timex(raw: dict[str, Any]) -> GoldTimex:
    return GoldTimex(
        start=raw["start"],
        end=raw["end"],
        text=raw["text"],
        type=raw["type"],
        value=raw["value"],
        interval=_interval(raw["interval"]),
        optional=raw.get("optional", False),
    )


def _event(raw: dict[str, Any], document: str, places: dict[str, GoldPlace]) -> GoldEvent:
    return GoldEvent(
        start=raw["start"],
        end=raw["end"],
        key=f"{document}#{raw['id']}",
        text=raw["text"],
        gist=raw["gist"],
        when=_interval(raw["when"]),
        people=tuple(raw["people"]),
        others=tuple(raw.get("others", ())),
        place=places[raw["place"]] if raw["place"] else None,
        kind=raw["kind"],
        status=raw["status"],
        optional=raw.get("optional", False),
    )


def _interval(raw: list[str] | None) -> DateInterval | None:
    return DateInterval(*map(dt.date.fromisoformat, raw)) if raw else None


def _pairs(groups: list[list[str]]) -> frozenset[Pair]:
    return frozenset(frozenset(pair) for group in groups for pair in combinations(group, 2))
