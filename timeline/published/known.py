"""Events that the world knows, with their days: an article that tells of one as its news was written soon after it.

The table (`known_events.tsv`) gives for each the words that an article's opening must hold to be about it.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from timeline.models import DateInterval
from timeline.published.told import Counted, Told
from timeline.published.weekdays import DAY, WEEK, before_what_comes, days_of_news, follow
from timeline.published.windows import OPENING, Window, floor, inverse, shown

WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
MANY_GROUPS = 4
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday")
WEEKDAYS = frozenset(f" {day} " for day in _DAYS)
A_YEAR = re.compile(r"\b(20\d\d)\b")
YEARS_PASSED = re.compile(r"\banniversary\b|\byears? (?:ago|later|on|after|since)\b|\bdecades?\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An event, its day, and the words that tell of it: in groups of which one word each must be there.

    Of four groups and more one may be missing, but not the first. Words are stems, each between spaces.
    """

    day: dt.date
    groups: tuple[tuple[str, ...], ...]
    event: str
    source: str

    def is_told_in(self, stems: str) -> bool:
        """Whether a text, as stems between spaces, tells of it."""
        if not _any_of(self.groups[0], stems):
            return False
        missing = sum(not _any_of(group, stems) for group in self.groups[1:])
        return missing <= (len(self.groups) >= MANY_GROUPS)

    def is_named_in(self, sentence: str) -> bool:
        """Whether a sentence holds a word of one group at least, other than a weekday."""
        stems = stems_of(sentence)
        return any(_any_of(group, stems) for group in self.groups if not WEEKDAYS & set(group))


def _any_of(group: Sequence[str], stems: str) -> bool:
    return any(word in stems for word in group)


def stems_of(text: str) -> str:
    """The stems of the words of a text, with a space before and after each."""
    return f" {' '.join(map(_stem, WORD.findall(text.casefold())))} "


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


def of_known_events(told: Told) -> list[Window]:
    """The days on which a text was news that tells by weekday, or as of last week, of what the world knows the day of.

    Of several events the latest counts, and none that lies before what else the text dates.
    """
    found = [known for known in _known_in(told) if _may_be_news(told, known)]
    for known in sorted(found, key=lambda known: (known.day, known.event), reverse=True):
        windows = [w for counted in told.counted if (w := _window(told, known, counted)) is not None]
        if windows:
            return [window for window in windows if _is_relative(window)] or windows
    return []


def _may_be_news(told: Told, known: Known) -> bool:
    """Whether nothing in the text is of later years than the event, nor tells that years have passed."""
    latest = floor(told)
    if latest is not None and latest.interval.start > known.day + DAY * WEEK:
        return False
    years = (int(found[1]) for found in A_YEAR.finditer(told.text) if told.is_told(found.start()))
    return max(years, default=0) <= known.day.year + 1 and YEARS_PASSED.search(_opening(told)) is None


def years_known(told: Told, index: int, month: int, day: int) -> Iterator[tuple[int, str]]:
    """The years of the known events of a day of the year that a sentence tells of, with what each was."""
    stems = stems_of("".join(told.sentence(each) for each in (index - 1, index, index + 1) if each >= 0))
    for known in _table():
        if (known.day.month, known.day.day) == (month, day) and known.is_told_in(stems):
            yield known.day.year, known.event


def _is_relative(window: Window) -> bool:
    return isinstance(window.words, Counted) and window.words.relative is not None


def _window(told: Told, known: Known, counted: Counted) -> Window | None:
    """When a text was written that counts a known event from its own day; none if the words are not of that event."""
    opening = counted.sentence < told.first_sentence + OPENING
    if not opening or not known.is_named_in(told.sentence(counted.sentence)):
        return None
    if counted.relative is None:
        days = days_of_news(follow(told, known.day)) if counted.weekday == known.day.isoweekday() else None
    else:
        days = _week_after(told, known, counted)
    if days is None:
        return None
    day = shown(DateInterval.day(known.day))
    reason = f"The text says “{counted.text}” of what the world knows (“{known.event}”, {day})."
    return Window(interval=before_what_comes(told, days), words=counted, reason=reason)


def _week_after(told: Told, known: Known, counted: Counted) -> DateInterval | None:
    week = inverse(counted, DateInterval.day(known.day))
    if week is None or counted.relative is None or counted.relative.unit != "week":
        return None
    newest = follow(told, week.start - DAY, step=2)
    return DateInterval(max(week.start, newest), week.end) if newest < week.end else None


def _known_in(told: Told) -> set[Known]:
    """The known events that the headline and the first sentences of an article tell of."""
    stems = stems_of(_opening(told))
    nearly = {known for stem in stems.split() for known in _by_first_stem().get(stem, ())}
    return {known for known in nearly if known.is_told_in(stems)}


def _opening(told: Told) -> str:
    return told.text[: told.start_of(min(told.first_sentence + OPENING, told.last_sentence))]


@cache
def _table() -> tuple[Known, ...]:
    source = resources.files("timeline.resources") / "published" / "known_events.tsv"
    lines = (line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_known(row) for row in rows)


@cache
def _by_first_stem() -> dict[str, list[Known]]:
    """The events by the first stem of each word of their first group."""
    found: dict[str, list[Known]] = defaultdict(list)
    for known in _table():
        for word in known.groups[0]:
            found[word.split()[0]].append(known)
    return found


def _known(row: dict[str, str]) -> Known:
    groups = ([stems_of(word) for word in group.split(" / ")] for group in row["words"].split(" + "))
    return Known(
        day=dt.date.fromisoformat(row["day"]),
        groups=tuple(map(tuple, groups)),
        event=row["event"],
        source=row["source"],
    )
