"""The values that pass between the stages.

Every value is frozen and checked when it is made. Offsets are Python string indices into `Document.text`;
spans and date intervals are half-open: [start, end).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal

ZoneKind = Literal["headline", "header", "byline", "caption", "credit", "furniture"]
PublishedBasis = Literal["given", "metadata", "stated", "inferred", "unknown"]
Verdict = Literal["chosen", "agrees", "rejected"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["point", "city", "region", "country", "area"]
MentionRole = Literal["scene", "metonym", "part"]
EventStatus = Literal["happened", "ongoing", "repeated", "announced", "negated", "hypothetical"]
EventBasis = Literal["stated", "resolved", "inherited", "publication", "undated"]
EvidenceField = Literal["what", "when", "where", "who"]
EvidenceBasis = Literal[
    "clause", "sentence", "context", "setting", "headline", "caption", "publication", "inferred"
]  # fmt: skip
Granularity = Literal[
    "time", "day", "week", "month", "quarter", "season", "year", "decade", "century", "span", "unknown"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters [start, end) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"Span: start {self.start} and end {self.end} are not 0 <= start <= end")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """Calendar days [start, end); never empty."""

    start: dt.date
    end: dt.date

    def __post_init__(self) -> None:
        if self.start >= self.end:
            raise ValueError(f"DateInterval: start {self.start} is not before end {self.end}")

    @classmethod
    def day(cls, day: dt.date) -> DateInterval:
        """The one day; raises OverflowError on 9999-12-31, whose end cannot be written."""
        return cls(day, day + dt.timedelta(1))

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def last(self) -> dt.date:
        """The last day inside."""
        return self.end - dt.timedelta(1)

    def overlaps(self, other: DateInterval) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: DateInterval) -> bool:
        return self.start <= other.start and other.end <= self.end

    def intersect(self, other: DateInterval) -> DateInterval | None:
        start, end = max(self.start, other.start), min(self.end, other.end)
        return DateInterval(start, end) if start < end else None

    def hull(self, other: DateInterval) -> DateInterval:
        """The smallest interval that holds both."""
        return DateInterval(min(self.start, other.start), max(self.end, other.end))

    def iso(self) -> list[str]:
        return [self.start.isoformat(), self.end.isoformat()]


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone(Span):
    """A stretch of a document that is no running text, marked and never deleted."""

    kind: ZoneKind
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateClue:
    """Words about the document's date that lie outside its text: HTML metadata, a URL, a file name."""

    kind: str
    text: str
    interval: DateInterval | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article, its text exactly as read."""

    id: str
    text: str
    path: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    given: DateInterval | None = None
    clues: tuple[DateClue, ...] = ()
    zones: tuple[Zone, ...] = ()
    language: str | None = None

    def zone_at(self, position: int) -> Zone | None:
        """The zone that holds the character at `position`, or None in running text."""
        return next((z for z in self.zones if z.start <= position < z.end), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateCandidate:
    """A possible publication date. A clue from outside the text has start == end == 0."""

    kind: str
    text: str
    start: int
    end: int
    interval: DateInterval | None
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What is known of a document's publication date; `interval` is None when basis is "unknown".

    `written` is the day of a dateline shortly before, from which the words of the text count.
    """

    interval: DateInterval | None
    basis: PublishedBasis
    confidence: float
    reason: str
    candidates: tuple[DateCandidate, ...] = ()
    written: dt.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A reading of a time expression that lost, with the reason."""

    value: str
    interval: DateInterval | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Span):
    """A TIMEX3 expression. `anchor` is None, "dct", or "START-END", the span that it counts from."""

    text: str
    type: TimexType
    value: str
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    interval: DateInterval | None = None
    anchor: str | None = None
    rule: str
    confidence: float = 1.0
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Span):
    """Words that name a person or a place. `basis` is "inferred" for pronouns and descriptions."""

    text: str
    basis: Literal["named", "inferred"] = "named"
    role: MentionRole = "scene"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRole(Span):
    """A role as stated beside a name: "Russian defence minister"."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One person within a document, by canonical name; `reason` says why its mentions are one."""

    name: str
    mentions: tuple[Mention, ...]
    roles: tuple[PersonRole, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOption:
    """A place that a toponym could have been."""

    name: str
    country: str | None
    lat: float
    lon: float
    gazetteer_id: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One place within a document.

    `country` is an ISO 3166-1 alpha-2 code; `approximate` marks a pin that only stands near the place.
    """

    name: str
    kind: PlaceKind
    country: str | None
    lat: float | None
    lon: float | None
    gazetteer_id: str | None
    confidence: float
    mentions: tuple[Mention, ...]
    reason: str = ""
    approximate: bool = False
    radius_km: float | None = None
    options: tuple[PlaceOption, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Span):
    """Characters of the document that prove one field of an event, and how closely they are tied to its clause."""

    field: EvidenceField
    basis: EvidenceBasis = "clause"
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that one document tells, from one clause.

    `interval` is None only when basis is "undated". The reasons are whole sentences for people. `place_basis` says how
    closely the place is tied to the clause; "setting" is a guess: the text says nothing of this event's place. Of the
    `people`, those last that `guessed_people` holds are such guesses, too: the text only tells of them around it.
    """

    id: str
    document: str
    title: str
    kind: str
    status: EventStatus
    interval: DateInterval | None
    granularity: Granularity
    basis: EventBasis
    confidence: float
    people: tuple[str, ...]
    place: str | None
    lat: float | None
    lon: float | None
    sentence: Span
    evidence: tuple[Evidence, ...]
    background: bool = False
    when_reason: str = ""
    where_reason: str = ""
    who_reason: str = ""
    time_text: str = ""
    place_basis: EvidenceBasis | None = None
    guessed_people: tuple[str, ...] = ()

    @property
    def firm_people(self) -> tuple[str, ...]:
        """The people without those who are guessed."""
        return tuple(name for name in self.people if name not in self.guessed_people)

    @property
    def firm_place(self) -> str | None:
        """The place, unless it is only where the text is set."""
        return None if self.place_basis == "setting" else self.place


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """All that was found in one document."""

    document: Document
    published: Publication
    timexes: tuple[TimeExpression, ...]
    people: tuple[Person, ...]
    places: tuple[Place, ...]
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What one document says of a merged event; `start` and `end` span the quote in the document.

    `copy_of` is the document that it repeats, word for word in half of its text: the two speak with one voice.
    """

    document: str
    event: str
    title: str | None
    source: str | None
    url: str | None
    published: DateInterval | None
    quote: str
    start: int
    end: int
    copy_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """A field on which sources differ: `claims` pairs what is said with the ids of the documents that say it."""

    field: str
    claims: tuple[tuple[str, tuple[str, ...]], ...]
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedEvent:
    """The same event from all documents that tell it: `event` carries what is shown."""

    event: Event
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...] = ()
    independent: int = 1
    reason: str = ""
    judged: tuple[str, ...] = ()
