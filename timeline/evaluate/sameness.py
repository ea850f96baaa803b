"""Score of merging: which gold events of different articles end up as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from timeline.evaluate.gold import Case, Gold, Pair
from timeline.evaluate.happenings import closest
from timeline.evaluate.report import Miss, Score
from timeline.models import MergedEvent

AREA = "Same events"


def score_same(gold: Gold, cases: Sequence[Case], merged: Iterable[MergedEvent]) -> tuple[list[Score], list[Miss]]:
    """Pairs of events from different articles that were merged, against those that are the same."""
    joined = joined_pairs(cases, merged)
    due = {pair for pair in gold.same if across_documents(pair)}
    judged = {pair for pair in joined if pair in due or pair not in gold.either}
    misses = [_miss("apart", pair) for pair in sorted(due - joined, key=sorted)]
    misses += [_miss("merged, but not the same", pair) for pair in sorted(judged - due, key=sorted)]
    return [Score(area=AREA, measure="pairs", right=len(due & joined), said=len(judged), due=len(due))], misses


def joined_pairs(cases: Sequence[Case], merged: Iterable[MergedEvent]) -> set[Pair]:
    """The pairs of gold events, from different articles, that share a merged event."""
    keys = {}
    for gold, extraction in cases:
        for event in extraction.events:
            if (match := closest(event, gold.events)) is not None:
                keys[event.document, event.id] = match.key
    pairs: set[Pair] = set()
    for one in merged:
        together = {keys[s.document, s.event] for s in one.sources if (s.document, s.event) in keys}
        pairs |= {pair for pair in map(frozenset, combinations(together, 2)) if across_documents(pair)}
    return pairs


def across_documents(pair: Pair) -> bool:
    """Whether the two events come from different articles."""
    return len({key.split("#")[0] for key in pair}) > 1


def _miss(problem: str, pair: Pair) -> Miss:
    first, second = sorted(pair)
    return Miss(document=first.split("#")[0], area=AREA, problem=problem, detail=f"{first} and {second}")
