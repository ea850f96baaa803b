"""Readers of weekdays and weekends: by the clause's tense and the publication day's own weekday."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import replace
from typing import Literal

from timeline.models import Reading
from timeline.timex.candidates import MOST_GLUE, Candidate
from timeline.timex.context import DCT, Context, Outcome
from timeline.timex.periods import Period
from timeline.timex.readers.anchors import from_said, unknown
from timeline.timex.tense import Look, look
from timeline.timex.years import year_of

YEAR = 366
NEAR = 90  # characters from "last week" to a day of it
DAYS_A_CUE = 3.0  # how many days nearer weigh as much as one verb
LOOKS_BACK = {"news": 1.0, "narrative": 1.0, "message": -1.0}
JUST = 2  # days since what was due on a day that may be over
STRONG = 1.0  # a cue that outweighs what the text told of the same weekday before
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def weekday_of_week(candidate: Candidate, context: Context) -> Outcome | None:
    """Tuesday last week."""
    groups = candidate.groups
    number = int(groups.get("weekday") or groups["weekday2"])
    which = int(groups.get("which") or groups.get("which2") or -1)
    week = context.now("week")
    if not week:
        return Outcome(value=f"XXXX-WXX-{number}", anchor=DCT, because=("needs a publication date",), anchors=False)
    period = week.shift(which).to("day").shift(number - 1)
    return Outcome(period=period, anchor=DCT, because=(f"the {WEEKDAYS[number - 1]} of that calendar week",))


def second_weekday(candidate: Candidate, context: Context) -> Outcome | None:
    """The Sunday before last, the Friday after next."""
    number = int(candidate.groups["weekday"])
    if not context.dct:
        return Outcome(value=f"XXXX-WXX-{number}", anchor=DCT, because=("needs a publication date",), anchors=False)
    now, own = context.dct.toordinal(), context.dct.isoweekday()
    back = "back" in candidate.groups
    day = now - ((own - number) % 7 or 7) - 7 if back else now + ((number - own) % 7 or 7) + 7
    because = f"a week beyond the {'last' if back else 'next'} {WEEKDAYS[number - 1]}"
    return Outcome(period=Period("day", day), anchor=DCT, because=(because,), confidence=0.8)


def weekday_and_day(candidate: Candidate, context: Context) -> Outcome | None:
    """Sunday the 19th: the latest day that is both, or the coming one where the clause looks ahead."""
    number, day = int(candidate.groups["weekday"]), int(candidate.groups["day"])
    if not context.today:
        value = f"XXXX-XX-{day:02d}"
        return Outcome(value=value, anchor=DCT, because=("needs a publication date",), anchors=False, confidence=0.4)
    seen = look(context, candidate)
    days = [context.today.shift(step if seen.weight > 0 else -step) for step in range(YEAR)]
    found = next((d for d in days if d.first.day == day and d.first.isoweekday() == number), None)
    because = (seen.reason, f"the nearest {WEEKDAYS[number - 1]} that is the day {day} of a month")
    return Outcome(period=found, anchor=DCT, because=because, confidence=0.9) if found else None


def _last(now: int, own: int, number: int) -> int:
    """The day that "last Tuesday" means: one that is over, and not yesterday, which would be called so."""
    back = now - (own - number) % 7
    return back - 7 if now - back <= 1 else back


def weekday_in_short(candidate: Candidate, context: Context) -> Outcome | None:
    """Sat nite, thurs: in a message."""
    groups = candidate.groups
    short = context.language.vocabulary.words["weekday_short"]
    number = groups.get("weekday") or groups.get("weekday2") or short[groups["short"]]
    return weekday(replace(candidate, groups={**groups, "weekday": number}), context)


def weekday_a_week_on(candidate: Candidate, context: Context) -> Outcome | None:
    """Friday week, a fortnight on Saturday."""
    groups = candidate.groups
    number = int(groups.get("weekday") or groups["weekday2"])
    if not context.today:
        return Outcome(value=f"XXXX-WXX-{number}", anchor=DCT, because=("needs a publication date",), anchors=False)
    coming = (number - context.today.first.isoweekday()) % 7 or 7
    period = context.today.shift(coming + (14 if "fortnight" in groups else 7))
    return Outcome(period=period, anchor=DCT, because=(f"the coming {WEEKDAYS[number - 1]} and on",), confidence=0.8)


def weekday(candidate: Candidate, context: Context) -> Outcome | None:
    """A weekday, bare or with last, this, next: by the clause's tense and the publication day's own weekday."""
    groups = candidate.groups
    number = int(groups["weekday"])
    noon = {"noon": "T12:00", "midnight": "T24:00"}.get(groups.get("noon", ""), "")
    suffix = f"T{groups['daypart']}" if "daypart" in groups else noon
    if context.narrative or "same" in groups or "following" in groups:
        found = _weekday_said(candidate, context, number, suffix)
        if found or context.narrative:
            return found or Outcome(value=f"XXXX-WXX-{number}{suffix}", because=("no day said before",), anchors=False)
    if not context.dct:
        return Outcome(
            type="TIME" if suffix else "DATE",
            value=f"XXXX-WXX-{number}{suffix}",
            anchor=DCT,
            because=("needs a publication date", look(context, candidate).reason),
            confidence=0.4,
            anchors=False,
        )
    if ends := _range_end(candidate, context, number, suffix):
        return ends
    if (of_week := _of_last_week(candidate, context, number, suffix)) is not None:
        return of_week
    now, own = context.dct.toordinal(), context.dct.isoweekday()
    back, on = now - (own - number) % 7, now + (number - own) % 7
    chosen, reason = _side(candidate, context, back, on)
    if chosen <= now < chosen + _days_on(candidate, context, number) and look(context, candidate).weight < 0:
        chosen, reason = chosen - 7, f"{reason}, and so is the end of the range"
    place = "on" if chosen == now else "the last before" if chosen < now else "the first after"
    other = Period("day", on if chosen != on else back)
    lost = Reading(value=other.value, interval=other.interval, reason=f"lost: {reason}")
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=Period("day", chosen),
        suffix=suffix,
        anchor=DCT,
        because=(reason, f"the {WEEKDAYS[number - 1]} that is {place} the publication day"),
        readings=(lost,) if other.number != chosen else (),
        confidence=0.9,
    )


def _of_last_week(candidate: Candidate, context: Context, number: int, suffix: str) -> Outcome | None:
    """ "He wept last week. On Thursday he said": a day of that week, which the sentence before told of."""
    week, said = context.now("week"), context.last
    if week is None or said is None or said.period != week.shift(-1) or "which" in candidate.groups:
        return None
    between = context.text[said.end : candidate.start]
    opens = context.before(candidate).strip() in ("", "on") and context.sentence_start(candidate.start) > said.end
    today = context.dct is not None and context.dct.isoweekday() == number
    if len(between) > NEAR or "\n" in between or today or not opens or look(context, candidate).weight >= 0:
        return None
    kind: Literal["TIME", "DATE"] = "TIME" if suffix else "DATE"
    period = said.period.to("day").shift(number - 1)
    because = (f"the {WEEKDAYS[number - 1]} of the week told of before",)
    return Outcome(type=kind, period=period, suffix=suffix, anchor=said.span, because=because, confidence=0.75)


def _days_on(candidate: Candidate, context: Context, number: int) -> int:
    """How many days on the range that begins here ends: four of "Monday to Friday", none where there is no range."""
    glue = re.compile(context.language.cues["ranges"]["glue"]).match(context.low, candidate.end)
    word = re.compile(r"[a-z]+").match(context.low, glue.end()) if glue else None
    last = context.language.vocabulary.meaning("weekday", word[0]) if word else None
    return (int(last) - number) % 7 if last else 0


def _range_end(candidate: Candidate, context: Context, number: int, suffix: str) -> Outcome | None:
    """The second weekday of a range, counted from the first."""
    said = context.last
    if not said or said.period.unit != "day" or candidate.start - said.end > MOST_GLUE:
        return None
    words = context.low[said.start : said.end].split()
    if not any(context.language.vocabulary.meaning("weekday", word) for word in words):
        return None
    if not re.fullmatch(context.language.cues["ranges"]["glue"], context.low[said.end : candidate.start]):
        return None
    period = said.period.shift((number - said.period.first.isoweekday()) % 7 or 7)
    because = (f"the first {WEEKDAYS[number - 1]} after {said.period.value}",)
    kind: Literal["TIME", "DATE"] = "TIME" if suffix else "DATE"
    return Outcome(type=kind, period=period, suffix=suffix, anchor=said.anchor, because=because, confidence=0.85)


def _side(candidate: Candidate, context: Context, back: int, on: int) -> tuple[int, str]:
    """The day chosen of the last one up to the publication day and the next one from it, and why."""
    now = context.dct.toordinal() if context.dct else 0
    which = candidate.groups.get("which")
    if which == "-1":
        return (back - 7 if now - back <= 1 else back), "said to be past"
    if context.low.startswith("this past", candidate.core):
        return (back - 7 if back == now else back), "said to be past"
    if which == "1":
        return (on + 7 if on == now else on), "said to come"
    seen = look(context, candidate)
    if back == now and context.message and seen.weight >= 0 and "which" not in candidate.groups:
        return on + 7, "a message calls its own day today"
    if back == now:
        return now, "the publication day is one"
    if which == "0" and seen.weight >= 0:
        return on, "'this' looks ahead"
    if context.text[candidate.core : candidate.end].islower() and seen.weight >= 0:
        return on, "written in passing, as in a message, which looks ahead"
    told = {said.period.number for said in context.said if said.period.unit == "day" and said.anchor == DCT}
    if abs(seen.weight) < STRONG and len(told & {back, on}) == 1:
        return (told & {back, on}).pop(), "the one told of before"
    if re.search(context.language.cues["was_due"]["before"], context.before(candidate)):
        return (back if now - back <= JUST else on), "what was due, and may just have been"
    direction, reason = _direction(seen, context, now - back)
    return (on if direction == "future" else back), reason


def _direction(seen: Look, context: Context, days_back: int = 3) -> tuple[str, str]:
    """Past or future: tomorrow's weekday looks ahead sooner than yesterday's."""
    ahead = seen.weight + (days_back - 3.5) / DAYS_A_CUE - LOOKS_BACK[context.genre] > 0
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
        same = next(
            (s for s in reversed(context.said) if s.period.unit == "day" and s.period.first.isoweekday() == number),
            None,
        )
        if same:
            said, shift = same, 0
    return Outcome(
        type="TIME" if suffix else "DATE",
        period=said.period.shift(shift),
        suffix=suffix,
        anchor=said.span,
        because=(from_said(said, shift),),
        confidence=0.7,
    )


def each_weekday(candidate: Candidate, context: Context) -> Outcome | None:
    """Every Friday, Fridays, Saturday nights."""
    groups = candidate.groups
    number = groups.get("weekday") or groups.get("weekday2") or groups["weekday3"]
    part = groups.get("daypart") or {"nights": "NI", "mornings": "MO", "afternoons": "AF", "evenings": "EV"}.get(
        groups.get("part", "")
    )
    return Outcome(
        type="SET",
        value=f"XXXX-WXX-{number}" + (f"T{part}" if part else ""),
        quant="EACH",
        freq="1W",
        because=("every week",),
    )


def nth_weekday(candidate: Candidate, context: Context) -> Outcome | None:
    """The first Sunday of May, the last Friday in November; of each month, again and again."""
    groups, weekday = candidate.groups, int(candidate.groups["weekday"])
    if "month" not in groups:
        value = f"XXXX-WXX-{weekday}"
        return Outcome(type="SET", value=value, quant="EACH", freq="1M", because=("once a month",), anchors=False)
    month = int(groups["month"])
    choice = year_of(candidate, context, month)
    if choice.year is None:
        return Outcome(value=f"XXXX-{month:02d}-XX", anchor=DCT, because=choice.because, confidence=0.4)
    first, days = monthrange(choice.year, month)
    day = 1 + (weekday - 1 - first) % 7
    day += (days - day) // 7 * 7 if "last" in groups else 7 * (int(groups["nth"]) - 1)
    period = Period.day(dt.date(choice.year, month, day))
    because = (*choice.because, f"that {WEEKDAYS[weekday - 1]} of the month")
    return Outcome(period=period, anchor=choice.anchor, because=because, confidence=choice.confidence)


def weekend(candidate: Candidate, context: Context) -> Outcome | None:
    """The weekend, this weekend, next weekend."""
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
        seen = look(context, candidate)
        direction, reason = _direction(seen, context)
        ahead = direction == "future" or (which == "0" and seen.weight >= 0)
        shift, because = (0 if ahead else -1), reason
    return Outcome(period=week.shift(shift), anchor=DCT, because=(because,), confidence=0.8)
