"""Pronouns and descriptions -> the people they stand for: one by weights, two and offices where one reading is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.events.likely_described import describes, means
from timeline.events.likely_groups import gathers, mean
from timeline.events.named_before import (
    Reference,
    distinct,
    is_acting,
    is_definite,
    is_owner,
    names_anyone,
    phrase_of,
    reference,
    units_before,
)
from timeline.events.named_next import named_next
from timeline.events.offices import PAIR, described_by_office, known_to_the_world
from timeline.events.pronouns import CERTAIN, LIKELY, of_pronoun
from timeline.events.roles import holds_office, origins_of, roles_of, words
from timeline.events.story import Sighting, Story
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj")
_SUBJECTS = ("nsubj", "nsubjpass")
LIKELY_DESCRIBED = 0.4  # of 164 said from here on 129 were right (docs/events.md)
_LEAST = 3  # times that each of the two is named whom an article is about


def resolve(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The people that a noun phrase without a name stands for; `named` are those its clause names already."""
    if noun.lower_ in words("singular_pronouns"):
        return of_pronoun(story, noun, named)
    if gathers(story, noun):
        return _of_group(story, noun, named) or _of_several(story, noun, named)
    if describes(story, noun):
        return _of_description(story, noun, named)
    if noun.lemma_.lower() in words("somebodys"):
        return _whose(story, noun, named)
    definite = noun.pos_ in ("NOUN", "PROPN") and is_definite(noun) and not names_anyone(story, noun)
    found = (described_by_office(story, noun, named) or _other_of_two(story, noun, named)) if definite else None
    return found or _named_next(story, noun, named)


