"""Which way a clause looks, by the words around a time expression."""

from __future__ import annotations

import re
from functools import cache

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Direction
from timeline.timex.rules import Language


@cache
def _cues(language: Language) -> re.Pattern[str]:
    tense = language.cues["tense"]

    def words(name: str) -> str:
        return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(tense[name], key=len, reverse=True))

    return re.compile(
        rf"(?<![\w'])(?:(?P<future>{words('future')})|(?P<past>{words('past')}|[a-z]{{2,20}}{tense['past_suffix']}))(?!\w)"
        r"|(?P<ll>'ll)\b"
    )


def look(context: Context, candidate: Candidate) -> tuple[Direction | None, str]:
    """The direction of the clause that holds the candidate, and the word that tells it."""
    cues = _cues(context.language)
    nearest = None
    for match in cues.finditer(context.before(candidate)):
        nearest = match
    if nearest is None:
        nearest = cues.search(context.after(candidate))
    if nearest is None:
        return None, ""
    return ("past" if nearest["past"] else "future"), " ".join(nearest[0].split())
