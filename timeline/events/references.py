"""Pronouns and descriptions -> the people they stand for: one by weights, two and offices where one reading is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.events.named_before import (
    Reference,
    distinct,
    is_acting,
    is_definite,
    is_owner,
    is_subject,
    names_anyone,
    phrase_of,
    reference,
    units_before,
)
from timeline.events.named_next import named_next
from timeline.events.offices import PAIR, described_by_office
from timeline.events.pronouns import of_pronoun
from timeline.events.roles import origins_of, roles_of, words
from timeline.events.story import Sighting, Story
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj")
_SUBJECTS = ("nsubj", "nsubjpass")
_LEAST = 3  # times that each of the two is named whom an article is about


def resolve(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The people that a noun phrase without a name stands for; `named` are those its clause names already."""
    if noun.lower_ in words("singular_pronouns"):
        return of_pronoun(story, noun, named)
    if noun.lower_ in words("plural_pronouns") and noun.lower_ not in words("pair_words"):
        pair = _pair_before(story, noun)
        before = resolve(story, pair, named) if pair is not None else None
        if before is not None:
            return reference(noun, before.people, before.reason)
        return None if _follows_other_plural(story, noun) else _two(story, noun, named)
    if _means_two(noun):
        by_role = described_by_office(story, noun, named) if roles_of(noun) else None
        if by_role is not None and len(by_role.people) == PAIR:
            return by_role
        return _two(story, noun, named)
    if noun.lemma_.lower() in words("somebodys"):
        return _whose(story, noun, named)
    definite = noun.pos_ in ("NOUN", "PROPN") and is_definite(noun) and not names_anyone(story, noun)
    found = (described_by_office(story, noun, named) or _other_of_two(story, noun, named)) if definite else None
    return found or _named_next(story, noun, named) or _by_age(story, noun, named)


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


def _pair_before(story: Story, pronoun: Token) -> Token | None:
    """The "the two" of whom the sentence before told, for "They" after it, where nobody is named between."""
    here = story.sentence_at[pronoun.i]
    told = story.sentences[here.index - 1] if here.index else here
    if told == here or told.scene != here.scene:
        return None
    subject = next((t for t in story.parse[told.first : told.last + 1] if t.dep_ in _SUBJECTS and _means_two(t)), None)
    between = any(subject is not None and subject.i < s.first < pronoun.i for s in story.people)
    return subject if subject is not None and subject.head.dep_ == "ROOT" and not between else None


def _named_next(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "a man" or "the 25-year-old" of the opening is: whom the next sentence tells of by name."""
    person = named_next(story, noun)
    if person is None or person.name in named:
        return None
    return reference(noun, [person], f"“{phrase_of(noun)}” is {person.name}, of whom the next sentence tells by name.")


def _by_age(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "the 55-year-old" is: whose age the text says so, else the last whom it told of, if that is one alone."""
    age = next((t.text for t in noun.subtree if t.like_num and t.i < noun.i), "")
    if noun.lower_ != "old" or not any(t.lower_ == "the" for t in noun.lefts) or noun.dep_ not in _ARGUMENTS:
        return None
    stated = distinct(s for s in story.people if _age_beside(story, s) == age)
    if len(stated) == 1 and stated[0].name not in named:
        return reference(noun, stated, f"“{phrase_of(noun)}” is {stated[0].name}, whose age the text says.")
    for sightings in units_before(story, noun):
        told = distinct(s for s in sightings if not is_owner(story, s))
        open_ = [p for p in told if not any(_age_beside(story, s) for s in story.people if s.what.name == p.name)]
        if told:
            about = distinct(s for s in sightings if is_subject(story, s) and story.parse[s.root].head.dep_ == "ROOT")
            first = about if len(told) > 1 else told
            sole = first[0] if len(first) == 1 and first[0] in open_ and first[0].name not in named else None
            reason = f"“{phrase_of(noun)}” can only be {first[0].name}, of whom it told last." if first else ""
            return reference(noun, [sole], reason) if sole is not None else None
    return None


def _age_beside(story: Story, sighting: Sighting[Person]) -> str:
    """The "36" of "Ana Prado, 36," and of "36-year-old Ana Prado"."""
    behind = story.parse[sighting.last + 1 : sighting.last + 3]
    if len(behind) == 2 and behind[0].text == "," and behind[1].like_num:
        return str(behind[1].text)
    before = story.parse[max(0, sighting.first - 5) : sighting.first]
    texts = [t.text for t in before]
    return texts[0] if len(texts) == 5 and texts[1:] == ["-", "year", "-", "old"] else ""


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


def _means_two(noun: Token) -> bool:
    """ "the two", "the pair", "both men", "the leaders" """
    determiners = {t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "predet")}
    if noun.lower_ in words("pair_words"):
        return bool(determiners) or noun.lower_ == "both"
    if noun.tag_ != "NNS" or not (roles_of(noun) or noun.lemma_.lower() in words("person_nouns")):
        return False
    return bool(determiners & {"both", "two"}) or (determiners == {"the"} and not origins_of(noun))


def _follows_other_plural(story: Story, pronoun: Token) -> bool:
    """Whether "they" may stand for a plural or a body named before it; not where its sentence told of two last."""
    here = story.sentence_at[pronoun.i]
    first = story.sentences[max(0, here.index - 1)].first
    subjects = [t for t in story.parse[first : pronoun.i] if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ != "PRP"]
    plurals = [t for t in subjects if t.tag_ in ("NNS", "NNPS") or _means_two(t)]
    if plurals and _means_two(plurals[-1]) and plurals[-1].i >= here.first:
        return False
    return any(
        (t.tag_ in ("NNS", "NNPS") and not _means_two(t)) or t.ent_type_ in ("GPE", "ORG", "NORP") for t in subjects
    )
