"""The words for comparing events: those that say nothing, mean the same, or tell scenes apart."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import ResourceError


@cache
def _load() -> dict[str, Any]:
    path = resources.files("timeline") / "resources" / "merge" / "words.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"resources/merge/words.toml: {error}; reinstall the package or mend the file") from error


@cache
def stop_words() -> frozenset[str]:
    """Words that say nothing about what happened."""
    return frozenset(_load()["stop_words"])


@cache
def scenes() -> frozenset[str]:
    """Nouns of which an event has one: two events with different ones are two events."""
    return frozenset(_load()["scenes"])


@cache
def deaths() -> frozenset[str]:
    """Words with which a number counts the dead."""
    return frozenset(_load()["deaths"])


@cache
def outcomes() -> frozenset[str]:
    """The stems of acts that only say how another act ended: a blast and its dead are one event."""
    return frozenset(_senses("outcomes"))


@cache
def measures() -> frozenset[str]:
    """Words beside which a number counts no people: months and units."""
    return frozenset(_load()["measures"])


@cache
def number_words() -> dict[str, int]:
    """The numbers that news writes in words, "twenty-one" as it is folded: "twentyone"."""
    words = {word: int(number) for word, number in _load()["numbers"].items()}
    tens = {word: number for word, number in words.items() if number >= 20}
    units = {word: number for word, number in words.items() if number < 10}
    return words | {t + u: number + unit for t, number in tens.items() for u, unit in units.items()}


@cache
def senses() -> dict[str, str]:
    """Stem -> the stem that stands for all words of its sense, for acts and for things."""
    return {**_senses("things"), **_senses("acts")}


@cache
def acts() -> frozenset[str]:
    """The stems that stand for an act."""
    return frozenset(_senses("acts").values())


def _senses(part: str) -> dict[str, str]:
    import snowballstemmer

    stemmer = snowballstemmer.stemmer("english")
    shared: dict[str, str] = {}
    for words in _load()[part]:
        stems = [str(stemmer.stemWord(w)) for w in words]
        for stem in stems:
            shared.setdefault(stem, stems[0])
    return shared
