"""The year in which a text was written, by "24 years after" what it dates, an age and a year of birth."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from timeline.models import DateInterval
from timeline.published.afterwards import number_of
from timeline.published.told import Told

A_YEAR = re.compile(r"\b((?:18|19|20)\d\d)\b")
YEARS_AFTER = re.compile(
    r"\b(?:(?P<number>\d{1,3}|[a-z]+(?:-[a-z]+)?) (?P<unit>years|decades)|(?P<part>half) a century)"
    r" (?:after|since|(?P<ago>ago))\b",
    re.IGNORECASE,
)
IT_IS = re.compile(r"\b[Ii]t(?:[’']s| is| has been) (?:now |almost |about |exactly )?$")  # so many years since
ROUGH = 1  # years that "half a century" and decades may be off
BORN = re.compile(r"\bborn\b[^.\n]{0,40}?\b((?:18|19|20)\d\d)\b")
AGED = re.compile(r"(?:, |\baged |\bthe )(\d\d)(?:,|-year-old)")


def year_of_writing(told: Told) -> Iterator[tuple[tuple[DateInterval, ...], str]]:
    """The year by "24 years after" what is dated, "24 years ago", "the first in 24 years", an age and a birth."""
    for found in YEARS_AFTER.finditer(told.text):
        index = told.sentence_at(found.start())
        years_named = A_YEAR.findall(told.sentence(index)) or A_YEAR.findall(told.sentence(index + 1))
        named = {int(year) for year in years_named}
        of_now = found["ago"] or IT_IS.search(told.text, 0, found.start()) or index <= told.first_sentence + 2
        years, rough = _amount(found)
        if len(named) == 1 and of_now and years:
            year = named.pop() + years
            yield calendar(year - rough, year + rough), f"{found[0]} gives the year"
    born, aged = {int(y) for y in BORN.findall(told.text)}, {int(age) for age in AGED.findall(told.text)}
    if len(born) == len(aged) == 1:
        year = born.pop() + aged.pop()
        yield calendar(year, year + 1), "an age and a year of birth give the year"


def _amount(found: re.Match[str]) -> tuple[int, int]:
    """The years that the words count, and how many they may be off."""
    if found["part"]:
        return 50, ROUGH
    number = number_of(found["number"]) or 0
    return (10 * number, ROUGH) if found["unit"].lower() == "decades" else (number, 0)


def calendar(first: int, last: int | None = None) -> tuple[DateInterval, ...]:
    return (DateInterval(dt.date(first, 1, 1), dt.date((last or first) + 1, 1, 1)),)
