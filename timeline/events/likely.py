"""Where an event most likely was whose clause says no place: a guess among all that the text speaks of, by weights.

Each place that the text names, each country that it speaks of, and that country's capital is a candidate. What speaks
for and against one (how long ago it was told of, how often, who acts, what kind of event it is) is a set of features;
their weights (`likely_places.toml`) were learned from events whose places are known (`benchmarks/learn_places.py`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from timeline.events.casting import subject_of
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.home import countries, dateline, homeland, is_of_two_towns
from timeline.events.opening import is_opening
from timeline.events.scenes import Spot, is_scene, is_topic, only_says, words
from timeline.events.story import Story
from timeline.events.timing import When, own_date
from timeline.events.vocabulary import load
from timeline.events.where import Where, guessed
from timeline.gazetteer import Entry, gazetteer
from timeline.models import Place
from timeline.people.leaders import terms_of

_STEPS = (0, 1, 2, 3, 5, 9)  # sentences: the lower edges of the classes of distance
_FAR = 10_000
_OLD = 31  # days from an event to its publication
_NEAR = 0.05  # degrees
_MANY = 6  # mentions
_LEAST = 0.12  # how likely a place is to be said at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place where something may have happened, and where the text speaks of it; `said` are tokens [first, last].

    `source` is "named" for one that the text names, else "country" or "capital" for those that it speaks of otherwise.
    """

    name: str
    kind: str
    country: str | None
    lat: float
    lon: float
    source: str
    place: Place | Entry
    spots: tuple[Spot, ...]
    said: tuple[tuple[int, int], ...]


