"""How alike two tellings are, and why: points for and against, each with its reason.

Points are weights of evidence: about one point doubles the odds that two tellings are of one event.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from timeline.merge.tellings import Telling, possible, repeats, spoken
from timeline.merge.vocabulary import outcomes
from timeline.models import DateInterval, Place

SAME = 0.5  # tellings at least this alike tell one event
SAME_IN_ARTICLE = 0.88  # within one article, which seldom tells the same thing twice
_ENOUGH = 6.0  # points at which it is as likely as not
_SLIP_DAYS = 2  # that the dates of one event may lie apart where only one of them can be right
_MANY_DEAD = 5  # a count that two events seldom share
NEAR_KM, _FAR_KM = 30.0, 60.0
_VAGUE = frozenset({"other", "statement"})  # kinds that hold all sorts of events
_DEADLY = frozenset({"attack", "accident or disaster"})  # "twelve were killed" may be told of either
_WIDE = frozenset({"country", "area", "region"})


@dataclass(frozen=True, slots=True)
class Point:
    """One piece of evidence; `weight` is -inf where it excludes that the two are the same.

    Most pairs are never shown: a reason that takes work is given as a function.
    """

    weight: float
    reason: str | Callable[[], str]

    def said(self) -> str:
        return self.reason if isinstance(self.reason, str) else self.reason()


@dataclass(frozen=True, slots=True)
class Likeness:
    """A score between 0 and 1 and the evidence for it."""

    score: float
    points: tuple[Point, ...]

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, the strongest first: what speaks for it, or the one thing that excludes it."""
        best = sorted((p for p in self.points if p.weight > 0 or p.weight == -math.inf), key=lambda p: -p.weight)
        return tuple(said for p in best if (said := p.said()))


def likeness(a: Telling, b: Telling, rarity: Mapping[str, float]) -> Likeness:
    """The likeness of two tellings; `rarity` weighs words by how few tellings of the pile have them."""
    points: list[Point] = []
    for rule in (_status, _time, _place, _people, _scenes, _acts, _kind):
        point = rule(a, b)
        if point.weight == -math.inf:
            return Likeness(0.0, (point,))
        points.append(point)
    points.append(_words(a, b, rarity))
    total = sum(point.weight for point in points)
    return Likeness(1 / (1 + math.exp(_ENOUGH - total)), tuple(points))


def _status(a: Telling, b: Telling) -> Point:
    """What did not happen is not what did."""
    if (a.event.status == "negated") != (b.event.status == "negated"):
        return Point(-math.inf, "one of them says that it did not happen")
    doubted = (a.event.status == "hypothetical") != (b.event.status == "hypothetical")
    return Point(-2.0 if doubted else 0.0, "")


def _time(a: Telling, b: Telling) -> Point:
    first, second = possible(a), possible(b)
    if first is None or second is None:
        return Point(-1.0, "one of them has no date")
    common = first.intersect(second)
    if common is None and repeats(a, b):
        return Point(3.0, "one repeats the words of the other at a later date")
    if common is None:
        contradict = _gap(first, second) <= _SLIP_DAYS and _can_only_be_one(a, b)
        return Point(0.0 if contradict else -math.inf, "")
    longest = max(first.days, second.days)
    weight = 3.0 if longest == 1 else 2.2 if longest <= 9 else 1.2 if longest <= 31 else 0.2
    return Point(weight, f"both can fall on {_days(common)}")


def _gap(first: DateInterval, second: DateInterval) -> int:
    """Days between the last of one and the first of the other."""
    return max((second.start - first.last).days, (first.start - second.last).days)


def _can_only_be_one(a: Telling, b: Telling) -> bool:
    """Whether two articles count the same many dead, or tell of one scene with the same people: one date is wrong."""
    if a.source.document == b.source.document or a.event.kind != b.event.kind:
        return False
    if a.toll is not None and a.toll >= _MANY_DEAD:
        return a.toll == b.toll
    return bool(a.scenes & b.scenes) and len(set(a.event.firm_people) & set(b.event.firm_people)) > 1


