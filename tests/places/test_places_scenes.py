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
    assert {event.firm_place for event in found.events if event.firm_place} == scenes


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("Crowds cheered on Tuesday from Lisbon to Porto.", "Crowds", None),
        ("The minister flew from Lisbon to Porto on Tuesday.", "flew", "Porto"),
        ("A plane landed in Aleppo on Monday. He toured a clinic in the Syrian city on Tuesday.", "toured", "Aleppo"),
        ("They met in Lyon on Monday with men from Berlin. Rain fell in the French city on Tuesday.", "Rain", "Lyon"),
        ("The envoy flew to Genoa on Friday. He opened a clinic there on Saturday.", "opened a clinic", "Genoa"),
        ("A fire destroyed a hotel in Lyon on Monday. The hotel was built in 1990.", "was built", "Lyon"),
        ("A fire destroyed a hotel in Lyon on Monday. A hotel was built in 1990.", "was built", None),
        ("There was an explosion in Lyon on Monday.", "explosion", "Lyon"),
        ("Crowds walked along Lyon's seafront on Monday.", "walked", "Lyon"),
        ("A man was tried on Monday in a Lyon magistrate's court.", "tried", "Lyon"),
        ("Two men were shot on Monday in a Lyon pub.", "shot", "Lyon"),
        ("Shares fell on Monday in Lyon's opinion.", "fell", None),
        ("Police waited in Lyon, in France. They seized a man at the city's airport on Monday.", "seized", "Lyon"),
        ("The army launched strikes on Monday against targets in Lyon.", "launched strikes", "Lyon"),
        ("The envoy spoke on Tuesday in New York.", "spoke", "New York City"),
        ("A bus fell into a river in New York state on Tuesday.", "bus", "New York"),
        ("Two climbers fell in the Pyrenees mountains on Monday.", "fell", "Pyrenees"),
        ("A jet touched down at Heathrow minutes before noon on Monday.", "touched", "Heathrow"),
        ("It rained in Ohio, New York and Iowa. Fires broke out in New York on Friday.", "Fires", "New York"),
    ],
)
def test_words_for_a_place_named_before_stand_for_it(text: str, title: str, place: str | None) -> None:
    (event,) = (event for event in extracted(text).events if title in event.title)
    assert event.firm_place == place


def test_a_quarter_is_put_into_the_city_that_the_text_names() -> None:
    found = extracted("A bomb went off in the Docklands district of London on Tuesday.")
    quarter = next(place for place in found.places if place.name == "Docklands")
    assert quarter.country == "GB"
    assert quarter.approximate
    assert {event.place for event in found.events} == {"Docklands"}
