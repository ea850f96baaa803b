"""This project and its rivals behind one face: text and publication date in, spans with values and intervals out.

Each rival is given its best chance: the settings that score best, one sentence at a time with line breaks as spaces,
past readings of bare weekdays and months, its grain or timex told as TIMEX3, and ranges as their two ends, as in gold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from values import UNITS, Days, days_of, interval_of, period_around, period_of

from timeline import __version__
from timeline.timex import find
from timeline.timex.periods import Period, Unit, of_day

RANGE = re.compile(
    r"(?P<from>(?:from |between )?)(?P<first>.+?)(?: to | and | through | until |\s*[-–]\s*)(?P<last>.+)", re.I
)
BARE = re.compile(
    r"(?:on |in )?(?:[a-z]{3,9}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?|\d{1,2} [a-z]{3,9})",
    re.I,
)
SENTENCE = re.compile(r"(?:[^.!?\n]|[.!?](?!\s+[A-Z])|\n(?!\s*\n))*[.!?\n\s]*")
HYPHEN = re.compile(r"(?<=[A-Za-z])-(?=[A-Za-z])")
PART = re.compile(r"(?:the )?(?:early|mid|late|beginning|middle|end|start)\b", re.I)


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression as a system reads it."""

    start: int
    end: int
    value: str
    interval: Days | None
    confidence: float | None = None


Reader = Callable[[str, dt.date], list[Found]]


def timeline(text: str, dct: dt.date) -> list[Found]:
    """This project."""
    return [
        Found(
            t.start,
            t.end,
            t.value,
            (i.start.isoformat(), i.end.isoformat()) if (i := t.interval) else None,
            t.confidence,
        )
        for t in find(text, dct)
    ]


def dateparser(text: str, dct: dt.date) -> list[Found]:
    """dateparser.search.search_dates; the unit of a hit, which search does not tell, by reading its words again."""
    from dateparser.date import DateDataParser
    from dateparser.search import search_dates

    base = dt.datetime.combine(dct, dt.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "current_period", "RETURN_TIME_AS_PERIOD": True}
    again = DateDataParser(languages=["en"], settings=settings)
    found, position = [], 0
    for words, when in search_dates(text, languages=["en"], settings=settings) or []:
        at = text.find(words, position)
        if at < 0:
            continue
        position = at + len(words)
        unit = again.get_date_data(words).period
        clock = f"T{when:%H:%M}" if unit == "time" else ""
        found.append(_found(at, position, of_day(when.date(), unit if unit in UNITS else "day"), clock))
    return found


def date_wrangler(text: str, dct: dt.date) -> list[Found]:
    """date-wrangler, eager for bare months, numeric dates month first."""
    from date_wrangler import DateOrder, WranglerConfig, parse

    found = []
    for hit in parse(text, today=dct, config=WranglerConfig(date_order=DateOrder.MDY, strictness="greedy")):
        ends = hit.endpoints
        if ends and (spans := _ends(hit.text, hit.span[0])):
            found += [_of_days(*span, text, end.start, end.end, dct) for span, end in zip(spans, ends, strict=True)]
        else:
            first, after = _closed(hit.range, hit.text.lower())
            found.append(_of_days(*hit.span, text, first, after, dct))
    return found


def recognizers(text: str, dct: dt.date) -> list[Found]:
    """recognizers-text-date-time; of several values of a result the latest that is not after the publication date.

    "third-quarter" is told as "third quarter", which it would take apart.
    """
    found, text = [], HYPHEN.sub(" ", text)
    for hit in _recognizer().parse(text, dt.datetime.combine(dct, dt.time())):
        value = _preferred((hit.resolution or {}).get("values") or [{}], dct)
        start, end = hit.start, hit.end + 1
        spans = _ends(text[start:end], start) if value.get("timex", "").startswith("(") and "end" in value else None
        if spans and not PART.match(text[start:end]):
            days = [dt.date.fromisoformat(value[side][:10]) for side in ("start", "end")]
            found += [_found(*span, Period.day(day)) for span, day in zip(spans, days, strict=True)]
        else:
            found.append(Found(start, end, *_recognized(value, dct)))
    return found


def parsedatetime(text: str, dct: dt.date) -> list[Found]:
    """parsedatetime's nlp, weekdays of the past, days of the running year; a hit's unit is the finest that it tells."""
    from parsedatetime import VERSION_CONTEXT_STYLE, Calendar, Constants, pdtContext

    constants = Constants("en_US", usePyICU=False)
    constants.DOWParseStyle, constants.CurrentDOWParseStyle, constants.YearParseStyle = -1, True, 0
    units: dict[int, Unit] = {
        pdtContext.ACU_DAY: "day", pdtContext.ACU_WEEK: "week", pdtContext.ACU_MONTH: "month",
        pdtContext.ACU_YEAR: "year",
    }  # fmt: skip
    hits = Calendar(constants, version=VERSION_CONTEXT_STYLE).nlp(text, dt.datetime.combine(dct, dt.time())) or ()
    found = []
    for when, context, start, end, words in hits:
        unit = next((unit for flag, unit in units.items() if context.accuracy & flag), None)
        clock = f"T{when:%H:%M}" if context.accuracy & pdtContext.ACU_TIME else ""
        year = re.fullmatch(r"(?:in )?((?:1\d|20)\d\d)", words.strip(), re.I)
        period = Period.year(int(year[1])) if year else of_day(when.date(), "day" if clock else unit or "day")
        found.append(_found(start, end, period, clock))
    return found


