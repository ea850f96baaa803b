"""When the news of a text came, from "less than a week after the vote on February 6" and the weekdays of its opening.

The day may lack its year: "last October", said of what a dated picture shows, tells in which twelve months it lies.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from timeline.articles.written_days import calendar_words, day_of, fold
from timeline.models import DateInterval
from timeline.published.told import Counted, Told
from timeline.published.vocabulary import telling
from timeline.published.weekdays import days_of_news, lead_weekdays
from timeline.published.windows import OPENING, SHARED_NAMES, Window, shown

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)"
)
DAY = re.compile(
    rf"\b(?P<m1>{MONTH})\.?\s(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\b(?:,?\s(?P<y1>(?:19|20)\d\d))?"
    rf"|\b(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m2>{MONTH})\b(?:,?\s(?P<y2>(?:19|20)\d\d))?"
)
COUNTED_DAYS = re.compile(r"(?<!than )\b(?P<number>\d{1,2}|(?!two|three)[a-z]+(?:-[a-z]+)?) days after\b")
LAST_MONTH = re.compile(rf"\blast ({MONTH})\b")
LONGEST_MONTH = 31
LONGEST_CLAUSE = 90  # characters from "a week after" to the day
OF_THE_NEWS = re.compile(r"^\W*(?:The|It|This|That|His|Her|Their|Its)\b")  # what the sentence speaks of was told above


def sequels(told: Told) -> Iterator[Window]:
    """The days on which the opening was news, if it came so many days after a day that the text names."""
    for index, sequel, found in news_after(told):
        sentence = told.sentence(index)
        day = _day_in(sentence[found.end() : found.end() + LONGEST_CLAUSE], told)
        weekdays = lead_weekdays(told) if day else []
        counted = [day + dt.timedelta(days) for days in sequel] if day else []
        dates = [date for date in counted if date.isoweekday() in weekdays]
        if day and dates:
            reason = f"The news came “{found[0]}” what the text dates to {shown(DateInterval.day(day))}."
            start = told.start_of(index) + found.start()
            words = Counted(start=start, end=start + len(found[0]), text=found[0], sentence=index)
            yield Window(interval=days_of_news(max(dates)), words=words, reason=reason)


def news_after(told: Told) -> Iterator[tuple[int, range, re.Match[str]]]:
    """The sentences of the opening that say how many days after something the news came, with the words.

    Beyond the first two only those on the news itself.
    """
    if " after " not in told.text:
        return
    lead = told.first_sentence
    for index in range(lead, lead + OPENING):
        sentence = told.sentence(index)
        if " after " in sentence and (index <= lead + 1 or OF_THE_NEWS.search(sentence)):
            for sequel in telling().sequels:
                if found := sequel.pattern.search(sentence):
                    yield index, range(sequel.least, sequel.most + 1), found
            if (found := COUNTED_DAYS.search(sentence)) and (days := number_of(found["number"])):
                yield index, range(days, days + 1), found


def number_of(words: str) -> int:
    """A number in digits or in one word, 0 if it is none."""
    return int(words) if words.isdigit() else telling().numbers.get(words.casefold(), 0)


def _day_in(clause: str, told: Told) -> dt.date | None:
    """The first day that a clause names; one without a year in the twelve months that the text points to."""
    found = DAY.search(clause)
    if not found:
        return None
    month = calendar_words()["month"][fold(found["m1"] or found["m2"])]
    number, year = int(found["d1"] or found["d2"]), found["y1"] or found["y2"]
    if year:
        return day_of(int(year), month, number)
    since = _twelve_months(told)
    days = (day_of(since.year + ahead, month, number) for ahead in (0, 1)) if since else ()
    return next((day for day in days if since and day and day >= since), None)


def _twelve_months(told: Told) -> dt.date | None:
    """The first day of the dated month that the text calls the last of its name: it was written within a year of it."""
    for found in LAST_MONTH.finditer(told.text):
        month = calendar_words()["month"][fold(found[1])]
        names = told.names(told.sentence_at(found.start()))
        for dated in told.dated:
            meant = dated.interval.start.month == month and dated.interval.days <= LONGEST_MONTH
            if meant and len(names & told.names(dated.sentence)) >= SHARED_NAMES:
                return dated.interval.start.replace(day=1)
    return None
