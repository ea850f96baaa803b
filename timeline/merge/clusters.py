"""Pairs -> groups, without chains: a group takes in another only if their members, on average, are alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

_LOOKED_AT = 6  # members of each group that a joining is checked with


def group(
    count: int, pairs: Iterable[tuple[float, int, int]], score: Callable[[int, int], float], least: float
) -> list[list[int]]:
    """The groups of `count` things; `pairs` are those worth joining, `score` compares any two."""
    home = list(range(count))
    groups: dict[int, list[int]] = {i: [i] for i in range(count)}
    for _, left, right in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        a, b = home[left], home[right]
        if a == b or not _may_join(groups[a], groups[b], score, least):
            continue
        keep, drop = min(a, b), max(a, b)
        for member in groups[drop]:
            home[member] = keep
        groups[keep] += groups.pop(drop)
    return [sorted(members) for _, members in sorted(groups.items())]


def connected(members: Iterable[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Each member with the smallest one that it hangs together with."""
    home = {member: member for member in members}

    def root(member: str) -> str:
        while home[member] != member:
            home[member] = member = home[home[member]]
        return member

    for one, other in links:
        a, b = sorted((root(one), root(other)))
        home[b] = a
    return {member: root(member) for member in home}


def _may_join(a: Sequence[int], b: Sequence[int], score: Callable[[int, int], float], least: float) -> bool:
    """Whether members across two groups are alike on average and none excludes another."""
    scores = [score(i, j) for i in a[:_LOOKED_AT] for j in b[:_LOOKED_AT]]
    return min(scores) > 0.0 and sum(scores) / len(scores) >= 0.75 * least
