"""What a dateline gives to the report under it, through the whole pipeline."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.models import DateInterval, Document


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The head of the harbour, Ana Prado, said here Friday that the quay was safe.", "Lisbon"),
        ("Officials in Madrid said Friday that the quay was safe.", "Madrid"),
    ],
)
def test_here_is_where_the_dateline_says(sentence: str, place: str) -> None:
    text = f"LISBON, June 21 (Wire) - {sentence}"
    document = Document(id="a", text=text, given=DateInterval.day(dt.date(2024, 6, 21)))
    (extraction,) = pipeline.extract([document])
    assert [e.place for e in extraction.events if "said" in e.title] == [place]


@pytest.mark.parametrize(
    ("line", "place"), [("LISBON", "LISBON"), ("LISBON/MADRID", ""), ("LISBON, Portugal", "LISBON")]
)
def test_a_dateline_of_two_towns_places_nothing(line: str, place: str) -> None:
    text = f"{line}, June 21 (Wire) - Unions and employers signed a deal on Friday."
    document = Document(id="a", text=text, given=DateInterval.day(dt.date(2024, 6, 21)))
    (extraction,) = pipeline.extract([document])
    (event,) = (e for e in extraction.events if "signed" in e.title)
    assert (event.place or "").upper() == place


def test_a_dateline_with_a_bare_dash_is_no_part_of_the_title() -> None:
    text = "LISBON, Portugal—Mayor Ana Prado opened a school on Friday."
    document = Document(id="a", text=text, given=DateInterval.day(dt.date(2024, 6, 21)))
    (extraction,) = pipeline.extract([document])
    assert [e.title for e in extraction.events] == ["Mayor Ana Prado opened a school on Friday"]


@pytest.mark.parametrize(
    ("text", "verb", "place"),
    [
        ("MADRID (Wire) - Rescuers in southern Portugal tried on Friday to reach villages in Portugal.\n\n"
         "A quake in Portugal on Thursday killed a man. It flattened homes.", "flattened", "Portugal"),
        ("Gunmen fled.\n\nThe blast broke windows at the nearby Lisbon hotel.", "broke", None),
        ("Gunmen fled.\n\nThe blast broke windows at the U.S. consulate.", "broke", None),
        ("Gunmen fled.\n\nThe blast broke windows at the market in Lisbon.", "broke", "Lisbon"),
    ],
)  # fmt: skip
def test_owners_houses_and_the_reporters_town_are_not_where_it_happened(
    text: str, verb: str, place: str | None
) -> None:
    document = Document(id="a", text=text, given=DateInterval.day(dt.date(2024, 6, 21)))
    (extraction,) = pipeline.extract([document])
    assert [e.place for e in extraction.events if verb in e.title] == [place]
