"""The page by its logic: links restore it, filters move everything, bad links are said in a sentence."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import invented_pile
import pytest

from timeline.app import settings, sidebar, state
from timeline.app.add import put
from timeline.query import Filter


def said(page) -> str:
    return " ".join(part.proto.body for part in page.get("html"))


def chart(page, alt: str) -> dict:
    return next(json.loads(c.proto.spec) for c in page.get("plotly_chart") if c.proto.alt.startswith(alt))


def test_the_page_opens_with_a_sentence_and_three_charts(open_page):
    page = open_page()
    assert not page.exception
    assert "13 events from 3 articles" in said(page)
    assert [c.proto.alt.split(" ")[0] for c in page.get("plotly_chart")] == ["Bars", "Events", "Map"]


def test_a_link_restores_the_filters(open_page):
    page = open_page(
        dates=["2024-06-01", "2024-06-30"], person=["Ben Okoye"], place=["Lisbon"], q=["harbour"], lanes=["kind"]
    )
    assert page.date_input(key="dates").value == (dt.date(2024, 6, 1), dt.date(2024, 6, 30))
    assert page.multiselect(key="person").value == ["Ben Okoye"]
    assert page.multiselect(key="place").value == ["Lisbon"]
    assert page.text_input(key="q").value == "harbour"
    assert page.session_state["lanes"] == "kind"
    assert "1 event from 1 article, 19 June 2024" in said(page)


def test_a_person_moves_map_and_sentence(open_page):
    page = open_page(person=["Dana Vaka"])
    assert "3 events from 1 article" in said(page)
    assert chart(page, "Map")["data"][-1]["customdata"] == [["Suva"], ["Lima"]]
    assert "Names taken for this person" in said(page)


def test_the_open_event_shows_its_proof(open_page):
    page = open_page(event=["harbour-1"])
    assert "12–18 June 2024" in said(page)
    assert "Why this date" in said(page)
    page.button(key="next").click().run()
    assert page.session_state["event"] != "harbour-1"


@pytest.mark.parametrize(
    ("params", "sentence"),
    [
        ({"person": ["Nobody Known"]}, "Nobody Known"),
        ({"event": ["no-such-event"]}, "no longer here"),
        ({"certainty": ["perhaps"]}, "is none of"),
        ({"undated": ["maybe"]}, "neither true nor false"),
    ],
)
def test_what_a_link_names_and_is_not_there_is_said(open_page, params, sentence):
    page = open_page(**params)
    assert not page.exception
    assert sentence in said(page)


def test_an_unknown_person_stays_in_the_link(open_page):
    page = open_page(person=["Nobody Known"])
    assert page.multiselect(key="person").value == ["Nobody Known"]
    assert page.query_params["person"] in ("Nobody Known", ["Nobody Known"])


@pytest.mark.parametrize("text", ["x" * 10_000, "<script>alert(1)</script>", "'; DROP TABLE events; --"])
def test_any_words_are_only_searched_for(open_page, text):
    page = open_page(q=[text])
    assert not page.exception
    assert "<script>" not in said(page)


def test_an_empty_view_says_which_filter_to_loosen(open_page):
    page = open_page(q=["zzzz"], person=["Ben Okoye"])
    assert "Nothing matches" in said(page)
    assert page.button(key="loosen-q").label == "Any words: 3 events"
    page.button(key="loosen-q").click().run()
    assert "3 events from 1 article" in said(page)


def test_one_button_clears(open_page):
    page = open_page(person=["Ben Okoye"], q=["harbour"], unplaced=["false"])
    page.button(key="clear").click().run()
    assert "13 events from 3 articles" in said(page)


def test_undated_events_are_in_the_list_and_can_be_left_out(open_page):
    page = open_page()
    assert "1 undated" in said(page)
    page.toggle(key="undated").set_value(False).run()
    assert "12 events" in said(page)


def test_a_missing_store_is_one_sentence(open_page, tmp_path):
    page = open_page(data=tmp_path / "nowhere")
    assert not page.exception
    assert "there is no event store here" in said(page)


def test_html_in_names_stays_text(open_page):
    assert "Eve <b>Bold</b>" not in said(open_page(event=["harbour-4"]))


def test_corrections_are_offered_only_where_allowed(open_page, monkeypatch):
    assert not [b for b in open_page(event=["harbour-1"]).button if b.key == "judge-confirm"]
    monkeypatch.setenv("TIMELINE_EDIT", "1")
    assert [b for b in open_page(event=["harbour-1"]).button if b.key == "judge-confirm"]


def test_a_correction_is_kept_shown_and_undone(open_page, tmp_path, monkeypatch):
    monkeypatch.setenv("TIMELINE_EDIT", "1")
    data = invented_pile.build(tmp_path / "data")
    page = open_page(data=data, event=["harbour-1"])
    page.button(key="judge-confirm").click().run()
    assert not page.exception
    assert "Checked by hand" in said(page)
    assert "Checked by hand" in said(open_page(data=data, event=["harbour-1"]))
    next(button for button in page.button if button.label.startswith("Undo: confirm")).click().run()
    assert "Checked by hand" not in said(page)
    assert (data / "judgements.jsonl").read_text().count("\n") == 2


def test_the_address_holds_the_view_and_nothing_else():
    filter_ = Filter(people=("A & B",), dates=(dt.date(2024, 1, 1), dt.date(2024, 2, 1)), event="e-1")
    link = state.address("http://host/", filter_, state.views({"lanes": "kind", "sort": "time"}))
    assert link == "http://host/?person=A+%26+B&dates=2024-01-01&dates=2024-02-01&event=e-1&lanes=kind"
    assert state.address(None, Filter(), {}) == ""


@pytest.mark.parametrize(
    ("value", "dates"),
    [
        ((), None),
        ((dt.date(2024, 1, 2),), (dt.date(2024, 1, 2), dt.date(2024, 1, 2))),
        ((dt.date(2024, 2, 2), dt.date(2024, 1, 2)), (dt.date(2024, 1, 2), dt.date(2024, 2, 2))),
    ],
)
def test_dates_come_single_and_reversed(value, dates):
    assert state.filter_of({"dates": value}).dates == dates


def test_settings_come_from_the_environment():
    read = settings.read({"TIMELINE_DATA": "x", "TIMELINE_TITLE": "Ours", "TIMELINE_EDIT": "1"})
    assert (read.data, read.title, read.may_edit, read.may_add) == (Path("x"), "Ours", True, False)


class Upload:
    def __init__(self, name: str) -> None:
        self.name = name

    def getvalue(self) -> bytes:
        return b"text"


def test_uploads_cannot_leave_their_folder_nor_replace_each_other(tmp_path):
    put(tmp_path, "pasted", [Upload("../../evil.txt"), Upload("a.txt"), Upload("a.txt"), Upload("..\\b.txt")])
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a-2.txt", "a.txt", "b.txt", "evil.txt", "pasted-article.txt"]


def test_a_filter_lists_no_more_names_than_it_can_and_keeps_those_chosen(open_page, monkeypatch):
    monkeypatch.setattr(sidebar, "OFFERED", 2)
    people = open_page(person=["Dana Vaka"]).multiselect(key="person")
    assert len(people.options) <= 3
    assert people.value == ["Dana Vaka"]
    assert "most frequent" in people.help


def test_a_person_is_let_go_beside_those_they_appear_with(open_page):
    page = open_page(person=["Ben Okoye"])
    assert "Appears with" in said(page)
    page.button(key="let-go").click().run()
    assert page.session_state["person"] == []


def test_all_can_be_listed_at_once(open_page, monkeypatch):
    monkeypatch.setattr("timeline.app.detail.PAGE", 5)
    page = open_page()
    assert "The first 5 of 13 events" in said(page)
    page.button(key="all").click().run()
    assert "The first" not in said(page)


def test_the_lanes_say_how_many_have_no_date(open_page):
    assert "1 undated: in the list" in said(open_page())
    assert "undated: in the list" not in said(open_page(undated=["false"]))


def test_words_are_cut_between_words_and_quoted_whole(open_page):
    assert f"“{('harbour ' * 25).strip()}”" in said(open_page(q=["harbour " * 1250]))


def test_a_visitor_with_own_articles_is_told_what_the_link_cannot_hold(open_page, store, monkeypatch):
    assert "opens exactly this view" in " ".join(c.value for c in open_page().caption)
    monkeypatch.setattr("timeline.app.add.folder", lambda: store)
    assert "cannot hold your own articles" in " ".join(c.value for c in open_page().caption)
