"""The data of the room: every pattern finds its example, and passes its near miss by."""

from __future__ import annotations

import tomllib
from importlib import resources

import pytest

from timeline.published.vocabulary import Relative, telling

DATA = tomllib.loads((resources.files("timeline.resources") / "published" / "telling.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("relative", telling().relatives, ids=lambda relative: relative.pattern.pattern[:20])
def test_words_counted_from_publication_are_found(relative: Relative) -> None:
    assert relative.pattern.search(relative.example)
    assert not (relative.near_miss and relative.pattern.search(relative.near_miss))


@pytest.mark.parametrize("tense", ["future", "past", "announced", "names_a_day", "label"])
def test_cues_of_tense_are_found(tense: str) -> None:
    pattern = getattr(telling(), tense)
    assert pattern.search(DATA[tense]["example"])
    assert not pattern.search(DATA[tense]["near_miss"])


def test_a_quick_look_passes_what_the_pattern_finds() -> None:
    assert telling().glance.search(DATA["names_a_day"]["example"])
    assert telling().label_word.search(DATA["label"]["example"])


def test_the_first_in_years_is_found() -> None:
    assert telling().first_in_years.search(DATA["first"]["example"])
