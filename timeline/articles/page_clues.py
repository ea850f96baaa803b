"""Everything in a page, outside the article's text, that speaks of its date."""

from __future__ import annotations

from typing import Any

from timeline.models import DateClue


def clues_of(tree: Any, url: str | None, stem: str) -> tuple[DateClue, ...]:
    """The date clues of a parsed page."""
    return ()
