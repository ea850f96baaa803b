"""Readers of expressions that count from the publication date or from a date said before."""

from __future__ import annotations

from typing import cast

from timeline.models import Reading
from timeline.timex.amounts import count
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said
from timeline.timex.periods import Period, Unit, of_day
from timeline.timex.tense import look

DAYS_A_CUE = 3.0  # how many days nearer weigh as much as one verb
NEWS_LOOKS_BACK = 1.0
YEAR_AGO_REACH = 900  # characters back to the quarter that "a year ago" compares with
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
UNKNOWN = {
    "day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
    "season": "XXXX-XX", "half": "XXXX-HX", "year": "XXXX", "decade": "XXX", "century": "XX", "millennium": "X",
}  # fmt: skip


def unknown(unit: str, because: str = "needs a publication date", suffix: str = "", anchor: str | None = DCT) -> Outcome:
    """An expression whose anchor is not known: a symbolic value and no interval."""
    return Outcome(
        type="TIME" if suffix else "DATE",
        value=UNKNOWN[unit] + suffix,
        anchor=anchor,
        because=(because,),
        confidence=0.4,
        anchors=False,
    )


def today(candidate: Candidate, context: Context) -> Outcome | None:
    shift = int(candidate.groups["today"])
    part = candidate.groups.get("part", "").split()
    suffix = _suffix(part[-1], context) if part else ""
    if context.narrative and not shift and not suffix:
        return Outcome(value="PRESENT_REF", because=("a narrative's today is no day",), anchors=False)
    if not context.today:
        return unknown("day", suffix=suffix)
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=context.today.shift(shift),
        suffix=suffix,
        anchor=DCT,
        because=(_days_from(shift),),
        confidence=0.97,
    )


def _days_from(shift: int) -> str:
    if not shift:
        return "the publication day"
    return f"{abs(shift)} day{'s' * (abs(shift) > 1)} {'before' if shift < 0 else 'after'} the publication day"


def _suffix(word: str, context: Context) -> str:
    words = context.language.vocabulary.words
    return words["clockword"].get(word) or "T" + words["daypart"].get(word, "XX")


def tonight(candidate: Candidate, context: Context) -> Outcome | None:
    if not context.today or context.narrative:
        return unknown("day", suffix="TNI")
    return Outcome(type="TIME", period=context.today, suffix="TNI", anchor=DCT, because=("the publication day",))


def daypart_today(candidate: Candidate, context: Context) -> Outcome | None:
    groups = candidate.groups
    last = "last" in groups
    part = {"night": "NI", "evening": "EV"}[groups["last_part"]] if last else groups["daypart"]
    if not context.today:
        return unknown("day", suffix=f"T{part}")
    period = context.today.shift(-1 if last else 0)
    mod = {"later": "END", "late": "END", "earlier": "START", "early": "START"}.get(groups.get("later", ""))
    return Outcome(type="TIME", period=period, suffix=f"T{part}", mod=mod, anchor=DCT, because=(_days_from(-last),))


def daypart_said(candidate: Candidate, context: Context) -> Outcome | None:
    suffix = f"T{candidate.groups['daypart']}"
    said = context.last_of("day")
    if not said:
        return unknown("day", "no day said before", suffix, None)
    shift = int(candidate.groups["same"])
    return Outcome(
        type="TIME", period=said.period.shift(shift), suffix=suffix, anchor=said.span, because=(_from_said(said, shift),)
    )


def _from_said(said: Said, shift: int, unit: str = "") -> str:
    unit = unit or said.period.unit
    if not shift:
        return f"the {unit} said before, {said.period.value}"
    return f"{abs(shift)} {unit}{'s' * (abs(shift) > 1)} {'before' if shift < 0 else 'after'} {said.period.value}"


def weekday_of_week(candidate: Candidate, context: Context) -> Outcome | None:
    groups = candidate.groups
    number = int(groups.get("weekday") or groups["weekday2"])
    which = int(groups.get("which") or groups.get("which2") or -1)
    week = context.now("week")
    if not week:
        return Outcome(value=f"XXXX-WXX-{number}", anchor=DCT, because=("needs a publication date",), anchors=False)
    period = week.shift(which).to("day").shift(number - 1)
    return Outcome(period=period, anchor=DCT, because=(f"the {WEEKDAYS[number - 1]} of that calendar week",))


