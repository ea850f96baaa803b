"""What a text's time expressions tell of the whole of it: report or story, its course, how it orders day and month."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Genre
from timeline.timex.periods import Period
from timeline.timex.rules import Language

ASIDE_YEARS = 6
_LEAD, _IN_LEAD = 600, 3  # characters of the lead, and how many times there "on Tuesday" counts: a report begins so
_CHAT = re.compile(r"[^\W_][\w']*|(?<!\S)@(?!\S)")

_DEICTIC = {"yesterday, today, tomorrow", "tonight", "part of today", "last, this or next unit", "weekday",
            "last, this or next weekday", "some time ago", "weekday of another week"}  # fmt: skip


def is_message(text: str, language: Language) -> bool:
    """Whether a text is a short message: one begun without a capital, or that chats, or speaks of me and you."""
    signs = language.cues["message"]
    if len(text) > signs["longest"]:
        return False
    if text[:1].islower() and len(text) <= signs["short"]:
        return True
    words = frozenset(word.lower() if len(word) > 2 and word[1:].islower() else word for word in _CHAT.findall(text))
    if not words.isdisjoint(signs["chat"]):
        return True
    persons = not words.isdisjoint(signs["persons"])
    return persons and not re.search(signs["reported"], text)


def genre_of(low: str, candidates: Sequence[Candidate], publication_year: int | None, language: Language) -> Genre:
    """Narrative where stated years of the past far outnumber expressions that count from the day of writing.

    Two such years are enough where nothing counts from that day and nobody says or will do anything.
    Without a publication year the latest year that the text states stands for it.
    """
    latest = publication_year or max((year for _, year in years(candidates)), default=0)
    recent = range(latest - 2, latest + 30)
    told = sum(_tells_year(c, recent) for c in candidates)
    stated = min((start for start, _ in years(candidates)), default=len(low))
    deictic = sum(_IN_LEAD if c.start < _LEAD else 1 for c in candidates if _is_of_today(c, stated))
    if told >= 5 and told > 3 * deictic:
        return "narrative"
    short = told >= 2 and not deictic and not re.search(language.cues["genre"]["report"], low)
    return "narrative" if short else "news"


def _is_of_today(candidate: Candidate, stated: int) -> bool:
    """Whether it counts from the day of writing, as a day does before a lead tells a year: "Monday, May 16"."""
    bare = candidate.rule.name == "month day" and candidate.start < min(_LEAD, stated)
    return bare or candidate.rule.name in _DEICTIC


def _tells_year(candidate: Candidate, recent: range) -> bool:
    year = candidate.groups.get("year") or candidate.groups.get("bc_year")
    return year is not None and int(year) not in recent


def years(candidates: Sequence[Candidate]) -> list[tuple[int, int]]:
    """Where the text states a year, and which."""
    return [(c.start, year) for c in candidates if (year := _year(c)) is not None]


def _year(candidate: Candidate) -> int | None:
    groups = candidate.groups
    if "bc_year" in groups:
        return -int(groups["bc_year"])
    return int(groups["year"]) if "year" in groups else None


def on_main_line(candidate: Candidate, period: Period, context: Context) -> bool:
    """Whether a narrative goes on from this date, or only points away from its course."""
    before = context.low[max(0, candidate.start - 24) : candidate.start]
    asides = context.language.cues["asides"]
    if before.rstrip().endswith(tuple(asides["before"])) or re.search(asides["range"], before):
        return False
    reached = context.reached()
    if reached is None:
        return True
    year, running = period.year_number, reached.period.year_number
    if year < running and re.search(asides["flashback"], context.before(candidate)):
        return False
    if abs(year - running) <= ASIDE_YEARS:
        return True
    place = bisect_right(context.years, (candidate.end, 0))
    coming = [y for _, y in context.years[place : place + 2]]
    return not coming or any(abs(y - year) <= ASIDE_YEARS for y in coming)


def day_first(candidates: Sequence[Candidate]) -> bool | None:
    """The order of the text's numeric dates, told by one that has only one reading."""
    for candidate in candidates:
        if candidate.rule.read == "numeric_date":
            a, b = int(candidate.groups["a"]), int(candidate.groups["b"])
            if (a > 12) != (b > 12):
                return a > 12
    return None
