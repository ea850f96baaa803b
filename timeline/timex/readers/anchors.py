"""What the readers of relative expressions share: anchors that are said, known or missing."""

from __future__ import annotations

import re
from typing import cast

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said
from timeline.timex.periods import Period, Unit

UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "season": "XXXX-XX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "millennium": "X",
}  # fmt: skip


def unknown(
    unit: str, because: str = "needs a publication date", suffix: str = "", anchor: str | None = DCT
) -> Outcome:
    """An expression whose anchor is not known: a symbolic value and no interval."""
    return Outcome(
        type="TIME" if suffix else "DATE",
        value=UNKNOWN[unit] + suffix,
        anchor=anchor,
        because=(because,),
        confidence=0.4,
        anchors=False,
    )


def wider(unit: str, than: str) -> bool:
    """Whether one unit is longer than another."""
    return Period(cast(Unit, than), 0).finer_than(cast(Unit, unit))


def from_said(said: Said, shift: int, unit: str = "") -> str:
    """The rule chain's words for a shift from a date said before."""
    unit = unit or said.period.unit
    if not shift:
        return f"the {unit} said before, {said.period.value}"
    return f"{abs(shift)} {unit}{'s' * (abs(shift) > 1)} {'before' if shift < 0 else 'after'} {said.period.value}"


def within_wider(
    candidate: Candidate, context: Context, unit: str, suffix: str = "", since: int | None = None
) -> Outcome | None:
    """ "In May 2019 it fell, and the next morning ...": some day of the month that the same sentence is about.

    `since` is the position from which the month may be said, if that is not where the sentence begins.
    """
    said = context.last
    begin = context.sentence_start(candidate.start) if since is None else since
    if said is None or said.start < begin or not wider(said.period.unit, unit):
        return None
    if said.period.interval is None or not said.main:
        return None
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=said.period,
        value=(f"{said.period.value}-XX" if said.period.unit == "month" and unit == "day" else UNKNOWN[unit]) + suffix,
        anchor=said.span,
        because=(f"a {unit} of {said.period.value}, the date said in the same sentence",),
        confidence=0.6,
        anchors=False,
    )


def from_dct(context: Context, unit: Unit, shift: int) -> Outcome:
    """The unit so many on from the publication date, where no date was said before."""
    now = context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(
        period=now.shift(shift), anchor=DCT, because=("no date said before; from the publication date",), confidence=0.5
    )


def reported_quarter(context: Context) -> Outcome | None:
    """The quarter that a report tells of: the latest one said that is over, else the one before the DCT's."""
    now = context.now("quarter")
    over = [s for s in context.said if s.period.unit == "quarter" and (now is None or s.period.number < now.number)]
    if over:
        said = max(over, key=lambda s: s.period.number)
        return Outcome(period=said.period, anchor=said.span, because=("the quarter said before",), confidence=0.75)
    if not now:
        return unknown("quarter")
    return Outcome(
        period=now.shift(-1), anchor=DCT, because=("the quarter before the publication date's",), confidence=0.6
    )


def adds_up(context: Context, start: int, end: int) -> bool:
    """Whether a report goes over to several quarters added up: "for the nine months"."""
    return re.search(context.language.cues["reports"]["sums"], context.low[start:end]) is not None
