"""What the visitor chose: widget keys, which Streamlit keeps in the address, and the filter that they make.

Each key is the URL parameter of the same name. A link that names what is gone keeps it, and the page says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from timeline.query import Filter, Query
from timeline.query.filter import MAX_WORDS

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
FIELDS = {
    "dates": "dates",
    "person": "people",
    "place": "places",
    "source": "sources",
    "kind": "kinds",
    "certainty": "certainty",
    "q": "words",
    "undated": "undated",
    "unplaced": "unplaced",
}
SPOKEN = {
    "dates": "Any date",
    "person": "Anyone",
    "place": "Anywhere",
    "source": "Any source",
    "kind": "Any kind",
    "certainty": "Any certainty",
    "q": "Any words",
    "undated": "Undated events too",
    "unplaced": "Unplaced events too",
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
        words=str(state.get("q", "")).strip()[:MAX_WORDS].strip(),
        undated=bool(state.get("undated", True)),
        unplaced=bool(state.get("unplaced", True)),
        unreal=bool(state.get("unreal", False)),
        event=state.get("event") or None,
    )


def clear(state: State) -> None:
    """Everything shown again; the open event stays open."""
    for param in DEFAULTS:
        let_go(state, param)


def toggle(state: State, key: str, name: str) -> None:
    """Choose a name in a filter alone, or let it go when it was chosen alone."""
    state[key] = [] if list(state.get(key, ())) == [name] else [name]


def loosenings(query: Query, filter_: Filter) -> list[tuple[str, int]]:
    """For a view that came out empty: which parameters to let go one by one, and how many events come back then."""
    set_ = [(param, filter_.without(field)) for param, field in FIELDS.items() if filter_.without(field) != filter_]
    found = [(param, query.summary(looser).events) for param, looser in set_]
    return sorted((pair for pair in found if pair[1]), key=lambda pair: -pair[1])


def let_go(state: State, param: str) -> None:
    """One filter as it is at first."""
    value = DEFAULTS[param]
    state[param] = list(value) if isinstance(value, list) else value


def views(state: Mapping[str | int, Any]) -> dict[str, str]:
    """What else of the view is not as it is at first: lanes and order."""
    first = {"lanes": LANES[0], "sort": SORTS[0]}
    return {key: str(state[key]) for key, default in first.items() if state.get(key, default) not in (default, None)}


def address(base: str | None, filter_: Filter, more: Mapping[str, str]) -> str:
    """The link that reopens exactly this view."""
    pairs = [(name, value) for name, values in filter_.to_params().items() for value in values]
    pairs += more.items()
    root = f"{base.split('?')[0].rstrip('/')}/" if base else ""
    return f"{root}?{urlencode(pairs)}" if pairs else root


def options(known: Sequence[str], chosen: Sequence[str], asked: Sequence[str]) -> list[str]:
    """What a filter offers: known names, and those that the address or a click brought although they are unknown."""
    return list(dict.fromkeys([*known, *chosen, *asked]))
