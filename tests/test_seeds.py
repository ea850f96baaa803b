"""The sample articles and their gold agree with each other and with the calendar."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from itertools import pairwise
from pathlib import Path

import pytest

from timeline.evaluate import gold, offsets
from timeline.models import DateInterval

SEEDS = Path(__file__).parent.parent / "seeds"
GOLD = gold.load(SEEDS / "gold")
TEXTS = offsets.texts_of(SEEDS)
DOCUMENTS = sorted(GOLD.documents)
WEEKDAYS = tuple(calendar.day_name)


def days_named(value: str) -> DateInterval | None:
    """The days of a value that names one day, one month or one year; None for all other values."""
    if found := re.match(r"(\d{4})-(\d\d)-(\d\d)", value):
        return DateInterval.day(dt.date(*map(int, found.groups())))
    if found := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = map(int, found.groups())
        first = dt.date(year, month, 1)
        return DateInterval(first, first + dt.timedelta(calendar.monthrange(year, month)[1]))
    if found := re.fullmatch(r"\d{4}", value):
        return DateInterval(dt.date(int(value), 1, 1), dt.date(int(value) + 1, 1, 1))
    if found := re.fullmatch(r"(\d{4})-W(\d\d)", value):
        monday = dt.date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return DateInterval(monday, monday + dt.timedelta(7))
    return None


def test_every_article_has_gold_and_every_gold_an_article() -> None:
    assert set(TEXTS) == set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_offset_meets_its_words(name: str) -> None:
    document = GOLD.documents[name]
    quotes = [(t.start, t.end, t.text) for t in document.timexes] + [(e.start, e.end, e.text) for e in document.events]
    assert all(TEXTS[name][start:end] == words for start, end, words in quotes)


def test_the_gold_files_are_as_the_tool_writes_them() -> None:
    for path in gold.document_files(SEEDS / "gold"):
        raw = gold.read_json(path)
        assert offsets.dumps(offsets.with_offsets(raw, TEXTS[raw["document"]])) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_intervals_are_those_of_their_values(name: str) -> None:
    for timex in GOLD.documents[name].timexes:
        if (days := days_named(timex.value)) is not None:
            assert timex.interval == days, timex.text
        if timex.type in ("DURATION", "SET"):
            assert timex.interval is None, timex.text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_weekdays_fall_on_their_dates(name: str) -> None:
    for timex in GOLD.documents[name].timexes:
        named = [day for day in WEEKDAYS if day in timex.text]
        if named:
            assert timex.interval is not None, timex.text
            assert calendar.day_name[timex.interval.start.weekday()] == named[0], timex.text


@pytest.mark.parametrize("name", DOCUMENTS)
def test_time_expressions_do_not_overlap_unless_optional(name: str) -> None:
    required = sorted((t for t in GOLD.documents[name].timexes if not t.optional), key=lambda t: t.start)
    assert all(a.end <= b.start for a, b in pairwise(required))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_people_of_events_are_people_of_the_article(name: str) -> None:
    document = GOLD.documents[name]
    known = {*document.people, *document.people_optional}
    for event in document.events:
        assert {*event.people, *event.others} <= known, event.key
    assert not known & set(document.not_people)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_places_of_events_are_places_of_the_article(name: str) -> None:
    document = GOLD.documents[name]
    for event in document.events:
        assert event.place is None or event.place in document.places, event.key


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_has_happened_after_its_article(name: str) -> None:
    document = GOLD.documents[name]
    for event in document.events:
        if event.status == "happened" and event.when is not None:
            assert event.when.start < document.published.end, event.key


def test_event_keys_are_unique_and_pairs_name_events() -> None:
    keys = [event.key for document in GOLD.documents.values() for event in document.events]
    assert len(keys) == len(set(keys))
    assert {key for pair in GOLD.same | GOLD.either for key in pair} <= set(keys)


def test_at_least_sixty_events_are_asked_for() -> None:
    assert sum(not event.optional for document in GOLD.documents.values() for event in document.events) >= 60


def test_the_page_on_accuracy_states_the_size_of_the_gold() -> None:
    page = " ".join((SEEDS.parent / "docs/accuracy.md").read_text(encoding="utf-8").split())
    documents = GOLD.documents.values()
    asked = [not event.optional for document in documents for event in document.events]
    timexes = sum(not timex.optional for document in documents for timex in document.timexes)
    people = sum(len(document.people) for document in documents)
    assert f"{sum(asked)} events that are asked for, {len(asked) - sum(asked)} more clauses" in page
    assert f"{timexes} time expressions, {people} names of people" in page


def test_the_articles_are_free_to_use() -> None:
    assert "CC0" in (SEEDS / "README.md").read_text(encoding="utf-8")
