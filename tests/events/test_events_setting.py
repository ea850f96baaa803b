"""Where and when the text is set where a clause does not say so itself, marked as what it is."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.articles.zones import zones_of
from timeline.events.vocabulary import load
from timeline.models import DateInterval, Document, Event

PUBLISHED = dt.date(2024, 6, 21)  # a Friday


def told(text: str) -> list[Event]:
    document = Document(id="a", text=text, given=DateInterval.day(PUBLISHED), zones=zones_of(text))
    (extraction,) = pipeline.extract([document])
    return list(extraction.events)


def the(text: str, words: str) -> Event:
    (event,) = (e for e in told(text) if words in e.title)
    return event


def day(event: Event) -> str | None:
    return event.interval.start.isoformat() if event.interval else None


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("A storm hit Lisbon on Monday. Trees fell on cars.", "Trees fell", "Lisbon"),
        ("A storm hit Lisbon on Monday.\n\nRoofs flew.\n\nThe wind had killed two by noon.", "killed two", "Lisbon"),
        ("Ana Prado has resigned. The season will not end in Madrid; organisers cancelled the race on Monday.",
         "cancelled the race", "Madrid"),
        ("Lisbon's carnival will resume on Saturday.", "resume", "Lisbon"),
        ("Samples were sent on Monday to a Lisbon laboratory.", "were sent", "Lisbon"),
        ("The rocket lifted off from Porto on Monday.", "lifted off", "Porto"),
        ("Ana Prado flew to Lisbon. On Monday she told the pilots at the command centre that it was over.", "told",
         "Lisbon"),
        # not where the text turned to another town, nor where something only lies far from, nor on the sea
        ("Ana Prado flew to Madrid on Monday. Her sister had phoned from Lisbon. She signed.", "signed", "Madrid"),
        ("A farm near Porto, 80 kilometres north of Lisbon, was closed on Monday.", "closed", "Porto"),
        ("A storm hit Lisbon on Monday. It tore roofs off. Trees fell on cars in the night.", "Trees fell", "Lisbon"),
        ("Fires burned around Porto on Monday. Ana Prado, the mayor of Porto, left her home. Porto was dark. "
         "Firemen saved a school on Tuesday.", "Firemen saved", "Porto"),
        # of the Koreas "the North" is one
        ("North Korea is poor. South Korea is rich.\n\nThe North launched a satellite on Monday.", "launched",
         "North Korea"),
        # what the clause names as a side, an aim or a cause is not where it was
        ("Ana Prado lost the match to Porto in May.", "lost", None),
        ("Ana Prado sold grain to Portugal in May.", "sold", None),
        ("The ambassador to Peru, Rui Teles, resigned on Monday.", "resigned", None),
        # nor is where somebody was meanwhile
        ("Soldiers rose on Monday while their king was in Morocco.", "rose", None),
        # where somebody works is not where she came
        ("Ana Prado, the deputy head of the mission in London, turned up in Lisbon in May.", "turned up", "Lisbon"),
    ],
)  # fmt: skip
def test_what_says_no_place_is_where_the_text_is_set(text: str, words: str, place: str | None) -> None:
    assert the(text, words).place == place


def test_a_place_that_is_only_where_the_text_is_set_is_marked_and_trusted_less() -> None:
    text = "A storm hit Lisbon on Monday. On Tuesday trees fell on cars."
    stated, guessed = the(text, "storm"), the(text, "trees fell")
    assert (stated.place_basis, guessed.place_basis) == ("clause", "setting")
    assert guessed.confidence < stated.confidence
    assert (stated.firm_place, guessed.firm_place) == ("Lisbon", None)
    assert "says no place" in guessed.where_reason
    assert "likeliest" in guessed.where_reason


def test_the_weights_of_guessed_places_name_features_that_the_code_knows() -> None:
    weights = load("likely_places.toml")["weights"]
    assert {"nowhere", "last scene", "source country", "source capital"} <= weights.keys()
    assert all(isinstance(weight, float) for weight in weights.values())


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        # the day told last goes on, over paragraphs, for what others did
        ("A mine collapsed on Tuesday.\n\nRescuers came from all over.\n\nOne fell.", "One fell", "2024-06-18"),
        ("Ana Prado won on Wednesday.\n\nWhat happened on Sunday?\n\nA crowd threw mud at Rui Teles.", "threw mud",
         "2024-06-16"),
        ("The council rejected the plan.\n\nIt had been shown at Monday's meeting.", "rejected", "2024-06-17"),
        # what is only spoken of, or is to come, lends no day
        ("Prado said that Tuesday's attack was vile.\n\nTeles flew home.", "flew home", "2024-06-21"),
        ("The museum will open on Monday.\n\nThe old hall was torn down.", "torn down", "2024-06-21"),
    ],
)  # fmt: skip
def test_what_gives_no_date_goes_on_from_the_day_of_the_news(text: str, words: str, expected: str) -> None:
    assert day(the(text, words)) == expected


def test_a_date_that_cannot_be_told_lends_its_clause_no_other() -> None:
    document = Document(id="a", text="On Thursday the mayor signed a decree dissolving the council by January 1, 2024.")
    (extraction,) = pipeline.extract([document])
    (event,) = (e for e in extraction.events if "signed" in e.title)
    assert extraction.published.interval is None
    assert event.interval is None


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("Rui Teles wept. Judges threw out his appeal on Monday.", "appeal", ["Rui Teles"]),
        ("Rui Teles died in May. His funeral will take place on Monday.", "funeral", ["Rui Teles"]),
        ("The head of the regional government, Rui Teles, came with Ana Prado. The prime minister was hit on Monday.",
         "was hit", ["Ana Prado"]),
    ],
)  # fmt: skip
def test_whose_event_it_is_takes_part_and_no_lesser_office_stands_for_a_higher(
    text: str, words: str, people: list[str]
) -> None:
    assert list(the(text, words).people) == people
