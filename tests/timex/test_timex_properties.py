"""What holds for any text: no exception, sound spans and intervals, the same result again, linear time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.models import DateInterval
from timeline.timex import find

PIECES = [
    "on", "Monday", "May", "3", "1998", "the", "last", "week", "year", "ago", "two", "earlier", "12:30", "p.m.", "of",
    "quarter", "early", "BC", "1990s", "19/06/2024", "-", ",", ".\n\n", "31", "February", "Easter", "0", "99999",
    "next", "winter", "anniversary", "’", "century", "days", "before", "that", "morning", "İ", "\u2028",
]  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 30))
DCTS = st.one_of(st.none(), DAYS, DAYS.map(DateInterval.day))


@settings(max_examples=400, deadline=None)
@given(TEXTS, DCTS)
def test_any_text_gives_sound_spans_and_the_same_result_again(text: str, dct: dt.date | DateInterval | None) -> None:
    found = find(text, dct)
    assert found == find(text, dct)
    assert all(0 <= t.start < t.end <= len(text) and t.text == text[t.start : t.end] and t.value for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.interval is None for t in found if t.type in ("DURATION", "SET"))
    assert all(0 < t.confidence <= 1 for t in found)


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(["", "Hello.\n\n", "One. Two.\n\n"]))
def test_a_prefix_only_shifts_the_spans(text: str, dct: dt.date, prefix: str) -> None:
    def bare(shift: int, text: str) -> list[tuple[int, int, str, DateInterval | None]]:
        return [(t.start - shift, t.end - shift, t.value, t.interval) for t in find(text, dct)]

    text = "So. " + text
    assert bare(len(prefix), prefix + text) == bare(0, text)


@pytest.mark.parametrize("piece", ["1", "12 ", "Monday ", "1:", "1/1/", "the last ", " ", "the quarter ", "May "])
def test_time_grows_no_faster_than_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.process_time()
        find(text, dt.date(2024, 6, 19))
        return time.process_time() - began

    seconds(1000)
    assert seconds(80_000) < 12 * max(seconds(20_000), 0.02)


def test_dates_at_the_ends_of_the_calendar_raise_nothing() -> None:
    text = "Last year, a century ago, next month, 5 centuries later, in 9999, on 31 December 9999."
    for day in (dt.date(1, 1, 1), dt.date(9998, 12, 31), dt.date(9999, 12, 30)):
        assert dataclasses.is_dataclass(find(text, day)[0])
