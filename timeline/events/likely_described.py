"""Whom a description of one person most likely means: "the officer", "the 59-year-old", "her husband", "the Norwegian".

All persons of the article and somebody nameless are weighed: what the text calls each of them, whether age, origin and
office fit, how near they were named and as what, and what the rules for offices say. The weights
(`likely_described.toml`) were learned by benchmarks/learn_descriptions.py.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.events.bearers import bearers, may_mean, said_by
from timeline.events.likely_person import Guess, Options, guess, stands_for
from timeline.events.named_before import is_definite, names_anyone
from timeline.events.named_next import named_next
from timeline.events.offices import described_by_office
from timeline.events.roles import contradicts, countries_of, fits, holds_office, is_personal, origins_of, words
from timeline.events.story import Story
from timeline.events.told_as import ages_of, told_as
from timeline.events.vocabulary import kinds, load
from timeline.gazetteer import gazetteer
from timeline.models import Person
from timeline.people.leaders import terms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

STATED = 0.95  # how sure it is who is of an age that the text says of one person alone
STEPS = (0, 1, 2, 3, 5, 8)  # sentences: the lower edges of the classes of distance
_SUBJECTS = ("nsubj", "nsubjpass", "agent")
_CALLED_AFTER = ("nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "conj")
_SOME = ("a", "an", "another", "one")


def describes(story: Story, noun: Token) -> str:
    """The kind of description of one person that a noun is: by "age", "origin", "kin" or "role"; "" if it is none."""
    if noun.i not in story.sentence_at or noun.i in story.person_at or noun.tag_ not in ("NN", "JJ", "NNP", "CD"):
        return ""
    if not is_definite(noun) or names_anyone(story, noun):
        return ""
    if noun.lower_.endswith("old") and any(t.like_num for t in noun.subtree):
        return "age"
    if noun.pos_ in ("NOUN", "PROPN") and is_personal(noun):
        return "kin" if noun.lemma_.lower() in words("kin") else "role"
    follows = noun.i + 1 < len(noun.doc) and noun.nbor().pos_ in ("NOUN", "PROPN", "ADJ")
    if noun.text[:1].isupper() and noun.dep_ in _CALLED_AFTER and not follows and gazetteer().demonym(noun.text):
        return "origin"
    return ""


def means(story: Story, noun: Token) -> Guess | None:
    """Whom a description most likely means, and how likely that is; None where it describes nobody."""
    if not describes(story, noun):
        return None
    key = ("means", noun.i)
    if key not in story.memo:
        story.memo[key] = _of_that_age(story, noun) or guess(options(story, noun), weights())
    found: Guess = story.memo[key]
    return found


def _of_that_age(story: Story, noun: Token) -> Guess | None:
    """The only one whose age the text says so: "the 34-year-old", of "Ian Marsh, 34"."""
    said = _age_in(noun)
    of_it = [name for name, ages in ages_of(story).items() if ages & said]
    return Guess(next(s.what for s in story.people if s.what.name == of_it[0]), STATED) if len(of_it) == 1 else None


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, by feature."""
    return dict(load("likely_described.toml")["weights"])


def options(story: Story, noun: Token) -> Options:
    """Nobody who is named, then every person whom nothing speaks against; with features and values."""
    people = {s.what.name: s.what for s in story.people}
    able = [p for p in people.values() if may_mean(story, noun, p)]
    return [(None, dict(_nobody(story, noun))), *((p, dict(_features(story, noun, p))) for p in able)]


def _features(story: Story, noun: Token, person: Person) -> Iterator[tuple[str, float]]:
    """What speaks for and against a person."""
    kind, name = describes(story, noun), person.name
    called, lemma, origins = told_as(story), noun.lemma_.lower(), origins_of(noun)
    if lemma in called.get(name, ()):
        yield "called so", 1.0
        yield "called so alone", float(sum(lemma in each for each in called.values()) == 1)
    else:
        yield "another called so", float(any(lemma in each for each in called.values()))
    yield "its words told", float(bool(_telling_words(noun) & called.get(name, frozenset())))
    yield "fits", float(fits(person, noun, origins))
    yield "office", float(holds_office(person, noun))
    yield "contradicts", float(contradicts(person, noun, origins))
    yield f"without role {kind}", float(not person.roles)
    yield from _by_rules(story, noun, person)
    yield from _by_age(story, noun, name)
    yield from _by_origin(story, noun, name)
    bearer = said_by(noun)
    yield "bearer fits", float(bool(bearer) and bearers(story).get(name) == bearer)
    yield from _by_mentions(story, noun, name, kind)


def _by_rules(story: Story, noun: Token, person: Person) -> Iterator[tuple[str, float]]:
    key = ("rules for", noun.i)
    if key not in story.memo:
        by_office = described_by_office(story, noun, ())
        story.memo[key] = by_office.people if by_office is not None else (), named_next(story, noun)
    by_office, following = story.memo[key]
    yield "by office", float(by_office == (person,))
    yield "by office, another", float(bool(by_office) and by_office != (person,))
    yield "named next", float(following is not None and following.name == person.name)


def _by_age(story: Story, noun: Token, name: str) -> Iterator[tuple[str, float]]:
    said = _age_in(noun)
    if said:
        known = ages_of(story).get(name, frozenset())
        yield "age fits" if said & known else "age other" if known else "age open", 1.0


def _age_in(noun: Token) -> set[str]:
    """The 34 of "the 34-year-old"."""
    return {t.text for t in noun.subtree if t.like_num and t.i < noun.i} if noun.lower_.endswith("old") else set()