def _of_group(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those whom "they" or "the hostages" most likely means; none of whom the clause names besides."""
    found = mean(story).get(noun.i)
    if found is None or not found.people or found.share < LIKELY or any(p.name in named for p in found.people):
        return None
    names = " and ".join(p.name for p in found.people)
    reason = f"“{phrase_of(noun)}” stands for {names}, as is likely ({found.share:.0%})."
    certain = is_acting(noun) and found.share >= CERTAIN
    return reference(noun, found.people, reason, certain=certain, share=found.share)


def _of_several(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those of "the two presidents" or "Russian army chiefs" by their roles, else the two who may be meant."""
    two = _says_two(noun)
    by_role = described_by_office(story, noun, named) if roles_of(noun) else None
    if by_role is not None and (len(by_role.people) == PAIR if two else origins_of(noun)):
        return by_role
    if by_role is not None and all(holds_office(person, noun) for person in by_role.people):
        return by_role
    return _two(story, noun, named) if two else None


def _of_description(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Whom "the officer" most likely means, else who has the very office; none whom its clause names besides."""
    known = known_to_the_world(story, noun, named)
    found = means(story, noun)
    if known is not None or found is None:
        return known
    if found.person is None or found.share < LIKELY_DESCRIBED:
        by_office = described_by_office(story, noun, named)
        exact = by_office is not None and all(holds_office(p, noun) for p in by_office.people)
        return by_office if exact else None
    if found.person.name in named:
        return None
    reason = f"“{phrase_of(noun)}” means {found.person.name}, as is likely ({found.share:.0%})."
    return reference(noun, [found.person], reason, share=found.share)


def _whose(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Whose "the trial" is: theirs of whom the text told last that they had one: "the trial of Ana Prado"."""
    if not any(t.lower_ in ("the", "this", "that") for t in noun.lefts) or any(t.dep_ == "poss" for t in noun.lefts):
        return None
    for other in reversed(story.parse[: noun.i]):
        if other.lemma_ != noun.lemma_ or other.pos_ != "NOUN" or other.i not in story.sentence_at:
            continue
        owners = [t for t in other.lefts if t.dep_ == "poss"]
        owners += [n for t in other.rights if t.dep_ == "prep" and t.lower_ == "of" for n in t.children]
        people = distinct(s for t in owners for s in story.people if s.first <= t.i <= s.last)
        if people and not any(p.name in named for p in people):
            return reference(noun, people, f"“{phrase_of(noun)}” is that of {people[0].name}, of which the text told.")
        if people:
            return None
    return None


def _named_next(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "a man" or "the 25-year-old" of the opening is: whom the next sentence tells of by name."""
    person = named_next(story, noun)
    if person is None or person.name in named:
        return None
    return reference(noun, [person], f"“{phrase_of(noun)}” is {person.name}, of whom the next sentence tells by name.")


def _other_of_two(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The other of the two whom the article is about, for "his guest" or "the visitor" beside one of them."""
    two = _protagonists(story)
    others = [p for p in two if p.name not in named]
    if noun.lemma_.lower() not in words("opposites") or len(two) != PAIR or len(others) != 1:
        return None
    reason = f"“{phrase_of(noun)}” is {others[0].name}, the other of the two whom the article is about."
    return reference(noun, others, reason)


def _protagonists(story: Story) -> list[Person]:
    """The two people whom an article names far more often than anybody else; none if they are more or fewer."""
    key = ("protagonists", -1)
    if key not in story.memo:
        often = Counter(s.what.name for s in story.people).most_common(PAIR + 1)
        counts = [*(count for _, count in often), 0, 0, 0]
        two = counts[1] >= _LEAST and counts[1] >= 2 * counts[2]
        people = {s.what.name: s.what for s in story.people}
        story.memo[key] = [people[name] for name, _ in often[:PAIR]] if two else []
    found: list[Person] = story.memo[key]
    return found


def _two(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The two people named together last; none where one of them stands in the clause beside the pronoun."""
    for sightings in units_before(story, noun):
        people = distinct(s for s in sightings if not is_owner(story, s))
        if len(people) != PAIR:
            people = distinct(sightings)
        described = _described_beside(story, noun, sightings[0], people) if len(people) == 1 else []
        people += described
        if len(people) > PAIR or any(p.name in named for p in people):
            return None
        if len(people) == PAIR:
            break
    else:
        return _two_of_all(story, noun, named)
    names = " and ".join(p.name for p in people)
    reason = f"“{phrase_of(noun)}” stands for {names}, named last before it."
    return reference(
        noun, people, reason, certain=is_acting(noun) and len(distinct(sightings)) + len(described) == PAIR
    )


def _described_beside(
    story: Story, noun: Token, sighting: Sighting[Person], people: Collection[Person]
) -> list[Person]:
    """Whom a sentence before means by an office, beside the one whom it names: "The minister met Prado. The two"."""
    here = story.sentence_at.get(sighting.root)
    if here is None or here == story.sentence_at[noun.i]:
        return []
    offices = (t for t in story.parse[here.first : here.last + 1] if t.dep_ in _ARGUMENTS and roles_of(t))
    meant = (t for t in offices if t.tag_ == "NN" and is_definite(t) and not names_anyone(story, t))
    found = (described_by_office(story, t, {p.name for p in people}) for t in meant)
    return next((list(f.people) for f in found if f is not None and len(f.people) == 1), [])


def _two_of_all(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those of "the two presidents" by their roles, else the two whom the article is about."""
    by_role = described_by_office(story, noun, named) if roles_of(noun) else None
    if by_role is not None and len(by_role.people) == PAIR:
        return by_role
    two = _protagonists(story)
    if len(two) != PAIR or any(p.name in named for p in two):
        return None
    names = " and ".join(p.name for p in two)
    return reference(noun, two, f"“{phrase_of(noun)}” stands for {names}, the two whom the article is about.")


def _says_two(noun: Token) -> bool:
    """ "the two", "both men", "the two presidents" """
    counted = {t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "predet")} & {"both", "two"}
    return noun.lower_ in words("pair_words") or (noun.tag_ == "NNS" and bool(counted))
