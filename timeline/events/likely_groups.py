"""Whom "they", "their", "the two" or "the hostages" most likely mean: some of those whom the article names, or others.

Who was named together, in one sentence, or most of all, and whom the text calls so are weighed as groups, with how near
they stand and what else may be meant: a crowd, a club, a country. The weights (`likely_groups.toml`) were learned by
benchmarks/learn_descriptions.py.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.likely_person import stands_for
from timeline.events.named_before import is_definite, names_anyone
from timeline.events.roles import fits, is_personal, origins_of
from timeline.events.story import Sentence, Story
from timeline.events.told_as import told_as
from timeline.events.vocabulary import load
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = (0, 1, 2, 3, 5)  # sentences: the lower edges of the classes of distance
_REACH = 4  # sentences that a group may lie back
_LARGEST = 5  # persons of one group
_SETTLED = 0.5
_SUBJECTS = ("nsubj", "nsubjpass")
_ARGUMENTS = (*_SUBJECTS, "dobj", "pobj", "appos", "conj", "agent", "dative")
_PRONOUNS = ("they", "them", "their", "themselves")
_NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "couple": 2, "trio": 3, "three": 3, "four": 4}


@dataclass(frozen=True, slots=True)
class Group:
    """Whom words for several people mean, nobody named where it is empty, and how likely that is."""

    people: tuple[Person, ...]
    share: float


Options = Sequence[tuple[frozenset[str], Mapping[str, float]]]


def gathers(story: Story, noun: Token) -> str:
    """The kind of words for several people that a token is: "pronoun", "number" or "noun"; "" if it is none."""
    if noun.i not in story.sentence_at or noun.i in story.person_at:
        return ""
    if noun.tag_ in ("PRP", "PRP$") and noun.lower_ in _PRONOUNS:
        return "pronoun"
    definite = is_definite(noun) or any(t.lower_ in ("these", "those", "both") for t in noun.children)
    if noun.lower_ in _NUMBERS and (definite or noun.lower_ == "both") and noun.dep_ in _ARGUMENTS:
        return "number"
    if noun.tag_ in ("NNS", "NNPS") and definite and not names_anyone(story, noun) and is_personal(noun):
        return "noun"
    return ""


def mean(story: Story) -> Mapping[int, Group]:
    """Token of words for several people -> whom they mean."""
    key = ("groups", -1)
    if key not in story.memo:
        story.memo[key] = _resolved(story)
    found: Mapping[int, Group] = story.memo[key]
    return found


def _resolved(story: Story) -> dict[int, Group]:
    found: dict[int, Group] = {}
    context = Context(story)
    for noun in context.asked:
        found[noun.i] = best(story, context.options(noun), weights())
        context.settle(noun, frozenset(p.name for p in found[noun.i].people) if found[noun.i].share >= _SETTLED else ())
    return found


def best(story: Story, options: Options, known_weights: Mapping[str, float]) -> Group:
    """The likeliest of some groups."""
    sums = [sum(known_weights.get(name, 0.0) * value for name, value in features.items()) for _, features in options]
    at = max(range(len(options)), key=sums.__getitem__)
    people = {s.what.name: s.what for s in story.people}
    ordered = (people[name] for name in people if name in options[at][0])
    return Group(tuple(ordered), 1 / sum(math.exp(each - sums[at]) for each in sums))


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, by feature."""
    return dict(load("likely_groups.toml")["weights"])


