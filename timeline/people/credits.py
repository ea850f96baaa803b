"""Where a text credits a picture ("AP Photo/Ada M.", "Ada M. / POOL / AFP"), which names nobody of the story."""

from __future__ import annotations

import re
from functools import cache

from timeline.people.vocabulary import words

_WORD = r"[^\W\d_a-zß-ÿ](?:[\w’'-]+|\.)?"
_END = r"(?=\.?\s*(?:[/|)\]]|$))"


def picture_credits(text: str) -> list[tuple[int, int]]:
    """The stretches [start, end) of a text that say who took a picture; they begin and end with the name."""
    return [match.span("name") for pattern in _patterns() for match in pattern.finditer(text)]


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    picture, agency, particle = _one_of("pictures"), _one_of("agencies"), _one_of("particles")
    name = rf"(?P<name>\b{_WORD}(?: (?:{particle} )*{_WORD}){{0,3}})"
    return (
        re.compile(rf"\b(?:{picture}|{agency}) ?/ ?{name}"),  # "AP Photo/Ada M."
        re.compile(rf"\b{picture}(?: [Cc]redit)?(?: by |: ?){name}{_END}", re.MULTILINE),  # "Photo by Ada M."
        re.compile(rf"{name},? ?(?:/|\bvia\b) ?{agency}\b"),  # "Ada M./AP", "Ada M. via AP"
    )


def _one_of(name: str) -> str:
    return f"(?:{'|'.join(map(re.escape, sorted(words(name), key=len, reverse=True)))})"
