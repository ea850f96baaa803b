"""Whom descriptions and words for several people mean: whoever is likeliest, and nobody where that is unsure."""

from __future__ import annotations

import pytest
from telling_texts import the, told

from timeline.events import likely_described, likely_groups

GUNMAN = (
    "Police in Lisbon on Tuesday shot dead the man who had attacked a market.\n\n"
    "Rui Teles, a teacher, had fired at the stalls on Monday, the minister Ana Prado said. "
    "The teacher was found in a yard on Tuesday."
)


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        (GUNMAN, "was found", {"Rui Teles"}),
        (
            "Ana Prado, 61, and Ian Marsh, 34, met in Porto. The 34-year-old resigned on Friday.",
            "resigned",
            {"Ian Marsh"},
        ),
        (
            "Ana Prado and Rui Teles were held in Porto in May. A judge freed them on Friday.",
            "freed",
            {"Ana Prado", "Rui Teles"},
        ),
        (
            "Ana Prado spoke in Porto. Thousands of dockers cheered, and they marched to the sea on Friday.",
            "marched",
            set(),
        ),
        ("Ana Prado spoke in Porto. A guard was stabbed on Friday and the guard died on Sunday.", "died", set()),
    ],
)
def test_words_without_a_name_mean_whoever_is_likeliest(text: str, words: str, who: set[str]) -> None:
    assert set(the(told(text), words).people) == who


def test_who_is_meant_is_said_with_how_likely_that_is() -> None:
    event = the(told(GUNMAN), "was found")
    assert "as is likely (" in event.who_reason
    assert any(evidence.field == "who" and evidence.basis == "inferred" for evidence in event.evidence)


def test_weights_are_numbers_of_features() -> None:
    for weights in (likely_described.weights(), likely_groups.weights()):
        assert len(weights) > 50
        assert weights["nobody"] or weights["nobody pronoun"]
        assert all(-10 < weight < 10 for weight in weights.values())
