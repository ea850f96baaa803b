"""Whether a person is "she" or "he": from titles, roles and given names, and from pronouns that are clear."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import load
from timeline.models import Person
from timeline.people.vocabulary import bearer_of, words

if TYPE_CHECKING:
    from spacy.tokens import Token

_TITLE, _NAME, _PRONOUN = 4, 2, 1  # points: two clear pronouns outweigh a given name, none a title


@cache
def _lists() -> Mapping[str, Mapping[str, frozenset[str]]]:
    """ "pronouns" and "nouns" -> "f" and "m" -> words."""
    bearers = load("references.toml")["bearers"]
    return {key: {b: frozenset(listed) for b, listed in lists.items()} for key, lists in bearers.items()}


def said_by(word: Token) -> str:
    """ "f" or "m" for "she", "his", "widow"; nothing for words that say neither."""
    key = "pronouns" if word.pos_ == "PRON" else "nouns"
    return _bearer(key, word.lower_)


def may_mean(story: Story, word: Token, person: Person) -> bool:
    """Whether nothing that is known of the person speaks against "she", "him" or "the actress"."""
    said, known = said_by(word), bearers(story).get(person.name, "")
    return not said or not known or said == known


def bearers(story: Story) -> Mapping[str, str]:
    """Name of a person -> "f" or "m", for those of whom the text tells it."""
    key = ("bearers", -1)
    if key not in story.memo:
        story.memo[key] = _bearers(story)
    found: Mapping[str, str] = story.memo[key]
    return found


def _bearers(story: Story) -> dict[str, str]:
    points: dict[str, Counter[str]] = defaultdict(Counter)
    for sighting in story.people:
        for said in _beside(story, sighting):
            points[sighting.what.name][said] = max(points[sighting.what.name][said], _TITLE)
    for person in {s.what.name: s.what for s in story.people}.values():
        if said := _of_name(person.name):
            points[person.name][said] += _NAME
    stated = {name: _best(found) for name, found in points.items()}
    for name, said in _clear_pronouns(story):
        if stated.get(name, said) == said or points[name][stated[name]] < _TITLE:
            points[name][said] += _PRONOUN
    return {name: best for name, found in points.items() if (best := _best(found))}


def _best(points: Counter[str]) -> str:
    return "" if points["f"] == points["m"] else max("fm", key=lambda b: points[b])


def _of_name(name: str) -> str:
    """What the first of the given names says; nothing where the family name may come first."""
    first, *rest = name.split()
    return bearer_of(first) if rest and first.lower() not in words("family_first") else ""


def _beside(story: Story, sighting: Sighting[Person]) -> Iterator[str]:
    """What the title before a name, the noun beside it and the roles given with it say."""
    tokens = story.parse[max(0, sighting.first - 1) : sighting.last + 1]
    root = story.parse[sighting.root]
    nouns = [t.lower_.rstrip(".") for t in (*tokens, *(c for c in root.children if c.dep_ in ("appos", "compound")))]
    if root.dep_ == "appos":
        nouns.append(root.head.lower_)
    nouns += [word.lower() for role in sighting.what.roles for word in role.text.split()]
    yield from filter(None, (_bearer("nouns", noun) for noun in nouns))


def _bearer(key: str, word: str) -> str:
    return next((b for b, ws in _lists()[key].items() if word in ws), "")


def _clear_pronouns(story: Story) -> Iterator[tuple[str, str]]:
    """Names with what a pronoun says of them, where its sentence, or else the one before, tells of nobody besides."""
    for index, sentence in enumerate(story.sentences):
        before = story.sentences[index - 1] if index else None
        for token in story.parse[sentence.first : sentence.last + 1]:
            said = said_by(token) if token.pos_ == "PRON" else ""
            if not said:
                continue
            named = [s for s in story.people if sentence.first <= s.first and s.last < token.i]
            if not named and before is not None and before.scene == sentence.scene:
                named = [s for s in story.people if before.first <= s.first <= before.last]
            if len({s.what.name for s in named}) == 1 and any(_is_subject(story, s) for s in named):
                yield named[0].what.name, said


def _is_subject(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) in ("nsubj", "nsubjpass")
