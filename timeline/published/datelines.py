"""Datelines without a year ("KYIV, June 5 (Agency) -"): the year comes from the rest of the article, or not at all."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from timeline.articles.page_clues import COPYRIGHT
from timeline.articles.written_days import calendar_words, day_of, fold
from timeline.models import DateInterval
from timeline.published.candidates import DATELINE, HEAD, Found
from timeline.published.known import years_known
from timeline.published.told import Told
from timeline.published.windows import floor

MONTH_AND_DAY = re.compile(
    r"(?:^|, )(?P<day>(?:(?P<m1>[^\W\d_]{3,9})\.?\s(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\s(?P<m2>[^\W\d_]{3,9}))\.?)$"
)
DAY_OF_DATELINE = re.compile(
    r"^\W{0,3}[A-Z][\w.’'-]+(?: [\w.’'-]+){0,3}(?:, [A-Z][\w. ]{1,20})?,\s"
    r"(?:(?P<m1>[^\W\d_]{3,9})\.?\s(?P<d1>\d{1,2})|(?P<d2>\d{1,2})\s(?P<m2>[^\W\d_]{3,9}))\.?"
    r"\s*(?:\([^()\n]{2,30}\)\s*)?(?:—|–|--?|:|_)\s",
    re.MULTILINE,
)
LATE = 2  # days from a dateline to the publication
YEARS = 4  # from the latest event dated in the text; a weekday that fits one of them is enough
KNOWN = 2  # signs that a known event of the day is worth
ENOUGH = 2  # of: the copyright's year, an event of the year or month before told as past, the weekday of the lead


def written_on(text: str, published: DateInterval | None) -> dt.date | None:
    """The day that the dateline gives, if the text was published a day or two after it: "Lyon, Dec. 8:", on the 9th.

    "Today" and "on Monday" in the text count from it.
    """
    found = DAY_OF_DATELINE.search(text, 0, HEAD) if published is not None and published.days == 1 else None
    if found is None or published is None:
        return None
    month = calendar_words()["month"].get(fold(found["m1"] or found["m2"]))
    days = [published.start - dt.timedelta(before) for before in range(1, LATE + 1)]
    return next((day for day in days if (day.month, day.day) == (month, int(found["d1"] or found["d2"]))), None)


def dateline_in_its_year(told: Told) -> list[Found]:
    """The dateline's day in the one year that two signs or more point to."""
    found = DATELINE.search(told.text, 0, HEAD)
    parts = MONTH_AND_DAY.search(found["day"].rstrip()) if found else None
    month = calendar_words()["month"].get(fold(parts["m1"] or parts["m2"])) if parts else None
    if not (found and parts and month):
        return []
    number = int(parts["d1"] or parts["d2"])
    known = {year for year, _ in years_known(told, told.sentence_at(found.start()), month, number)}
    signs = {day: _signs(told, day) + KNOWN * (day.year in known) for day in _days(told, month, number, known)}
    best = [day for day, count in signs.items() if count == max(signs.values()) >= ENOUGH]
    if len(best) != 1:
        return []
    start, text = found.start("day") + parts.start("day"), parts["day"]
    readings = (DateInterval.day(best[0]),)
    return [Found(name="dateline in its year", text=text, start=start, end=start + len(text), readings=readings)]


def _days(told: Told, month: int, day: int, known: Iterable[int]) -> Iterator[dt.date]:
    """The day in each year that the article leaves possible; `known` are those of known events of that day."""
    latest = floor(told)
    years = _copyright_years(told) | {*known}
    if latest:
        years |= {latest.interval.start.year + ahead for ahead in range(YEARS)}
    for year in sorted(years):
        found = day_of(year, month, day)
        if found and (latest is None or found >= latest.interval.start):
            yield found


def _signs(told: Told, day: dt.date) -> int:
    """How much speaks for a day."""
    latest = floor(told)
    weekday = next((counted.weekday for counted in told.counted if counted.weekday), None)
    after = (day - latest.interval.start).days if latest is not None else None
    return sum((
        day.year in _copyright_years(told),
        after is not None and after <= 366,
        after is not None and after <= 31,
        weekday in (day.isoweekday(), (day - dt.timedelta(1)).isoweekday()),
        weekday == day.isoweekday(),
    ))  # fmt: skip


def _copyright_years(told: Told) -> set[int]:
    words = [clue.text for clue in told.document.clues if clue.kind == "copyright"]
    words += [told.text[z.start : z.end] for z in told.document.zones if z.kind == "furniture"]
    return {int(found[1]) for found in map(COPYRIGHT.search, words) if found}
