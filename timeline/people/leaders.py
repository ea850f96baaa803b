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
    words = folded(name)
    if not words:
        return ()
    held = (term for term in _by_sound().get(sound(words[-1]), ()) if term.start <= day < term.end)
    return tuple(t for t in held if same_person(name, t.name) or is_short_for(words, folded(t.name)))


def past_terms_of(name: str, day: dt.date) -> tuple[Term, ...]:
    """The offices that somebody of this name had had before a day."""
    words = folded(name)
    held = (term for term in _by_sound().get(sound(words[-1]), ()) if term.end <= day) if words else ()
    return tuple(t for t in held if same_person(name, t.name) or is_short_for(words, folded(t.name)))


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
