"""One article that gives two years for the same day: one event, and a conflict to show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations

from timeline.merge.tellings import Telling

Group = list[Telling]
_SHARED_PEOPLE = 2  # people and place must be the same: the yearly parade is another event each year


def joined(groups: Sequence[Group]) -> list[Group]:
    """The groups, those joined that one article tells of one day of the year in one place with the same people."""
    home = {t.event.id: number for number, group in enumerate(groups) for t in group}
    kept: dict[int, Group] = dict(enumerate(groups))
    for one, other in misdated([t for group in groups for t in group]):
        a, b = home[one.event.id], home[other.event.id]
        if a != b:
            kept[a] = kept[a] + kept.pop(b)
            home.update({t.event.id: a for t in kept[a]})
    return list(kept.values())


def misdated(tellings: Sequence[Telling]) -> list[tuple[Telling, Telling]]:
    """Pairs that differ in nothing but the year, each within one article."""
    days: dict[tuple[str, str, str | None], list[Telling]] = defaultdict(list)
    for telling in tellings:
        interval = telling.event.interval
        if interval is not None and interval.days == 1 and telling.event.basis in ("stated", "inherited"):
            days[telling.source.document, f"{interval.start:%m-%d}", telling.event.place].append(telling)
    return [(a, b) for same in days.values() for a, b in combinations(same, 2) if _differ_in_year_only(a, b)]


def _differ_in_year_only(a: Telling, b: Telling) -> bool:
    if (
        a.event.interval == b.event.interval
        or a.event.place is None
        or (a.scenes and b.scenes and not a.scenes & b.scenes)
    ):
        return False
    return len(set(a.event.firm_people) & set(b.event.firm_people)) >= _SHARED_PEOPLE
