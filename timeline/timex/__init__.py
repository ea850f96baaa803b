"""Time expressions: found in text and normalised to TIMEX3 values and calendar intervals."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from typing import Literal

from timeline.models import DateInterval, Span, TimeExpression

Genre = Literal["news", "narrative"]

_MONTHS = "January February March April May June July August September October November December".split()
_STATED = re.compile(
    rf"\b(?P<month>{'|'.join(_MONTHS)}) (?P<day>\d{{1,2}}), (?P<year>\d{{4}})\b|\b(?P<iso>\d{{4}}-\d\d-\d\d)\b"
)


def find(
    text: str,
    dct: dt.date | DateInterval | None,
    *,
    genre: Genre | None = None,
    furniture: Sequence[Span] = (),
) -> list[TimeExpression]:
    """The time expressions of `text`, in order, read against the publication date `dct`."""
    found = []
    for match in _STATED.finditer(text):
        try:
            day = (
                dt.date.fromisoformat(match["iso"])
                if match["iso"]
                else dt.date(int(match["year"]), _MONTHS.index(match["month"]) + 1, int(match["day"]))
            )
        except ValueError:
            continue
        found.append(
            TimeExpression(
                start=match.start(),
                end=match.end(),
                text=match[0],
                type="DATE",
                value=day.isoformat(),
                interval=DateInterval.day(day),
                rule="stated date",
            )
        )
    return found
