"""Readers of stated dates: days, months, years, decades, centuries."""

from __future__ import annotations

import calendar
import datetime as dt

from timeline.models import Reading
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.foreign import foreign_month
from timeline.timex.periods import Period
from timeline.timex.readers.anchors import from_said
from timeline.timex.tense import look
from timeline.timex.years import Choice, full_year, nearer, year_in_words, year_of

GOES_ON = 10  # days from a day said to one that only its number names, in the next month
LISTED = 6  # characters between the months of a list
HEADER = 2000  # characters at the head of a page that may hold its date in another language


def numbers(candidate: Candidate, context: Context) -> Outcome | None:
    """A date in year-month-day order."""
    groups = candidate.groups
    period = _day(int(groups["iso_year"]), int(groups["iso_month"]), int(groups["iso_day"]))
    clock = groups.get("clock")
    if period is None:
        return None
    return Outcome(
        type="TIME" if clock else "DATE",
        period=period,
        suffix=f"T{clock}{groups.get('utc', '').upper()}" if clock else "",
        because=("year, month and day as stated",),
        confidence=0.99,
    )


def numeric_date(candidate: Candidate, context: Context) -> Outcome | None:
    """A date in day-month-year or month-day-year order, whichever exists, else as the rest of the text has it."""
    a, b, sign = int(candidate.groups["a"]), int(candidate.groups["b"]), candidate.groups["sign"]
    year = full_year(candidate.groups["short"], context)
    by_day, by_month = _day(year, b, a), _day(year, a, b)
    if not by_day or not by_month or by_day == by_month:
        period = by_day or by_month
        order = "day first" if by_day else "month first"
        because = (f"{order}: the other order is no date",)
        return Outcome(period=period, because=because, confidence=0.97) if period else None
    if context.day_first is not None:
        day_first, reason = context.day_first, "as the other numeric dates of the text"
    elif sign != "/":
        day_first, reason = True, f"dates with {sign!r} put the day first"
    elif context.today:
        now = context.today.number
        day_first = abs(by_day.number - now) <= abs(by_month.number - now)
        reason = "the order that comes nearer to the publication date"
    else:
        day_first, reason = True, "nothing tells the order; most of the world puts the day first"
    chosen, other = (by_day, by_month) if day_first else (by_month, by_day)
    return Outcome(
        period=chosen,
        because=("day first" if day_first else "month first", reason),
        readings=(Reading(value=other.value, interval=other.interval, reason=f"the other order; {reason}"),),
        confidence=0.7,
    )


def date(candidate: Candidate, context: Context) -> Outcome | None:
    """A day and a month, with a year or without."""
    groups = candidate.groups
    month, day = int(groups["month"]), int(groups["day"])
    if day > calendar.monthrange(2000, month)[1]:
        return None
    choice = year_of(candidate, context, month, day)
    if choice.year is None:
        return Outcome(
            value=f"XXXX-{month:02d}-{day:02d}", anchor=DCT, because=("day and month", *choice.because), confidence=0.5
        )
    if choice.year < 0:
        return Outcome(value=f"BC{-choice.year:04d}-{month:02d}-{day:02d}", because=choice.because)
    period = _day(choice.year, month, day)
    return _chosen(period, choice, tuple(_day(year, month, day) for year in choice.others)) if period else None


def foreign_date(candidate: Candidate, context: Context) -> Outcome | None:
    """A day, a word and a year near the head of a page, where dateparser knows the word as a month."""
    if candidate.start > HEADER:
        return None
    groups = candidate.groups
    month = foreign_month(groups["foreign"])
    period = _day(int(groups["year"]), month, int(groups["day"])) if month else None
    return Outcome(period=period, because=("a month in another language",), confidence=0.8) if period else None


def range_day(candidate: Candidate, context: Context) -> Outcome | None:
    """The second day of "May 3-5"."""
    last = context.last
    if not last or last.period.unit != "day":
        return None
    first = last.period.first
    period = _day(int(candidate.groups.get("year", first.year)), first.month, int(candidate.groups["day"]))
    if not period or period.number <= last.period.number:
        return None
    return Outcome(period=period, anchor=last.anchor, because=("month of the day before it",), confidence=0.9)


def month(candidate: Candidate, context: Context) -> Outcome | None:
    """A month, with a year or without."""
    number = int(candidate.groups["month"])
    if candidate.rule.name == "month" and not _is_month(candidate, context):
        return None
    choice = year_of(candidate, context, number)
    if choice.year is None:
        return Outcome(value=f"XXXX-{number:02d}", anchor=DCT, because=("month", *choice.because), confidence=0.5)
    period = Period.part("month", choice.year, number)
    return _chosen(period, choice, tuple(Period.part("month", year, number) for year in choice.others))


