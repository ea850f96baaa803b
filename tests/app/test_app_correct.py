"""Corrections made in the page: each is kept, shown at once, shown to the next visitor, and undone."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import invented_pile
import pytest
from streamlit.testing.v1 import AppTest

from timeline.query import Filter, Query

EVENT = "harbour-1"


@pytest.fixture
def own(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the invented store that may be corrected."""
    monkeypatch.setenv("TIMELINE_EDIT", "1")
    return Path(shutil.copytree(store, tmp_path / "data"))


def reject(page: AppTest) -> None:
    page.button(key="judge-reject").click()


def pin(page: AppTest) -> None:
    page.button(key="judge-pin").click()


def date(page: AppTest) -> None:
    page.date_input(key=f"judge-days-{EVENT}").set_value((dt.date(2024, 6, 13), dt.date(2024, 6, 14)))
    page.run()
    page.button(key="judge-date").click()


def place(page: AppTest) -> None:
    page.selectbox(key=f"judge-where-{EVENT}").set_value("Suva")
    page.run()
    page.button(key="judge-place").click()


def merge(page: AppTest) -> None:
    page.selectbox(key=f"judge-same-{EVENT}").set_value("harbour-2")
    page.run()
    page.button(key="judge-merge").click()


def rename(page: AppTest) -> None:
    page.text_input(key=f"judge-new-{EVENT}").set_value("Benjamin Okoye")
    page.run()
    page.button(key="judge-rename").click()


def told(data: Path, event: str = EVENT) -> str:
    """What another visitor is told of the event, None where it is gone from the list."""
    query = Query.open(data)
    shown = {row.id for row in query.events(Filter(), limit=100)}
    proof = query.event(event)
    if proof is None or proof.row.id not in shown:
        return "not shown"
    row = proof.row
    days = f"{row.interval.start}..{row.interval.last}" if row.interval else "undated"
    people = ", ".join(row.people)
    return f"{days}; {row.place}; {people}; {len(proof.testimonies)} told; background {row.background}"


CORRECTIONS: list[tuple[Callable[[AppTest], None], str, str]] = [
    (reject, EVENT, "not shown"),
    (date, EVENT, "2024-06-13..2024-06-14; Lisbon; Ben Okoye; 1 told; background False"),
    (place, EVENT, "2024-06-12..2024-06-18; Suva; Ben Okoye; 1 told; background False"),
    (rename, EVENT, "2024-06-12..2024-06-18; Lisbon; Benjamin Okoye; 1 told; background False"),
]


@pytest.mark.parametrize(("correct", "event", "expected"), CORRECTIONS, ids=[c[0].__name__ for c in CORRECTIONS])
def test_a_correction_reaches_the_next_visitor_and_is_undone(open_page, own, correct, event, expected):
    before = told(own, event)
    page = open_page(data=own, event=[event])
    correct(page)
    page.run()
    assert not page.exception
    assert told(own, event) == expected != before
    undo = [button for button in page.button if button.label.startswith("Undo: ")]
    if undo:  # a rejected event leaves the page; its undo is the command line's
        undo[0].click().run()
        assert told(own, event) == before


def test_two_events_merged_in_the_page_are_one_with_both_proofs(open_page, own):
    page = open_page(data=own, event=[EVENT])
    merge(page)
    page.run()
    assert not page.exception
    assert "2 told" in told(own)
    next(button for button in page.button if button.label.startswith("Undo: merge")).click().run()
    assert "1 told" in told(own)


def test_what_was_merged_from_two_articles_is_split_again(open_page, own):
    page = open_page(data=own, event=[EVENT])
    page.selectbox(key=f"judge-same-{EVENT}").set_value("lake-0")
    page.run()
    page.button(key="judge-merge").click().run()
    assert "2 told" in told(own)
    page.button(key="judge-split").click().run()
    assert not page.exception
    assert "1 told" in told(own)


def test_a_correction_survives_a_rebuild(open_page, own):
    page = open_page(data=own, event=[EVENT])
    date(page)
    page.run()
    corrected = told(own)
    for made in ("segments", "snapshots", "manifest.json"):
        gone = own / made
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink()
    invented_pile.build(own)
    assert told(own) == corrected
    assert not open_page(data=own, event=[EVENT]).exception
