"""Roles and descriptions of people: "the Russian leader" fits whom the article calls Russia's president."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.vocabulary import load
from timeline.gazetteer import gazetteer
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHARED_LETTERS = 4  # "Russia" and "Russian" share as many; "Iran" and "Iraq" fewer


@cache
def words(name: str) -> frozenset[str]:
    """A list of references.toml."""
    return frozenset(load("references.toml")[name])


@cache
def _categories() -> dict[str, frozenset[str]]:
    """Name of a role -> the categories whose descriptions it answers to."""
    roles: dict[str, list[str]] = load("references.toml")["roles"]
    return {word: frozenset(c for c, ws in roles.items() if word in ws) for words in roles.values() for word in words}


@cache
def _irregular() -> dict[str, str]:
    """Adjective of a country -> its name, where their first letters differ."""
    return {key: str(value) for key, value in load("references.toml")["countries"].items()}


def roles_of(noun: Token) -> frozenset[str]:
    """The categories of the role that a noun phrase names, by its longest name that is known."""
    modifiers = [t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod")]
    lemma = noun.lemma_.lower()
    of = (n.lower_ for t in noun.children if t.dep_ == "prep" and t.lower_ == "of" for n in t.children)
    if categories := _categories().get(f"{lemma} of {next(of, '')}"):  # "the Head of State"
        return categories
    for start in range(len(modifiers) + 1):
        categories = _categories().get(" ".join([*modifiers[start:], lemma]))
        if categories:
            return categories
    return frozenset()


def is_personal(noun: Token) -> bool:
    """Whether a noun is one for a person, or in the plural for several: "officer", "hostages", "daughter"."""
    lemma = noun.lemma_.lower()
    listed = words("kin") | words("persons") | words("person_nouns")
    return bool(roles_of(noun)) or lemma in listed or lemma.endswith(tuple(words("nameless_endings")))


def origins_of(noun: Token) -> list[str]:
    """The country words of a description: "North Korea's main man", "the Russian premier"."""
    lefts = [t for left in noun.lefts for t in left.subtree]
    named = [
        t for t in lefts if t.ent_type_ in ("GPE", "NORP") or (t.pos_ in ("ADJ", "PROPN") and t.text[:1].isupper())
    ]
    return [t.text for t in named if t.pos_ in ("ADJ", "PROPN", "NOUN")]


def fits(person: Person, noun: Token, origins: list[str]) -> bool:
    """Whether a role that the article gives the person answers to a description."""
    wanted, below = roles_of(noun), _is_below(t.lower_ for t in noun.lefts)
    return any(
        _roles_in(role.text) & wanted
        and _same_origin(role.text, origins)
        and (below or not (_names_office(noun) and _is_below(role.text.lower().split())))
        for role in person.roles
    )


def _is_below(words: Iterable[str]) -> bool:
    """Whether the words tell of less than a country: "head of the regional government"."""
    return not set(words).isdisjoint(load("references.toml")["levels"]["below"])


def _names_office(noun: Token) -> bool:
    """Whether a description is that of an office of a country: "the prime minister"."""
    said = " ".join([*(t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod")), noun.lemma_.lower()])
    return any(said in names for names in load("references.toml")["offices"].values())


def holds_office(person: Person, noun: Token) -> bool:
    """Whether a role that the article gives the person names the very office.

    The prime minister is "the premier", and "the opposition leader" whom it called so.
    """
    offices: dict[str, list[str]] = load("references.toml")["offices"]
    words = [*(t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod")), noun.lemma_.lower()]
    said = f" {' '.join(words)} "
    meant = [names for names in offices.values() if any(f" {name} " in said for name in names)]
    meant += [[said.strip()]] if len(words) > 1 else []
    roles = [f" {' '.join(role.text.lower().split())} " for role in person.roles]
    return any(f" {name} " in role for names in meant for name in names for role in roles)


def world_offices(noun: Token) -> frozenset[str]:
    """The offices of leaders.tsv that a description may name: "the premier", "the top diplomat", "the ruler"."""
    said = [*(t.lower_ for t in noun.lefts if t.dep_ in ("compound", "amod")), noun.lemma_.lower()]
    known: dict[str, list[str]] = load("references.toml")["world_offices"]
    of = (n.lower_ for t in noun.children if t.dep_ == "prep" and t.lower_ == "of" for n in t.children)
    said.append(f"{said.pop()} of {name}" if (name := next(of, "")) == "state" else said.pop())
    for start in range(len(said)):
        if found := known.get(" ".join(said[start:])):
            return frozenset(found)
    return frozenset()


def countries_of(origin: str) -> Sequence[str]:
    """The country codes of a word like "American", "Russia" or "EU"."""
    entries = gazetteer().named(origin)
    codes = [str(e.country) for e in entries if e.kind == "country" and e.country]
    return [*gazetteer().demonym(origin), *codes, *([origin] if origin.isupper() else [])]


def names_office(noun: Token) -> bool:
    """Whether a description names one office of a country alone: "the president", and not "the leader"."""
    return len(world_offices(noun)) == 1


def contradicts(person: Person, noun: Token, origins: list[str]) -> bool:
    """Whether the article gives the person roles, and none of them answers to the description."""
    return bool(person.roles) and not fits(person, noun, origins)


def _roles_in(text: str) -> frozenset[str]:
    words = text.lower().replace("’s", "").replace("'s", "").split()
    for size in (3, 2, 1):
        names = (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))
        found = frozenset(c for name in names for c in _categories().get(name, ()))
        if found:
            return found
    return frozenset()


def _same_origin(role: str, origins: list[str]) -> bool:
    words = role.replace("’s", "").replace("'s", "").split()
    return all(any(_same_country(word, origin) for word in words) for origin in origins)


def _same_country(word: str, origin: str) -> bool:
    first, second = (_irregular().get(w, w).lower() for w in (word, origin))
    shared = min(_SHARED_LETTERS, len(first), len(second))
    return first[:shared] == second[:shared]
