"""Which events that the world knows an article tells of, and whether they may be its news.

The table (`known_events.tsv`) gives for each the words that tell of it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from timeline.models import DateInterval, Span
from timeline.published.known_table import (
    APOSTROPHE,
    HALF,
    MANY_GROUPS,
    PREFIX,
    WORD,
    Known,
    by_day,
    by_prefix,
    stems_of,
    weight,
)
from timeline.published.terms import in_office
from timeline.published.told import Told, remembered
from timeline.published.weekdays import DAY, WEEK
from timeline.published.windows import OPENING, floor

A_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
PASSED = re.compile(
    r"\banniversary\b|\b(?:weeks?|months?|years?|decades?) (?:ago|later|on|after|since|earlier|before)\b"
    r"|\b(?:last|earlier this) (?:month|year)\b",
    re.IGNORECASE,
)
IN_MONTH = re.compile(rf"\b(?i:in|since|last) ({'|'.join(calendar.month_name[1:])})\b(?! \d{{4}})")
DENIED = re.compile(r"\b(?:not|never|fail\w*|surviv(?:e|ed|es|ing)|avoid\w*|escap\w*)\b|n['’]t\b", re.IGNORECASE)
TOLD = 0.75  # share of the groups of which the sentence that says when must hold a word
MANY = 3
LEAD = 3  # sentences
UNUSUAL = 12.0  # what the words weigh that a text shares with an event of which it does not tell all
YEARS_BACK = re.compile(r"\banniversary\b|\b(?:years?|decades?) (?:ago|later|on|after|since)\b", re.IGNORECASE)
MONTH = 30  # days for which one who left an office may still be called by it


@remembered
def likely_in(told: Told) -> tuple[Known, ...]:
    """The known events that the headline and the opening tell of, if nothing speaks against this being their news."""
    named = known_in(told)
    opening = range(told.first_sentence, told.first_sentence + OPENING)
    offices = list(in_office(told, opening).values()) if named else []
    return tuple(known for known in named if _is_well_told(told, known) and may_be_news(told, known, offices))


def _is_well_told(told: Told, known: Known) -> bool:
    """Whether the opening tells all of an event, or shares more with it than usual names and words."""
    opening, lead = opening_of(told), lead_of(told)
    return known.share_in(opening) == 1 or weight(known, opening, lead) >= UNUSUAL


def may_be_news(told: Told, known: Known, offices: Iterable[Sequence[DateInterval]]) -> bool:
    """Whether nothing in the text is of later years than the event, nor tells of time passed or others in office."""
    latest = floor(told)
    if latest is not None and latest.interval.start > known.day + DAY * WEEK:
        return False
    if not all(any(time.start <= known.day < time.end + DAY * MONTH for time in times) for times in offices):
        return False
    if _latest_year(told) > known.day.year + 1:
        return False
    if _is_pictured_before(told, known) or any((known.day - day).days > 2 * MONTH for day in _own_days(told)):
        return False
    return not is_denied(told, known) and not has_passed(told, known)


def is_denied(told: Told, known: Known) -> bool:
    """Whether the lead says of an event that it did not happen: "was not impeached"."""
    lead = told.sentence(told.first_sentence)
    return bool(DENIED.search(lead)) and not DENIED.search(known.words) and known.share_in(lead) >= HALF


def is_remembered(told: Told, known: Known) -> bool:
    """Whether the opening tells of an event as of what was years ago."""
    return any(known.share_in(sentence) >= HALF for sentence in _looking_back(told))


@remembered
def _looking_back(told: Told) -> tuple[str, ...]:
    """The sentences of the opening that count years, or tell of an anniversary."""
    opening = map(told.sentence, range(told.first_sentence, told.first_sentence + OPENING))
    return tuple(sentence for sentence in opening if YEARS_BACK.search(sentence))


@remembered
def _latest_year(told: Told) -> int:
    """The latest year that a text spells out of what may be past, 0 without one."""
    spelled = (found for found in A_YEAR.finditer(told.text) if told.is_told(found.start()))
    return max((int(y[1]) for y in spelled if told.may_be_past(Span(start=y.start(), end=y.end()))), default=0)


def is_told_in_its_month(told: Told, known: Known) -> bool:
    """Whether the opening tells of an event in its month as if that were over: "since May, when"."""
    month = calendar.month_name[known.day.month]
    return any(known.share_in(sentence) >= HALF for sentence, _, months in _passing(told) if month in months)


def has_passed(told: Told, known: Known) -> bool:
    """Whether the opening tells of an event as of what was some time ago, or in its month as if that were over."""
    month = calendar.month_name[known.day.month]
    passed = (sentence for sentence, ago, months in _passing(told) if ago or month in months)
    return any(known.share_in(sentence) >= HALF for sentence in passed)


@remembered
def _passing(told: Told) -> tuple[tuple[str, bool, frozenset[str]], ...]:
    """The sentences of the opening that tell of time that passed, and the months that they tell of so."""
    sentences = [told.sentence(index) for index in range(told.first_sentence, told.first_sentence + OPENING)]
    found = [(s, PASSED.search(s) is not None, frozenset(m[1] for m in IN_MONTH.finditer(s))) for s in sentences]
    return tuple(each for each in found if each[1] or each[2])


def _is_pictured_before(told: Told, known: Known) -> bool:
    """Whether a dated picture shows long before the event those of whom the text begins to tell."""
    lead = told.names(told.first_sentence) | told.names(told.first_sentence + 1)
    shown = (d for d in told.dated if d.caption and d.interval.days == 1 and len(told.names(d.sentence) & lead) >= MANY)
    return any((known.day - dated.interval.start).days > 2 * MONTH for dated in shown)


@remembered
def _own_days(told: Told) -> tuple[dt.date, ...]:
    """The days that are dated in full and told again without the year: those are of the text's own year."""

    def is_told_again(day: dt.date) -> bool:
        month = calendar.month_name[day.month]
        again = rf"\b(?:{month} {day.day}|{day.day} {month})\b(?!,? (?:19|20)\d\d)"
        return re.search(again, told.text) is not None

    return tuple(d.interval.start for d in told.dated if d.interval.days == 1 and is_told_again(d.interval.start))


