"""Which known event a text surely tells of: by how rare the words are that it shares with the event's row.

Measured on 1,259 texts whose days are known: of 29 that tell all of a row whose words weigh 20 and more, and whose
weekday fits, 28 had been published within four days of it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from timeline.articles.written_days import calendar_words, day_of
from timeline.models import DateInterval
from timeline.published.known import MONTH, known_in, lead_of, likely_in, opening_of
from timeline.published.known_table import Known, weight
from timeline.published.told import Counted, Told, Words
from timeline.published.vocabulary import telling
from timeline.published.weekdays import WEEK, before_what_comes, days_of_news, follow, lead_weekdays
from timeline.published.windows import Window, shown

YEARS_AGO = re.compile(
    r"\b(?P<years>\d{1,3}|[A-Za-z-]+) years? ago,? "
    r"(?:to the day|today|(?:on |this )?(?P<weekday>[MTWFS][a-z]{2,5}day))\b"
)
A_YEAR = re.compile(r"\b20\d\d\b")
ENOUGH = 20.0  # the weight of the words that a text shares with a row
MOST = 0.75  # the share of a row that a lead tells, or a sentence with its weekday
FEWEST = 3  # groups of a row
NEXT_DAYS = (1, 2)  # from an event to the weekday that a lead begins with


def surely_told(told: Told) -> Iterator[Window]:
    """The days on which a text was news of the one known event that it surely tells of; the latest of a story."""
    opening, lead = opening_of(told), lead_of(told)
    timed = ((known, _timed(told, known, opening, lead)) for known in likely_in(told))
    found = [(known, words) for known, words in timed if words is not None]
    if not found:
        return
    known, words = max(found, key=lambda pair: pair[0].day)
    if any(abs((other.day - known.day).days) > 2 * MONTH for other, _ in found):
        return
    day = shown(DateInterval.day(known.day))
    reason = f"The text says “{words.text}” and tells all of what the world knows (“{known.event}”, {day})."
    before = {k.day.isoweekday() for k in likely_in(told) if 0 < (known.day - k.day).days < WEEK}
    days = days_of_news(follow(told, known.day, without=before))
    yield Window(interval=before_what_comes(told, days), words=words, reason=reason)


def names_later_year(told: Told, window: DateInterval) -> bool:
    """Whether the running text names a year after a period, which reports of that period seldom do."""
    return any(int(found[0]) > window.last.year for found in A_YEAR.finditer(told.text) if told.is_told(found.start()))


def to_the_day(told: Told) -> Iterator[Window]:
    """The day so many years after a known event: "four years ago to the day", "two years ago Wednesday"."""
    found = YEARS_AGO.search(told.text)
    years = _number(found["years"]) if found is not None else None
    if found is None or years is None or not told.is_told(found.start()):
        return
    opening = opening_of(told)
    weekday = calendar_words()["weekday"].get((found["weekday"] or "").casefold())
    sentence = told.sentence(told.sentence_at(found.start()))
    fitting: list[tuple[tuple[float, float], dt.date, Known]] = []
    for known in known_in(told):
        day = day_of(known.day.year + years, known.day.month, known.day.day)
        told_of = known.share_in(opening) == 1 or (known.share_in(opening) >= MOST and known.is_timed_in(sentence))
        if day is not None and told_of and weekday in (None, day.isoweekday()):
            fitting.append(((known.share_in(opening), known.share_in(sentence)), day, known))
    most = max((share for share, _, _ in fitting), default=None)
    if len({day for share, day, _ in fitting if share == most}) != 1:
        return  # it may be the one or the other
    day, known = next((day, known) for share, day, known in fitting if share == most)
    words = Words(start=found.start(), end=found.end(), text=found[0])
    of = f"“{known.event}”, {shown(DateInterval.day(known.day))}"
    reason = f"The text says “{words.text}” of what the world knows ({of})."
    yield Window(interval=days_of_news(day) if weekday else DateInterval.day(day), words=words, reason=reason)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else telling().numbers.get(word.casefold())


def _timed(told: Told, known: Known, opening: str, lead: str) -> Counted | None:
    """The weekday of an event that a text surely tells of: it is told with it, or the lead is of the days after."""
    if len(known.groups) < FEWEST or known.share_in(opening) < 1 or weight(known, opening, lead) < ENOUGH:
        return None
    back = (c for c in told.counted if c.relative is not None and c.relative.unit != "day" and c.relative.back)
    if any(known.share_in(told.sentence(c.sentence)) >= MOST for c in back):
        return None  # "the theft of last week"
    spoken = [c for c in told.counted if c.weekday == known.day.isoweekday()]
    shown = [c for c in told.shown_weekdays if c.weekday == known.day.isoweekday()]
    beside = next((c for c in (*spoken, *shown) if known.share_in(told.sentence(c.sentence)) >= MOST), None)
    weekdays = lead_weekdays(told)
    after = bool(weekdays) and (weekdays[0] - known.day.isoweekday()) % WEEK in NEXT_DAYS
    return beside or (spoken[0] if spoken and after and known.share_in(lead) >= MOST else None)
