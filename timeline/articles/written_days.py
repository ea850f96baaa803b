"""Days as headers, captions and metadata write them, in several languages; a numeric one in every way it can be read.

Running text is the business of `timeline.timex`; this reads the short, formal dates around it.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from timeline.articles.calendars import era_year, gregorian_year, other_days
from timeline.models import Span

FIRST_YEAR, LAST_YEAR = 1600, 2999  # newspapers begin in 1605
MONTHS = 12
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LONGEST_LINE = 200  # characters of what is read but once
DIGITS = {  # to those of ASCII, one for one, so that offsets hold
    zero + digit: str(digit) for zero in (0x660, 0x6F0, 0x966, 0x9E6, 0xBE6, 0xE50, 0xFF10) for digit in range(10)
}
CENTURY_PIVOT = 70  # '69 is 2069 no more than '70 is: two-digit years are 1970 to 2069

LETTER = r"[^\s\d!-/:-@\[-`{-~。、，：（）،]"  # by what it is not: the vowel signs of India count too
NAME = rf"(?:{LETTER}{{2,14}}\.?|[ก-ฮ][\u0e31-\u0e4e]?\.[ก-ฮ]\.?)"
WHOLE_NAME = NAME.replace("{2,14}", "{2,14}+")  # not given back letter by letter
YEAR = r"(?:1[6-9]|2[0-9])\d\d"
DAY = r"\d{1,2}"
PATTERN = re.compile(  # from its first number on, found quickly; the name before that of "May 3, 2019" is apart
    rf"""
    (?=[\d明大昭平令])(?<![\d/,-])(?:
      (?<!:)(?P<d6>{DAY})(?:st|nd|rd|th)?\s*,?\s*(?:de\s+)?
        (?:\d\d:\d\d:\d\d\s(?:[A-Z]{{3,4}}\s)?)?(?:(?P<y6>{YEAR})|[’'](?P<y10>\d\d))(?!\d)
      | (?<!\.)(?:
        (?P<y1>{YEAR})(?P<s1>[-/.]\s?)(?P<m1>\d{{1,2}})(?P=s1)(?P<d1>{DAY})(?!\d)
      | (?P<a2>{DAY})(?P<s2>[-/]|\.\s?)(?P<b2>{DAY})(?P=s2)(?P<y2>{YEAR}|\d\d)(?![\d/-]|\.\d)
      | (?P<y3>\d{{4}})\s?[年년]\s?(?P<m3>\d{{1,2}})\s?[月월]\s?(?P<d3>{DAY})\s?[日일]
      | (?P<e1>明治|大正|昭和|平成|令和)\s?(?P<e2>元|\d{{1,2}})年\s?(?P<e3>\d{{1,2}})月\s?(?P<e4>{DAY})日
      | (?P<v1>{DAY})\s+tháng\s+(?P<v2>\d{{1,2}})(?:,|\s+năm)?\s+(?P<v3>{YEAR})(?!\d)
      | (?P<r1>{DAY})\.\s?(?P<r2>(?-i:I{{1,3}}|IV|VI{{0,3}}|IX|XI{{0,2}}))\.\s?(?P<r3>{YEAR})(?!\d)
      | (?P<d4>{DAY})(?:st|nd|rd|th|er|\.|º|ª)?[\s/-]*(?:de\s+|of\s+|d[’'])?(?P<n4>{NAME})
          (?:[\s,،/-]*(?:de\s+|del\s+|พ\.ศ\.\s*)?(?P<y4>{YEAR})|(?:(?<=\d-...)-|\s[’'])(?P<y7>\d\d)
          |\s(?P<y9>\d\d)(?=,?\s\d{{1,2}}:\d\d))(?!\d)
      | (?P<y8>{YEAR})\.\sgada\s(?P<d8>{DAY})\.\s(?P<n8>{NAME})
      | (?P<y5>{YEAR})(?:[.,]|ko|\sm\.)?[\s-]+(?P<n5>{NAME})[\s-]+(?P<d5>{DAY})(?!\d)
      )
    )
    """,
    re.VERBOSE | re.IGNORECASE,
)
NAME_BEFORE = re.compile(rf"\b({WHOLE_NAME})\s*$")
LONGEST_BEFORE = 24  # characters of a name and the spaces behind it
WEEKDAY_BEFORE = re.compile(r"([^\W\d_]{3,12})\.?,?\s*(?:the\s+)?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenDay(Span):
    """A day as written. `readings` has two days while day and month can be told apart by nothing here.

    `weekday` is the ISO number of the day of the week beside it; `agrees` is False if no reading falls on it.
    """

    text: str
    readings: tuple[dt.date, ...]
    weekday: int | None = None
    agrees: bool = True


def written_days(text: str) -> Sequence[WrittenDay]:
    """Every full day (with a year) in the text, from left to right."""
    return _days_in_line(text) if len(text) <= LONGEST_LINE else tuple(_days_in(text))


@lru_cache(maxsize=4096)
def _days_in_line(text: str) -> Sequence[WrittenDay]:
    """Several questions are asked of the lines of a page, and the same lines come on many pages."""
    return tuple(_days_in(text))


def _days_in(text: str) -> Iterator[WrittenDay]:
    text = text if text.isascii() else text.translate(DIGITS)
    for begin, stop, other in other_days(text):
        yield WrittenDay(start=begin, end=stop, text=text[begin:stop], readings=(other,))
    for begin, found, name in _matches(text):
        readings = tuple(dict.fromkeys(filter(None, _readings(found, name))))
        if not readings:
            continue
        before = WEEKDAY_BEFORE.search(text, max(0, begin - 16), begin)
        weekday = calendar_words()["weekday"].get(fold(before[1])) if before else None
        fitting = tuple(day for day in readings if weekday in (None, day.isoweekday()))
        start = before.start() if before and weekday else begin
        yield WrittenDay(
            start=start,
            end=found.end(),
            text=text[start : found.end()],
            readings=fitting or readings,
            weekday=weekday,
            agrees=bool(fitting),
        )


def _matches(text: str) -> Iterator[tuple[int, re.Match[str], str]]:
    """Where each begins, what is found there, and the name of the month if that stands before all numbers."""
    position = 0
    while found := PATTERN.search(text, position):
        begin, name = found.start(), ""
        if found["d6"]:
            before = NAME_BEFORE.search(text, max(position, begin - LONGEST_BEFORE), begin)
            if before is None:
                position = begin + 1
                continue
            begin, name = before.start(), before[1]
        position = found.end()
        yield begin, found, name


COMPACT = re.compile(r"^\s*((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6})?(?:Z|[+-]\d{4})?\s*$")
UNIX_SECONDS = re.compile(r"^\s*(1\d{9}|[4-9]\d{8})(?:\d{3})?\s*$")


def stored_day(words: str) -> dt.date | None:
    """The one day of a metadata field, which may also be written 20240619T0738 or in seconds since 1970."""
    days = {day for written in written_days(words) for day in written.readings}
    if found := COMPACT.match(words):
        days |= {day for day in [day_of(int(found[1]), int(found[2]), int(found[3]))] if day}
    elif found := UNIX_SECONDS.match(words):
        days.add(dt.datetime.fromtimestamp(int(found[1]), dt.UTC).date())
    return days.pop() if len(days) == 1 else None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day, or None if the calendar or the history of newspapers has no such day."""
    try:
        return dt.date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _readings(found: re.Match[str], name: str) -> Iterator[dt.date | None]:
    if found["y1"]:
        yield day_of(gregorian_year(int(found["y1"])), int(found["m1"]), int(found["d1"]))
    elif found["y2"]:
        first, second, year = int(found["a2"]), int(found["b2"]), gregorian_year(_year(found["y2"]))
        yield day_of(year, second, first)
        if found["s2"][0] != "." or second > MONTHS:  # dots are used day first wherever that can be
            yield day_of(year, first, second)
    elif found["y3"]:
        yield day_of(int(found["y3"]), int(found["m3"]), int(found["d3"]))
    elif found["e1"]:
        yield day_of(era_year(found["e1"], found["e2"]), int(found["e3"]), int(found["e4"]))
    elif found["r1"]:
        yield day_of(int(found["r3"]), ROMAN.index(found["r2"]) + 1, int(found["r1"]))
    elif found["v1"]:
        yield day_of(int(found["v3"]), int(found["v2"]), int(found["v1"]))
    else:
        which = next(number for number in "4568" if found["d" + number])
        if month := calendar_words()["month"].get(fold(name or found["n" + which])):
            year = gregorian_year(_year(found["y" + which] or found["y7"] or found["y9"] or found["y10"]))
            yield day_of(year, month, int(found["d" + which]))


def _year(digits: str) -> int:
    if len(digits) == 4:
        return int(digits)
    return int(digits) + (1900 if int(digits) >= CENTURY_PIVOT else 2000)


def fold(word: str) -> str:
    """A calendar word as the table has it."""
    return word.rstrip(".").casefold()


@cache
def calendar_words() -> dict[str, dict[str, int]]:
    """Kind ("month", "weekday") -> word -> number."""
    table: dict[str, dict[str, int]] = {"month": {}, "weekday": {}}
    source = resources.files("timeline.resources") / "articles" / "calendar_words.tsv"
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    for kind, number, _language, words in (row for row in rows if row and not row[0].startswith("#")):
        for word in words.split():
            table[kind][word.casefold()] = int(number)
    return table
