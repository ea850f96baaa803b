from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from timeline.models import Document
from timeline.places.spotting import stretches
from timeline.places.toponyms import toponyms

Parsed = Callable[[str], tuple[Document, Any]]


def cues(parsed: Parsed, text: str) -> dict[str, str]:
    _, parse = parsed(text)
    return {parse[s.first : s.last + 1].text: s.cue for s in stretches(parse)}


@pytest.mark.parametrize(
    ("text", "name", "cue"),
    [
        ("It rained in Portugal on Monday.", "Portugal", "label"),
        ("The Rotterdam City Council met on Monday.", "Rotterdam", "civic"),
        ("She studied law at the University of Vermont for a year.", "Vermont", "namesake"),
        ("State Sen. Mary Olsen, R-Lexington, voted against the bill.", "Lexington", "seat"),
        ("A Wichita man was arrested after the fire.", "Wichita", "folk"),
        ("TUCSON (AP) - The mayor resigned on Monday.", "TUCSON", "dateline"),
        ("In Chiang Rai, drivers sounded their horns.", "Chiang Rai", "inside"),
        ("The plane that carried them to Chiang Rai was late.", "Chiang Rai", "led"),
        ("The minister flew to Chiang Rai.", "Chiang Rai", "inside"),
        ("Rain fell on the Thai city of Chiang Rai.", "Chiang Rai", "called"),
        ("A nurse from Kandy wept.", "Kandy", "inside"),
        ("The first jet touched down at Heathrow minutes before.", "Heathrow", "inside"),
        ("The cup was lost in Kano last month.", "Kano", "inside"),
        ("Two of them turned back below the top of K2.", "K2", "numbered"),
        ("Three soldiers died at Tower 22 on Sunday.", "Tower 22", "numbered"),
        ("Divers left the Kandy base, some 115 kilometres from Colombo, on Sunday.", "Kandy", "measured"),
        ("Shells fell on Kyiv on Monday.", "Kyiv", "large"),
        ("They shelled Mariupol for weeks.", "Mariupol", "led"),
        ("They met at a place 18 km south of el-Fasher, by a well.", "el-Fasher", "inside"),
        ("Sister Ana arrived in the diocese of Kaya.", "Kaya", "called"),
        ("On Monday Kyiv was hit by shells.", "Kyiv", "large"),
        ("A dam at the Córrego do Sertão mine broke.", "Córrego do Sertão", "label"),
        ("Thieves were caught in the Valley of the Kings in May.", "Valley of the Kings", "label"),
    ],
)
def test_words_beside_a_name_make_it_a_place(parsed: Parsed, text: str, name: str, cue: str) -> None:
    assert cues(parsed, text).get(name) in (cue, "label")


@pytest.mark.parametrize(
    "text",
    [
        "They thanked Houston for the song. Whitney Houston sang again.",
        "Aleppo pine grows here.",
        "They thanked Victoria for the song.",
    ],
)
def test_the_name_of_a_large_city_may_be_of_somebody_or_something_else(parsed: Parsed, text: str) -> None:
    assert "large" not in cues(parsed, text).values()


def test_a_name_that_is_a_place_once_is_one_again(parsed: Parsed) -> None:
    text = "The flood reached Harrisonburg. People there left. Nobody in Harrisonburg slept, and Harrisonburg waits."
    _, parse = parsed(text)
    assert sum(parse[s.first : s.last + 1].text == "Harrisonburg" for s in stretches(parse)) == 3


@pytest.mark.parametrize(
    "text",
    [
        "The West agreed on Monday.",
        "NATO agreed on Monday.",
        "The police said so on Thursday.",
        "Many saw him in June and in the Spring.",
        "She works for the Department of Human Services.",
        "They held a vigil at St Mary's church.",
        "They held a vigil at St. Mary's Church.",
        "HMS Ocean and the others were told to stand by.",
        "The cat is called Ronaldo. It hasn't made a sound.",
        "It was launched aboard an LVM3 rocket.",
        "He spoke of the Ladies in White.",
    ],
)
def test_common_words_and_acronyms_are_no_places(parsed: Parsed, text: str) -> None:
    document, parse = parsed(text)
    from timeline.places import find

    assert find(document, parse, []) == []


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Lisbon denied the report.", "Lisbon", "metonym"),
        ("The Kremlin denied the report.", "Kremlin", "metonym"),
        ("Troops paraded in Lisbon.", "Lisbon", "scene"),
        ("Lisbon's mayor resigned.", "Lisbon", "part"),
        ("The Boston Police Department was praised.", "Boston", "part"),
        ("She teaches at the University of Oregon.", "Oregon", "part"),
        ("Shells fell in the Kharkiv region.", "Kharkiv", "scene"),
        ("They were lost in the Pyrenees mountains.", "Pyrenees", "scene"),
        ("The fire began in the Cheviot hills.", "Cheviot", "part"),
    ],
)
def test_a_mention_says_how_the_place_is_meant(parsed: Parsed, text: str, name: str, role: str) -> None:
    document, parse = parsed(text)
    assert {t.name: t.role for t in toponyms(document, parse, [])}[name] == role


def test_a_row_of_counties_are_counties(parsed: Parsed) -> None:
    document, parse = parsed("Tornadoes were seen in Ellis, Ness and Clay counties in Kansas.")
    found = {t.name: t.kinds for t in toponyms(document, parse, [])}
    assert found["Ellis"] == found["Clay"] == frozenset({"county"})


def test_no_place_is_cut_out_of_a_longer_name(parsed: Parsed) -> None:
    assert "Porte" not in cues(parsed, "A baker was robbed at Porte de Montreuil late on Sunday.")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor left Tarma, in Peru, on Monday.", "Tarma"),
        ("A nurse left San Pedro Sula at noon.", "San Pedro Sula"),
    ],
)
def test_a_town_that_the_model_takes_for_a_person_is_a_place_by_its_country_or_its_name(
    parsed: Parsed, text: str, name: str
) -> None:
    assert name in cues(parsed, text)
