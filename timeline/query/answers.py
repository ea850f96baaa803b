"""What the views get: rows ready to draw, without the store behind them. Intervals are half-open days."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from timeline.models import (
    Conflict,
    DateInterval,
    EvidenceBasis,
    EvidenceField,
    PlaceKind,
    PlaceOption,
    Reading,
    Source,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """What documents a store has: how many, how many without a date, by source and by language, most first."""

    documents: int
    undated: int
    sources: tuple[Count, ...]
    languages: tuple[Count, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How much is shown, of how much; `first` and `last` are days inside."""

    events: int
    all_events: int
    documents: int
    all_documents: int
    first: dt.date | None
    last: dt.date | None
    undated: int
    unplaced: int
    background: int
    unreal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """How many events of a kind start in the day, week, month or year that begins at `start`."""

    start: dt.date
    kind: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """An event on a lane."""

    id: str
    title: str
    interval: DateInterval
    granularity: str
    basis: str
    certainty: str
    confidence: float
    kind: str
    status: str
    lane: str
    when: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """The best `marks` of `total` dated events, and the lanes in order with how many events each holds."""

    marks: tuple[Mark, ...]
    lanes: tuple[tuple[str, int], ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPoint:
    """A place and how many events it has; `radius_km` is the extent of an area, None for a point or a city.

    Of the events, `guessed` have the place only because their text is set there.
    """

    name: str
    kind: PlaceKind
    country: str | None
    lat: float
    lon: float
    radius_km: float | None
    approximate: bool
    count: int
    guessed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A name that a filter can take and how many events it has."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """An event as a card: `when` is the date in words, never more exact than it is known.

    `place_basis` says how closely the place is tied to the event (`timeline.models.EvidenceBasis`).
    """

    id: str
    title: str
    kind: str
    status: str
    interval: DateInterval | None
    when: str
    granularity: str
    basis: str
    certainty: str
    confidence: float
    people: tuple[str, ...]
    place: str | None
    lat: float | None
    lon: float | None
    place_basis: str | None
    guessed_people: tuple[str, ...]
    quote: str
    sources: tuple[str, ...]
    documents: int
    independent: int
    conflicts: int
    background: bool
    judged: tuple[str, ...]

    @property
    def people_in_words(self) -> tuple[str, ...]:
        """The people by name, with what says that one is a guess."""
        return tuple(f"{name} (likely)" if name in self.guessed_people else name for name in self.people)

    @property
    def place_is_inferred(self) -> bool:
        """Whether the place comes from other words than those that tell the event."""
        return self.place is not None and self.place_basis in ("context", "setting", "headline", "inferred")


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """Characters [start, end) of a quote that prove a field."""

    start: int
    end: int
    field: EvidenceField
    basis: EvidenceBasis
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Testimony:
    """What one document says of an event: its sentence with marks, what stands around it, and why date and place."""

    document: str
    event: str
    title: str
    source: str
    url: str | None
    path: str | None
    before: str
    quote: str
    after: str
    marks: tuple[Marked, ...]
    elsewhere: tuple[tuple[EvidenceField, str, str], ...]
    published: str
    published_reason: str
    candidates: tuple[tuple[str, str, str], ...]
    when: str
    when_reason: str
    rule: str
    rejected: tuple[Reading, ...]
    where_reason: str
    place_options: tuple[PlaceOption, ...]
    who_reason: str
    confidence: float
    copy_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """An event with everything that speaks for and against it."""

    row: EventRow
    testimonies: tuple[Testimony, ...]
    conflicts: tuple[Conflict, ...]
    reason: str
    confidence: str
    judged: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An event for export: the row, what each source says, and what they disagree on."""

    row: EventRow
    sources: tuple[Source, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonView:
    """One person over the pile; `places` in order of time, `companions` most frequent first."""

    name: str
    count: int
    roles: tuple[str, ...]
    first: DateInterval | None
    last: DateInterval | None
    places: tuple[tuple[str, float, float, DateInterval | None], ...]
    companions: tuple[Count, ...]
    names: tuple[tuple[str, str], ...]
