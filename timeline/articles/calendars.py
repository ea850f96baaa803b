"""Days of other calendars in page headers: Persian, Islamic, Hebrew, Ethiopian, Buddhist years and Japanese eras."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from timeline.articles.named_months import named_days

BUDDHIST = 543  # years that the Buddhist era is ahead
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}  # the year before the first
LAST_PERSIAN, FIRST_ISLAMIC = 1410, 1415  # a page of the web is of 1374 or later in one, of 1415 or later in the other
OTHER = re.compile(  # the digit comes first, because that is found quickly
    r"\d(?<![\d/-].)(?:(?<=1)[34]\d\d[/-]\d{1,2}[/-]\d{1,2}(?![\d/-])"
    r"|\d?\s[\u0600-\u06ff][\u0600-\u06ff\s]{2,16}\s(?P<year>1[34]\d\d)(?!\d))"
)


def gregorian_year(year: int) -> int:
    """The year of a Gregorian date that may be written with the Buddhist year."""
    return year - BUDDHIST if 2500 <= year < 2600 else year


def era_year(era: str, year: str) -> int:
    """The year of a Japanese era, whose first is written 元."""
    return ERAS[era] + (1 if year == "元" else int(year))


def other_days(text: str) -> Iterator[tuple[int, int, dt.date]]:
    """Start, end and day of each date of another calendar; the years of the web tell Persian from Islamic numbers."""
    yield from named_days(text)
    for found in OTHER.finditer(text):
        day = _day(found[0], int(found["year"] or found[0][:4]))
        if day:
            yield found.start(), found.end(), day


def _day(words: str, year: int) -> dt.date | None:
    from dateparser.calendars.hijri import HijriCalendar
    from dateparser.calendars.jalali import JalaliCalendar

    if LAST_PERSIAN < year < FIRST_ISLAMIC:
        return None
    calendar = JalaliCalendar if year <= LAST_PERSIAN else HijriCalendar
    try:
        found = calendar(words).get_date()
    except (ValueError, OverflowError, IndexError, KeyError):  # what dateparser raises for a day of no calendar
        return None
    return found.date_obj.date() if found and found.period == "day" else None
