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

from timeline.models import DateInterval
from timeline.published.told import WEEKDAY, Told

GONE = re.compile(r"(?:\b(?:former|ex|then|late|vice|deputy|acting|ousted|onetime)|-elect|[’']s)[\s-]$", re.IGNORECASE)
SPELLING = (("adviser", "advisor"), ("defence", "defense"))
OPEN_END = dt.date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Term:
    """One holder's time in an office."""

    title: str
    name: str
    time: DateInterval


def in_office(told: Told, sentences: Iterable[int]) -> dict[str, tuple[DateInterval, ...]]:
    """Who is named with an office in sentences that tell the news, and the times at which they had it."""
    weekdays = {told.sentence_at(found.start()) for found in WEEKDAY.finditer(told.text)}
    telling = sorted(index for index in {*weekdays, *sentences} if told.has_past(index))
    return {words: times for index in telling for words, times in _named(_plain(told.sentence(index)))}


def _named(sentence: str) -> Iterator[tuple[str, tuple[DateInterval, ...]]]:
    for name, terms in _terms().items():
        at = sentence.find(name)
        if at < 0 or sentence[at + len(name) : at + len(name) + 1].isalnum():
            continue
        before = sentence[:at].rstrip()
        held = [term for term in terms if before.lower().endswith(term.title) and _is_called(term, name, before)]
        if held and not GONE.search(before[: len(before) - len(held[0].title)]):
            yield f"{held[0].title} {name}", tuple(term.time for term in held)


def _is_called(term: Term, name: str, before: str) -> bool:
    """A last name alone needs the title as part of it: "President Clinton", no "club president Clinton"."""
    return name == term.name or before[-len(term.title)].isupper()


def _plain(words: str) -> str:
    """Words without accents, in one spelling."""
    letters = unicodedata.normalize("NFD", words)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    for one, other in SPELLING:
        plain = plain.replace(one, other).replace(one.capitalize(), other.capitalize())
    return plain


@cache
def _terms() -> dict[str, tuple[Term, ...]]:
    """The terms of office by full name and by last name."""
    source = resources.files("timeline.resources") / "published" / "offices.tsv"
    rows = csv.reader(source.read_text(encoding="utf-8").splitlines(), delimiter="\t")
    terms: dict[str, tuple[Term, ...]] = {}
    for title, name, start, until in (row for row in rows if row and not row[0].startswith("#")):
        end = dt.date.fromisoformat(until) if until else OPEN_END
        term = Term(_plain(title), _plain(name), DateInterval(dt.date.fromisoformat(start), end))
        for called in {term.name, term.name.rpartition(" ")[2]}:
            terms[called] = (*terms.get(called, ()), term)
    return terms
