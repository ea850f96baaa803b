"""Events that the world knows, with their days: an article that tells of one as its news was written soon after it.

The table (`known_events.tsv`) gives for each the words that an article's opening must hold to be about it.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from timeline.models import DateInterval
from timeline.published.told import Counted, Told, Words
from timeline.published.weekdays import DAY, WEEK, before_what_comes, days_of_news, follow
from timeline.published.windows import OPENING, Window, floor, inverse, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An event, its day, and the words that tell of it: one of each group must be there."""

    day: dt.date
    groups: tuple[re.Pattern[str], ...]
    event: str
    source: str

    def is_told_in(self, text: str) -> bool:
        """Whether a text holds one of the words of each group."""
        return all(group.search(text) for group in self.groups)

    def is_named_in(self, sentence: str) -> bool:
        """Whether a sentence holds a word of one group at least."""
        return any(group.search(sentence) for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownDay(Words):
    """Words of an article that tell of a known event."""

    known: Known


def of_known_events(told: Told) -> list[Window]:
    """The days on which a text was news that tells by weekday, or as of last week, of what the world knows the day of.

    Of several events the latest counts, and none that lies before what else the text dates.
    """
    latest = floor(told)
    found = [each for each in _known_in(told) if latest is None or latest.interval.start <= each.known.day + DAY * WEEK]
    for each in sorted(found, key=lambda each: each.known.day, reverse=True):
        windows = [w for counted in told.counted if (w := _window(told, each.known, counted)) is not None]
        if windows:
            return [window for window in windows if _is_relative(window)] or windows
    return []


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
    reason = f"The text says “{counted.text}” of {known.event}, which was on {shown(DateInterval.day(known.day))}."
    return Window(interval=before_what_comes(told, days), words=counted, reason=reason)


def _week_after(told: Told, known: Known, counted: Counted) -> DateInterval | None:
    week = inverse(counted, DateInterval.day(known.day))
    if week is None or counted.relative is None or counted.relative.unit != "week":
        return None
    newest = follow(told, week.start - DAY, step=2)
    return DateInterval(max(week.start, newest), week.end) if newest < week.end else None


def _known_in(told: Told) -> Iterator[KnownDay]:
    """The known events that the headline and the first sentences of an article tell of."""
    end = told.start_of(min(told.first_sentence + OPENING, told.last_sentence))
    opening = told.text[:end]
    for known in _table():
        if known.is_told_in(opening):
            found = known.groups[0].search(opening)
            assert found is not None, "the opening tells of it"
            yield KnownDay(start=found.start(), end=found.end(), text=found[0], known=known)


@cache
def _table() -> tuple[Known, ...]:
    source = resources.files("timeline.resources") / "published" / "known_events.tsv"
    lines = (line for line in source.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    return tuple(_known(row) for row in rows)


def _known(row: dict[str, str]) -> Known:
    groups = (group.split("/") for group in row["words"].split(" + "))
    patterns = (rf"\b(?:{'|'.join(re.escape(word.strip()) for word in group)})\b" for group in groups)
    return Known(
        day=dt.date.fromisoformat(row["day"]),
        groups=tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns),
        event=row["event"],
        source=row["source"],
    )
