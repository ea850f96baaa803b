"""Articles of one story date each other, follow-ups and yearly events do not, and nothing proves itself."""

from __future__ import annotations

import tomllib
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from timeline.articles.zones import zones_of
from timeline.models import DateInterval, Document
from timeline.published import date_pile

PAIRS = tomllib.loads((Path(__file__).parent / "stories.toml").read_text(encoding="utf-8"))["pair"]


def documents(pair: dict[str, Any]) -> list[Document]:
    given = DateInterval.day(pair["published"])
    known = Document(id=f"{pair['name']}, known", text=pair["known"], zones=zones_of(pair["known"]), given=given)
    return [known, Document(id=pair["name"], text=pair["text"], zones=zones_of(pair["text"]))]


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["name"] for pair in PAIRS])
def test_another_telling_of_the_same_news_dates_an_article_and_a_follow_up_does_not(pair: dict[str, Any]) -> None:
    _, found = date_pile(documents(pair))
    if not pair["linked"]:
        assert found.interval is None, found.reason
        return
    assert found.interval is not None
    assert found.interval.start <= pair["day"] < found.interval.end, found.reason
    assert found.interval.end - found.interval.start <= timedelta(7)
    assert found.basis == "inferred"


def test_all_stories_in_one_pile_are_told_apart() -> None:
    pile = [document for pair in PAIRS for document in documents(pair)]
    for document, found in zip(pile, date_pile(pile), strict=True):
        pair = next(pair for pair in PAIRS if pair["name"] == document.id.removesuffix(", known"))
        if found.basis == "inferred":
            assert found.interval is not None
            assert found.interval.start <= pair["day"] < found.interval.end, found.reason


def test_an_article_that_was_dated_by_another_dates_no_third() -> None:
    pair = next(pair for pair in PAIRS if pair["name"] == "ferry aground")
    known, telling = documents(pair)
    third = Document(id="third", text=telling.text, zones=telling.zones)
    reasons = [found.reason for found in date_pile([known, telling, third])[1:]]
    assert all(f"“{known.id}”" in reason for reason in reasons), reasons
    assert [found.interval for found in date_pile([telling, third])] == [None, None]
