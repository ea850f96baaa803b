"""Dates and doubt in words, never more exact than what is known."""

from __future__ import annotations

import datetime as dt

from timeline.models import DateInterval

_CONFIDENCE = ((0.9, "well supported"), (0.7, "likely"), (0.45, "uncertain"), (0.0, "weak"))


def day_in_words(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def interval_in_words(interval: DateInterval) -> str:
    """The days of an interval as a person writes them: a day, a month, a year, or from when to when."""
    start, end, last = interval.start, interval.end, interval.last
    if interval.days == 1:
        return day_in_words(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 1, 1):
        return _years(start.year, last.year)
    if start.day == end.day == 1 and interval.days <= 31:
        return f"{start:%B} {start.year}"
    if start.day == end.day == 1:
        return f"{start:%B} {start.year} – {last:%B} {last.year}" if start.year != last.year else (
            f"{start:%B} – {last:%B} {last.year}")  # fmt: skip
    if start.year != last.year:
        return f"{day_in_words(start)} – {day_in_words(last)}"
    if start.month != last.month:
        return f"{start.day} {start:%B} – {day_in_words(last)}"
    return f"{start.day}–{day_in_words(last)}"


def when_in_words(interval: DateInterval | None, basis: str, status: str, time_text: str) -> str:
    """When an event happened, as a card says it."""
    if interval is None:
        return f"undated ({time_text})" if time_text else "undated"
    if status == "ongoing" and interval.days > 1 and basis != "publication":
        return f"since {_beginning_in_words(interval.start)}"
    words = interval_in_words(interval)
    if basis == "publication":
        return f"around {words}" if interval.days == 1 else f"some time in {words}"
    return words


def confidence_in_words(confidence: float) -> str:
    return next(words for least, words in _CONFIDENCE if confidence >= least)


def _beginning_in_words(start: dt.date) -> str:
    """When something that goes on began: the year or the month where the day is only where one of them begins.

    "Since May" and "since late August" begin an interval on the 1st and the 21st, and nobody said that day.
    """
    if (start.month, start.day) == (1, 1):
        return str(start.year)
    return f"{start:%B} {start.year}" if start.day in (1, 11, 21) else day_in_words(start)


def _years(first: int, last: int) -> str:
    if first == last:
        return str(first)
    if first % 10 == 0 and last == first + 9:
        return f"the {first}s"
    return f"{first}–{last}"
