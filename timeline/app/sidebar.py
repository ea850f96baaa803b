"""The filters at the left; each is bound to the URL parameter of its name."""

from __future__ import annotations

import datetime as dt
from typing import Any

import streamlit as st

from timeline.app import state
from timeline.app.state import Known
from timeline.app.words import CERTAINTY_MEANING
from timeline.query import CERTAINTIES
from timeline.query.answers import Summary

LABELS = {"person": "People", "place": "Places", "source": "Sources", "kind": "Kinds of event"}
EMPTY: Any = ()  # a range without days, which the annotations of st.date_input forget
NOBODY = {"person": "Anyone", "place": "Anywhere", "source": "All", "kind": "All"}
OFFERED = 1000  # names that a filter lists, so that a page of a large store is no heavier than one of a small


def show(known: Known, everything: Summary) -> None:
    """Draw the filters, and one button that clears them."""
    bound: dict[str, Any] = {"bind": "query-params"}
    with st.sidebar:
        earliest, latest = _days(known)
        st.date_input("Dates", EMPTY, key="dates", min_value=earliest, max_value=latest, format="YYYY-MM-DD", **bound)
        st.text_input("Words", key="q", placeholder="harbour, treaty …", **bound)
        for key, names in (("person", known.people), ("place", known.places)):
            _names(key, names)
        st.pills(
            "Certainty of the date", CERTAINTIES, selection_mode="multi", key="certainty", help=_certainties(), **bound
        )
        for key, names in (("source", known.sources), ("kind", known.kinds)):
            _names(key, names)
        st.toggle(f"With undated events ({everything.undated:,})", True, key="undated", **bound)
        st.toggle(f"With unplaced events ({everything.unplaced:,})", True, key="unplaced", **bound)
        st.toggle(
            f"With what did not happen ({everything.unreal:,})", False, key="unreal",
            help="Sentences that deny something or only consider it.", **bound,
        )  # fmt: skip
        st.button("Clear all filters", on_click=state.clear, args=(st.session_state,), width="stretch", key="clear")


def _names(key: str, names: tuple[str, ...]) -> None:
    """A filter by name, the most frequent first; names that are chosen or that only the address knows stay in it."""
    chosen = st.session_state.get(key, [])
    offered = state.options(names[:OFFERED], chosen, st.query_params.get_all(key))
    more = f"The {OFFERED:,} most frequent of {len(names):,}; words find the others." if len(names) > OFFERED else None
    st.multiselect(LABELS[key], offered, key=key, placeholder=NOBODY[key], help=more, bind="query-params")


def _days(known: Known) -> tuple[dt.date, dt.date]:
    """The days that can be chosen: those of the events and of the link, in whole years."""
    days = [day for day in (known.first, known.last, *st.session_state.get("dates", ())) if day]
    for value in st.query_params.get_all("dates"):
        try:
            days.append(dt.date.fromisoformat(value))
        except ValueError:
            continue  # said by `Filter.from_params`
    first, last = min(days, default=dt.date(2000, 1, 1)), max(days, default=dt.date(2000, 1, 1))
    return dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)


def _certainties() -> str:
    return "\n".join(f"- **{name}**: {meaning}" for name, meaning in CERTAINTY_MEANING.items())
