"""Judges each candidate: which of its readings can stand, and what speaks against the others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.models import DateInterval, Document
from timeline.published.candidates import Found
from timeline.published.checks import OF_OTHERS, OWN_DATA, Checks
from timeline.published.day_order import Order, first_reading, hinted, order_of
from timeline.published.vocabulary import Role

BARE_LINE = "date line"
EVENTS = ("json-ld event", "shown event")
INDEPENDENT = frozenset({"structured", "shown", "address"})
ROLE_REASONS = {
    "capture": "It is {kind}, which says nothing of the publication.",
    "bound": "It is {kind}; the article is no older, and may be much younger.",
    "said": "It is {kind}, which is no sign of the publication.",
}


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate with its objection, if any."""

    found: Found
    objection: str | None


def judge(document: Document, candidates: Sequence[Found], checks: Checks, habit: Order | None) -> list[Judged]:
    """Every candidate, its readings narrowed as far as anything decides, with what speaks against it."""
    order = order_of(candidates)
    repeated = _repeated(candidates)
    events = {reading for found in candidates if found.name in EVENTS for reading in found.readings}
    others = {reading for found in candidates if found.name == OF_OTHERS for reading in found.readings}
    judged = []
    for found in candidates:
        if found.kind.role in ROLE_REASONS:
            judged.append(Judged(found, _role_objection(found, checks)))
        else:
            settled = _settled(document, found, candidates, order, habit)
            taken = events | others if found.name == BARE_LINE else events
            judged.append(_tested(settled, candidates, checks, repeated, taken))
    return judged


def adjacent(day: DateInterval, other: DateInterval) -> bool:
    """Whether two days are the same or side by side, as the clocks of two places may show."""
    near = dt.timedelta(1)
    return day.overlaps(other) or day.start - other.start in (near, -near)


def _tested(
    found: Found,
    candidates: Sequence[Found],
    checks: Checks,
    repeated: set[DateInterval],
    events: set[DateInterval],
) -> Judged:
    if not found.readings:
        return Judged(found, f"It is no candidate: {found.flaw}.")
    objections = {
        reading: None if _confirmed(reading, found, candidates) else checks.objection(found, reading)
        for reading in found.readings
    }
    kept = tuple(reading for reading, objection in objections.items() if objection is None)
    if not kept:
        return Judged(found, objections[found.readings[0]])
    if found.kind.family == "htmldate" and repeated & set(kept):
        return Judged(found, "It is the day of the last change, or of the page's own clock.")
    if found.kind.family not in OWN_DATA and events & set(kept):
        return Judged(found, "It is the day of an event that the page announces, or of something else on it.")
    return Judged(replace(found, readings=kept), None)


def _confirmed(reading: DateInterval, found: Found, candidates: Sequence[Found]) -> bool:
    """A hand of its own says the same day; the text would have to be misread to be against both."""
    return found.kind.family in INDEPENDENT and any(
        other.kind.family in INDEPENDENT - {found.kind.family}
        and other.kind.role == "published"
        and any(adjacent(reading, other_reading) for other_reading in other.readings)
        for other in candidates
    )


def _repeated(candidates: Sequence[Found]) -> set[DateInterval]:
    """Days that htmldate may have taken for the publication although the page says that they are something else."""
    days = _certain([f for f in candidates if f.name != "page saved"], "capture")
    if any(f.kind.role == "published" and f.readings and f.kind.family != "htmldate" for f in candidates):
        days |= _certain(candidates, "updated")
    return days


def _role_objection(found: Found, checks: Checks) -> str:
    reason = ROLE_REASONS[found.kind.role].format(kind=found.kind.description)
    doubt = checks.window_objection(found.interval) if found.kind.role == "capture" and found.interval else None
    return f"{reason} {doubt}" if doubt else reason


def _settled(
    document: Document, found: Found, candidates: Sequence[Found], order: Order | None, habit: Order | None
) -> Found:
    """An ambiguous numeric date in the one reading that something decides for."""
    if len(found.readings) < 2:
        return found
    hint = (order, f"other dates of the page put the {order} first") if order else hinted(document, found, habit)
    told = first_reading(found, hint[0]) if hint else None
    ways = (
        (found.kept(_certain(candidates, "published")), "that day or its month is named elsewhere, too"),
        ((told,) if told else (), hint[1] if hint else ""),
        (found.kept(_certain(candidates, "updated")), "the last change was on that day"),
    )
    return next((replace(found, readings=kept, settled=why) for kept, why in ways if len(kept) == 1), found)


def _certain(candidates: Sequence[Found], role: Role) -> set[DateInterval]:
    """The days that candidates of a role name for certain; htmldate's would only repeat what it has read here."""
    certain = [f for f in candidates if len(f.readings) == 1 and f.kind.role == role]
    return {f.readings[0] for f in certain if f.kind.family != "htmldate"}
