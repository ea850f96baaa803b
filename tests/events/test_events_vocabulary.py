"""Every example of the vocabularies of events is read as the vocabulary says."""

from __future__ import annotations

import pytest
from telling_texts import read

from timeline.events.vocabulary import kinds, status_cues


@pytest.mark.parametrize(("kind", "example"), kinds().examples)
def test_examples_of_a_kind(kind: str, example: str) -> None:
    assert kind in [event.kind for event in read(example)]


@pytest.mark.parametrize(("status", "example"), [(s, e) for s, cues in status_cues().items() for e in cues.examples])
def test_examples_of_a_status(status: str, example: str) -> None:
    dates = {day: "2024-06-24" for day in ("Monday",) if day in example}
    assert status in [event.status for event in read(example, dates=dates)]
