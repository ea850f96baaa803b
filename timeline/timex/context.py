"""What a reader knows at one place of a text: the date that it counts from, the dates said before, the clause."""

from __future__ import annotations

import datetime as dt
import re
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from timeline.models import Reading
from timeline.timex.candidates import Candidate
from timeline.timex.periods import Period, Unit, of_day
from timeline.timex.rules import Language

Genre = Literal["news", "narrative", "message"]
Direction = Literal["past", "future"]
DCT = "dct"
_SENTENCE_END = re.compile(r"[.!?][\"')\]]*\s+(?=[A-Z\"'(\[`_])|\n[ \t]*\n")
_ABBREVIATION = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|St|Gen|Sen|Rep|Gov|Lt|Col|Capt|Prof|Corp|Inc|Co|Ltd|No|vs|U\.S|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec))$"
)
REACH_BACK, REACH_ON = 260, 120
PARAGRAPH = 600  # characters back, at most, to where a paragraph begins
RECENT = 31  # days from what a report tells to its publication; what lies further back is background
REMEMBERED = 100  # dates said that later ones may count from; bounded so that time stays linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A date that the text has said; `main` unless it is an aside of a narrative: far off, after "until" or "since"."""

    period: Period
    start: int
    end: int
    anchor: str | None = None
    main: bool = True

    @property
    def span(self) -> str:
        """The anchor that later expressions name: "START-END"."""
        return f"{self.start}-{self.end}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a reader makes of a candidate. `value` is the period's unless given; `because` are links of the rule chain.

    Later expressions may count from it where it `anchors`, and a narrative goes on from it unless it is an `aside`.
    """

    type: Literal["DATE", "TIME", "DURATION", "SET"] = "DATE"
    period: Period | None = None
    suffix: str = ""
    value: str | None = None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    anchor: str | None = None
    because: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    confidence: float = 0.9
    anchors: bool = True
    aside: bool = False


@dataclass(slots=True, kw_only=True)
class Context:
    """The state of one reading of one text against one publication day; only `said` changes on the way."""

    text: str
    low: str
    language: Language
    dct: dt.date | None
    genre: Genre
    said: deque[Said] = field(default_factory=lambda: deque(maxlen=REMEMBERED))
    day_first: bool | None = None
    years: Sequence[tuple[int, int]] = ()
    read: Callable[[Candidate], Outcome | None] = lambda _: None

    @property
    def narrative(self) -> bool:
        """Whether the text tells a story of the past."""
        return self.genre == "narrative"

    @property
    def message(self) -> bool:
        """Whether it is a short message between people, which looks ahead."""
        return self.genre == "message"

    @property
    def today(self) -> Period | None:
        """The day that "today" means, None where it is unknown or the text is no report of its day."""
        return Period.day(self.dct) if self.dct else None

    @property
    def last(self) -> Said | None:
        """The date said last."""
        return self.said[-1] if self.said else None

    def reached(self) -> Said | None:
        """The date that a narrative has reached: the last one said on its main line."""
        return next((said for said in reversed(self.said) if said.main), None)

    def last_of(self, *units: str, since: int = 0) -> Said | None:
        """The date said last whose unit is one of these, not before position `since`."""
        for said in reversed(self.said):
            if said.start < since:
                return None
            if said.period.unit in units:
                return said
        return None

    def day_told(self, position: int) -> Said | None:
        """The day said last; in a report no day of long ago from a paragraph before, where a recent one was told."""
        days = [said for said in reversed(self.said) if said.period.unit == "day"]
        if self.narrative or self.today is None or not days or days[0].start >= self.paragraph_start(position):
            return days[0] if days else None
        recent = (said for said in days if abs(self.today.number - said.period.number) <= RECENT)
        return next(recent, days[0])

    def now(self, unit: Unit) -> Period | None:
        """The period of `unit` that holds the publication day."""
        return of_day(self.dct, unit) if self.dct else None

    def sentence_start(self, position: int) -> int:
        """Where the sentence that holds a position begins, looking back no further than REACH_BACK."""
        low = max(0, position - REACH_BACK)
        begin = low
        for stop in _SENTENCE_END.finditer(self.text, low, position):
            if not _ABBREVIATION.search(self.text, max(low, stop.start() - 6), stop.start()):
                begin = stop.end()
        return begin

    def sentence_end(self, position: int) -> int:
        """Where the sentence that holds a position ends, looking on no further than REACH_ON."""
        high = min(len(self.text), position + REACH_ON)
        for stop in _SENTENCE_END.finditer(self.text, position, high):
            if not _ABBREVIATION.search(self.text, max(position, stop.start() - 6), stop.start()):
                return stop.start()
        return high

    def paragraph_start(self, position: int) -> int:
        """Where the paragraph that holds a position begins, looking back no further than PARAGRAPH."""
        low = max(0, position - PARAGRAPH)
        return max(low, self.text.rfind("\n", low, position) + 1)

    def paragraph_before(self, position: int) -> int:
        """Where the paragraph begins before the one that holds a position."""
        start = self.paragraph_start(position)
        low = max(0, start - PARAGRAPH)
        return self.paragraph_start(low + len(self.text[low:start].rstrip()))

    def belies(self, day: Period, weight: float) -> bool:
        """Whether a clause that looks ahead (`weight` above nought) or back speaks of another day than this one."""
        if self.today is None or self.narrative:
            return False
        return weight * (day.number - self.today.number) < 0

    def before(self, candidate: Candidate) -> str:
        """The candidate's sentence up to it, in plain lower case."""
        return self.low[self.sentence_start(candidate.start) : candidate.start]

    def after(self, candidate: Candidate) -> str:
        """The rest of the candidate's sentence."""
        return self.low[candidate.end : self.sentence_end(candidate.end)]
