"""When a text was published that tells of a known event in words that count from it: "last week", "ten years ago"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from timeline.models import DateInterval
from timeline.published.known import is_remembered, is_told_in_its_month, lead_of
from timeline.published.known_table import Known
from timeline.published.shared_words import index, passage
from timeline.published.told import Told
from timeline.published.vocabulary import telling
from timeline.published.windows import inverse
from timeline.published.years import is_to_come, yearless_days

SPOKEN = 12  # sentences that count from publication
MOSTLY = 0.75  # the share of a row's groups of which a sentence holds a word
SOONEST = dt.timedelta(3)  # after which reports say "last week"
ALMOST_A_YEAR, LONG = dt.timedelta(330), dt.timedelta(20_000)
BEFORE = dt.timedelta(92)  # an event is announced by its day


def leading(told: Told, rows: list[int]) -> dict[int, DateInterval]:
    """When a text was published by what its words say of some known events, by their rows."""
    counted = _counted(told) | _following(told)
    found: dict[int, DateInterval] = {}
    for row in rows:
        known = index().rows[row]
        window = counted.get(row) or _by_its_own_day(told, known) or _long_after(told, known)
        if window is not None:
            found[row] = window
    return found


def _counted(told: Told) -> dict[int, DateInterval]:
    """By "last week" and "yesterday" in the sentence that tells of an event."""
    found: dict[int, DateInterval] = {}
    for counted in [c for c in told.counted if c.relative is not None and c.relative.back][:SPOKEN]:
        for row in _told_in(told.sentence(counted.sentence)):
            day = index().rows[row].day
            window = inverse(counted, DateInterval.day(day))
            soonest = day + SOONEST if counted.relative is not None and counted.relative.unit != "day" else day
            if window is not None and soonest < window.end:
                found.setdefault(row, DateInterval(max(window.start, soonest), window.end))
    return found


def _following(told: Told) -> dict[int, DateInterval]:
    """By "hours after" and "four days on" in the lead, which tells of an event."""
    lead = lead_of(told)
    for sequel in telling().sequels:
        if sequel.pattern.search(lead):
            return {
                row: DateInterval(day + dt.timedelta(sequel.least), day + dt.timedelta(sequel.most + 1))
                for row in _told_in(lead)
                for day in (index().rows[row].day,)
            }
    return {}


def _by_its_own_day(told: Told, known: Known) -> DateInterval | None:
    """Before an event whose day the text announces: "opens in Lyon on May 19"."""
    own = (day for day in yearless_days(told) if (day.month, day.day) == (known.day.month, known.day.day))
    to_come = any(is_to_come(told, day) for day in own)
    return DateInterval(known.day - BEFORE, known.day) if to_come else None


def _long_after(told: Told, known: Known) -> DateInterval | None:
    """Years after an event that is remembered, and after the month in which it is said to have been."""
    if is_remembered(told, known):
        return DateInterval(known.day + ALMOST_A_YEAR, known.day + LONG)
    if is_told_in_its_month(told, known):
        return DateInterval((known.day.replace(day=1) + dt.timedelta(31)).replace(day=1), known.day + LONG)
    return None


def _told_in(words: str) -> Iterator[int]:
    """The rows of which some words tell mostly."""
    rows = index()
    share = rows.shared(passage(words)).groups / np.maximum(rows.size, 1)
    yield from (int(row) for row in np.flatnonzero(share >= MOSTLY))
