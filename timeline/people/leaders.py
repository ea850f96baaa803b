"""Who leads a country on a day: what the world knows of people whose office an article does not say."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline.people.folding import folded
from timeline.people.names import is_short_for, same_person, sound
from timeline.people.reigns import reign_of


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in an office: days [start, end), and the country by its ISO code, "EU", "UN" or "NATO"."""

    country: str
    office: str
    name: str
    start: dt.date
    end: dt.date


def terms_of(name: str, day: dt.date) -> tuple[Term, ...]:
    """The offices that somebody of this name had on a day; one who is called by a last name alone may be several."""
    return tuple(term for term in _called(name) if term.start <= day < term.end)


def past_terms_of(name: str, day: dt.date) -> tuple[Term, ...]:
    """The offices that somebody of this name had had before a day."""
    return tuple(term for term in _called(name) if term.end <= day)


def _called(name: str) -> Iterator[Term]:
    """The terms of those of this name, which may have a title before it: "Emperor Akihito"."""
    words = folded(name)
    if not words:
        return
    reign = reign_of(name)
    bare = reign.given if reign is not None and reign.title else words
    for term in _by_sound().get(sound(words[-1]), ()):
        if same_person(name, term.name) or any(_is_short(each, folded(term.name)) for each in (words, bare)):
            yield term


def _is_short(words: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return words == full or is_short_for(words, full)


def is_known(name: str) -> bool:
    """Whether somebody of this full name has led a country, at whatever time."""
    words = folded(name)
    return len(words) > 1 and tuple(map(sound, words)) in _full_names()


@cache
def _full_names() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(map(sound, folded(term.name))) for term in _read())


@cache
def _by_sound() -> Mapping[str, Sequence[Term]]:
    """The terms by the sound of each word of the name."""
    found: dict[str, list[Term]] = defaultdict(list)
    for term in _read():
        for word in {sound(word) for word in folded(term.name)}:
            found[word].append(term)
    return found


def _read() -> Iterator[Term]:
    source = resources.files("timeline.resources") / "people" / "leaders.tsv"
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    for country, office, name, start, until in (row for row in rows if row and not row[0].startswith("#")):
        end = dt.date.fromisoformat(until) if until else dt.date.max
        yield Term(country, office, name, dt.date.fromisoformat(start), end)