def weekday(candidate: Candidate, context: Context) -> Outcome | None:
    """A weekday, bare or with last, this, next: by the clause's tense and the publication day's own weekday."""
    groups = candidate.groups
    number = int(groups["weekday"])
    suffix = f"T{groups['daypart']}" if "daypart" in groups else {"noon": "T12:00", "midnight": "T24:00"}.get(groups.get("noon", ""), "")
    if context.narrative or "same" in groups or "following" in groups:
        found = _weekday_said(candidate, context, number, suffix)
        if found or context.narrative:
            return found or Outcome(value=f"XXXX-WXX-{number}{suffix}", because=("no day said before",), anchors=False)
    if not context.today:
        return Outcome(
            type="TIME" if suffix else "DATE",
            value=f"XXXX-WXX-{number}{suffix}",
            anchor=DCT,
            because=("needs a publication date", _direction(candidate, context)[1]),
            confidence=0.4,
            anchors=False,
        )
    now, own = context.today.number, context.dct.isoweekday() if context.dct else 0
    back, on = now - (own - number) % 7, now + (number - own) % 7
    which = groups.get("which")
    if which == "-1" or context.low.startswith("this past", candidate.core):
        chosen, because = (back - 7 if back == now else back), (f"the last {WEEKDAYS[number - 1]} before the publication day",)
    elif which == "1":
        chosen, because = (on + 7 if on == now else on), (f"the first {WEEKDAYS[number - 1]} after the publication day",)
    elif back == now:
        chosen, because = now, ("the publication day is one",)
    else:
        direction, reason = _direction(candidate, context, now - back)
        if which == "0" and direction != "past":
            direction, reason = "future", "'this' looks ahead"
        chosen = on if direction == "future" else back
        side = "first {} after" if direction == "future" else "last {} before"
        because = (reason, f"the {side.format(WEEKDAYS[number - 1])} the publication day")
    other = Period("day", on if chosen != on else back)
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=Period("day", chosen),
        suffix=suffix,
        anchor=DCT,
        because=because,
        readings=() if other.number == chosen else (
            Reading(value=other.value, interval=other.interval, reason=f"lost: {because[0]}"),
        ),
        confidence=0.9,
    )  # fmt: skip


def _direction(candidate: Candidate, context: Context, days_back: int = 3) -> tuple[str, str]:
    """Past or future: tomorrow's weekday looks ahead sooner than yesterday's."""
    seen = look(context, candidate)
    ahead = seen.weight + (days_back - 3.5) / DAYS_A_CUE - NEWS_LOOKS_BACK > 0
    return ("future" if ahead else "past"), seen.reason


def _weekday_said(candidate: Candidate, context: Context, number: int, suffix: str) -> Outcome | None:
    said = context.last_of("day")
    if not said:
        return None
    own = said.period.first.isoweekday()
    groups = candidate.groups
    back = groups.get("following") in ("previous", "preceding") or groups.get("which") == "-1"
    shift = -((own - number) % 7 or 7) if back else (number - own) % 7
    if not back and shift == 0 and ("following" in groups or groups.get("which") == "1"):
        shift = 7
    if "same" in groups and own != number:
        same = next((s for s in reversed(context.said) if s.period.unit == "day" and s.period.first.isoweekday() == number), None)
        if same:
            said, shift = same, 0
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=said.period.shift(shift),
        suffix=suffix,
        anchor=said.span,
        because=(_from_said(said, shift),),
        confidence=0.7,
    )


def each_weekday(candidate: Candidate, context: Context) -> Outcome | None:
    groups = candidate.groups
    number = groups.get("weekday") or groups.get("weekday2") or groups["weekday3"]
    part = groups.get("daypart") or {"nights": "NI", "mornings": "MO", "afternoons": "AF", "evenings": "EV"}.get(groups.get("part", ""))
    return Outcome(
        type="SET", value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""), quant="EACH", freq="1W", because=("every week",)
    )


