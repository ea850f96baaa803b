"""The time axis: every day has a place, back and forth, and empty time is cut."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.app.scale import MOST_STRETCHES, TICK_ROOM, bins, build, ticks
from timeline.models import DateInterval

DAYS = st.dates(max_value=dt.date.max - dt.timedelta(1))
INTERVALS = st.lists(
    st.builds(lambda a, b: DateInterval(min(a, b), max(a, b) + dt.timedelta(1)), DAYS, DAYS), min_size=1, max_size=30
)


def day(text: str) -> DateInterval:
    return DateInterval.day(dt.date.fromisoformat(text))


@given(INTERVALS)
def test_positions_rise_with_the_days_and_lead_back_to_them(intervals):
    scale = build(intervals)
    days = sorted({i.start for i in intervals} | {i.last for i in intervals})
    positions = [scale.position(d) for d in days]
    assert positions == sorted(positions)
    assert all(0 <= p <= 1 for p in positions)
    for stretch in scale.stretches:
        middle = stretch.days.start + dt.timedelta(stretch.days.days // 2)
        assert abs((scale.day_at(scale.position(middle)) - middle).days) <= max(1, stretch.days.days * 1e-6)


@given(INTERVALS)
def test_bars_cover_every_start_and_labels_stand_apart(intervals):
    scale = build(intervals)
    edges = [days for days, _, _ in bins(scale)]
    assert edges == sorted(edges)
    assert len(edges) < 500
    places = [position for position, _ in ticks(scale)]
    assert all(b - a >= TICK_ROOM - 1e-6 for a, b in itertools.pairwise(places))


def test_a_lone_year_long_past_leaves_the_recent_days_their_room():
    scale = build([day("1953-07-27"), *(day(f"2024-06-{n}") for n in range(10, 28))])
    assert len(scale.stretches) == 2
    assert scale.position(dt.date(2024, 6, 10)) < 0.5
    assert scale.position(dt.date(2024, 6, 27)) > 0.9


def test_an_even_spread_is_not_cut():
    assert (
        len(build([day(f"{year}-{month:02}-03") for year in range(2015, 2025) for month in range(1, 13)]).stretches)
        == 1
    )


def test_there_are_never_more_stretches_than_can_be_labelled():
    assert len(build([day(f"{year}-01-01") for year in range(1000, 2000, 90)]).stretches) <= MOST_STRETCHES


@pytest.mark.parametrize(
    ("intervals", "labels"),
    [
        ([day("1953-07-27"), day("2024-06-19")], ["27 Jul<br>1953", "28 Jul", "19 Jun<br>2024", "20 Jun"]),
        ([day(f"2024-06-{n}") for n in range(10, 19)], ["10 Jun<br>2024", "12 Jun", "14 Jun", "16 Jun", "18 Jun"]),
        ([day(f"{year}-01-03") for year in range(2016, 2024)], [str(year) for year in range(2016, 2024)]),
    ],
)
def test_labels_say_the_year_once(intervals, labels):
    assert [label for _, label in ticks(build(intervals))] == labels
