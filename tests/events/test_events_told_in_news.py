"""How news tells events, through the whole pipeline: each case is a class of sentence that was once read wrongly."""

from __future__ import annotations

import pytest
from telling_texts import day, the, told


def test_what_others_did_beside_it_is_an_event_of_its_own() -> None:
    text = "Talks went on in Madrid on Thursday, with Ana Prado also meeting Rui Teles in Lisbon late Wednesday."
    beside, main = the(told(text), "meeting Rui Teles"), the(told(text), "Talks went on")
    assert (day(beside), beside.place) == ("2024-06-19", "Lisbon")
    assert (day(main), main.place) == ("2024-06-20", "Madrid")


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Prado was met on Monday by the ambassador to Peru, Rui Teles, at a school in Lisbon.", "met on", "Lisbon"),
        ("The ambassador to Peru, Rui Teles, resigned on Monday.", "resigned", None),
        ("The head of a panel on Peru, Rui Teles, resigned on Monday.", "resigned", None),
        ("A drone attack on Lisbon wounded two sailors on Monday.", "wounded", "Lisbon"),
        ("Rui Teles opened a school in Lisbon. On Monday he flew to both nations.", "flew", None),
        ("Trade routes to Lisbon were cut on Monday.", "were cut", None),
        ("A visit to Lisbon was called off on Monday.", "called off", "Lisbon"),
        ("Rui Teles won in May the seat left vacant when Ana Prado fled to Lisbon in March.", "won", None),
        ("Prado quit on a platform overlooking the river in Lisbon with Rui Teles on Monday.", "quit", "Lisbon"),
        ("Flags were raised on Monday on Lisbon's Heron island.", "raised", "Lisbon"),
        ("Rui Teles sang on Washington's National Mall on Monday.", "sang", "Washington"),
        ("In 2011 Prado was charged over it at The Hague, and Peru and Chile protested.", "charged", "The Hague"),
        ("Prado crossed from Russia into Peru on Monday in the border town of Khasan.", "crossed", "Khasan"),
        ("In August 1999 an earthquake centred near Lisbon killed thousands.", "killed", "Lisbon"),
        ("That will not mollify Rome. On Monday ministers met in the Ligurian capital.", "met", None),
        ("Talks went on in Vienna. Prado spoke to reporters outside the Gotha Palace on Monday.", "spoke", "Vienna"),
        ("LISBON, June 21 (Wire) - Peru's agency said: “Rui Teles arrived here on Monday.”", "arrived", None),
    ],
)  # fmt: skip
def test_offices_and_subjects_are_not_where_it_happened(text: str, words: str, place: str | None) -> None:
    assert the(told(text), words).place == place


@pytest.mark.parametrize(
    ("text", "words", "when", "status"),
    [
        ("Crews have dug since Tuesday’s earthquake struck the town.", "struck", "2024-06-18", "happened"),
        ("Gunmen shot at a mall in Lisbon on Tuesday. Police came at the mall around 3 p.m.", "came", "2024-06-18",
         "happened"),
        ("The party promised to end the strike.", "promised", "2024-06-21", "happened"),
        ("The mayor hailed it as the city's best day since independence in 1991.", "hailed", "2024-06-21", "happened"),
        ("The towns have traded since the opening of the bridge in 1991.", "traded", "1991-01-01", "ongoing"),
        ("The council opened the gates on Monday, hours after guards arrested two sailors.", "arrested", "2024-06-17",
         "happened"),
        ("The meeting comes two months after a summit in Madrid ended in failure.", "ended", "2024-04-01", "happened"),
        ("Prado was absent from a forum held in Porto in October 2023.", "forum", "2023-10-01", "happened"),
        ("The talks follow invitations from Teles since Prado last year embarked on a tour.", "Prado", "2023-01-01",
         "happened"),
        ("The ship left the port some 19 hours after the storm.", "left", "2024-06-21", "happened"),
        ("The boat that left on Monday with two men aboard sank off Lisbon on Tuesday.", "sank", "2024-06-18",
         "happened"),
        ("A body formed to mediate over the war on Wednesday said it had a deal.", "said", "2024-06-19", "happened"),
    ],
)  # fmt: skip
def test_the_date_and_status_of_what_news_tells(text: str, words: str, when: str, status: str) -> None:
    event = the(told(text), words)
    assert (day(event), event.status) == (when, status)


