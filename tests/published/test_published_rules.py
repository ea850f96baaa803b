"""The data of the room: every pattern finds its example, and passes its near miss by."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from timeline.models import Document
from timeline.published import date_pile
from timeline.published.vocabulary import Relative, telling

DATA = tomllib.loads((resources.files("timeline.resources") / "published" / "telling.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("relative", telling().relatives, ids=lambda relative: relative.pattern.pattern[:20])
def test_words_counted_from_publication_are_found(relative: Relative) -> None:
    assert relative.pattern.search(relative.example)
    assert not (relative.near_miss and relative.pattern.search(relative.near_miss))


@pytest.mark.parametrize("tense", ["future", "past", "announced", "names_a_day", "label", "of_itself"])
def test_cues_of_tense_are_found(tense: str) -> None:
    pattern = getattr(telling(), tense)
    assert pattern.search(DATA[tense]["example"])
    assert not pattern.search(DATA[tense]["near_miss"])


def test_a_quick_look_passes_what_the_pattern_finds() -> None:
    assert telling().glance.search(DATA["names_a_day"]["example"])
    assert telling().label_word.search(DATA["label"]["example"])


def test_the_first_in_years_is_found() -> None:
    assert telling().first_in_years.search(DATA["first"]["example"])


@pytest.mark.parametrize(
    ("header", "story", "days"),
    [
        ("Issued on: 07/12/2023 - 02:14", "The mayor resigned.", ("2023-12-07", "2023-12-08")),
        ("Published 07/12/2023 14:30", "The mayor resigned.", ("2023-12-07", "2023-12-08")),
        ("Published 07/12/2023 10:30", "The mayor resigned.", ("2023-07-12", "2023-12-08")),
        ("Published 07/12/2023 02:30 PM", "The mayor resigned.", ("2023-07-12", "2023-12-08")),
        ("Published: 07/12/2023", "Two tonnes fell near the harbour.", ("2023-12-07", "2023-12-08")),
        ("Published: 07/12/2023", "The neighbors fled the gray smoke.", ("2023-07-12", "2023-07-13")),
        ("Published: 07/12/2023", "The neighbors fled to the harbour.", ("2023-07-12", "2023-12-08")),
    ],
)
def test_how_a_page_writes_tells_which_number_is_the_day(header: str, story: str, days: tuple[str, str]) -> None:
    text = f"A headline of the day\n\n{header}\n\n{story} Nobody was hurt, and the streets were open again.\n"
    (published,) = date_pile([Document(id="d", text=text)])
    assert published.interval is not None
    assert tuple(published.interval.iso()) == days
