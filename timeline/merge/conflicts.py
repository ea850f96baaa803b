"""What the sources of one event disagree on: date, place, toll, spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from timeline.merge.tellings import Telling
from timeline.models import Conflict, DateInterval


def conflicts_of(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The conflicts, each claim with the documents that make it."""
    return tuple(c for c in (_date(tellings), _place(tellings)) if c is not None)


def _date(tellings: Sequence[Telling]) -> Conflict | None:
    dated = [
        t for t in tellings if t.event.interval is not None and t.event.basis in ("stated", "resolved", "inherited")
    ]
    intervals = {t.event.interval for t in dated if t.event.interval}
    if not any(not a.overlaps(b) for a in intervals for b in intervals):
        return None
    claims = _claims((_days(t.event.interval), t.source.document) for t in dated if t.event.interval)
    return Conflict(field="date", claims=claims, note="The sources give dates that exclude each other.")


def _place(tellings: Sequence[Telling]) -> Conflict | None:
    firm = [t for t in tellings if t.place is not None and t.place.kind in ("city", "point")]
    if len({t.place.name for t in firm if t.place}) < 2:
        return None
    claims = _claims((t.place.name, t.source.document) for t in firm if t.place)
    return Conflict(field="place", claims=claims, note="The sources name different places.")


def _claims(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by: dict[str, set[str]] = defaultdict(set)
    for claim, document in said:
        by[claim].add(document)
    return tuple((claim, tuple(sorted(documents))) for claim, documents in sorted(by.items()))


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
