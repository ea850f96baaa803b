"""A place for an event, with what proves it; and which of several places is taken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.clauses import Clause
from timeline.events.scenes import Spot
from timeline.events.story import Story
from timeline.gazetteer import Entry
from timeline.models import Evidence, EvidenceBasis, Mention, Place

FINENESS = {"point": 0, "city": 1, "region": 2, "area": 3, "country": 4}
_ONE_PLACE = 0.3  # degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of one event, with what proves it; `place` is None where nothing supports one."""

    place: Place | None
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


NOWHERE = Where(place=None, confidence=0.92, reason="The text ties it to no place.")


def quoted(spot: Spot) -> str:
    """The words that name a place, for a reason."""
    return f"“{spot.what[1].text}”"


def placed(spot: Spot, basis: EvidenceBasis, confidence: float, reason: str) -> Where:
    """The place that a spot names; the doubt about which place it is lowers the confidence."""
    place, mention = spot.what
    return Where(
        place=place,
        confidence=confidence * (1 + max(place.confidence, 0.3)) / 2,
        reason=reason,
        evidence=(Evidence(start=mention.start, end=mention.end, field="where", basis=basis),),
    )


def guessed(story: Story, place: Place | Entry, first: int, last: int, confidence: float, reason: str) -> Where:
    """A place that no words say, with the words [first, last] (tokens) that speak for it."""
    span = story.characters(first, last)
    if isinstance(place, Entry):
        mention = Mention(start=span.start, end=span.end, text=story.parse[first : last + 1].text, role="part")
        place = Place(
            name=place.name, kind=place.kind, country=place.country, lat=place.lat, lon=place.lon,
            gazetteer_id=place.id, confidence=confidence, reason=reason, radius_km=place.radius_km, mentions=(mention,),
        )  # fmt: skip
    evidence = Evidence(start=span.start, end=span.end, field="where", basis="setting")
    return Where(place=place, confidence=confidence, reason=reason, evidence=(evidence,))


def fineness(spot: Spot) -> int:
    """0 for a point, and more the wider the place."""
    return FINENESS[spot.what[0].kind]


def preference(clause: Clause, spot: Spot) -> tuple[int, int]:
    """The finest first, then the nearest."""
    return fineness(spot), abs(spot.root - clause.head)


def is_one_place(places: Sequence[Place]) -> bool:
    """Whether they are one place, or lie within one: a landmark and its city."""
    for side in ("lat", "lon"):
        degrees = [value for place in places if (value := getattr(place, side)) is not None]
        if len(degrees) < len(places) or max(degrees) - min(degrees) > _ONE_PLACE:
            return len({place.name for place in places}) == 1
    return True