def years_known(told: Told, index: int, month: int, day: int) -> Iterator[tuple[int, str]]:
    """The years of the known events of a day of the year that a sentence tells of, with what each was."""
    beside = "".join(told.sentence(each) for each in (index - 1, index, index + 1) if each >= 0)
    opening = stems_of(opening_of(told))
    around = opening_of(told) if index <= told.first_sentence else beside
    for known in by_day().get((month, day), ()):
        of_both = known.is_told_in(opening) and known.share_in(told.sentence(index)) >= HALF
        of_day = len(known.groups) >= MANY_GROUPS and known.share_in(around) >= TOLD and known.is_about(around)
        named = known.is_told_in(stems_of(around)) or of_both or of_day
        if named and (known.share_in(around) == 1 or weight(known, opening_of(told), lead_of(told)) >= UNUSUAL):
            yield known.day.year, known.event


@remembered
def known_in(told: Told) -> frozenset[Known]:
    """The known events that the headline and the first sentences of an article tell of."""
    opening = opening_of(told)
    found = {known for known in _nearly(opening) if known.is_told_in(stems_of(opening))}
    for index in {counted.sentence for counted in told.counted}:
        sentence = told.sentence(index)
        found |= {known for known in _nearly(sentence) if known.share_in(sentence) == 1}
    return frozenset(found)


def _nearly(text: str) -> set[Known]:
    """The events of which a text holds a name of the first group, or one that begins with it."""
    folded = text.casefold()
    prefixes = {word[:PREFIX].partition(APOSTROPHE)[0] for word in WORD.findall(folded.replace("’", APOSTROPHE))}
    return {known for prefix in prefixes for name, known in by_prefix().get(prefix, ()) if name in folded}


def opening_of(told: Told) -> str:
    """The headline and the first sentences, among which an article says what it is about."""
    return told.text[: told.start_of(min(told.first_sentence + OPENING, told.last_sentence))]


def lead_of(told: Told) -> str:
    """The headline and the few sentences that tell the news."""
    return told.text[: told.start_of(min(told.first_sentence + LEAD, told.last_sentence))]
