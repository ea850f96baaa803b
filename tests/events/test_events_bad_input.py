"""What is no ordinary running text: read as far as it goes, without an error and without inventing anything."""

from __future__ import annotations

import pytest
from telling_texts import interval, read

from timeline.models import Event

PEOPLE = {"Ana Prado": (), "Rui Teles": ()}
DAYS = {f"{day} June 2024": f"2024-06-{day:02}" for day in range(10, 29)}
ENDLESS = "On Monday Ana Prado met Rui Teles in Porto, " + ", ".join(
    f"and the mayor opened hall {n} of the old museum by the river" for n in range(165)
)
NESTED = "Prado said: “Teles told me: ‘The guard shouted: “Run!”’, and then he left for Porto.”"
PICTURES = [
    "Ana Prado, left, greets Rui Teles in Porto on 17 June 2024. Photo: The Agency",
    "Rui Teles walks through Lisbon on 18 June 2024.",
]


def are_proven(found: list[Event], text: str) -> bool:
    """Whether titles are short and all evidence lies within the text."""
    return all(
        0 < len(event.title) <= 90 and all(e.end <= len(text) and text[e.start : e.end].strip() for e in event.evidence)
        for event in found
    )


def test_a_sentence_of_two_thousand_words_is_read_clause_by_clause() -> None:
    assert len(ENDLESS.split()) > 2000
    found = read(ENDLESS + ".", dates={"Monday": "2024-06-17"}, people=PEOPLE, places=["Porto"])
    assert are_proven(found, ENDLESS + ".")
    assert len(found) > 100
    assert found[0].people == ("Ana Prado", "Rui Teles")
    assert found[-1].firm_people == ()


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(DAYS),
        "Date | Town | Dead\n10 June 2024 | Porto | 12\n11 June 2024 | Lisbon | 3\n",
        "10 June 2024\tPorto\tAna Prado\n11 June 2024\tLisbon\tRui Teles\n",
        "",
        " \n\n\t",
        "and " * 500,
        "?!“”‘’—" * 50,
    ],
)
def test_what_tells_nothing_is_no_event(text: str) -> None:
    assert read(text, dates=DAYS, people=PEOPLE, places=["Porto", "Lisbon"]) == []


def test_quotes_within_quotes_keep_who_says_what() -> None:
    found = read(NESTED, people=PEOPLE, places=["Porto"])
    assert are_proven(found, NESTED)
    assert {event.people for event in found} <= {("Ana Prado",), ("Rui Teles",), ("Rui Teles", "Ana Prado")}


def test_an_article_of_captions_only_tells_what_they_show() -> None:
    text = "\n\n".join(PICTURES)
    found = read(text, published=None, dates=DAYS, people=PEOPLE, places=["Porto", "Lisbon"], captions=PICTURES)
    assert [(event.interval, event.place) for event in found] == [
        (interval("2024-06-17"), "Porto"),
        (interval("2024-06-18"), "Lisbon"),
    ]
