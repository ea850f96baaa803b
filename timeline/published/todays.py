"""Today and yesterday named by their date, in any language: "Gestern, am Samstag, den 4. Mai 2013, probte die Wehr".

A day without its year is of the year of the first readers' comments: they come within days of the article.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache

from timeline.articles.ago import languages
from timeline.articles.written_days import calendar_words, day_of, fold, written_days
from timeline.models import DateInterval
from timeline.published.candidates import HEAD
from timeline.published.told import Told, Words
from timeline.published.windows import Window, shown

BACK = {"today": 0, "yesterday": 1}
GAP = re.compile(r"[^\d.;:!?\n]{0,24}$")  # between the word and the date
REACH = 60  # characters behind the word in which the date stands
YEARLESS = re.compile(r"\b(\d{1,2})(?:\.|er|º)?\s(?:de\s)?([^\W\d_]{3,12})(?!\w)|\b([^\W\d_]{3,12})\s(\d{1,2})(?!\d)")
LONGEST_SILENCE = dt.timedelta(7)  # from the article to the first comment


def todays(told: Told, others: Iterable[DateInterval]) -> Iterator[Window]:
    """The days from which the head of a text calls a date today or yesterday; `others` are dates of comments."""
    for found in _words(told.document.language).finditer(told.text, 0, HEAD):
        back = next(BACK[name.split("_")[0]] for name, words in found.groupdict().items() if words)
        behind = told.text[found.end() : found.end() + REACH]
        day = _day_in(behind, [other.start for other in others]) if told.in_running_text(found.start()) else None
        if day:
            words = Words(start=found.start(), end=found.end(), text=found[0])
            reason = f"The text says “{found[0]}” of what it dates to {shown(DateInterval.day(day))}."
            interval = DateInterval.day(day + dt.timedelta(back))
            yield Window(interval=interval, words=words, reason=reason)


def _day_in(behind: str, others: list[dt.date]) -> dt.date | None:
    """The one day that stands beside the word, if need be in a year in which comments soon follow."""
    written = next(iter(written_days(behind)), None)
    if written and GAP.match(behind[: written.start]):
        return written.readings[0] if len(written.readings) == 1 else None
    found = YEARLESS.search(behind)
    month = calendar_words()["month"].get(fold(found[2] or found[3])) if found else None
    if not found or not month or not GAP.match(behind[: found.start()]):
        return None
    near = ((day_of(other.year, month, int(found[1] or found[4])), other) for other in others)
    days = {day for day, other in near if day and dt.timedelta(0) <= other - day <= LONGEST_SILENCE}
    return days.pop() if len(days) == 1 else None


@cache
def _words(language: str | None) -> re.Pattern[str]:
    """One pattern of the language, or of all; the name of the group that matched says which day."""
    rows = {code: row for code, row in languages().items() if language in (None, code)}
    choices = (rf"(?P<{word}_{code}>{row[word]})" for code, row in rows.items() for word in BACK)
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices) or '(?!)'})(?!\w)", re.IGNORECASE)
