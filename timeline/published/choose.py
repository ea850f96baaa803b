"""Candidates and the text's objections -> the publication date, with a verdict on every candidate."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.models import DateCandidate, DateInterval, Document, Publication, PublishedBasis
from timeline.published.candidates import Found
from timeline.published.checks import Checks
from timeline.published.day_order import Order, first_reading, hinted, order_of
from timeline.published.vocabulary import Role

NEIGHBOUR = 0.6  # how much a day is confirmed by the day beside it: clocks of different zones
SAME_HAND = 0.25  # how much a second kind of one family adds
EARLIER = 0.6  # an earlier day this strong is the publication, and the stronger later one an update or a copy
STRONG = 3.5
LATER_ONES = 0.6  # of several dates of one kind the page's own comes first
INDEPENDENT = frozenset({"structured", "shown", "address"})
UNIVERSAL = re.compile(r"(?:Z|[+-]00:?00)$")
AT_UNIVERSAL_TIME = 0.7  # a clock far from the outlet's own may show another day
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


def decide(
    document: Document, candidates: Sequence[Found], checks: Checks, outlets: Mapping[str, Order]
) -> Publication | None:
    """The publication that the candidates name, or None when none of them can be believed."""
    judged = judge(document, candidates, checks, outlets)
    scores = _scores([j.found for j in judged if j.objection is None and j.found.readings])
    if not scores:
        return None
    best = _best(scores)
    chosen = [j for j in judged if j.objection is None and best in j.found.readings]
    lead = max(chosen, key=lambda j: j.found.kind.weight).found
    rival = max((s for day, s in scores.items() if not _adjacent(day, best)), default=0.0)
    reason = f"It is {lead.kind.description}: “{lead.text}”."
    if lead.kind.role == "updated":
        reason += " Nothing tells when it was first published."
    if best.days > 1 and len(lead.readings) > 1:
        reason += " Nothing decides whether the day or the month comes first."
    return Publication(
        interval=lead.interval if len(lead.readings) > 1 else best,
        basis=_basis(lead),
        confidence=round(min(0.98, 0.5 + 0.48 * scores[best] / (scores[best] + 2 * rival + 0.5)), 2),
        reason=reason,
        candidates=verdicts(judged, best, lead),
    )


def judge(
    document: Document, candidates: Sequence[Found], checks: Checks, outlets: Mapping[str, Order]
) -> list[Judged]:
    """Every candidate, its readings narrowed as far as anything decides, with what speaks against it."""
    order = order_of(candidates)
    repeated = _certain(candidates, "capture")
    if any(f.kind.role == "published" and f.readings and f.kind.family != "htmldate" for f in candidates):
        repeated |= _certain(candidates, "updated")
    judged = []
    for found in candidates:
        if found.kind.role in ROLE_REASONS:
            judged.append(Judged(found, _role_objection(found, checks)))
            continue
        found = _settled(document, found, candidates, order, outlets)
        kept = tuple(r for r in found.readings if confirmed(r, found, candidates) or checks.objection(found, r) is None)
        if kept or not found.readings:
            objection = None if kept else f"It is no candidate: {found.flaw}."
            if found.kind.family == "htmldate" and repeated & set(kept):
                objection = "It is the day of the last change, or of the page's own clock."
        else:
            objection = checks.objection(found, found.readings[0])
        judged.append(Judged(replace(found, readings=kept) if kept else found, objection))
    return judged


def confirmed(reading: DateInterval, found: Found, candidates: Sequence[Found]) -> bool:
    """A hand of its own says the same day; the text would have to be misread to be against both."""
    return found.kind.family in INDEPENDENT and any(
        other.kind.family in INDEPENDENT - {found.kind.family}
        and other.kind.role == "published"
        and any(_adjacent(reading, other_reading) for other_reading in other.readings)
        for other in candidates
    )


def verdicts(judged: Sequence[Judged], best: DateInterval | None, lead: Found | None) -> tuple[DateCandidate, ...]:
    """The candidates as they are shown."""
    return tuple(_verdict(j, best, lead) for j in judged)


def _verdict(judged: Judged, best: DateInterval | None, lead: Found | None) -> DateCandidate:
    found = judged.found
    if found is lead:
        verdict, reason = "chosen", f"It is {found.kind.description}."
    elif judged.objection:
        verdict, reason = "rejected", judged.objection
    elif best and found.interval and found.interval.overlaps(best):
        verdict, reason = "agrees", f"It is {found.kind.description}, and agrees."
    elif best and found.kind.role == "updated":
        verdict, reason = "rejected", f"It is {found.kind.description}, not the publication."
    else:
        verdict, reason = "rejected", f"It is {found.kind.description}; another candidate is better supported."
    if found.flaw and not judged.objection:
        reason = f"{reason[:-1]}, though {found.flaw}."
    return DateCandidate(
        kind=found.name,
        text=found.text,
        start=found.start,
        end=found.end,
        interval=found.interval,
        verdict=verdict,  # type: ignore[arg-type]
        reason=reason,
    )


def _role_objection(found: Found, checks: Checks) -> str:
    reason = ROLE_REASONS[found.kind.role].format(kind=found.kind.description)
    doubt = checks.window_objection(found.interval) if found.kind.role == "capture" and found.interval else None
    return f"{reason} {doubt}" if doubt else reason


def _settled(
    document: Document, found: Found, candidates: Sequence[Found], order: Order | None, outlets: Mapping[str, Order]
) -> Found:
    """An ambiguous numeric date in the one reading that something decides for."""
    if len(found.readings) < 2:
        return found
    hint = order or (hinted(document, found, outlets) or (None,))[0]
    readings = (
        [reading for reading in found.readings if reading in _certain(candidates, "published")],
        [reading for reading in [first_reading(found, hint)] if reading] if hint else [],
        [reading for reading in found.readings if reading in _certain(candidates, "updated")],
    )
    decided = next((tuple(kept) for kept in readings if len(kept) == 1), found.readings)
    return replace(found, readings=decided)


def _certain(candidates: Sequence[Found], role: Role) -> set[DateInterval]:
    """The days that candidates of a role name for certain; htmldate's would only repeat what it has read here."""
    certain = [f for f in candidates if len(f.readings) == 1 and f.kind.role == role]
    return {f.readings[0] for f in certain if f.kind.family != "htmldate"}


