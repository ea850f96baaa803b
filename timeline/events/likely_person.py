"""Whom "he", "her" or "his" most likely stands for: all persons of the article, or somebody nameless, by weights.

Pronouns are taken in the order of the text, and one that was settled is a mention like a name. What speaks for and
against a person (how near the last mention is and what it does in its sentence, how often the article names them, who
speaks) is a set of features; their weights (`likely_persons.toml`) were learned by benchmarks/learn_persons.py.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.bearers import bearers, may_mean, said_by
from timeline.events.clauses import first_conjunct
from timeline.events.named_before import is_definite, names_anyone
from timeline.events.offices import described_by_office
from timeline.events.roles import roles_of, words
from timeline.events.story import Sentence, Sighting, Story
from timeline.events.vocabulary import kinds, load
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

SETTLED = 0.5  # how likely a person must be for the pronoun to count as a mention
_STEPS = (0, 1, 2, 3, 5, 8)  # sentences: the lower edges of the classes of distance
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_OBJECTS = ("dobj", "pobj", "dative", "attr", "oprd")
_VERBS = ("VERB", "AUX")
_BELOW = ("relcl", "acl", "advcl", "ccomp", "pcomp", "xcomp", "appos")
_SOME = ("a", "an", "another", "one")
_NEAR = 2  # sentences


@dataclass(frozen=True, slots=True)
class Mention:
    """A person told of at a token: by a "name", a "pronoun" or an office ("described")."""

    at: int
    person: str
    by: str


@dataclass(frozen=True, slots=True)
class Guess:
    """Whom a pronoun stands for, None for somebody nameless, and how likely that is."""

    person: Person | None
    share: float

    @property
    def settled(self) -> Person | None:
        """The person, if it is likelier than not."""
        return self.person if self.share >= SETTLED else None


Options = Sequence[tuple[Person | None, Mapping[str, float]]]


def stands_for(story: Story) -> Mapping[int, Guess]:
    """Token of a pronoun -> whom it stands for."""
    key = ("stands for", -1)
    if key not in story.memo:
        story.memo[key] = _resolved(story)
    found: Mapping[int, Guess] = story.memo[key]
    return found


def _resolved(story: Story) -> dict[int, Guess]:
    found: dict[int, Guess] = {}
    context = Context(story)
    for pronoun in context.pronouns:
        found[pronoun.i] = guess(context.options(pronoun), weights())
        context.settle(pronoun, found[pronoun.i].settled)
    return found


def guess(options: Options, known_weights: Mapping[str, float]) -> Guess:
    """The likeliest of some options."""
    sums = [sum(known_weights.get(name, 0.0) * value for name, value in features.items()) for _, features in options]
    best = max(range(len(options)), key=sums.__getitem__)
    return Guess(options[best][0], 1 / sum(math.exp(each - sums[best]) for each in sums))


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, by feature."""
    return dict(load("likely_persons.toml")["weights"])


