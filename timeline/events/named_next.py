"""Whom the opening of a report tells of without a name: "A man was charged on Monday. Ian Marsh, 36, ..."."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.events.bearers import may_mean
from timeline.events.roles import roles_of, words
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_OPENING = 2  # sentences of running text that may come before
_NEXT = 2  # sentences in which the name must come


def named_next(story: Story, noun: Token) -> Person | None:
    """Who "a man" or "the 25-year-old" of the opening is; None where somebody else may be meant."""
    here = story.sentence_at[noun.i]
    told = [s for s in story.people if story.sentences[0].first <= s.root < here.first and s.root in story.sentence_at]
    told = [s for s in told if story.sentence_at[s.root].scene == here.scene]
    if story.running_index(here) > _OPENING or any(_acts(story, s) for s in told):
        return None
    if not _is_somebody(noun) or not _is_main_somebody(story, noun):
        return None
    known = {s.what.name for s in (*told, *_in_sentence(story, noun))}
    after = story.sentences[here.index + 1 : here.index + 1 + _NEXT]
    for sentence in (s for s in after if s.scene == here.scene):
        people = [s for s in story.people if sentence.first <= s.root <= sentence.last]
        if not people:
            continue
        name, told_of = people[0], story.parse[sentence.first : sentence.last + 1]
        first = next((t for t in told_of if t.dep_ in ("nsubj", "nsubjpass")), None)
        if first is None or not name.first <= first.i <= name.last:
            return None
        if not _is_new(story, name) or _are_opposed(noun, first) or name.what.name in known:
            return None
        return name.what if may_mean(story, noun, name.what) else None
    return None


def _is_somebody(noun: Token) -> bool:
    """ "a man", "a former teacher", "the Dutchman who", "a 25-year-old": one person who is not named."""
    if noun.tag_ not in ("NN", "JJ", "NNP") or not any(t.lower_ in ("a", "an", "the") for t in noun.lefts):
        return False
    aged = noun.lower_ == "old" or any(t.lower_.endswith("year-old") or t.lower_ == "old" for t in noun.lefts)
    return aged or noun.lower_.endswith(tuple(words("nameless_endings"))) or bool(roles_of(noun))


def _is_main_somebody(story: Story, noun: Token) -> bool:
    """Whether its sentence names nobody, and tells of nobody else without a name unless as an object.

    Who has an office may do something to those who are named: "An envoy gave Ana Prado a letter on Monday".
    """
    here = story.sentence_at[noun.i]
    leads = noun.dep_ == "nsubj" and noun.head.dep_ == "ROOT" and bool(roles_of(noun))
    if any(not leads or _acts(story, s) for s in _in_sentence(story, noun)):
        return False
    others = [t for t in story.parse[here.first : here.last + 1] if t.i != noun.i and _is_somebody(t)]
    return not others or (noun.dep_ in ("nsubj", "nsubjpass") and noun.head.dep_ == "ROOT")


def _in_sentence(story: Story, noun: Token) -> list[Sighting[Person]]:
    here = story.sentence_at[noun.i]
    return [s for s in story.people if here.first <= s.first <= here.last]


def _are_opposed(noun: Token, name: Token) -> bool:
    """ "A man was found dead. Ian Marsh was arrested": the one to whom something was done is not who is held for it."""
    doings = [{t.lemma_.lower() for t in (who.head, *who.head.children)} for who in (noun, name)]
    return any(one & words("struck") and other & words("tried") for one, other in (doings, reversed(doings)))


def _is_new(story: Story, sighting: Sighting[Person]) -> bool:
    """Whether a name that begins a sentence is not that of somebody else: a bystander, or one who only speaks of it."""
    root = story.parse[sighting.root]
    told_as = [
        t for t in root.children if t.dep_ == "appos" and not (t.like_num or t.ent_type_ in ("DATE", "CARDINAL"))
    ]
    described = [t for t in told_as if not roles_of(t)]
    speaks = kinds().verbs.get(root.head.lemma_.lower()) == "statement"
    return not described and (not speaks or any(t.like_num for t in root.children))


def _acts(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) in ("nsubj", "nsubjpass", "agent")
