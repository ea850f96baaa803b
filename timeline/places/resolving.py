"""Which place a toponym means: what contains it, what else the article speaks of, and how known the place is.

Scores add up, so that the reason for a choice can be told in a sentence. The weights were set on one half of two public
toponym corpora (LGL, GeoVirus) and measured on the other.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.gazetteer import Entry
from timeline.places.toponyms import Toponym

CONTAINED = 6.0
COUNTRY_VOTE = 3.5
DIVISION_VOTE = 2.5
NEARNESS = 1.5
NEAR_KM = 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entry that won, by how much, why, and what it won against."""

    entry: Entry
    confidence: float
    reason: str
    others: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the article speaks of: shares of 1 by country and by division, and the points of its places."""

    countries: Mapping[str, float]
    divisions: Mapping[str, float]
    points: tuple[tuple[float, float], ...]


def resolve(
    toponyms: Sequence[Toponym], options: Sequence[Sequence[Entry]], demonyms: Counter[str]
) -> list[Choice | None]:
    """The choice for each toponym, None where it has no options; one name means one place over a document."""
    choices = _round(toponyms, options, _context([], demonyms))
    for _ in range(2):
        choices = _round(toponyms, options, _context(choices, demonyms))
    return choices


def _round(
    toponyms: Sequence[Toponym], options: Sequence[Sequence[Entry]], context: Context
) -> list[Choice | None]:  # fmt: skip
    held: dict[str, Choice] = {}
    ordered = sorted(range(len(toponyms)), key=lambda i: (toponyms[i].within is None, i))
    chosen: list[Choice | None] = [None] * len(toponyms)
    for i in ordered:
        toponym, key = toponyms[i], toponyms[i].name.casefold()
        around = _outer(options[i], options[toponym.within]) if toponym.within is not None else ()
        if toponym.within is None and key in held:
            chosen[i] = held[key]
        elif options[i]:
            chosen[i] = _choose(toponym, options[i], around, context)
            held.setdefault(key, chosen[i])  # type: ignore[arg-type]
    return chosen


def _outer(inner: Sequence[Entry], outer: Sequence[Entry]) -> Sequence[Entry]:
    """What may hold a place that stands before it: nothing, where that is a country's usual name ("Peru, Chile")."""
    return () if any(e.kind == "country" and e.main for e in inner) and not _may_be_division(inner, outer) else outer


def _may_be_division(inner: Sequence[Entry], outer: Sequence[Entry]) -> bool:
    """Whether it is as well a division of what follows: "Georgia, United States"."""
    return any(i.kind == "region" and i.main and i.admin1 is None and contains(o, i) for i in inner for o in outer)


def _choose(toponym: Toponym, options: Sequence[Entry], around: Sequence[Entry], context: Context) -> Choice:
    scored = sorted(((score(e, around, context), e) for e in options), key=lambda pair: (-pair[0], pair[1].id))
    best_score, best = scored[0]
    far = [(s, e) for s, e in scored[1:] if km(e.lat, e.lon, best.lat, best.lon) > 50]
    margin = best_score - far[0][0] if far else 4.0
    confidence = 0.99 / (1 + math.exp(-margin)) * (1.0 if toponym.sure else 0.9)
    return Choice(
        entry=best, confidence=round(confidence, 3), reason=_reason(best, far, around, context),
        others=tuple(e for _, e in far[:4]),
    )  # fmt: skip


def score(entry: Entry, around: Sequence[Entry], context: Context) -> float:
    """How much speaks for an entry."""
    total = prior(entry)
    if any(contains(outer, entry) for outer in around):
        total += CONTAINED
    if entry.country:
        total += COUNTRY_VOTE * context.countries.get(entry.country, 0.0)
    for division in (entry.admin1, entry.admin2, entry.id):
        if division:
            total += DIVISION_VOTE * context.divisions.get(division, 0.0)
    return total + NEARNESS * _nearness(entry, context.points)


def prior(entry: Entry) -> float:
    """How likely a name means the entry when nothing else is known."""
    people = math.log10(entry.population + 10)
    base = {
        "country": 7.5,
        "region": 3.6 + 0.25 * people if entry.admin1 is None else 1.6 + 0.3 * people,
        "city": 0.9 * people + (1.5 if entry.capital else 0.0),
    }.get(entry.kind, 6.0)
    if entry.source != "GeoNames":
        base = max(base, 6.0)
    return base + (1.0 if entry.main else -1.0)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether a country or division holds a place."""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    return outer.id in (inner.admin1, inner.admin2)


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres over the globe; a sphere is exact enough to rank by."""
    p = math.pi / 180
    h = math.sin((lat2 - lat1) * p / 2) ** 2
    h += math.cos(lat1 * p) * math.cos(lat2 * p) * math.sin((lon2 - lon1) * p / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _context(choices: Sequence[Choice | None], demonyms: Counter[str]) -> Context:
    countries: defaultdict[str, float] = defaultdict(float)
    divisions: defaultdict[str, float] = defaultdict(float)
    points: dict[str, tuple[float, float]] = {}
    for word, count in demonyms.items():
        countries[word] += count
    for choice in choices:
        if choice is None:
            continue
        entry, weight = choice.entry, choice.confidence
        if entry.country:
            countries[entry.country] += weight
        for division in (entry.admin1, entry.admin2, entry.id if entry.kind == "region" else None):
            if division:
                divisions[division] += weight
        if entry.kind in ("city", "point"):
            points[entry.id] = (entry.lat, entry.lon)
    return Context(countries=_shares(countries), divisions=_shares(divisions), points=tuple(points.values())[:30])


def _shares(votes: Mapping[str, float]) -> dict[str, float]:
    total = sum(votes.values()) + 1.0  # so that a single vote is no landslide
    return {key: count / total for key, count in votes.items()}


def _nearness(entry: Entry, points: Sequence[tuple[float, float]]) -> float:
    if entry.kind not in ("city", "point"):
        return 0.0
    distances = [km(entry.lat, entry.lon, lat, lon) for lat, lon in points if (lat, lon) != (entry.lat, entry.lon)]
    return math.exp(-min(distances) / NEAR_KM) if distances else 0.0


def _reason(best: Entry, far: Sequence[tuple[float, Entry]], around: Sequence[Entry], context: Context) -> str:
    if not far:
        return f"The gazetteer has one place of this name: {described(best)}."
    outer = next((o for o in around if contains(o, best)), None)
    if outer is not None:
        return f"The words after it put it in {outer.name}: {described(best)}."
    share = context.countries.get(best.country or "", 0.0)
    if share > 0.3:
        return f"{described(best)}: the article speaks most of that country; {len(far)} others share the name."
    return f"{described(best)}: the best known of {len(far) + 1} places of this name."


def described(entry: Entry) -> str:
    """A place in a few words."""
    where = f", {entry.country}" if entry.country and entry.kind != "country" else ""
    people = f", {entry.population:,} people" if entry.population and entry.kind == "city" else ""
    return f"{entry.name} ({entry.kind}{where}{people})"