RIVALS: dict[str, tuple[str, Reader]] = {
    "date-wrangler": ("date-wrangler", date_wrangler),
    "dateparser.search": ("dateparser", dateparser),
    "parsedatetime": ("parsedatetime", parsedatetime),
    "recognizers-text": ("recognizers-text-date-time", recognizers),
}


def systems() -> Iterator[tuple[str, Reader]]:
    """This project and the rivals that are installed, each with its version; the others are named as skipped."""
    yield f"Timeline {__version__}", timeline
    for name, (package, reader) in RIVALS.items():
        try:
            yield f"{name} {version(package)}", _by_sentence(reader)
        except PackageNotFoundError:
            print(f"{name}: not installed, skipped")


def _by_sentence(read: Reader) -> Reader:
    """The same reader on one sentence after the other, line breaks as spaces: offsets of whole texts drift in some."""

    def sentences(text: str, dct: dt.date) -> list[Found]:
        return [
            Found(f.start + part.start(), f.end + part.start(), f.value, f.interval)
            for part in SENTENCE.finditer(text)
            if part[0].strip()
            for f in read(part[0].replace("\n", " "), dct)
        ]

    return sentences


def _closed(days: Any, words: str) -> tuple[dt.date, dt.date]:
    """The days of a range; of an open one ("since May 3", "before 1998") those of the date that is said."""
    if days.start and days.end:
        return days.start, days.end
    outside = words.startswith(("after", "before"))
    day = days.start - dt.timedelta(outside) if days.start else days.end - dt.timedelta(not outside)
    interval = of_day(day, days.grain.value).interval
    return (interval.start, interval.end) if interval else (day, day + dt.timedelta(1))


def _found(start: int, end: int, period: Period | None, suffix: str = "") -> Found:
    return Found(start, end, period.value + suffix, days_of(period)) if period else Found(start, end, "", None)


def _of_days(start: int, end: int, text: str, first: dt.date, after: dt.date, dct: dt.date) -> Found:
    """What these days are in the calendar; a bare weekday, month or day of a month to come is put in the past."""
    period = period_of(first, after)
    words = text[start:end]
    if period is None and PART.match(words):
        period = period_around(first, after)
    if period is None:
        return Found(start, end, "", (first.isoformat(), after.isoformat()))
    if first > dct and BARE.fullmatch(words):
        weekday = words.lower().endswith("day") and not any(c.isdigit() for c in words)
        period = period.shift(-7) if weekday else period.shift_years(-1)
    return _found(start, end, period)


def _ends(words: str, at: int) -> tuple[tuple[int, int], tuple[int, int]] | None:
    match = RANGE.fullmatch(words)
    if not match:
        return None
    return (at + match.start("first"), at + match.end("first")), (at + match.start("last"), at + match.end("last"))


@cache
def _recognizer() -> Any:
    from recognizers_date_time import Culture, DateTimeRecognizer

    return DateTimeRecognizer(Culture.English).get_datetime_model()


def _preferred(values: list[dict[str, str]], dct: dt.date) -> dict[str, str]:
    """The latest value that is not after the publication date, else the first."""
    values = [{name: said for name, said in value.items() if said} for value in values]
    past = [v for v in values if (v.get("value") or v.get("start") or v.get("end") or "9")[:10] <= dct.isoformat()]
    return past[-1] if past else values[0]


def _recognized(value: dict[str, str], dct: dt.date) -> tuple[str, Days | None]:
    """A result of recognizers-text as a TIMEX3 value and days."""
    timex, kind = value.get("timex", ""), value.get("type", "")
    if kind in ("duration", "set") or timex.endswith("_REF"):
        return timex, None
    clock = "T" + timex.partition("T")[2] if "T" in timex and not timex.startswith("(") else ""
    if kind in ("time", "timerange"):
        clock = f"T{value['value'][:5]}" if kind == "time" and "value" in value else clock
        return dct.isoformat() + clock, days_of(Period.day(dct))
    if "X" not in timex and interval_of(timex):
        return timex, interval_of(timex)
    first, after = (_date(value.get(side, "")) for side in ("start", "end"))
    if kind in ("date", "datetime", "datetimerange"):
        day = _date(value.get("value", "")) or first or after
        clock = f"T{value['value'][11:16]}" if kind == "datetime" and len(value.get("value", "")) > 15 else clock
        return (f"{day}{clock}", days_of(Period.day(day))) if day else (timex, None)
    if first and after:
        period = period_of(first, after) or (period_around(first, after) if "Mod" in value else None)
        return (period.value, days_of(period)) if period else (timex, (first.isoformat(), after.isoformat()))
    edge = after or (first and first - dt.timedelta(value.get("Mod") == "after"))
    if edge is None:
        return timex, None
    period = of_day(edge, "month" if re.fullmatch(r"XXXX-\d\d", timex) else "day")
    return period.value, days_of(period)


def _date(stamp: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(stamp[:10])
    except ValueError:
        return None
