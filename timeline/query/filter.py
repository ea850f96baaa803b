"""One filter: what to show, as a predicate, as URL parameters and as an English sentence."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from timeline.store.words import stems

Certainty = Literal["exact", "approximate", "inferred", "undated"]
Field = Literal["dates", "people", "places", "sources", "kinds", "certainty", "words", "undated", "unplaced", "event"]
Predicate = tuple[str, list[Any]]

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
MAX_WORDS = 200  # characters of search that are read; more cannot be what somebody typed
_REPEATED = {"person": "people", "place": "places", "source": "sources", "kind": "kinds", "certainty": "certainty"}
_SPOKEN = {
    "exact": "dates stated to the day",
    "approximate": "dates stated more coarsely",
    "inferred": "inferred dates",
    "undated": "no date",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What to show. Names within a field widen it, fields narrow each other; an empty field asks for nothing.

    `dates` are the first and the last day, both inside. An event matches if its interval touches them; undated events
    match any dates as long as `undated` is true. `people` must all take part. What did not happen (negated,
    hypothetical) is left out unless `unreal`. `event` says which event is open and hides nothing.
    """

    dates: tuple[dt.date, dt.date] | None = None
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    certainty: tuple[str, ...] = ()
    words: str = ""
    undated: bool = True
    unplaced: bool = True
    unreal: bool = False
    event: str | None = None

    @property
    def narrows(self) -> bool:
        """Whether it leaves anything out that an empty filter shows."""
        return self.without("event") != Filter()

    def without(self, *fields: str) -> Filter:
        """The same filter with fields emptied: a chart ignores its own."""
        return replace(self, **{field: getattr(Filter(), field) for field in fields})

    def to_params(self) -> dict[str, list[str]]:
        """The URL parameters; what has its default is not there."""
        params = {name: list(getattr(self, field)) for name, field in _REPEATED.items()}
        params["dates"] = [day.isoformat() for day in self.dates or ()]
        params["q"] = [self.words] if self.words else []
        params["event"] = [self.event] if self.event else []
        params |= {name: ["false"] for name in ("undated", "unplaced") if not getattr(self, name)}
        params |= {"unreal": ["true"]} if self.unreal else {}
        return {name: values for name, values in params.items() if values}

    @classmethod
    def from_params(cls, params: Mapping[str, Sequence[str]]) -> tuple[Filter, list[str]]:
        """The filter that URL parameters ask for, and a sentence for each that could not be read.

        Reversed dates are swapped, one day means that day; names that are not in the store are kept.
        """
        notes: list[str] = []
        fields: dict[str, Any] = {
            field: tuple(dict.fromkeys(value for value in params.get(name, ()) if value.strip()))
            for name, field in _REPEATED.items()
        }
        if strange := [name for name in fields["certainty"] if name not in CERTAINTIES]:
            notes.append(f"certainty={strange[0][:40]} is none of {', '.join(CERTAINTIES)}; it is left out.")
            fields["certainty"] = tuple(name for name in fields["certainty"] if name in CERTAINTIES)
        words = " ".join(params.get("q", ())).strip()
        if len(words) > MAX_WORDS:
            notes.append(f"Only the first {MAX_WORDS} of {len(words):,} characters are searched for.")
        words = words[:MAX_WORDS].strip()
        for name in ("undated", "unplaced", "unreal"):
            fields[name] = _switch(name, params.get(name, ()), notes)
        event = next(iter(params.get("event", ())), None)
        return cls(dates=_days(params.get("dates", ()), notes), words=words, event=event, **fields), notes

    def sentence(self) -> str:
        """The filter in English, as it follows "events" ("in Pyongyang with Kim Jong Un")."""
        parts = [_dates_in_words(self.dates)] if self.dates else []
        if self.people:
            parts.append("with " + _listed(self.people, "and"))
        if self.places:
            parts.append("in " + _listed(self.places, "or"))
        if self.sources:
            parts.append("told by " + _listed(self.sources, "or"))
        if self.kinds:
            parts.append("of the kind " + _listed(self.kinds, "or"))
        if self.certainty:
            parts.append("with " + _listed([_SPOKEN[name] for name in self.certainty], "or"))
        if self.words:
            parts.append(f"that mention “{self.words}”")
        parts += ["with a date"] if not self.undated else []
        parts += ["with a place"] if not self.unplaced else []
        parts += ["including what did not happen"] if self.unreal else []
        return ", ".join(parts)

    def predicate(self) -> Predicate:
        """SQL over the snapshot's events and its parameters; true for every event that is shown."""
        tests: list[Predicate] = [] if self.unreal else [("real", [])]
        if self.dates:
            first, last = self.dates
            tests.append(("(start_day <= ? AND end_day > ? OR start_day IS NULL)", [last, first]))
        tests += [("list_contains(people, ?)", [name]) for name in self.people]
        tests += [_any_of(column, names) for column, names in self._columns() if names]
        if self.sources:
            told = " OR ".join(["list_contains(sources, ?)"] * len(self.sources))  # list_has_any is seven times slower
            tests.append((f"({told})", list(self.sources)))
        tests += [("number IN (SELECT event FROM words WHERE stem = ?)", [stem]) for stem in stems(self.words)]
        tests += [("start_day IS NOT NULL", [])] if not self.undated else []
        tests += [("lat IS NOT NULL", [])] if not self.unplaced else []
        return " AND ".join(sql for sql, _ in tests) or "true", [value for _, values in tests for value in values]

    def _columns(self) -> list[tuple[str, tuple[str, ...]]]:
        return [("place", self.places), ("kind", self.kinds), ("certainty", self.certainty)]


def _any_of(column: str, names: Sequence[str]) -> Predicate:
    return f"{column} IN ({', '.join('?' * len(names))})", list(names)


def _days(values: Sequence[str], notes: list[str]) -> tuple[dt.date, dt.date] | None:
    days = []
    for value in values[:2]:
        try:
            days.append(dt.date.fromisoformat(value))
        except ValueError:
            notes.append(f"dates={value[:40]} is no day such as 2024-06-19; it is left out.")
    return (min(days), max(days)) if days else None


def _switch(name: str, values: Sequence[str], notes: list[str]) -> bool:
    default: bool = getattr(Filter(), name)
    if not values:
        return default
    said = {"true": True, "1": True, "false": False, "0": False}.get(values[0].lower())
    if said is None:
        notes.append(f"{name}={values[0][:40]} is neither true nor false; it is left out.")
    return default if said is None else said


def _listed(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"


def _dates_in_words(dates: tuple[dt.date, dt.date]) -> str:
    first, last = (f"{day.day} {day:%B %Y}" for day in dates)
    return f"on {first}" if first == last else f"from {first} to {last}"
