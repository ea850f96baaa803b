"""When a text can have been published, from what it tells: constraints over intervals, none of them a guess.

"Last week" in the sentence of a dated event says in which week the article was written; an event told as past says that
the article is no older.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.articles.written_days import calendar_words
from timeline.models import DateInterval
from timeline.published.told import WEEKDAY, Counted, Dated, Told, Words
from timeline.published.vocabulary import Relative
from timeline.published.weekdays import days_of_news, follow, lead_weekdays

WEEK = dt.timedelta(7)
BESIDE = 12  # characters between words counted from publication and the date of the same event: "last week, on 3 May"
SHARED_NAMES = 2  # names that captions of one week share with a sentence when they tell of one event
MANY_NAMES = 4  # the same where only one caption is of that week: it may be an old picture
LONGEST_BETWEEN = dt.timedelta(31)
OPENING = 10  # sentences in which the one dated picture may be told of
EVES = 3  # days by which an anniversary may be kept too early
WHAT = re.compile(r"\b([^\W\d_]{5,})(?:[’']s)?,? (?:of|on|from)(?: \w+day,?)? $")  # "the verdict of"
LONG_WORD = 6  # letters by which two long words are one
LONG = re.compile(rf"[^\W\d_]{{{LONG_WORD},}}")
NEXT_DAY = re.compile(r"\bnext ((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b")
LONGEST_AHEAD = dt.timedelta(8)  # to "next Tuesday", said on a Monday
SLACK = dt.timedelta(2)  # weeks that begin on Sunday, and pages put online on the eve of the paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """A period that holds the publication, the words that say so, and why, as a sentence.

    `by_calendar` is set if the days that the text names leave no other, whatever it tells of.
    """

    interval: DateInterval
    words: Words
    reason: str
    by_calendar: bool = False


def windows(told: Told) -> list[Window]:
    """Every window that a pair of expressions opens and that no event told as past lies beyond."""
    latest = floor(told)
    return [w for w in _pairs(told) if latest is None or latest.interval.start < w.interval.end]


def agreed(found: list[Window]) -> tuple[DateInterval, list[Window]] | None:
    """The period on which most windows agree, the latest of several, with those that open it."""
    best: tuple[DateInterval, list[Window]] | None = None
    for window in found:
        supporting = [w for w in found if w.interval.overlaps(window.interval)]
        interval = window.interval
        for other in supporting:
            interval = interval.intersect(other.interval) or interval
        if best is None or (len(supporting), interval.start) > (len(best[1]), best[0].start):
            best = interval, supporting
    return best


def floor(told: Told) -> Dated | None:
    """The latest day or month told as past: the article is no older than that."""
    return max(past(told), key=lambda dated: dated.interval.start, default=None)


def past(told: Told) -> list[Dated]:
    """The days and months told as past."""
    return [dated for dated in told.dated if dated.past and dated.interval.days <= 31]


def between(told: Told) -> Iterator[Window]:
    """From the last day told as past to the first that is announced, if they leave but weeks."""
    latest = max((d.interval.start for d in past(told) if d.interval.days == 1 and not d.caption), default=None)
    announced = [dated for dated in told.dated if dated.announced and dated.interval.days == 1]
    first = min(announced, key=lambda dated: dated.interval.start, default=None)
    if latest is None or first is None or not latest < first.interval.start <= latest + LONGEST_BETWEEN:
        return
    reason = f"The text tells of {shown(DateInterval.day(latest))} as past and announces {shown(first.interval)}."
    yield Window(interval=DateInterval(latest, first.interval.end), words=first, reason=reason)


def ahead(told: Told) -> Iterator[Window]:
    """The week before a day that the text announces by its date and as "next Tuesday"."""
    days = {d.interval.start.isoweekday(): d.interval.start for d in told.dated if d.announced and d.interval.days == 1}
    for found in NEXT_DAY.finditer(told.text) if days else ():
        day = days.get(calendar_words()["weekday"][found[1].casefold()])
        if day is not None and told.in_running_text(found.start()):
            words = Words(start=found.start(), end=found.end(), text=found[0])
            reason = f"The text says “{found[0]}” of {shown(DateInterval.day(day))}, which it announces."
            yield Window(interval=DateInterval(day - LONGEST_AHEAD, day), words=words, reason=reason)


def of_the_latest_day(told: Told) -> Iterator[Window]:
    """The days on which the last day that the text dates in full was news, if the lead tells by its weekday of that.

    The lead and the sentence with the date have to speak of the same things.
    """
    latest = max((d for d in told.dated if d.interval.days == 1), key=lambda dated: dated.interval.start, default=None)
    lead = (told.first_sentence, told.first_sentence + 1)
    counted = [c for c in told.counted if c.sentence in lead and c.weekday is not None]
    if latest is None or latest.caption or latest.announced or not counted:
        return
    day = latest.interval.start
    named = WHAT.search(told.text, told.start_of(latest.sentence), latest.start)
    told_of = named is not None and any(named[1].casefold() in told.sentence(i).casefold() for i in lead)
    if counted[0].weekday != day.isoweekday() or not (told_of or _speak_alike(told, lead, latest.sentence)):
        return
    reason = f"The text says “{counted[0].text}” of its news, and tells last of {shown(latest.interval)}."
    yield Window(interval=days_of_news(day), words=counted[0], reason=reason)


def _speak_alike(told: Told, sentences: Iterable[int], other: int) -> bool:
    """Whether sentences share names or long words with another, two at least."""
    words = set[str]().union(*(_long_words(told.sentence(index)) for index in sentences))
    return len(words & _long_words(told.sentence(other))) >= SHARED_NAMES


def _long_words(sentence: str) -> set[str]:
    return {word[:LONG_WORD] for word in LONG.findall(sentence.casefold())}


def _pairs(told: Told) -> Iterator[Window]:
    short = [dated for dated in told.dated if dated.interval.days <= 7]
    pictures = Counter(dated.interval.start.isocalendar()[:2] for dated in short if dated.caption)
    for counted in told.counted if short else ():
        for dated in short:
            alone = pictures[dated.interval.start.isocalendar()[:2]] < 2
            names = MANY_NAMES if alone else SHARED_NAMES
            interval = inverse(counted, dated.interval) if _same_event(told, counted, dated, names) else None
            if interval and counted.weekday is not None:
                interval = near_the_lead(told, interval, EVES if dated.anniversary else 0)
            if interval:
                event = f"{shown(dated.interval)} (“{dated.text}”)"
                reason = f"The text says “{counted.text}” of what it dates to {event}."
                yield Window(interval=interval, words=counted, reason=reason)


def _same_event(told: Told, counted: Counted, dated: Dated, names: int) -> bool:
    """Whether the words and the date are of one event; a bare weekday falls on too many days by chance."""
    if dated.caption:
        if counted.weekday is not None:
            return _shows_the_lead(told, counted, dated)
        return len(told.names(dated.sentence) & told.names(counted.sentence)) >= names
    near = abs(dated.sentence - counted.sentence) <= (1 if dated.anniversary and counted.weekday is not None else 0)
    if not near or not dated.past:
        return False
    gap = max(counted.start - dated.end, dated.start - counted.end)
    return dated.anniversary or (counted.relative is not None and gap <= BESIDE)


def _shows_the_lead(told: Told, counted: Counted, dated: Dated) -> bool:
    """Whether the only dated picture, the latest day named, shows what the lead tells of its weekday."""
    others = [d for d in told.dated if d.caption and d.interval != dated.interval]
    latest = floor(told)
    lead = told.first_sentence
    if others or latest is None or latest.interval != dated.interval:
        return False
    if 1 <= counted.sentence - dated.sentence <= 2:
        return True  # the picture stands right above, with its credit
    if counted.sentence <= lead + 1:
        told_there = told.names(counted.sentence) | told.names(counted.sentence + 1)
        return len(told.names(dated.sentence) & told_there) >= SHARED_NAMES
    shared = told.names(dated.sentence) & (told.names(lead) | told.names(counted.sentence))
    if WEEKDAY.search(told.sentence(dated.sentence)) is None and len(shared) < MANY_NAMES:
        return False
    if counted.sentence > lead + OPENING:
        return len(told.names(dated.sentence) & told.names(counted.sentence)) >= SHARED_NAMES
    opening = set().union(*(told.names(i) for i in range(lead, counted.sentence + 1)))
    alike = len(told.names(dated.sentence) & opening)
    near = {(day - dated.interval.start.isoweekday()) % 7 for day in lead_weekdays(told)}
    return alike >= (1 if near & {0, 1} else SHARED_NAMES)  # a lead of that day or the next speaks for it too


def near_the_lead(told: Told, week: DateInterval, eves: int = 0) -> DateInterval:
    """The days of a week on which the first sentences were news: that of the last weekday told there, and the next.

    What is told of a Friday may come out on Sunday. Without a weekday in the first sentences it may be any day from the
    last that the text tells of. Up to `eves` days before the week may be what is told of, as feasts have eves.
    """
    first = week.start - dt.timedelta(eves)
    dates = [first + dt.timedelta((day - first.isoweekday()) % 7) for day in lead_weekdays(told)]
    newest = DateInterval(follow(told, week.start), week.end)
    return week.intersect(days_of_news(follow(told, max(dates)))) or week if dates else newest


def inverse(counted: Counted, event: DateInterval) -> DateInterval | None:
    """The days from which the words mean the event."""
    if counted.weekday is not None:
        fits = event.days == 1 and event.start.isoweekday() == counted.weekday
        return DateInterval(event.start, event.start + WEEK) if fits else None
    return _period(counted.relative, event) if counted.relative else None


def _period(relative: Relative, event: DateInterval) -> DateInterval | None:
    if relative.unit == "day":
        day = event.start + dt.timedelta(relative.back)
        return DateInterval.day(day) if event.days == 1 else None
    if relative.unit == "week":
        monday = event.start - dt.timedelta(event.start.weekday()) + relative.back * WEEK
        return DateInterval(monday, monday + WEEK) if event.last < monday + (1 - relative.back) * WEEK else None
    first = event.start.replace(day=1)
    for _ in range(relative.back):
        first = _next_month(first)
    return DateInterval(first, _next_month(first))


def _next_month(first: dt.date) -> dt.date:
    return (first + dt.timedelta(31)).replace(day=1)


def shown(interval: DateInterval) -> str:
    """An interval as people write it."""
    first, last = interval.start, interval.last
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} – {last.day} {last:%B %Y}"
