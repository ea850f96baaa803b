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
from itertools import pairwise
from typing import NamedTuple

from timeline.app.words import MONTHS
from timeline.models import DateInterval

MOST_STRETCHES = 8
GAP_WIDTH = 0.018
GAP_SHARE = 0.2  # of its stretch: a smaller gap is left as it is
NARROW = 92  # days: what is wider shapes the scale by its ends alone
NEWS_CYCLE = 45  # days without events that still belong to one run of them
CROWD = 0.04  # of all events: a run with that many gets a stretch of its own
LEAST_WEIGHT = 0.45  # of an even share, so that a lone event still has room for its label
TICK_ROOM = 0.11  # of the whole width, per label
DAY = dt.timedelta(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days [first, last) drawn from `left` to `right`."""

    days: DateInterval
    left: float
    right: float


class Run(NamedTuple):
    """Days without a great gap, and how many events lie in them."""

    days: DateInterval
    number: int


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

    def middle(self, day: dt.date) -> float:
        """Where the middle of a day is drawn, as far as the calendar goes."""
        return (self.position(day) + self.position(day + DAY if day < dt.date.max else day)) / 2

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
    """The scale on which these intervals spread best. Wide ones shape it by their ends alone."""
    groups = _groups(_runs(part for interval in intervals for part in _shaping(interval)))
    weights = _weights(groups)
    room = 1 - GAP_WIDTH * (len(groups) - 1)
    stretches, left = [], 0.0
    for runs, weight in zip(groups, weights, strict=True):
        days = _padded(DateInterval(runs[0].days.start, runs[-1].days.end))
        stretches.append(Stretch(days=days, left=left, right=left + weight * room))
        left += weight * room + GAP_WIDTH
    return Scale(stretches=tuple(stretches))


def _shaping(interval: DateInterval) -> list[DateInterval]:
    if interval.days <= NARROW:
        return [interval]
    return [DateInterval(interval.start, interval.start + DAY), DateInterval(interval.last, interval.end)]


def _groups(runs: Sequence[Run]) -> list[list[Run]]:
    """Crowded runs stand alone, sparse ones share a stretch; then the widest gaps are cut while there is room."""
    crowd = max(3, sum(run.number for run in runs) * CROWD)
    groups: list[list[Run]] = []
    for run in runs:
        if groups and run.number < crowd and groups[-1][-1].number < crowd:
            groups[-1].append(run)
        else:
            groups.append([run])
    while len(groups) > MOST_STRETCHES:
        at = min(range(1, len(groups)), key=lambda n: groups[n][0].days.start - groups[n - 1][-1].days.end)
        groups[at - 1 : at + 1] = [groups[at - 1] + groups[at]]
    while len(groups) < MOST_STRETCHES and (cuts := [cut for n, group in enumerate(groups) for cut in _cuts(n, group)]):
        _, number, at = max(cuts)
        groups[number : number + 1] = [groups[number][:at], groups[number][at:]]
    return groups


def _runs(intervals: Iterable[DateInterval]) -> list[Run]:
    """Intervals joined where little time lies between them, in order, with their numbers."""
    runs: list[Run] = []
    for interval in sorted(intervals):
        if runs and (interval.start - runs[-1].days.end).days <= NEWS_CYCLE:
            runs[-1] = Run(runs[-1].days.hull(interval), runs[-1].number + 1)
        else:
            runs.append(Run(interval, 1))
    return runs


def _cuts(number: int, group: Sequence[Run]) -> list[tuple[float, int, int]]:
    """(worth, group, index) of the gaps that take a great share of their stretch; worth more where more lies."""
    whole = (group[-1].days.end - group[0].days.start).days
    shares = [(b.days.start - a.days.end).days / whole for a, b in pairwise(group)]
    many = sum(run.number for run in group)
    return [(share * many, number, at) for at, share in enumerate(shares, start=1) if share > GAP_SHARE]


def _padded(days: DateInterval) -> DateInterval:
    """Air at both ends, as far as the calendar goes; much less than a gap, so that stretches cannot meet."""
    air = dt.timedelta(min(max(1, round(days.days * 0.03)), NEWS_CYCLE // 3))
    start = days.start - air if days.start - dt.date.min > air else dt.date.min
    return DateInterval(start, days.end + air if dt.date.max - days.end > air else dt.date.max)


def _weights(groups: Sequence[Sequence[Run]]) -> list[float]:
    """Shares of the width, mostly by the number of events and a little by time."""
    by_number = [sum(run.number for run in group) ** 0.6 for group in groups]
    by_time = [math.sqrt((group[-1].days.end - group[0].days.start).days) for group in groups]
    raw = [3 * n / sum(by_number) + t / sum(by_time) for n, t in zip(by_number, by_time, strict=True)]
    floored = [max(weight, 4 * LEAST_WEIGHT / len(groups)) for weight in raw]
    return [weight / sum(floored) for weight in floored]


def ticks(scale: Scale) -> list[tuple[float, str]]:
    """Labelled positions: as many as fit, and the first of each stretch says its year."""
    kept: list[tuple[float, str]] = []
    for stretch in scale.stretches:
        last_year = None
        for label in _candidates(stretch):
            position = scale.middle(label.day)
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
