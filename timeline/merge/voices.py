"""Which documents speak with one voice: syndicated copies, by the word sequences that they share."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Sequence

from timeline.merge.tellings import words_of
from timeline.models import Document

_SHINGLE = 5  # words in a sequence
_KEPT = 64  # sequences kept of each document, those of the smallest hash
_COMMON = 20  # documents; a sequence that more of them share is boilerplate
_COPIED = 0.5  # of the kept ones shared by copies


def voices(documents: Sequence[Document]) -> dict[str, str]:
    """Document id -> the id that stands for all its copies, the smallest."""
    sketches = {document.id: _sketch(document.text) for document in documents}
    holders: dict[int, list[str]] = defaultdict(list)
    voice: dict[str, str] = {}
    for identity, sketch in sorted(sketches.items()):
        shared: dict[str, int] = defaultdict(int)
        for item in sketch:
            for other in holders[item]:
                shared[other] += 1
        copies = [o for o, n in shared.items() if n >= _COPIED * min(len(sketch), len(sketches[o]))]
        voice[identity] = min((voice[o] for o in copies), default=identity)
        if voice[identity] == identity:
            for item in sketch:
                if len(holders[item]) < _COMMON:
                    holders[item].append(identity)
    return voice


def _sketch(text: str) -> frozenset[int]:
    words = words_of(text)
    hashes = {zlib.crc32(" ".join(words[i : i + _SHINGLE]).encode()) for i in range(max(1, len(words) - _SHINGLE + 1))}
    return frozenset(sorted(hashes)[:_KEPT])