def likely(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where | None:
    """The likeliest of all places that the text speaks of; None where none of them is likely enough."""
    used = weights()
    options = weighed(story, clause, when, people)
    powers = [math.exp(sum(used.get(name, 0.0) * value for name, value in found.items())) for _, found in options]
    best = max(range(1, len(options)), key=lambda option: powers[option], default=0)
    candidate, share = options[best][0], powers[best] / sum(powers)
    return _placed(story, clause, candidate, share) if candidate is not None and share >= _LEAST else None


def weighed(
    story: Story, clause: Clause, when: When, people: Collection[str]
) -> list[tuple[Candidate | None, Mapping[str, float]]]:
    """None, which is no place at all, then every candidate; with what speaks for and against: features and values."""
    context = _Context(story, clause, when, people)
    found = ((c, dict(context.features(c))) for c in _candidates(story) if not context.is_ruled_out(c))
    return [(None, dict(context.nowhere())), *found]


@cache
def weights() -> Mapping[str, float]:
    """The learned weights."""
    return dict(load("likely_places.toml")["weights"])


def _candidates(story: Story) -> Sequence[Candidate]:
    key = ("candidates", -1)
    if key not in story.memo:
        story.memo[key] = tuple(_collected(story))
    found: tuple[Candidate, ...] = story.memo[key]
    return found


def _collected(story: Story) -> Iterator[Candidate]:
    named: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for spot in story.places:
        if spot.what[0].lat is not None and not _is_of_two_towns(story, spot):
            named[spot.what[0].name, spot.what[0].kind].append(spot)
    for (name, kind), spots in named.items():
        place = spots[0].what[0]
        if place.lat is not None and place.lon is not None:
            tokens = tuple((s.first, s.last) for s in spots)
            yield Candidate(
                name=name, kind=kind, country=place.country, lat=place.lat, lon=place.lon, source="named",
                place=place, spots=tuple(spots), said=tokens,
            )  # fmt: skip
    for code, places in _said(story).items():
        for source, entry in (("country", gazetteer().country(code)), ("capital", gazetteer().capital(code))):
            if entry is None or any(_is_at(entry, spots[0].what[0]) for spots in named.values()):
                continue
            yield Candidate(
                name=entry.name, kind=entry.kind, country=code, lat=entry.lat, lon=entry.lon, source=source,
                place=entry, spots=(), said=tuple(places),
            )  # fmt: skip


def _is_of_two_towns(story: Story, spot: Spot) -> bool:
    sentence = story.sentence_at.get(spot.root)
    return sentence is not None and story.is_dateline(sentence) and is_of_two_towns(story, sentence)


def _is_at(entry: Entry, place: Place) -> bool:
    if place.lat is None or place.lon is None:
        return False
    return abs(entry.lat - place.lat) < _NEAR and abs(entry.lon - place.lon) < _NEAR


class _Context:
    """One clause, as the features of candidates see it."""

    def __init__(self, story: Story, clause: Clause, when: When, people: Collection[str]) -> None:
        self.story, self.clause, self.when, self.people = story, clause, when, people
        self.here = story.sentence(clause)
        self.head = story.parse[clause.head].idx
        self.tokens = set(clause.tokens)
        kind = kind_of(story, clause)
        self.kind = "saying" if only_says(story, clause) else kind
        published = story.publication
        self.old = bool(published and when.interval and (published.start - when.interval.end).days > _OLD)
        subject = subject_of(story, clause)
        self.actor = subject.i if subject is not None else None
        self.subject = {t.i for t in subject.subtree} if subject is not None else set[int]()
        said = {t.lemma_.lower() for t in story.words(clause.tokens)}
        self.rulers = bool(said & (words("national_bodies") | words("national_officials")))
        self.polls = bool(said & words("nationwide"))
        self.home = homeland(story)
        self.written = dateline(story)
        before = [s for s in story.places if s.span.start < self.head and s.what[0].lat is not None]
        scenes = [s for s in before if _is_scene(story, s)]
        fine = [s for s in scenes if s.what[0].kind in ("point", "city", "region")]
        self.last = before[-1].what[0].name if before else None
        self.last_scene = scenes[-1].what[0].name if scenes else None
        self.last_fine = fine[-1].what[0].name if fine else None
        self.total = sum(1 for s in story.places if s.what[0].lat is not None)
        self.led = self._led()

    def _led(self) -> set[str]:
        """The countries that those led who take part, as the world knows."""
        day = self.story.publication.start if self.story.publication else None
        return {term.country for name in self.people for term in terms_of(name, day)} if day else set()

    def is_ruled_out(self, candidate: Candidate) -> bool:
        """Whether the clause names it, or its country, otherwise than as where it was, or only words beside it do."""
        country = candidate.country if candidate.source != "named" else None
        named = candidate.spots if country is None else [s for s in self.story.places if s.what[0].country == country]
        own = [s for s in named if s.root in self.tokens]
        acting = self.kind not in ("saying", "sport") and any(s.root == self.actor for s in own)
        if own and not acting and not any(self._is_scene_here(s) for s in own):
            return True
        return bool(candidate.spots) and all(self._is_refused(s) for s in candidate.spots)

    def _is_scene_here(self, spot: Spot) -> bool:
        return _is_scene(self.story, spot) and not is_topic(self.story, self.clause, spot)

    def _is_refused(self, spot: Spot) -> bool:
        """Whether words of its sentence that hang on others tell of it: "while Prado was in Lisbon"."""
        if not self.here.first <= spot.root <= self.here.last or spot.root == self.actor:
            return False
        home = self.story.clause_at.get(spot.root)
        return home is not None and home.link in ("relative", "adverbial")

    def nowhere(self) -> Iterator[tuple[str, float]]:
        """What speaks for none of the candidates."""
        yield "nowhere", 1
        yield f"nowhere, {self.kind}", 1
        if self.old:
            yield "nowhere, old", 1
        if self.people:
            yield "nowhere, people", 1

    def features(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        wide = "wide" if candidate.kind in ("country", "area") else "fine"
        yield f"kind {candidate.kind}", 1
        yield f"source {candidate.source}", 1
        yield f"{self.kind}, {wide}", 1
        if self.old:
            yield f"old, {wide}", 1
        yield from self._of_the_text(candidate, wide)
        yield from self._of_distance(candidate)
        yield from self._of_who_acts(candidate, wide)

    def _of_the_text(self, candidate: Candidate, wide: str) -> Iterator[tuple[str, float]]:
        """How much the text tells of it at all."""
        spots = candidate.spots
        if spots:
            yield "share of mentions", len(spots) / self.total
            yield "mentions", min(len(spots), _MANY) / _MANY
            yield "share of scenes", sum(_is_scene(self.story, s) for s in spots) / len(spots)
        if any(is_opening(self.story, s) for s in spots):
            yield "opening", 1
            if self.old:
                yield "opening, old", 1
        if self.written is not None and self.written.what[0].name == candidate.name:
            yield "dateline", 1
        if any(self._is_headline(s) for s in spots):
            yield "headline", 1
        if self.home is not None and self.home[0] == candidate.country:
            yield "homeland", 1
            yield f"homeland, {candidate.source} {wide}", 1
            if self.old:
                yield f"homeland, old, {wide}", 1
            if self.polls:
                yield f"homeland, polls, {wide}", 1

    def _is_headline(self, spot: Spot) -> bool:
        zone = self.story.document.zone_at(spot.span.start)
        return zone is not None and zone.kind == "headline"

    def _of_distance(self, candidate: Candidate) -> Iterator[tuple[str, float]]:
        """How near the text tells of it."""
        at = self.story.sentence_at
        there = [s for s in candidate.spots if s.root in at]
        before = [s for s in there if s.span.start < self.head and at[s.root].index <= self.here.index]
        after = [s for s in there if s not in before]
        scenes = [s for s in before if _is_scene(self.story, s)]
        yield f"before {self._step(before)}", 1
        yield f"scene before {self._step(scenes)}", 1
        yield f"after {self._step(after)}", 1
        if candidate.source == "named":
            for name, last in (("last", self.last), ("last scene", self.last_scene), ("last fine", self.last_fine)):
                if candidate.name == last:
                    yield name, 1
        if any(self.story.same_paragraph(at[s.root], self.here) for s in before):
            yield "same paragraph", 1
        nearest = max(scenes or before, key=lambda s: s.span.start, default=None)
        if nearest is not None:
            yield from self._of_nearest(nearest)

    def _of_nearest(self, spot: Spot) -> Iterator[tuple[str, float]]:
        """Whether what is told where it was named last goes together with this."""
        home = self.story.clause_at.get(spot.root)
        own = own_date(self.story, home) if home is not None else None
        if own is not None and own.interval is not None and self.when.interval is not None:
            yield ("same date" if own.interval.overlaps(self.when.interval) else "other date"), 1
        sentence = self.story.sentence_at[spot.root]
        told = {s.what.name for s in self.story.people if sentence.first <= s.first <= sentence.last}
        if told and self.people:
            yield ("same people" if told & set(self.people) else "other people"), 1

    def _step(self, spots: Sequence[Spot]) -> str:
        at = self.story.sentence_at
        nearest = min((abs(at[s.root].index - self.here.index) for s in spots), default=_FAR)
        edges = [*_STEPS, _FAR]
        return next((str(low) for low, high in pairwise(edges) if low <= nearest < high), "never")

    def _of_who_acts(self, candidate: Candidate, wide: str) -> Iterator[tuple[str, float]]:
        """Whether the clause speaks of it, or of its country, in who acts or otherwise."""
        told = _said(self.story).get(candidate.country or "", ())
        how = f"{candidate.source} {wide}"
        before = self.story.sentences[self.here.index - 1] if self.here.index else None
        if any(first in self.subject for first, _ in told):
            yield "subject", 1
            yield f"subject, {how}", 1
            yield f"subject, {self.kind}", 1
        if any(first in self.tokens for first, _ in told):
            yield "clause", 1
            yield f"clause, {how}", 1
        if any(self.here.first <= first <= self.here.last for first, _ in told):
            yield "sentence", 1
            yield f"sentence, {how}", 1
        if before is not None and any(before.first <= first <= before.last for first, _ in told):
            yield "sentence before", 1
            yield f"sentence before, {how}", 1
        if candidate.country in self.led:
            yield "led", 1
            yield f"led, {how}", 1
            yield f"led, {self.kind}", 1
        if self.rulers:
            yield f"rulers, {how}", 1
        if any(s.root in self.tokens for s in candidate.spots):
            yield "own words", 1


def _said(story: Story) -> Mapping[str, Sequence[tuple[int, int]]]:
    """Where a text speaks of each country, by its name, a demonym or a place in it."""
    key = ("countries", -1)
    if key not in story.memo:
        said: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for code, first, last in countries(story):
            said[code].append((first, last))
        story.memo[key] = said
    found: Mapping[str, Sequence[tuple[int, int]]] = story.memo[key]
    return found


def _is_scene(story: Story, spot: Spot) -> bool:
    key = ("is scene", spot.span.start)
    if key not in story.memo:
        story.memo[key] = is_scene(story, spot)
    found: bool = story.memo[key]
    return found


def _placed(story: Story, clause: Clause, best: Candidate, share: float) -> Where:
    """A candidate as the guessed place of a clause, with the words nearest to it that speak of it."""
    first, last = min(best.said, key=lambda tokens: abs(tokens[0] - clause.head))
    text = story.parse[first : last + 1].text
    how = {
        "named": f"of all that the text tells, “{text}” is likeliest",
        "country": f"it likely was in the country that “{text}” speaks of",
        "capital": f"it likely was in the capital of the country that “{text}” speaks of",
    }
    return guessed(story, best.place, first, last, share, f"It says no place; {how[best.source]}.")
