"""Which year a day or month without one belongs to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Said
from timeline.timex.tense import look

FAR_BACK = 8  # months that a narrative may jump back before a month without a year means the year after
MONTHS_A_CUE = 5.0  # how many months nearer weigh as much as one verb
LEAP_DAY = (2, 29)
LOOKS_BACK = {"news": 0.25, "narrative": 0.25, "message": -1.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A year, why, and the years that lost with the reasons against them."""

    year: int | None
    because: tuple[str, ...]
    anchor: str | None = None
    confidence: float = 0.9
    others: tuple[int, ...] = ()
    against: tuple[str, ...] = ()


def full_year(digits: str, context: Context) -> int:
    """The year of two digits: of this century unless that lies more than ten years ahead."""
    if len(digits) > 2:
        return int(digits)
    now = context.dct.year if context.dct else 2026
    year = now // 100 * 100 + int(digits)
    return year - 100 if year > now + 10 else year


def year_in_words(words: str, context: Context) -> int:
    """1996 of "nineteen ninety-six", 2001 of "two thousand and one"."""
    parts = words.replace("-", " ").replace("the year", "").replace(" and", "").split()
    table = context.language.vocabulary.words
    numbers = [int(table["tens"].get(p) or table["ones"].get(p) or table["teens"].get(p) or 0) for p in parts]
    if parts[:2] == ["two", "thousand"]:
        return 2000 + sum(numbers[2:])
    if parts[-1] == "hundred":
        return numbers[0] * 100
    return numbers[0] * 100 + sum(numbers[1:])


def year_of(candidate: Candidate, context: Context, month: int, day: int | None = None) -> Choice:
    """The year of a month, or of a day of it, as stated or by what the text tells."""
    groups = candidate.groups
    if "bc_year" in groups:
        return Choice(year=-int(groups["bc_year"]), because=("before Christ",))
    if "year" in groups:
        return Choice(year=int(groups["year"]), because=("year as stated",), confidence=0.98)
    if "year_words" in groups:
        return Choice(year=year_in_words(groups["year_words"], context), because=("year in words",))
    if short := groups.get("short2") or groups.get("short"):
        return Choice(year=full_year(short, context), because=("short year",))
    if ("same_year" in groups or "shared_year" in groups) and "which" not in groups:
        if context.dct and groups.get("same_year", "").startswith("this") and not context.narrative:
            return Choice(year=context.dct.year, because=("this year",), anchor=DCT)
        return _said_year(context)
    if (
        "which" in groups
        and day is None
        and not groups["which"].startswith("this")
        and candidate.rule.name.startswith("last")
    ):
        return _which_month(context, int(groups["which"]), month)
    if "which" in groups:
        return Choice(
            year=context.dct.year + int(groups["which"]) if context.dct else None, because=("named year",), anchor=DCT
        )
    if context.narrative:
        return _running(context, month)
    return _by_tense(candidate, context, month, day)


def _said_year(context: Context) -> Choice:
    said = context.last
    if not said:
        return Choice(year=context.dct.year if context.dct else None, because=("this year",), anchor=DCT)
    return Choice(year=said.period.year_number, because=("the year said before",), anchor=said.span)


def _which_month(context: Context, which: int, month: int) -> Choice:
    if not context.dct:
        return Choice(year=None, because=("needs a publication date",), anchor=DCT)
    year, now = context.dct.year, context.dct.month
    if which < 0:
        year -= month >= now
    elif which > 0:
        year += month <= now
    words = {
        -1: "the latest before the publication month",
        0: "of the publication year",
        1: "the first after the publication month",
    }
    return Choice(year=year, because=(words[which],), anchor=DCT)


