"""Who is called by an office in the news, and so when that can have been: "President Bill Clinton said on Monday"."""

from __future__ import annotations

import csv
import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline.gazetteer import gazetteer
from timeline.models import DateInterval
from timeline.published.told import WEEKDAY, Told

GONE = re.compile(r"(?:\b(?:former|ex|then|late|vice|deputy|acting|ousted|onetime)|-elect)[\s-]$", re.IGNORECASE)
OWNED = re.compile(r"\b([A-Z]\w+(?: [A-Z]\w+)?)[’']s\s$")  # "Prado's minister" may be anybody's, "Peru's minister" not
SPELLING = (("adviser", "advisor"), ("defence", "defense"))
OPEN_END = dt.date(2100, 1, 1)
# How reports call the offices of leaders.tsv before a name; those that may be of less than a country are left out.
TITLES = {
    "prime minister": ("prime minister", "premier"),
    "foreign minister": ("foreign minister",),
    "leader": ("leader",),
    "chief executive": (),
    "secretary-general": ("secretary-general", "secretary general"),
}


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in an office."""

    title: str
    name: str
    time: DateInterval
    by_last_name: bool = False


def in_office(told: Told, sentences: Iterable[int]) -> dict[str, tuple[DateInterval, ...]]:
    """Who is named with an office in sentences that tell the news, and the times at which they had it."""
    weekdays = {told.sentence_at(found.start()) for found in WEEKDAY.finditer(told.text)}
    telling = sorted(index for index in {*weekdays, *sentences} if told.has_past(index))
    return {words: times for index in telling for words, times in _named(_plain(told.sentence(index)))}


def _named(sentence: str) -> Iterator[tuple[str, tuple[DateInterval, ...]]]:
    for found in _titles().finditer(sentence):
        before = sentence[: found.start()]
        owner = OWNED.search(before)
        if GONE.search(before) or (owner is not None and not _is_country(owner[1])):
            continue
        words = found["name"].split()
        names = (" ".join(words[:size]).rstrip(".") for size in range(len(words), 0, -1))
        name = next((each for each in names if each in _terms()), None)
        held = [term for term in _terms().get(name or "", ()) if term.title == found["title"].lower()]
        held = [term for term in held if name == term.name or (term.by_last_name and found["title"][0].isupper())]
        if held:
            yield f"{held[0].title} {name}", tuple(term.time for term in held)


def _is_country(name: str) -> bool:
    names = (name, name.rpartition(" ")[2])
    return any(entry.kind == "country" for each in names for entry in gazetteer().named(each))


@cache
def _titles() -> re.Pattern[str]:
    """A title with the capitalised words behind it."""
    titles = {term.title for terms in _terms().values() for term in terms}
    either = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    word = r"[^\W\d_a-z][\w-]*\.?"
    inner = r"(?:bin|al|el|da|de|del|dos|von|van|der) "
    return re.compile(rf"(?i:\b(?P<title>{either})) (?P<name>{word}(?: (?:{inner})?{word}){{0,4}})")


def _plain(words: str) -> str:
    """Words without accents, in one spelling."""
    letters = unicodedata.normalize("NFD", words)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for one, other in SPELLING:
        plain = plain.replace(one, other).replace(one.capitalize(), other.capitalize())
    return plain


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    """The terms of office by full name; those of offices.tsv by last name, too."""
    terms: dict[str, tuple[Term, ...]] = {}
    for title, name, start, until in _rows("published", "offices.tsv"):
        term = Term(_plain(title), _plain(name), _time(start, until), by_last_name=True)
        for called in {term.name, term.name.rpartition(" ")[2]}:
            terms[called] = (*terms.get(called, ()), term)
    for _, office, name, start, until in _rows("people", "leaders.tsv"):
        for title in TITLES.get(office, (office,)):
            term = Term(_plain(title), _plain(name), _time(start, until))
            known = terms.get(term.name, ())
            if not any(other.title == term.title and other.time.overlaps(term.time) for other in known):
                terms[term.name] = (*known, term)
    return terms


def _rows(room: str, name: str) -> Iterator[list[str]]:
    source = resources.files("timeline.resources") / room / name
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    return (row for row in rows if row and not row[0].startswith("#"))


def _time(start: str, until: str) -> DateInterval:
    return DateInterval(dt.date.fromisoformat(start), dt.date.fromisoformat(until) if until else OPEN_END)
