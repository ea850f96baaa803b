"""Days with names, by calendar libraries that load only when one is met; and events that anniversaries count from."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from timeline.timex.periods import Period

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedEvent:
    """Something that happened on one day (`start` == `end`), or went on from `start` to `end`."""

    name: str
    start: dt.date
    end: dt.date | None
    source: str

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> NamedEvent:
        """An event of a row of named_events.toml."""
        start = row["date"] if "date" in row else row["start"]
        end = row["date"] if "date" in row else row.get("end")
        return cls(name=row["name"], start=start, end=end, source=row["source"])


def named_day(row: Mapping[str, Any], year: int) -> Period | None:
    """The day of a row of named_days.toml in a year; for a month of another calendar, its first day."""
    try:
        day = _day(row, year)
    except (ValueError, OverflowError, IndexError):
        return None
    return Period.day(day + dt.timedelta(row.get("offset", 0))) if day else None


def _day(row: Mapping[str, Any], year: int) -> dt.date | None:
    if "date" in row:
        month, day = row["date"].split("-")
        return dt.date(year, int(month), int(day))
    if "nth" in row:
        count, weekday, month = row["nth"]
        first = dt.date(year, month, 1)
        return first + dt.timedelta((WEEKDAYS.index(weekday) - first.weekday()) % 7 + 7 * (count - 1))
    if "convertdate" in row:
        return _computed(row["convertdate"], year)
    if "hijri" in row:
        return _hijri(row["hijri"], year)
    country, name = row["holidays"]
    return _holiday(country, name, year)


def _hijri(month_day: str, year: int) -> dt.date | None:
    from hijridate import Hijri

    month, _, day = month_day.partition("-")
    about = round((year - 622) * 33 / 32)
    for hijri_year in (about - 1, about, about + 1):
        found = Hijri(hijri_year, int(month), int(day or 1)).to_gregorian()
        if found.year == year:
            return dt.date(found.year, found.month, found.day)
    return None


@cache
def _computed(function: str, year: int) -> dt.date:
    from convertdate import holidays

    with warnings.catch_warnings():  # of its own old names for its own functions
        warnings.simplefilter("ignore", DeprecationWarning)
        return dt.date(*getattr(holidays, function)(year))


@cache
def _holiday(country: str, name: str, year: int) -> dt.date | None:
    import holidays

    with warnings.catch_warnings():  # of years that it does not know, of which it then names none
        warnings.simplefilter("ignore", UserWarning)
        days = holidays.country_holidays(country, years=year, language="en_US")
    found = [day for day, label in days.items() if name in label.split("; ")]
    return min(found, default=None)
