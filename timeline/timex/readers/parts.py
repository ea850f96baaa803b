"""Readers of quarters, halves and seasons."""

from __future__ import annotations

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.periods import SEASONS, Period, of_day
from timeline.timex.readers.anchors import reported_quarter, unknown
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
        if candidate.groups["unit"] == "period" and not said:
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
    if not now or candidate.inner or "the" not in context.low[candidate.core : candidate.core + 3]:
        return None
    found = Period.part("half", now.year_number, number)
    if number > now.index and look(context, candidate).weight <= 0:
        found = found.shift_years(-1)
    return Outcome(period=found, anchor=DCT, because=("the latest one begun",), confidence=0.5)


def season(candidate: Candidate, context: Context) -> Outcome | None:
    """A season, of a stated year, of the running one, or of the one that the publication date tells."""
    groups = candidate.groups
    number = int(next(groups[g] for g in ("season", "season2", "season3", "season4") if g in groups))
    mod = {"early": "START", "late": "END", "mid": "MID"}.get(groups.get("early", ""))
    if "bc_year" in groups:
        return Outcome(
            period=Period.part("season", -int(groups["bc_year"]), number), mod=mod, because=("before Christ",)
        )
    if year := groups.get("year") or groups.get("year_before") or groups.get("short2"):
        return Outcome(
            period=Period.part("season", full_year(year, context), number), mod=mod, because=("of the stated year",)
        )
    said = context.last
    if "same_year" in groups and said:
        return Outcome(
            period=Period.part("season", said.period.year_number, number),
            mod=mod,
            anchor=said.span,
            because=("of that year",),
        )
    if "which" in groups and context.dct and not context.narrative:
        return Outcome(
            period=Period.part("season", context.dct.year + int(groups["which"]), number),
            mod=mod,
            anchor=DCT,
            because=("of the named year",),
        )
    if candidate.rule.name == "season" and not _is_season(candidate, context):
        return None
    if context.narrative:
        if not said:
            return Outcome(value=f"XXXX-{SEASONS[number - 1]}", mod=mod, because=("no year said yet",), anchors=False)
        year_number = said.period.year_number
        return Outcome(
            period=Period.part("season", year_number, number),
            mod=mod,
            anchor=said.span,
            because=("the year that the text has reached",),
            confidence=0.7,
        )
    if not context.dct:
        return Outcome(
            value=f"XXXX-{SEASONS[number - 1]}",
            mod=mod,
            anchor=DCT,
            because=("needs a publication date",),
            anchors=False,
        )
    now = of_day(context.dct, "season")
    seen = look(context, candidate)
    shift = (number - now.index) % 4
    if shift and seen.weight <= 0:
        shift -= 4
    return Outcome(period=now.shift(shift), mod=mod, anchor=DCT, because=(seen.reason,), confidence=0.7)


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
    return Outcome(
        type="SET", value=f"XXXX-{SEASONS[int(candidate.groups['season']) - 1]}", quant="EACH", because=("every year",)
    )
