"""The walk over a text's candidates that gives each its value, interval and anchor."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from timeline.models import DateInterval, Span, TimeExpression
from timeline.timex.apposed import told_by_date
from timeline.timex.candidates import Candidate, scan
from timeline.timex.context import Context, Genre, Outcome, Said
from timeline.timex.genre import day_first, genre_of, is_message, on_main_line, years
from timeline.timex.readers import READERS
from timeline.timex.rules import Language
from timeline.timex.spread import readings_over

_SEASON = re.compile(r"(?<=-)(?:SP|SU|FA|WI)\b")
_OPPOSITE = {"SP": "FA", "SU": "WI", "FA": "SP", "WI": "SU"}


def resolve(
    text: str, dct: dt.date | DateInterval | None, genre: Genre | None, furniture: Sequence[Span], language: Language
) -> list[TimeExpression]:
    """The time expressions of a text, in order."""
    if genre is None and is_message(text, language):
        genre = "message"
    low, candidates = scan(text, language, genre == "message")

    def on(day: dt.date | None) -> list[TimeExpression]:
        told = genre or genre_of(low, candidates, day.year if day else None, language)
        context = Context(text=text, low=low, language=language, dct=day, genre=told)
        context.years, context.day_first = years(candidates), day_first(candidates)
        context.read = lambda candidate: _read(candidate, context)
        return told_by_date(_walk(candidates, context, furniture), text, language)

    if isinstance(dct, DateInterval) and dct.days > 1:
        return readings_over(dct, on)
    return on(dct.start if isinstance(dct, DateInterval) else dct)


def _walk(candidates: Sequence[Candidate], context: Context, furniture: Sequence[Span]) -> list[TimeExpression]:
    found = []
    for candidate in candidates:
        outcome = context.read(candidate)
        if outcome is None:
            continue
        expression = _expression(candidate, outcome, context)
        if expression is None:
            continue
        found.append(expression)
        if outcome.period and outcome.anchors and not any(z.start <= candidate.start < z.end for z in furniture):
            context.said.append(
                Said(
                    period=outcome.period,
                    start=candidate.start,
                    end=candidate.end,
                    anchor=outcome.anchor,
                    main=not outcome.aside
                    and (not context.narrative or on_main_line(candidate, outcome.period, context)),
                )
            )
    return found


def _expression(candidate: Candidate, outcome: Outcome, context: Context) -> TimeExpression | None:
    interval = outcome.period.interval if outcome.period else None
    try:
        value = outcome.value or (outcome.period.value if outcome.period else "")
    except (ValueError, OverflowError):
        return None
    if context.language.hemisphere == "south":
        value = _SEASON.sub(lambda season: _OPPOSITE[season[0]], value)
    mod = outcome.mod or candidate.prefix or None
    return TimeExpression(
        start=candidate.start,
        end=candidate.end,
        text=context.text[candidate.start : candidate.end],
        type=outcome.type,
        value=value + (outcome.suffix if outcome.value is None else ""),
        mod=None if mod == "NONE" else mod,
        quant=outcome.quant,
        freq=outcome.freq,
        interval=interval if outcome.type in ("DATE", "TIME") else None,
        anchor=outcome.anchor,
        rule=" > ".join((candidate.rule.name, *outcome.because)),
        confidence=outcome.confidence,
        readings=outcome.readings,
    )


def _read(candidate: Candidate, context: Context) -> Outcome | None:
    """The outcome of a candidate's rule; None where its reader refuses or the calendar has no such date."""
    try:
        return READERS[candidate.rule.read](candidate, context)
    except (ValueError, OverflowError):
        return None
