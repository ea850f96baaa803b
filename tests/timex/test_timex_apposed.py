"""A day that is said twice is the day of the date."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.timex import find


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The strike begins tomorrow, October 26, the union said.", ["2018-10-26", "2018-10-26"]),
        ("He arrived on Thursday (May 31).", ["2018-05-31", "2018-05-31"]),
        ("He arrived yesterday morning, and left on May 31.", ["2018-06-19TMO", "2018-05-31"]),
        ("He arrived on Thursday (May 30).", ["2018-06-14", "2018-05-30"]),  # a Wednesday
        ("They met on Friday, Monday and May 4.", ["2018-06-15", "2018-06-18", "2018-05-04"]),
    ],
)
def test_a_word_beside_a_date_means_its_day(text: str, values: list[str]) -> None:
    assert [t.value for t in find(text, dt.date(2018, 6, 20))] == values
