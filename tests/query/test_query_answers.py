from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from timeline.query import Filter, Query


@pytest.fixture(scope="module")
def query(built: Path) -> Query:
    return Query.open(built)


ALL = Filter()


def test_the_summary_counts_what_the_list_shows(query: Query) -> None:
    for wanted in (ALL, Filter(places=("Lisbon",)), Filter(words="strikes"), Filter(people=("Nobody",))):
        summary, rows = query.summary(wanted), query.events(wanted, limit=None)
        assert summary.events == len(rows)
        assert summary.undated == sum(row.interval is None for row in rows)
        assert summary.unplaced == sum(row.lat is None for row in rows)


def test_what_did_not_happen_is_hidden_until_asked_for(query: Query) -> None:
    hidden = {row.id for row in query.events(Filter(unreal=True), limit=None)} - {row.id for row in query.events(ALL)}
    assert hidden
    assert query.summary(ALL).unreal == len(hidden)


def test_words_are_found_by_stem_and_without_accents(query: Query) -> None:
    assert query.events(Filter(words="striking engineer"))
    assert query.events(Filter(words="pôrto"))
    assert not query.events(Filter(words="volcano"))


def test_dates_hold_both_their_days(query: Query) -> None:
    day = dt.date(2024, 6, 19)
    assert [r.when for r in query.events(Filter(dates=(day, day), undated=False))] == ["19 June 2024"]


def test_bars_and_lanes_and_points_count_alike(query: Query) -> None:
    dated = [row for row in query.events(ALL, limit=None) if row.interval]
    assert sum(bar.count for bar in query.bars(ALL, "day")) == len(dated)
    assert query.marks(ALL, "kind").total == len(dated)
    placed = [row for row in query.events(ALL, limit=None) if row.lat is not None]
    assert sum(point.count for point in query.map_points(ALL)) == len(placed)


def test_a_proof_marks_the_words_that_prove_each_field(query: Query) -> None:
    row = query.events(Filter(places=("Lisbon",), people=("Ana Sousa",)))[0]
    proof = query.event(row.id)
    assert proof is not None
    assert len(proof.testimonies) == 2
    for testimony in proof.testimonies:
        marked = {m.field: testimony.quote[m.start : m.end] for m in testimony.marks}
        assert marked["when"] == "Wednesday"
        assert marked["where"] == "Lisbon"
        assert testimony.published.startswith("published")
        assert testimony.rule


def test_neighbours_walk_the_list(query: Query) -> None:
    ids = [row.id for row in query.events(ALL, limit=None)]
    assert query.neighbours(ALL, ids[0]) == (None, ids[1])
    assert query.neighbours(ALL, ids[-1]) == (ids[-2], None)


def test_an_unknown_event_or_name_is_said(query: Query) -> None:
    assert query.event("none") is None
    notes = query.unknown(Filter(people=("Nobody",), places=("Lisbon",), event="none"))
    assert notes == ["No event here has the person “Nobody”.", "The event none that the link names is no longer here."]


def test_a_person_has_companions_places_and_roles(query: Query) -> None:
    view = query.person("Rui Costa")
    assert view is not None
    assert "Ana Sousa" in [c.name for c in view.companions]
    assert "Lisbon" in [name for name, *_ in view.places]
    assert query.person("Nobody") is None
