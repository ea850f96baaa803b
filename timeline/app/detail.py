"""The list, and beside it the proof of the open event or a view of one person."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path

import streamlit as st

from timeline.app import cards, proof, state
from timeline.app.palette import Palette
from timeline.app.words import count_words, plain_label
from timeline.query import Filter, Query, Sort
from timeline.query.answers import Count, EventRow, PersonView
from timeline.query.wording import interval_in_words

RESOURCES = Path(__file__).parents[1] / "resources" / "app"
PAGE = 60
ALL = 1000  # events that are shown at once where a visitor asks for all
OFFERED = 8


@cache
def resource(name: str) -> str:
    """A style or script of ours."""
    return (RESOURCES / name).read_text(encoding="utf-8")


def listing(rows: Sequence[EventRow], total: int, filter_: Filter, palette: Palette) -> None:
    """The list; Enter or a click opens the proof."""
    draw = st.components.v2.component(
        "timeline_cards",
        html="<div class='room'><ol aria-label='Events'></ol></div>",
        css=resource("cards.css"),
        js=resource("cards.js"),
    )
    draw(data=cards.data(rows, filter_.event or "", palette), key="cards", on_pick_change=_pick)
    if total > len(rows):
        st.html(f'<p class="printed">The first {len(rows):,} of {total:,} events; “Show more” lists the others.</p>')
        with st.container(horizontal=True, key="further"):
            st.button(f"Show more ({total - len(rows):,} not shown)", on_click=_more, args=(PAGE,), key="more")
            if total <= ALL:
                st.button("Show all, for print", on_click=_more, args=(total,), key="all")


def _pick() -> None:
    if picked := st.session_state["cards"].pick:
        st.session_state["event"] = picked


def _more(number: int) -> None:
    st.session_state["listed"] = st.session_state.get("listed", PAGE) + number


def open_event(id_: str | None) -> None:
    """Open an event, or close the open one."""
    st.session_state["event"] = id_ or ""


def proof_panel(query: Query, filter_: Filter, sort: Sort, correct: Callable[..., None] | None) -> None:
    """The proof of the open event, with the steps to the ones before and after it."""
    found = query.event(filter_.event or "")
    if not found:
        return
    before, after = query.neighbours(filter_, found.row.id, sort)
    with st.container(horizontal=True, key="steps", gap="small"):
        st.button("← Previous", on_click=open_event, args=(before,), disabled=not before, key="previous")
        st.button("Next →", on_click=open_event, args=(after,), disabled=not after, key="next")
        st.button("Close", on_click=open_event, args=(None,), key="close")
    st.html(proof.html(found))
    if correct:
        correct(found)


def people_panel(query: Query, filter_: Filter) -> None:
    """Who takes part in what is shown; for one chosen person, what is known of them."""
    if len(filter_.people) == 1 and (view := query.person(filter_.people[0])):
        st.html(person_html(view))
        _names_to_choose(view.companions, "appears with")
        st.button("← Everyone", on_click=state.let_go, args=(st.session_state, "person"), type="tertiary", key="let-go")
        return
    st.html('<h2 class="part who">Who <small>choose a person to follow them</small></h2>')
    _names_to_choose(query.people(filter_), "people")


def _names_to_choose(counts: Sequence[Count], key: str) -> None:
    with st.container(horizontal=True, key=f"names-{key.replace(' ', '-')}", gap="small"):
        if counts and key != "people":
            st.html(f'<p class="note">{key.capitalize()}</p>', width="content")
        for count in counts[:OFFERED]:
            label = f"{plain_label(count.name)} · {count.count:,}"
            st.button(
                label, on_click=state.toggle, args=(st.session_state, "person", count.name), key=f"{key}-{count.name}"
            )
    if len(counts) > OFFERED:
        st.html(f'<p class="note others">and {len(counts) - OFFERED:,} more, by name under People</p>')


def person_html(view: PersonView) -> str:
    """One person: roles, first and last mention, places in order, names merged into it and why."""
    facts = [("Role as stated", "; ".join(view.roles[:3])), ("Shown in", count_words(view.count, "event"))]
    facts += [("First", interval_in_words(view.first))] if view.first else []
    facts += [("Last", interval_in_words(view.last))] if view.last else []
    facts += [("Places in order", " → ".join(places_in_order(view)))]
    rows = "".join(f"<dt>{name}</dt><dd>{escape(said)}</dd>" for name, said in facts if said)
    names = "".join(f"<li>{escape(name)}: {escape(reason)}</li>" for name, reason in view.names)
    merged = f"<details><summary>Names taken for this person ({len(view.names)})</summary><ul>{names}</ul></details>"
    return f'<div class="person proof"><h3>{escape(view.name)}</h3><dl>{rows}</dl>{merged if names else ""}</div>'


def places_in_order(view: PersonView) -> list[str]:
    """The stations of a person, without staying twice."""
    names = [name for name, _, _, interval in view.places if interval]
    return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]
