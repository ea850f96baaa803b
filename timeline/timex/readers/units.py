"""Readers of calendar units: last week, that year, the following month, the year."""

from __future__ import annotations

from typing import cast

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.periods import SEASONS, Period, Unit, of_day
from timeline.timex.readers.anchors import from_dct, from_said, reported_quarter, unknown, wider, within_wider


def which_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """Last week, this year, next quarter: of the calendar, from the publication date."""
    groups = candidate.groups
    unit = cast(Unit, "season" if "season" in groups else groups["unit"])
    which = int(groups.get("which") or -1)
    if unit == "day":
        return _next_day(context) if which > 0 else None
    if context.narrative and which:
        return _narrative_unit(context, unit, which)
    now = context.now(unit)
    if not now and unit == "season":
        value = f"XXXX-{SEASONS[int(groups['season']) - 1]}"
        return Outcome(value=value, anchor=DCT, because=("needs a publication date",), anchors=False, confidence=0.4)
    if not now:
        return unknown(unit)
    if unit == "season":
        now, reason = _season(context, int(groups["season"]), which), f"by season, {which:+d}"
        return Outcome(period=now, anchor=DCT, because=(reason,), confidence=0.8) if now else None
    if "possessed" in groups and unit == "year":
        return _possessed(candidate, context, now.shift(which))
    word = {-1: "before", 0: "of", 1: "after"}[which]
    return Outcome(
        period=now.shift(which),
        anchor=DCT,
        because=(f"the calendar {unit} {word} the publication date's",),
        confidence=0.7,
    )


def second_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """The week before last, the month after next."""
    unit = cast(Unit, candidate.groups["unit"])
    return from_dct(context, unit, -2 if "back" in candidate.groups else 2)


def _next_day(context: Context) -> Outcome:
    """The next day is the one after a day said before; "tomorrow" is the one after publication."""
    said = context.last_of("day")
    if not said:
        return from_dct(context, "day", 1)
    return Outcome(period=said.period.shift(1), anchor=said.span, because=(from_said(said, 1),), confidence=0.85)


def _possessed(candidate: Candidate, context: Context, year: Period) -> Outcome:
    """Last year's third quarter, last year's quarter."""
    if "part" in candidate.groups:
        part = int(candidate.groups["part"])
        return Outcome(period=Period.part("quarter", year.number, part), anchor=DCT, because=("quarter of that year",))
    said = context.last_of("quarter")
    part = said.period.index if said else (context.now("quarter") or year).index
    return Outcome(
        period=Period.part("quarter", year.number, part), anchor=said.span if said else DCT, because=("same quarter",)
    )


def _season(context: Context, season: int, which: int) -> Period | None:
    if not context.dct:
        return None
    now = of_day(context.dct, "season")
    if which < 0:
        step = (now.index - season) % 4 or 4
        return now.shift(-step)
    if which > 0:
        return now.shift((season - now.index) % 4 or 4)
    return Period.part("season", context.dct.year, season)


def _narrative_unit(context: Context, unit: Unit, which: int) -> Outcome | None:
    said = context.last
    if not said or said.period.unit in ("decade", "century"):
        return unknown(unit, "no date said before", anchor=None)
    return Outcome(
        period=said.period.to(unit).shift(which),
        anchor=said.span,
        because=(from_said(said, which, unit),),
        confidence=0.6,
    )


def said_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """That year, the same day, the following month: from the date said before."""
    groups = candidate.groups
    shift = int(groups["same"])
    if "vague" in groups:
        return None
    unit = cast(Unit, "season" if "season" in groups else groups["unit"])
    since = context.paragraph_start(candidate.start) if shift == 0 and not context.narrative else None
    if unit == "day" and (outcome := within_wider(candidate, context, unit, since=since)) is not None:
        return outcome
    said = context.last if unit != "day" else context.day_told(candidate.start)
    if said and wider(said.period.unit, unit):
        said = next((s for s in reversed(context.said) if not wider(s.period.unit, unit)), None)
    if not said:
        bare = context.low.startswith("that ", candidate.start)  # "on that day" may be any
        lost = shift == 0 and (unit != "day" or context.narrative or bare)
        return unknown(unit, "no date said before", anchor=None) if lost else from_dct(context, unit, shift)
    if unit == "season":
        season = int(groups["season"])
        period = Period.part("season", said.period.year_number + (shift > 0), season)
        return Outcome(period=period, anchor=said.span, because=(from_said(said, shift, "season"),), confidence=0.7)
    return Outcome(
        period=said.period.to(unit).shift(shift),
        anchor=said.span,
        because=(from_said(said, shift, unit),),
        confidence=0.85,
        aside=shift < 0,
    )


def the_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """The year, the month: the one that the text is at."""
    groups = candidate.groups
    unit = cast(Unit, groups.get("unit") or groups.get("unit2") or groups["unit3"])
    if unit in ("decade", "century", "week") and not candidate.prefix:
        return None
    if unit == "day" and not candidate.prefix:
        return None
    bare = "the" in groups and candidate.rule.name == "the bare unit"
    if (
        bare
        and not candidate.prefix
        and not context.low.startswith(("later", "earlier", "early", "late"), candidate.core)
    ):
        return reported_quarter(context) if unit == "quarter" else None
    said = context.last_of("year", "quarter", "half", since=context.sentence_start(candidate.start))
    if "full" in groups and said and not wider(said.period.unit, unit):
        return Outcome(period=said.period.to(unit), anchor=said.span, because=(from_said(said, 0, unit),))
    said = context.day_told(candidate.start) if unit == "day" else context.last
    if said and (context.narrative or unit == "day") and not wider(said.period.unit, unit):
        return Outcome(
            period=said.period.to(unit), anchor=said.span, because=(from_said(said, 0, unit),), confidence=0.8
        )
    now = context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(period=now, anchor=DCT, because=(f"the publication {unit}",), confidence=0.4)


def year_end(candidate: Candidate, context: Context) -> Outcome | None:
    """Year-end, last year's end."""
    which = candidate.groups.get("which_year", "").strip()
    unit: Unit = "month" if context.low.startswith(("month", "the month"), candidate.core) else "year"
    now = context.last.period.to(unit) if context.narrative and context.last else context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(
        period=now.shift({"last": -1, "next": 1}.get(which, 0)),
        mod="END",
        anchor=DCT,
        because=(f"end of the {unit}",),
        confidence=0.7,
    )


def past_decade(candidate: Candidate, context: Context) -> Outcome | None:
    """The past decade is ten years up to now; the last decade a calendar one."""
    value = {"decade": "P1DE", "century": "P100Y"}.get(candidate.groups["unit"].replace(" ", "-"), "P50Y")
    value = "P25Y" if candidate.groups["unit"].startswith("quarter") else value
    return Outcome(type="DURATION", value=value, because=("up to now or from now",), anchors=False, confidence=0.6)


def whole_year(candidate: Candidate, context: Context) -> Outcome | None:
    """Twelve months that end on some date."""
    return Outcome(type="DURATION", value="P1Y", because=("twelve months",), anchors=False, confidence=0.6)


def week_of(candidate: Candidate, context: Context) -> Outcome | None:
    """The week of March 6."""
    inner = candidate.inner and context.read(candidate.inner)
    if not inner or not inner.period:
        return None
    return Outcome(
        period=inner.period.to("week"), anchor=inner.anchor, because=(*inner.because, "its week"), confidence=0.8
    )