def month_said(candidate: Candidate, context: Context) -> Outcome | None:
    """That November, the following March: the nearest one to the date said before."""
    groups = candidate.groups
    said = context.last_of("day", "week", "month", "season", "quarter", "half", "year")
    if said is None:
        return None
    start, number = said.period.first, int(groups["month"])
    whole = said.period.unit == "year"
    year = said.period.year_number
    if "after" in groups:
        year += whole or number <= start.month
    elif "earlier" in groups:
        year -= whole or number >= start.month
    period = Period.part("month", year, number)
    return Outcome(period=period, anchor=said.span, because=(from_said(said, 0),), confidence=0.8)


def each_month(candidate: Candidate, context: Context) -> Outcome | None:
    """Every April."""
    return Outcome(type="SET", value=f"XXXX-{int(candidate.groups['month']):02d}", quant="EACH", because=("every one",))


def year(candidate: Candidate, context: Context) -> Outcome | None:
    """A year by number or in words."""
    groups = candidate.groups
    if "bc_year" in groups:
        number = int(groups["bc_year"])
        return Outcome(period=Period.year(-number), because=("before Christ",)) if number else None
    if "year_words" in groups:
        return Outcome(period=Period.year(year_in_words(groups["year_words"], context)), because=("in words",))
    if "short2" in groups:
        return Outcome(
            period=Period.year(full_year(groups["short2"], context)), because=("of this or the last century",)
        )
    number = int(groups.get("year") or groups.get("year_before") or groups.get("fy") or 0)
    if candidate.rule.name == "year" and not _is_year(candidate, context, number):
        return None
    return Outcome(period=Period.year(number), because=("as stated",), confidence=0.95) if number else None


def day_alone(candidate: Candidate, context: Context) -> Outcome | None:
    """On the 21st: of the month said in the same sentence, else of the one that the clause and the calendar favour."""
    number = int(candidate.groups["day"])
    told = context.low[candidate.core : candidate.end]
    anaphoric = context.narrative or told.endswith("that month")
    said = context.last_of("day", "month", since=0 if anaphoric else context.paragraph_before(candidate.start))
    if said and not told.endswith(("this month", "last month", "next month")):
        day = _day_said(said.period, number, None if anaphoric else context.today)
        if day is None or anaphoric or not context.belies(day, look(context, candidate).weight):
            because = ("of the month said before",)
            return Outcome(period=day, anchor=said.span, because=because, confidence=0.7) if day else None
    now = context.now("month")
    if not now or not context.dct:
        return Outcome(value=f"XXXX-XX-{number:02d}", anchor=DCT, because=("needs a publication date",), anchors=False)
    if told.endswith("month") and not anaphoric:
        month = now.shift({"last": -1, "next": 1}.get(candidate.groups.get("of_month", ""), 0)).first
        day = _day(month.year, month.month, number)
        return Outcome(period=day, anchor=DCT, because=("of that month",), confidence=0.9) if day else None
    months = [now.shift(step).first for step in (-2, -1, 0, 1, 2)]
    days = [day for month in months if (day := _day(month.year, month.month, number))]
    today = context.dct.toordinal()
    back = max(day for day in (d.number for d in days) if day <= today)
    on = min(day for day in (d.number for d in days) if day >= today)
    ahead, reason = nearer(candidate, context, (today - back) / 30, (on - today) / 30)
    return Outcome(period=Period("day", on if ahead else back), anchor=DCT, because=(reason,), confidence=0.6)


def _day_said(said: Period, number: int, today: Period | None) -> Period | None:
    """The day of that number of the month said, or of the next month where the text goes on to it in a few days."""
    month = said.to("month")
    day, after = (_day(m.year_number, m.index, number) for m in (month, month.shift(1)))
    if after and today and said.unit == "day" and after.number <= min(said.number + GOES_ON, today.number):
        return after
    return day


def range_year(candidate: Candidate, context: Context) -> Outcome | None:
    """The second year of "1950-53"."""
    last = context.last
    if not last or last.period.unit != "year":
        return None
    number = last.period.number // 100 * 100 + int(candidate.groups["short"])
    return (
        Outcome(period=Period.year(number), because=("century of the year before it",))
        if number > last.period.number
        else None
    )


