"""Judged candidates -> the publication date, with a verdict on every candidate."""

from __future__ import annotations

import datetime as dt
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from timeline.models import DateCandidate, DateInterval, Publication, PublishedBasis, Verdict
from timeline.published.candidates import Found
from timeline.published.checks import EARLIEST_PAGE
from timeline.published.judge import INDEPENDENT, Judged, adjacent

NEIGHBOUR = 0.6  # how much a day is confirmed by the day beside it: clocks of different zones
SAME_HAND = 0.25  # how much a second kind of one family adds
EARLIER = 0.6  # an earlier day this strong is the publication, and the stronger later one an update or a copy
STRONG = 3.5
LONG_BEFORE = dt.timedelta(90)  # further back than what a report tells of
FIRST_PAGES = dt.date(EARLIEST_PAGE, 1, 1)  # no site has moved an older article, but many show an old letter
LATER_ONES = 0.6  # of several dates of one kind the page's own comes first
UNIVERSAL = re.compile(r"(?:Z|[+-]00:?00)$")
AT_UNIVERSAL_TIME = 0.7  # a clock far from the outlet's own may show another day


def decide(judged: Sequence[Judged]) -> Publication | None:
    """The publication that the candidates name, or None when none of them can be believed."""
    scores = _scores([j.found for j in judged if j.objection is None and j.found.readings])
    if not scores:
        return None
    best = _best(scores, [j.found for j in judged if j.objection is None])
    chosen = [j for j in judged if j.objection is None and best in j.found.readings]
    lead = max(chosen, key=lambda j: j.found.kind.weight).found
    rival = max((s for day, s in scores.items() if not adjacent(day, best)), default=0.0)
    reason = f"It is {lead.kind.description}: “{lead.text}”{_settled(lead)}."
    if lead.kind.role == "updated":
        reason += " Nothing tells when it was first published."
    if len(lead.readings) > 1:
        reason += " Nothing decides whether the day or the month comes first."
    return Publication(
        interval=lead.interval if len(lead.readings) > 1 else best,
        basis=_basis(lead),
        confidence=round(min(0.98, 0.5 + 0.48 * scores[best] / (scores[best] + 2 * rival + 0.5)), 2),
        reason=reason,
        candidates=verdicts(judged, best, lead),
    )


def verdicts(judged: Sequence[Judged], best: DateInterval | None, lead: Found | None) -> tuple[DateCandidate, ...]:
    """The candidates as they are shown."""
    return tuple(_verdict(j, best, lead) for j in judged)


def _verdict(judged: Judged, best: DateInterval | None, lead: Found | None) -> DateCandidate:
    found = judged.found
    verdict: Verdict
    if found is lead:
        verdict, reason = "chosen", f"It is {found.kind.description}{_settled(found)}."
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
        verdict=verdict,
        reason=sys.intern(reason),
    )


def _settled(found: Found) -> str:
    return f" ({found.settled})" if found.settled else ""


def _scores(found: Sequence[Found]) -> dict[DateInterval, float]:
    """How well each day is supported; kinds of one family support each other little."""
    days = {reading for f in found for reading in f.readings if reading.days == 1}
    days = days or {reading for f in found for reading in f.readings}
    if any(f.kind.role == "published" for f in found):
        days = {d for d in days if any(d in f.readings and f.kind.role == "published" for f in found)} or days
    return {day: _support(day, found) for day in days}


def _support(day: DateInterval, found: Sequence[Found]) -> float:
    families: dict[str, list[float]] = defaultdict(list)
    universal: dict[str, float] = defaultdict(float)  # one clock, however often a hand writes it
    seen: Counter[str] = Counter()
    for candidate in found:
        weight = candidate.kind.weight / max(1, len(candidate.readings)) * LATER_ONES ** seen[candidate.name]
        seen[candidate.name] += 1
        if day not in candidate.readings:
            weight *= NEIGHBOUR * any(adjacent(day, reading) for reading in candidate.readings)
        family = candidate.kind.family
        if UNIVERSAL.search(candidate.text):
            universal[family] = max(universal[family], weight * AT_UNIVERSAL_TIME)
        elif weight:
            families[family].append(weight)
    for family, weight in universal.items():
        families[family].append(weight)
    return sum(max(weights) + SAME_HAND * (sum(weights) - max(weights)) for weights in families.values())


def _best(scores: Mapping[DateInterval, float], found: Sequence[Found]) -> DateInterval:
    """The best supported day, or an earlier one that is strong enough: what comes later is an update or a copy.

    Not so if what people can read agrees with the page's data or address on the best. Where only these two agree, they
    were written by one system, which a site that moved gave the day of the move: then only one from long before counts.
    """
    best = max(scores, key=lambda day: (scores[day], -day.start.toordinal()))
    hands = {f.kind.family for f in found if best in f.readings and f.kind.role == "published"} & INDEPENDENT
    if len(hands) > 1 and "shown" in hands:
        return best
    moved = len(hands) > 1
    earliest, latest = (FIRST_PAGES, best.start - LONG_BEFORE) if moved else (dt.date.min, best.start)
    earlier = [
        day
        for day, score in scores.items()
        if earliest <= day.start < latest and not adjacent(day, best) and score >= max(STRONG, EARLIER * scores[best])
    ]
    return max(earlier, key=lambda day: scores[day]) if earlier else best


def _basis(lead: Found) -> PublishedBasis:
    return "stated" if lead.kind.family in ("shown", "masthead") else "metadata"
