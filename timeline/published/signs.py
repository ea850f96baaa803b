"""What speaks for and against each day of the calendar as that of publication: how the times that a text names fit it.

A sign gives every day a number, such as how long it lies after the last picture; what each number is worth was learned.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np

from timeline.articles.written_days import day_of
from timeline.models import DateInterval, Span
from timeline.published.known import A_YEAR
from timeline.published.known_table import table
from timeline.published.shared_words import Ints
from timeline.published.terms import in_office
from timeline.published.told import Told
from timeline.published.weekdays import WEEK, lead_weekdays
from timeline.published.writing_years import year_of_writing
from timeline.published.years import Yearless, is_past, is_to_come, yearless_days

FIRST = dt.date(1990, 1, 1)
AFTER = 366  # days after the last known event for which the table may still tell
DAYS_AFTER = (0, 1, 2, 3, 7, 31, 92, 366, 1100)
MONTHS_AFTER = (0, 31, 62, 183, 366, 1100)
YEARS_AFTER = (0, 1, 2, 3, 6)
YEARS_AHEAD = (0, 1, 2, 5)
DAYS_AHEAD = (0, 8, 32, 93, 366)
SAME_YEAR = (1, 2, 3, 7, 14, 31, 92)  # days after the last such day
TO_COME = (1, 8, 32, 92)
LONG_AGO, RECENT = 330, 200  # days after which a day without its year tells nothing of its weekday
MONTH, YEAR = 31, 300  # days
GRACE = 10  # days for which one who left an office is still called by it


@dataclass(frozen=True, slots=True)
class Sign:
    """What one thing in the text says of each day of the `calendar`, as a number of few values."""

    name: str
    values: Ints


@cache
def calendar() -> Ints:
    """The days that are weighed, as ordinals."""
    last = max(known.day for known in table()).toordinal() + AFTER
    return np.arange(FIRST.toordinal(), last, dtype=np.int64)


def signs(told: Told) -> list[Sign]:
    """All that a text says of its days."""
    return [
        *_of_dated(told),
        *_of_years(told),
        *_of_yearless(told),
        *_of_weekdays(told),
        *_of_times(told),
    ]


def _of_dated(told: Told) -> Iterator[Sign]:
    """How long it is after the last day, picture and month told, and before the first that is announced."""
    past = [dated for dated in told.dated if dated.past or dated.caption]
    days = [d.interval.start.toordinal() for d in past if d.interval.days == 1 and not d.caption]
    pictures = [d.interval.start.toordinal() for d in past if d.interval.days == 1 and d.caption]
    months = [d.interval.start.toordinal() for d in past if 1 < d.interval.days <= MONTH]
    coming = [d.interval.start.toordinal() for d in told.dated if d.announced and d.interval.days <= MONTH]
    if days:
        yield Sign("day", _step(calendar() - max(days), DAYS_AFTER))
    if pictures:
        yield Sign("picture", _step(calendar() - max(pictures), DAYS_AFTER))
    if months:
        yield Sign("month", _step(calendar() - max(months), MONTHS_AFTER))
    if coming:
        yield Sign("announced", _step(min(coming) - calendar(), DAYS_AHEAD))


def _of_years(told: Told) -> Iterator[Sign]:
    """How many years it is after the last year told, and before the first to come."""
    found = [match for match in A_YEAR.finditer(told.text) if told.is_told(match.start())]
    past = {int(m[1]) for m in found if told.may_be_past(Span(start=m.start(), end=m.end()))}
    coming = {int(m[1]) for m in found} - past
    if past:
        yield Sign("year", _step(_years() - max(past), YEARS_AFTER))
    if coming:
        yield Sign("year to come", _step(min(coming) - _years(), YEARS_AHEAD))


def _of_yearless(told: Told) -> Iterator[Sign]:
    """How long it is after the last day told without its year, and how many of these have their weekday."""
    days = list(yearless_days(told))
    told_past = [day for day in days if is_past(told, day)]
    past = [_fall(day, after=True) for day in told_past]
    coming = [_fall(day, after=False) for day in days if is_to_come(told, day)]
    if past:
        named = [day.weekday is not None for day in told_past]
        yield Sign("without year", _step(np.min([gap for gap, _ in past], axis=0), SAME_YEAR))
        lead = [gap for day, (gap, _) in zip(told_past, past, strict=True) if day.sentence <= told.first_sentence + 1]
        if lead:
            yield Sign("without year in the lead", _step(np.min(lead, axis=0), SAME_YEAR))
        wrong = sum(((~fits & (gap < LONG_AGO)).astype(np.int64) for gap, fits in past), np.zeros_like(calendar()))
        yield Sign("weekday wrong", np.minimum(wrong, 2))
        pairs = zip(past, named, strict=True)
        each = ((fits & (gap < RECENT) & has).astype(np.int64) for (gap, fits), has in pairs)
        right = sum(each, np.zeros_like(calendar()))
        yield Sign("weekday right", np.minimum(right, 2))
    if coming:
        yield Sign("without year to come", _step(np.min([gap for gap, _ in coming], axis=0), TO_COME))


def _of_weekdays(told: Told) -> Iterator[Sign]:
    """How many days it is after the weekdays that are told, and before those that are announced."""
    lead = lead_weekdays(told)
    if lead:
        yield Sign("lead", (_weekdays() - lead[0]) % WEEK)
    spoken = [counted.weekday for counted in told.counted if counted.weekday is not None]
    if spoken:
        yield Sign("spoken", np.isin(_weekdays(), spoken).astype(np.int64))
        yield Sign("last spoken", np.min([(_weekdays() - weekday) % WEEK for weekday in spoken], axis=0))
    if told.weekdays_to_come:
        ahead = np.min([(weekday - _weekdays()) % WEEK for weekday in told.weekdays_to_come], axis=0)
        yield Sign("weekday to come", np.minimum(ahead, 3))


def _of_times(told: Told) -> Iterator[Sign]:
    """How many of those who are called by an office did not hold it, and of the years counted are not so many."""
    held = list(in_office(told, range(told.last_sentence + 1)).values())
    if held:
        yield Sign("out of office", np.minimum(_outside(held, GRACE), 3))
    counted = [times for times, _ in year_of_writing(told)]
    if counted:
        yield Sign("years counted", np.minimum(_outside(counted), 2))


def _step(gaps: Ints, edges: Sequence[int]) -> Ints:
    """The number of edges that each gap reaches."""
    return np.searchsorted(np.array(edges), gaps, side="right")


def _fall(day: Yearless, after: bool) -> tuple[Ints, np.ndarray[tuple[int, ...], np.dtype[np.bool_]]]:
    """How long each day is after the last such day, or before the next, and whether its weekday fits there."""
    years = range(FIRST.year - 2, int(_years()[-1]) + 3)
    found = [date for year in years if (date := day_of(year, day.month, day.day)) is not None]
    dates = np.array([date.toordinal() for date in found])
    fits = np.array([day.weekday in (None, date.isoweekday()) for date in found])
    if after:
        at = np.searchsorted(dates, calendar(), side="right") - 1
        return calendar() - dates[at], fits[at]
    at = np.searchsorted(dates, calendar(), side="left")
    return dates[at] - calendar(), fits[at]


def _outside(each: Iterable[Sequence[DateInterval]], grace: int = 0) -> Ints:
    return sum(((~_within(times, grace)).astype(np.int64) for times in each), np.zeros_like(calendar()))


def _within(times: Sequence[DateInterval], grace: int = 0) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    found = np.zeros(len(calendar()), dtype=np.bool_)
    for time in times:
        found |= (calendar() >= time.start.toordinal()) & (calendar() < time.end.toordinal() + grace)
    return found


@cache
def _years() -> Ints:
    return np.array([dt.date.fromordinal(int(day)).year for day in calendar()], dtype=np.int64)


@cache
def _weekdays() -> Ints:
    """The weekdays, 1 to 7."""
    return (calendar() - 1) % WEEK + 1
