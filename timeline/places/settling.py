"""What each name of an article means, settled for all of them together.

Each name begins with what is usual; then, round after round, it hears how the others lean: names in the same country,
in the same division, or near by, back each other. A name with one meaning leans all its weight on it, an ambiguous one
little. The weights were set on one half of two public toponym corpora (LGL, GeoVirus) and measured on the other.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from timeline.gazetteer import GEONAMES, Entry
from timeline.places.distances import Distance

CONTAINED = 5.0
COUNTRY_VOTE = 4.5
DIVISION_VOTE = 4.0
NEARNESS = 2.4
NEAR_KM = 100.0
PULL_OF_CAPITAL = 0.25
KIND = 2.5
PEER = 1.0
NATION, VILLAGE = 4.0, 5_000  # against one of fewer people called like a country that is not put elsewhere: "Egypt"
MEASURED = 5.0  # for as far from another place as the text says
PEOPLE = 0.6
FAME = 0.5  # more for each power of ten over 300,000
MAIN = 1.25
CAPITAL = 3.2
COUNTRY = 7.2
DIVISION = (-2.2, 1.2)  # and how much each power of ten of people adds
COUNTY = (1.0, 0.3)
AREA = 6.4
SHARPNESS = 1.6  # how fast belief goes over to the better score
ROUNDS = 4
LEAST_BELIEF = 0.01  # below it, a meaning backs nothing
LEAST_POINT = 0.05  # and below this, nothing near by
HEART = 2.6  # for the city that a division shares its name with and a quarter of whose counted people it has: New York
HEART_SHARE = 0.25
MOST_NEIGHBOURS = 80  # names whose nearness counts; an article has fewer, a list of names has thousands
WIDE_DEGREES = 4.0  # of latitude; farther apart, nothing is near


@dataclass(slots=True, kw_only=True)
class Name:
    """One name of the article: what it may mean, what the text puts around it and into it, the kinds that the text
    speaks of, the names in a row with it, those it is a stated way off from, and how much the article leans to each
    meaning (`beliefs` add up to 1)."""

    options: Sequence[Entry]
    outer: Sequence[Entry] = ()
    inner: Sequence[Entry] = ()
    weight: float = 1.0
    kinds: frozenset[str] = frozenset()
    peers: list[Name] = field(default_factory=list)
    measured: list[tuple[Name, Distance]] = field(default_factory=list)
    beliefs: list[float] = field(default_factory=list)
    hearts: frozenset[str] = field(init=False)
    nation: bool = field(init=False)

    def __post_init__(self) -> None:
        divisions = [e for e in self.options if e.kind == "region" and e.main and e.population]
        self.nation = any(e.kind == "country" and e.main for e in self.options)
        self.hearts = frozenset(
            e.id for e in self.options if e.kind == "city"
            and any(contains(d, e) and e.population >= HEART_SHARE * d.population for d in divisions)
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What the other names of the article speak of: the votes of all but its `own`, and weighed points."""

    votes: Mapping[str, float] = field(default_factory=dict)
    own: Mapping[str, float] = field(default_factory=dict)
    total: float = 1.0
    points: Sequence[tuple[float, Entry]] = ()

    def share(self, area: str | None) -> float:
        """The share of the votes that a country, by its code, or a division, by its id, has."""
        return (self.votes.get(area, 0.0) - self.own.get(area, 0.0)) / self.total if area else 0.0


def settle(names: Sequence[Name], countries: Mapping[str, float]) -> list[Context]:
    """Set the beliefs of every name; `countries` are votes from outside. What each name heard last is returned."""
    contexts = [Context() for _ in names]
    for name, context in zip(names, contexts, strict=True):
        name.beliefs = _beliefs(name, context)
    for _ in range(ROUNDS):
        contexts = _contexts(names, countries)
        beliefs = [_beliefs(name, context) for name, context in zip(names, contexts, strict=True)]
        for name, leaning in zip(names, beliefs, strict=True):
            name.beliefs = leaning
    return contexts


def score(entry: Entry, name: Name, context: Context) -> float:
    """How much speaks for an entry."""
    total = prior(entry) + HEART * (entry.id in name.hearts)
    if any(contains(outer, entry) for outer in name.outer) or any(contains(entry, inner) for inner in name.inner):
        total += CONTAINED
    elif name.nation and entry.kind == "city" and entry.population < VILLAGE:
        total -= NATION
    if level(entry) in name.kinds or (entry.capital and "capital" in name.kinds):
        total += KIND
    total += MEASURED * max((_as_far(entry, *each) for each in name.measured), default=0.0)
    total += COUNTRY_VOTE * context.share(entry.country)
    total += DIVISION_VOTE * sum(context.share(division) for division in _divisions(entry))
    return total + NEARNESS * nearness(entry, context) + PEER * _likeness(entry, name.peers)


