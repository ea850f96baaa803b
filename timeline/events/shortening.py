"""Words that a title can do without, the last ones first, so that it ends with a phrase and not in its middle."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_LOOSE = frozenset({"prep", "npadvmod", "advmod", "advcl", "appos", "relcl", "acl", "conj", "agent"})
_OPENING = frozenset({"prep", "npadvmod", "advcl"})
_COMPLETING = frozenset({"dobj", "attr", "acomp", "oprd", "ccomp", "xcomp", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_VERBS = frozenset({"VERB", "AUX"})
_SHORT = 4  # letters; a shorter adverb says more than it takes: "not", "out"


def shorter(words: Sequence[Token], head: Token, names: Container[int]) -> Iterator[list[Token]]:
    """The words with one phrase less each time: the last one after the verb first, then those that open the sentence.

    `names` are the tokens of people's names: no apposition with one of them is left out.
    """
    left = list(words)
    while phrase := _least_needed(left, head, names):
        left = [t for t in left if t.i not in phrase]
        yield left


def _least_needed(words: Sequence[Token], head: Token, names: Container[int]) -> set[int]:
    loose = [t for t in words if t.dep_ in _LOOSE and t.i != head.i and not _is_needed(t, head, names)]
    after = [t for t in loose if t.i > head.i]
    opening = [t for t in loose if t.left_edge.i == words[0].i and t.head.i == head.i and t.dep_ in _OPENING]
    asides = [t for t in loose if t.i < head.i and t.dep_ == "appos"]
    chosen = next((phrases[-1] for phrases in (after, opening, asides) if phrases), None)
    if chosen is None:
        return set()
    joints = (t for t in chosen.head.rights if t.dep_ == "cc" and chosen.dep_ == "conj" and t.i < chosen.i)
    return {t.i for t in (*joints, *chosen.subtree)}


def _is_needed(phrase: Token, head: Token, names: Container[int]) -> bool:
    """Whether the words around say little or something else without it: "came to Paris", "the fall of the city"."""
    if phrase.left_edge.i <= head.i <= phrase.right_edge.i:
        return True
    if phrase.dep_ == "npadvmod" and phrase.head.pos_ == "ADJ":  # "a 12-year-old girl"
        return True
    if phrase.dep_ == "advmod":
        return phrase.head.i != head.i or len(phrase.text) < _SHORT
    if phrase.dep_ == "conj":
        return phrase.pos_ in _VERBS or phrase.i < head.i
    if phrase.dep_ == "appos":
        return any(t.i in names for t in phrase.subtree)
    return phrase.dep_ == "prep" and _completes(phrase)


def _completes(phrase: Token) -> bool:
    """Whether what it hangs on is not whole without it: an intransitive verb, a measure, a noun with "of"."""
    whole = phrase.head
    if whole.dep_ in ("npadvmod", "prep", "pcomp"):
        return True
    if whole.pos_ not in _VERBS:
        return phrase.lower_ == "of"
    if phrase.i > whole.i and any(t.dep_ == "pcomp" for t in phrase.children):  # "accused it of feeding the war"
        return True
    if phrase.i < whole.i or not any(t.dep_ in _SUBJECTS for t in whole.lefts):
        return False
    completed = any(t.dep_ in _COMPLETING for t in whole.rights if t.i < phrase.i)
    first = next((t for t in whole.rights if t.dep_ in ("prep", "agent")), None)
    return not completed and first is not None and first.i == phrase.i
