"""Who else most likely takes part in an event: those of whom the text tells around a clause that does not name them.

"The engagement was made public in June" names nobody, and a reader of its page knows whose. Everybody whom the article
names is a candidate. What speaks for and against one (how much of the text is about them, how far away it tells of
them and as what, who takes part already, what kind of event it is) is a set of features; their weights
(`likely_cast.toml`) were learned from events whose people are known (`benchmarks/learn_cast.py`).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.casting import Who, subject_of
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.likely_described import describes, means
from timeline.events.likely_groups import mean
from timeline.events.likely_person import SETTLED, stands_for
from timeline.events.named_before import is_definite
from timeline.events.roles import is_personal, words
from timeline.events.story import Story
from timeline.events.timing import When
from timeline.events.vocabulary import load
from timeline.models import Evidence, Person

if TYPE_CHECKING:
    from spacy.tokens import Token

LEAST = 0.3  # how likely somebody must be by the weights to be said
TRUST = 0.57  # the share of those said who were right, in articles left out in turn: the same for all from LEAST on
_STEPS = (0, 1, 2, 3, 5, 9)  # sentences: the lower edges of the classes of distance
_LAST = 4  # of the ranks of those told of most
_OLD = 31  # days from an event to its publication
_SUBJECTS = ("nsubj", "nsubjpass")
_ROLES = (*_SUBJECTS, "dobj", "agent", "pobj")
_PRONOUNS = {"he": "he", "she": "he", "they": "they", "we": "they", "it": "it", "this": "it", "that": "it"}


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody who may take part, with the words nearest to the event that tell of them."""

    person: Person
    share: float
    evidence: Evidence

    @property
    def reason(self) -> str:
        return (
            f"{self.person.name}: a guess, as the text tells of them around it; about half of such guesses are right."
        )


@dataclass(frozen=True, slots=True)
class _Told:
    """Somebody told of at a token: by a name, a pronoun or a description."""

    at: int
    person: str


def likely_cast(story: Story, clause: Clause, who: Who, when: When) -> list[Guess]:
    """Those whom no words of the clause mean and who may take part, the likeliest first."""
    if not may_be_guessed(story, clause, when):
        return []
    known = weights()
    people = {s.what.name: s.what for s in story.people}
    found = []
    for name, features in options(story, clause, who, when):
        share = share_of(features, known)
        if share >= LEAST:
            found.append(Guess(people[name], share, _evidence(story, clause, name)))
    return sorted(found, key=lambda guess: -guess.share)


def share_of(features: Mapping[str, float], known_weights: Mapping[str, float]) -> float:
    """How likely weights call somebody with some features to take part."""
    total = sum(known_weights.get(feature, 0.0) * value for feature, value in features.items())
    return 1 / (1 + math.exp(-total))


