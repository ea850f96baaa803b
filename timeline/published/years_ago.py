"""The day so many years after what the world knows: "two years ago to the day"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from timeline.articles.written_days import calendar_words, day_of
from timeline.models import DateInterval
from timeline.published.known import known_in, opening_of
from timeline.published.known_table import Known
from timeline.published.told import Told, Words
from timeline.published.vocabulary import telling
from timeline.published.weekdays import days_of_news
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
    interval = days_of_news(day) if weekday else DateInterval.day(day)
    yield Window(interval=interval, words=words, reason=reason)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else telling().numbers.get(word.casefold())
