"""Days without a year at the head ("KYIV, June 5 (Agency) -", "Published: Mon, March 17"): the text tells the year.

Each such day is as likely as what else the text tells makes it; one year must be far likelier than all others.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from timeline.articles.language import is_read
from timeline.articles.page_clues import COPYRIGHT
from timeline.articles.written_days import calendar_words, day_of, fold
from timeline.models import DateInterval
from timeline.published.candidates import DATELINE, HEAD, PUBLISHED, Found
from timeline.published.likely_days import likely_days
from timeline.published.signs import FIRST, calendar
from timeline.published.told import Told
from timeline.published.weekdays import lead_weekdays
from timeline.published.windows import floor

DAY_AND_MONTH = r"(?:(?P<m1>[^\W\d_]{3,9})\.?\s(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\s(?P<m2>[^\W\d_]{3,9}))\.?"
OF_DATELINE = re.compile(rf"(?:^|, )(?P<day>{DAY_AND_MONTH})$")
OF_LABEL = re.compile(
    rf"^[^\n]{{0,20}}?:\s*(?:(?P<weekday>[A-Z][a-z]{{2,8}})\.?,?\s)?(?P<day>{DAY_AND_MONTH})(?=$|,?\s\d\d?:\d\d|\sat\b)",
    re.MULTILINE,
)
DAY_OF_DATELINE = re.compile(
    r"^\W{0,3}[A-Z][\w.’'-]+(?: [\w.’'-]+){0,3}(?:, [A-Z][\w. ]{1,20})?,\s"
    rf"{DAY_AND_MONTH}\s*(?:\([^()\n]{{2,30}}\)\s*)?(?:—|–|--?|:|_)\s",
    re.MULTILINE,
)
LATE = 2  # days from a dateline to the publication
DAY = dt.timedelta(1)
SURE, SURE_ALONE = 0.8, 0.99  # the share of the likeliest year among all, if it is that of the copyright, or else
LEAST = 0.005  # how likely the day must be among all days, where no copyright tells its year
OF_COPYRIGHT = 60.0  # how much likelier a day in the year of the copyright is
OF_ITS_WEEKDAY = 16.0  # and one that the lead calls by its weekday: reports with a dateline do


def written_on(text: str, published: DateInterval | None) -> dt.date | None:
    """The day that the dateline gives, if the text was published a day or two after it: "Lyon, Dec. 8:", on the 9th.

    "Today" and "on Monday" in the text count from it.
    """
    found = DAY_OF_DATELINE.search(text, 0, HEAD) if published is not None and published.days == 1 else None
    if found is None or published is None:
        return None
    days = [published.start - DAY * before for before in range(1, LATE + 1)]
    return next((day for day in days if (day.month, day.day) == _month_and_day(found)), None)


def head_in_its_year(told: Told) -> list[Found]:
    """The day of a dateline, or behind a label, in the one year that is far likelier than others."""
    for name, start, match in _days_at_head(told.text):
        month, number = _month_and_day(match)
        weekday = calendar_words()["weekday"].get(fold(match.groupdict().get("weekday") or ""))
        dates = (
            day_of(year, month, number) for year in range(FIRST.year, dt.date.fromordinal(int(calendar()[-1])).year)
        )
        fitting = [date for date in dates if date and weekday in (None, date.isoweekday())]
        day = _likeliest(told, fitting)
        if day is not None:
            at = start + match.start("day")
            readings = (DateInterval.day(day),)
            return [Found(name=name, text=match["day"], start=at, end=at + len(match["day"]), readings=readings)]
    return []


def _days_at_head(text: str) -> Iterable[tuple[str, int, re.Match[str]]]:
    """The days without a year at the head of a text, each with its kind and where the words searched begin."""
    line = DATELINE.search(text, 0, HEAD)
    day = OF_DATELINE.search(line["day"].rstrip()) if line else None
    if line and day and _month_and_day(day)[0]:
        yield "dateline in its year", line.start("day"), day
    for labelled in OF_LABEL.finditer(text, 0, HEAD):
        if PUBLISHED.search(labelled[0].partition(":")[0]) and _month_and_day(labelled)[0]:
            yield "published line in its year", 0, labelled


def _month_and_day(found: re.Match[str]) -> tuple[int, int]:
    """The month, 0 if it is none, and the day of the month."""
    return calendar_words()["month"].get(fold(found["m1"] or found["m2"])) or 0, int(found["d1"] or found["d2"])


def _likeliest(told: Told, days: Iterable[dt.date]) -> dt.date | None:
    """The day that is far likelier than all others, not before what the text tells as past nor after the copyright."""
    if not is_read(told.document.language):
        return None
    latest, years = floor(told), _copyright_years(told)
    possible = [day for day in days if day.year <= max(years, default=day.year)]
    possible = [day for day in possible if latest is None or day >= latest.interval.start]
    weekdays = lead_weekdays(told)[:1]
    likely = [likely_days(told).share_of(DateInterval.day(day)) for day in possible]
    shares = [
        share * (OF_COPYRIGHT if day.year in years else 1.0) * (OF_ITS_WEEKDAY if day.isoweekday() in weekdays else 1.0)
        for day, share in zip(possible, likely, strict=True)
    ]
    best = max(range(len(shares)), key=shares.__getitem__, default=None)
    if best is None:
        return None
    of_copyright = possible[best].year in years
    sure = shares[best] >= (SURE if of_copyright else SURE_ALONE) * sum(shares)
    return possible[best] if sure and (of_copyright or likely[best] >= LEAST) else None


def _copyright_years(told: Told) -> set[int]:
    words = [clue.text for clue in told.document.clues if clue.kind == "copyright"]
    words += [told.text[z.start : z.end] for z in told.document.zones if z.kind == "furniture"]
    return {int(found[1]) for found in map(COPYRIGHT.search, words) if found}
