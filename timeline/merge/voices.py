"""How many documents speak with a voice of their own: copies, which share word sequences, count once."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache

from timeline.merge.tellings import words_of

_SHINGLE = 5  # words in a sequence
_KEPT = 64  # sequences kept of each document, those of the smallest hash
_COPIED = 0.5  # of the kept ones shared by copies


def voices(texts: Mapping[str, str]) -> int:
    """How many voices there are among the documents of one event, given with their texts."""
    speakers: list[frozenset[int]] = []
    for _, text in sorted(texts.items()):
        sketch = _sketch(text)
        if not any(len(sketch & other) >= _COPIED * min(len(sketch), len(other)) for other in speakers):
            speakers.append(sketch)
    return len(speakers)


@lru_cache(maxsize=10_000)
def _sketch(text: str) -> frozenset[int]:
    words = words_of(text)
    hashes = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return frozenset(sorted(hashes)[:_KEPT])
