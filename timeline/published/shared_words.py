"""Which known events a text shares words with, and how rare these are: an index of the table by names and by stems.

Names count where they are capitalised, letter by letter; other words by their stems, with what reports say for them.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

import numpy as np

from timeline.published.known_table import WEEKDAYS, Known, stems_of, table, ways_to_say

TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
GROUPS = 32  # more than a row has
NO_NAME = "_"
Floats = np.ndarray[tuple[int, ...], np.dtype[np.float64]]
Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage of text as it is compared: its names and its stems, each between spaces."""

    names: str
    stems: str


@dataclass(frozen=True, slots=True)
class Share:
    """What a piece of text shares with each row: the rarity of the words, and of how many groups it has one."""

    rarity: Floats
    groups: Ints
    first: Floats  # the rarity of its word of the first group, 0 without one


class Index:
    """The rows by their words."""

    def __init__(self, rows: Sequence[Known]) -> None:
        self.rows = rows
        ids: dict[str, int] = {}
        codes: list[list[int]] = []
        self._by_start: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for row, known in enumerate(rows):
            for number, group in enumerate(_groups(known)):
                for key in group:
                    if key not in ids:
                        ids[key] = len(codes)
                        codes.append([])
                        self._by_start[_start(key)].append((key[1:], ids[key]))
                    codes[ids[key]].append(row * GROUPS + number)
        self._codes = [np.array(each, dtype=np.int64) for each in codes]
        self._rarity = np.log(len(rows) / np.array([len({code // GROUPS for code in each}) for each in codes]))
        self.days = np.array([known.day.toordinal() for known in rows], dtype=np.int64)
        every = self._best(range(len(codes)))
        self.size = np.bincount(every[0] // GROUPS, minlength=len(rows))
        self.whole = np.bincount(every[0] // GROUPS, every[1], minlength=len(rows))

    def shared(self, told: Passage) -> Share:
        """What a piece of text shares with each row."""
        found, rarity = self._best(self._keys_in(told))
        rows, first = found // GROUPS, found % GROUPS == 0
        count = len(self.rows)
        return Share(
            rarity=np.bincount(rows, rarity, minlength=count).astype(np.float64),
            groups=np.bincount(rows, minlength=count),
            first=np.bincount(rows[first], rarity[first], minlength=count).astype(np.float64),
        )

    def rows_of_names(self, told: Passage) -> Iterable[Ints]:
        """For each name that a text has, the rows that have it, too."""
        for key in self._keys_in(Passage(told.names, "")):
            yield self._codes[key] // GROUPS

    def _keys_in(self, told: Passage) -> list[int]:
        return [
            key
            for kind, text in (("N", told.names), ("s", told.stems))
            for start in _starts(kind, text)
            for spelled, key in self._by_start.get(start, ())
            if spelled in text
        ]

    def _best(self, keys: Iterable[int]) -> tuple[Ints, Floats]:
        """The groups of rows that hold one of some words, each with the rarest of them."""
        pairs = [(self._codes[key], self._rarity[key]) for key in keys]
        if not pairs:
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        codes = np.concatenate([each for each, _ in pairs])
        rarity = np.concatenate([np.full(len(each), weight) for each, weight in pairs])
        order = np.lexsort((rarity, codes))
        codes, rarity = codes[order], rarity[order]
        last = np.append(codes[1:] != codes[:-1], True)
        return codes[last], rarity[last]


@cache
def index() -> Index:
    """The index of the table of known events."""
    return Index(table())


def passage(text: str) -> Passage:
    """A passage of text as it is compared."""
    return Passage(names=f" {' '.join(_names(text))} ", stems=stems_of(text))


def names_in(known: Known) -> frozenset[str]:
    """The words of all names of a row."""
    return frozenset(w for group in _groups(known) for key in group if key[0] == "N" for w in key[1:].split())


def _names(text: str) -> Iterable[str]:
    """The capitalised words and the numbers of a text, in small letters, others as a blank."""
    return (word.casefold() if word[0].isupper() or word[0].isdigit() else NO_NAME for word in _tokens(text))


def _tokens(text: str) -> list[str]:
    letters = unicodedata.normalize("NFD", text)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter)).replace("’", "'")
    return [word.removesuffix("'s") for word in TOKEN.findall(plain)]


def _groups(known: Known) -> list[tuple[str, ...]]:
    """The groups of a row without those of weekdays: names as "N kim jong il ", other words as "s kill "."""
    return [keys for group in known.words.split(" + ") if (keys := _keys_of(group))]


@lru_cache(maxsize=200_000)
def _keys_of(group: str) -> tuple[str, ...]:
    """The keys of the words of a group, none of one of weekdays."""
    words = group.split(" / ")
    if WEEKDAYS & {f" {word.casefold()} " for word in words}:
        return ()
    return tuple(dict.fromkeys(key for word in words for key in _keys(word)))


@lru_cache(maxsize=100_000)
def _keys(word: str) -> tuple[str, ...]:
    if any(letter.isupper() for letter in word):
        return (f"N {' '.join(token.casefold() for token in _tokens(word))} ",)
    return tuple(f"s{stems}" for stems in ways_to_say(word))


def _start(key: str) -> str:
    """The kind of a key with its first words, two at most, by which it is found."""
    return key[0] + " ".join(key[1:].split()[:2])


def _starts(kind: str, text: str) -> set[str]:
    """All that the keys of a kind may begin with in a text."""
    tokens = text.split()
    return {kind + token for token in tokens} | {f"{kind}{one} {two}" for one, two in pairwise(tokens)}
