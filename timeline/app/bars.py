"""How many events when: one stacked bar for each day, week, month or year, to be brushed."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.app.figure import Json, axis_room, gap_marks, layout, time_axis
from timeline.app.palette import Palette
from timeline.app.scale import Scale, bins, ticks
from timeline.app.words import CERTAINTY_NAME, count_words
from timeline.models import DateInterval
from timeline.query.wording import interval_in_words

HEIGHT = 92
BARS = 66  # of that, pixels for the bars


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """So many events whose dates are this certain begin on this day."""

    day: dt.date
    certainty: str
    number: int


def figure(counts: Sequence[DayCount], scale: Scale, palette: Palette, band: DateInterval | None = None) -> Json:
    """The bars; `band` shades dates that were chosen elsewhere than by brushing here."""
    edges = bins(scale)
    starts = [days.start for days, _, _ in edges]
    sums: Counter[tuple[str, int]] = Counter()
    for count in counts:
        sums[count.certainty, max(bisect_right(starts, count.day) - 1, 0)] += count.number
    totals = Counter[int]()
    for (_, number), amount in sums.items():
        totals[number] += amount
    traces = [_trace(name, sums, edges, palette) for name in palette.certainty if any(n == name for n, _ in sums)]
    highest = max(totals.values(), default=1)
    return {"data": traces, "layout": _layout(highest, scale, palette, band)}


def _trace(
    certainty: str, sums: Counter[tuple[str, int]], edges: list[tuple[DateInterval, float, float]], palette: Palette
) -> Json:
    numbers = [number for number in range(len(edges)) if sums[certainty, number]]
    return {
        "type": "bar",
        "name": CERTAINTY_NAME[certainty],
        "x": [round((edges[n][1] + edges[n][2]) / 2, 5) for n in numbers],
        "width": [round(min((edges[n][2] - edges[n][1]) * 0.86, 0.03), 5) for n in numbers],
        "y": [sums[certainty, n] for n in numbers],
        "customdata": [[edges[n][0].start.isoformat(), edges[n][0].last.isoformat()] for n in numbers],
        "text": [_hover(edges[n][0], sums[certainty, n], certainty) for n in numbers],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"color": palette.certainty[certainty], "line": {"width": 0}},
        "unselected": {"marker": {"opacity": 0.3}},
    }


def _hover(days: DateInterval, number: int, certainty: str) -> str:
    return f"{interval_in_words(days)}<br>{count_words(number, 'event')}, {CERTAINTY_NAME[certainty]}"


def _layout(highest: int, scale: Scale, palette: Palette, band: DateInterval | None) -> Json:
    shapes = gap_marks(scale.gaps(), palette)
    if band:
        ends = {"x0": scale.position(band.start), "x1": scale.position(band.end), "y0": 0, "y1": 1}
        fill = {"fillcolor": palette.accent, "opacity": 0.14, "line": {"width": 0}, "layer": "below"}
        shapes.append({"type": "rect", "xref": "x", "yref": "paper", **ends, **fill})
    labelled = ticks(scale)
    bottom = axis_room(labelled)
    return layout(
        palette,
        BARS + bottom,
        margin={"l": 0, "r": 0, "t": 4, "b": bottom},
        barmode="stack",
        dragmode="select",
        selectdirection="h",
        newselection={"line": {"color": palette.accent, "width": 1, "dash": "solid"}},
        activeselection={"fillcolor": palette.accent, "opacity": 0.12},
        shapes=shapes,
        xaxis=time_axis(labelled, palette) | {"showline": True, "linecolor": palette.grid},
        yaxis={"visible": False, "fixedrange": True, "range": [0, highest * 1.08]},
        uirevision="bars",
    )


def alternative(counts: Sequence[DayCount]) -> str:
    """What a reader who cannot see the bars is told."""
    if not counts:
        return "Bars over time: no dated events."
    days = [count.day for count in counts]
    years = Counter[int]()
    for count in counts:
        years[count.day.year] += count.number
    year, number = years.most_common(1)[0]
    total = count_words(sum(years.values()), "dated event")
    return (
        f"Bars over time: {total} from {min(days).isoformat()} to {max(days).isoformat()}; most in {year}, {number:,}."
    )
