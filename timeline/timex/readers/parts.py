"""Readers of quarters, halves and seasons."""

from __future__ import annotations

import re

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.periods import SEASONS, Period, of_day
from timeline.timex.readers.anchors import adds_up, reported_quarter, unknown
from timeline.timex.tense import look
from timeline.timex.years import full_year


def quarter(candidate: Candidate, context: Context) -> Outcome | None:
    """The third quarter, of a stated year or of the one that the publication date tells."""
    groups = candidate.groups
    part = int(groups.get("part") or groups.get("q") or groups["q2"])
    if year := groups.get("year") or groups.get("short2"):
        return Outcome(period=Period.part("quarter", full_year(year, context), part), because=("of the stated year",))
    inner = candidate.inner and context.read(candidate.inner)
    if inner and inner.period:
        found = Period.part("quarter", inner.period.year_number, part)
        if inner.period.unit in ("month", "day"):
            found = inner.period.to("quarter")
        return Outcome(
            period=found, anchor=inner.anchor, because=(*inner.because, "its quarter"), confidence=inner.confidence
        )
    now = context.now("quarter")
    if not now:
        return Outcome(value=f"XXXX-Q{part}", anchor=DCT, because=("needs a publication date",), anchors=False)
    seen = look(context, candidate)
    ahead = seen.weight > 0 and part > now.index
    back = Period.part("quarter", now.year_number, part)
    if part > now.index and not ahead:
        back = back.shift_years(-1)
    return Outcome(
        period=back.shift_years(-1) if "year_ago" in groups else back,
        anchor=DCT,
        because=(seen.reason if ahead else "the latest one begun",),
        confidence=0.9,
    )


def same_quarter(candidate: Candidate, context: Context) -> Outcome | None:
    """The latest quarter, the 1988 quarter."""
    said = context.last_of("quarter")
    if "year" in candidate.groups:
        part = said.period if said else context.now("quarter")
        year = int(candidate.groups["year"])
        if candidate.groups["unit"] == "period" and (not said or adds_up(context, said.end, candidate.start)):
            return Outcome(period=Period.year(year), because=("as stated",))
        if part is None:
            return None
        return Outcome(
            period=Period.part("quarter", year, part.index),
            anchor=said.span if said else DCT,
            because=("same quarter of that year",),
        )
    if candidate.groups["which"] == "current":
        now = context.now("quarter")
        return Outcome(period=now, anchor=DCT, because=("the publication quarter",)) if now else unknown("quarter")
    if candidate.groups["unit"] == "period" and not said:
        return None
    return reported_quarter(context)


def half(candidate: Candidate, context: Context) -> Outcome | None:
    """The first half of 1998, the second half of the 1980s."""
    number = {"first": 1, "1st": 1}.get(candidate.groups["which_half"], 2)
    inner = candidate.inner and context.read(candidate.inner)
    if inner and inner.period:
        if inner.period.unit == "year":
            found = Period.part("half", inner.period.number, number)
            return Outcome(period=found, anchor=inner.anchor, because=(*inner.because, "its half"))
        return Outcome(
            period=inner.period,
            mod="START" if number == 1 else "END",
            anchor=inner.anchor,
            because=(*inner.because, "a half of it"),
        )
    now = context.now("half")
    about = context.language.cues["half_context"]["about"]
    if not re.search(about, context.before(candidate) + context.after(candidate)):
        return None
    if not now or candidate.inner or "the" not in context.low[candidate.core : candidate.core + 3]:
        return None
    found = Period.part("half", now.year_number, number)
    if number > now.index and look(context, candidate).weight <= 0:
        found = found.shift_years(-1)
    return Outcome(period=found, anchor=DCT, because=("the latest one begun",), confidence=0.5)


def season(candidate: Candidate, context: Context) -> Outcome | None:
    """A season, of a stated year, of the running one, or of the one that the publication date tells."""
    groups = candidate.groups
    if candidate.rule.name == "season" and not _is_season(candidate, context):
        return None
    number = int(next(groups[g] for g in ("season", "season2", "season3", "season4") if g in groups))
    mod = {"early": "START", "late": "END", "mid": "MID"}.get(groups.get("early", ""))
    year, because, anchor = _season_year(candidate, context)
    if year is not None:
        found = Period.part("season", year, number)
        return Outcome(period=found, mod=mod, anchor=anchor, because=(because,), confidence=0.8)
    if context.narrative or not context.dct:
        value = f"XXXX-{SEASONS[number - 1]}"
        return Outcome(value=value, mod=mod, anchor=anchor, because=(because,), anchors=False, confidence=0.4)
    now = of_day(context.dct, "season")
    seen = look(context, candidate)
    shift = (number - now.index) % 4
    if shift and seen.weight <= 0:
        shift -= 4
    return Outcome(period=now.shift(shift), mod=mod, anchor=DCT, because=(seen.reason,), confidence=0.7)


def _season_year(candidate: Candidate, context: Context) -> tuple[int | None, str, str | None]:
    """The year that the words or a narrative's course give a season, why, and the anchor."""
    groups, said = candidate.groups, context.last
    if "bc_year" in groups:
        return -int(groups["bc_year"]), "before Christ", None
    if year := groups.get("year") or groups.get("year_before") or groups.get("short2"):
        return full_year(year, context), "of the stated year", None
    if said and ("same" in groups or "same_year" in groups or context.narrative):
        return said.period.year_number + int(groups.get("same", 0)), "the year that the text has reached", said.span
    if context.narrative:
        return None, "no year said yet", None
    if "which" in groups and context.dct:
        return context.dct.year + int(groups["which"]), "of the named year", DCT
    return None, "needs a publication date", DCT


def _is_season(candidate: Candidate, context: Context) -> bool:
    """Whether a bare "spring" or "fall" is a season and no verb or noun."""
    word = context.low[candidate.core : candidate.end].split()[-1]
    if candidate.prefix or (_led(candidate, context) and word != "fall"):
        return True
    return "det" in candidate.groups and (word != "fall" or _led(candidate, context))


def _led(candidate: Candidate, context: Context) -> bool:
    before = context.low[max(0, candidate.start - 20) : candidate.start].split()
    return bool(before) and before[-1] in context.language.cues["season_context"]["before"]


def each_season(candidate: Candidate, context: Context) -> Outcome | None:
    """Every winter."""
    return Outcome(
        type="SET", value=f"XXXX-{SEASONS[int(candidate.groups['season']) - 1]}", quant="EACH", because=("every year",)
    )
