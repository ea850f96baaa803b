"""How a word of a parse is put under another, and what mends ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
SUBJECTS = ("nsubj", "nsubjpass", "expl")
DAYS = ("DATE", "TIME")


def hang(token: Token, head: Token, dep: str | None = None) -> None:
    """Put a token under another; a mend that would close a circle is left out."""
    if token.i != head.i and not token.is_ancestor(head):
        token.head = head
        token.dep_ = dep or token.dep_


def reaches(noun: Token, verb: Token) -> bool:
    """Whether nothing but commas and what belongs to the verb stands between a noun phrase and the verb."""
    between = noun.doc[noun.right_edge.i + 1 : verb.i]
    return noun.right_edge.i < verb.i and all(t.is_punct or t.head.i == verb.i for t in between)


def noun_of(preposition: Token) -> Token | None:
    return next((t for t in preposition.children if t.dep_ == "pobj"), None)