class Context:
    """What an article has told up to words for several people."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.asked = [t for t in story.parse if gathers(story, t)]
        self._people = {s.what.name: s.what for s in story.people}
        self._named = Counter(s.what.name for s in story.people)
        most = [name for name, _ in self._named.most_common(3)]
        self._two = frozenset(most[:2])
        told = [(s.root, s.what.name) for s in story.people if s.root in story.sentence_at]
        told += [(at, g.settled.name) for at, g in stands_for(story).items() if g.settled is not None]
        self._told = sorted(told)
        self._settled: list[tuple[int, frozenset[str]]] = []

    def settle(self, noun: Token, names: Sequence[str] | frozenset[str]) -> None:
        """Takes words for what they were found to mean; for nobody named if there are no names."""
        self._settled.append((noun.i, frozenset(names)))

    def options(self, noun: Token) -> Options:
        """Nobody who is named, then every group that may be meant; with what speaks for and against."""
        ways: dict[frozenset[str], dict[str, float]] = defaultdict(dict)
        for names, way in self._groups(noun):
            if 2 <= len(names) <= _LARGEST:
                ways[names].setdefault(way, 1.0)
        found = [(names, dict(self._features(noun, names, found))) for names, found in ways.items()]
        return [(frozenset(), dict(self._nobody(noun, ways))), *found]

    def _groups(self, noun: Token) -> Iterator[tuple[frozenset[str], str]]:
        """The groups of persons that may be meant, each with the way in which it was found."""
        story, here = self.story, self.story.sentence_at[noun.i]
        near = range(max(0, here.index - _REACH), here.index + 1)
        before = [(at, name) for at, name in self._told if at < noun.i and story.sentence_at[at].index in near]
        by_sentence: dict[int, set[str]] = defaultdict(set)
        for at, name in before:
            by_sentence[story.sentence_at[at].index].add(name)
        for index, names in by_sentence.items():
            yield frozenset(names), f"of one sentence {here.index - index}"
        together = set().union(*(names for index, names in by_sentence.items() if here.index - index <= 1))
        yield frozenset(together), "of two sentences"
        for at, _ in before:
            joined = self._joined(story.parse[at])
            if len(joined) > 1:
                yield frozenset(joined), f"joined {_step(here, story.sentence_at[at])}"
        yield self._two, "the two named most"
        chain = next((names for _, names in reversed(self._settled) if names), None)
        if chain is not None:
            yield chain, "meant before"
        if self._settled and self._settled[-1][1]:
            yield self._settled[-1][1], "meant last"
        if gathers(story, noun) == "noun":
            lemma, origins = noun.lemma_.lower(), origins_of(noun)
            yield frozenset(n for n in self._people if lemma in told_as(story).get(n, ())), "called so"
            yield frozenset(n for n, p in self._people.items() if fits(p, noun, origins)), "fit"

    def _joined(self, token: Token) -> set[str]:
        """The persons joined by "and": "Ana Prado and Rui Teles"."""
        sightings = self.story.person_at
        return {sightings[t.i].what.name for t in (token, *token.conjuncts) if t.i in sightings}

    def _features(self, noun: Token, names: frozenset[str], ways: Mapping[str, float]) -> Iterator[tuple[str, float]]:
        story, here, kind = self.story, self.story.sentence_at[noun.i], gathers(self.story, noun)
        yield from ways.items()
        yield from ((f"{way} {kind}", value) for way, value in ways.items())
        yield "group", 1.0
        yield f"group {kind}", 1.0
        yield f"group of {min(len(names), 4)}", 1.0
        yield from self._counted(noun, names)
        last = {name: at for at, name in self._told if at < noun.i}
        steps = [_step(here, story.sentence_at[last[name]]) if name in last else len(STEPS) for name in names]
        yield f"all within {max(steps)}", 1.0
        tokens = [story.parse[last[name]] for name in names if name in last]
        yield "all subjects", float(all(t.dep_ in _SUBJECTS or t.dep_ == "conj" for t in tokens))
        yield "one is a main subject", float(any(t.dep_ in _SUBJECTS and t.head.dep_ == "ROOT" for t in tokens))
        yield "one is an owner", float(any(t.dep_ == "poss" for t in tokens))
        verb = next((t for t in noun.ancestors if t.pos_ in ("VERB", "AUX")), None)
        yield "one is beside", float(verb is not None and any(t.head == verb and t.dep_ in _SUBJECTS for t in tokens))
        yield "same paragraph", float(all(story.same_paragraph(story.sentence_at[t.i], here) for t in tokens))
        yield "share of names", sum(self._named[n] for n in names) / sum(self._named.values())
        yield "with the one named most", float(self._named.most_common(1)[0][0] in names)
        between = {n for n, at in last.items() if at > min(last.get(name, noun.i) for name in names)} - names
        yield f"others between {min(len(between), 3)}", 1.0

    def _counted(self, noun: Token, names: frozenset[str]) -> Iterator[tuple[str, float]]:
        counts = [_NUMBERS[t.lower_] for t in (noun, *noun.lefts) if t.lower_ in _NUMBERS]
        if counts:
            yield "as many" if counts[0] == len(names) else "not as many", 1.0

    def _nobody(self, noun: Token, ways: Mapping[frozenset[str], object]) -> Iterator[tuple[str, float]]:
        """What speaks for people who are not named, or for a thing."""
        story, here, kind = self.story, self.story.sentence_at[noun.i], gathers(self.story, noun)
        yield "nobody", 1.0
        yield f"nobody {kind}", 1.0
        yield f"nobody {noun.lower_ if kind != 'noun' else 'noun'}", 1.0
        yield f"nobody as {noun.dep_ if noun.dep_ in (*_SUBJECTS, 'dobj', 'pobj', 'poss') else 'other'}", 1.0
        yield f"nobody of {min(len(ways), 4)} groups", 1.0
        yield "nobody was meant last", float(bool(self._settled) and not self._settled[-1][1])
        yield "nobody with a clause", float(any(t.dep_ in ("relcl", "acl") for t in noun.rights))
        yield "nobody of something", float(any(t.dep_ == "prep" for t in noun.rights))
        counts = [t for t in noun.lefts if t.like_num and t.lower_ not in _NUMBERS]
        yield "nobody of many", float(bool(counts))
        for away in (0, 1):
            if here.index < away:
                break
            told = story.sentences[here.index - away]
            tokens = story.parse[told.first : min(told.last + 1, noun.i)]
            plural = [t for t in tokens if t.tag_ in ("NNS", "NNPS") and t.i not in story.person_at]
            yield f"plural {away}", float(any(t.dep_ in _ARGUMENTS for t in plural))
            yield f"plural subject {away}", float(any(t.dep_ in _SUBJECTS for t in plural))
            yield f"plural persons {away}", float(any(is_personal(t) for t in plural))
            yield f"body {away}", float(any(t.ent_type_ in ("ORG", "NORP", "GPE") for t in tokens))
        if kind == "noun":
            before = [t for t in story.parse[: noun.i] if t.lemma_ == noun.lemma_ and t.i in story.sentence_at]
            yield "nobody told before", float(bool(before))


def _step(here: Sentence, there: Sentence) -> int:
    return max(n for n, least in enumerate(STEPS) if here.index - there.index >= least)
