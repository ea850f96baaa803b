"""Mends parses that cannot be: a sentence without a main verb whose noun is modified by a verb in the past tense."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

FINITE = frozenset({"VBD", "VBZ", "VBP"})
_LEADING = ("prep", "npadvmod", "advmod", "punct")  # what opens a sentence and belongs to its verb


def mend(doc: Doc) -> Doc:
    """The same document; of "the mayor, Ana Prado, opened the bridge" the verb leads the sentence again."""
    for root in [sentence.root for sentence in doc.sents]:
        verb = _lost_verb(root)
        if verb is not None:
            _lead(verb, root)
    return doc


def _lost_verb(root: Token) -> Token | None:
    """The finite verb that was taken for a modifier of the noun that leads a sentence."""
    if root.pos_ not in ("NOUN", "PROPN") or any(t.tag_ in FINITE and t.dep_ != "acl" for t in root.children):
        return None
    return next((t for t in root.rights if t.dep_ == "acl" and t.tag_ in FINITE), None)


def _lead(verb: Token, noun: Token) -> None:
    opening = [t for t in noun.lefts if t.dep_ in _LEADING]
    verb.head, verb.dep_ = verb, "ROOT"
    noun.head, noun.dep_ = verb, "nsubj"
    for token in opening:
        token.head = verb
