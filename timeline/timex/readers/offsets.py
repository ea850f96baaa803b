"""Readers of amounts counted from a date: ago, from now, later, before."""

from __future__ import annotations

import datetime as dt
import re
from typing import cast

from timeline.timex.amounts import count, duration
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said
from timeline.timex.periods import Period, Unit
from timeline.timex.readers.anchors import UNKNOWN, unknown, wider
from timeline.timex.tense import look

AHEAD = 2.0  # how surely a clause must look ahead for "in five years" to be a date


def ago(candidate: Candidate, context: Context) -> Outcome | None:
    """Three years ago: from the publication date, as fine as the unit."""
    return _offset(candidate, context, candidate.groups["amount"], candidate.groups["unit"], -1, None)


def ago_on(candidate: Candidate, context: Context) -> Outcome | None:
    """Two years ago Wednesday, a year ago today: the same day so much earlier; of weeks, the same weekday."""
    inner = candidate.inner and context.read(candidate.inner)
    number = count(candidate.groups["amount"], context.language)
    unit = candidate.groups["unit"]
    if not inner or not inner.period or inner.period.unit != "day" or not number or number != int(number):
        return None
    months = {"month": 1, "year": 12, "decade": 120, "century": 1200}.get(unit)
    if unit in ("week", "fortnight"):
        period = inner.period.shift(-int(number) * {"week": 7, "fortnight": 14}[unit])
    elif months is not None:
        period = _months_before(inner.period, int(number) * months)
    else:
        return None
    because = f"{candidate.groups['amount']} {unit}{'' if number == 1 else 's'} before {inner.period.value}"
    return Outcome(period=period, anchor=inner.anchor, because=(*inner.because, because), confidence=0.8)


def _months_before(day: Period, months: int) -> Period:
    """The same day so many months earlier, or the last one of a shorter month."""
    first = day.to("month").shift(-months).first
    last = Period("month", day.to("month").number - months).shift(1).first - dt.timedelta(1)
    return Period.day(first.replace(day=min(day.first.day, last.day)))


def from_now(candidate: Candidate, context: Context) -> Outcome | None:
    """Two weeks from now."""
    groups = candidate.groups
    return _offset(candidate, context, groups["amount"], groups["unit"], 1, None)


def in_time(candidate: Candidate, context: Context) -> Outcome | None:
    """In five years: a date to come where the clause looks ahead and counts nothing, else an amount."""
    if candidate.groups["unit"] == "quarter" and candidate.groups["amount"].startswith("a"):
        return None
    counts = re.search(context.language.cues["counts"]["before"], context.before(candidate))
    days = candidate.groups["unit"] not in ("S", "MIN", "H")
    ahead = 0 if context.message and days else AHEAD
    if context.narrative or counts or look(context, candidate).weight < ahead:
        number = count(candidate.groups["amount"], context.language)
        value = duration(number, candidate.groups["unit"])
        return Outcome(type="DURATION", value=value, because=("an amount of time",), anchors=False, confidence=0.75)
    if "vague" in candidate.groups:
        return Outcome(value="FUTURE_REF", anchor=DCT, because=("so vague",), anchors=False, confidence=0.5)
    return from_now(candidate, context)


def later(candidate: Candidate, context: Context) -> Outcome | None:
    """Two days later, three weeks on, three years earlier: from the date said before."""
    groups, unit = candidate.groups, candidate.groups["unit"]
    sign = -1 if "earlier" in groups else 1
    base = {"fortnight": "week", "S": "day", "MIN": "day", "H": "day"}.get(unit, unit)
    told = [s for s in reversed(context.said) if not _is_origin(s, context)]
    said = next((s for s in told if not wider(s.period.unit, base)), None) or next(iter(told), context.last)
    if "on" in groups:
        return _time_on(candidate, context, told)
    return _offset(candidate, context, candidate.groups["amount"], unit, sign, said)