def may_be_guessed(story: Story, clause: Clause, when: When) -> bool:
    """Not so "the war went on", which many do or suffer, nor "a pact of 1961": an old noun names its people itself."""
    of_masses = any(t.lemma_.lower() in words("of_masses") for t in story.words(clause.tokens))
    return not of_masses and not (clause.link == "nominal" and _is_old(story, when))


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, by feature."""
    return dict(load("likely_cast.toml")["weights"])


def options(story: Story, clause: Clause, who: Who, when: When) -> Iterator[tuple[str, Mapping[str, float]]]:
    """Everybody named who was not found to take part, with what speaks for and against."""
    context = _Context(story, clause, who, when)
    for name in context.named:
        if name not in who.people:
            yield name, dict(context.features(name))


class _Context:
    """One event, as the features of candidates see it."""

    def __init__(self, story: Story, clause: Clause, who: Who, when: When) -> None:
        self.story, self.clause = story, clause
        self.here, self.own = story.sentence(clause), set(clause.tokens)
        self.named = Counter(s.what.name for s in story.people)
        self.told = _told(story)
        self.counts = Counter(told.person for told in self.told)
        self.order = {name: rank for rank, (name, _) in enumerate(self.counts.most_common())}
        headlines = [z for z in story.document.zones if z.kind == "headline"]
        self.headline = {s.what.name for s in story.people if any(z.contains(s.span) for z in headlines)}
        self.above, self.below = set(_above(story, clause)), set(_below(story, clause))
        self.main = _main_subjects(story)
        self.event = tuple(_traits(story, clause, who, when))

    def features(self, name: str) -> Iterator[tuple[str, float]]:
        """What speaks for and against a person."""
        story, here = self.story, self.here
        mine = [told.at for told in self.told if told.person == name]
        before = [at for at in mine if at < min(self.own)]
        behind = [at for at in mine if at > max(self.own)]
        ahead = story.sentence_at[behind[0]].index - here.index if behind else -1
        yield from ((what, 1.0) for what in self.event)
        yield "share", self.counts[name] / max(1, len(self.told))
        yield "often", math.log(1 + self.counts[name])
        yield "in headline", float(name in self.headline)
        yield f"rank {min(self.order.get(name, _LAST), _LAST)}", 1.0
        yield f"before {_step(here.index - story.sentence_at[before[-1]].index)}" if before else "not before", 1.0
        yield f"after {_step(ahead)}" if ahead >= 0 else "not after", 1.0
        yield from self._where(name, mine)

    def _where(self, name: str, mine: Sequence[int]) -> Iterator[tuple[str, float]]:
        """Where in and around the sentence the text tells of a person."""
        story, here = self.story, self.here
        for way, away in (("before", -1), ("here", 0), ("after", 1)):
            yield f"main subject {way}", float(name in self.main.get(here.index + away, ()))
        for at in self.own.intersection(mine):
            yield "in the clause", 1.0
            yield f"in the clause {story.parse[at].dep_}", 1.0
        for where, tokens in (("above", self.above), ("below", self.below)):
            inside = tokens.intersection(mine)
            if inside:
                yield where, 1.0
                yield f"{where} {self.clause.link}", 1.0
            if any(story.parse[at].dep_ in _SUBJECTS for at in inside):
                yield f"subject {where}", 1.0
                yield f"subject {where} {self.clause.link}", 1.0
        yield "in the sentence", float(any(story.sentence_at[at].index == here.index for at in mine))


def _traits(story: Story, clause: Clause, who: Who, when: When) -> Iterator[str]:
    """What is true of an event, whoever takes part."""
    tokens = story.words(clause.tokens)
    lemmas = {t.lemma_.lower() for t in tokens}
    yield "anybody"
    yield f"with {min(len(who.people), 2)}"
    yield f"acting {min(len(who.acting), 2)}"
    yield f"subject {_class_of(story, subject_of(story, clause))}"
    yield f"kind {kind_of(story, clause)}"
    yield f"link {clause.link}"
    holds = {
        "passive": _is_passive(story.parse[clause.head]),
        "of persons": bool(lemmas & words("personal")),
        "several": any(t.tag_ in ("NNS", "NNPS") and t.dep_ in _ROLES and is_personal(t) for t in tokens),
        "counted": any(t.like_num and t.head.tag_ == "NNS" and is_personal(t.head) for t in tokens),
        "somebody": any(t.lower_ in words("singular_pronouns") for t in tokens),
        "old": _is_old(story, when),
    }
    yield from (trait for trait, true in holds.items() if true)


def _told(story: Story) -> Sequence[_Told]:
    """All who are told of in running text, by names and by words that were found to mean them."""
    key = ("told of", -1)
    if key not in story.memo:
        story.memo[key] = tuple(sorted(_collected(story), key=lambda told: told.at))
    found: Sequence[_Told] = story.memo[key]
    return found


def _collected(story: Story) -> Iterator[_Told]:
    yield from (_Told(s.root, s.what.name) for s in story.people if s.root in story.sentence_at)
    yield from (_Told(at, g.settled.name) for at, g in stands_for(story).items() if g.settled is not None)
    yield from (_Told(at, p.name) for at, g in mean(story).items() if g.share >= SETTLED for p in g.people)
    for token in story.parse:
        if token.i in story.sentence_at and token.i not in story.person_at and describes(story, token):
            found = means(story, token)
            if found is not None and found.person is not None and found.share >= SETTLED:
                yield _Told(token.i, found.person.name)


def _main_subjects(story: Story) -> Mapping[int, frozenset[str]]:
    """Index of a sentence -> the persons who are subjects of its main clauses."""
    key = ("main subjects", -1)
    if key not in story.memo:
        found = defaultdict(set)
        for told in _told(story):
            token = story.parse[told.at]
            if token.dep_ in _SUBJECTS and token.head.dep_ in ("ROOT", "conj"):
                found[story.sentence_at[told.at].index].add(told.person)
        story.memo[key] = {index: frozenset(names) for index, names in found.items()}
    subjects: Mapping[int, frozenset[str]] = story.memo[key]
    return subjects


def _above(story: Story, clause: Clause) -> Iterator[int]:
    """The tokens of the clauses that hold a clause."""
    parent = story.parent(clause)
    while parent is not None:
        yield from parent.tokens
        parent = story.parent(parent)


def _below(story: Story, clause: Clause) -> Iterator[int]:
    """The tokens of the clauses that a clause holds."""
    for lower in story.below(clause):
        yield from lower.tokens
        yield from _below(story, lower)


def _class_of(story: Story, subject: Token | None) -> str:
    """What sort of thing a clause is about."""
    if subject is None:
        return "none"
    if subject.i in story.person_at:
        return "named"
    if subject.pos_ == "PRON":
        return _PRONOUNS.get(subject.lower_, "other pronoun")
    if is_personal(subject):
        return "persons" if subject.tag_ in ("NNS", "NNPS") else "the person" if is_definite(subject) else "a person"
    if subject.ent_type_ in ("GPE", "LOC", "NORP"):
        return "land"
    if subject.ent_type_ == "ORG":
        return "body"
    return "name" if subject.pos_ == "PROPN" else "the thing" if is_definite(subject) else "a thing"


def _is_old(story: Story, when: When) -> bool:
    """Whether it was over long before publication."""
    published = story.publication
    return bool(published and when.interval and (published.start - when.interval.end).days > _OLD)


def _is_passive(head: Token) -> bool:
    """Whether it is told without saying who did it."""
    children = {t.dep_ for t in head.children}
    return bool(children & {"nsubjpass", "auxpass"}) and "agent" not in children


def _evidence(story: Story, clause: Clause, name: str) -> Evidence:
    """The name of a person where it stands nearest to a clause, before it rather than after it."""
    sightings = [s for s in story.people if s.what.name == name]
    nearest = min(sightings, key=lambda s: (abs(s.root - clause.head) * (1 if s.root < clause.head else 3), s.root))
    note = "a guess: the text tells of them around it"
    return Evidence(start=nearest.span.start, end=nearest.span.end, field="who", basis="setting", note=note)


def _step(away: int) -> int:
    return max((n for n, least in enumerate(_STEPS) if away >= least), default=0)
