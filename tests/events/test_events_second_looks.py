"""What a further turn of fresh reports taught, through the whole pipeline: days, pictures, belongings, bodies."""

from __future__ import annotations

import pytest
from telling_texts import the, told


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        pytest.param(
            "Ian Marsh had reached the port of Lisbon, of which Belem is part, on Sunday with food and pumps.",
            "had reached", "2024-06-16", "2024-06-17", id="a day behind an aside is that of the main verb",
        ),
        pytest.param(
            "In March 2019 it was Ana Prado who played peacemaker in Lisbon.",
            "played", "2019-03-01", "2019-04-01", id="it was she who did it then",
        ),
        pytest.param(
            'Ana Prado spoke on Tuesday.\n\nThe declaration came one day after Peru called home its envoy.',
            "called home", "2024-06-17", "2024-06-18", id="came one day after",
        ),
        pytest.param(
            "Six counts were read out to Ian Marsh in Lisbon on Monday and Tuesday.",
            "were read", "2024-06-17", "2024-06-19", id="on two days",
        ),
        pytest.param(
            "A paper was signed in Lisbon on June 3. Five days after it was signed, Ana Prado dismissed Rui Teles.",
            "dismissed", "2024-06-08", "2024-06-09", id="days after what was told in the same words",
        ),
        pytest.param(
            "Ana Prado had landed in Lisbon on Monday. The rebels had arrived there a day before her.",
            "had arrived", "2024-06-16", "2024-06-17", id="a day before her",
        ),
        pytest.param(
            "Fighting will end, Ana Prado announced on Monday.\n\nShe was speaking as talks opened in Lisbon.",
            "opened", "2024-06-17", "2024-06-18", id="she was speaking as it happened",
        ),
        pytest.param(
            "A treaty that the two signed when Ana Prado came to Lisbon in March 2021 holds.",
            "signed", "2021-03-01", "2021-04-01", id="signed when she came",
        ),
        pytest.param(
            "The bakery had announced the sale of its ovens in mid-April.",
            "had announced", "2024-04-11", "2024-04-21", id="a month in which it had been announced",
        ),
        pytest.param(
            "On Monday the council put off the vote on a tunnel by three years, from 2025 to 2028.",
            "put off", "2024-06-17", "2024-06-18", id="put off from one year to another",
        ),
        pytest.param(
            "Ana Prado, on crutches since she broke a toe in Lisbon in early May, has been at home ever since.",
            "broke", "2024-05-01", "2024-05-11", id="who breaks a bone does not go on breaking it",
        ),
        pytest.param(
            "Ana Prado sailed on Monday, and on Thursday she was due to take the ferry back.",
            "due to take", "2024-06-20", "2024-06-21", id="a day that opens a clause of its own",
        ),
        pytest.param(
            "Only earlier this month the baker had sworn to stay.",
            "had sworn", "2024-06-01", "2024-06-19", id="earlier is not early",
        ),
        pytest.param(
            "Ana Prado, who had surgery on her knee last week, walked with a stick.",
            "had surgery", "2024-06-10", "2024-06-17", id="what one had and underwent",
        ),
        pytest.param(
            "Crews cleaned the hall for the mayors who take part in Thursday's summit.",
            "take part", "2024-06-20", "2024-06-21", id="those who take part are still to come",
        ),
        pytest.param(
            "On Sunday divers of Team Plan B found the bell.",
            "found", "2024-06-16", "2024-06-17", id="a plan that is a name",
        ),
        pytest.param(
            "All through Sunday divers searched the port of Lisbon, where smoke could still be seen.",
            "searched", "2024-06-16", "2024-06-17", id="what could still be seen was there",
        ),
    ],
)  # fmt: skip
def test_a_day_belongs_to_what_it_is_told_of(text: str, words: str, start: str, end: str) -> None:
    event = the(told(text, published="2024-06-19"), words)
    assert event.interval is not None
    assert event.interval.iso() == [start, end]


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        pytest.param(
            "Ian Marsh left Peru last year. His passport was revoked on Monday.",
            "was revoked", {"Ian Marsh"}, id="what is somebody's is taken away",
        ),
        pytest.param(
            "Ian Marsh denies it. On Monday the Supreme Court ruled that his arrest had been unlawful.",
            "ruled", {"Ian Marsh"}, id="a ruling on his arrest",
        ),
        pytest.param(
            'Ian Marsh was held in Lisbon. "He was released on Monday, and we spoke to him," Rui Teles said.',
            "was released", {"Ian Marsh", "Rui Teles"}, id="a speaker is no he, but tells it",
        ),
        pytest.param(
            "A judge put off the trial of Ian Marsh. Ana Prado ruled that the trial would resume on Monday.",
            "The trial would", {"Ian Marsh"}, id="the trial is his",
        ),
        pytest.param(
            "The summit of the leaders, held in Lisbon on Monday, was attended by Ana Prado and Ian Marsh.",
            "held in Lisbon", {"Ana Prado", "Ian Marsh"}, id="by whom it was attended",
        ),
        pytest.param(
            "The talks between Ana Prado and Rui Teles, held in Lisbon on Monday, failed.",
            "held in Lisbon", {"Ana Prado", "Rui Teles"}, id="between whom it was held",
        ),
        pytest.param(
            "The January 26 ballot, which Ana Prado won with ease, was free.",
            "ballot", {"Ana Prado"}, id="who won it",
        ),
        pytest.param(
            "Ana Prado and Rui Teles left. The two were seized near Lisbon. On Monday a court sentenced them to jail.",
            "sentenced", {"Ana Prado", "Rui Teles"}, id="them, after the two",
        ),
        pytest.param(
            "Ian Marsh stood in a hall. Two women wiped poison on his face on Monday.",
            "wiped", {"Ian Marsh"}, id="on his face",
        ),
        pytest.param(
            "Ian Marsh hopes to come again. His green train pulled into the station on Monday.",
            "pulled into", {"Ian Marsh"}, id="in his train",
        ),
        pytest.param(
            "Ana Prado, who spoke to Ian Marsh by phone on Monday, is calm.",
            "spoke", {"Ana Prado", "Ian Marsh"}, id="who speaks with whom",
        ),
        pytest.param(
            "Ana Prado was named envoy on Monday, when Peru expelled the head of the mission, Ian Marsh, over a tape.",
            "expelled", {"Ian Marsh"}, id="a name after a comma is whom the words before describe",
        ),
        pytest.param(
            "Ian Marsh was a baker. Marsh's body was recovered from a lake on Monday.",
            "was recovered", {"Ian Marsh"}, id="whose body is found",
        ),
        pytest.param(
            "Ian Marsh sits in Lisbon. Marsh's lawyers filed an appeal on Monday.",
            "filed", {"Ian Marsh"}, id="whose lawyers act",
        ),
        pytest.param(
            "Ian Marsh, once the owner of the mill, opened a bakery on Monday.",
            "opened a bakery", {"Ian Marsh"}, id="what somebody once was stands beside the name",
        ),
    ],
)  # fmt: skip
def test_who_takes_part_is_told_by_what_is_theirs_and_by_who_speaks(text: str, words: str, who: set[str]) -> None:
    event = next(e for e in told(text) if words in e.title and "said" not in e.title)
    assert set(event.firm_people) == who


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        pytest.param(
            "Ana Prado broke off a holiday to preside over a meeting of the council in Lisbon on Monday.",
            "broke off", "Lisbon", id="what one presides over is somewhere",
        ),
        pytest.param(
            "Ian Marsh, greeted at the airport in Lisbon by Ana Prado, held talks with her on Monday.",
            "held talks", "Lisbon", id="where one is received",
        ),
        pytest.param(
            "Ana Prado will address the nation from the White House on Monday.",
            "will address", "White House", id="from where one speaks",
        ),
        pytest.param(
            "The convoy was attacked on Monday at a farm 18 km south of el-Fasher.",
            "was attacked", "El Fasher", id="an Arabic article in small letters",
        ),
        pytest.param(
            "Sister Ana Prado arrived in the diocese of Kaya in October 2014.",
            "arrived", "Kaya", id="a diocese",
        ),
        pytest.param(
            "LYON, France (Wire) -- This city by two rivers began on Monday to bury its dead.",
            "began", "Lyon", id="this city is that of the dateline",
        ),
        pytest.param(
            "In 2016 Bolivians voted in a referendum.",
            "voted", "Bolivia", id="a people votes at home",
        ),
        pytest.param(
            "Ana Prado flew back to the Austrian capital on Monday.",
            "flew back", "Vienna", id="a capital that is not called by its name",
        ),
        pytest.param(
            "A flood in San Luis Obispo County cut two roads on Monday.",
            "cut two", "San Luis Obispo County", id="a name that looks like two",
        ),
    ],
)  # fmt: skip
def test_where_it_was_is_told_by_what_was_held_there(text: str, words: str, place: str) -> None:
    assert the(told(text), words).place == place


