"""Which tellings are worth comparing: those that share a key, each with its nearest in the block only."""

from __future__ import annotations

import math
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from timeline.merge.tellings import Telling, possible, wording
from timeline.progress import Progress, counted, unseen

WINDOW = 12  # tellings of a block that each is compared with
_LONG = 120  # days; what lasts longer is blocked by its month of beginning only
_SMALL = 6  # what a small pile counts as: one of 64 tellings
_WORDS = 4  # rarest words of a telling that are keys


def rarity_of(tellings: Sequence[Telling]) -> dict[str, float]:
    """How much each word tells: near 0 when all tellings have it, 1 when one of a thousand does."""
    return rarity(Counter(word for t in tellings for word in t.words), len(tellings))


def rarity(counts: Mapping[str, int], tellings: int) -> dict[str, float]:
    """The same, by how many of so many tellings have each word; both count as powers of two.

    So a few more tellings make few words rarer or more common, and only what has those words need be compared anew.
    """
    total = max(_SMALL, size_class(tellings))
    return {word: min(1.0, 1.1 - size_class(n) / total) for word, n in counts.items() if n > 0}


def size_class(count: int) -> int:
    """The power of two that a number counts as."""
    return round(math.log2(count)) if count else 0


def candidates(
    tellings: Sequence[Telling], rarity: Mapping[str, float], progress: Progress = unseen
) -> Iterator[tuple[int, int]]:
    """Pairs of indices, each once; as many as there are tellings times a constant."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index in sorted(range(len(tellings)), key=lambda i: rank(tellings[i])):
        for key in keys(tellings[index], rarity):
            blocks[key].append(index)
    seen: set[int] = set()
    for members in counted(blocks.values(), len(blocks), progress):
        for at, left in enumerate(members):
            for right in members[at + 1 : at + 1 + WINDOW]:
                low, high = (left, right) if left < right else (right, left)
                pair = low * len(tellings) + high
                if pair not in seen:
                    seen.add(pair)
                    yield low, high


def rank(telling: Telling) -> tuple[str, str, str, str, int, str]:
    """What a block is sorted by, so that those most alike stand near each other."""
    return (telling.event.kind, _start(telling), *telling.order)


def keys(telling: Telling, rarity: Mapping[str, float]) -> Iterator[str]:
    """What a telling is filed under: a week or month, with a person, a place or a rare word; or its own words."""
    event = telling.event
    rare = sorted(telling.words, key=lambda w: (-rarity.get(w, 1.0), w))[:_WORDS]
    for period in _periods(telling):
        yield from (f"{period}|who|{name}" for name in event.firm_people)
        if event.firm_place:
            yield f"{period}|where|{event.firm_place}"
        yield from (f"{period}|what|{word}" for word in rare)
    if words := wording(telling):
        yield f"words|{zlib.crc32(words.encode())}"


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
