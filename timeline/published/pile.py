"""Dates every document of a pile."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.models import DateCandidate, Document, Publication


def date_pile(documents: Sequence[Document]) -> list[Publication]:
    """The publication date of each document, in order."""
    return [_given(document) or UNKNOWN for document in documents]


UNKNOWN = Publication(interval=None, basis="unknown", confidence=0.0, reason="Nothing says when it was published.")


def _given(document: Document) -> Publication | None:
    if document.given is None:
        return None
    candidate = DateCandidate(
        kind="given",
        text=document.given.start.isoformat(),
        start=0,
        end=0,
        interval=document.given,
        verdict="chosen",
        reason="It was given with the article.",
    )
    return Publication(
        interval=document.given, basis="given", confidence=1.0, reason=candidate.reason, candidates=(candidate,)
    )
