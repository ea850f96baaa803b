"""Dates that do not exist, noise, any script: nothing false is read, nothing is raised, time stays linear."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from timeline.models import DateInterval
from timeline.timex import find

WEDNESDAY = dt.date(2024, 6, 19)
DCTS = [
    WEDNESDAY,
    dt.date(1, 1, 1),
    dt.date(9999, 12, 31),
    None,
    DateInterval(dt.date(2024, 1, 1), dt.date(2025, 1, 1)),
]

IMPOSSIBLE = [
    "30 February", "February 30", "30 February 2024", "February 30, 2024", "2024-02-30", "30/02/2024", "30.2.2024",
    "31 April 2024", "April 31", "June 31, 1998", "31/11/2024", "29 February 2023", "Feb. 29, 1900", "2023-02-29",
    "13/13/2024", "2024-13-01", "2024-00-10", "2024-01-00", "0/5/2024", "5/0/2024", "32/1/2024", "45.67.2024",
    "year 0", "the year 0", "0 BC", "AD 0", "0000-01-01", "year 99999", "the year 99999", "99999-01-01", "in 99999",
    "25:61", "24:61", "12:60", "99:99", "13:75 p.m.", "0:00 p.m.", "13 a.m.", "25 p.m.", "61:00 GMT", "2560 GMT",
    "0th century", "the 0th of May", "May 0", "0 May 2024", "May 99", "99 May", "month 13", "Q5 2024", "Q0 1999",
    "2024-W54", "2024-W00",
]  # fmt: skip


@pytest.mark.parametrize("words", IMPOSSIBLE)
def test_what_the_calendar_does_not_have_is_given_no_days(words: str) -> None:
    """A part that exists may be read ("May", "2024"), the impossible whole may not."""
    for found in find(f"They met on {words} in Geneva.", WEDNESDAY):
        assert len(found.text) < len(words), (found.text, found.value)
        assert not found.value[8:10].isdigit(), (found.text, found.value)
        assert "T" not in found.value, (found.text, found.value)


@pytest.mark.parametrize("words", IMPOSSIBLE)
@pytest.mark.parametrize("dct", DCTS)
def test_what_the_calendar_does_not_have_raises_nothing(words: str, dct: dt.date | DateInterval | None) -> None:
    find(words, dct)
    find(f"{words}, two weeks later, the next day, a year earlier, that month, the following century", dct)


NOISE = [
    "", " ", "\n", "\t\r\n\x0b\x0c", "\u3000\u2003\u00a0\u202f", "\ufeff", "\x00", "\x00\x01\x02\x1b[0m\x7f",
    "\u200b\u200e\u202e", "\ud800", "\udfff\ud800", "\ue000\uffff", "🗓️📅🕛", "́̂̃", "İİİ ßßß ŉ ǰ", "....", "----",
    "/////", ":::::", "''''", "((((", "000000", "1" * 5000, "12 " * 2000, "0.0.0.0", "127.0.0.1", "10-4",
    "1-2-3-4-5", "1/2/3/4/5", "12:34:56:78", "$12.50", "€1998", "£2,024", "1,998", "1.998", "3.14159", "1e1998",
    "0x1998", "A1998B", "x1998", "#1998", "1998%", "http://x.org/1998/05/03/", "+44 20 7946 1998", "(555) 012-1998",
    "ISBN 978-0-306-40615-7", "v2.0.1998", "192.168.19.98", "12.5.3.1", "3-2", "21-14", "7½", "Windows 95",
    "Boeing 747", "Flight 1998", "Room 1987", "Route 66", "H.R. 1998", "S. 2024", "No. 1984", "page 1998", "9mm",
    "24/7", "７８９", "一二三", "४५६", "١٩٩٨",
]  # fmt: skip


@pytest.mark.parametrize("text", NOISE, ids=[ascii(text)[:20] for text in NOISE])
def test_noise_holds_no_time_expression(text: str) -> None:
    for dct in DCTS:
        assert [(t.text, t.value) for t in find(text, dct)] == []


MIXED = [
    ("В среду in Geneva, 三月 and Wednesday.", ["2024-06-19"]),
    ("On\u00a03\u00a0May\u00a01998 he won.", ["1998-05-03"]),
    ("On 3\u202fMay 1998 he won.", ["1998-05-03"]),
    ("On 3 May\n1998 he won.", ["1998-05-03"]),
    ("ON WEDNESDAY, 3 MAY 1998 HE WON.", ["1998-05-03"]),
    ("İstanbul, 3 May 1998 — he won.", ["1998-05-03"]),
    ("\x00On 3 May 1998\x00 he won.", ["1998-05-03"]),
    ("\ufeff3 May 1998", ["1998-05-03"]),
    ("😀 3 May 1998 😀", ["1998-05-03"]),
    ("「3 May 1998」", ["1998-05-03"]),
    ("Мауs ago, on 3 Маy 1998", []),  # Cyrillic letters that look like Latin ones
    ("\u202eOn 3 May 1998\u202c he won.", ["1998-05-03"]),
    ("30 February 2024, 3 May 1998", ["1998-05-03"]),
    ("13/13/2024 and 3/13/2024", ["2024-03-13"]),
    ("at 25:61 on 3 May 1998", ["1998-05-03"]),
]


@pytest.mark.parametrize(("text", "values"), MIXED, ids=[ascii(text) for text, _ in MIXED])
def test_good_dates_beside_noise_are_read(text: str, values: list[str]) -> None:
    found = find(text, WEDNESDAY)
    assert [t.value for t in found] == values
    assert all(t.text == text[t.start : t.end] for t in found)


PIECES = [
    "7", "12 ", "12:30 ", "1/1/", "3.14 ", "555-1984 ", "1998 ", "19 98", "12,", "$5 ", "'8", "May ", "Monday ",
    "the last ", "a ", "the ", "in the ", " ", "\n", "\n\n", ".", "-", "'", "\x00", "İ", "三月", "the quarter ",
    "twenty-", "one hundred ", "year year ", "early ", "the day before the day after ", "70th anniversary of the ",
    "from 3 to ", "not more than ", "1st ", "of the ", "half a century after ", "in the morning of ", "Q1 ", "9/11 ",
    "5pm ", "12 million ", "two or three ", "and a half ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES, ids=[ascii(piece) for piece in PIECES])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        began = time.process_time()
        find(text, WEDNESDAY)
        return time.process_time() - began

    seconds(1000)
    least = 12 * max(seconds(6_000), 0.02)
    assert any(seconds(24_000) < least for _ in range(3))  # a busy machine may hold up one of them


def test_ten_million_digits_are_passed_over() -> None:
    assert find("7" * 10_000_000, WEDNESDAY) == []


@pytest.mark.parametrize("day", ["1950-01-01", "1999-12-01", "2090-01-01"])
@pytest.mark.parametrize("name", ["Diwali", "Ramadan", "Lunar New Year", "Easter"])
def test_a_holiday_of_a_year_that_nobody_computed_is_read_without_a_warning(name: str, day: str) -> None:
    found = find(f"They met on {name}.", dt.date.fromisoformat(day))
    assert all(t.interval is None or abs(t.interval.start.year - int(day[:4])) <= 1 for t in found)
