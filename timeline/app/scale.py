"""The time axis: days to positions between 0 and 1, empty stretches cut out where they can be seen.

News mixes yesterday with 1953. On a plain axis everything recent falls into one dot, so that stretches of time with
events share the width, the empty ones between them shrink to a gap that is marked, and each stretch is linear.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from timeline.app.words import MONTHS
from timeline.models import DateInterval

MOST_STRETCHES = 6
GAP_WIDTH = 0.022
GAP_SHARE = 0.15  # of its stretch: a smaller gap is left as it is
LEAST_WEIGHT = 0.5  # of an even share, so that a lone event still has room for its label
TICK_ROOM = 0.11  # of the whole width, per label
DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days [first, last) drawn from `left` to `right`."""

    days: DateInterval
    left: float
    right: float


class Label(NamedTuple):
    """A label on the axis; one that lacks the year gets it where the year is new."""

    day: dt.date
    text: str
    lacks_year: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Stretches of time from left to right with gaps between them."""

    stretches: tuple[Stretch, ...]

    def position(self, day: dt.date) -> float:
        """Where a day begins; days in a gap lie in the gap, those outside at its ends."""
        number = bisect_right([stretch.days.start for stretch in self.stretches], day) - 1
        if number < 0:
            return 0.0
        here = self.stretches[number]
        if day <= here.days.end:
            return here.left + (here.right - here.left) * (day - here.days.start).days / here.days.days
        if number + 1 == len(self.stretches):
            return 1.0
        after = self.stretches[number + 1]
        share = (day - here.days.end).days / (after.days.start - here.days.end).days
        return here.right + (after.left - here.right) * share

    def day_at(self, position: float) -> dt.date:
        """The day drawn at a position; a position in a gap means the nearer edge of the gap."""
        for number, here in enumerate(self.stretches):
            last = number + 1 == len(self.stretches)
            edge = 1.0 if last else (here.right + self.stretches[number + 1].left) / 2
            if position <= edge or last:
                share = (position - here.left) / (here.right - here.left)
                return here.days.start + DAY * min(max(int(share * here.days.days + 1e-9), 0), here.days.days - 1)
        raise ValueError("Scale: a scale has at least one stretch")

    def gaps(self) -> list[float]:
        """The middles of the gaps."""
        return [(a.right + b.left) / 2 for a, b in zip(self.stretches, self.stretches[1:], strict=False)]


def build(intervals: Sequence[DateInterval]) -> Scale:
    """The scale on which these intervals spread best; those that span nearly everything shape it only when alone."""
    hull = _hull(intervals)
    shaping = [i for i in intervals if i.days <= max(31, hull.days * 0.25)] or list(intervals)
    groups = _groups(shaping)
    weights = _weights(groups)
    room = 1 - GAP_WIDTH * (len(groups) - 1)
    stretches, left = [], 0.0
    for (days, _), weight in zip(groups, weights, strict=True):
        stretches.append(Stretch(days=days, left=left, right=left + weight * room))
        left += weight * room + GAP_WIDTH
    return Scale(stretches=tuple(stretches))


def _hull(intervals: Iterable[DateInterval]) -> DateInterval:
    spans = list(intervals)
    return DateInterval(min(i.start for i in spans), max(i.end for i in spans))


def _groups(intervals: Sequence[DateInterval]) -> list[tuple[DateInterval, int]]:
    """Stretches of time with the number of intervals in each: the widest gaps are cut, one after the other."""
    groups = [_runs(intervals)]
    while len(groups) < MOST_STRETCHES:
        cuts = [cut for number, runs in enumerate(groups) for cut in _cuts(number, runs)]
        if not cuts:
            break
        _, number, at = max(cuts)
        groups[number : number + 1] = [groups[number][:at], groups[number][at:]]
    return [(_padded(DateInterval(g[0][0].start, g[-1][0].end)), sum(n for _, n in g)) for g in groups]


def _runs(intervals: Iterable[DateInterval]) -> list[tuple[DateInterval, int]]:
    """Intervals joined where they touch, in order, with their numbers."""
    runs: list[tuple[DateInterval, int]] = []
    for interval in sorted(intervals):
        if runs and interval.start <= runs[-1][0].end:
            runs[-1] = (runs[-1][0].hull(interval), runs[-1][1] + 1)
        else:
            runs.append((interval, 1))
    return runs


def _cuts(number: int, runs: Sequence[tuple[DateInterval, int]]) -> list[tuple[int, int, int]]:
    """(days, number, index) of the gaps that take a great share of the stretch."""
    whole = (runs[-1][0].end - runs[0][0].start).days
    gaps = [(runs[at][0].start - runs[at - 1][0].end).days for at in range(1, len(runs))]
    return [(gap, number, at) for at, gap in enumerate(gaps, start=1) if gap > max(10, whole * GAP_SHARE)]


def _padded(days: DateInterval) -> DateInterval:
    """Air at both ends, as far as the calendar goes."""
    air = dt.timedelta(max(1, round(days.days * 0.03)))
    start = days.start - air if days.start - dt.date.min > air else dt.date.min
    return DateInterval(start, days.end + air if dt.date.max - days.end > air else dt.date.max)


def _weights(groups: Sequence[tuple[DateInterval, int]]) -> list[float]:
    """Shares of the width: half by the number of events, half by time, both damped by roots."""
    by_number = [math.sqrt(number) for _, number in groups]
    by_time = [math.sqrt(days.days) for days, _ in groups]
    raw = [n / sum(by_number) + t / sum(by_time) for n, t in zip(by_number, by_time, strict=True)]
    floored = [max(weight, 2 * LEAST_WEIGHT / len(groups)) for weight in raw]
    return [weight / sum(floored) for weight in floored]


def ticks(scale: Scale) -> list[tuple[float, str]]:
    """Labelled positions: as many as fit, and the first of each stretch says its year."""
    kept: list[tuple[float, str]] = []
    for stretch in scale.stretches:
        last_year = None
        for label in _candidates(stretch):
            position = scale.position(label.day)
            if kept and position - kept[-1][0] < TICK_ROOM - 1e-9:
                continue
            year = f"<br>{label.day.year}" if label.lacks_year and last_year != label.day.year else ""
            kept.append((position, label.text + year))
            last_year = label.day.year
    return kept


def _candidates(stretch: Stretch) -> list[Label]:
    """The labels of a stretch that would fit if it were alone; a narrow one gets a single label for all of it."""
    fit = max(1, int((stretch.right - stretch.left) / TICK_ROOM))
    labels = _labels(stretch.days, fit)
    middle = stretch.days.start + DAY * (stretch.days.days // 2)
    return labels if len(labels) > 1 and fit > 1 else [Label(middle, _stretch_label(stretch.days), False)]


def _stretch_label(days: DateInterval) -> str:
    if days.days <= 62:
        middle = days.start + DAY * (days.days // 2)
        return f"{MONTHS[middle.month - 1][:3]} {middle.year}"
    first, last = days.start + DAY * (days.days // 10), days.last - DAY * (days.days // 10)
    return str(first.year) if first.year == last.year else f"{first.year}–{last.year % 100:02d}"


def _labels(days: DateInterval, fit: int) -> list[Label]:
    """The finest regular labels that number at most `fit`."""
    candidates = [
        *(_every_days(days, step) for step in (1, 2, 7, 14) if days.days / step <= 60),
        *(_every_months(days, step) for step in (1, 3, 6)),
        *(_every_years(days, step) for step in (1, 2, 5, 10, 20, 50, 100, 500)),
    ]
    return next((labels for labels in candidates if len(labels) <= fit), [])


def _every_days(days: DateInterval, step: int) -> list[Label]:
    offsets = range(1 if days.days > 2 else 0, days.days, step)
    return [
        Label(day, f"{day.day} {MONTHS[day.month - 1][:3]}", True) for day in (days.start + DAY * n for n in offsets)
    ]


def _every_months(days: DateInterval, step: int) -> list[Label]:
    found: list[Label] = []
    if days.days > 36525:
        return [Label(days.start, "", True)] * 99
    for number in range(days.start.year * 12 + days.start.month - 1, days.end.year * 12 + days.end.month):
        year, month = divmod(number, 12)
        day = dt.date(year, month + 1, 1) if year <= 9999 else dt.date.max
        if month % step == 0 and days.start <= day < days.end:
            found.append(Label(day, MONTHS[month][:3], True))
    return found


def _every_years(days: DateInterval, step: int) -> list[Label]:
    years = range(-(-days.start.year // step) * step, days.end.year + 1, step)
    found = [dt.date(year, 1, 1) for year in years if year >= 1]
    return [Label(day, str(day.year), False) for day in found if days.start <= day < days.end]


def bins(scale: Scale, most: int = 64) -> list[tuple[DateInterval, float, float]]:
    """Bars: each stretch in days, weeks, months, quarters, years or decades, whichever keeps the bars wide enough."""
    found: list[tuple[DateInterval, float, float]] = []
    for stretch in scale.stretches:
        room = max(1, round((stretch.right - stretch.left) * most))
        for start, end in _edges(stretch.days, room):
            found.append((DateInterval(start, end), scale.position(start), scale.position(end)))
    return found


def _edges(days: DateInterval, room: int) -> list[tuple[dt.date, dt.date]]:
    step = next((s for s in (1, 7, 30.44, 91.31, 365.25, 3652.5) if days.days / s <= max(room, 3)), 36525)
    if step in (1, 7):
        starts = [days.start + DAY * offset for offset in range(0, days.days, int(step))]
    else:
        months = round(step / 30.44)
        first = (days.start.year * 12 + days.start.month - 1) // months * months
        numbers = range(first, days.last.year * 12 + days.last.month, months)
        starts = [max(dt.date(max(n // 12, 1), n % 12 + 1, 1), days.start) for n in numbers]
    return [(a, b) for a, b in zip(starts, [*starts[1:], days.end], strict=True) if a < b]
