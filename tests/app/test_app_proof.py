"""The proof, the cards and the words around them."""

from __future__ import annotations

from dataclasses import replace

import invented_pile
import pytest

from timeline.app import accuracy, cards, detail, proof, share, words
from timeline.app.palette import LIGHT
from timeline.models import Conflict
from timeline.query import Filter


def test_the_sentence_carries_its_marks(query):
    said = proof.html(query.event("harbour-0"))
    assert '<mark class="when" title="date">19 June 2024</mark>' in said
    assert '<mark class="where" title="place">Lisbon</mark>' in said
    assert '<mark class="who" title="people">Ada Moreno</mark>' in said
    assert '<a href="https://example.org/harbour"' in said


def test_the_proof_says_why_this_date_and_what_was_rejected(query):
    said = proof.html(query.event("harbour-1"))
    assert "Counted from the publication date." in said
    assert "It lies after the publication date." in said
    assert "It heads the page." in said
    assert "worked out" in said


def test_names_and_texts_with_tags_are_shown_as_text(query):
    said = proof.html(query.event("harbour-4"))
    assert "Eve &lt;b&gt;Bold&lt;/b&gt;" in said
    assert invented_pile.HTML_NAME not in said


def test_a_link_that_is_no_web_address_is_not_a_link(query):
    found = query.event("harbour-0")
    bad = replace(found.testimonies[0], url="javascript:alert(1)")
    assert "javascript" not in proof.html(replace(found, testimonies=(bad,)))


def test_conflicts_name_who_says_what(query):
    found = query.event("harbour-0")
    conflict = Conflict(field="when", claims=(("19 June", ("harbour",)), ("20 June", ("lake",))), note="Both stand.")
    said = proof.html(replace(found, conflicts=(conflict,)))
    assert "19 June (The Harbour Post); 20 June (lake)" in said


def test_overlapping_marks_keep_the_text_whole(query):
    told = query.event("harbour-0").testimonies[0]
    doubled = (*told.marks, replace(told.marks[0], start=0, end=5, field="who"))
    import re

    assert re.sub("<[^>]+>", "", proof.marked(told.quote, doubled)) == told.quote


def test_a_card_says_when_where_who_and_how_sure(query):
    rows = query.events(Filter())
    data = cards.data(rows, "harbour-1", LIGHT)
    card = next(row for row in data["rows"] if row["id"] == "harbour-1")
    assert card["when"] == "12–18 June 2024"
    assert card["place"] == "Lisbon"
    assert card["label"].startswith("12–18 June 2024: Last week Ben Okoye")
    assert card["shape"] == "diamond"
    undated = next(row for row in data["rows"] if row["id"] == "harbour-5")
    assert undated["shape"] == "none"


def test_a_persons_view_lists_stations_in_order(query):
    view = query.person("Dana Vaka")
    assert detail.places_in_order(view) == ["Lima", "Suva"]
    assert "Lima → Suva" in detail.person_html(view)


@pytest.mark.parametrize(
    ("filter_", "said"),
    [
        (Filter(), "13 events from 3 articles, 1953 to 2024; 1 undated, 1 without a place"),
        (Filter(people=("Ben Okoye",)), "3 events from 1 article, 1 May to 19 June 2024"),
        (Filter(words="zzzz"), "0 events from 0 articles"),
    ],
)
def test_the_summary_is_a_sentence(query, filter_, said):
    assert words.summary_sentence(query.summary(filter_)) == said


def test_embed_code_cannot_break_out_of_its_attribute():
    assert '"><' not in share.embed_code('http://h/?q="><b>').removesuffix("></iframe>")
    assert "embed=true" in share.embed_code("http://h/")


def test_downloads_hold_exactly_what_is_shown(query):
    filter_ = Filter(people=("Ben Okoye",))
    shown = {row.id for row in query.events(filter_)}
    rows = share.exported(query, filter_, "csv").decode().splitlines()[1:]
    assert {row.split(",")[0] for row in rows} == shown
    assert len(share.exported(query, filter_, "jsonl").splitlines()) == len(shown)


def test_accuracy_is_shown_from_the_figures_or_said_to_be_missing(tmp_path):
    assert "No figures yet" in accuracy.html(accuracy.read(tmp_path / "accuracy.json"))
    (tmp_path / "accuracy.json").write_text("{broken")
    assert accuracy.read(tmp_path / "accuracy.json") == {}
    score = {"area": "people", "measure": "names", "right": 9, "said": 10, "due": 9, "precision": 0.9, "recall": 1.0}
    bins = [{"low": 0.8, "high": 0.9, "answers": 7, "right": 6, "stated": 0.85, "share": 0.857}]
    figures = {"documents": 8, "events": 40, "scores": [score], "reliability": [{"area": "dates", "bins": bins}]}
    said = accuracy.html(figures)
    assert "<td>90%</td><td>100%</td>" in said
    assert "<td>85%</td><td>86%</td><td>7</td>" in said


def test_a_card_says_in_words_that_its_date_is_inferred_and_what_is_only_recalled(query):
    cards_by_id = {row["id"]: row for row in cards.data(query.events(Filter()), "", LIGHT)["rows"]}
    assert "date inferred" in cards_by_id["lake-2"]["notes"]
    assert "date inferred" not in cards_by_id["harbour-0"]["notes"]
    assert not cards_by_id["harbour-0"]["background"]
