from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from timeline import people, places
from timeline.models import Document, Place, Zone
from timeline.places.misspelt import near_spellings

Parsed = Callable[[str], tuple[Document, Any]]


def found(parsed: Parsed, text: str, *zones: Zone) -> dict[str, Place]:
    _, parse = parsed(text)
    document = Document(id="d", text=text, zones=zones)
    return {place.name: place for place in places.find(document, parse, people.find(document, parse))}


@pytest.mark.parametrize(
    ("text", "name", "country", "lat"),
    [
        ("The fire began in Paris on Monday, French police said.", "Paris", "FR", 48.9),
        ("A tornado hit Paris, Texas on Monday, officials in Dallas said.", "Paris", "US", 33.7),
        ("The plant in Springfield, Illinois, was closed.", "Springfield", "US", 39.8),
        ("They crossed into Georgia from Armenia and drove to Tbilisi.", "Georgia", "GE", 42.0),
        ("Fighting went on in the Donbas, Ukrainian officials said.", "Donbas", "UA", 48.2),
    ],
)
def test_a_name_means_the_place_that_the_words_around_it_say(
    parsed: Parsed, text: str, name: str, country: str, lat: float
) -> None:
    place = found(parsed, text)[name]
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=0.6)
    assert place.reason


def test_a_country_is_an_area_with_an_extent(parsed: Parsed) -> None:
    place = found(parsed, "Snow fell in Norway on Friday.")["Norway"]
    assert place.kind == "country"
    assert place.radius_km is not None


def test_people_and_furniture_are_no_places(parsed: Parsed) -> None:
    text = "19 C\nSuva\nAna Santiago spoke in Lisbon. Santiago left.\n"
    weather = Zone(start=0, end=9, kind="furniture", reason="a weather box")
    assert set(found(parsed, text, weather)) == {"Lisbon"}


def test_a_misspelt_town_is_found_in_the_countries_that_the_article_speaks_of_and_nowhere_else() -> None:
    assert near_spellings("Zaporizhzia", ["UA"])[0].country == "UA"
    assert near_spellings("Zaporizhzia", ["PT", "JP"]) == ()


def test_a_government_is_no_scene(parsed: Parsed) -> None:
    text = "Lisbon denied the report. Troops paraded in Lisbon."
    roles = [m.role for m in found(parsed, text)["Lisbon"].mentions]
    assert roles == ["metonym", "scene"]


def test_no_connection_is_made(parsed: Parsed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert found(parsed, "Rain fell in Oslo and in Nowheretown on Friday.")
