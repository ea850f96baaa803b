"""Readers of days and parts of days: yesterday, this morning, the night before."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.periods import Unit
from timeline.timex.readers.anchors import from_dct, from_said, unknown, wider, within_wider
from timeline.timex.tense import look


def today(candidate: Candidate, context: Context) -> Outcome | None:
    """Yesterday, today, tomorrow, perhaps with a part of the day."""
    shift = int(candidate.groups["today"])
    groups = candidate.groups
    part = groups.get("part", "").split()
    suffix = f"T{groups['daypart']}" if "daypart" in groups else _suffix(part[-1], context) if part else ""
    if context.narrative and not shift and not suffix:
        return Outcome(value="PRESENT_REF", because=("a narrative's today is no day",), anchors=False)
    if not context.today:
        return unknown("day", suffix=suffix)
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=context.today.shift(shift),
        suffix=suffix,
        anchor=DCT,
        because=(_days_from(shift),),
        confidence=0.97,
    )


def _days_from(shift: int) -> str:
    if not shift:
        return "the publication day"
    return f"{abs(shift)} day{'s' * (abs(shift) > 1)} {'before' if shift < 0 else 'after'} the publication day"


def _suffix(word: str, context: Context) -> str:
    words = context.language.vocabulary.words
    return words["clockword"].get(word) or "T" + words["daypart"].get(word, "XX")


def tonight(candidate: Candidate, context: Context) -> Outcome | None:
    """The night of the publication day."""
    if not context.today or context.narrative:
        return unknown("day", suffix="TNI")
    return Outcome(type="TIME", period=context.today, suffix="TNI", anchor=DCT, because=("the publication day",))


def overnight(candidate: Candidate, context: Context) -> Outcome | None:
    """Overnight: of a day told of in the same paragraph, else the night just over or, if so told, the coming one."""
    said = context.last_of("day", since=context.paragraph_start(candidate.start))
    if said:
        because = (from_said(said, 0),)
        return Outcome(type="TIME", period=said.period, suffix="TNI", anchor=said.span, because=because, confidence=0.6)
    seen = look(context, candidate)
    if not context.today or context.narrative:
        return unknown("day", suffix="TNI")
    shift = 0 if seen.weight > 0 else -1
    return Outcome(
        type="TIME",
        period=context.today.shift(shift),
        suffix="TNI",
        anchor=DCT,
        because=(_days_from(shift), seen.reason),
        anchors=False,
    )


def daypart_today(candidate: Candidate, context: Context) -> Outcome | None:
    """This morning, last night."""
    groups = candidate.groups
    last = "last" in groups
    part = context.language.vocabulary.words["daypart"][groups["last_part"]] if last else groups["daypart"]
    if not context.today:
        return unknown("day", suffix=f"T{part}")
    period = context.today.shift(-1 if last else 0)
    mod = {"later": "END", "late": "END", "earlier": "START", "early": "START"}.get(groups.get("later", ""))
    return Outcome(type="TIME", period=period, suffix=f"T{part}", mod=mod, anchor=DCT, because=(_days_from(-last),))


def daypart_said(candidate: Candidate, context: Context) -> Outcome | None:
    """That night, the next morning: of the day said before."""
    suffix = f"T{candidate.groups['daypart']}"
    if (outcome := within_wider(candidate, context, "day", suffix)) is not None:
        return outcome
    said, shift = context.last_of("day"), int(candidate.groups["same"])
    if not said:
        if context.narrative or not context.today or shift:
            return unknown("day", "no day said before", suffix, None)
        return replace(from_dct(context, "day", 0), type="TIME", suffix=suffix, anchors=False)
    return Outcome(
        type="TIME", period=said.period.shift(shift), suffix=suffix, anchor=said.span, because=(from_said(said, shift),)
    )


def day_beside(candidate: Candidate, context: Context) -> Outcome | None:
    """The day before, the year after."""
    unit = candidate.groups["unit"]
    sign = 1 if candidate.groups["side"] == "after" else -1
    part = {"night": "TNI", "evening": "TEV", "morning": "TMO"}.get(unit, "")
    base = cast(Unit, "day" if part else unit)
    said = next((s for s in reversed(context.said) if not wider(s.period.unit, base)), None)
    if not said:
        return from_dct(context, base, sign)
    return Outcome(
        type="TIME" if part else "DATE",
        period=said.period.to(base).shift(sign),
        suffix=part,
        anchor=said.span,
        because=(from_said(said, sign, base),),
        confidence=0.75,
    )


def the_day(candidate: Candidate, context: Context) -> Outcome | None:
    """The day of trading that a report tells of."""
    if context.narrative:
        return None
    return (
        Outcome(period=context.today, anchor=DCT, because=("the publication day",), confidence=0.6)
        if context.today
        else unknown("day")
    )
