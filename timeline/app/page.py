"""The page from top to bottom: what it shows, the charts, the list and the proof."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import cast

import streamlit as st

from timeline.app import accuracy, add, bars, charts, correct, detail, lanes, share, sidebar, source, state, words
from timeline.app.palette import Palette, palette
from timeline.app.settings import Settings
from timeline.query import Filter, LaneBy, Query, Sort
from timeline.query.answers import MapPoint, Summary

HEAD_START = 0.15  # seconds
PERSON = 200  # pixels that the view of one person takes under the map
NO_WEBGL = "The map cannot be drawn: this browser has no WebGL. Every event and its place stand in the list."


def open_first() -> None:
    """Give a new visitor's browser a moment to fetch what draws text.

    It asks for the code of each kind of element as it meets it, six at a time: without the pause the title waits for
    that of every filter, and often for that of the charts, which is megabytes.
    """
    if "opened" not in st.session_state:
        st.session_state["opened"] = True
        time.sleep(HEAD_START)


def show(settings: Settings, folder: Path, query: Query) -> None:
    """Draw everything for one visitor."""
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    sidebar.show(source.known(query), query.summary(Filter()))
    st.text_input("Open event", key="event", bind="query-params", label_visibility="collapsed")
    filter_ = state.filter_of(st.session_state)
    summary = query.summary(filter_)
    colours = palette(st.context.theme.type)
    st.html(f"<style>:root {{ --ground: {colours.ground}; --rule: {colours.grid}; }}</style>")
    with st.container(horizontal=True, vertical_alignment="top", key="header"):
        header(settings, query, filter_, summary)
    for note in [*link_notes(asked, filter_), *query.unknown(filter_), *query.notes(), *add.notices()]:
        st.html(f'<p class="notice" role="status">{escape(note)}</p>')
    if not summary.events:
        nothing(query, filter_)
        return
    graphics(settings, query, filter_, summary, colours)
    listing(settings, folder, query, filter_, summary, colours)


def nothing(query: Query, filter_: Filter) -> None:
    """No event is shown: which filter to loosen, as buttons that do it."""
    ways = state.loosenings(query, filter_)
    hint = "Loosen a filter:" if ways else "Only clearing all filters brings any back." if filter_.narrows else ""
    empty = "Nothing matches these filters." if filter_.narrows else "There are no events here yet."
    st.html(f'<div class="nothing"><h2>{empty}</h2><p>{hint}</p></div>')
    with st.container(horizontal=True, key="loosen"):
        for param, number in ways:
            label = f"{state.SPOKEN[param]}: {words.count_words(number, 'event')}"
            st.button(label, on_click=state.let_go, args=(st.session_state, param), key=f"loosen-{param}")
        if filter_.narrows:
            st.button("Clear all filters", on_click=state.clear, args=(st.session_state,), key="clear-here")


def link_notes(asked: Mapping[str, Sequence[str]], filter_: Filter) -> list[str]:
    """What the address asks for and cannot be read, and what was refused, said until the filters change."""
    _, notes = Filter.from_params(asked)
    if refused := st.session_state.pop("refused", ""):
        notes.append(refused)
    if notes:
        st.session_state["link_notes"] = (filter_, notes)
    kept_for, kept = st.session_state.get("link_notes", (None, []))
    return list(kept) if kept_for == filter_ else []


def header(settings: Settings, query: Query, filter_: Filter, summary: Summary) -> None:
    """Title, the sentence that says what is shown, and what can be done with it."""
    narrowed = words.narrowed_sentence(summary, filter_)
    st.html(
        f'<div class="head"><h1>{escape(settings.title)}</h1><p>{escape(words.summary_sentence(summary))}.</p>'
        + (f'<p class="narrowed">{escape(narrowed)}</p>' if narrowed else "")
        + "</div>"
    )
    with st.container(horizontal=True, horizontal_alignment="right", key="actions", width="content"):
        link = state.address(st.context.url, filter_, state.views(st.session_state))
        share.panel(query, filter_, summary, settings.title, link, own=bool(add.folder()))
        accuracy.button(settings.data)
        if settings.may_add:
            add.button()


def graphics(settings: Settings, query: Query, filter_: Filter, summary: Summary, colours: Palette) -> None:
    """Bars over time, and below them lanes and map side by side."""
    at_any_time = filter_.without("dates", "event")
    counts = charts.day_counts(query, at_any_time)
    by = cast(LaneBy, st.session_state.get("lanes") or "place")
    marks = query.marks(filter_, by, lanes=lanes.ALL)
    whole = charts.scale_of(counts, query.marks(at_any_time, by, lanes=lanes.ALL) if filter_.dates else marks)
    window = charts.window_of(filter_)
    with st.container(key="charts"):
        left, right = st.columns([1.45, 1], gap="medium")
    with left:
        with st.container(horizontal=True, vertical_alignment="center", key="lanes_head"):
            st.html('<h2 class="part">When, by</h2>')
            st.segmented_control(
                "Lanes", state.LANES, default="place", required=True, key="lanes", bind="query-params",
                label_visibility="collapsed",
            )  # fmt: skip
            more = max(marks.total - len(marks.marks), 0)
            if more:
                st.html(
                    f'<p class="note">the surest {len(marks.marks)} of {marks.total:,}; the bars carry the rest</p>'
                )
        if whole:
            charts.overview(counts, whole, filter_, colours)
        scale = charts.scale_of([], marks, window) if filter_.dates else whole
        height = charts.swim(marks, scale, by, filter_, colours, summary.undated)
    with right:
        points = query.map_points(filter_.without("places"))
        unplaced = unplaced_words(summary)
        st.html(f'<h2 class="part">Where <small>{unplaced}</small></h2><p class="note no-webgl">{NO_WEBGL}</p>')
        walked, tall = journey(query, filter_, points), height + bars.HEIGHT
        tall = max(tall - PERSON, charts.LEAST) if len(filter_.people) == 1 else tall
        charts.world(points, walked, colours, tall, settings.street_tiles, filter_.places)
        detail.people_panel(query, filter_)


def unplaced_words(summary: Summary) -> str:
    """What the map leaves out."""
    return f"{words.count_words(summary.unplaced, 'event')} without a place: in the list" if summary.unplaced else ""


def journey(query: Query, filter_: Filter, points: list[MapPoint]) -> list[MapPoint]:
    """The places of the one chosen person in the order of time, as far as they are shown."""
    view = query.person(filter_.people[0]) if len(filter_.people) == 1 else None
    by_name = {point.name: point for point in points}
    return [by_name[name] for name in detail.places_in_order(view) if name in by_name] if view else []


def listing(
    settings: Settings, folder: Path, query: Query, filter_: Filter, summary: Summary, colours: Palette
) -> None:
    """The list, and at its side the proof or the people."""
    has_proof = bool(filter_.event and query.event(filter_.event))
    with st.container(key="list-beside-proof" if has_proof else "list"):
        with st.container(horizontal=True, vertical_alignment="center", key="list_head"):
            st.html('<h2 class="part">What happened</h2>')
            st.segmented_control(
                "Sort by", state.SORTS, default="time", required=True, key="sort", bind="query-params",
                label_visibility="collapsed",
            )  # fmt: skip
        sort = cast(Sort, st.session_state.get("sort") or "time")
        rows = query.events(filter_, sort, limit=st.session_state.get("listed", detail.PAGE))
        st.html(f"<style>:root {{ --rows: {len(rows)}; }}</style>")
        detail.listing(rows, summary.events, filter_, colours)
    if has_proof:
        with st.container(key="proof"):
            editor = correct.panel(folder, query) if settings.may_edit else None
            detail.proof_panel(query, filter_, sort, editor)