class Context:
    """What an article has told up to a pronoun."""

    def __init__(self, story: Story) -> None:
        self.story = story
        pronouns = words("singular_pronouns") | words("own_pronouns")
        self.pronouns = [
            t for t in story.parse if t.i in story.sentence_at and t.lower_ in pronouns and t.pos_ == "PRON"
        ]
        self._people = {s.what.name: s.what for s in story.people}
        self._named = Counter(s.what.name for s in story.people)
        self._order = {name: rank for rank, (name, _) in enumerate(self._named.most_common())}
        headlines = [z for z in story.document.zones if z.kind == "headline"]
        self._headline = {s.what.name for s in story.people if any(z.contains(s.span) for z in headlines)}
        running = [s for s in story.people if s.root in story.sentence_at]
        self._first = running[0].what.name if running else ""
        self._sightings: dict[int, Sighting[Person]] = {s.root: s for s in running}
        self._mentions = [Mention(s.root, s.what.name, "name") for s in running] + list(self._described())
        self._nameless: list[int] = []  # pronouns that stand for somebody nameless

    def settle(self, pronoun: Token, person: Person | None) -> None:
        """Takes a pronoun for a mention of a person, or of somebody nameless."""
        if person is None:
            self._nameless.append(pronoun.i)
        else:
            self._mentions.append(Mention(pronoun.i, person.name, "pronoun"))

    def _described(self) -> Iterator[Mention]:
        """Those whom an office means: "the president"."""
        story = self.story
        for noun in story.parse:
            if noun.i not in story.sentence_at or noun.tag_ != "NN" or noun.dep_ not in (*_SUBJECTS, *_OBJECTS, "poss"):
                continue
            if noun.i in story.person_at or not (roles_of(noun) and is_definite(noun)) or names_anyone(story, noun):
                continue
            found = described_by_office(story, noun, ())
            if found is not None and len(found.people) == 1:
                yield Mention(noun.i, found.people[0].name, "described")

    def options(self, pronoun: Token) -> Options:
        """Nobody who is named, then every person; with what speaks for and against: features and values."""
        here = self.story.sentence_at[pronoun.i]
        before = [m for m in self._mentions if m.at < pronoun.i and self.story.sentence_at[m.at].index <= here.index]
        last: dict[str, Mention] = {}
        for mention in sorted(before, key=lambda m: m.at):
            last.pop(mention.person, None)
            last[mention.person] = mention
        nearest = list(reversed(last.values()))
        people = [p for p in self._people.values() if may_mean(self.story, pronoun, p)]
        fitting = [m for m in nearest if may_mean(self.story, pronoun, self._people[m.person])]
        found = [(p, dict(self._features(pronoun, p, last.get(p.name), fitting))) for p in people]
        return [(None, dict(self._nobody(pronoun, fitting))), *found]

    def _features(
        self, pronoun: Token, person: Person, near: Mention | None, nearest: Sequence[Mention]
    ) -> Iterator[tuple[str, float]]:
        """What speaks for and against a person."""
        name, count = person.name, self._named[person.name]
        yield "bearer told", float(bool(bearers(self.story).get(name)))
        yield "named most", float(self._order[name] == 0)
        yield "named second", float(self._order[name] == 1)
        yield "named often", math.log(count)
        yield "share of names", count / sum(self._named.values())
        yield "in headline", float(name in self._headline)
        yield "named first", float(name == self._first)
        yield from self._as_other(pronoun, name)
        if near is None:
            yield from self._ahead(pronoun, name)
            return
        story, here = self.story, self.story.sentence_at[pronoun.i]
        there, token = story.sentence_at[near.at], story.parse[near.at]
        away = here.index - there.index
        step = max(n for n, least in enumerate(_STEPS) if away >= least)
        doing, own = _doing(token), _doing(pronoun)
        yield f"{near.by} {step}", 1.0
        yield f"{doing} {min(step, 2)}", 1.0
        rank = min(next(n for n, m in enumerate(nearest) if m.person == name), 3)
        yield f"rank {rank}", 1.0
        yield f"rank {rank} {own}", 1.0
        yield f"{doing} for {own} {min(step, 2)}", 1.0
        yield f"{doing} {min(step, 2)} {'in the main clause' if _is_in_main(token) else 'below'}", 1.0
        yield "same paragraph", float(story.same_paragraph(there, here))
        yield "other scene", float(there.scene != here.scene)
        yield "only quoted", float(self._is_source(name, pronoun) and not story.same_paragraph(there, here))
        if near.by == "pronoun":
            yield f"chain {min(step, 2)}", float(doing == own)
        yield from self._tied(pronoun, token, near)
        between = {m.person for m in nearest if m.at > near.at} - {name}
        yield f"between {min(len(between), 3)}", 1.0

    def _is_source(self, name: str, pronoun: Token) -> bool:
        """Whether a person has only said things so far."""
        own = (self.story.parse[m.at] for m in self._mentions if m.person == name and m.at < pronoun.i)
        return all(_doing(token) == "subject" and _says(token.head) for token in own)

    def _as_other(self, pronoun: Token, name: str) -> Iterator[tuple[str, float]]:
        """Whether a person speaks the quoted words that a pronoun stands in, or is joined to a pronoun."""
        yield "speaks the quote", float(name in self._quoting(pronoun))
        here = self.story.sentence_at[pronoun.i]
        own = [
            s
            for s in self._sightings.values()
            if s.what.name == name and here.index - 1 <= self.story.sentence_at[s.root].index <= here.index
        ]
        roots = [self.story.parse[s.root] for s in own]
        joined = any(t.dep_ == "conj" and first_conjunct(t).lower_ == pronoun.lower_ for t in roots)
        joined |= any(
            t.dep_ == "appos" and t.head.dep_ == "conj" and first_conjunct(t.head).tag_ == "PRP" for t in roots
        )
        yield "joined to the pronoun", float(joined)
        yield "called by the pronoun", float(any(self._is_others(pronoun, t) for t in roots))
        verb = _verb_of(pronoun)
        ahead = (t for t in roots if t.i > pronoun.i and t.dep_ != "poss")
        beside = verb is not None and any(_verb_of(t) == verb for t in ahead)
        yield f"named beside {'owner' if pronoun.tag_ == 'PRP$' else 'it'}", float(beside)

    def _is_others(self, pronoun: Token, root: Token) -> bool:
        """ "her lawyer, Ana Prado", "the daughter of Rui Teles" """
        if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.lower() in words("kin"):
            return True
        described = root.head if root.dep_ == "appos" else root
        owners = (t for t in described.children if t.dep_ == "poss" and t.pos_ == "PRON")
        return any(said_by(owner) == said_by(pronoun) for owner in owners)

    def _tied(self, pronoun: Token, token: Token, near: Mention) -> Iterator[tuple[str, float]]:
        """What the grammar of a sentence says of a pronoun and the person in it."""
        if self.story.sentence_at[pronoun.i] != self.story.sentence_at[token.i]:
            yield "main subject before", float(_is_main(token))
            owner = token.dep_ == "poss" and _doing(token.head) == "subject" and token.head.head.dep_ == "ROOT"
            yield "owner of the main subject before", float(owner)
            return
        own = _verb_of(pronoun)
        possessive = pronoun.tag_ == "PRP$"
        if own is not None and token.head == own and _doing(token) == "subject":
            itself = pronoun.lower_.endswith("self")
            yield "own subject's" if possessive else "own subject itself" if itself else "own subject", 1.0
        elif own is not None and _verb_of(token) == own:
            yield "in its clause's" if possessive else "in its clause", 1.0
        above = own
        for _ in range(3):
            link = above.dep_ if above is not None else ""
            above = _verb_of(above) if above is not None else None
            if above is not None and token.head == above and _doing(token) == "subject":
                yield f"subject above {link}", 1.0
                yield f"subject above {_doing(pronoun)}", 1.0
                break
        if any(t.dep_ in ("relcl", "acl", "appos") and t.head == token for t in (pronoun, *pronoun.ancestors)):
            yield f"told of by its clause {_doing(pronoun)}", 1.0
        if token.dep_ == "poss":
            yield "owner in the sentence", 1.0
        if pronoun.lower_.endswith("self") and near.at + 1 == pronoun.i:
            yield "itself right behind", 1.0
        if near.by == "name" and _is_main(token):
            yield "main subject", 1.0
        if token.i < pronoun.i and token.dep_ == "conj" and own is not None and _verb_of(token) == own:
            yield "joined in its clause", 1.0

    def _ahead(self, pronoun: Token, name: str) -> Iterator[tuple[str, float]]:
        """Where a person is named first who was not told of before."""
        here = self.story.sentence_at[pronoun.i]
        sighting = next((s for s in self._sightings.values() if s.what.name == name and s.root > pronoun.i), None)
        if sighting is None:
            yield "only named aside", 1.0
            return
        away = self.story.sentence_at[sighting.root].index - here.index
        token = self.story.parse[sighting.root]
        if away:
            yield "named next" if away == 1 else "named later", 1.0
            return
        verb = _verb_of(pronoun)
        subject = verb is not None and token.head in verb.ancestors and _doing(token) == "subject"
        yield "subject ahead" if subject else "ahead", 1.0

    def _nobody(self, pronoun: Token, nearest: Sequence[Mention]) -> Iterator[tuple[str, float]]:
        """What speaks for somebody nameless."""
        story, here = self.story, self.story.sentence_at[pronoun.i]
        yield "nobody", 1.0
        yield f"nobody {said_by(pronoun)}", 1.0
        yield f"nobody {_doing(pronoun)}", 1.0
        recent = [m for m in nearest if here.index - story.sentence_at[m.at].index <= _NEAR]
        yield f"nobody of {min(len(recent), 3)}", 1.0
        yield f"nobody of all {min(len(nearest), 2)}", 1.0
        last = nearest[0].at if nearest else -1
        for away in (0, 1, 2):
            if here.index < away:
                break
            told = story.sentences[here.index - away]
            nameless = list(self._nameless_in(told, pronoun))
            for kind in dict.fromkeys(kind for kind, _ in nameless):
                yield f"{kind} {away}", 1.0
            for kind in dict.fromkeys(kind for kind, noun in nameless if noun.i > last):
                yield f"{kind} last {away}", 1.0
        above = _verb_of(pronoun)
        for _ in range(2):
            link = above.dep_ if above is not None else ""
            above = _verb_of(above) if above is not None else None
            subjects = [t for t in above.lefts if t.dep_ in _SUBJECTS] if above is not None else []
            if any(t.i not in story.person_at and t.tag_ == "NN" and _is_person(t) for t in subjects):
                yield f"nameless above {link}", 1.0
                break
        if self._nameless:
            since = story.sentence_at[self._nameless[-1]]
            same = said_by(story.parse[self._nameless[-1]]) == said_by(pronoun)
            if same and here.index - since.index <= _NEAR:
                yield "nobody before" if self._nameless[-1] > last else "nobody before, somebody since", 1.0

    def _nameless_in(self, told: Sentence, pronoun: Token) -> Iterator[tuple[str, Token]]:
        """The nouns for a person without a name in a sentence: "a man", "the driver"."""
        story = self.story
        described = {m.at for m in self._mentions if m.by == "described"}
        for noun in story.parse[told.first : min(told.last + 1, pronoun.i)]:
            if noun.tag_ != "NN" or noun.i in story.person_at or noun.i in described:
                continue
            if noun.dep_ not in (*_SUBJECTS, *_OBJECTS, "poss") or not _is_person(noun) or names_anyone(story, noun):
                continue
            some = "a person" if any(t.lower_ in _SOME for t in noun.lefts) else "the person"
            yield f"{some}, {_doing(noun)}", noun

    def _quoting(self, pronoun: Token) -> set[str]:
        """Who speaks the quoted words that a pronoun stands in: "She is free," said Ana Prado of somebody else."""
        text, story = self.story.document.text, self.story
        start, end = text.rfind("\n", 0, pronoun.idx) + 1, text.find("\n", pronoun.idx)
        opened = sum(text.count(mark, start, pronoun.idx) for mark in '"“”')
        if opened % 2 == 0:
            return set()
        inside = (
            m for m in self._mentions if start <= story.parse[m.at].idx and (end < 0 or story.parse[m.at].idx < end)
        )
        return {m.person for m in inside if _doing(story.parse[m.at]) == "subject" and _says(story.parse[m.at].head)}


def _doing(token: Token) -> str:
    """What a mention does in its clause."""
    if token.dep_ in _SUBJECTS:
        return "subject"
    if token.dep_ == "poss" or token.tag_ == "PRP$":
        return "owner"
    if token.dep_ == "conj":
        return _doing(first_conjunct(token))
    return "object" if token.dep_ in _OBJECTS else "other"


def _verb_of(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in _VERBS), None)


def _is_main(token: Token) -> bool:
    """Whether it is the subject of its sentence."""
    return _doing(token) == "subject" and token.head.dep_ == "ROOT"


def _is_in_main(token: Token) -> bool:
    return not any(t.dep_ in _BELOW for t in token.ancestors)


def _says(verb: Token) -> bool:
    return kinds().verbs.get(verb.lemma_.lower()) == "statement"


def _is_person(noun: Token) -> bool:
    said = noun.dep_ == "nsubj" and _says(noun.head) and any(t.lower_ in _SOME for t in noun.lefts)
    lemma = noun.lemma_.lower()
    endings = tuple(words("nameless_endings"))
    return said or bool(roles_of(noun)) or lemma.endswith(endings) or lemma in words("kin") | words("persons")
