"""Which clauses tell an event that a careful reader would list, and what kind it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Story
from timeline.events.timing import When
from timeline.events.vocabulary import OTHER, kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_PLAIN_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "write",
        "report",
        "note",
        "state",
        "claim",
        "explain",
        "suggest",
        "describe",
        "mention",
        "argue",
        "insist",
        "stress",
        "call",
        "post",
        "express",
    }
)


def kind_of(story: Story, clause: Clause) -> str:
    """The kind of event; "other" where the vocabulary does not know the word."""
    head = story.parse[clause.head]
    lemma = head.lemma_.lower()
    if clause.link == "nominal":
        return kinds().nouns.get(lemma, OTHER)
    return _verb_kind(head) or OTHER


def is_event(story: Story, clause: Clause, when: When | None) -> bool:
    """Whether a clause is worth listing: it has a date of its own, or tells of something concrete."""
    if clause.link == "nominal":
        return True
    head = story.parse[clause.head]
    if not _has_actor(head, clause) or _is_question(story, clause):
        return False
    if when is not None:
        return True
    kind = _verb_kind(head)
    if kind is None or head.lemma_.lower() in _PLAIN_SAYING:
        return False
    return _tells_of_change(head)


def _verb_kind(head: Token) -> str | None:
    """The kind of a verb, with its particle or its event-noun object where they decide ("held talks")."""
    lemma = head.lemma_.lower()
    particle = next((t.lower_ for t in head.children if t.dep_ == "prt"), None)
    verbs = kinds().verbs
    if particle and f"{lemma} {particle}" in verbs:
        return verbs[f"{lemma} {particle}"]
    if verbs.get(lemma, OTHER) in (OTHER, "culture"):
        noun = next(
            (t for t in head.children if t.dep_ in ("dobj", "nsubjpass") and t.lemma_.lower() in kinds().nouns), None
        )
        if noun is not None:
            return kinds().nouns[noun.lemma_.lower()]
    return verbs.get(lemma)


def _has_actor(head: Token, clause: Clause) -> bool:
    if clause.link in ("relative", "participle", "adverbial", "conjunct"):
        return True
    return any(t.dep_ in ("nsubj", "nsubjpass", "csubj", "expl", "agent") for t in head.children)


def _is_question(story: Story, clause: Clause) -> bool:
    return story.parse[story.sentence(clause).last].text == "?"


def _tells_of_change(head: Token) -> bool:
    """Past or perfect tense, a passive, a participle or a progressive: no timeless present."""
    auxiliaries = {t.lemma_.lower() for t in head.children if t.dep_ in ("aux", "auxpass")}
    return head.tag_ in ("VBD", "VBN", "VBG") or "will" in auxiliaries or "do" in auxiliaries