def test_the_day_of_what_came_long_before_is_not_that_of_what_followed() -> None:
    events = told("The quake flattened homes, following a larger one farther south on May 8.")
    assert day(the(events, "flattened")) != "2024-05-08"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Portuguese President Rui Teles, who heads a council set up by the Union of Cooks (UC), urged calm on Monday.",
         "Portuguese President Rui Teles urged calm on Monday"),
        ("Gen. Rui Teles was engaged on Monday in a bitter struggle with the army's commander, Gen. Ana Prado.",
         "Gen. Rui Teles was engaged on Monday in a bitter struggle"),
        ("Agencies\n\nNorth Korean leader Kim Jong Un made a trip to Lisbon on Monday.",
         "North Korean leader Kim Jong Un made a trip to Lisbon on Monday"),
        ("The court on Monday tried and convicted Rui Teles, 32.", "The court convicted Rui Teles, 32"),
        ("Lisbon: Rui Teles opened a school on Monday.", "Rui Teles opened a school on Monday"),
    ],
)  # fmt: skip
def test_titles_of_news_are_whole(text: str, title: str) -> None:
    assert next(e.title for e in told(text) if "Monday" in e.time_text) == title


def test_a_measure_is_not_cut_out_of_a_title() -> None:
    text = "On Monday crews searched for a 12-year-old girl believed to be trapped in the rubble of a school in Lisbon."
    assert "12-year-old girl" in the(told(text), "searched").title


def test_a_trip_is_not_run_by_the_agency_that_tells_of_it() -> None:
    events = told("The agency called the visit private and said it ran from Monday to Wednesday.")
    assert not the(events, "ran from").title.startswith("[")


def test_who_is_quoted_by_name_is_marked_as_a_source() -> None:
    event = the(told("The union is pushing for a truce, according to Ana Prado."), "pushing")
    assert event.people == ("Ana Prado",)
    assert "says so" in event.who_reason


def test_the_premier_is_the_prime_minister_and_not_the_president() -> None:
    text = "Prime Minister Ana Prado met President Rui Teles on Thursday.\n\nThe premier abandoned her plan on Friday."
    assert the(told(text), "abandoned").people == ("Ana Prado",)


def test_the_opposition_leader_is_whom_the_article_calls_so() -> None:
    text = "Opposition leader Ana Prado accused President Rui Teles.\n\nThe opposition leader left on Thursday."
    assert the(told(text), "left").people == ("Ana Prado",)


def test_a_woman_named_as_somebody_is_she() -> None:
    event = the(told("A third occupant, a woman named as Ana Prado, was taken to hospital on Monday."), "was taken")
    assert event.people == ("Ana Prado",)


def test_who_is_carried_takes_part() -> None:
    event = the(told("The armoured train carrying Ana Prado pulled into Lisbon on Monday."), "pulled into")
    assert event.people == ("Ana Prado",)


def test_where_somebody_stands_in_a_picture_is_no_event() -> None:
    text = (
        "In this photo released by the press office, Peru's leader Ana Prado, center left, surrounded by Peruvian and "
        "Chile's officials arrive in Lisbon, Portugal, Thursday, June 20, 2024."
    )
    assert [day(e) for e in told(text)] == ["2024-06-20"]


def test_a_month_before_a_verb_says_when() -> None:
    text = "Ana Prado ran in Porto in December 2022, the best debut ever, and the following April won in Lisbon."
    event = the(told(text), "won in Lisbon")
    assert (day(event), event.people) == ("2023-04-01", ("Ana Prado",))


def test_what_a_trip_is_for_may_date_it() -> None:
    event = the(
        told("Ana Prado is scheduled to travel to Lisbon next month for talks with Rui Teles on July 16."), "travel"
    )
    assert day(event) == "2024-07-16"


def test_what_reporters_were_told_somewhere_is_told() -> None:
    assert the(told("The 65-year-old told more than a hundred reporters in Lisbon that he was innocent."), "told")


def test_what_follows_another_town_is_guessed_at_most() -> None:
    text = (
        "Rui Teles flees to Madrid\n\nTeles landed in Madrid on Thursday.\n\n"
        "That did not calm Lisbon. A crowd broke a gate."
    )
    assert the(told(text), "broke a gate").firm_place is None


def test_picture_agencies_are_nobody() -> None:
    text = "Rui Teles opens a school in Lisbon on June 20, 2024. Photo: Getty Images\n\nIt opened on Thursday."
    assert all("Getty Images" not in event.people for event in told(text))


def test_he_goes_on_with_whom_the_text_is_about_and_not_with_who_is_named_beside_it() -> None:
    text = (
        "Rui Teles was caught in May. Soldiers held him in Lisbon, not long after the actor Joe Prado had been to see "
        "him.\n\nHe was handed over on Monday."
    )
    assert the(told(text), "handed over").people == ("Rui Teles",)