def which_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """Last week, this year, next quarter: of the calendar, from the publication date."""
    groups = candidate.groups
    unit = cast(Unit, "season" if "season" in groups else groups["unit"])
    words = {"past": -1, "previous": -1, "last": -1, "this": 0, "next": 1}
    which = words[groups["which"]] if groups.get("which") in words else int(groups.get("which") or -1)
    if context.narrative and which:
        return _narrative_unit(context, unit, which)
    now = context.now(unit)
    if not now:
        return unknown(unit)
    if unit == "season":
        now, reason = _season(context, int(groups["season"]), which), f"by season, {which:+d}"
        return Outcome(period=now, anchor=DCT, because=(reason,), confidence=0.8) if now else None
    if "possessed" in groups and unit == "year":
        return _possessed(candidate, context, now.shift(which))
    if unit == "day" and not which:
        return None
    word = {-1: "before", 0: "of", 1: "after"}[which]
    return Outcome(
        period=now.shift(which), anchor=DCT, because=(f"the calendar {unit} {word} the publication date's",), confidence=0.9
    )


def _possessed(candidate: Candidate, context: Context, year: Period) -> Outcome:
    """Last year's third quarter, last year's quarter."""
    if "part" in candidate.groups:
        part = int(candidate.groups["part"])
        return Outcome(period=Period.part("quarter", year.number, part), anchor=DCT, because=("quarter of that year",))
    said = context.last_of("quarter")
    part = said.period.index if said else (context.now("quarter") or year).index
    return Outcome(period=Period.part("quarter", year.number, part), anchor=said.span if said else DCT, because=("same quarter",))


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
        period=said.period.to(unit).shift(which), anchor=said.span, because=(_from_said(said, which, unit),), confidence=0.6
    )


def weekend(candidate: Candidate, context: Context) -> Outcome | None:
    which = candidate.groups.get("which")
    week = context.now("weekend")
    if not week or not context.dct:
        return unknown("weekend")
    words = context.low[candidate.core : candidate.end]
    own = context.dct.isoweekday() >= 6
    if which == "1":
        shift, because = (1 if own else 0) + (0 if words.startswith("this") else 1 - (not own)), "next"
    elif which == "-1" or "past" in words:
        shift, because = -1, "the last one over"
    elif own:
        shift, because = 0, "the publication day is in one"
    else:
        direction, reason = _direction(candidate, context)
        ahead = direction == "future" or which == "0"
        shift, because = (0 if ahead else -1), reason
    return Outcome(period=week.shift(shift), anchor=DCT, because=(because,), confidence=0.8)


def said_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """That year, the same day, the following month: from the date said before."""
    groups = candidate.groups
    shift = int(groups["same"])
    if "vague" in groups:
        return None
    unit = cast(Unit, "season" if "season" in groups else groups["unit"])
    said = context.last if unit != "day" else context.last_of("day")
    if said and _wider(said.period.unit, unit):
        said = next((s for s in reversed(context.said) if not _wider(s.period.unit, unit)), None)
    if not said:
        return unknown(unit, "no date said before", anchor=None) if shift == 0 else _from_dct(context, unit, shift)
    if unit == "season":
        season = int(groups["season"])
        period = Period.part("season", said.period.year_number + (shift > 0), season)
        return Outcome(period=period, anchor=said.span, because=(_from_said(said, shift, "season"),), confidence=0.7)
    return Outcome(
        period=said.period.to(unit).shift(shift),
        anchor=said.span,
        because=(_from_said(said, shift, unit),),
        confidence=0.85,
        aside=shift < 0,
    )


def _wider(unit: str, than: str) -> bool:
    return Period(cast(Unit, than), 0).finer_than(cast(Unit, unit))


def _from_dct(context: Context, unit: Unit, shift: int) -> Outcome:
    now = context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(period=now.shift(shift), anchor=DCT, because=("no date said before; from the publication date",), confidence=0.5)


def nth_day(candidate: Candidate, context: Context) -> Outcome | None:
    return None


def day_beside(candidate: Candidate, context: Context) -> Outcome | None:
    """The day before, the year after."""
    unit = candidate.groups["unit"]
    sign = 1 if candidate.groups["side"] == "after" else -1
    part = {"night": "TNI", "evening": "TEV", "morning": "TMO"}.get(unit, "")
    base = cast(Unit, "day" if part else unit)
    said = next((s for s in reversed(context.said) if not _wider(s.period.unit, base)), None)
    if not said:
        return _from_dct(context, base, sign)
    return Outcome(
        type="TIME" if part else "DATE",
        period=said.period.to(base).shift(sign),
        suffix=part,
        anchor=said.span,
        because=(_from_said(said, sign, base),),
        confidence=0.75,
    )


