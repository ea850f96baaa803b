"""TIMEX3 values and calendar days, in both directions."""

from __future__ import annotations

import datetime as dt
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.timex.periods import SEASONS, Period, Unit, of_day, week_of

Days = tuple[str, str]
UNITS: tuple[Unit, ...] = (
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century",
)  # fmt: skip


def interval_of(value: str) -> Days | None:
    """The days that a TIMEX3 DATE or TIME value names."""
    try:
        period = _period(value.upper())
    except ValueError:
        return None
    return days_of(period) if period else None


def days_of(period: Period) -> Days | None:
    """The first day of a period and the one after its last."""
    interval = period.interval
    return (interval.start.isoformat(), interval.end.isoformat()) if interval else None


def period_of(start: dt.date, end: dt.date) -> Period | None:
    """The calendar period that these days are, if they are one."""
    periods = (of_day(start, unit) for unit in UNITS)
    return next((p for p in periods if days_of(p) == (start.isoformat(), end.isoformat())), None)


def period_around(start: dt.date, end: dt.date) -> Period | None:
    """The smallest month, year, decade or century that holds these days: of "early May" May, of "late 1998" 1998."""
    periods = (of_day(start, unit) for unit in ("week", "month", "year", "decade", "century"))
    return next((p for p in periods if (i := p.interval) and i.start <= start and end <= i.end), None)


def _period(value: str) -> Period | None:
    if m := re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", value):
        return Period.day(dt.date(int(m[1]), int(m[2]), int(m[3])))
    if m := re.fullmatch(r"(\d{4})-W(\d{1,2})(-WE|-\d)?(?:T.*)?", value):
        week = week_of(int(m[1]), int(m[2]))
        return week.to("weekend") if m[3] == "-WE" else week.to("day").shift(int(m[3][1]) - 1) if m[3] else week
    if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value):
        return Period.part("month", int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 else None
    if m := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return Period.part("quarter" if m[2] == "Q" else "half", int(m[1]), int(m[3]))
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return Period.part("season", int(m[1]), SEASONS.index(m[2].replace("AU", "FA")) + 1)
    if m := re.fullmatch(r"(?:FY)?(\d{4})(?:-XX)*", value):
        return Period.year(int(m[1]))
    if m := re.fullmatch(r"(\d{3})X?", value):
        return Period("decade", int(m[1]))
    m = re.fullmatch(r"(\d\d)(?:XX)?", value)
    return Period("century", int(m[1])) if m else None
