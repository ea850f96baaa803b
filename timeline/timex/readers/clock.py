"""Readers of times of day."""

from __future__ import annotations

from dataclasses import replace

from timeline.timex.amounts import count
from timeline.timex.candidates import Candidate
from timeline.timex.context import DCT, Context, Outcome, Said

PARAGRAPH = 600  # characters back, at most, to the day of a time


def clock(candidate: Candidate, context: Context) -> Outcome | None:
    """A clock time, of the date beside it, of one in its sentence, or of the publication day."""
    suffix = _time(candidate, context)
    return (suffix and _on_day(candidate, context, suffix)) or None


def _time(candidate: Candidate, context: Context) -> str | None:
    groups = candidate.groups
    zone = "Z" if groups.get("zone") == "Z" else ""
    if "clockword" in groups:
        return groups["clockword"]
    if "hour24" in groups:
        hour, minute = int(groups["hour24"]), groups["minute24"]
        if not (candidate.inner or "zone" in groups or _told(candidate, context)):
            return None
        return f"T{hour:02d}:{minute}{zone}" if hour < 24 or minute == "00" else None
    if "military" in groups:
        return f"T{groups['military'][:2]}:{groups['military'][2:]}{zone}"
    hour = int(count(groups["hour"], context.language) or 0)
    if not 1 <= hour <= 12:
        return None
    text = context.low[candidate.core : candidate.end]
    late = (
        groups.get("ampm", "").startswith("p")
        or groups.get("half") in ("AF", "EV")
        or any(word in text for word in ("afternoon", "evening", "at night"))
    )
    return f"T{hour % 12 + 12 * late:02d}:{groups.get('minute', '00')}{zone}"


def _told(candidate: Candidate, context: Context) -> bool:
    """Whether a bare 12:30 is told as a time and is no score, verse or stamp."""
    words = context.low[candidate.core : candidate.end]
    before = context.low[max(0, candidate.start - 12) : candidate.start].split()
    return not words[-1].isdigit() or (bool(before) and before[-1] in context.language.cues["clock_context"]["before"])


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
        type="TIME", period=context.today, suffix=suffix, anchor=DCT, because=("the publication day",), confidence=0.7
    )


def _near(candidate: Candidate, context: Context) -> Said | None:
    """The day that a time belongs to: in a story the last one said, in news one of the same paragraph."""
    if context.narrative:
        return context.last_of("day")
    low = max(0, candidate.start - PARAGRAPH)
    return context.last_of("day", since=max(low, context.text.rfind("\n", low, candidate.start)))
