"""Time expressions: found in text and normalised to TIMEX3 values and calendar intervals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from timeline.models import DateInterval, Span, TimeExpression
from timeline.timex.context import Genre
from timeline.timex.resolve import resolve
from timeline.timex.rules import Hemisphere, Language, language

__all__ = ["Genre", "Hemisphere", "find"]


def find(
    text: str,
    dct: dt.date | DateInterval | None,
    *,
    genre: Genre | None = None,
    furniture: Sequence[Span] = (),
    using: Language | None = None,
    hemisphere: Hemisphere | None = None,
) -> list[TimeExpression]:
    """The time expressions of `text`, in order, read against the publication date `dct`.

    `genre` is told from the text where it is None. Dates in `furniture` are found, but nothing counts from them.
    `using` is a language, perhaps with some of its rules switched off; without it, `hemisphere` says when seasons are.
    """
    return resolve(text, dct, genre, furniture, using or language(hemisphere=hemisphere))
