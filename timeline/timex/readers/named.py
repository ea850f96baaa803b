"""Readers of days with names and of anniversaries."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from functools import cache

from timeline.articles.written_days import written_days
from timeline.models import Reading
from timeline.timex.amounts import count
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.named import NamedEvent, named_day
from timeline.timex.periods import Period
from timeline.timex.rules import Language
from timeline.timex.years import nearer

LONGEST_NAME = 25
SENTENCE = 200  # characters in which a sentence may name what its anniversary is of
LONGER_NAME = re.compile(r"-| [A-Z]")
OWNERS = ("'s ", "’s ", "' ", "’ ")
_CAPITALISED = re.compile(r"(?<![\w.])([A-Z][\w'’-]+) $")

LEAP_DAY = (2, 29)


def day_by_name(candidate: Candidate, context: Context) -> Outcome | None:
    """Thanksgiving, Easter 1998, last Christmas."""
    groups = candidate.groups
    if "which" not in groups and (_is_surname(candidate, context) or _names_thing(candidate, context)):
        return None
    row = context.language.named_days[groups["day"]]
    if "year" in groups:
        return _known(named_day(row, int(groups["year"])), ("of the stated year",))
    if context.narrative:
        said = context.reached()
        day = named_day(row, said.period.year_number) if said else None
        return _known(day, ("the year that the text has reached",), said.span if said else None)
    now = context.dct
    if not now:
        return Outcome(
            value="XXXX-XX-XX", anchor=DCT, because=("needs a publication date",), anchors=False, confidence=0.4
        )
    days = [day for year in (now.year - 1, now.year, now.year + 1) if (day := named_day(row, year))]
    back = max((d for d in days if d.number <= now.toordinal()), key=lambda d: d.number, default=None)
    on = min((d for d in days if d.number > now.toordinal()), key=lambda d: d.number, default=None)
    if back is None or on is None:
        return _known(back or on, ("the only one that is known",), DCT)
    which = int(groups.get("which", 0))
    months = [abs(day.number - now.toordinal()) / 30 for day in (back, on)]
    ahead, reason = nearer(candidate, context, *months)
    if which:
        ahead, reason = which > 0, "as told"
    chosen, other = (on, back) if ahead else (back, on)
    return Outcome(
        period=chosen,
        anchor=DCT,
        because=(reason,),
        readings=(Reading(value=other.value, interval=other.interval, reason=f"lost: {reason}"),),
        confidence=0.8,
    )


def _names_thing(candidate: Candidate, context: Context) -> bool:
    """ "May Day Stadium" """
    return re.compile(context.language.cues["named_days"]["things"]).match(context.text, candidate.end) is not None


def _is_surname(candidate: Candidate, context: Context) -> bool:
    """ "Tamer Ramadan", "Father Christmas": a name right before it makes it one; "Orthodox Easter" is a day."""
    before = _CAPITALISED.search(context.text, max(0, candidate.start - LONGEST_NAME), candidate.start)
    return before is not None and before[1].lower() not in context.language.cues["named_days"]["after"]


def _known(day: Period | None, because: tuple[str, ...], anchor: str | None = None) -> Outcome | None:
    return Outcome(period=day, because=because, anchor=anchor, confidence=0.85) if day else None


def anniversary(candidate: Candidate, context: Context) -> Outcome | None:
    """The 70th anniversary of a named event: the event's day so many years on."""
    groups = candidate.groups
    if "body" in groups and LONGER_NAME.match(context.text, candidate.end):
        return None
    event = context.language.named_events[_name_in(groups)]
    return _years_on(groups, event, f"{groups.get('lead', '')} {groups.get('tail', '')}", context)


def anniversary_dated(candidate: Candidate, context: Context) -> Outcome | None:
    """The 80th anniversary of the party, founded on 10 October 1945: that day so many years on."""
    groups = candidate.groups
    number = int(groups.get("nth") or groups.get("ordinal") or groups.get("round") or 0)
    days = [day.readings[0] for day in written_days(groups["since"]) if len(day.readings) == 1]
    if not number or not days:
        return None
    return Outcome(
        period=Period.day(days[0]).shift_years(number),
        because=(f"its sentence says {days[0].isoformat()}", f"{number} years on"),
        confidence=0.9,
    )


