"""Readings against a publication date that is wider than a day."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
from collections.abc import Callable

from timeline.models import DateInterval, TimeExpression

MOST_DAYS = 31


def readings_over(
    dct: DateInterval, read: Callable[[dt.date | None], list[TimeExpression]]
) -> list[TimeExpression]:
    """What holds on every day of `dct`; where the days differ, the hull of their intervals."""
    step = max(1, -(-dct.days // MOST_DAYS))
    days = sorted({*range(0, dct.days, step), dct.days - 1})
    runs = [{(t.start, t.end): t for t in read(dct.start + dt.timedelta(day))} for day in days]
    spans = [span for span in runs[0] if all(span in run for run in runs)]
    return [_joined([run[span] for run in runs]) for span in spans]


def _joined(readings: list[TimeExpression]) -> TimeExpression:
    first = readings[0]
    if all(other.value == first.value and other.interval == first.interval for other in readings):
        return first
    intervals = [r.interval for r in readings if r.interval]
    hull = DateInterval(min(i.start for i in intervals), max(i.end for i in intervals)) if intervals else None
    values = sorted({r.value for r in readings})
    return dataclasses.replace(
        first,
        value=_common(values),
        interval=hull,
        rule=f"{first.rule} > one of {len(values)} readings, as the publication date is wider than a day",
        confidence=round(first.confidence / 2, 2),
    )


def _common(values: list[str]) -> str:
    """The part that all values share, the rest as X."""
    shared = os.path.commonprefix(values)
    longest = max(values, key=len)
    return shared + "".join(c if c in "-TW" else "X" for c in longest[len(shared) :])
