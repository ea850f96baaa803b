from __future__ import annotations

import datetime as dt

import pytest

from timeline.models import DateInterval
from timeline.query.wording import interval_in_words, when_in_words


def days(start: str, end: str) -> DateInterval:
    return DateInterval(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    ("interval", "words"),
    [
        (days("2023-07-27", "2023-07-28"), "27 July 2023"),
        (days("2023-07-24", "2023-07-31"), "24–30 July 2023"),
        (days("2023-07-31", "2023-08-07"), "31 July – 6 August 2023"),
        (days("2023-12-31", "2024-01-02"), "31 December 2023 – 1 January 2024"),
        (days("2023-09-01", "2023-10-01"), "September 2023"),
        (days("2023-07-01", "2023-10-01"), "July – September 2023"),
        (days("2023-12-01", "2024-03-01"), "December 2023 – February 2024"),
        (days("2023-01-01", "2024-01-01"), "2023"),
        (days("1980-01-01", "1990-01-01"), "the 1980s"),
        (days("1950-01-01", "1954-01-01"), "1950–1953"),
    ],
)
def test_an_interval_is_never_put_more_exactly_than_it_is(interval: DateInterval, words: str) -> None:
    assert interval_in_words(interval) == words


@pytest.mark.parametrize(
    ("interval", "basis", "status", "text", "words"),
    [
        (None, "undated", "happened", "on Wednesday", "undated (on Wednesday)"),
        (None, "undated", "happened", "", "undated"),
        (days("2024-05-01", "2024-06-26"), "resolved", "ongoing", "", "since May 2024"),
        (days("2016-08-21", "2016-11-26"), "resolved", "ongoing", "", "since August 2016"),
        (days("2022-01-01", "2024-06-26"), "stated", "ongoing", "", "since 2022"),
        (days("2020-08-04", "2020-08-07"), "resolved", "ongoing", "", "since 4 August 2020"),
        (days("2024-06-21", "2024-06-26"), "publication", "ongoing", "", "some time in 21–25 June 2024"),
        (days("2024-06-19", "2024-06-20"), "publication", "happened", "", "around 19 June 2024"),
    ],
)
def test_a_card_says_how_the_date_is_known(
    interval: DateInterval | None, basis: str, status: str, text: str, words: str
) -> None:
    assert when_in_words(interval, basis, status, text) == words
