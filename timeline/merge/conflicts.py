"""What the sources of one event disagree on: date, place, toll, spelling."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from timeline.merge.likeness import NEAR_KM, distance
from timeline.merge.tellings import Telling, words_of
from timeline.models import Conflict, DateInterval


def conflicts_of(tellings: Sequence[Telling]) -> tuple[Conflict, ...]:
    """The conflicts, each claim with the documents that make it."""
    found = (_date(tellings), _place(tellings), _toll(tellings), *_spellings(tellings))
    return tuple(c for c in found if c is not None)


def _date(tellings: Sequence[Telling]) -> Conflict | None:
    dated = [
        (t.event.interval, t.source.document)
        for t in tellings
        if t.event.interval is not None and t.event.basis in ("stated", "resolved", "inherited")
    ]
    intervals = {interval for interval, _ in dated}
    if not any(not a.overlaps(b) for a in intervals for b in intervals):
        return None
    # "last week" beside a day of that week adds no claim of its own.
    firm = [(i, document) for i, document in dated if not any(i != other and i.contains(other) for other in intervals)]
    who = "One article gives" if len({document for _, document in firm}) == 1 else "The sources give"
    claims = _claims((_days(interval), document) for interval, document in firm)
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
        if any(_spelt_apart(one, other) for (one, _), (other, _) in combinations(sorted(spelled), 2)):
            note = f"The sources write the name of {name} differently."
            yield Conflict(field="name", claims=_claims(spelled), note=note)


def _spelt_apart(one: str, other: str) -> bool:
    """Whether two names disagree in letters; accents, hyphens, initials, order and what one leaves out do not count."""
    first, second = (words_of(_without_accents(name).replace("-", " ")) for name in (one, other))
    short, long = sorted((first, second), key=len)
    contained = all(any(_may_stand_for(word, whole) for whole in long) for word in short)
    return not contained and "".join(first) != "".join(second)


def _may_stand_for(word: str, whole: str) -> bool:
    """An initial may stand for a name."""
    return word == whole or (min(len(word), len(whole)) == 1 and word[0] == whole[0])


def _without_accents(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def _claims(said: Iterable[tuple[str, str]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    by: dict[str, set[str]] = defaultdict(set)
    for claim, document in said:
        by[claim].add(document)
    return tuple((claim, tuple(sorted(documents))) for claim, documents in sorted(by.items()))


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return interval.start.isoformat()
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