def anniversary_before(candidate: Candidate, context: Context) -> Outcome | None:
    """Zambia marked the 60th anniversary of its independence, NATO's 75th anniversary: of what the sentence names."""
    groups = candidate.groups
    before = context.text[max(0, candidate.start - SENTENCE) : candidate.start].lower()
    before = re.split(r"[.!?]\s|\n", before)[-1]
    kind = "land" if "independence" in context.text[candidate.start : candidate.end] else "body"
    named = list(_names(context.language, kind).finditer(before))
    names = {context.language.vocabulary.meaning(kind, found[0]) for found in named}
    owned = bool(named) and before[named[-1].end() :] in OWNERS
    if not (owned or (len(names) == 1 and ("own" in groups or kind == "land"))):
        return None
    event = context.language.named_events.get(context.language.vocabulary.meaning(kind, named[-1][0]) or "")
    return _years_on(groups, event, "", context) if event is not None else None


@cache
def _names(language: Language, kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b{language.vocabulary.expand(f'<{kind}>')}")


def _name_in(groups: Mapping[str, str]) -> str:
    return next(groups[name] for name in ("event", "body", "land", "country") if name in groups)


def _years_on(groups: Mapping[str, str], event: NamedEvent, words: str, context: Context) -> Outcome | None:
    number = int(groups.get("nth") or groups.get("ordinal") or groups.get("round") or groups.get("centenary") or 0)
    day, side = _side(event, words, context)
    if not number or not day:
        return None
    return Outcome(
        period=Period.day(day).shift_years(number),
        because=(f"{event.name}, {side} {day.isoformat()}", f"{number} years on", f"source {event.source}"),
        confidence=0.9,
    )


def known_day(candidate: Candidate, context: Context) -> Outcome | None:
    """9/11, D-Day: a day known by what happened on it."""
    event = context.language.named_events[candidate.groups["event"]]
    if context.dct is not None and event.start > context.dct:
        return _earlier_namesake(event.start, context.dct)
    return Outcome(period=Period.day(event.start), because=(event.name, f"source {event.source}"), anchors=False)


def _earlier_namesake(day: dt.date, dct: dt.date) -> Outcome | None:
    """ "the Oct. 7 attack" of an article older than the event known by that day: the last such day before it."""
    past = (dt.date(year, day.month, day.day) for year in (dct.year, dct.year - 1))
    last = next((each for each in past if each <= dct), None)
    return Outcome(period=Period.day(last), because=("the last such day before publication",)) if last else None


def years_after(candidate: Candidate, context: Context) -> Outcome | None:
    """Half a century after a named event: the year so many years on, the very day if it says "to the day"."""
    groups = candidate.groups
    event = context.language.named_events[_name_in(groups)]
    day, side = _side(event, f"{groups.get('lead', '')} {groups.get('tail', '')}", context)
    number = count(groups["amount"], context.language)
    if not day or number is None:
        return None
    years = round(number * {"year": 1, "decade": 10, "century": 100}[groups["unit"]])
    year = day.year + (-years if groups["after"] == "before" else years)
    exact = "exact" in groups and (day.month, day.day) != LEAP_DAY
    return Outcome(
        period=Period.day(day.replace(year=year)) if exact else Period.year(year),
        because=(f"{event.name}, {side} {day.isoformat()}", f"{years} years {groups['after']}"),
        confidence=0.7,
    )


def _side(event: NamedEvent, words: str, context: Context) -> tuple[dt.date | None, str]:
    """Which end of an event the words tell of."""
    ends = context.language.cues["events"]["end"]
    if event.start != event.end and any(word in ends for word in words.replace("-", " ").split()):
        return event.end, "ended"
    return event.start, "of" if event.start == event.end else "began"