def _place(one: Telling, other: Telling) -> Point:
    a, b = one.place, other.place
    if a is None or b is None:
        return Point(0.0, "")
    if a.name == b.name or (a.gazetteer_id and a.gazetteer_id == b.gazetteer_id):
        return Point(0.8 if a.kind in _WIDE else 2.0, f"both are in {a.name}")
    if a.country and b.country and a.country != b.country:
        return Point(-math.inf, f"{a.name} and {b.name} are in different countries")
    if a.kind in _WIDE or b.kind in _WIDE:
        return Point(0.5 if a.country == b.country else -1.0, f"{a.name} and {b.name} may hold each other")
    apart = distance(a, b)
    if apart > _FAR_KM:
        return Point(-math.inf, f"{a.name} and {b.name} are {apart:.0f} km apart")
    return Point(1.5 if apart <= NEAR_KM else 0.3, f"{a.name} and {b.name} are {apart:.0f} km apart")


def _people(a: Telling, b: Telling) -> Point:
    first, second = set(a.event.firm_people), set(b.event.firm_people)
    shared = sorted(first & second)
    if shared:
        return Point(1.0 + 0.7 * len(shared[1:3]), f"both name {', '.join(shared)}")
    if not first or not second:
        return Point(0.0, "")
    if "statement" in (a.event.kind, b.event.kind):
        return Point(-math.inf, "different people speak")
    return Point(-2.5, "they name different people")


def _scenes(a: Telling, b: Telling) -> Point:
    if a.scenes & b.scenes:
        return Point(0.5, lambda: f"both tell of a {spoken(a, min(a.scenes & b.scenes))}")
    if a.scenes and b.scenes:
        return Point(-math.inf, "they tell of different scenes")
    return Point(-1.3 if a.scenes or b.scenes else 0.0, "")


def _acts(a: Telling, b: Telling) -> Point:
    shared = sorted(a.acts & b.acts)
    if shared:
        weight = 1.5 + 0.5 * len(shared[1:3])
        return Point(weight, lambda: f"both tell of the same act ({', '.join(spoken(a, s) for s in shared)})")
    if a.acts <= outcomes() or b.acts <= outcomes():
        return Point(-0.3, "")
    return Point(-1.5 if a.event.kind == b.event.kind else -2.3, "")


def _kind(a: Telling, b: Telling) -> Point:
    if a.event.kind == b.event.kind:
        return Point(0.5 if a.event.kind in _VAGUE else 0.9, "")
    both = {a.event.kind, b.event.kind}
    if "statement" in both:
        return Point(-3.0, "")
    return Point(-0.3 if "other" in both or both == _DEADLY else -1.2, "")


def _words(a: Telling, b: Telling, rarity: Mapping[str, float]) -> Point:
    shared = a.words & b.words
    if not shared:
        return Point(-0.5, "")
    cosine = _weight(shared, rarity) / math.sqrt(_weight(a.words, rarity) * _weight(b.words, rarity))
    best = sorted(shared, key=lambda w: (-rarity.get(w, 1.0), w))[:3]
    return Point(5.0 * cosine, lambda: f"both speak of {', '.join(spoken(a, s) for s in best)}")


def _weight(words: frozenset[str], rarity: Mapping[str, float]) -> float:
    return sum(rarity.get(w, 1.0) ** 2 for w in words)


def distance(a: Place, b: Place) -> float:
    """Kilometres between two places with coordinates."""
    north, south = math.radians(a.lat or 0.0), math.radians(b.lat or 0.0)
    east = math.radians((b.lon or 0.0) - (a.lon or 0.0))
    inside = math.sin((south - north) / 2) ** 2 + math.cos(north) * math.cos(south) * math.sin(east / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, inside)))


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
