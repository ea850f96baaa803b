"""When a text was published, by what the world knows: rules propose days, and the weights of all clues judge them."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from timeline.articles.language import is_read
from timeline.models import DateInterval
from timeline.published.known import of_known_events
from timeline.published.likely_days import LikelyDays, likely_days
from timeline.published.surest import surely_told, to_the_day
from timeline.published.told import Told, remembered
from timeline.published.windows import Window, agreed, of_the_latest_day
from timeline.published.years import in_their_year

FORTNIGHT = dt.timedelta(14)
FEW_DAYS = 14  # of a period that is exact enough
DAY = dt.timedelta(1)
LIKELY, LIKELY_WIDE = 0.6, 0.7  # how likely a period must be that rules propose, few days with those beside them
POSSIBLE = 0.05  # and one that the calendar alone leaves, or words that count the years to the day
SURE_OF_CALENDAR = 0.6

BELIED = 0.05  # how likely a period must be that rules read, where all that is weighed knows another
SHORT = (2, 3, 4)  # days of a longer period that are likely enough where they are as likely as this within it:
LIKELY_WITHIN = 0.7
HELD = 0.3  # how likely the longer period must be

Agreed = tuple[DateInterval, list[Window]]


class Weighed(NamedTuple):
    """A period, the windows that speak for it, and how likely it is."""

    interval: DateInterval
    windows: list[Window]
    share: float


@remembered
def weighed(told: Told) -> LikelyDays:
    """How likely each day is, by all that a text says and by what rules propose."""
    return likely_days(told, {name: window[0] for name, window in proposals(told).items()})


@remembered
def proposals(told: Told) -> dict[str, Agreed]:
    """The periods that rules read from known events, days without their year, and the last day dated in full."""
    found = {
        "known": agreed(list(of_known_events(told))),
        "sure": agreed(list(surely_told(told))),
        "ago": agreed(list(to_the_day(told))),
        "year": agreed(list(in_their_year(told))),
        "latest": agreed(list(of_the_latest_day(told))),
    }
    return {name: window for name, window in found.items() if window is not None}


def of_the_world(told: Told) -> Weighed | None:
    """What rules propose, if that is likely, else the days that are likeliest of all, if they are likely enough."""
    if not is_read(told.document.language):
        return None
    found, likely = proposals(told), weighed(told)
    proposed = by_rules(told, found)
    if proposed is not None:
        interval, windows = proposed
        wide = interval.days > FEW_DAYS
        share = likely.share_of(interval if wide else DateInterval(interval.start - DAY, interval.end + DAY))
        if share >= (LIKELY_WIDE if wide else LIKELY):
            return Weighed(interval, windows, likely.share_of(interval))
        if not wide and (found.get("ago") == proposed or (windows[0].by_calendar and share >= POSSIBLE)):
            return Weighed(interval, windows, SURE_OF_CALENDAR)
    best = likely.window()
    return Weighed(best[0].interval, [best[0]], best[1]) if best is not None else None


def borne_out(told: Told, window: Agreed) -> Weighed | None:
    """What is weighed, instead of a period that rules read from the text: another one if all that is weighed leaves
    nearly nothing for it, or the few days of it that are by far the likeliest; None where it may stand."""
    if not is_read(told.document.language):
        return None
    interval, supporting = window
    likely = weighed(told)
    held = likely.share_of(DateInterval(interval.start - DAY, interval.end + DAY))
    if held < BELIED:
        best = likely.window()
        return Weighed(best[0].interval, [best[0]], best[1]) if best is not None else None
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


def by_rules(told: Told, found: dict[str, Agreed]) -> Agreed | None:
    """By known events, or by days without their year, in the year that fits: by these if they tell more, or later."""
    known, sure = found.get("known"), found.get("sure")
    if known is None or (sure is not None and known[0].end <= sure[0].start <= known[0].end + FORTNIGHT):
        known = sure or found.get("ago")  # of one story its last event is the news
    own = agreed(list(in_their_year(told, known[0].start))) if known is not None else found.get("year")
    if known is not None and own is None:
        alone = None if sure is not None else found.get("year")  # the world's event may lie far back
        own = alone if alone is not None and alone[0].start >= known[0].end else None
    if known is None or own is None:
        return known or own or found.get("latest")
    return own if own[0].days <= known[0].days or own[0].start >= known[0].end else known
