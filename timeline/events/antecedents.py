"""What "it", "they" and "whose" stand for when it is no person, for titles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from timeline.events.story import Story
from timeline.events.vocabulary import kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_TAKING_PLACE = frozenset({"run", "last", "happen", "occur", "begin", "start", "end"})
_LEADING = frozenset({"det", "amod", "compound", "nummod", "poss", "nmod"})
_LEADING_ARTICLE = re.compile(r"^(The|A|An)\b")


def thing_before(story: Story, pronoun: Token) -> Token | None:
    """The one subject before it in its sentence, or else in the sentence before, that agrees in number."""
    here = story.sentence_at[pronoun.i]
    before = story.sentences[here.index - 1] if here.index else None
    for tokens in (
        story.parse[here.first : pronoun.i],
        story.parse[before.first : before.last + 1] if before is not None and before.scene == here.scene else (),
    ):
        subjects = list(_subjects(story, tokens))
        if subjects and _only_takes_place(pronoun.head) and not any(_is_event(t) for t in subjects):
            return None  # "the agency said it lasted a week"
        if subjects:
            agreeing = [t for t in subjects if _is_plural(t) == (pronoun.lower_ == "they")]
            return agreeing[0] if len(agreeing) == 1 and len(subjects) == 1 else None
    return None


def _only_takes_place(verb: Token) -> bool:
    """ "it ran from Monday to Friday", "it lasted a week" """
    acted_on = any(t.dep_ in ("dobj", "xcomp", "prt", "ccomp") for t in verb.children)
    return verb.lemma_.lower() in _TAKING_PLACE and not acted_on


def _is_event(noun: Token) -> bool:
    return noun.lemma_.lower() in kinds().nouns


def owner_of(story: Story, pronoun: Token) -> str | None:
    """Whose a thing is: "the widow whose house burned" -> "the widow's"."""
    clause = next((t for t in pronoun.ancestors if t.dep_ == "relcl"), None)
    if clause is None:
        return None
    sighting = story.person_at.get(clause.head.i)
    owner = sighting.what.name if sighting is not None else phrase_of(clause.head)
    return f"{owner}’s"


def _subjects(story: Story, tokens: Iterable[Token]) -> Iterable[Token]:
    nouns = (t for t in tokens if t.dep_ in _SUBJECTS and t.pos_ in ("NOUN", "PROPN"))
    return (t for t in nouns if t.i not in story.person_at or t.ent_type_ in ("ORG", "GPE"))


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in ("NNS", "NNPS") or any(t.dep_ == "conj" for t in noun.children)


def phrase_of(noun: Token) -> str:
    """The noun with the words that lead to it, and those joined to it."""
    leading = [t for t in noun.lefts if t.dep_ in _LEADING]
    first = min((t.left_edge.i for t in leading), default=noun.i)
    last = max((t.i for t in noun.conjuncts), default=noun.i)
    text = re.sub(r"\s+", " ", str(noun.doc[first : max(noun.i, last) + 1].text))
    return _LEADING_ARTICLE.sub(lambda article: article[0].lower(), text)
