"""Whether a text reports the day or tells a story of long ago, from its time expressions alone."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.timex.candidates import Candidate
from timeline.timex.context import Genre

_DEICTIC = {"yesterday, today, tomorrow", "tonight", "part of today", "last, this or next unit", "weekday",
            "last, this or next weekday", "some time ago", "weekday of another week"}  # fmt: skip


def genre_of(candidates: Sequence[Candidate], publication_year: int | None) -> Genre:
    """Narrative where stated years of the past far outnumber expressions that count from the day of writing."""
    recent = range(publication_year - 2, publication_year + 30) if publication_year else range(0)
    told = sum(_tells_year(c, recent) for c in candidates)
    deictic = sum(c.rule.name in _DEICTIC for c in candidates)
    return "narrative" if told >= 5 and told > 3 * deictic else "news"


def _tells_year(candidate: Candidate, recent: range) -> bool:
    year = candidate.groups.get("year") or candidate.groups.get("bc_year")
    return year is not None and int(year) not in recent
