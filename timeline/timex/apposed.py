"""A day said twice: "tomorrow, October 26", "Thursday (May 31)". The date says which day the word means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from timeline.models import TimeExpression
from timeline.timex.rules import Language

_JOINTS = frozenset({", ", " (", ", ("})
_WEEK = 7


def told_by_date(found: Sequence[TimeExpression], text: str, language: Language) -> list[TimeExpression]:
    """The expressions, of which a weekday or "tomorrow" right before a date means the day of that date."""
    return [*_settled(found, text, language), *found[-1:]]


def _settled(found: Sequence[TimeExpression], text: str, language: Language) -> Iterator[TimeExpression]:
    for word, date in pairwise(found):
        if text[word.end : date.start] in _JOINTS and _is_same_day(word, date, language):
            because = f"the date beside it, {date.text}"
            value = date.value + word.value[len("2024-05-03") :]
            yield replace(word, value=value, interval=date.interval, rule=f"{word.rule} > {because}", readings=())
        else:
            yield word


def _is_same_day(word: TimeExpression, date: TimeExpression, language: Language) -> bool:
    if word.interval is None or date.interval is None or word.interval == date.interval:
        return False
    if word.anchor != "dct" or word.interval.days > 1 or date.interval.days > 1 or date.type != "DATE":
        return False
    said, words = word.text.lower(), language.vocabulary.words
    if not any(c.isdigit() for c in date.text) or any(c.isdigit() for c in said):
        return False
    apart = (date.interval.start - word.interval.start).days
    return said in words["today"] or (said in words["weekday"] and apart % _WEEK == 0)
