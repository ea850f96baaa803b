"""Stamps that count from the moment a page was seen, in each language that is read."""

from __future__ import annotations

import pytest

from timeline.articles.ago import Ago, counted_back, languages


@pytest.mark.parametrize("code", languages())
def test_the_example_of_each_language_is_read(code: str) -> None:
    found = counted_back(languages()[code]["example"])
    assert found
    assert (found.number, found.unit, found.exact) == (3, "day", False)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Posted 2 hours ago", (2, "hour", False)),
        ("45 mins ago by A. Writer", (45, "minute", False)),
        ("vor 5 Stunden", (5, "hour", False)),
        ("Yesterday, 20:12", (1, "day", True)),
        ("Today at 08:12 AM", (0, "day", True)),
        ("hier à 10h20", (1, "day", True)),
    ],
)
def test_units_and_whole_days_are_told_apart(words: str, expected: tuple[int, str, bool]) -> None:
    found = counted_back(words)
    assert isinstance(found, Ago)
    assert (found.number, found.unit, found.exact) == expected


@pytest.mark.parametrize(
    "words", ["in 3 days", "Her 3 days agony", "Yesterday the ferry sailed", "a year ago", "2019", "vor dem 3. Tag"]
)
def test_other_words_count_from_nothing(words: str) -> None:
    assert counted_back(words) is None