def _scores(found: Sequence[Found]) -> dict[DateInterval, float]:
    """How well each day is supported; kinds of one family support each other little."""
    days = {reading for f in found for reading in f.readings if reading.days == 1}
    days = days or {reading for f in found for reading in f.readings}
    if any(f.kind.role == "published" for f in found):
        days = {d for d in days if any(d in f.readings and f.kind.role == "published" for f in found)} or days
    return {day: _support(day, found) for day in days}


def _support(day: DateInterval, found: Sequence[Found]) -> float:
    families: dict[str, list[float]] = defaultdict(list)
    seen: Counter[str] = Counter()
    for candidate in found:
        weight = candidate.kind.weight / max(1, len(candidate.readings)) * LATER_ONES ** seen[candidate.name]
        seen[candidate.name] += 1
        if UNIVERSAL.search(candidate.text):
            weight *= AT_UNIVERSAL_TIME
        if day in candidate.readings:
            families[candidate.kind.family].append(weight)
        elif any(_adjacent(day, reading) for reading in candidate.readings):
            families[candidate.kind.family].append(weight * NEIGHBOUR)
    return sum(max(weights) + SAME_HAND * (sum(weights) - max(weights)) for weights in families.values())


def _adjacent(day: DateInterval, other: DateInterval) -> bool:
    near = dt.timedelta(1)
    return day.overlaps(other) or day.start - other.start in (near, -near)


def _best(scores: Mapping[DateInterval, float]) -> DateInterval:
    """The best supported day, or an earlier one that is strong enough: what comes later is an update or a copy."""
    best = max(scores, key=lambda day: (scores[day], -day.start.toordinal()))
    earlier = [
        day
        for day, score in scores.items()
        if day.start < best.start and not _adjacent(day, best) and score >= max(STRONG, EARLIER * scores[best])
    ]
    return max(earlier, key=lambda day: scores[day]) if earlier else best


def _basis(lead: Found) -> PublishedBasis:
    return "stated" if lead.kind.family in ("shown", "masthead") else "metadata"
