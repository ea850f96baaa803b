"""What the sources of one event disagree on: date, place, toll, spelling."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from timeline.merge.likeness import NEAR_KM, distance
from timeline.merge.tellings import Telling, words_of
from timeline.models import Conflict, DateInterval


def conflicts_of(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The conflicts, each claim with the documents that make it."""
    found = (_date(tellings), _place(tellings), _toll(tellings), *_spellings(tellings))
    return tuple(c for c in found if c is not None)


def _date(tellings: Sequence[Telling]) -> Conflict | None:
    dated = [
        t for t in tellings if t.event.interval is not None and t.event.basis in ("stated", "resolved", "inherited")
    ]
    intervals = {t.event.interval for t in dated if t.event.interval}
    if not any(not a.overlaps(b) for a in intervals for b in intervals):
        return None
    claims = _claims((_days(t.event.interval), t.source.document) for t in dated if t.event.interval)
    alone = len({t.source.document for t in dated}) == 1
    who = "One article gives" if alone else "The sources give"
    return Conflict(field="date", claims=claims, note=f"{who} dates that exclude each other.")


def _place(tellings: Sequence[Telling]) -> Conflict | None:
    firm = [(t.place, t.source.document) for t in tellings if t.place is not None and t.place.kind in ("city", "point")]
    placed = {place.name: place for place, _ in firm if place.lat is not None and place.lon is not None}
    if not any(distance(a, b) > NEAR_KM for a in placed.values() for b in placed.values()):
        return None
    claims = _claims((place.name, document) for place, document in firm)
    return Conflict(field="place", claims=claims, note="The sources name different places.")


def _toll(tellings: Sequence[Telling]) -> Conflict | None:
    counted = [(t.toll, t.source.document) for t in tellings if t.toll is not None]
    highest: dict[str, int] = {}
    for toll, document in counted:  # an article that counts up over its length claims its highest count
        highest[document] = max(toll, highest.get(document, 0))
    if len(set(highest.values())) < 2:
        return None
    claims = _claims((str(toll), document) for document, toll in highest.items())
    return Conflict(field="toll", claims=claims, note="The sources count different numbers of dead.")


def _spellings(tellings: Sequence[Telling]) -> Iterator[Conflict]:
    written: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for telling in tellings:
        for name, spelling in telling.spellings:
            written[name].add((spelling, telling.source.document))
    for name, spelled in sorted(written.items()):
        if len({"".join(words_of(spelling)).replace(" ", "") for spelling, _ in spelled}) > 1:
            yield Conflict(
                field="name", claims=_claims(spelled), note=f"The sources write the name of {name} differently."
            )


def _claims(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by: dict[str, set[str]] = defaultdict(set)
    for claim, document in said:
        by[claim].add(document)
    return tuple((claim, tuple(sorted(documents))) for claim, documents in sorted(by.items()))


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
