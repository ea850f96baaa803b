"""Readings against a publication date that is wider than a day."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import Counter
from collections.abc import Callable

from timeline.models import DateInterval, Reading, TimeExpression

MOST_DAYS = 31
MOST_OFTEN = 0.65


def readings_over(dct: DateInterval, read: Callable[[dt.date | None], list[TimeExpression]]) -> list[TimeExpression]:
    """What holds on every day of `dct`; where the days differ, the hull of their intervals."""
    step = max(1, -(-dct.days // MOST_DAYS))
    days = sorted({*range(0, dct.days, step), dct.days - 1})
    runs = [{(t.start, t.end): t for t in read(dct.start + dt.timedelta(day))} for day in days]
    spans = [span for span in runs[0] if all(span in run for run in runs)]
    return [_joined([run[span] for run in runs]) for span in spans]


def _joined(readings: list[TimeExpression]) -> TimeExpression:
    """The reading of all days; that of two days in three, with the others kept; or what all have in common."""
    counted = Counter((r.value, r.interval) for r in readings)
    (value, interval), often = counted.most_common(1)[0]
    chosen = next(r for r in readings if (r.value, r.interval) == (value, interval))
    if often == len(readings):
        return chosen
    others = tuple(
        Reading(value=v, interval=i, reason=f"holds on {n} of {len(readings)} possible publication days")
        for (v, i), n in counted.items()
        if (v, i) != (value, interval)
    )
    share = often / len(readings)
    if share >= MOST_OFTEN:
        return dataclasses.replace(
            chosen,
            rule=f"{chosen.rule} > so on {often} of {len(readings)} possible publication days",
            confidence=round(chosen.confidence * share, 2),
            readings=others + tuple(r for r in chosen.readings if r.value not in {o.value for o in others}),
        )
    intervals = [r.interval for r in readings if r.interval]
    return dataclasses.replace(
        chosen,
        value=_common([r.value for r in readings]),
        interval=DateInterval(min(i.start for i in intervals), max(i.end for i in intervals)) if intervals else None,
        rule=f"{chosen.rule} > one of {len(counted)} readings, as the publication date is wider than a day",
        confidence=round(chosen.confidence / 2, 2),
        readings=others,
    )


def _common(values: list[str]) -> str:
    """The part that all values share, the rest as X."""
    longest = max(values, key=len)
    return "".join(
        c if c in "-TW" or all(v.startswith(longest[: n + 1]) for v in values) else "X" for n, c in enumerate(longest)
    )
