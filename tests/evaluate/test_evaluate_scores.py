"""Each figure counts what it says it counts."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest

from timeline.evaluate import happenings, names, render_misses, render_table, sameness, times
from timeline.evaluate.gold import Gold, GoldDocument, GoldEvent, GoldPlace, GoldTimex
from timeline.evaluate.report import Report, Score, reliability
from timeline.evaluate.run import score
from timeline.models import (
    DateInterval,
    Document,
    Event,
    Evidence,
    Extraction,
    MergedEvent,
    Person,
    Place,
    Publication,
    Source,
    Span,
    TimeExpression,
)

TEXT = "The mayor opened the bridge on Monday. It will close in May."
LISBON = GoldPlace(name="Lisbon", lat=38.72, lon=-9.14, radius_km=30)
MONDAY = DateInterval.day(dt.date(2021, 3, 1))
MAY = DateInterval(dt.date(2021, 5, 1), dt.date(2021, 6, 1))


def gold_timex(text: str, value: str, interval: DateInterval | None, *, optional: bool = False) -> GoldTimex:
    start = TEXT.index(text)
    end = start + len(text)
    return GoldTimex(start=start, end=end, text=text, type="DATE", value=value, interval=interval, optional=optional)


def gold_event(id_: str, text: str, **fields: Any) -> GoldEvent:
    start = TEXT.index(text)
    given: dict[str, Any] = {
        "when": None, "people": (), "others": (), "place": None, "kind": "other", "status": "happened",
        "optional": False,
    } | fields  # fmt: skip
    return GoldEvent(start=start, end=start + len(text), key=f"a.txt#{id_}", text=text, gist=text, **given)


OPENING = gold_event(
    "opening", "The mayor opened the bridge", when=MONDAY, people=("Ana Reis",), others=("Rui Pinto",), place=LISBON
)
CLOSING = gold_event("closing", "It will close in May", when=MAY, status="announced")
GOLD = GoldDocument(
    name="a.txt",
    published=DateInterval.day(dt.date(2021, 3, 2)),
    basis="stated",
    timexes=(gold_timex("Monday", "2021-03-01", MONDAY), gold_timex("May", "2021-05", MAY)),
    people=("Ana Reis",),
    people_optional=("Bo Lind",),
    not_people=("May",),
    places=(LISBON,),
    places_optional=(),
    not_places=("Bridge",),
    events=(OPENING, CLOSING),
)


def timex(text: str, value: str, interval: DateInterval | None, confidence: float = 0.9) -> TimeExpression:
    start = TEXT.index(text)
    end = start + len(text)
    return TimeExpression(
        start=start, end=end, text=text, type="DATE", value=value, interval=interval, rule="r", confidence=confidence
    )


def place(name: str, lat: float, lon: float) -> Place:
    return Place(name=name, kind="city", country=None, lat=lat, lon=lon, gazetteer_id=None, confidence=0.9, mentions=())


def event(words: str, **fields: Any) -> Event:
    start = TEXT.index(words)
    given: dict[str, Any] = {
        "id": "e1", "document": "a", "title": words, "kind": "other", "status": "happened", "interval": MONDAY,
        "granularity": "day", "basis": "resolved", "confidence": 0.95, "people": ("Ana Reis",), "place": "Lisbon",
        "lat": 38.7, "lon": -9.1, "sentence": Span(start=0, end=38),
        "evidence": (Evidence(start=start, end=start + len(words), field="what"),),
    } | fields  # fmt: skip
    return Event(**given)


def extraction(**fields: Any) -> Extraction:
    given: dict[str, Any] = {
        "document": Document(id="a", text=TEXT, path="pile/a.txt"),
        "published": Publication(interval=GOLD.published, basis="stated", confidence=0.95, reason=""),
        "timexes": (), "people": (), "places": (), "events": (),
    } | fields  # fmt: skip
    return Extraction(**given)


def by_measure(scores: list[Score]) -> dict[str, Score]:
    return {one.measure: one for one in scores}


def test_a_missed_and_an_invented_time_expression_cost_recall_and_precision() -> None:
    found = (timex("Monday", "2021-03-01", MONDAY), timex("bridge", "2021", None))
    scores, _, misses = times.score_timexes([(GOLD, extraction(timexes=found))])
    counted = by_measure(scores)["value"]
    assert (counted.right, counted.said, counted.due) == (1, 2, 2)
    assert [miss.problem for miss in misses] == ["missed", "is none"]


def test_an_overlapping_span_is_found_but_not_exact() -> None:
    found = (timex("on Monday", "2021-03-01", MONDAY),)
    scores = by_measure(times.score_timexes([(GOLD, extraction(timexes=found))])[0])
    assert (scores["found"].right, scores["exact span"].right) == (1, 0)


def test_a_wrong_interval_is_counted_apart_from_the_value() -> None:
    found = (timex("Monday", "2021-03-01", MAY),)
    scores = by_measure(times.score_timexes([(GOLD, extraction(timexes=found))])[0])
    assert (scores["value"].right, scores["calendar interval"].right, scores["calendar interval"].said) == (1, 0, 1)


def test_optional_time_expressions_are_neither_asked_for_nor_wrong() -> None:
    optional = replace(GOLD, timexes=(gold_timex("Monday", "2021-03-01", MONDAY, optional=True),))
    scores = by_measure(times.score_timexes([(optional, extraction(timexes=(timex("Monday", "X", None),)))])[0])
    assert (scores["found"].said, scores["found"].due) == (0, 0)


@pytest.mark.parametrize(
    ("interval", "right", "said"),
    [
        (GOLD.published, 1, 1),
        (DateInterval(dt.date(2021, 3, 1), dt.date(2021, 3, 3)), 0, 1),
        (None, 0, 0),
    ],
    ids=["inside", "wider", "unknown"],
)
def test_a_publication_date_is_right_inside_the_gold(interval: DateInterval | None, right: int, said: int) -> None:
    published = Publication(interval=interval, basis="stated", confidence=0.9, reason="")
    inside = by_measure(times.score_published([(GOLD, extraction(published=published))])[0])["inside the gold"]
    assert (inside.right, inside.said, inside.due) == (right, said, 1)


def test_names_are_compared_without_case_accents_and_hyphens() -> None:
    people = tuple(Person(name=name, mentions=()) for name in ("Aña-Reis", "Bo Lind", "May"))
    scores, misses = names.score_people([(GOLD, extraction(people=people))])
    counted = by_measure(scores)
    assert (counted["names"].right, counted["names"].said) == (1, 2)
    assert counted["traps avoided"].right == 0
    assert [miss.detail for miss in misses] == ["May"]


def test_places_are_right_near_the_gold_and_wrong_elsewhere() -> None:
    scores, misses = names.score_places([(GOLD, extraction(places=(place("Lisboa", 38.8, -9.2), place("X", 0, 0))))])
    counted = by_measure(scores)
    assert (counted["located"].right, counted["pins that are right"].right) == (1, 1)
    assert (counted["pins that are right"].said, counted["traps avoided"].right) == (2, 1)
    assert [miss.problem for miss in misses] == ["misplaced"]


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, ""),
        ({"people": ("Ana Reis", "Rui Pinto")}, ""),
        ({"people": ("Ana Reis", "Bo Lind")}, "who"),
        ({"people": ()}, "who"),
        ({"interval": MAY}, "when"),
        ({"interval": None, "basis": "undated"}, "when"),
        ({"lat": None, "lon": None, "people": ()}, "where, who"),
    ],
)
def test_a_shown_event_is_right_only_with_its_date_place_and_people(fields: dict[str, Any], problem: str) -> None:
    assert happenings.verdict(event("opened", **fields), GOLD.events) == problem


def test_what_is_no_event_or_has_not_happened_is_wrong_when_shown() -> None:
    assert happenings.verdict(event("on Monday"), GOLD.events) == "no event"
    assert happenings.verdict(event("close", interval=MAY), GOLD.events) == "is announced"


def test_events_are_counted_by_field_and_announced_ones_are_not_shown() -> None:
    found = (event("opened", people=()), event("close", id="e2", status="announced", interval=MAY, people=()))
    scores, table, misses = happenings.score_events([(GOLD, extraction(events=found))])
    rights = {one.measure: (one.right, one.due) for one in scores}
    assert rights["found"] == (2, 2)
    assert rights["when"] == (2, 2)
    assert rights["where"] == (1, 1)
    assert rights["who"] == (1, 2)
    assert rights["all right"] == (1, 2)
    shown = by_measure(scores)["shown as happened"]
    assert (shown.right, shown.said) == (0, 1)
    assert table.bins[9].answers == 1
    assert [miss.problem for miss in misses] == ["wrong who", "shown, but who"]


def test_an_unsure_kind_is_neither_right_nor_wrong() -> None:
    gold = replace(GOLD, events=(replace(OPENING, kind="culture"), CLOSING))
    for said, expected in (("culture", (1, 1, 1)), ("sport", (0, 1, 1)), ("other", (0, 0, 1))):
        scores, _, _ = happenings.score_events([(gold, extraction(events=(event("opened", kind=said),)))])
        kind = by_measure(scores)["kind"]
        assert (kind.right, kind.said, kind.due) == expected


def source(document: str, event_id: str) -> Source:
    return Source(
        document=document, event=event_id, title=None, source=None, url=None, published=None, quote="", start=0, end=1
    )


def test_merging_is_judged_by_pairs_across_articles() -> None:
    copies = tuple(replace(e, key=e.key.replace("a.", "b.")) for e in GOLD.events)
    elsewhere = replace(GOLD, name="b.txt", events=copies)
    other = extraction(
        document=Document(id="b", text=TEXT, path="b.txt"),
        events=(event("opened", document="b"), event("close", id="e2", document="b")),
    )
    cases = [(GOLD, extraction(events=(event("opened"),))), (elsewhere, other)]
    sources = (source("a", "e1"), source("b", "e1"), source("b", "e2"))
    merged = [MergedEvent(event=event("opened"), sources=sources)]
    same = frozenset({frozenset({"a.txt#opening", "b.txt#opening"})})
    gold = Gold(documents={"a.txt": GOLD, "b.txt": elsewhere}, same=same, either=frozenset())
    (pairs,), misses = sameness.score_same(gold, cases, merged)
    assert (pairs.right, pairs.said, pairs.due) == (1, 2, 1)
    assert [miss.problem for miss in misses] == ["merged, but not the same"]
    lenient = replace(gold, either=frozenset({frozenset({"a.txt#opening", "b.txt#closing"})}))
    assert sameness.score_same(lenient, cases, merged)[0][0].said == 1


def test_reliability_puts_answers_in_ten_bins_and_certainty_in_the_last() -> None:
    table = reliability("x", [(0.0, False), (0.55, True), (0.58, False), (1.0, True)])
    assert [b.answers for b in table.bins] == [1, 0, 0, 0, 0, 2, 0, 0, 0, 1]
    assert (table.bins[5].stated, table.bins[5].share) == (0.565, 0.5)
    assert table.bins[9].share == 1.0
    assert table.bins[1].share is None


def report() -> Report:
    gold = Gold(documents={"a.txt": GOLD}, same=frozenset(), either=frozenset())
    return score(gold, [extraction(events=(event("opened"),), timexes=(timex("May", "2021-05", MAY),))], [])


def test_the_report_is_plain_json_with_every_area() -> None:
    plain = json.loads(json.dumps(report().to_json()))
    assert plain["documents"] == 1
    assert plain["events"] == 2
    areas = {row["area"] for row in plain["scores"]}
    assert areas == {"Publication date", "Time expressions", "People", "Places", "Events", "Same events"}
    value = next(row for row in plain["scores"] if (row["area"], row["measure"]) == ("Time expressions", "value"))
    assert (value["precision"], value["recall"], value["f1"]) == (1.0, 0.5, 0.6667)
    assert [len(table["bins"]) for table in plain["reliability"]] == [10, 10, 10]


def test_the_table_and_the_misses_can_be_read() -> None:
    table = render_table(report())
    assert "1 articles, 2 events" in table
    assert "66.7%" in table
    assert "a.txt: Time expressions: missed: 'Monday' 2021-03-01 -> nothing" in render_misses(report().misses)
