"""A period in which a text was news, narrowed by what its lead says of weekdays and months."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from timeline.models import DateInterval
from timeline.published.known import likely_in
from timeline.published.known_table import HALF
from timeline.published.told import Told
from timeline.published.weekdays import DAY, days_of_news, follow, lead_weekdays

LEAD = 3  # sentences
SURE = 3  # days that need no narrowing
FEW_WEEKS = 21  # days


def narrowed(told: Told, interval: DateInterval, months: Collection[int]) -> DateInterval:
    """The days within a period; `months` are those of the days that the text tells of as past."""
    return _by_known(told, _by_the_lead(told, _after_last_month(told, interval, months)))


def _after_last_month(told: Told, interval: DateInterval, months: Collection[int]) -> DateInterval:
    """From the month after that of all days told, if the opening says "last month" of what it tells."""
    opening = range(told.first_sentence, told.first_sentence + LEAD)
    counted = (c.relative for c in told.counted if c.sentence in opening and c.relative is not None)
    last_month = any(relative.unit == "month" and relative.back == 1 for relative in counted)
    if not last_month or len(months) != 1:
        return interval
    first = (interval.start.replace(day=1) + dt.timedelta(31)).replace(day=1)
    end = (first + dt.timedelta(31)).replace(day=1)
    return interval.intersect(DateInterval(first, end)) or interval


def _by_the_lead(told: Told, interval: DateInterval) -> DateInterval:
    """The days of news of the one weekday that the lead tells of, if some period has but one such day."""
    weekdays = set(lead_weekdays(told))
    days = [interval.start + DAY * number for number in range(interval.days)] if len(weekdays) == 1 else []
    fitting = [day for day in days if day.isoweekday() in weekdays]
    if interval.days <= SURE or len(fitting) != 1:
        return interval
    return days_of_news(fitting[0]).intersect(interval) or interval


def _by_known(told: Told, interval: DateInterval) -> DateInterval:
    """The days of news of the one known event of a period that the text tells of by its weekday."""
    days = {
        known.day
        for known in likely_in(told)
        for counted in told.counted
        if interval.start < known.day < interval.end
        and counted.weekday == known.day.isoweekday()
        and known.share_in(told.sentence(counted.sentence)) >= HALF
    }
    if interval.days <= FEW_WEEKS or len(days) != 1:
        return interval
    return days_of_news(follow(told, days.pop())).intersect(interval) or interval
