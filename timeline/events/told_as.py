"""What the text says of people beside their names: their ages, and words like "opposition candidate", "a Dutchman"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from timeline.events.story import Sighting, Story
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_BESIDE = ("compound", "amod", "nmod")


def told_as(story: Story) -> Mapping[str, frozenset[str]]:
    """Name of a person -> the words, by their lemmas, of what the text calls them."""
    key = ("told as", -1)
    if key not in story.memo:
        found: dict[str, set[str]] = defaultdict(set)
        for sighting in story.people:
            found[sighting.what.name].update(_words_for(story, sighting))
        story.memo[key] = {name: frozenset(each) for name, each in found.items()}
    words: Mapping[str, frozenset[str]] = story.memo[key]
    return words


def ages_of(story: Story) -> Mapping[str, frozenset[str]]:
    """Name of a person -> the ages that stand beside it."""
    key = ("ages", -1)
    if key not in story.memo:
        found: dict[str, set[str]] = defaultdict(set)
        for sighting in story.people:
            if (age := _age_beside(story, sighting)) != "":
                found[sighting.what.name].add(age)
        story.memo[key] = {name: frozenset(each) for name, each in found.items()}
    ages: Mapping[str, frozenset[str]] = story.memo[key]
    return ages


def _age_beside(story: Story, sighting: Sighting[Person]) -> str:
    """The "36" of "Ana Prado, 36," and of "36-year-old Ana Prado"."""
    behind = story.parse[sighting.last + 1 : sighting.last + 3]
    if len(behind) == 2 and behind[0].text == "," and behind[1].like_num:
        return str(behind[1].text)
    before = story.parse[max(0, sighting.first - 5) : sighting.first]
    texts = [t.text for t in before]
    return texts[0] if len(texts) == 5 and texts[1:] == ["-", "year", "-", "old"] else ""


def _words_for(story: Story, sighting: Sighting[Person]) -> Iterator[str]:
    root = story.parse[sighting.root]
    for role in sighting.what.roles:
        yield from role.text.lower().split()
    nouns = [t for t in root.children if t.dep_ == "appos"]
    nouns += [root.head] if root.dep_ == "appos" else []
    if root.dep_ in ("nsubj", "nsubjpass"):
        nouns += [t for t in root.head.children if t.dep_ in ("attr", "oprd")]
    for noun in nouns:
        if noun.i not in story.person_at:
            yield from _phrase(noun)
    yield from (
        t.lemma_.lower() for t in root.lefts if t.dep_ in _BESIDE and not sighting.first <= t.i <= sighting.last
    )
    before = story.parse[max(0, sighting.first - 3) : sighting.first]
    yield from (
        t.lemma_.lower() for t in before if t.head in (root, *root.lefts) and t.pos_ in ("NOUN", "ADJ", "PROPN")
    )


def _phrase(noun: Token) -> Iterator[str]:
    if noun.pos_ in ("NOUN", "PROPN", "ADJ"):
        yield noun.lemma_.lower()
        yield from (t.lemma_.lower() for t in noun.lefts if t.dep_ in _BESIDE)
        yield from (t.lemma_.lower() for t in noun.conjuncts if t.pos_ == "NOUN")