def _running(context: Context, month: int) -> Choice:
    """In a narrative, the year that the text has reached."""
    said = context.reached()
    if not said:
        return Choice(year=None, because=("no year said yet",))
    year = said.period.year_number
    at = context.last_of("day", "month")
    if at:
        reached = at.period.number % 12 + 1 if at.period.unit == "month" else at.period.first.month
        if (
            said.period.unit == "year"
            and year == at.period.year_number + 1
            and _goes_on(context, said, month - reached)
        ):
            return Choice(
                year=year - 1,
                because=(f"goes on from {at.period.value}",),
                anchor=at.span,
                confidence=0.7,
                others=(year,),
                against=("that year is told of as to come",),
            )
        if at.period.year_number == year and reached - month >= FAR_BACK:
            return Choice(
                year=year + 1,
                because=(f"the year after {year}, as the text goes on in time",),
                anchor=said.span,
                confidence=0.6,
                others=(year,),
                against=("would go far back in time",),
            )
    return Choice(year=year, because=("the year that the text has reached",), anchor=said.span, confidence=0.85)


def _goes_on(context: Context, year: Said, months: int) -> bool:
    """Whether a month soon after the last one is nearer at hand than a coming year named in mid-sentence."""
    before = context.low[context.sentence_start(year.start) : year.start]
    return 0 <= months <= 2 and len(before.split()) > 2


def _by_tense(candidate: Candidate, context: Context, month: int, day: int | None) -> Choice:
    """In news, the one that the clause's words and its nearness to the publication date favour."""
    if not context.dct:
        return Choice(year=None, because=("needs a publication date",), anchor=DCT)
    now = context.dct
    if day is None and month == now.month:
        return Choice(year=now.year, because=("the publication month",), anchor=DCT, confidence=0.95 if day else 0.85)
    if day == now.day and month == now.month:
        return Choice(year=now.year, because=("the publication day",), anchor=DCT)
    later = (month, day or 0) > (now.month, now.day if day else 0)
    back, on = now.year - later, now.year + (not later)
    if (only := _with_weekday(candidate, month, day, (back, on))) is not None:
        return Choice(year=only, because=("the year in which it is that weekday",), anchor=DCT, confidence=0.97)
    stated = _stated_beside(candidate, context) if day is not None else None
    if stated is not None and stated.period.year_number < back:
        return Choice(year=stated.period.year_number, because=("the year stated in its sentence",), anchor=stated.span)
    ahead, reason = nearer(candidate, context, _months_away(back, month, day, now), _months_away(on, month, day, now))
    return Choice(
        year=on if ahead else back,
        because=(reason,),
        anchor=DCT,
        confidence=0.95 if day else 0.85,
        others=(back if ahead else on,),
        against=(f"lost: {reason}",),
    )


def _with_weekday(candidate: Candidate, month: int, day: int | None, years: tuple[int, int]) -> int | None:
    """The one of two years in which a day is the weekday that is told with it; None where both are, or neither."""
    weekday = candidate.groups.get("weekday")
    if weekday is None or day is None or (month, day) == LEAP_DAY:
        return None
    fitting = [year for year in years if dt.date(year, month, day).isoweekday() == int(weekday)]
    return fitting[0] if len(fitting) == 1 else None


def _stated_beside(candidate: Candidate, context: Context) -> Said | None:
    """The last date said in the same sentence, where that has a year of its own: "on May 3, 2012, and on June 8"."""
    said = context.last_of("day", since=context.sentence_start(candidate.start))
    return said if said is not None and said.anchor != DCT and look(context, candidate).weight < 0 else None


def nearer(candidate: Candidate, context: Context, back: float, on: float) -> tuple[bool, str]:
    """Whether the clause's words and the months to either side favour the one ahead, and why."""
    seen = look(context, candidate)
    ahead = not seen.plain and seen.weight + (back - on) / MONTHS_A_CUE - LOOKS_BACK[context.genre] > 0
    return ahead, f"{'the first after' if ahead else 'the latest before'} the publication date, {seen.reason}"


def _months_away(year: int, month: int, day: int | None, now: dt.date) -> float:
    return abs((year - now.year) * 12 + month - now.month + ((day - now.day) / 30 if day else 0))
