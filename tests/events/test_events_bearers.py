""" "She" and "he" stand only for those whom the text, a title or a given name does not contradict."""

from __future__ import annotations

import pytest
from telling_texts import read

PEOPLE = {"Tikva Har-Lev": (), "Yaron Amsal": ()}  # given names that no list tells of


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        (  # a clear pronoun before
            "Har-Lev pleaded innocent. She spoke for an hour. Har-Lev heard Amsal shout. On Monday she left the hall.",
            "left the hall",
            {"Tikva Har-Lev"},
        ),
        (  # a title
            "Mrs Har-Lev met Amsal in May. On Monday she left the hall.",
            "left the hall",
            {"Tikva Har-Lev"},
        ),
        (  # the noun beside the name
            "Har-Lev saw her brother, Amsal, in court. On Monday he left the hall.",
            "left the hall",
            {"Yaron Amsal"},
        ),
        (  # a chain of the same pronoun goes on, whoever is named on the way
            "Har-Lev grew up in a tent. She herded goats and followed Amsal's group. She won a race on Monday.",
            "won a race",
            {"Tikva Har-Lev"},
        ),
        (  # nothing is known: the subject named last
            "Har-Lev heard Amsal shout. On Monday she left the hall.",
            "left the hall",
            {"Tikva Har-Lev"},
        ),
    ],
)
def test_a_pronoun_stands_for_nobody_whom_it_cannot_mean(text: str, words: str, people: set[str]) -> None:
    found = read(text, dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert [set(e.people) for e in found if words in e.title] == [people]


def test_a_given_name_tells_who_she_is() -> None:
    people = {"Olga Prado": (), "Boris Teles": ()}
    found = read("Prado watched as Teles spoke. On Monday she left.", dates={"Monday": "2024-06-17"}, people=people)
    assert [e.people for e in found if "left" in e.title] == [("Olga Prado",)]


def test_somebody_of_another_kind_is_never_meant() -> None:
    people = {"Boris Teles": ()}
    found = read("Teles spoke. On Monday she left.", dates={"Monday": "2024-06-17"}, people=people)
    assert [e.people for e in found if "left" in e.title] == [()]
