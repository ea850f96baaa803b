from __future__ import annotations

import socket
from collections.abc import Callable
from typing import Any

import pytest

from timeline import people, places
from timeline.models import Document, Place, Zone
from timeline.places.misspelt import near_spellings

Parsed = Callable[[str], tuple[Document, Any]]


def found(parsed: Parsed, text: str, *zones: Zone, **more: str) -> dict[str, Place]:
    _, parse = parsed(text)
    document = Document(id="d", text=text, zones=zones, **more)
    return {place.name: place for place in places.find(document, parse, people.find(document, parse))}


@pytest.mark.parametrize(
    ("text", "name", "country", "lat"),
    [
        ("The fire began in Paris on Monday, French police said.", "Paris", "FR", 48.9),
        ("A tornado hit Paris, Texas on Monday, officials in Dallas said.", "Paris", "US", 33.7),
        ("The plant in Springfield, Illinois, was closed.", "Springfield", "US", 39.8),
        ("The bridge at Lexington, Ky., was closed, and so was the one in Frankfort.", "Lexington", "US", 38.0),
        ("They crossed into Georgia from Armenia and drove to Tbilisi.", "Georgia", "GE", 42.0),
        ("He was moved from Alabama to Georgia, and later to Florida.", "Georgia", "US", 32.5),
        ("Fighting went on in the Donbas, Ukrainian officials said.", "Donbas", "UA", 48.2),
        ("She teaches at a college in Pullman, Washington.", "Washington", "US", 47.3),
        ("The volcano on La Palma erupted again on Monday.", "La Palma", "ES", 28.7),
        ("Ana Sousa opened a school in La Palma, California.", "La Palma", "US", 33.8),
        ("A rocket rose from the island of Sriharikota on Monday.", "Sriharikota", "IN", 13.7),
        (
            "At Santa Maria, in the state of Rio Grande do Sul, they wept. SANTA MARIA, Brazil: It burned.",
            "Santa Maria",
            "BR",
            -29.7,
        ),
        ("The trial was held in Rio Grande do Sul on Monday.", "Rio Grande do Sul", "BR", -29.8),
        ("He lives in Springfield, a town in Ohio.", "Springfield", "US", 39.9),
        ("The first flight landed at Gatwick at noon.", "Gatwick Airport", "GB", 51.1),
        ("They met at the Vostochny space base on Wednesday.", "Vostochny Cosmodrome", "RU", 51.9),
        ("The government of Mexico opened a consulate in Danbury, Connecticut.", "Mexico", "MX", 23.0),
        ("Crowds stood before a clinic in Sinchon, Seoul, on Monday.", "Sinchon", "KR", 37.6),
        ("He spoke in the State Duma on Monday, officials said.", "State Duma", "RU", 55.8),
        ("A storm crossed Fiji on Monday.", "Fiji", "FJ", -17.8),
        ("Rain fell in Spain's hottest city, Cordoba, on Monday.", "Córdoba", "ES", 37.9),
    ],
)
def test_a_name_means_the_place_that_the_words_around_it_say(
    parsed: Parsed, text: str, name: str, country: str, lat: float
) -> None:
    place = found(parsed, text)[name]
    assert place.country == country
    assert place.lat == pytest.approx(lat, abs=0.7)
    assert place.reason.endswith(".")
    assert 0 < place.confidence < 1


def test_a_country_is_an_area_with_an_extent(parsed: Parsed) -> None:
    place = found(parsed, "Snow fell in Norway on Friday.")["Norway"]
    assert place.kind == "country"
    assert place.radius_km is not None


def test_one_side_of_a_divided_country_is_a_mention_of_it(parsed: Parsed) -> None:
    places = found(
        parsed, "North Korea is poor. South Korea is rich. On Monday the North launched a rocket over the sea."
    )
    assert [mention.text for mention in places["North Korea"].mentions] == ["North Korea", "North"]
    alone = found(parsed, "South Korea is rich. On Monday the North launched a rocket over the sea.")
    assert "North" not in {mention.text for place in alone.values() for mention in place.mentions}


def test_people_and_furniture_are_no_places(parsed: Parsed) -> None:
    text = "19 C\nSuva\nAna Santiago spoke in Lisbon. Santiago left.\n"
    weather = Zone(start=0, end=9, kind="furniture", reason="a weather box")
    assert set(found(parsed, text, weather)) == {"Lisbon"}