def _time_on(candidate: Candidate, context: Context, told: list[Said]) -> Outcome:
    """ "A year on": from the date said last from which so much time is over; without one, an amount."""
    words, unit = candidate.groups["amount"], candidate.groups["unit"]
    for said in told:
        found = _offset(candidate, context, words, unit, 1, said)
        if found and found.period and (not context.dct or found.period.first <= context.dct):
            return found
    value = duration(count(words, context.language), unit)
    return Outcome(type="DURATION", value=value, because=("an amount of time",), anchors=False, confidence=0.6)


def _is_origin(said: Said, context: Context) -> bool:
    """ "a flag from 1690": the age of a thing, from which no story goes on."""
    after = context.low[said.end : said.end + 8].lstrip()
    goes_on = after.startswith(("to ", "until", "till", "through", "-"))
    return context.low.endswith("from ", 0, said.start) and not goes_on


def _offset(
    candidate: Candidate, context: Context, words: str, unit: str, sign: int, said: Said | None
) -> Outcome | None:
    words += candidate.groups.get("half", "")
    number = count(words, context.language)
    if number is None:
        return Outcome(
            value="PAST_REF" if sign < 0 else "FUTURE_REF",
            anchor=said.span if said else DCT,
            because=("so vague",),
            anchors=False,
            confidence=0.5,
        )
    if said and said.period.unit != "day" and unit in ("S", "MIN", "H"):
        return None
    base = said.period if said else context.today
    if base is None or (said is None and context.narrative):
        return unknown({"fortnight": "day", "S": "day", "MIN": "day", "H": "day"}.get(unit, unit))
    period: Period | None
    if unit in ("S", "MIN", "H"):
        period = base if number < 24 or unit != "H" else base.shift(sign * round(number / 24))
    else:
        period = _moved(base, number, unit, sign)
    if period is None:
        return None
    because = f"{words} {unit}{'' if number == 1 else 's'} {'after' if sign > 0 else 'before'} "
    because += said.period.value if said else "the publication date"
    return Outcome(period=period, anchor=said.span if said else DCT, because=(because,), confidence=0.6, aside=sign < 0)


def _moved(base: Period, number: float, unit: str, sign: int) -> Period | None:
    """`base` moved by so many units; a whole number of them gives a period of that unit."""
    if unit == "fortnight":
        unit, number = "week", number * 2
    whole = round(number) * sign
    try:
        if number != int(number) and unit == "year":
            return base.to("month").shift(round(number * 12) * sign)
        if unit == "week" and base.unit == "day":
            return base.shift(7 * whole)
        if unit in ("decade", "century"):
            years = {"decade": 10, "century": 100}[unit] * number
            return base.to("year").shift(round(years) * sign)
        target = cast(Unit, unit)
        if wider(base.unit, target):
            return None if target == "day" else base.shift_years(0).to(target).shift(whole)
        return base.to(target).shift(whole)
    except (ValueError, OverflowError):
        return None


def beside_date(candidate: Candidate, context: Context) -> Outcome | None:
    """The day after Christmas, two weeks before May 5: from the date beside it."""
    groups = candidate.groups
    inner = candidate.inner and context.read(candidate.inner)
    number = count(groups.get("amount", "1"), context.language)
    if not inner or not inner.period or number is None:
        return None
    sign = -1 if groups["side"] in ("before", "b4", "prior to") else 1
    period = _moved(inner.period, number, groups["unit"], sign)
    because = f"{groups.get('amount', 'one')} {groups['unit']} {groups['side']} {inner.period.value}"
    if period is None:
        return None
    return Outcome(period=period, anchor=inner.anchor, because=(*inner.because, because), confidence=0.8)


def vague_ago(candidate: Candidate, context: Context) -> Outcome | None:
    """Long ago."""
    return Outcome(value="PAST_REF", anchor=DCT, because=("so vague",), anchors=False, confidence=0.6)


def vague_later(candidate: Candidate, context: Context) -> Outcome | None:
    """Weeks later."""
    unit = candidate.groups.get("unit", "day")
    value = UNKNOWN.get(unit, "XXXX-XX-XX") if unit in ("month", "year") else "XXXX-XX-XX"
    return Outcome(value=value, because=("so vague",), anchors=False, confidence=0.3)
