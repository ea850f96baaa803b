"""Pronouns and descriptions -> the people they stand for, where only one reading is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import load
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 4  # sentences that a reference may look back
_SHARED_LETTERS = 4  # "Russia" and "Russian" share more; "Iran" and "Iraq" fewer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words [first, last] (tokens) that stand for people, and why."""

    first: int
    last: int
    people: tuple[Person, ...]
    reason: str


@cache
def _words() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("references.toml").items() if name != "roles"}


@cache
def _categories() -> dict[str, frozenset[str]]:
    roles = load("references.toml")["roles"]
    return {
        word: frozenset(c for c, words in roles.items() if word in words) for words in roles.values() for word in words
    }


def resolve(story: Story, clause: Clause, noun: Token, named: Collection[str]) -> Reference | None:
    """The people that a noun phrase without a name stands for; `named` are those its clause names already."""
    if noun.lower_ in _words()["singular_pronouns"]:
        return _one(story, clause, noun, named, "he or she")
    if _means_two(noun):
        return _two(story, clause, noun, named)
    if noun.lower_ in _words()["plural_pronouns"]:
        return _two(story, clause, noun, named)
    if noun.pos_ in ("NOUN", "PROPN") and _is_definite(noun):
        return _described(story, clause, noun, named)
    return None


def _means_two(noun: Token) -> bool:
    """ "the two", "the pair", "both men", "the two leaders" """
    pair = _words()["pair_words"]
    determiners = [t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "predet")]
    if noun.lower_ in pair:
        return bool(determiners) or noun.lower_ == "both"
    people_noun = bool(_roles_of(noun)) or noun.lemma_.lower() in ("man", "woman", "leader", "side")
    return people_noun and (
        "both" in determiners or "two" in determiners or (noun.tag_ == "NNS" and "the" in determiners)
    )


def _one(story: Story, clause: Clause, noun: Token, named: Collection[str], word: str) -> Reference | None:
    for sightings in _units_before(story, noun):
        actors = [s for s in sightings if s.what.name not in named and not _is_owner(story, s)]
        people = list({s.what.name: s.what for s in actors}.values())
        if len(people) > 1:
            people = list({s.what.name: s.what for s in actors if _is_subject(story, s)}.values())[-1:]
        if people:
            return _reference(noun, tuple(people), f"“{noun.text}” stands for {people[0].name}, named last before it.")
        if any(s.what.name not in named for s in sightings):
            owners = list({s.what.name: s.what for s in sightings if s.what.name not in named}.values())
            if len(owners) == 1:
                return _reference(
                    noun, tuple(owners), f"“{noun.text}” stands for {owners[0].name}, named last before it."
                )
            return None
    return None


def _two(story: Story, clause: Clause, noun: Token, named: Collection[str]) -> Reference | None:
    for sightings in _units_before(story, noun):
        actors = [s for s in sightings if not _is_owner(story, s)] or sightings
        people = tuple({s.what.name: s.what for s in actors}.values())
        if len(people) != 2:
            people = tuple({s.what.name: s.what for s in sightings}.values())
        if len(people) == 2:
            names = " and ".join(p.name for p in people)
            return _reference(noun, people, f"“{_phrase(noun)}” stands for {names}, named last before it.")
        if len(people) > 2:
            return None
    return None


def _described(story: Story, clause: Clause, noun: Token, named: Collection[str]) -> Reference | None:
    wanted = _roles_of(noun)
    if not wanted:
        return None
    origins = [
        t.text
        for t in noun.subtree
        if t.ent_type_ in ("GPE", "NORP") or (t.dep_ in ("amod", "poss") and t.text[:1].isupper())
    ]
    everyone = {s.what.name: s.what for s in story.people}
    fitting = [p for p in everyone.values() if p.name not in named and _fits(p, wanted, origins)]
    plural = noun.tag_ in ("NNS", "NNPS")
    if fitting and (plural or len(fitting) == 1):
        names = ", ".join(p.name for p in fitting)
        return _reference(noun, tuple(fitting), f"“{_phrase(noun)}” describes {names} by the role the article gives.")
    if plural or fitting:
        return None
    return _only_one_near(story, noun, named, wanted, origins)


def _only_one_near(
    story: Story, noun: Token, named: Collection[str], wanted: frozenset[str], origins: list[str]
) -> Reference | None:
    """The one person named shortly before whose known roles do not speak against the description."""
    near: dict[str, Person] = {}
    for sightings in _units_before(story, noun):
        near |= {s.what.name: s.what for s in sightings if s.what.name not in named}
    open_ = [p for p in near.values() if not _contradicts(p, wanted, origins)]
    if len(open_) != 1:
        return None
    reason = f"“{_phrase(noun)}” can only be {open_[0].name} among those named shortly before."
    return _reference(noun, (open_[0],), reason)


def _units_before(story: Story, noun: Token) -> Iterator[list[Sighting[Person]]]:
    """The people named earlier in the sentence, then in each sentence before it, then in the headline."""
    here = story.sentence_at[noun.i]
    yield [s for s in story.people if here.first <= s.first and s.last < noun.i]
    for sentence in reversed(story.sentences[max(0, here.index - _REACH) : here.index]):
        if sentence.scene == here.scene:
            yield [s for s in story.people if sentence.first <= s.first <= sentence.last]
    headline = [z for z in story.document.zones if z.kind == "headline"]
    yield [s for s in story.people if any(z.contains(s.span) for z in headline)]


def _is_owner(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) == "poss"


def _is_subject(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) in ("nsubj", "nsubjpass", "agent")


def _is_definite(noun: Token) -> bool:
    return any(
        t.dep_ == "poss" or (t.dep_ == "det" and t.lower_ in ("the", "this", "that")) for t in noun.children
    ) or any(t.dep_ == "amod" and t.text[:1].isupper() for t in noun.children)


def _roles_of(noun: Token) -> frozenset[str]:
    """The categories of the role that a noun phrase names, the longest name first."""
    modifiers = [t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod")]
    lemma = noun.lemma_.lower()
    for start in range(len(modifiers) + 1):
        categories = _categories().get(" ".join([*modifiers[start:], lemma]))
        if categories:
            return categories
    return frozenset()


def _role_words(text: str) -> frozenset[str]:
    words = text.lower().replace("-", " ").split()
    found: frozenset[str] = frozenset()
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            found |= _categories().get(" ".join(words[start : start + size]), frozenset())
        if found:
            return found
    return found


def _fits(person: Person, wanted: frozenset[str], origins: list[str]) -> bool:
    return any(_role_words(r.text) & wanted and _same_origin(r.text, origins) for r in person.roles)


def _contradicts(person: Person, wanted: frozenset[str], origins: list[str]) -> bool:
    return bool(person.roles) and not _fits(person, wanted, origins)


def _same_origin(role: str, origins: list[str]) -> bool:
    """Whether the role names the country that the description names: "Russia's leader", "the Russian leader"."""
    words = role.replace("’", "'").replace("'s", "").split()
    return all(any(_same_stem(word, origin) for word in words) for origin in origins)


def _same_stem(word: str, origin: str) -> bool:
    shared = min(_SHARED_LETTERS, len(word), len(origin))
    return word[:shared].lower() == origin[:shared].lower()


def _phrase(noun: Token) -> str:
    left = noun.left_edge.i
    return str(noun.doc[left : noun.i + 1].text)


def _reference(noun: Token, people: tuple[Person, ...], reason: str) -> Reference:
    return Reference(first=noun.left_edge.i, last=noun.i, people=people, reason=reason)
