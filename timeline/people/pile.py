"""The people of a pile: which people of different documents are one, and why. Nobody is merged on a surname alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.models import Person
from timeline.people.folding import folded
from timeline.people.names import block, same_person


@dataclass(frozen=True, slots=True, kw_only=True)
class PileName:
    """The name that a person has over the pile, and why it stands for the one in the document."""

    name: str
    reason: str


def resolve_pile(people_by_document: Sequence[tuple[str, Sequence[Person]]]) -> dict[tuple[str, str], PileName]:
    """(document id, name there) -> the pile's name. The same whatever the order of the documents."""
    counts: Counter[str] = Counter()
    for _, people in people_by_document:
        for person in people:
            counts[person.name] += len(person.mentions)
    names = chosen(counts)
    return {(document, person.name): names[person.name] for document, people in people_by_document for person in people}


def chosen(counts: Mapping[str, int]) -> dict[str, PileName]:
    """Each name of a pile, given with how often it is mentioned, and the name that stands for it.

    Names of different `block`s have nothing to do with each other, so that a pile can be settled block by block.
    """
    groups: defaultdict[str, list[list[str]]] = defaultdict(list)
    for name in sorted(counts, key=lambda n: (-len(folded(n)), -counts[n], n)):
        clusters = groups[block(name)]
        homes = [c for c in clusters if all(_one(name, member) for member in c)]
        if len(homes) == 1:  # a name that fits two people says nothing of either
            homes[0].append(name)
        else:
            clusters.append([name])
    return {
        name: _pile_name(name, cluster, counts)
        for clusters in groups.values()
        for cluster in clusters
        for name in cluster
    }


def _pile_name(name: str, cluster: Sequence[str], counts: Mapping[str, int]) -> PileName:
    best = min(cluster, key=lambda n: (-counts[n], n))
    return PileName(name=best, reason=_one(name, best) or f"“{name}” is named so here.")


def _one(name: str, other: str) -> str | None:
    if name == other:
        return f"“{name}” is named so here."
    if len(folded(name)) == 1 and folded(name) == folded(other):
        return f"“{name}” and “{other}” are the same word."
    return same_person(name, other)
