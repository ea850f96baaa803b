"""Doubts a candidate: what the text says that cannot be true if it was published then."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from timeline.models import DateInterval
from timeline.published.afterwards import sequels
from timeline.published.candidates import HEAD, Found
from timeline.published.comments import comments_start
from timeline.published.todays import todays
from timeline.published.told import Told
from timeline.published.windows import SLACK, agreed, ahead, between, past, shown, windows
from timeline.published.years import is_past, yearless_days

EARLIEST_PAGE = 1990  # the first web page; dates before are of paper editions, or wrong
OF_OTHERS = "shown elsewhere"
OWN_DATA, SURE = ("structured", "address"), 3.8
EPOCHS = ("1970-01-01", "1969-12-31", "1900-01-01", "1980-01-01", "2000-01-01T00:00:00")


class Checks:
    """The text's objections to candidates, worked out once."""

    def __init__(self, told: Told, candidates: Sequence[Found]) -> None:
        changes = {reading for found in candidates if found.kind.role == "updated" for reading in found.readings}
        written = next((c.interval for c in told.document.clues if c.kind == "file time"), None)
        self.written = written if written and not _is_outlived(written, candidates) else None
        others = {reading for found in candidates if found.name == OF_OTHERS for reading in found.readings}
        found = (
            windows(told)
            or list(sequels(told))
            or list(todays(told, others))
            or list(between(told))
            or list(ahead(told))
        )
        self.window = agreed(found)
        comments = comments_start(told.text, HEAD)
        self.weekdays = [day for day in yearless_days(told) if day.weekday and is_past(told, day)]
        untold = changes | others
        self.past = [dated for dated in past(told) if dated.interval not in untold and dated.start < comments]

    def objection(self, found: Found, interval: DateInterval) -> str | None:
        """Why a reading cannot be the publication date, or None."""
        return (
            self._after_file(interval)
            or _implausible(found, interval)
            or self.window_objection(interval)
            or self.floor_objection(found, interval)
            or self.weekday_objection(found, interval)
        )

    def _after_file(self, interval: DateInterval) -> str | None:
        if self.written is None or interval.start < self.written.end + SLACK:
            return None
        return f"{shown(interval)} is after the day on which the file was last written, {shown(self.written)}."

    def window_objection(self, interval: DateInterval) -> str | None:
        """The text dates itself to another week or day."""
        if self.window is None:
            return None
        allowed, reasons = self.window
        if interval.start < allowed.end + SLACK and interval.end > allowed.start - SLACK:
            return None
        return f"{reasons[0].reason[:-1]}, so it was published on {shown(allowed)}, not on {shown(interval)}."

    def floor_objection(self, found: Found, interval: DateInterval) -> str | None:
        """The text tells as past what lies in the candidate's future; against a page's own data one date is too few."""
        later = {dated.interval: dated for dated in self.past if dated.interval.start >= interval.end + SLACK}
        if len(later) < (2 if found.kind.family in OWN_DATA and found.kind.weight >= SURE else 1):
            return None
        latest = max(later)
        return f"The text tells of “{later[latest].text}” as past, which is after {shown(interval)}."

    def weekday_objection(self, found: Found, interval: DateInterval) -> str | None:
        """The text tells of "Saturday April 17" as past, which was no Saturday in the year before the candidate.

        One such day speaks against a date of a change alone, two against any; none where another day fits.
        """
        year = interval.start.year
        within = {day: (day.within(year), day.within(year - 1)) for day in self.weekdays}
        amiss = [day for day, dates in within.items() if not any(dates)]
        if len(amiss) < len(within) or len(amiss) < (1 if found.kind.role == "updated" else 2):
            return None
        return f"“{amiss[0].text}”, which the text tells of as past, is another day of the week in {year}."


def _is_outlived(written: DateInterval, candidates: Sequence[Found]) -> bool:
    """Whether two hands agree on a day after the file was last written, or one and the year of the copyright.

    Then its time is no such day: whoever packed or copied it set it.
    """
    later = [(found.kind.family, reading) for found in candidates for reading in found.readings]
    later = [(family, reading) for family, reading in later if reading.start >= written.end + SLACK]
    years = {found.text[-4:] for found in candidates if found.name == "copyright"}
    hands = Counter(reading for _, reading in set(later))
    return any(count > 1 or str(reading.start.year) in years for reading, count in hands.items())


def _implausible(found: Found, interval: DateInterval) -> str | None:
    if found.text.startswith(EPOCHS):
        return f"“{found.text}” is what computers write where they know no date."
    if found.kind.family in ("structured", "htmldate") and interval.start.year < EARLIEST_PAGE:
        return f"A page of the web cannot have been published in {interval.start.year}."
    return None