def ago(candidate: Candidate, context: Context) -> Outcome | None:
    """Three years ago: from the publication date, as fine as the unit."""
    return _offset(candidate, context, candidate.groups["amount"], candidate.groups["unit"], -1, None)


def from_now(candidate: Candidate, context: Context) -> Outcome | None:
    groups = candidate.groups
    amount = groups.get("amount") or groups["amount2"]
    return _offset(candidate, context, amount, groups.get("unit") or groups["unit2"], 1, None)


def later(candidate: Candidate, context: Context) -> Outcome | None:
    """Two days later, three years earlier: from the date said before."""
    sign = 1 if "later" in candidate.groups else -1
    unit = candidate.groups["unit"]
    base = {"fortnight": "week", "S": "day", "MIN": "day", "H": "day"}.get(unit, unit)
    said = next((s for s in reversed(context.said) if not _wider(s.period.unit, base)), None) or context.last
    return _offset(candidate, context, candidate.groups["amount"], unit, sign, said)


def _offset(
    candidate: Candidate, context: Context, words: str, unit: str, sign: int, said: Said | None
) -> Outcome | None:
    number = count(words, context.language)
    if number is None:
        return Outcome(value="PAST_REF" if sign < 0 else "FUTURE_REF", anchor=said.span if said else DCT, because=("so vague",), anchors=False, confidence=0.5)
    if said and not said.period.unit == "day" and unit in ("S", "MIN", "H"):
        return None
    base = said.period if said else context.today
    if base is None or (said is None and context.narrative):
        return unknown({"fortnight": "day", "S": "day", "MIN": "day", "H": "day"}.get(unit, unit))
    if unit in ("S", "MIN", "H"):
        period = base if number < 24 or unit != "H" else base.shift(sign * round(number / 24))
    else:
        period = _moved(base, number, unit, sign, coarse=said is None)
    if period is None:
        return None
    because = f"{words} {unit}{'' if number == 1 else 's'} {'after' if sign > 0 else 'before'} "
    because += said.period.value if said else "the publication date"
    return Outcome(period=period, anchor=said.span if said else DCT, because=(because,), confidence=0.8, aside=sign < 0)


def _moved(base: Period, number: float, unit: str, sign: int, *, coarse: bool) -> Period | None:
    """`base` moved by so many units; a whole number of them gives a period of that unit."""
    if unit == "fortnight":
        unit, number = "week", number * 2
    whole = round(number) * sign
    try:
        if number != int(number) and unit == "year":
            return base.to("month").shift(round(number * 12) * sign)
        if unit == "week" and base.unit == "day":
            return base.shift(7 * whole)
        if unit in ("decade", "century") :
            years = {"decade": 10, "century": 100}[unit] * number
            return base.to("year").shift(round(years) * sign)
        target = cast(Unit, unit)
        if _wider(base.unit, target):
            return None if target == "day" else base.shift_years(0).to(target).shift(whole)
        return base.to(target).shift(whole)
    except (ValueError, OverflowError):
        return None


def beside_date(candidate: Candidate, context: Context) -> Outcome | None:
    return None


def vague_ago(candidate: Candidate, context: Context) -> Outcome | None:
    return Outcome(value="PAST_REF", anchor=DCT, because=("so vague",), anchors=False, confidence=0.6)


def vague_later(candidate: Candidate, context: Context) -> Outcome | None:
    unit = candidate.groups.get("unit", "day")
    value = UNKNOWN.get(unit, "XXXX-XX-XX") if unit in ("month", "year") else "XXXX-XX-XX"
    return Outcome(value=value, because=("so vague",), anchors=False, confidence=0.3)


def the_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """The year, the month: the one that the text is at."""
    groups = candidate.groups
    unit = cast(Unit, groups.get("unit") or groups.get("unit2") or groups["unit3"])
    if unit in ("decade", "century", "week") and not candidate.prefix:
        return None
    if unit == "day" and not candidate.prefix:
        return None
    bare = "the" in groups and candidate.rule.name == "the bare unit"
    if bare and not candidate.prefix and not context.low.startswith(("later", "earlier", "early", "late"), candidate.core):
        return reported_quarter(context) if unit == "quarter" else None
    said = context.last
    if context.narrative and said and not _wider(said.period.unit, unit):
        return Outcome(period=said.period.to(unit), anchor=said.span, because=(_from_said(said, 0, unit),), confidence=0.8)
    now = context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(period=now, anchor=DCT, because=(f"the publication {unit}",), confidence=0.6)


