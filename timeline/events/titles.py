"""A title for an event from the words of its clause: subject, verb, object, no pronoun left hanging."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from timeline.events.casting import Who, subject_of
from timeline.events.clauses import Clause
from timeline.events.story import Story

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST = 90
_DROPPED = frozenset(
    {"reportedly", "allegedly", "apparently", "also", "indeed", "notably", "however", "meanwhile", "so", "then"}
)
_SPACE_BEFORE = re.compile(r"\s+([,.;:!?%)\]}’”]|'s\b|’s\b|n't\b|n’t\b)")
_SPACE_AFTER = re.compile(r"([(\[{“‘$£€])\s+")


def title_of(story: Story, clause: Clause, who: Who) -> str:
    """At most 90 characters that name the event."""
    words = _kept(story, clause)
    subject = _subject_words(story, clause)
    replaced = _replace([*subject, *words], who)
    return _trim(_join(replaced))


def _subject_words(story: Story, clause: Clause) -> list[Token]:
    """The subject, where it stands outside the clause's own words."""
    subject = subject_of(story, clause)
    if subject is None or subject.i in clause.tokens or clause.link == "nominal":
        return []
    return [
        t for t in subject.subtree if t.i < clause.head and t.i in story.sentence_at and _belongs(story, t, subject)
    ]


def _belongs(story: Story, token: Token, noun: Token) -> bool:
    """Whether a token is in the noun's own phrase, not in a clause that hangs on it."""
    clause = story.clause_at.get(token.i)
    home = story.clause_at.get(noun.i)
    return clause is home


def _kept(story: Story, clause: Clause) -> list[Token]:
    """The clause's own words without linking words, asides and chains of hearsay."""
    head = story.parse[clause.head]
    kept = []
    for token in story.words(clause.tokens):
        direct = token.head.i == clause.head
        if token.is_space or token.lower_ in _DROPPED or token.tag_ in ("WDT", "WP"):
            continue
        if direct and token.dep_ in ("cc", "mark", "preconj", "intj", "dep") and token.i < head.i:
            continue
        if token.is_quote or (token.text in ("—", "–", "--", "-") and token.dep_ == "punct"):
            continue
        kept.append(token)
    while kept and (kept[0].is_punct or kept[0].dep_ in ("cc", "mark")):
        kept.pop(0)
    while kept and (kept[-1].is_punct or kept[-1].dep_ == "cc"):
        kept.pop()
    return kept


def _replace(tokens: list[Token], who: Who) -> list[tuple[str, bool]]:
    """The words, pronouns replaced by the names they stand for; each with whether a space follows in the text."""
    stand_ins = {i: (first, name) for first, last, name in who.stand_ins for i in range(first, last + 1)}
    words: list[tuple[str, bool]] = []
    done: set[int] = set()
    for token in tokens:
        stand_in = stand_ins.get(token.i)
        if stand_in is None:
            words.append((token.text, bool(token.whitespace_)))
        elif stand_in[0] not in done:
            done.add(stand_in[0])
            words.append((stand_in[1], True))
    return words


def _join(words: list[tuple[str, bool]]) -> str:
    text = " ".join(word for word, _ in words)
    text = _SPACE_AFTER.sub(r"\1", _SPACE_BEFORE.sub(r"\1", text))
    text = re.sub(r"\s*-\s*", "-", text) if " - " in text else text
    text = re.sub(r"(\s*,)+", ",", text).strip(" ,;:")
    return text[:1].upper() + text[1:]


def _trim(text: str) -> str:
    """Cut at the last word that leaves room for the ellipsis."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