def test_a_picture_of_the_day_says_where_the_same_two_met() -> None:
    text = (
        "Prado hosts Marsh\n\nAna Prado (L) embraces Ian Marsh in Porto, Portugal, June 20, 2024. (AFP Photo)\n\n"
        "Ana Prado on Thursday received Ian Marsh, the foreign minister of Peru.\n\nNo more was said of it in Lisbon."
    )
    assert the(told(text), "received").place == "Porto"


def test_a_quarrel_over_a_place_is_not_there() -> None:
    event = the(told("Turkey closed the frontier in 1993 in the war over Nagorno-Karabakh."), "closed")
    assert event.place != "Nagorno-Karabakh"


def test_the_us_is_no_us() -> None:
    event = the(told("After the US began weeks of strikes in March, the rebels fled.", published="2024-06-19"), "began")
    assert event.interval is not None
    assert event.interval.iso() == ["2024-03-01", "2024-04-01"]


@pytest.mark.parametrize(
    ("caption", "words"),
    [
        ("▲ Ana Prado and Rui Teles at the border village near Lisbon ahead of their summit, April 27, 2018", "Prado"),
        ("▲ Ana Prado raises her hands after a show of games in the stadium, Lisbon, on April 27, 2018", "raises"),
    ],
)
def test_a_picture_with_its_day_is_told_with_a_verb_or_without(caption: str, words: str) -> None:
    text = f"Letters between two\n\n{caption}\n\nAna Prado wrote to Rui Teles in Lisbon on Monday, her office said."
    event = next(e for e in told(text, published="2022-04-22") if words in e.title)
    assert event.interval is not None
    assert event.interval.iso() == ["2018-04-27", "2018-04-28"]
    assert "Ana Prado" in event.people


def test_what_somebody_posted_is_no_more_than_a_picture() -> None:
    text = "Newspapers made much of a photograph which Ian Marsh posted in March 2012, showing a speedometer."
    event = the(told(text), "posted")
    assert event.interval is not None
    assert event.interval.iso() == ["2012-03-01", "2012-04-01"]


def test_one_of_several_that_was_somewhere_on_a_day_is_an_event() -> None:
    event = the(told("They have played twice this year; the last was in Lyon on May 24."), "The last was")
    assert event.interval is not None
    assert (event.interval.iso(), event.place) == (["2024-05-24", "2024-05-25"], "Lyon")


def test_what_was_done_to_somebody_is_told_behind_their_office_too() -> None:
    found = told("Prosecutors spoke of Rui Teles, chief executive of the bank, who was picked up in Lyon on Monday.")
    assert the(found, "picked up").people == ("Rui Teles",)
