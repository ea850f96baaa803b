"""Readers of the quarters and years that a company's report compares."""

from __future__ import annotations

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said
from timeline.timex.periods import Period
from timeline.timex.readers.anchors import adds_up, reported_quarter, unknown

YEAR_AGO_REACH = 900  # characters back to the quarter that "a year ago" compares with


def quarter_ended(candidate: Candidate, context: Context) -> Outcome | None:
    """The quarter ended July 31: the calendar quarter that most of it lies in."""
    inner = candidate.inner and context.read(candidate.inner)
    if not inner or not inner.period:
        return None
    end = inner.period if inner.period.unit == "day" else Period("day", inner.period.shift(1).first.toordinal() - 1)
    return Outcome(
        period=end.shift(-45).to("quarter"), anchor=inner.anchor, because=(*inner.because, "the quarter up to it")
    )


def year_ago(candidate: Candidate, context: Context) -> Outcome | None:
    """A year earlier: the unit of what it compares with, one year before."""
    recent = max(0, candidate.start - YEAR_AGO_REACH)
    said = _compared_quarter(context, recent)
    if adds_up(context, max(recent, said.end if said else 0), candidate.start):
        return _year_before_sum(context)
    if candidate.rule.kind == "quarter" and not said:
        return _year_before_quarter(context)
    if not said:
        said = context.last_of("month", since=context.sentence_start(candidate.start))
    if not said and "ago" not in context.low[candidate.core : candidate.end]:
        said = context.last
    if said:
        return Outcome(
            period=said.period.shift_years(-1),
            anchor=said.span,
            because=(f"one year before {said.period.value}",),
            anchors=context.narrative,
            aside=True,
            confidence=0.55,
        )
    now = context.now("year")
    if not now:
        return unknown("year")
    return Outcome(period=now.shift(-1), anchor=DCT, because=("one year before the publication date",), confidence=0.6)


def _compared_quarter(context: Context, since: int) -> Said | None:
    """The quarter or half that a report compares: the latest one told of that is over, else that has begun."""
    now = context.now("quarter")
    told = [s for s in context.said if s.period.unit in ("quarter", "half") and s.start >= since]
    begun = [s for s in told if not now or s.period.first < now.shift(1).first]
    over = [s for s in begun if not now or s.period.first < now.first]
    return next(reversed(over or begun or told), None)


def _year_before_sum(context: Context) -> Outcome:
    year = context.now("year")
    if not year:
        return unknown("year")
    return Outcome(
        period=year.shift(-1),
        anchor=DCT,
        because=("compared with the months added up", "one year before the publication date"),
        anchors=False,
        confidence=0.6,
    )


def _year_before_quarter(context: Context) -> Outcome | None:
    quarter = reported_quarter(context)
    if quarter is None or quarter.period is None:
        return quarter
    return Outcome(
        period=quarter.period.shift_years(-1),
        anchor=quarter.anchor,
        because=(*quarter.because, "one year before"),
        anchors=False,
        confidence=0.6,
    )
