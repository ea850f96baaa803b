"""Who may take part in an event whose clause does not name them: said, marked, and trusted less."""

from __future__ import annotations

import pytest
from telling_texts import the, told

from timeline.events import likely_cast
from timeline.events.likely_cast import LEAST, TRUST

OPERATION = "Ana Prado left the hospital in Porto on Friday, two days after the operation was carried out."


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (OPERATION, "operation was carried out", ("Ana Prado",)),
        ("Ana Prado told a radio in Porto that dockers had gone on strike on Wednesday.", "gone on strike", ()),
        ("Ana Prado is in hospital in Porto. A storm killed two sailors on Tuesday.", "killed two sailors", ()),
    ],
)
def test_somebody_of_whom_the_text_tells_around_an_event_is_guessed(
    text: str, words: str, who: tuple[str, ...]
) -> None:
    assert the(told(text), words).guessed_people == who


def test_a_guess_is_among_the_people_but_not_among_those_that_are_firm() -> None:
    event = the(told(OPERATION), "operation was carried out")
    assert (event.people, event.firm_people) == (("Ana Prado",), ())


def test_a_guess_says_so_and_lowers_the_confidence() -> None:
    sure, guessed = the(told(OPERATION), "left the hospital"), the(told(OPERATION), "operation was carried out")
    assert guessed.confidence < sure.confidence
    assert "Ana Prado: a guess" in guessed.who_reason
    (evidence,) = [e for e in guessed.evidence if e.field == "who"]
    assert (evidence.basis, OPERATION[evidence.start : evidence.end]) == ("setting", "Ana Prado")


def test_the_weights_name_features_that_the_code_knows() -> None:
    weights = likely_cast.weights()
    assert {"anybody", "in the sentence", "with 1", "of persons"} <= weights.keys()
    assert all(isinstance(weight, float) for weight in weights.values())
    assert 0 < LEAST < TRUST < 1
