"""Month names of other languages, by dateparser, which loads only when a page's head has a word that may be one."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=256)
def foreign_month(word: str) -> int | None:
    """The number of the month that a word names in some language; None where it names none."""
    import dateparser

    settings = {"STRICT_PARSING": True, "REQUIRE_PARTS": ["day", "month", "year"]}
    found = dateparser.parse(f"17 {word} 2001", settings=settings)
    return found.month if found and (found.day, found.year) == (17, 2001) else None
