"""This project and its rivals behind one face: text and publication date in, spans with values and intervals out."""

from __future__ import annotations

import datetime as dt
import importlib.util
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from timeline.timex import find
from timeline.timex.periods import Period, Unit, of_day

UNITS: tuple[Unit, ...] = ("day", "week", "weekend", "month", "quarter", "year", "decade", "century")


@dataclass(frozen=True, slots=True)
class Found:
    """A time expression as a system reads it."""

    start: int
    end: int
    value: str
    interval: tuple[str, str] | None


Reader = Callable[[str, dt.date], list[Found]]


def timeline(text: str, dct: dt.date) -> list[Found]:
    """This project."""
    return [
        Found(t.start, t.end, t.value, (t.interval.iso()[0], t.interval.iso()[1]) if t.interval else None)
        for t in find(text, dct)
    ]


def dateparser(text: str, dct: dt.date) -> list[Found]:
    """dateparser.search.search_dates, the setting that serves it best; it tells no granularity: all are days."""
    from dateparser.search import search_dates

    base = dt.datetime.combine(dct, dt.time())
    settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "current_period"}
    hits = search_dates(text, languages=["en"], settings=settings) or []
    return list(_placed(text, ((words, when.date(), when.date() + dt.timedelta(1)) for words, when in hits)))


def date_wrangler(text: str, dct: dt.date) -> list[Found]:
    """date-wrangler as it comes, numeric dates month first."""
    from date_wrangler import DateOrder, WranglerConfig, parse

    hits = parse(text, today=dct, config=WranglerConfig(date_order=DateOrder.MDY))
    return [Found(*hit.span, *_named(hit.range.start, hit.range.end)) for hit in hits]


def recognizers(text: str, dct: dt.date) -> list[Found]:
    """recognizers-text-date-time; of several values of a result the latest that is not after the publication date."""
    from recognizers_date_time import Culture, DateTimeRecognizer

    model = DateTimeRecognizer(Culture.English).get_datetime_model()
    return [
        Found(hit.start, hit.end + 1, *_recognized((hit.resolution or {}).get("values") or [{}], dct))
        for hit in model.parse(text, dt.datetime.combine(dct, dt.time()))
    ]


def parsedatetime(text: str, dct: dt.date) -> list[Found]:
    """parsedatetime's nlp; like dateparser it tells no granularity."""
    from parsedatetime import Calendar

    hits = Calendar().nlp(text, dt.datetime.combine(dct, dt.time())) or ()
    return [Found(start, end, *_named(when.date(), when.date() + dt.timedelta(1))) for when, _, start, end, _ in hits]


RIVALS: dict[str, tuple[str, Reader]] = {
    "dateparser.search": ("dateparser", dateparser),
    "date-wrangler": ("date_wrangler", date_wrangler),
    "recognizers-text": ("recognizers_date_time", recognizers),
    "parsedatetime": ("parsedatetime", parsedatetime),
}


def installed() -> Iterator[tuple[str, Reader]]:
    """The rivals that can be imported; the others are named as skipped."""
    for name, (module, reader) in RIVALS.items():
        if importlib.util.find_spec(module):
            yield name, reader
        else:
            print(f"{name}: not installed, skipped")


def _placed(text: str, hits: Iterator[tuple[str, dt.date, dt.date]]) -> Iterator[Found]:
    position = 0
    for words, start, end in hits:
        at = text.find(words, position)
        if at >= 0:
            position = at + len(words)
            yield Found(at, position, *_named(start, end))


def _named(start: dt.date | None, end: dt.date | None) -> tuple[str, tuple[str, str] | None]:
    """The TIMEX3 value of the calendar period that these days are, if they are one."""
    if start is None or end is None or start >= end:
        return "", None
    for unit in UNITS:
        period: Period = of_day(start, unit)
        if period.interval and (period.interval.start, period.interval.end) == (start, end):
            return period.value, (start.isoformat(), end.isoformat())
    return "", (start.isoformat(), end.isoformat())


def _recognized(values: list[dict[str, Any]], dct: dt.date) -> tuple[str, tuple[str, str] | None]:
    past = [v for v in values if v.get("value", v.get("start", "9"))[:10] <= dct.isoformat()]
    value = past[-1] if past else values[0]
    kind = value.get("type", "")
    if kind == "duration":
        return value["timex"], None
    try:
        if kind in ("date", "datetime"):
            start = dt.date.fromisoformat(value["value"][:10])
            named = _named(start, start + dt.timedelta(1))
            return (named[0] + (f"T{value['value'][11:16]}" if kind == "datetime" else ""), named[1])
        if kind in ("daterange", "datetimerange"):
            return _named(dt.date.fromisoformat(value["start"][:10]), dt.date.fromisoformat(value["end"][:10]))
    except (KeyError, ValueError):
        pass
    return value.get("timex", ""), None
