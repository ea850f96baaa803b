"""Which documents are copies of others, with which they share word sequences: they have no voice of their own."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from functools import lru_cache

from timeline.merge.tellings import words_of

_SHINGLE = 5  # words in a sequence
_KEPT = 64  # sequences kept of each document, those of the smallest hash
_COPIED = 0.5  # of the kept ones shared by copies


def copies(texts: Mapping[str, str]) -> dict[str, str]:
    """Documents that repeat an earlier one of the mapping -> that one; the rest have voices of their own."""
    voices: dict[str, frozenset[int]] = {}
    found: dict[str, str] = {}
    for document, text in texts.items():
        sketch = _sketch(text)
        for earlier, other in voices.items():
            if len(sketch & other) >= _COPIED * min(len(sketch), len(other)):
                found[document] = earlier
                break
        else:
            voices[document] = sketch
    return found


@lru_cache(maxsize=10_000)
def _sketch(text: str) -> frozenset[int]:
    words = words_of(text)
    hashes = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return frozenset(sorted(hashes)[:_KEPT])
