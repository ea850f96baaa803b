"""What holds for any text: no exception, sound spans and intervals, the same result again, a prefix shifts spans."""

from __future__ import annotations

import dataclasses
import datetime as dt
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.models import DateInterval
from timeline.timex import Genre, find
from timeline.timex.rules import language

FORMS = sorted({form for table in language().vocabulary.words.values() for form in table})
EXAMPLES = sorted({example.text for rule in language().rules for example in rule.examples})
PIECES = [
    "on", "Monday", "May", "3", "1998", "the", "last", "week", "year", "ago", "two", "earlier", "12:30", "p.m.", "of",
    "quarter", "early", "BC", "1990s", "19/06/2024", "-", ",", ".\n\n", "31", "February", "Easter", "0", "99999",
    "next", "winter", "anniversary", "’", "century", "days", "before", "that", "morning", "İ", "\u2028",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join),
    st.lists(st.one_of(st.sampled_from(FORMS), st.sampled_from(PIECES), st.integers().map(str)), max_size=20).map(
        " ".join
    ),
    st.lists(st.sampled_from(EXAMPLES), max_size=4).map(" ".join),
)
DAYS = st.dates(dt.date(1, 1, 1), dt.date(9998, 12, 30))
SPANS = st.builds(lambda day, days: DateInterval(day, day + dt.timedelta(days)), DAYS, st.integers(1, 900)).filter(
    lambda interval: interval.end.year < 9999
)
DCTS = st.one_of(st.none(), DAYS, DAYS.map(DateInterval.day))
GENRES = st.sampled_from([None, "news", "narrative", "message"])


@settings(max_examples=500, deadline=None)
@given(TEXTS, DCTS, GENRES)
def test_any_text_gives_sound_spans_and_the_same_result_again(
    text: str, dct: dt.date | DateInterval | None, genre: Genre | None
) -> None:
    found = find(text, dct, genre=genre)
    assert found == find(text, dct, genre=genre)
    assert all(0 <= t.start < t.end <= len(text) and t.text == text[t.start : t.end] and t.value for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.interval.start < t.interval.end for t in found if t.interval)
    assert all(t.interval is None for t in found if t.type in ("DURATION", "SET"))
    assert all(0 < t.confidence <= 1 for t in found)
    assert all(t.rule and t.type in ("DATE", "TIME", "DURATION", "SET") for t in found)


@settings(max_examples=60, deadline=None)
@given(TEXTS, SPANS)
def test_a_wide_publication_date_gives_sound_spans(text: str, dct: DateInterval) -> None:
    found = find(text, dct)
    assert found == find(text, dct)
    assert all(t.text == text[t.start : t.end] and t.value for t in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(t.interval.start < t.interval.end for t in found if t.interval)
    assert all(0 < t.confidence <= 1 for t in found)


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_without_a_publication_date_nothing_that_needs_it_gets_days(text: str) -> None:
    assert all(t.interval is None for t in find(text, None) if t.anchor == "dct")


@settings(max_examples=150, deadline=None)
@given(TEXTS, st.dates(dt.date(1990, 1, 1), dt.date(2030, 1, 1)), st.sampled_from(["", "Hello.\n\n", "One. Two.\n\n"]))
def test_a_prefix_only_shifts_the_spans(text: str, dct: dt.date, prefix: str) -> None:
    def bare(shift: int, text: str) -> list[tuple[int, int, str, DateInterval | None]]:
        return [(t.start - shift, t.end - shift, t.value, t.interval) for t in find(text, dct)]

    text = "So. " + text
    assert bare(len(prefix), prefix + text) == bare(0, text)


def test_dates_at_the_ends_of_the_calendar_raise_nothing() -> None:
    text = "Last year, a century ago, next month, 5 centuries later, in 9999, on 31 December 9999."
    for day in (dt.date(1, 1, 1), dt.date(9998, 12, 31), dt.date(9999, 12, 30)):
        assert dataclasses.is_dataclass(find(text, day)[0])
