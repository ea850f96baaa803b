"""Who is named before a noun phrase, from near to far, and what stands for them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from timeline.events.roles import origins_of
from timeline.events.story import Sentence, Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.models import Person, Zone

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 4  # sentences that a reference may look back


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words [first, last] (tokens) that stand for people, and why; unless `certain` a title brackets their names.

    `share` is how likely that was found to be, 1 where it was not weighed.
    """

    first: int
    last: int
    people: tuple[Person, ...]
    reason: str
    certain: bool = False
    share: float = 1.0


def units_before(story: Story, noun: Token) -> Iterator[list[Sighting[Person]]]:
    """The people named earlier in the sentence, then in each sentence before it, then in the headline."""
    here = story.sentence_at[noun.i]
    yield [s for s in story.people if here.first <= s.first and s.last < noun.i]
    heading = _heading_before(story, here)
    if heading is not None:
        yield [s for s in story.people if heading.contains(s.span)]
    before = (s for s in reversed(story.sentences[: here.index]) if s.index not in story.headings)
    for sentence in islice(before, _REACH):
        if sentence.scene == here.scene:
            yield [s for s in story.people if sentence.first <= s.first <= sentence.last]
    headline = [z for z in story.document.zones if z.kind == "headline"]
    yield [s for s in story.people if any(z.contains(s.span) for z in headline)]


def _heading_before(story: Story, here: Sentence) -> Zone | None:
    """The subheading right above a sentence: "How did Prado rise?", and then "In June he announced"."""
    if here.index == 0:
        return None
    last, start = story.parse[story.sentences[here.index - 1].last].idx, story.parse[here.first].idx
    return next((z for z in story.document.zones if z.kind == "headline" and last < z.start < start), None)


def distinct(sightings: Iterator[Sighting[Person]] | Collection[Sighting[Person]]) -> list[Person]:
    return list({s.what.name: s.what for s in sightings}.values())


def is_owner(story: Story, sighting: Sighting[Person]) -> bool:
    """Whether only what is someone's is spoken of: "Kim's gift", "portraits of Kim"."""
    root = story.parse[sighting.root]
    of = root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.pos_ == "NOUN"
    return bool(root.dep_ == "poss" or (of and root.head.head.lemma_.lower() not in kinds().nouns))


def is_acting(noun: Token) -> bool:
    """Whether it is the subject: what an object stands for is less sure."""
    return noun.dep_ in ("nsubj", "nsubjpass")


def is_subject(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) in ("nsubj", "nsubjpass", "agent")


def names_anyone(story: Story, noun: Token) -> bool:
    """Whether a name stands in the phrase, other than whose it is or in a clause about it."""
    clauses = {t.i for child in noun.rights if child.dep_ in ("relcl", "acl") for t in child.subtree}
    phrase = (t for t in noun.subtree if t.i not in clauses)
    return any(t.i in story.person_at and not is_owner(story, story.person_at[t.i]) for t in phrase)


def is_definite(noun: Token) -> bool:
    return bool(origins_of(noun)) or any(t.dep_ == "poss" or t.lower_ in ("the", "this", "that") for t in noun.children)


def phrase_of(noun: Token) -> str:
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)


def reference(
    noun: Token, people: Collection[Person], reason: str, *, certain: bool = False, share: float = 1.0
) -> Reference:
    return Reference(
        first=noun.left_edge.i, last=noun.i, people=tuple(people), reason=reason, certain=certain, share=share
    )