def _by_origin(story: Story, noun: Token, name: str) -> Iterator[tuple[str, float]]:
    said = _countries(" ".join(origins_of(noun))) or _countries(noun.text)
    if said:
        own = {code for words in told_as(story).get(name, ()) for code in _countries(words.title())}
        own |= {code for role in _roles_of(story, name) for code in _countries_in(role)}
        if story.publication is not None:
            own |= {term.country for term in terms_of(name, story.publication.start)}
        yield "origin fits" if said & own else "origin other" if own else "origin open", 1.0


def _roles_of(story: Story, name: str) -> Iterator[str]:
    yield from (role.text for s in story.people if s.what.name == name for role in s.what.roles)


@cache
def _countries_in(role: str) -> frozenset[str]:
    """The countries that the words of a role name: "North Korea's supreme leader"."""
    words = role.replace("’s", "").replace("'s", "").split()
    pairs = [" ".join(pair) for pair in pairwise(words)]
    found = frozenset(code for phrase in pairs for code in countries_of(phrase) if len(code) == 2)
    return found or frozenset(code for word in words if word[:1].isupper() for code in _countries(word))


@cache
def _countries(words: str) -> frozenset[str]:
    """The countries of "North Korean" or "Norwegian"; none of other words."""
    return frozenset(gazetteer().demonym(words)) if words[:1].isupper() else frozenset()


def _telling_words(noun: Token) -> set[str]:
    """The words beside the noun that tell who it is: "opposition" of "the opposition candidate"."""
    return {t.lemma_.lower() for t in noun.lefts if t.dep_ in ("amod", "compound") and not t.like_num}


def _by_mentions(story: Story, noun: Token, name: str, kind: str) -> Iterator[tuple[str, float]]:
    """How often, how near and as what a person was named."""
    count = Counter(s.what.name for s in story.people)
    order = [each for each, _ in count.most_common()]
    yield f"named most {kind}", float(order[0] == name)
    yield "named second", float(order[1:2] == [name])
    yield "named often", math.log(count[name])
    yield "share of names", count[name] / sum(count.values())
    headlines = [z for z in story.document.zones if z.kind == "headline"]
    yield "in headline", float(any(s.what.name == name and z.contains(s.span) for s in story.people for z in headlines))
    here = story.sentence_at[noun.i]
    last = _last_mentions(story, noun)
    if name not in last:
        later = [s.root for s in story.people if s.what.name == name and s.root in story.sentence_at]
        away = min((story.sentence_at[at].index - here.index for at in later if at > noun.i), default=99)
        yield "named in the sentence" if away == 0 else "named right after" if away == 1 else "named later", 1.0
        return
    at = last[name]
    there, token = story.sentence_at[at], story.parse[at]
    step = max(n for n, least in enumerate(STEPS) if here.index - there.index >= least)
    rank = min(sum(other > at for other in last.values()), 3)
    yield f"step {step}", 1.0
    yield f"step {step} {kind}", 1.0
    yield f"rank {rank}", 1.0
    yield f"rank {rank} {kind}", 1.0
    yield f"{'subject' if token.dep_ in _SUBJECTS else 'other'} {min(step, 2)}", 1.0
    yield "main subject", float(token.dep_ == "nsubj" and token.head.dep_ == "ROOT")
    yield "owner only", float(token.dep_ == "poss")
    yield "same paragraph", float(story.same_paragraph(there, here))
    yield "same clause", float(step == 0 and story.clause_at.get(at) == story.clause_at.get(noun.i))
    own = (story.parse[s.root] for s in story.people if s.what.name == name and s.root in story.sentence_at)
    yield "only quoted", float(all(t.dep_ == "nsubj" and _says(t.head) for t in own))
    owner = next((t for t in noun.lefts if t.dep_ == "poss"), None)
    meant = stands_for(story).get(owner.i) if owner is not None else None
    yield "its owner", float(meant is not None and meant.person is not None and meant.person.name == name)


def _says(verb: Token) -> bool:
    return kinds().verbs.get(verb.lemma_.lower()) == "statement"


def _last_mentions(story: Story, noun: Token) -> dict[str, int]:
    """Where each person was told of last before a noun, by name or by pronoun."""
    key = ("mentions", -1)
    if key not in story.memo:
        found = [(s.root, s.what.name) for s in story.people if s.root in story.sentence_at]
        found += [(at, g.settled.name) for at, g in stands_for(story).items() if g.settled is not None]
        story.memo[key] = sorted(found)
    return {name: at for at, name in story.memo[key] if at < noun.i}


def _nobody(story: Story, noun: Token) -> Iterator[tuple[str, float]]:
    """What speaks for somebody nameless."""
    kind, lemma = describes(story, noun), noun.lemma_.lower()
    yield "nobody", 1.0
    yield f"nobody {kind}", 1.0
    yield f"nobody {noun.dep_ if noun.dep_ in (*_SUBJECTS, 'dobj', 'pobj', 'poss', 'attr', 'appos') else 'other'}", 1.0
    yield "nobody with a clause", float(any(t.dep_ in ("relcl", "acl") for t in noun.rights))
    yield "nobody of something", float(any(t.dep_ == "prep" for t in noun.rights))
    yield "nobody of an owner", float(any(t.dep_ == "poss" for t in noun.lefts))
    before = [t for t in story.parse[: noun.i] if t.lemma_.lower() == lemma and t.i in story.sentence_at]
    new = [t for t in before if any(c.lower_ in _SOME for c in t.lefts) and t.i not in story.person_at]
    yield "nobody introduced", float(any(not names_anyone(story, t) for t in new))
    yield "nobody told before", float(bool(before))
    yield "nobody of many", float(any(t.tag_ == "NNS" for t in before))
    yield f"nobody of {min(len({s.what.name for s in story.people}), 4)}", 1.0
