"""From the words to the events: governments and names of bodies are located, and are no scenes."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.models import DateInterval, Document, Extraction

DAY = DateInterval.day(dt.date(2024, 6, 20))


def extracted(text: str) -> Extraction:
    return next(iter(pipeline.extract([Document(id="d", text=text, given=DAY)])))


@pytest.mark.parametrize(
    ("text", "named", "scenes"),
    [
        ("Lisbon denied the report on Tuesday.", {"Lisbon"}, set()),
        ("Officers of the Boston Police Department found the car on Tuesday.", {"Boston"}, set()),
        ("Soldiers arrested eleven men in Porto on Tuesday.", {"Porto"}, {"Porto"}),
        ("On Tuesday Lisbon sent soldiers to Luanda.", {"Lisbon", "Luanda"}, {"Luanda"}),
    ],
)
def test_only_where_something_is_done_is_a_scene(text: str, named: set[str], scenes: set[str]) -> None:
    found = extracted(text)
    assert {place.name for place in found.places} == named
    assert {event.place for event in found.events if event.place} == scenes
