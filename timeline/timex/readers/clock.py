"""Readers of times of day."""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.timex.amounts import count
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said
from timeline.timex.tense import look

EARLIEST = 8  # an hour before this is one after noon, where a message says no more
SMALL_HOURS = 5  # an hour of a night before this is one after midnight


def clock(candidate: Candidate, context: Context) -> Outcome | None:
    """A clock time, of the date beside it, of one in its sentence, or of the publication day."""
    suffix = _time(candidate, context)
    return _at(candidate, context, suffix) if suffix else None


def _at(candidate: Candidate, context: Context, suffix: str) -> Outcome | None:
    found = _on_day(candidate, context, suffix)
    if found and found.period and candidate.inner and _is_after_midnight(candidate, context, suffix):
        return replace(found, period=found.period.shift(1), because=(*found.because, "after midnight"))
    return found


def hour(candidate: Candidate, context: Context) -> Outcome | None:
    """At 5, @ 7.30: of a message, after noon unless it is more often before."""
    number = int(candidate.groups["hour"])
    late = _is_late_in_message(candidate, context, number)
    suffix = f"T{number % 12 + 12 * (late or number == 12):02d}:{candidate.groups.get('minute', '00')}"
    found = _on_day(candidate, context, suffix)
    return found and replace(found, because=(*found.because, "half of the day guessed"), confidence=0.5)


def _is_late_in_message(candidate: Candidate, context: Context, number: int) -> bool:
    cues = context.language.cues["clock_context"]
    if re.search(cues["early"], context.low[candidate.core : candidate.end]):
        return False
    return number < EARLIEST or re.search(cues["late"], context.low) is not None


def half_past(candidate: Candidate, context: Context) -> Outcome | None:
    """Half past seven, quarter to 9, eleven minutes past midnight."""
    groups = candidate.groups
    told = groups.get("minutes") or groups.get("minutes2") or ""
    minutes = 30 if "half_past" in groups else 15 if "quarter" in groups else count(told, context.language)
    number = _hour(groups["hour"], context)
    if not minutes or not 1 <= number <= 12:
        return None
    before = (groups.get("side") or groups.get("side2")) in ("to", "before")
    late = _is_late(candidate, context) or (context.message and "ampm" not in groups and number < EARLIEST)
    minute = (number % 12 + 12 * late) * 60 + int(minutes) * (-1 if before else 1)
    return _at(candidate, context, f"T{minute // 60 % 24:02d}:{minute % 60:02d}")


def daypart_to_come(candidate: Candidate, context: Context) -> Outcome | None:
    """In the morning: the next one."""
    if look(context, candidate).weight < 0 or not context.today:
        return None
    part = candidate.groups["daypart"]
    return Outcome(
        type="TIME",
        period=context.today.shift(part == "MO"),
        suffix=f"T{part}",
        anchor=DCT,
        because=("the next one",),
        confidence=0.6,
    )


def _time(candidate: Candidate, context: Context) -> str | None:
    groups = candidate.groups
    zone = "Z" if groups.get("zone") == "Z" else ""
    if "clockword" in groups:
        return groups["clockword"]
    if "hour24" in groups:
        hour, minute = int(groups["hour24"]), groups["minute24"]
        if not (candidate.inner or "zone" in groups or _told(candidate, context)):
            return None
        if context.message and len(groups["hour24"]) == 1 and "zone" not in groups:
            hour += 12 * _is_late_in_message(candidate, context, hour)
        return f"T{hour:02d}:{minute}{zone}" if hour < 24 or minute == "00" else None
    if "military" in groups:
        return f"T{groups['military'][:2]}:{groups['military'][2:]}{zone}"
    hour = _hour(groups["hour"], context)
    if not 1 <= hour <= 12:
        return None
    return f"T{hour % 12 + 12 * _is_late(candidate, context):02d}:{groups.get('minute', '00')}{zone}"


def _hour(words: str, context: Context) -> int:
    """The hour that a number or a word like "midnight" names; 0 where it is none."""
    return 12 if words in context.language.vocabulary.words["clockword"] else int(count(words, context.language) or 0)


def _is_late(candidate: Candidate, context: Context) -> bool:
    """Whether the words say that an hour is after noon."""
    text = context.low[candidate.core : candidate.end]
    if "ampm" in candidate.groups:
        return candidate.groups["ampm"].startswith("p")
    cues = context.language.cues["clock_context"]
    if re.search(cues["night"], text) or "at night" in text:
        return _hour(candidate.groups["hour"], context) % 12 >= SMALL_HOURS
    return candidate.groups["hour"] in ("noon", "midday") or re.search(cues["after_noon"], text) is not None


def _is_after_midnight(candidate: Candidate, context: Context, suffix: str) -> bool:
    """Whether it is 3 o'clock of a night: of the day that follows."""
    night = re.compile(context.language.cues["clock_context"]["night"])
    return suffix < f"T{SMALL_HOURS:02d}" and night.search(context.low, candidate.core, candidate.end) is not None


def _told(candidate: Candidate, context: Context) -> bool:
    """Whether a bare 12:30 is told as a time and is no score, verse or stamp."""
    words = context.low[candidate.core : candidate.end]
    before = context.low[max(0, candidate.start - 12) : candidate.start].split()
    if context.message or not words[-1].isdigit():
        return True
    return bool(before) and before[-1] in context.language.cues["clock_context"]["before"]


def daypart_of(candidate: Candidate, context: Context) -> Outcome | None:
    """The evening of a date."""
    part = candidate.groups.get("daypart", "NI")
    return _on_day(candidate, context, f"T{part}")


def _on_day(candidate: Candidate, context: Context, suffix: str) -> Outcome | None:
    inner = candidate.inner and context.read(replace(candidate.inner, start=candidate.start))
    if inner:
        if inner.period is None:
            return Outcome(
                type="TIME",
                value=(inner.value or "") + suffix,
                anchor=inner.anchor,
                because=inner.because,
                anchors=False,
            )
        if inner.period.unit != "day":
            return None
        return Outcome(
            type="TIME",
            period=inner.period,
            suffix=suffix,
            anchor=inner.anchor,
            because=(*inner.because, "at that time of day"),
            readings=inner.readings,
            confidence=inner.confidence,
        )
    said = _near(candidate, context)
    if said:
        return Outcome(
            type="TIME",
            period=said.period,
            suffix=suffix,
            anchor=said.span,
            because=("of the day said beside it",),
            confidence=0.8,
        )
    if not context.today:
        return Outcome(
            type="TIME",
            value=f"XXXX-XX-XX{suffix}",
            anchor=DCT,
            because=("needs a publication date",),
            anchors=False,
            confidence=0.4,
        )
    return Outcome(
        type="TIME",
        period=context.today,
        suffix=suffix,
        anchor=DCT,
        because=("the publication day",),
        confidence=0.7,
        anchors=not context.said,  # what comes next counts from the day told of, not from this guess
    )


def _near(candidate: Candidate, context: Context) -> Said | None:
    """The day that a time belongs to: in a story the last one said, in news one of this or the preceding paragraph."""
    if context.narrative:
        return context.last_of("day")
    said = context.last_of("day", since=context.paragraph_before(candidate.start))
    if said is None or _is_bound(said, context):
        return None
    here = said.start >= context.paragraph_start(candidate.start)
    return said if here or not context.belies(said.period, look(context, candidate).weight) else None


def _is_bound(said: Said, context: Context) -> bool:
    """ "since May 3": where something began, and not the day that is told of."""
    return context.low[max(0, said.start - len("since ")) : said.start] == "since "
