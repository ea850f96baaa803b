"""When a text was published, by what the world knows: rules propose days, and the weights of all clues judge them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from timeline.articles.language import is_read
from timeline.models import DateInterval
from timeline.published.likely_days import likely_days
from timeline.published.told import Told, remembered
from timeline.published.windows import SLACK, Window, agreed, floor, of_the_latest_day
from timeline.published.years import in_their_year
from timeline.published.years_ago import to_the_day

FEW_DAYS = 14  # of a period that is exact enough
DAY = dt.timedelta(1)
LIKELY, LIKELY_WIDE = 0.6, 0.7  # how likely a period must be that rules propose, few days with those beside them
POSSIBLE = 0.003  # and one that the calendar alone leaves, or words that count the years to the day
SURE_OF_CALENDAR = 0.6

BELIED = 0.002  # how likely a period must be that rules read, where all that is weighed knows another
SURE_OF_OTHER = 0.8  # how likely the few days must be that it knows
SHORT = (2, 3, 4)  # days of a longer period that are likely enough where they are as likely as this within it:
LIKELY_WITHIN = 0.7
HELD = 0.3  # how likely the longer period must be

Agreed = tuple[DateInterval, list[Window]]


class Weighed(NamedTuple):
    """A period, the windows that speak for it, how likely it is, and whether no rule read it from the text."""

    interval: DateInterval
    windows: list[Window]
    share: float
    by_weight: bool = False


@remembered
def proposed(told: Told) -> Agreed | None:
    """The period that rules read from days without their year, or from the last day dated in full."""
    return next(filter(None, (agreed(list(rule(told))) for rule in (in_their_year, of_the_latest_day))), None)


def of_the_world(told: Told) -> Weighed | None:
    """What rules propose, if that is likely, else the days that are likeliest of all, if they are likely enough."""
    if not is_read(told.document.language):
        return None
    ago = agreed(list(to_the_day(told)))
    if ago is not None:
        return Weighed(*ago, SURE_OF_CALENDAR)
    found, likely = proposed(told), likely_days(told)
    best, latest = likely.window(), floor(told)
    if best is not None and latest is not None and latest.interval.start >= best[0].interval.end + SLACK:
        best = None  # the text tells of a later day as past
    exact = best is not None and best[0].interval.days <= SHORT[-1]
    if found is not None:
        interval, windows = found
        wide = interval.days > FEW_DAYS
        share = likely.share_of(interval if wide else DateInterval(interval.start - DAY, interval.end + DAY))
        if (wide and share >= LIKELY_WIDE and not exact) or (not wide and share >= LIKELY):
            return Weighed(interval, windows, likely.share_of(interval))
        if not wide and windows[0].by_calendar and share >= POSSIBLE:
            return Weighed(interval, windows, SURE_OF_CALENDAR)
    return Weighed(best[0].interval, [best[0]], best[1], by_weight=True) if best is not None else None


def borne_out(told: Told, window: Agreed) -> Weighed | None:
    """What is weighed, instead of a period that rules read from the text: another one if all that is weighed leaves
    nearly nothing for it, or the few days of it that are by far the likeliest; None where it may stand."""
    if not is_read(told.document.language):
        return None
    interval, supporting = window
    likely = likely_days(told)
    held = likely.share_of(DateInterval(interval.start - DAY, interval.end + DAY))
    best = likely.window() if held < BELIED else None
    if best is not None and best[0].interval.days <= SHORT[-1] and best[1] >= SURE_OF_OTHER:
        return Weighed(best[0].interval, [best[0]], best[1], by_weight=True)
    share = likely.share_of(interval)
    if interval.days <= SHORT[-1] or share < HELD:
        return None
    for size in SHORT:
        days = likely.likeliest(interval, size)
        if interval.days > FEW_DAYS and days.start == interval.start:
            return None  # what opens a long period is an event of it, of which follow-ups tell for weeks
        if likely.share_of(days) >= LIKELY_WITHIN * share:
            return Weighed(days, supporting, likely.share_of(days))
    return None
