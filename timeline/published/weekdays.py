"""The days on which a text was news, by the weekdays that it tells of: so reports call the days of the week before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from timeline.models import DateInterval
from timeline.published.told import Told

DAY = dt.timedelta(1)
WEEK = 7  # days
LONGEST_RUN = 3  # days that follow one another in the news
LEAD = 2  # sentences
OPENING = 5
FRIDAY = 5
MANY = 5  # weekdays
NEARER = 3  # days on from one that is dated, at most, lies the weekday told of first, or else before it


def lead_weekdays(told: Told) -> list[int]:
    """The weekdays that the first sentences tell of."""
    lead = range(told.first_sentence, told.first_sentence + LEAD)
    opening = told.first_sentence + OPENING
    named = [(w.sentence, w.weekday) for w in told.counted if w.weekday is not None and w.sentence < opening]
    own = [weekday for sentence, weekday in named if sentence in lead]
    return own or [weekday for sentence, weekday in named if sentence == named[0][0]]  # below a summary


def days_of_news(last: dt.date) -> DateInterval:
    """The days on which reports tell of a day by its weekday alone in their first sentences."""
    return DateInterval(last, last + DAY * (3 if last.isoweekday() == FRIDAY else 2))


def follow(told: Told, day: dt.date, step: int = 1, without: Collection[int] = ()) -> dt.date:
    """The last day that the text tells of as past by its weekday, counting on from one that is known.

    The weekday told of first is the news, and may be up to three days on; the others follow at most `step` days apart,
    or lie before. Weekdays in `without` are those of days known to lie before.
    """
    named = [c.weekday for c in told.counted if c.weekday is not None and c.weekday not in without]
    if len(set(named)) >= MANY and set(lead_weekdays(told)) == {day.isoweekday()}:
        return day  # it tells of the whole week up to its lead
    ahead = (named[0] - day.isoweekday()) % WEEK if named else 0
    last = day + DAY * ahead if ahead <= NEARER else day
    if named and 0 < ahead <= NEARER and named[0] in lead_weekdays(told):
        return last
    first = last
    while (following := _next(last, named, step)) is not None:
        if (following - day).days >= WEEK or (step == 1 and (following - first).days > LONGEST_RUN):
            break
        last = following
    return last


def _next(day: dt.date, named: Collection[int], step: int) -> dt.date | None:
    days = (day + DAY * number for number in range(step, 0, -1))
    return next((each for each in days if each.isoweekday() in named), None)


def before_what_comes(told: Told, days: DateInterval) -> DateInterval:
    """Some days of news, up to the first of them that the text announces by its weekday ("this Friday": before it)."""
    coming = told.weekdays_to_come
    later = [days.start + DAY * number for number in range(1, days.days)]
    ends = [day + DAY * (not coming[day.isoweekday()]) for day in later if day.isoweekday() in coming]
    return DateInterval(days.start, min(ends, default=days.end))