def prior(entry: Entry) -> float:
    """How likely a name means the entry when nothing else is known."""
    people = math.log10(entry.population + 10)
    least, more = DIVISION if entry.admin1 is None else COUNTY
    base = {
        "country": COUNTRY,
        "region": least + more * people,
        "city": PEOPLE * people + FAME * max(0.0, people - 5.5) + (CAPITAL if entry.capital and entry.main else 0.0),
    }.get(entry.kind, AREA)
    if entry.source != GEONAMES:
        base = max(base, AREA)
    return base + (MAIN if entry.main else -MAIN)


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether a country or division holds a place."""
    if outer.kind == "country":
        return outer.country == inner.country and inner.kind != "country"
    return outer.id in (inner.admin1, inner.admin2)


def level(entry: Entry) -> str:
    """The kind of place as texts speak of it: divisions of the first level are no counties."""
    if entry.kind == "region":
        return "division" if entry.admin1 is None else "county"
    return "city" if entry.kind == "point" else entry.kind


def nearness(entry: Entry, context: Context) -> float:
    """How likely one of the article's other places is near by."""
    if not _is_small(entry):
        return 0.0
    none = 1.0
    for weight, other in context.points:
        if abs(other.lat - entry.lat) < WIDE_DEGREES and (other.lat, other.lon) != (entry.lat, entry.lon):
            none *= 1 - weight * math.exp(-km(entry.lat, entry.lon, other.lat, other.lon) / NEAR_KM)
    return 1 - none


def km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Kilometres over the globe; a sphere is exact enough to rank by."""
    p = math.pi / 180
    h = math.sin((lat2 - lat1) * p / 2) ** 2
    h += math.cos(lat1 * p) * math.cos(lat2 * p) * math.sin((lon2 - lon1) * p / 2) ** 2
    return 12742 * math.asin(math.sqrt(min(1.0, h)))


def _as_far(entry: Entry, origin: Name, distance: Distance) -> float:
    """How much the article leans to meanings of another name that are as far off as the text says."""
    return sum(
        belief
        for belief, other in zip(origin.beliefs, origin.options, strict=False)
        if distance.fits(km(entry.lat, entry.lon, other.lat, other.lon))
    )


def _beliefs(name: Name, context: Context) -> list[float]:
    scores = [score(entry, name, context) for entry in name.options]
    weights = [math.exp(SHARPNESS * (each - max(scores))) for each in scores]
    return [weight / sum(weights) for weight in weights]


def _contexts(names: Sequence[Name], outside: Mapping[str, float]) -> list[Context]:
    """What each name hears: the votes of all others, as shares; one more vote keeps a single one from a landslide."""
    own = [_votes(name) for name in names]
    votes: defaultdict[str, float] = defaultdict(float, outside)
    for each in own:
        for area, vote in each.items():
            votes[area] += vote
    total = 1.0 + sum(outside.values()) + sum(name.weight for name in names)
    points = [
        [(_pull(b, e), e) for b, e in zip(name.beliefs, name.options, strict=True) if b > LEAST_POINT and _is_small(e)]
        for name in names[:MOST_NEIGHBOURS]
    ]
    return [
        Context(
            votes=votes,
            own=own[i],
            total=total - name.weight,
            points=[point for j, theirs in enumerate(points) if j != i for point in theirs],
        )
        for i, name in enumerate(names)
    ]


def _pull(belief: float, entry: Entry) -> float:
    """How much a place speaks for what lies near by: a capital stands for its country as often as for itself."""
    return belief * PULL_OF_CAPITAL if entry.capital else belief


def _votes(name: Name) -> dict[str, float]:
    """The votes of a name, by country code and by division id."""
    votes: defaultdict[str, float] = defaultdict(float)
    for belief, entry in zip(name.beliefs, name.options, strict=True):
        if belief >= LEAST_BELIEF:
            for area in (*_divisions(entry), *filter(None, (entry.country,))):
                votes[area] += belief * name.weight
    return votes


def _divisions(entry: Entry) -> set[str]:
    """The divisions that it lies in, and itself if it is one."""
    own = entry.id if entry.kind == "region" else None
    return {division for division in (own, entry.admin1, entry.admin2) if division}


def _is_small(entry: Entry) -> bool:
    return entry.kind in ("city", "point") or level(entry) == "county"


def _likeness(entry: Entry, peers: Sequence[Name]) -> float:
    """How much the names in a row with it lean to places of the same kind."""
    if not peers:
        return 0.0
    like = sum(
        belief
        for peer in peers
        for belief, other in zip(peer.beliefs, peer.options, strict=False)
        if level(other) == level(entry) and other.id != entry.id
    )
    return like / len(peers)
