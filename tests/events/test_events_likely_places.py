"""Guessed places: the likeliest of all that a text speaks of, never what its clause names otherwise, always marked."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.articles.zones import zones_of
from timeline.events.vocabulary import load
from timeline.models import DateInterval, Document, Event

PUBLISHED = dt.date(2024, 6, 21)  # a Friday


def told(text: str) -> list[Event]:
    document = Document(id="a", text=text, given=DateInterval.day(PUBLISHED), zones=zones_of(text))
    (extraction,) = pipeline.extract([document])
    return list(extraction.events)


def the(text: str, words: str) -> Event:
    return next(e for e in told(text) if words in e.title)


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("A storm hit Lisbon on Monday. It tore roofs off. Trees fell on cars in the night.", "Trees fell", "Lisbon"),
        ("Fires burned around Porto on Monday. Ana Prado, the mayor of Porto, left her home. Porto was dark. "
         "Firemen saved a school on Tuesday.", "Firemen saved", "Porto"),
        # of the Koreas "the North" is one
        ("North Korea is poor. South Korea is rich.\n\nThe North launched a satellite on Monday.", "launched",
         "North Korea"),
        # what the clause names as a side, an aim or a cause is not where it was
        ("Ana Prado lost the match to Porto in May.", "lost", None),
        ("Ana Prado sold grain to Portugal in May.", "sold", None),
        ("The ambassador to Peru, Rui Teles, resigned on Monday.", "resigned", None),
        # nor is where somebody was meanwhile
        ("Soldiers rose on Monday while their king was in Morocco.", "rose", None),
        # where somebody works is not where she came
        ("Ana Prado, the deputy head of the mission in London, turned up in Lisbon in May.", "turned up", "Lisbon"),
    ],
)  # fmt: skip
def test_what_says_no_place_is_guessed_from_the_whole_text(text: str, words: str, place: str | None) -> None:
    assert the(text, words).place == place


def test_a_guess_says_so_is_no_firm_place_and_is_less_sure_than_what_is_said() -> None:
    text = "A storm hit Lisbon on Monday. It tore roofs off. On Tuesday trees fell on cars."
    said, guessed = the(text, "storm hit"), the(text, "trees fell")
    assert (said.place_basis, guessed.place_basis) == ("clause", "setting")
    assert (said.firm_place, guessed.firm_place) == ("Lisbon", None)
    assert guessed.confidence < said.confidence
    assert "likeliest" in guessed.where_reason


def test_the_weights_name_features_that_the_code_knows() -> None:
    weights = load("likely_places.toml")["weights"]
    assert {"nowhere", "last scene", "source country", "source capital"} <= weights.keys()
    assert all(isinstance(weight, float) for weight in weights.values())
