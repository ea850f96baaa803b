"""The tense of a clause, by its verb and what helps it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


def is_perfect(head: Token) -> bool:
    """ "has built", "had built": told of the time of writing, or before what is being told."""
    return any(t.dep_ == "aux" and t.lemma_.lower() in ("have", "’d", "'d") for t in head.children)


def is_past(head: Token) -> bool:
    """ "built", "was built": not "will be built" nor "builds"."""
    return head.tag_ == "VBD" or (head.tag_ == "VBN" and any(t.tag_ == "VBD" for t in head.children))


def is_future(head: Token) -> bool:
    return any(t.dep_ == "aux" and t.lower_ in ("will", "shall") for t in head.lefts)


def is_past_perfect(head: Token) -> bool:
    """ "had built": before what is being told, and nobody says how long."""
    return any(t.dep_ == "aux" and t.lower_ in ("had", "’d", "'d") for t in head.children) and head.tag_ == "VBN"
