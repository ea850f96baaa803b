"""Calendar periods: a unit and a number that counts such units, so that "three quarters earlier" is a subtraction.

Years before Christ are negative (499 BC is -499); their periods have a value and no interval.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from timeline.models import DateInterval

Unit = Literal[
    "day", "week", "weekend", "month", "quarter", "half", "season", "year", "decade", "century", "millennium"
]
SEASONS = ("SP", "SU", "FA", "WI")
_PER_YEAR = {"month": 12, "quarter": 4, "half": 2, "season": 4}
_YEARS = {"year": 1, "decade": 10, "century": 100, "millennium": 1000}
_ORDER: tuple[Unit, ...] = (
    "day", "weekend", "week", "month", "season", "quarter", "half", "year", "decade", "century", "millennium",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """The `number`th day, week, month ... of the calendar."""

    unit: Unit
    number: int

    @classmethod
    def day(cls, day: dt.date) -> Period:
        """A calendar day."""
        return cls("day", day.toordinal())

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls("year", year)

    @classmethod
    def part(cls, unit: Unit, year: int, index: int) -> Period:
        """The month, quarter, half or season of a year; the first has index 1."""
        return cls(unit, year * _PER_YEAR[unit] + index - 1)

    def shift(self, count: int) -> Period:
        """The period so many units on."""
        return Period(self.unit, self.number + count)

    def shift_years(self, years: int) -> Period:
        """The same period of another year; 29 February becomes the 28th."""
        if self.unit == "day":
            day = self.first
            try:
                return Period.day(day.replace(year=day.year + years))
            except ValueError:
                return Period.day(day.replace(year=day.year + years, day=28))
        if self.unit in ("week", "weekend"):
            calendar = self.first.isocalendar()
            return week_of(calendar.year + years, min(calendar.week, 52), self.unit)
        return self.shift(years * _PER_YEAR[self.unit]) if self.unit in _PER_YEAR else self.to("year").shift(years)

    @property
    def year_number(self) -> int:
        """The year that the period starts in."""
        if self.unit in _PER_YEAR:
            return self.number // _PER_YEAR[self.unit]
        if self.unit in _YEARS:
            return self.number * _YEARS[self.unit]
        return self.first.isocalendar().year if self.unit == "week" else self.first.year

    @property
    def index(self) -> int:
        """Which month, quarter, half or season of its year, from 1."""
        return self.number % _PER_YEAR[self.unit] + 1

    @property
    def first(self) -> dt.date:
        """The first day; ValueError or OverflowError outside the years 1 to 9999."""
        if self.unit == "day":
            return dt.date.fromordinal(self.number)
        if self.unit == "week":
            return dt.date.fromordinal(self.number * 7 + 1)
        if self.unit == "weekend":
            return dt.date.fromordinal(self.number * 7 + 6)
        if self.unit in _PER_YEAR:
            year, index = divmod(self.number, _PER_YEAR[self.unit])
            month = index * (12 // _PER_YEAR[self.unit]) + 1
            return dt.date(year, month + 2 if self.unit == "season" else month, 1)
        return dt.date(self.number * _YEARS[self.unit], 1, 1)

    @property
    def interval(self) -> DateInterval | None:
        """Its days, or None where a calendar of the years 1 to 9998 cannot hold them."""
        try:
            start = self.first
            end = start + dt.timedelta(2) if self.unit == "weekend" else self.shift(1).first
            return DateInterval(start, end)
        except (ValueError, OverflowError):
            return None

    def to(self, unit: Unit) -> Period:
        """The period of `unit` that holds this one's start; for a finer unit, the first one inside."""
        if unit == self.unit:
            return self
        if unit in _YEARS:
            return Period(unit, self.year_number // _YEARS[unit])
        if unit == "month" and self.unit in ("quarter", "half"):
            return Period("month", self.number * (12 // _PER_YEAR[self.unit]))
        return of_day(self.first, unit)

    def finer_than(self, unit: Unit) -> bool:
        """Whether the unit is shorter than another."""
        return _ORDER.index(self.unit) < _ORDER.index(unit)

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        if self.unit in _YEARS:
            digits = {"year": 4, "decade": 3, "century": 2, "millennium": 1}[self.unit]
            return f"{'BC' if self.number < 0 else ''}{abs(self.number):0{digits}d}"
        if self.unit in _PER_YEAR:
            year = Period("year", self.year_number).value
            if self.unit == "season":
                return f"{year}-{SEASONS[self.index - 1]}"
            return f"{year}-{self.index:02d}" if self.unit == "month" else f"{year}-{self.unit[0].upper()}{self.index}"
        if self.unit == "day":
            return self.first.isoformat()
        calendar = self.first.isocalendar()
        return f"{calendar.year:04d}-W{calendar.week:02d}" + ("-WE" if self.unit == "weekend" else "")


def of_day(day: dt.date, unit: Unit) -> Period:
    """The period of `unit` that holds a day; for the weekend, that of the day's week."""
    if unit == "day":
        return Period.day(day)
    if unit in ("week", "weekend"):
        return Period(unit, (day.toordinal() - 1) // 7)
    if unit == "season":
        month = day.year * 12 + day.month - 3
        return Period("season", month // 12 * 4 + month % 12 // 3)
    if unit in _PER_YEAR:
        return Period.part(unit, day.year, (day.month - 1) // (12 // _PER_YEAR[unit]) + 1)
    return Period(unit, day.year // _YEARS[unit])


def week_of(year: int, number: int, unit: Unit = "week") -> Period:
    """A week or its weekend by ISO year and number; ValueError when there is none."""
    return Period(unit, (dt.date.fromisocalendar(year, number, 1).toordinal() - 1) // 7)
