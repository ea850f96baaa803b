"""Articles without a date whose news came so many days after a day that they name."""

from __future__ import annotations

import pytest

from timeline.articles.zones import zones_of
from timeline.models import Document
from timeline.published import date_pile
from timeline.published.vocabulary import Sequel, telling

CAPTION = "Ada Brook lifts the cup in Tarn on October 9, 2022. Photograph: agency"


@pytest.mark.parametrize("sequel", telling().sequels, ids=lambda sequel: sequel.example)
def test_words_for_days_afterwards_are_found(sequel: Sequel) -> None:
    assert sequel.pattern.search(sequel.example)
    assert not (sequel.near_miss and sequel.pattern.search(sequel.near_miss))


@pytest.mark.parametrize(
    ("caption", "after", "days"),
    [
        ("", "less than a week after the race of February 7, 2023", ("2023-02-10", "2023-02-13")),
        (CAPTION, "less than a week after the club signed, on February 7, her new deal", ("2023-02-10", "2023-02-13")),
        (CAPTION, "a day after she had signed her new deal on 9 February", ("2023-02-10", "2023-02-13")),
        (CAPTION, "three days after she had signed, on 6 March, her new deal", None),  # that was a Thursday
        ("", "less than a week after the club signed, on February 7, her new deal", None),  # of what year?
    ],
)
def test_the_opening_is_dated_by_the_day_that_it_came_after(
    caption: str, after: str, days: tuple[str, str] | None
) -> None:
    text = (
        f"Rower hurt on the lake\n\n{caption}\n\n"
        "Ada Brook, who rows for the northern club, was hurt on Friday when a ferry ran into her boat near a quay.\n\n"
        f"The accident came {after}. Her club said that Ada Brook had won in Tarn last October in a record time.\n"
    )
    (published,) = date_pile([Document(id="d", text=text, zones=zones_of(text))])
    assert (tuple(published.interval.iso()) if published.interval else None) == days, published.reason
