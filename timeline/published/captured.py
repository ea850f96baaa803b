"""Stamps that count from the moment a page was seen ("3 days ago"), where the page also tells when that was."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from timeline.articles.ago import Ago, counted_back
from timeline.models import DateInterval, Document
from timeline.published.candidates import HEAD, Found

CLOCK = re.compile(r"(?:\b|(?<=\dT))([01]?\d|2[0-3])[:.]([0-5]\d)\b")
DAYS = {"day": 1, "week": 7}
CLOCK_BESIDE = 12  # characters after a day in the text
LABELS = 30  # characters beside a stamp that still leave it a line of its own
AFTERNOON = re.compile(r"^\s?pm\b", re.IGNORECASE)


def counted_from_capture(document: Document, candidates: Sequence[Found]) -> Iterator[Found]:
    """What such stamps mean, if the page was seen on one day only."""
    captures = [f for f in candidates if f.kind.role == "capture" and f.interval and f.interval.days == 1]
    saved = [f for f in captures if f.name == "page saved"]
    days = {f.interval: f for f in (saved or captures) if f.interval}
    if len(days) != 1:
        return
    ((seen, capture),) = days.items()
    beside = document.text[capture.end : capture.end + CLOCK_BESIDE] if capture.end else ""
    for text, start, end in _stamps(document):
        ago = counted_back(text)
        if ago and (interval := _before(seen, _clock(capture.text + beside), ago)):
            yield Found(name="counted from capture", text=text, start=start, end=end, readings=(interval,))


def _stamps(document: Document) -> Iterator[tuple[str, int, int]]:
    for clue in document.clues:
        if clue.kind == "ago":
            yield clue.text, 0, 0
    position = 0
    for line in document.text[:HEAD].splitlines(keepends=True):
        ago = counted_back(line)
        if ago and len(line.strip()) - len(ago.text) <= LABELS and not line.rstrip().endswith("."):
            start = position + line.index(ago.text)
            yield ago.text, start, start + len(ago.text)
        position += len(line)


def _clock(words: str) -> dt.time | None:
    found = CLOCK.search(words)
    if not found:
        return None
    hour = int(found[1]) % 12 + 12 if AFTERNOON.search(words[found.end() :]) else int(found[1])
    return dt.time(hour % 24, int(found[2]))


def _before(seen: DateInterval, clock: dt.time | None, ago: Ago) -> DateInterval | None:
    """The days that the stamp can mean; "3 days ago" is anything from 72 hours to just under 96."""
    try:
        if ago.exact:
            return DateInterval.day(seen.start - dt.timedelta(ago.number))
        if ago.unit in DAYS:
            period = dt.timedelta(DAYS[ago.unit])
            return DateInterval(seen.start - period * (ago.number + 1), seen.end - period * ago.number)
        earliest = dt.datetime.combine(seen.start, clock or dt.time.min)
        latest = dt.datetime.combine(seen.start, clock or dt.time.max)
        unit = dt.timedelta(hours=1) if ago.unit == "hour" else dt.timedelta(minutes=1)
        first, last = earliest - unit * (ago.number + (clock is None)), latest - unit * ago.number
    except OverflowError:
        return None
    return DateInterval(first.date(), last.date() + dt.timedelta(1))
