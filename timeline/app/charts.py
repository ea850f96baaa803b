"""The three charts on the page, and what a brush or a click on them does."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from timeline.app import atlas, bars, lanes, legend, state
from timeline.app.bars import DayCount
from timeline.app.figure import CONFIG, Json
from timeline.app.palette import Palette
from timeline.app.scale import Scale, build
from timeline.models import DateInterval
from timeline.query import CERTAINTIES, Filter, Query
from timeline.query.answers import MapPoint, Marks
from timeline.query.query import LaneBy

MAP_CONFIG: Json = CONFIG | {"scrollZoom": True}
LEAST, MOST = 250, 380  # pixels: the heights between which the map follows the lanes


def day_counts(query: Query, filter_: Filter) -> list[DayCount]:
    """How many events begin on each day, by certainty."""
    found = []
    for certainty in CERTAINTIES[:-1]:
        if filter_.certainty and certainty not in filter_.certainty:
            continue
        sums = Counter[dt.date]()
        for bar in query.bars(replace(filter_, certainty=(certainty,)), "day"):
            sums[bar.start] += bar.count
        found += [DayCount(day=day, certainty=certainty, number=number) for day, number in sorted(sums.items())]
    return found


def scale_of(counts: Sequence[DayCount], marks: Marks, window: DateInterval | None = None) -> Scale | None:
    """The axis that suits these events, within `window` where there is one."""
    intervals = [DateInterval.day(count.day) for count in counts if count.day < dt.date.max]
    intervals += [mark.interval for mark in marks.marks]
    if window:
        intervals = [inside for interval in intervals if (inside := interval.intersect(window))]
    return build(intervals) if intervals else None


def overview(counts: Sequence[DayCount], scale: Scale, filter_: Filter, palette: Palette) -> None:
    """The bars; they ignore the dates, so that a brush stays as it was drawn."""
    session = st.session_state
    if session.get("brushed") != filter_.dates:
        session["brush_number"] = session.get("brush_number", 0) + 1  # a new chart, without the old brush
        session["brushed"] = None
    key = f"bars-{session.get('brush_number', 0)}"
    band = window_of(filter_) if session.get("brushed") is None else None
    st.plotly_chart(
        bars.figure(counts, scale, palette, band), theme=None, key=key, config=CONFIG, selection_mode=("box",),
        on_select=lambda: _brush(key, scale), alt=bars.alternative(counts),
    )  # fmt: skip


def _brush(key: str, scale: Scale) -> None:
    """The dates filter follows the brush; a double click outside takes it away."""
    dates = brushed_days(st.session_state[key].selection.box, scale)
    st.session_state["brushed"] = dates or None
    st.session_state["dates"] = dates


def brushed_days(boxes: Sequence[Any], scale: Scale) -> tuple[()] | tuple[dt.date, dt.date]:
    """First and last day of a box that was drawn from either side."""
    if not boxes:
        return ()
    low, high = sorted(float(x) for x in boxes[0]["x"])
    return scale.day_at(low), scale.day_at(high)


def window_of(filter_: Filter) -> DateInterval | None:
    """The filter's dates as an interval."""
    if not filter_.dates:
        return None
    first, last = filter_.dates
    return DateInterval(
        min(first, dt.date.max - dt.timedelta(1)), min(last, dt.date.max - dt.timedelta(1)) + dt.timedelta(1)
    )


def swim(marks: Marks, scale: Scale | None, by: LaneBy, filter_: Filter, palette: Palette, undated: int) -> int:
    """The lanes with their legend, which says how many have no date to be drawn at; returns how tall they are."""
    if not scale or not marks.marks:
        st.html('<p class="note">No event shown here has a date; the list below has them all.</p>')
        return LEAST
    hull = DateInterval(scale.stretches[0].days.start, scale.stretches[-1].days.end)
    arranged = lanes.arrange(marks, scale, hull)
    figure = lanes.figure(arranged, scale, palette, filter_.event or "")
    with st.container(key="lanes_box"):
        st.plotly_chart(
            figure, theme=None, key="lanes_chart", config=CONFIG, selection_mode=("points",),
            on_select=_open_mark, alt=lanes.alternative(arranged, by),
        )  # fmt: skip
    certainties, shapes = {mark.certainty for mark in marks.marks}, {mark.granularity for mark in marks.marks}
    st.html(legend.html(palette, certainties, shapes, undated))
    return int(figure["layout"]["height"])


def _open_mark() -> None:
    points = st.session_state["lanes_chart"].selection.points
    if points:
        st.session_state["event"] = points[0]["customdata"][0]


def world(
    points: Sequence[MapPoint],
    journey: Sequence[MapPoint],
    palette: Palette,
    height: int,
    tiles: str,
    chosen: Collection[str],
) -> None:
    """The map; it shows all places whatever the places filter, so that zoom and selection survive a click."""
    tall = max(atlas.fitting(points, min(height, MOST)), LEAST)
    figure = atlas.figure(points, palette, tall, journey, tiles, chosen)
    st.plotly_chart(
        figure, theme=None, key="map", config=MAP_CONFIG, selection_mode=("points",), on_select=_pick_place,
        alt=atlas.alternative(points),
    )  # fmt: skip


def _pick_place() -> None:
    """A click on a bubble chooses its place alone; a click beside it lets it go."""
    points = [point for point in st.session_state["map"].selection.points if point.get("customdata")]
    if points:
        st.session_state["place"] = [points[0]["customdata"][0]]
    elif st.session_state.get("place"):
        state.toggle(st.session_state, "place", st.session_state["place"][0])
