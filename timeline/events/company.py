"""Who else was there, as the words after an event say: "and so was Ana Prado", "Rui Teles stood beside him"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Sentence, Story
from timeline.events.vocabulary import kinds, load

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass")
_NEXT = 2  # sentences in a row that may go on so


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("company.toml")[name])


def likewise(story: Story, clause: Clause) -> Iterator[Token]:
    """The subjects that did as much: "was in Kyiv, and so was Ana Prado", "left, as did Rui Teles"."""
    for verb in story.parse[clause.head].rights:
        opens = next((t for t in verb.lefts if t.dep_ in ("advmod", "mark")), None)
        stands_for = verb.lemma_ in ("be", "do", "have") and verb.dep_ in ("conj", "advcl")
        if stands_for and opens is not None and opens.lower_ in ("so", "as") and opens.i == verb.i - 1:
            yield from (t for t in verb.rights if t.dep_ in (*_SUBJECTS, "attr") and t.i <= verb.i + _reach(t))


def _reach(noun: Token) -> int:
    """How far behind its verb a subject may stand: its own words may come between."""
    return noun.i - noun.left_edge.i + 1


def company(story: Story, clause: Clause) -> Iterator[Token]:
    """The nouns of the next sentences that name who was there too; none behind the first that goes on otherwise."""
    here = story.sentence(clause)
    if clause.link not in ("main", "conjunct") or _last_main(story, here) != clause.head:
        return
    for sentence in story.sentences[here.index + 1 : here.index + 1 + _NEXT]:
        found = list(_present(story, sentence, clause)) if sentence.scene == here.scene else []
        if not found:
            return
        yield from found


def _last_main(story: Story, sentence: Sentence) -> int | None:
    """The head of the main clause of a sentence that comes last."""
    return max((c.head for c in story.clauses_in(sentence) if c.link in ("main", "conjunct")), default=None)


def _present(story: Story, sentence: Sentence, clause: Clause) -> Iterator[Token]:
    """Whom a sentence says to have been there."""
    tokens = story.parse[sentence.first : sentence.last + 1]
    verb = tokens.root
    if any(t.dep_ == "neg" for t in verb.children):
        return
    subject = next((t for t in verb.children if t.dep_ in _SUBJECTS), None)
    agent = next((n for t in verb.children if t.dep_ == "agent" for n in t.children if n.dep_ == "pobj"), None)
    lemma = verb.lemma_.lower()
    if is_shared(verb):
        if agent is not None and subject is not None and _goes_back(story, subject, clause):
            yield agent
        elif subject is not None and any(_goes_back(story, t, clause) for t in verb.children if t.dep_ == "dobj"):
            yield subject
    if agent is not None or any(t.dep_ == "auxpass" for t in verb.children):
        return
    if lemma == "include" and subject is not None and subject.lemma_.lower() in _words("crowd"):
        yield from (t for t in verb.children if t.dep_ == "dobj")
    elif _is_present(verb) or _is_beside(verb) or _is_among(verb) or _as_it_was_done(verb):
        yield from (t for t in verb.children if t.dep_ in _SUBJECTS or (t.dep_ == "attr" and _is_inverted(verb)))


def is_shared(verb: Token) -> bool:
    """Whether who does it is there, too: "joined him", "accompanied by"."""
    return verb.lemma_.lower() in _words("shared")


def _goes_back(story: Story, noun: Token, clause: Clause) -> bool:
    """Whether it is "it", "him" or "the ceremony" of which the clause told."""
    if noun.lower_ in _words("back"):
        return True
    event = noun.lemma_.lower() in kinds().nouns and any(t.lower_ in ("the", "this") for t in noun.lefts)
    return event and any(t.lemma_.lower() == noun.lemma_.lower() for t in story.words(story.phrase(clause)))


def _is_present(verb: Token) -> bool:
    """ "also attended", "looked on", "was present"."""
    lemma = verb.lemma_.lower()
    words = {t.lower_ for t in verb.children if t.dep_ in ("prt", "acomp", "advmod", "dobj", "expl")}
    if not any(t.dep_ in ("dobj", "prep") for t in verb.children) and lemma in _words("present"):
        return True
    return any(f"{lemma} {word}" in _words("present") for word in words)


def _is_beside(verb: Token) -> bool:
    """ "stood beside him", "at her side was"."""
    if verb.lemma_.lower() not in _words("standing"):
        return False
    for prep in (t for t in verb.children if t.dep_ == "prep"):
        for noun in prep.children:
            owned = any(t.tag_ == "PRP$" and t.lower_ in _words("back") for t in noun.children)
            if noun.lower_ in _words("back") and prep.lower_ in _words("beside"):
                return True
            if owned and noun.lemma_.lower() in _words("sides"):
                return True
    return False


def _is_among(verb: Token) -> bool:
    """ "was among the mourners", "among those present were", "in the audience sat"."""
    if verb.lemma_.lower() not in _words("standing"):
        return False
    nouns = (n for t in verb.children if t.dep_ == "prep" and t.lower_ in ("among", "in") for n in t.children)
    return any(n.lemma_.lower() in _words("crowd") for n in nouns)


def _as_it_was_done(verb: Token) -> bool:
    """ "stood by as he did so"."""
    done = (t for t in verb.children if t.dep_ == "advcl" and t.lemma_ == "do")
    return any(c.lower_ == "so" for t in done for c in t.children)


def _is_inverted(verb: Token) -> bool:
    """ "also there was Ana Prado" """
    return not any(t.dep_ in _SUBJECTS for t in verb.children)
