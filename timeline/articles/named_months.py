"""Days with a month of another calendar by its name: "1 Ramadan 1440", "16 Ordibehesht 1398", "א' באייר תשע״ט"."""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

YEARS = {"islamic": (1300, 1599), "persian": (1250, 1599), "hebrew": (5600, 5899), "ethiopian": (1850, 2099)}
LETTERS = {letter: value for letters, unit in (("אבגדהוזחט", 1), ("יכלמנסעפצ", 10), ("קרשת", 100))
           for value, letter in zip(range(unit, 10 * unit, unit), letters, strict=False)}  # fmt: skip
TISHREI = 7  # the month with which the Hebrew year begins
MILLENNIUM = 5000  # left out where a Hebrew year is written in letters
ETHIOPIAN_EPOCH = 2400  # days from the first of the Gregorian calendar to the year 0 of the Ethiopian one
CUE = re.compile(  # what each has; all begin with one of a few characters, which is found quickly
    r"[15\"״](?:(?:(?<=1)[2-5]|(?<=5)[6-8])(?<!\d..)\d\d(?!\d)|(?<=[\"״])[א-ת])"
)
ETHIOPIAN_CUE = re.compile(r"(?:Mes|Tik|Tir|Tek|Hid|Tah|Yek|Meg|Miy|Mia|Gin|Sen|Ham|Neh|Pag)(?<=\d ...)")
BETWEEN = r"[\s'’‘`-]{1,2}"


def named_days(text: str) -> Iterator[tuple[int, int, dt.date]]:
    """Start, end and day of each."""
    for found in _pattern().finditer(text) if CUE.search(text) or ETHIOPIAN_CUE.search(text) else ():
        year = int(found["y1"] or found["y2"] or 0) or MILLENNIUM + _number(found["y3"])
        number = int(found["d1"] or found["d2"] or 0) or _number(found["d3"])
        name = re.sub(r"[\W_]+", " ", found["m1"] or found["m2"] or found["m3"]).casefold()
        for calendar, month in _months()[name]:
            first, last = YEARS[calendar]
            day = _day(calendar, year, month, number) if first <= year <= last else None
            if day:
                yield found.start(), found.end(), day


def _number(letters: str) -> int:
    return sum(LETTERS.get(letter, 0) for letter in letters)


def _day(calendar: str, year: int, month: int, day: int) -> dt.date | None:
    try:
        if calendar == "ethiopian":
            leap = 6 if year % 4 == 3 else 5
            within = day <= (30 if month < 13 else leap)
            days = ETHIOPIAN_EPOCH + 365 * year + year // 4 + 30 * month + day
            return dt.date.fromordinal(days) if within and day else None
        return _converted(calendar, year, month, day)
    except (ValueError, OverflowError, IndexError):  # no day of that calendar
        return None


def _converted(calendar: str, year: int, month: int, day: int) -> dt.date | None:
    from convertdate import hebrew, islamic, persian

    module = {"hebrew": hebrew, "islamic": islamic, "persian": persian}[calendar]
    if not 1 <= day <= module.month_length(year, month):
        return None
    if calendar != "hebrew":
        return dt.date(*module.to_gregorian(year, month, day))
    months = [*range(TISHREI, hebrew.year_months(year) + 1), *range(1, TISHREI)]  # convertdate warns of its own sums
    before = sum(hebrew.month_length(year, each) for each in months[: months.index(month)])
    return dt.date(*hebrew.to_gregorian(year, TISHREI, 1)) + dt.timedelta(before + day - 1)


@cache
def _months() -> dict[str, list[tuple[str, int]]]:
    """Name -> calendars and numbers."""
    source = resources.files("timeline.resources") / "articles" / "other_months.tsv"
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    months: dict[str, list[tuple[str, int]]] = {}
    for calendar, number, names in (row for row in rows if row and not row[0].startswith("#")):
        for name in names.split("|"):
            months.setdefault(name, []).append((calendar, int(number)))
    return months


@cache
def _pattern() -> re.Pattern[str]:
    names = sorted(_months(), key=len, reverse=True)
    latin = "|".join(BETWEEN.join(name.split()) for name in names if name.isascii())
    hebrew = "|".join(name.replace(" ", r"['׳]?\s?") for name in names if not name.isascii())
    return re.compile(
        rf"(?<![\w/-])(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?(?P<m1>{latin})['’]?[\s,]+(?P<y1>\d{{4}})(?!\d)"
        rf"|(?P<m2>{latin})\s(?P<d2>\d{{1,2}}),?\s(?P<y2>\d{{4}})(?!\d)"
        rf"|(?P<d3>[א-ל]['׳]|[יכט][\"״][א-ט])\sב?(?P<m3>{hebrew})\sה?['׳]?(?P<y3>ת[א-ת]{{0,2}}[\"״][א-ת]))",
        re.IGNORECASE,
    )