def reported_quarter(context: Context) -> Outcome | None:
    """The quarter that a report tells of: the latest one said that is over, else the one before the publication date."""
    now = context.now("quarter")
    over = [s for s in context.said if s.period.unit == "quarter" and (now is None or s.period.number < now.number)]
    if over:
        said = max(over, key=lambda s: s.period.number)
        return Outcome(period=said.period, anchor=said.span, because=("the quarter said before",), confidence=0.75)
    if not now:
        return unknown("quarter")
    return Outcome(period=now.shift(-1), anchor=DCT, because=("the quarter before the publication date's",), confidence=0.6)


def year_end(candidate: Candidate, context: Context) -> Outcome | None:
    which = candidate.groups.get("which_year", "").strip()
    unit: Unit = "month" if context.low.startswith(("month", "the month"), candidate.core) else "year"
    now = context.last.period.to(unit) if context.narrative and context.last else context.now(unit)
    if not now:
        return unknown(unit)
    return Outcome(
        period=now.shift({"last": -1, "next": 1}.get(which, 0)), mod="END", anchor=DCT, because=(f"end of the {unit}",), confidence=0.7
    )


def year_ago(candidate: Candidate, context: Context) -> Outcome | None:
    """A year earlier: the unit of what it compares with, one year before."""
    recent = max(0, candidate.start - YEAR_AGO_REACH)
    compared = [s for s in context.said if s.period.unit in ("quarter", "half") and s.start >= recent]
    said = max(compared, key=lambda s: s.period.number, default=None)
    if candidate.rule.kind == "quarter" and not said:
        return _year_before_quarter(context)
    if not said:
        said = context.last_of("month", since=context.sentence_start(candidate.start))
    if not said and "ago" not in context.low[candidate.core : candidate.end]:
        said = context.last
    if said:
        return Outcome(
            period=said.period.shift_years(-1), anchor=said.span, because=(f"one year before {said.period.value}",),
            anchors=context.narrative, aside=True, confidence=0.75,
        )  # fmt: skip
    now = context.now("year")
    if not now:
        return unknown("year")
    return Outcome(period=now.shift(-1), anchor=DCT, because=("one year before the publication date",), confidence=0.6)


def _year_before_quarter(context: Context) -> Outcome | None:
    quarter = reported_quarter(context)
    if quarter is None or quarter.period is None:
        return quarter
    return Outcome(
        period=quarter.period.shift_years(-1), anchor=quarter.anchor, because=(*quarter.because, "one year before"), anchors=False, confidence=0.6
    )


def past_decade(candidate: Candidate, context: Context) -> Outcome | None:
    """The past decade is ten years up to now; the last decade a calendar one."""
    value = {"decade": "P1DE", "century": "P100Y"}.get(candidate.groups["unit"].replace(" ", "-"), "P50Y")
    value = "P25Y" if candidate.groups["unit"].startswith("quarter") else value
    return Outcome(type="DURATION", value=value, because=("up to now or from now",), anchors=False, confidence=0.6)


def the_day(candidate: Candidate, context: Context) -> Outcome | None:
    """The day of trading that a report tells of."""
    if context.narrative:
        return None
    return Outcome(period=context.today, anchor=DCT, because=("the publication day",), confidence=0.6) if context.today else unknown("day")


def whole_year(candidate: Candidate, context: Context) -> Outcome | None:
    return Outcome(type="DURATION", value="P1Y", because=("twelve months",), anchors=False, confidence=0.6)


def quarter_ended(candidate: Candidate, context: Context) -> Outcome | None:
    """The quarter ended July 31: the calendar quarter that most of it lies in."""
    inner = candidate.inner and context.read(candidate.inner)
    if not inner or not inner.period:
        return None
    end = inner.period if inner.period.unit == "day" else Period("day", inner.period.shift(1).first.toordinal() - 1)
    return Outcome(period=end.shift(-45).to("quarter"), anchor=inner.anchor, because=(*inner.because, "the quarter up to it"))
