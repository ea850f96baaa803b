"""When a text was news that dates the days of one week, some in full, and calls others by their weekdays.

A caption dates its picture in full, the text says "on Wednesday" or "last week" of the same story. That opens no window
narrow or sure enough to doubt a date that a page states; where none is stated, it dates the article.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from timeline.models import DateInterval
from timeline.published.told import WEEKDAY, Counted, Told, Words
from timeline.published.weekdays import NEARER, WEEK, before_what_comes, days_of_news, follow
from timeline.published.windows import OPENING, SHARED_NAMES, Window, floor, inverse, shown
from timeline.published.years import is_past, yearless_days

FILED = re.compile(r"\b(?:file|archive)\b", re.IGNORECASE)  # pictures of another day
LEAD = 3  # sentences
MONTH = 31  # days from a day dated in full to one of its story without a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A day that the text dates, and whether it gives the weekday, too."""

    day: dt.date
    words: Words
    sentence: int
    with_weekday: bool


def of_the_week(told: Told) -> list[Window]:
    """The days on which the text was news: within a week of the last day dated, after the last weekday told.

    "Last week" says more of the week than a weekday does, which comes back.
    """
    found = list(_windows(told))
    by_week = [window for window in found if isinstance(window.words, Counted) and window.words.relative]
    return by_week or found


def _windows(told: Told) -> Iterator[Window]:
    anchors = _anchors(told)
    last = max((anchor.day for anchor in anchors), default=None)
    if last is None:
        return
    week = [anchor for anchor in anchors if (last - anchor.day).days < WEEK]
    firm = len({anchor.day for anchor in week}) > 1 and any(anchor.with_weekday for anchor in week)
    if not firm and (coming := _announced(told, last)) is not None:
        reason = f"The text tells of {shown(DateInterval.day(last))} as past and announces “{coming.text}”."
        days = before_what_comes(told, days_of_news(follow(told, last)))
        yield Window(interval=days, words=coming, reason=reason)
    for anchor in week if not firm else ():
        if (lead := _news_after(told, anchor)) is not None:
            days = before_what_comes(told, days_of_news(follow(told, last)))
            pictured = shown(DateInterval.day(anchor.day))
            reason = f"The text shows what it tells of on {pictured}, and goes on to “{lead.text}”."
            yield Window(interval=days, words=lead, reason=reason)
    for anchor in week:
        said = f"{shown(DateInterval.day(anchor.day))} (“{anchor.words.text}”)"
        for counted in (*told.counted, *_last_weekdays(told)):
            sure = firm and counted.relative is None
            news = _days(told, counted, anchor, last) if sure or _is_of(told, counted, anchor) else None
            if news is not None:
                reason = f"The text says “{counted.text}” of what it dates to {said}."
                yield Window(interval=before_what_comes(told, news), words=counted, reason=reason)


def _anchors(told: Told) -> list[Anchor]:
    """The days told as past: those dated in full, and those with a weekday that only the year of one of these fits."""
    latest = floor(told)
    if latest is None or latest.interval.days > 1:
        return []
    full = [
        Anchor(day=d.interval.start, words=d, sentence=d.sentence, with_weekday=WEEKDAY.search(d.text) is not None)
        for d in told.dated
        if d.past and d.interval.days == 1
    ]
    near = latest.interval.start
    for day in yearless_days(told):
        past = day.weekday is not None and is_past(told, day)
        dates = [day.within(year) for year in (near.year - 1, near.year, near.year + 1)] if past else []
        full += [
            Anchor(day=date, words=day, sentence=day.sentence, with_weekday=True)
            for date in dates
            if date is not None and abs((date - near).days) <= MONTH
        ]
    return full


def _news_after(told: Told, anchor: Anchor) -> Counted | None:
    """The weekday that the text tells of first, if it came within days of a picture of what the opening tells of."""
    first = next((counted for counted in told.counted if counted.weekday is not None), None)
    old = FILED.search(told.sentence(anchor.sentence)) is not None
    if first is None or old or not anchor.with_weekday or first.sentence >= told.first_sentence + OPENING:
        return None
    ahead = (first.weekday or 0) - anchor.day.isoweekday()
    told_of = LEAD if ahead % WEEK == NEARER else OPENING  # the further off, the more the lead has to speak of it
    opening = set().union(*(told.names(index) for index in range(told.first_sentence + told_of)))
    shown_there = told.names(anchor.sentence) & opening
    return first if 0 < ahead % WEEK <= NEARER and len(shown_there) >= SHARED_NAMES else None


def _announced(told: Told, last: dt.date) -> Words | None:
    """A day with its weekday, but without its year, that the text announces for the weeks after the last day told.

    Only where a weekday tells that news followed that day within days.
    """
    if follow(told, last) == last:
        return None
    for day in yearless_days(told):
        date = day.within(last.year) or day.within(last.year + 1)
        if day.weekday is not None and not told.may_be_past(day) and date and 0 < (date - last).days <= MONTH:
            return day
    return None


def _last_weekdays(told: Told) -> Iterator[Counted]:
    """ "last Tuesday", which means a day of the week before, or a little longer ago."""
    for found in WEEKDAY.finditer(told.text):
        if told.text.endswith("last ", 0, found.start()) and told.in_running_text(found.start()):
            yield told.counted_weekday(found)


def _is_of(told: Told, counted: Counted, anchor: Anchor) -> bool:
    """Whether what is counted from publication is of the story of a day: the two share names.

    Those of the whole opening, headline included, count for what stands there itself.
    """
    names, first = told.names(anchor.sentence), told.first_sentence
    beside = told.names(counted.sentence - 1) | told.names(counted.sentence)
    if counted.weekday is not None and not anchor.with_weekday:
        return counted.sentence <= first + 1 and bool(names & beside)
    if counted.sentence < first + OPENING:
        beside = set().union(*(told.names(index) for index in range(first + OPENING)))
    return len(names & beside) >= SHARED_NAMES


def _days(told: Told, counted: Counted, anchor: Anchor, last: dt.date) -> DateInterval | None:
    if counted.relative is None:
        return days_of_news(follow(told, last)) if counted.weekday == anchor.day.isoweekday() else None
    week = inverse(counted, DateInterval.day(anchor.day)) if counted.relative.unit == "week" else None
    newest = follow(told, week.start - dt.timedelta(1), step=2) if week is not None else last
    return DateInterval(max(week.start, newest), week.end) if week is not None and newest < week.end else None