def decade(candidate: Candidate, context: Context) -> Outcome | None:
    """The 1990s, the '80s, the nineties."""
    groups = candidate.groups
    if "bc_decade" in groups:
        return Outcome(period=Period("decade", -int(groups["bc_decade"])), because=("before Christ",))
    if "decade" in groups:
        return Outcome(period=Period("decade", int(groups["decade"])), because=("as stated",), confidence=0.95)
    digit = int(groups.get("decade_short") or groups["decade_word"])
    century = int(groups["hundreds"]) if "hundreds" in groups else 19
    return Outcome(
        period=Period("decade", century * 10 + digit), because=("of this century or the last",), confidence=0.8
    )


def century(candidate: Candidate, context: Context) -> Outcome | None:
    """The 12th century, the fifth century BC."""
    number = int(candidate.groups["ordinal"])
    if "bc" in candidate.groups:
        return Outcome(period=Period("century", -(number - 1)), because=("before Christ",))
    return Outcome(period=Period("century", number - 1), because=("as stated",), confidence=0.9)


def turn_of_century(candidate: Candidate, context: Context) -> Outcome | None:
    """The turn of the century that is nearest."""
    if "ordinal" in candidate.groups:
        return Outcome(period=Period.year(int(candidate.groups["ordinal"]) * 100 - 100), because=("its first year",))
    now = (
        context.last.period.year_number
        if context.narrative and context.last
        else (context.dct.year if context.dct else 2000)
    )
    return Outcome(
        period=Period.year((now + 50) // 100 * 100 if now % 100 > 50 else now // 100 * 100),
        mod="APPROX",
        because=("the nearest",),
        confidence=0.5,
    )


def _chosen(period: Period, choice: Choice, others: tuple[Period | None, ...]) -> Outcome:
    readings = tuple(
        Reading(value=other.value, interval=other.interval, reason=reason)
        for other, reason in zip(others, choice.against, strict=False)
        if other and other != period
    )
    return Outcome(
        period=period, anchor=choice.anchor, because=choice.because, readings=readings, confidence=choice.confidence
    )


def _day(year: int, month: int, day: int) -> Period | None:
    """The day, or None where the calendar has none."""
    if not (1 <= year <= 9998 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return Period("day", dt.date(year, month, day).toordinal())


def _is_month(candidate: Candidate, context: Context) -> bool:
    """Whether a bare "May" or "March" is a month and no name or verb."""
    word = context.low[candidate.core : candidate.end]
    cues = context.language.cues["month_context"]
    said = context.last
    if word not in cues["doubtful"] or (said and said.period.unit == "month" and candidate.start - said.end <= LISTED):
        return True
    before = context.low[max(0, candidate.start - 24) : candidate.start].replace("(", " ").split()
    last = before[-1].strip(",.") if before else ""
    named = context.text[candidate.end : candidate.end + 2].strip().isupper()
    way = next((way for way in cues["marches"] if context.low.startswith(f" {way}", candidate.end)), None)
    if way is not None and word == "march":  # "in March for talks", and not "joined the March for Life"
        goal = context.text[candidate.end + len(way) + 1 :][:1]
        return (bool(candidate.prefix) or last in cues["after"]) and not goal.isupper()
    if word in cues["first_names"] and named:
        return False
    return bool(candidate.prefix) or last in cues["after"] or (last in cues["loosely_after"] and not named)


def _names_model(candidate: Candidate, context: Context, word: str) -> bool:
    """Whether the number is part of a name within a sentence: "a Mirage 2000", and not "the Olympics 2000"."""
    start = candidate.core - 1 - len(word)
    before = context.text[max(0, start - 2) : start]
    if not word.isalpha() or not context.text[start].isupper() or context.text[start : start + len(word)].isupper():
        return False
    within = len(before) == 2 and before[1] == " " and (before[0].isalnum() or before[0] == ",")
    cues = context.language.cues["year_context"]
    months = context.language.vocabulary.words["month"]
    return within and word not in (*cues["after"], *cues["loosely_after"], *cues["occasions"], *months)


def _is_year(candidate: Candidate, context: Context, number: int) -> bool:
    """Whether four digits are a year: likely ones always, others only where the words around say so."""
    cues = context.language.cues["year_context"]
    before = context.low[max(0, candidate.core - 24) : candidate.core].split()
    word = before[-1] if before and context.low[candidate.core - 1] in " \n(" else ""
    if candidate.groups["year"] != context.low[candidate.core : candidate.end]:
        return True
    near = context.dct.year if context.dct else 2000
    if word in cues["never_after"]:
        return False
    if 1900 <= number <= near + 40:
        return not (word and _names_model(candidate, context, word))
    return (
        candidate.inner is not None
        or bool(candidate.prefix)
        or word in cues["after"]
        or (1500 <= number < 1900 and word.strip("(") in cues["loosely_after"])
    )
