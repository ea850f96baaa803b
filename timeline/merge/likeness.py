"""How alike two tellings are, and why: a score between 0 and 1 that explains itself."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.merge.tellings import Telling
from timeline.models import DateInterval, Place

SAME = 0.6  # tellings at least this alike tell one event
_NEAR_KM, _FAR_KM = 30.0, 60.0
_WIDE = frozenset({"country", "area", "region"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score and its reasons, the strongest first."""

    score: float
    reasons: tuple[str, ...]


def likeness(a: Telling, b: Telling, rarity: Mapping[str, float]) -> Likeness:
    """The likeness of two tellings; `rarity` weighs words by how few tellings of the pile have them."""
    time = _time(a, b)
    if time is None:
        return Likeness(0.0, ("their dates exclude each other",))
    place, place_reason = _place(a.place, b.place)
    if place < 0:
        return Likeness(0.0, (place_reason,))
    if a.scenes and b.scenes and not a.scenes & b.scenes:
        return Likeness(0.0, ("they tell of different scenes",))
    people, people_reason = _people(a, b)
    if people < 0:
        return Likeness(0.0, (people_reason,))
    words, words_reason = _words(a, b, rarity)
    kind = 1.0 if a.event.kind == b.event.kind else 0.0
    anchored = max(place, people)
    score = 0.25 * time[0] + 0.2 * place + 0.15 * people + 0.35 * min(1.0, 1.6 * words) + 0.1 * kind
    if anchored < 0.4 and words < 0.5:
        score *= 0.6
    reasons = tuple(r for r in (time[1], place_reason, people_reason, words_reason) if r)
    return Likeness(min(score, 1.0), reasons)


def _time(a: Telling, b: Telling) -> tuple[float, str] | None:
    first, second = a.event.interval, b.event.interval
    if first is None or second is None:
        return 0.2, "one of them has no date"
    common = first.intersect(second)
    if common is None:
        return None
    weak = "publication" in (a.event.basis, b.event.basis)
    longest = max(first.days, second.days)
    score = 1.0 if longest == 1 else max(0.2, 1.0 - math.log2(longest) / 10)
    return score * (0.7 if weak else 1.0), f"both fall on {_days(common)}"


def _place(a: Place | None, b: Place | None) -> tuple[float, str]:
    if a is None or b is None:
        return 0.2, ""
    if a.name == b.name or (a.gazetteer_id and a.gazetteer_id == b.gazetteer_id):
        return (0.6 if a.kind in _WIDE else 1.0), f"both are in {a.name}"
    if a.country and b.country and a.country != b.country:
        return -1.0, f"{a.name} and {b.name} are in different countries"
    if a.kind in _WIDE or b.kind in _WIDE:
        return 0.4, f"{a.name} and {b.name} may hold each other"
    if None in (a.lat, a.lon, b.lat, b.lon):
        return 0.2, ""
    apart = _km(a, b)
    if apart > _FAR_KM:
        return -1.0, f"{a.name} and {b.name} are {apart:.0f} km apart"
    return (0.9 if apart <= _NEAR_KM else 0.3), f"{a.name} and {b.name} are {apart:.0f} km apart"


def _people(a: Telling, b: Telling) -> tuple[float, str]:
    first, second = set(a.event.people), set(b.event.people)
    if not first or not second:
        return 0.2, ""
    shared = sorted(first & second)
    if not shared:
        return -1.0 if a.event.kind != "accident or disaster" else 0.0, "they name different people"
    return len(shared) / min(len(first), len(second)), f"both name {', '.join(shared)}"


def _words(a: Telling, b: Telling, rarity: Mapping[str, float]) -> tuple[float, str]:
    shared = a.words & b.words
    if not shared:
        return 0.0, ""
    weight = _weight(shared, rarity)
    whole = math.sqrt(_weight(a.words, rarity) * _weight(b.words, rarity))
    best = sorted(shared, key=lambda w: (-rarity.get(w, 1.0), w))[:3]
    return weight / whole, f"both speak of {', '.join(best)}"


def _weight(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(w, 1.0) for w in words)


def _km(a: Place, b: Place) -> float:
    north, south = math.radians(a.lat or 0.0), math.radians(b.lat or 0.0)
    east = math.radians((b.lon or 0.0) - (a.lon or 0.0))
    inside = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, inside)))


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