def test_demonyms_vote_and_are_no_places(parsed: Parsed) -> None:
    names = found(parsed, "Russian officials met Ukrainian lawmakers. The Dutch and the Swedes watched.")
    assert names == {}


def test_a_misspelt_town_is_found_in_the_countries_that_the_article_speaks_of_and_nowhere_else() -> None:
    assert near_spellings("Zaporizhzia", ["UA"])[0].country == "UA"
    assert near_spellings("Zaporizhzia", ["PT", "JP"]) == ()


def test_a_misspelt_place_is_a_guess_and_said_to_be_one(parsed: Parsed) -> None:
    place = found(parsed, "Flooding was worst in Mauritious, officials said.")["Mauritius"]
    assert place.approximate
    assert "near the spelling" in place.reason


def test_a_place_that_the_gazetteer_lacks_stands_in_the_division_that_the_text_puts_it_in(parsed: Parsed) -> None:
    places_ = found(parsed, "A landslide hit the village of Qarzhobel, Bavaria, on Monday.")
    lost = places_["Qarzhobel"]
    assert lost.approximate
    assert (lost.lat, lost.lon) == (places_["Bavaria"].lat, places_["Bavaria"].lon)
    assert "Bavaria" in lost.reason


@pytest.mark.parametrize(
    ("text", "name", "country", "reason"),
    [
        ("The plane landed at the Hindon air base in Lucknow.", "Hindon", "IN", "in Lucknow"),
        ("Farmers in the Wenda district, Bavaria, fear a drought.", "Wenda", "DE", "in Bavaria"),
        ("The volcano on the island of San Rafael in Sicily erupted.", "San Rafael", "IT", "in Sicily"),
    ],
)
def test_where_the_text_says_that_a_place_lies_beats_its_namesakes_elsewhere(
    parsed: Parsed, text: str, name: str, country: str, reason: str
) -> None:
    place = found(parsed, text)[name]
    assert (place.country, place.approximate) == (country, True)
    assert reason in place.reason


@pytest.mark.parametrize(
    ("text", "name", "lat", "lon", "radius"),
    [
        ("Fire broke out in Qarzhobel, 110 km (68 miles) north-east of Lyon, on Friday.", "Qarzhobel", 46.46, 5.87, 33),
        ("Fire broke out in Qarzhobel, a town in France some 100 miles south of Lyon.", "Qarzhobel", 44.3, 4.85, 48),
        ("They met in Qarzhobel, which lies 60 kilometres from Lyon.", "Qarzhobel", 45.75, 4.85, 60),
    ],
)
def test_a_place_that_the_gazetteer_lacks_stands_as_far_from_another_as_the_text_says(
    parsed: Parsed, text: str, name: str, lat: float, lon: float, radius: float
) -> None:
    place = found(parsed, text)[name]
    assert (place.lat, place.lon) == (pytest.approx(lat, abs=0.1), pytest.approx(lon, abs=0.1))
    assert place.approximate
    assert place.radius_km == pytest.approx(radius, abs=1)
    assert "of Lyon" in place.reason or "from Lyon" in place.reason


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Trains stopped in Cambridge, about 90 km north of London.", "Cambridge", "GB"),
        ("Trains stopped in Cambridge, 3 miles (5 km) from Boston.", "Cambridge", "US"),
        ("Trains stopped in Cambridge, about 150 km south of Auckland.", "Cambridge", "NZ"),
    ],
)
def test_the_distance_from_another_place_tells_which_of_a_name_is_meant(
    parsed: Parsed, text: str, name: str, country: str
) -> None:
    assert found(parsed, text)[name].country == country


def test_a_place_from_which_another_is_measured_is_no_scene(parsed: Parsed) -> None:
    places_ = found(parsed, "Shots were fired in Baqubah, 60 km from Baghdad, on Friday.")
    assert [m.role for m in places_["Baqubah"].mentions] == ["scene"]
    assert [m.role for m in places_["Baghdad"].mentions] == ["part"]


def test_one_of_many_of_a_name_is_not_put_on_the_map_without_a_reason(parsed: Parsed) -> None:
    place = found(parsed, "A fire broke out in San Rafael on Monday, Ana Sousa said.")["San Rafael"]
    assert (place.lat, place.reason) == (None, "None of the gazetteer’s places of this name is likely here.")


