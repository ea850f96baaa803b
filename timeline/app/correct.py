"""Corrections by hand, where the deployment allows them: each is appended to the judgement log and replayed at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from timeline.errors import JudgementError
from timeline.judgements import Judgement, Judgements, Kind, Target
from timeline.query import Filter, Query
from timeline.query.answers import EventRow, Proof

LOG = "judgements.jsonl"
OTHERS = 300  # events offered to be merged with
DAY = dt.timedelta(1)


def panel(folder: Path, query: Query) -> Callable[[Proof], None]:
    """What draws the corrections under a proof."""

    def draw(proof: Proof) -> None:
        log = Judgements.load(folder / LOG)
        with st.expander("Correct this"):
            author = st.text_input("Your name, kept with the correction", key="author")

            def decide(kind: Kind, targets: Sequence[Target], value: Mapping[str, Any]) -> None:
                _append(log, kind, targets, value, author)

            _verdicts(proof, decide)
            _date(proof, decide)
            _place(proof, query, decide)
            _sameness(proof, query, decide)
            _rename(proof, decide)
            _history(proof, log, decide)

    return draw


Decide = Callable[[Kind, Sequence[Target], Mapping[str, Any]], None]


def target(proof: Proof) -> Target:
    """The event, and the words to find it by should its id change."""
    first = proof.testimonies[0]
    return Target(event=proof.row.id, document=first.document, quote=first.quote, title=proof.row.title)


def _append(log: Judgements, kind: Kind, targets: Sequence[Target], value: Mapping[str, Any], author: str) -> None:
    """Write one decision; the page draws the changed store in the same run."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # noqa: TID251  the time of a decision is the clock's
    try:
        log.append(Judgement(kind=kind, targets=tuple(targets), value=value, author=author, at=now))
    except (JudgementError, OSError) as error:
        st.session_state["refused"] = str(error)


def _verdicts(proof: Proof, decide: Decide) -> None:
    with st.container(horizontal=True):
        st.button("Confirm", on_click=decide, args=("confirm", [target(proof)], {}), key="judge-confirm")
        st.button("Reject", on_click=decide, args=("reject", [target(proof)], {}), key="judge-reject")
        if proof.row.background:
            st.button("Pin to the story", on_click=decide, args=("pin", [target(proof)], {}), key="judge-pin")


def _date(proof: Proof, decide: Decide) -> None:
    known = proof.row.interval
    days: Any = (known.start, known.last) if known else ()
    span: Any = st.date_input(
        "Date, first and last day", days, key=f"judge-days-{proof.row.id}", format="YYYY-MM-DD",
        min_value=dt.date(min(1900, days[0].year) if days else 1900, 1, 1), max_value=dt.date(2100, 12, 31),
    )  # fmt: skip
    value = {"start": min(span).isoformat(), "end": (max(span) + DAY).isoformat()} if span else {}
    args = ("date", [target(proof)], value)
    st.button("Save the date", on_click=decide, args=args, disabled=not span, key="judge-date")


def _place(proof: Proof, query: Query, decide: Decide) -> None:
    offered = {point.name: (point.lat, point.lon) for point in query.map_points(Filter(unreal=True))}
    offered |= {option.name: (option.lat, option.lon) for told in proof.testimonies for option in told.place_options}
    name = st.selectbox("Place", sorted(offered), index=None, key=f"judge-where-{proof.row.id}", placeholder="Choose")
    value = {"name": name, "lat": offered[name][0], "lon": offered[name][1]} if name else {}
    args = ("place", [target(proof)], value)
    st.button("Save the place", on_click=decide, args=args, disabled=not name, key="judge-place")


def _sameness(proof: Proof, query: Query, decide: Decide) -> None:
    rows = {row.id: row for row in query.events(Filter(unreal=True), limit=OTHERS) if row.id != proof.row.id}
    other = st.selectbox(
        "Same event as", list(rows), index=None, format_func=lambda id_: _said(rows[id_]),
        key=f"judge-same-{proof.row.id}", placeholder="Choose",
    )  # fmt: skip
    found = query.event(other) if other else None
    both = [target(proof), target(found)] if found else []
    st.button("Merge the two", on_click=decide, args=("merge", both, {}), disabled=not both, key="judge-merge")
    if len(proof.testimonies) > 1:
        names = {told.document: told.source for told in proof.testimonies[1:]}
        document = st.selectbox(
            "Tells of something else", list(names), format_func=names.__getitem__, key="judge-apart"
        )
        value = {"document": document}
        st.button("Split it off", on_click=decide, args=("split", [target(proof)], value), key="judge-split")


def _said(row: EventRow) -> str:
    return f"{row.when}: {row.title[:70]}"


def _rename(proof: Proof, decide: Decide) -> None:
    if not proof.row.people:
        return
    old = st.selectbox("Rename", list(proof.row.people), key=f"judge-old-{proof.row.id}")
    new = st.text_input("to", key=f"judge-new-{proof.row.id}").strip()
    value = {"from": old, "to": new}
    st.button("Save everywhere", on_click=decide, args=("rename", (), value), disabled=not new, key="judge-rename")


def _history(proof: Proof, log: Judgements, decide: Decide) -> None:
    """Standing decisions on this event or its people, each with its undo."""
    for judgement in log.standing():
        named = str(judgement.value.get("to", "")) in proof.row.people
        if not named and all(t.event != proof.row.id for t in judgement.targets):
            continue
        said = f"{judgement.kind}{' by ' + judgement.author if judgement.author else ''}, {judgement.at[:10]}"
        value = {"judgement": judgement.id}
        st.button(f"Undo: {said}", on_click=decide, args=("undo", (), value), key=f"undo-{judgement.id}")
