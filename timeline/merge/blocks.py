"""Which tellings are worth comparing: those that share a key, each with its nearest in the block only."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from timeline.merge.tellings import Telling, possible

_WINDOW = 12  # tellings of a block that each is compared with
_LONG = 120  # days; what lasts longer is blocked by its month of beginning only
_WORDS = 4  # rarest words of a telling that are keys


def rarity_of(tellings: Sequence[Telling]) -> dict[str, float]:
    """How much each word tells: near 0 when all tellings have it, 1 when one of a thousand does."""
    counts = Counter(word for t in tellings for word in t.words)
    total = max(len(tellings), 50)
    return {word: min(1.0, math.log(total / n) / math.log(total) + 0.1) for word, n in counts.items()}


def candidates(tellings: Sequence[Telling], rarity: dict[str, float]) -> Iterator[tuple[int, int]]:
    """Pairs of indices, each once; as many as there are tellings times a constant."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(tellings)), key=lambda i: (tellings[i].event.kind, _start(tellings[i]), i)):
        for key in keys(tellings[index], rarity):
            blocks[key].append(index)
    seen: set[int] = set()
    for members in blocks.values():
        for at, left in enumerate(members):
            for right in members[at + 1 : at + 1 + _WINDOW]:
                low, high = (left, right) if left < right else (right, left)
                pair = low * len(tellings) + high
                if pair not in seen:
                    seen.add(pair)
                    yield low, high


def keys(telling: Telling, rarity: dict[str, float]) -> Iterator[str]:
    """What a telling is filed under: a week or month, with a person, a place or a rare word."""
    event = telling.event
    rare = sorted(telling.words, key=lambda w: (-rarity.get(w, 1.0), w))[:_WORDS]
    for period in _periods(telling):
        yield from (f"{period}|who|{name}" for name in event.people)
        if event.place:
            yield f"{period}|where|{event.place}"
        yield from (f"{period}|what|{word}" for word in rare)


def _periods(telling: Telling) -> Iterator[str]:
    """The half-months that an event touches; its two ends when it is long."""
    interval = possible(telling)
    if interval is None:
        yield "undated"
        return
    first, last = interval.start.toordinal() // 14, interval.last.toordinal() // 14
    if interval.days > _LONG:
        yield f"{interval.start:%Y}~{interval.last:%Y}"
        return
    yield from (str(n) for n in range(first, last + 1))


def _start(telling: Telling) -> str:
    return telling.event.interval.start.isoformat() if telling.event.interval else ""