def test_a_county_in_the_name_of_any_body_tells_which_town_is_meant(parsed: Parsed) -> None:
    places_found = found(parsed, "The Athens Police Department told Henderson County Crimestoppers of it.")
    assert (places_found["Athens"].country, round(places_found["Athens"].lat or 0)) == ("US", 32)
    assert {m.role for m in places_found["Henderson County"].mentions} == {"part"}


@pytest.mark.parametrize(
    "text",
    ["The fire is near Dayton and Harris roads.", "They painted Norman's Welding in Ohio.", "The BRICS states met."],
)
def test_roads_firms_and_unions_are_no_places(parsed: Parsed, text: str) -> None:
    assert set(found(parsed, text)) <= {"Ohio"}


def test_an_unknown_place_is_put_nowhere(parsed: Parsed) -> None:
    lost = [p for p in found(parsed, "Rain fell on the village of Qarzhobel on Friday.").values() if p.lat is None]
    assert all(p.lon is None and p.gazetteer_id is None for p in lost)


def test_a_town_misread_as_a_person_is_a_place_where_the_words_say_so(parsed: Parsed) -> None:
    text = "A Norwich woman was found near Norwich on Monday, British police said."
    assert "Norwich" in found(parsed, text)


def test_the_source_s_home_and_country_vote(parsed: Parsed) -> None:
    text = "The library in Richmond will close."
    virginia = found(parsed, text)["Richmond"]
    london = found(parsed, text, source="The Twickenham Times", url="https://www.example.co.uk/news")["Richmond"]
    assert (virginia.country, london.country) == ("US", "GB")


def test_a_government_is_no_scene(parsed: Parsed) -> None:
    text = "Lisbon denied the report. Troops paraded in Lisbon."
    roles = [m.role for m in found(parsed, text)["Lisbon"].mentions]
    assert roles == ["metonym", "scene"]


@pytest.mark.parametrize(
    "text",
    [
        "", "\n\n", "🚀🚀🚀", "Привет из Киева, сказал Иван.", "서울에서 열린 회의", "在北京举行的会议",
        "في بيروت", "Mr 서울 met Ms Москва in 北京, in بيروت.", "Paris\nLondon\nTokyo\nOslo",
        "A" * 300 + " went to " + "B" * 300 + ".",
    ],
)  # fmt: skip
def test_odd_texts_give_places_or_none_and_no_error(parsed: Parsed, text: str) -> None:
    for place in found(parsed, text).values():
        for mention in place.mentions:
            assert text[mention.start : mention.end] == mention.text


def test_no_connection_is_made(parsed: Parsed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert found(parsed, "Rain fell in Oslo and in Nowheretown on Friday.")


def test_no_town_far_away_is_meant_where_the_words_say_in_which_state_it_lies(parsed: Parsed) -> None:
    place = found(parsed, "BOCA CHICA, Texas - A rocket rose on Thursday.")["BOCA CHICA"]
    assert (place.country, place.approximate) == ("US", True)
    assert "the text puts it in Texas" in place.reason


def test_a_doubtful_place_in_a_country_that_nothing_else_is_in_is_not_put_on_the_map(parsed: Parsed) -> None:
    text = "The train left Buenos Aires for San Antonio de Padua. A bus was struck at a level crossing in Flores."
    flores = found(parsed, text).get("Flores")
    assert flores is None or flores.country != "UY"


def test_what_is_said_to_be_in_a_town_is_no_namesake_far_away(parsed: Parsed) -> None:
    park = found(parsed, "A crowd came to Victoria Park in Halifax on Monday, in the cold of Nova Scotia.").get(
        "Victoria Park"
    )
    assert park is None or (park.lat is not None and round(park.lat) == 45)


def test_where_nothing_says_which_is_meant_a_name_is_that_of_the_one_large_city(parsed: Parsed) -> None:
    text = (
        "In March 2009 the American secretary of state came to Geneva. Texas, Ohio, Utah and Iowa sent Americans; "
        "the London press and the British king looked on. A summit was held in Geneva in June."
    )
    place = found(parsed, text)["Geneva"]
    assert (place.country, place.confidence < 0.5) == ("CH", True)
    assert "nothing in the article says which" in place.reason
