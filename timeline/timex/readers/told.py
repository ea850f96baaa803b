"""Readers of days that count from the day that the text told of last: on the Saturday, the day after the verdict."""

from __future__ import annotations

from typing import Literal

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Outcome, Said
from timeline.timex.periods import Period
from timeline.timex.readers.anchors import from_said
from timeline.timex.readers.weekdays import WEEKDAYS, weekday
from timeline.timex.tense import look


def weekday_told(candidate: Candidate, context: Context) -> Outcome | None:
    """The Saturday, the Friday before, the Monday of that week: by the day told of last, if any."""
    said = context.last_of("day")
    if said is None:
        return weekday(candidate, context)
    groups, number = candidate.groups, int(candidate.groups["weekday"])
    suffix = f"T{groups['daypart']}" if "daypart" in groups else ""
    kind: Literal["TIME", "DATE"] = "TIME" if suffix else "DATE"
    on = (number - said.period.first.isoweekday()) % 7
    side = groups.get("side") or groups.get("week_side")
    if "same" in groups or "week_side" in groups:
        weeks = int(groups["same"]) if "same" in groups else -1 if side == "before" else 1
        period = said.period.to("week").shift(weeks).to("day").shift(number - 1)
        because = f"the {WEEKDAYS[number - 1]} of that week"
    elif side:
        period = _beside(said.period, number, side)
        because = f"the first {WEEKDAYS[number - 1]} {side} {said.period.value}"
    else:
        period = said.period.shift(on if on <= 3 and not _yet_to_come(candidate, context, said, on) else on - 7)
        because = f"the {WEEKDAYS[number - 1]} nearest to {said.period.value}"
    return Outcome(type=kind, period=period, suffix=suffix, anchor=said.span, because=(because,), confidence=0.75)


def weekday_beside(candidate: Candidate, context: Context) -> Outcome | None:
    """The Monday after Christmas."""
    inner = candidate.inner and context.read(candidate.inner)
    if not inner or not inner.period or inner.period.unit != "day":
        return None
    number, side = int(candidate.groups["weekday"]), candidate.groups["side"]
    because = f"the first {WEEKDAYS[number - 1]} {side} {inner.period.value}"
    period = _beside(inner.period, number, side)
    return Outcome(period=period, anchor=inner.anchor, because=(*inner.because, because), confidence=0.85)


def _beside(day: Period, number: int, side: str) -> Period:
    """The first such weekday before or after a day."""
    on = (number - day.first.isoweekday()) % 7
    return day.shift(on - 7 if side == "before" else on or 7)


def _yet_to_come(candidate: Candidate, context: Context, said: Said, on: int) -> bool:
    """Whether a day so many on from one that is over lies after publication, and nothing looks ahead."""
    if not context.today or not said.period.number <= context.today.number < said.period.number + on:
        return False
    return look(context, candidate).weight <= 0


def day_beside_told(candidate: Candidate, context: Context) -> Outcome | None:
    """The day after the verdict: of the day told of last in whose sentence the word stands."""
    event = candidate.groups["event"]
    told = (s for s in reversed(context.said) if s.period.unit == "day")
    said = next((s for s in told if event in _sentence(s, context).split()), None)
    if said is None:
        return None
    explains = context.low[said.end : candidate.start] in (", ", " (")  # "on 12 May, the day before the vote,"
    shift = 0 if explains else -1 if candidate.groups["side"] == "before" else 1
    suffix = f"T{candidate.groups['daypart']}" if "daypart" in candidate.groups else ""
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=said.period.shift(shift),
        suffix=suffix,
        anchor=said.span,
        because=(f"the {event} was told of with {said.period.value}", from_said(said, shift)),
        confidence=0.65,
        aside=shift < 0,
    )


def _sentence(said: Said, context: Context) -> str:
    return context.low[context.sentence_start(said.start) : context.sentence_end(said.end)]
