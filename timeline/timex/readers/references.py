"""Readers of words that point to the present, the past or the future."""

from __future__ import annotations

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Outcome
from timeline.timex.readers.anchors import from_said

NEAR = 250  # characters back, at most, to the date that "then" means


def reference(candidate: Candidate, context: Context) -> Outcome | None:
    """Now, formerly, the near future."""
    value = next(value for value in candidate.groups.values() if value.endswith("_REF"))
    return _pointing(value)


def former(candidate: Candidate, context: Context) -> Outcome | None:
    """Former, where a story of the past is told; in news it belongs to a title."""
    return _pointing("PAST_REF") if context.narrative else None


def present(candidate: Candidate, context: Context) -> Outcome | None:
    """Current."""
    return _pointing("PRESENT_REF")


def past(candidate: Candidate, context: Context) -> Outcome | None:
    """Recent."""
    return _pointing("PAST_REF")


def to_come(candidate: Candidate, context: Context) -> Outcome | None:
    """Soon, one day, beside a modal verb."""
    return _pointing("FUTURE_REF")


def then(candidate: Candidate, context: Context) -> Outcome | None:
    """Until then: the date said shortly before."""
    said = context.last
    if not said or candidate.start - said.end > NEAR:
        return None
    return Outcome(period=said.period, anchor=said.span, because=(from_said(said, 0),), anchors=False, confidence=0.6)


def _pointing(value: str) -> Outcome:
    return Outcome(value=value, because=("points to no calendar day",), anchors=False, confidence=0.65)
