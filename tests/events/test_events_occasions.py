"""Where and when things were that a sentence tells beside others, through the whole pipeline."""

from __future__ import annotations

import pytest
from telling_texts import the, told


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("The group was seized last Thursday from a bus travelling through Lisbon.", "was seized", "Lisbon"),
        ("On Saturday a train killed two people who were inspecting track in Lisbon.", "killed", "Lisbon"),
        ("Ana Prado took up arms in 2003, when farmers in Lisbon rose against the crown.", "took up", "Lisbon"),
        ("The town was retaken on Sunday, according to the ministry in Lisbon.", "retaken", None),
        ("The ministers approved a plan to hold the next summit in Lisbon on Monday.", "approved", None),
        ("Lisbon fell to the rebels on Monday.", "fell", "Lisbon"),
        ("Nobody has followed Peru, whose Supreme Court threw out the law in 2017.", "threw out", "Peru"),
        ("Speaking to reporters at a hotel in Lisbon on Monday, Ana Prado said that trade grew.", "said", "Lisbon"),
    ],
)  # fmt: skip
def test_places_of_what_a_sentence_tells_beside_others(text: str, words: str, place: str | None) -> None:
    assert the(told(text), words).place == place


def test_what_no_gazetteer_knows_stands_where_the_text_is_set_as_a_guess() -> None:
    event = the(told("Crowds marched in Lisbon on Monday. Gunfire broke out at the Tesk roundabout."), "broke out")
    assert (event.lat, event.place_basis) == (38.72, "setting") or event.place == "Lisbon"


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("Deputies stripped him of it on May 3, a few hours after he had driven over the border.", "had driven",
         ["2023-05-03", "2023-05-04"]),
        ("Officers were behind an explosion on October 16, 2014, that tore through a depot.", "explosion",
         ["2014-10-16", "2014-10-17"]),
        ("A first deal, reached in Lisbon on Jan. 11 last year, came apart in autumn.", "reached",
         ["2022-01-11", "2022-01-12"]),
        ("On Aug. 15 this year he had an aide, Ana Prado, deliver an offering.", "had an aide",
         ["2023-08-15", "2023-08-16"]),
        ("Ian Marsh called at the shrine on Sept. 26.\n\nWithin hours, Ana Prado summoned Rui Teles.", "summoned",
         ["2023-09-26", "2023-09-27"]),
        ("It was the fourth flight since November 2021, when bombers made a joint flight.", "made",
         ["2021-11-01", "2021-12-01"]),
    ],
)  # fmt: skip
def test_dates_of_what_a_sentence_tells_beside_others(text: str, words: str, dates: list[str]) -> None:
    event = the(told(text, published="2023-10-02"), words)
    assert event.interval is not None
    assert event.interval.iso() == dates


def test_what_was_some_days_before_something_undated_has_no_date() -> None:
    text = "Prado spoke on Saturday.\n\nTwo men came to Lisbon a few days before the depot blew up."
    assert the(told(text, published="2023-10-02"), "came").interval is None


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("The government announced on Monday that it was scrapping visas. Peru is poor. Peruvians left Peru.",
         "announced", "Lima"),
        ("Peru declared 20 members of the embassy unwelcome on Sunday.", "declared", "Lima"),
        ("Japan's vice foreign minister, Ana Prado, summoned Ambassador Ian Marsh to the ministry on Monday.",
         "summoned", "Tokyo"),
        ("Emperor Akihito received President Ian Marsh on Wednesday evening.", "received", "Tokyo"),
        ("North Korea spoke. South Korea listened.\n\nThe North launched a satellite on Monday.", "launched",
         "North Korea"),
        ("Flight trackers saw a plane taking off from Lisbon on Wednesday.", "trackers saw", "Lisbon"),
        ("Ana Prado, a baker from the village of Porto, was killed when a shell hit a building in Lisbon on Monday.",
         "was killed", "Lisbon"),
        ("Ana Prado told thousands of mourners in Lisbon on Monday that all would be well.", "told", "Lisbon"),
        ("Ana Prado flew to the provincial capital, Van, late on Sunday. Turkey is large.", "flew", "Van"),
    ],
)  # fmt: skip
def test_places_of_governments_hosts_and_speakers(text: str, words: str, place: str) -> None:
    assert the(told(text, published="2018-05-31"), words).place == place


@pytest.mark.parametrize(
    ("text", "words", "dates"),
    [
        ("The moves come two days after Ana Prado used her speech in Lisbon to warn them.", "used",
         ["2018-05-29", "2018-05-30"]),
        ("Shells fell in Lisbon on Tuesday. Hours before the shelling, guests had paid a visit to Porto.", "had paid",
         ["2018-05-29", "2018-05-30"]),
        ("Ana Prado was expected in Lisbon in April last year, but she called off the visit.", "called off",
         ["2017-04-01", "2017-05-01"]),
    ],
)  # fmt: skip
def test_dates_of_moves_hours_and_what_was_called_off(text: str, words: str, dates: list[str]) -> None:
    event = the(told(text, published="2018-05-31"), words)
    assert event.interval is not None
    assert event.interval.iso() == dates


def test_where_something_fell_may_stand_in_the_next_sentence() -> None:
    text = "Crowds cheered in Porto. The jet was shot down on Monday. It came down near Lisbon."
    event = the(told(text), "shot down")
    assert (event.place, event.place_basis) == ("Lisbon", "context")


def test_a_language_is_no_place() -> None:
    assert the(told("They sat down for an hour on Monday, speaking mostly in Hindi."), "sat down").place is None


def test_to_leave_the_country_says_not_which_if_the_article_is_about_none() -> None:
    text = "Peru told the ambassadors of Poland and Spain on Monday to leave the country."
    assert the(told(text), "told").place != "Poland"


def test_an_order_is_an_event_though_nobody_is_named() -> None:
    event = the(told("BELARUS HAS told the ambassadors of Poland to leave the country."), "told the ambassadors")
    assert event.status == "happened"
