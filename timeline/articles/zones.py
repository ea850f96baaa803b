"""Marks what is no running text: furniture, captions, bylines, header lines, the headline."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.models import Zone


def zones_of(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of a text, in order, none overlapping another."""
    return ()


def headline(text: str, zones: Sequence[Zone]) -> str | None:
    """The words of the headline zone."""
    return next((text[z.start : z.end] for z in zones if z.kind == "headline"), None)
