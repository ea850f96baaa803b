"""What the visitor chose: widget keys, which Streamlit keeps in the address, and the filter that they make.

Each key is the URL parameter of the same name. A link that names what is gone keeps it, and the page says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from timeline.app.words import count_words
from timeline.query import Filter, Query

State = MutableMapping[str | int, Any]

LANES = ("place", "person", "source", "kind")
SORTS = ("time", "certainty")
DEFAULTS: dict[str, Any] = {
    "dates": (),
    "person": [],
    "place": [],
    "source": [],
    "kind": [],
    "certainty": [],
    "q": "",
    "undated": True,
    "unplaced": True,
    "unreal": False,
}
FIELD_WORDS = {
    "dates": "the dates",
    "people": "the people",
    "places": "the places",
    "sources": "the sources",
    "kinds": "the kinds",
    "certainty": "the certainty",
    "words": "the words",
    "undated": "leaving out the undated",
    "unplaced": "leaving out the unplaced",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The names that the filters offer, most frequent first, and the days that the events span."""

    people: tuple[str, ...]
    places: tuple[str, ...]
    sources: tuple[str, ...]
    kinds: tuple[str, ...]
    first: dt.date | None
    last: dt.date | None


def filter_of(state: Mapping[str | int, Any]) -> Filter:
    """The filter that the widgets' values make; one day means that day, reversed days are swapped."""
    days = [day for day in state.get("dates", ()) if day]
    return Filter(
        dates=(min(days), max(days)) if days else None,
        people=tuple(state.get("person", ())),
        places=tuple(state.get("place", ())),
        sources=tuple(state.get("source", ())),
        kinds=tuple(state.get("kind", ())),
        certainty=tuple(state.get("certainty") or ()),
        words=str(state.get("q", "")).strip()[:200],
        undated=bool(state.get("undated", True)),
        unplaced=bool(state.get("unplaced", True)),
        unreal=bool(state.get("unreal", False)),
        event=state.get("event") or None,
    )


def clear(state: State) -> None:
    """Everything shown again; the open event stays open."""
    for key, value in DEFAULTS.items():
        state[key] = list(value) if isinstance(value, list) else value


def toggle(state: State, key: str, name: str) -> None:
    """Choose a name in a filter alone, or let it go when it was chosen alone."""
    state[key] = [] if list(state.get(key, ())) == [name] else [name]


def loosening(query: Query, filter_: Filter) -> str:
    """For a list that came out empty: which filter to let go, and how much comes back then."""
    fields = [field for field in FIELD_WORDS if getattr(filter_, field) != getattr(Filter(), field)]
    found = [(query.summary(filter_.without(field)).events, field) for field in fields]
    best, field = max(found, default=(0, ""))
    if not best:
        return "Nothing matches. Clear all filters to see every event." if fields else "There are no events yet."
    return f"Nothing matches. Without {FIELD_WORDS[field]} there would be {count_words(best, 'event')}."


def views(state: Mapping[str | int, Any]) -> dict[str, str]:
    """What else of the view is not as it is at first: lanes and order."""
    first = {"lanes": LANES[0], "sort": SORTS[0]}
    return {key: str(state[key]) for key, default in first.items() if state.get(key, default) not in (default, None)}


def address(base: str | None, filter_: Filter, more: Mapping[str, str]) -> str:
    """The link that reopens exactly this view."""
    pairs = [(name, value) for name, values in filter_.to_params().items() for value in values]
    pairs += more.items()
    root = (base or "").split("?")[0]
    return f"{root}?{urlencode(pairs)}" if pairs else root


def options(known: Sequence[str], chosen: Sequence[str], asked: Sequence[str]) -> list[str]:
    """What a filter offers: known names, and those that the address or a click brought although they are unknown."""
    return list(dict.fromkeys([*known, *chosen, *asked]))
