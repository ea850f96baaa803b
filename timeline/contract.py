"""An extraction as the JSON that `extract` prints; docs/output-contract.md describes it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.models import (
    DateCandidate,
    DateInterval,
    Event,
    Extraction,
    Mention,
    Person,
    Place,
    Publication,
    TimeExpression,
)
from timeline.places.online import ATTRIBUTION, is_online

Json = dict[str, Any]


def to_json(extraction: Extraction) -> Json:
    """One document's output object, keys in the order of the contract."""
    document = extraction.document
    return {
        "id": document.id,
        "path": document.path,
        "title": document.title,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "text": document.text,
        "published": _publication(extraction.published),
        "timexes": [_timex(timex) for timex in extraction.timexes],
        "people": [_person(person) for person in extraction.people],
        "places": [_place(place) for place in extraction.places],
        "events": [event_to_json(event) for event in extraction.events],
    }


def event_to_json(event: Event) -> Json:
    """One event of one document."""
    start, end = _ends(event.interval)
    return {
        "id": event.id,
        "title": event.title,
        "kind": event.kind,
        "status": event.status,
        "start": start,
        "end": end,
        "granularity": event.granularity,
        "basis": event.basis,
        "confidence": round(event.confidence, 3),
        "people": list(event.people),
        "guessed_people": list(event.guessed_people),
        "place": event.place,
        "place_basis": event.place_basis,
        "lat": event.lat,
        "lon": event.lon,
        "evidence": [{"field": e.field, "start": e.start, "end": e.end} for e in event.evidence],
    }


def _publication(published: Publication) -> Json:
    start, end = _ends(published.interval)
    return {
        "start": start,
        "end": end,
        "basis": published.basis,
        "candidates": [_candidate(candidate) for candidate in published.candidates],
    }


def _candidate(candidate: DateCandidate) -> Json:
    return {
        "kind": candidate.kind,
        "text": candidate.text,
        "start": candidate.start,
        "end": candidate.end,
        "interval": _interval(candidate.interval),
        "verdict": candidate.verdict,
        "reason": candidate.reason,
    }


def _timex(timex: TimeExpression) -> Json:
    return {
        "start": timex.start,
        "end": timex.end,
        "text": timex.text,
        "type": timex.type,
        "value": timex.value,
        "mod": timex.mod,
        "interval": _interval(timex.interval),
        "anchor": timex.anchor,
        "rule": timex.rule,
    }


def _person(person: Person) -> Json:
    return {"name": person.name, "mentions": _mentions(person.mentions)}


def _place(place: Place) -> Json:
    told: Json = {"attribution": ATTRIBUTION} if is_online(place) else {}
    return {
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "gazetteer_id": place.gazetteer_id,
        "confidence": round(place.confidence, 3),
        "mentions": _mentions(place.mentions),
    } | told


def _mentions(mentions: Sequence[Mention]) -> list[Json]:
    return [{"start": mention.start, "end": mention.end, "text": mention.text} for mention in mentions]


def _interval(interval: DateInterval | None) -> list[str] | None:
    return interval.iso() if interval else None


def _ends(interval: DateInterval | None) -> tuple[str | None, str | None]:
    return (interval.start.isoformat(), interval.end.isoformat()) if interval else (None, None)
