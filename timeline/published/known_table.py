"""The table of events that the world knows (`known_events.tsv`), and whether words tell of one of them."""

from __future__ import annotations

import csv
import datetime as dt
import math
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
MANY_GROUPS = 4
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday")
WEEKDAYS = frozenset(f" {day} " for day in _DAYS)
HALF = 0.5
APOSTROPHE = "'"
PREFIX = 5  # letters by which the table is searched


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An event, its day, and the words that tell of it: in groups of which one word each must be there.

    Of four groups and more one may be missing, but not the first.
    """

    day: dt.date
    words: str
    event: str
    source: str

    @property
    def groups(self) -> tuple[tuple[str, ...], ...]:
        """The words of each group, in lower case, without groups of weekdays."""
        groups = (tuple(group.casefold().split(" / ")) for group in self.words.split(" + "))
        return tuple(group for group in groups if not WEEKDAYS & {f" {word} " for word in group})

    def is_told_in(self, stems: str) -> bool:
        """Whether a text, as stems between spaces, tells of it."""
        first, *others = _groups(self.words)
        if not _any_of(first, stems):
            return False
        missing = sum(not _any_of(group, stems) for group in others)
        return missing <= (len(others) + 1 >= MANY_GROUPS)

    def is_timed_in(self, sentence: str) -> bool:
        """Whether a sentence says of it when it was: it holds a word of the first group, and one of what happened."""
        stems = stems_of(sentence)
        first, *_ = _groups(self.words)
        return _any_of(first, stems) and any(_any_of(group, stems) for group in _what_happened(self.words))

    def share_in(self, sentence: str) -> float:
        """The share of the groups of which a sentence holds a word; weekdays are left out."""
        stems = stems_of(sentence)
        groups = [group for group in _groups(self.words) if not WEEKDAYS & set(group)]
        return sum(_any_of(group, stems) for group in groups) / len(groups)

    def is_about(self, words: str) -> bool:
        """Whether some words hold one of its first group."""
        return _any_of(_groups(self.words)[0], stems_of(words))


@cache
def _groups(words: str) -> tuple[tuple[str, ...], ...]:
    """The groups of a row, each word as stems between spaces, with what reports say for it."""
    groups = (group.split(" / ") for group in words.split(" + "))
    return tuple(tuple(dict.fromkeys(stem for word in group for stem in ways_to_say(word))) for group in groups)


@cache
def _what_happened(words: str) -> tuple[tuple[str, ...], ...]:
    """The groups of a row after the first, without the names in them."""
    others = ([word for word in group.split(" / ") if word.islower()] for group in words.split(" + ")[1:])
    told = " + ".join(" / ".join(group) for group in others if group)
    return _groups(told) if told else ()


def ways_to_say(word: str) -> Iterator[str]:
    """The stems of a word of a row, and of what reports say for it."""
    yield stems_of(word)
    yield from _sets().get(stems_of(word), ())


@cache
def _sets() -> dict[str, list[str]]:
    """The stems of each word of the sets -> those of all words of its sets."""
    source = resources.files("timeline.resources") / "published" / "ways_to_say.toml"
    found: dict[str, list[str]] = defaultdict(list)
    for words in tomllib.loads(source.read_text(encoding="utf-8"))["sets"]:
        stems = list(map(stems_of, words))
        for stem in stems:
            found[stem] += stems
    return found


def _any_of(group: Sequence[str], stems: str) -> bool:
    return any(word in stems for word in group)


@lru_cache(maxsize=2_000)
def stems_of(text: str) -> str:
    """The stems of the words of a text, with a space before and after each."""
    return f" {' '.join(map(_stem, WORD.findall(text.casefold().replace('’', APOSTROPHE))))} "


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@cache
def table() -> tuple[Known, ...]:
    """All rows, in the order of the file."""
    source = resources.files("timeline.resources") / "published" / "known_events.tsv"
    lines = (line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return tuple(
        Known(day=dt.date.fromisoformat(row["day"]), words=row["words"], event=row["event"], source=row["source"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    )


@cache
def by_day() -> dict[tuple[int, int], list[Known]]:
    found: dict[tuple[int, int], list[Known]] = defaultdict(list)
    for known in table():
        found[known.day.month, known.day.day].append(known)
    return found


@cache
def by_prefix() -> dict[str, list[tuple[str, Known]]]:
    """The events with each name of their first group, by its first letters."""
    found: dict[str, list[tuple[str, Known]]] = defaultdict(list)
    for known in table():
        for name in known.words.split(" + ")[0].casefold().split(" / "):
            stem = name.rstrip("s") if len(name) > PREFIX else name
            found[WORD.findall(name)[0][:PREFIX].partition(APOSTROPHE)[0]].append((stem, known))
    return found


def weight(known: Known, opening: str, lead: str) -> float:
    """How rare the words of a row are that the opening and the lead share with it, on average."""
    return (_rarities(known, stems_of(opening)) + _rarities(known, stems_of(lead))) / 2


def _rarities(known: Known, stems: str) -> float:
    return sum(max((_rarity(word) for word in group if stems_of(word) in stems), default=0.0) for group in known.groups)


@cache
def _counts() -> Counter[str]:
    """In how many rows a word stands."""
    return Counter(word for known in table() for word in {w for group in known.groups for w in group})


def _rarity(word: str) -> float:
    return math.log(len(table()) / max(_counts()[word], 1))
