"""Articles without a stated date that date days of one week, or tell of what the world knows the day of."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from timeline.articles.zones import zones_of
from timeline.models import Document
from timeline.published import date_pile
from timeline.published.known_table import table
from timeline.published.told import Told
from timeline.published.world import proposed

ARTICLES = tomllib.loads((Path(__file__).parent / "weeks.toml").read_text(encoding="utf-8"))["article"]


def cases() -> list[Any]:
    """The articles, those that are not dated rightly yet with the reason."""
    return [
        pytest.param(
            article,
            id=article["about"].replace(" ", "-"),
            marks=pytest.mark.xfail(reason=article["not_yet"]) if "not_yet" in article else (),
        )
        for article in ARTICLES
    ]


@pytest.mark.parametrize("article", cases())
def test_a_text_was_news_soon_after_the_last_day_of_the_week_that_it_dates(article: Any) -> None:
    text = article["text"].strip()
    (found,) = date_pile([Document(id="a", text=text, zones=zones_of(text))])
    days = [str(found.interval.start), str(found.interval.last)] if found.interval else []
    assert days == article["days"], found.reason
    assert found.basis == article.get("basis", "inferred" if days else "unknown")


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if "proposed" in a], ids=lambda article: article["about"].replace(" ", "-")
)
def test_rules_propose_days_that_are_said_only_where_all_else_makes_them_likely(article: Any) -> None:
    text = article["text"].strip()
    told = Told(Document(id="a", text=text, zones=zones_of(text)))
    found = proposed(told)
    assert found is not None
    assert [str(found[0].start), str(found[0].last)] == article["proposed"]


def test_what_readers_comment_below_an_article_tells_nothing_of_its_day() -> None:
    body = "\n\n".join(f"The harbour of Tesk was closed for the {n} time, said the master." for n in range(5))
    text = f"Harbour closed\n\n{body}\n\nComments (2)\nOn Saturday, 12 May 2012 it was open all day, wrote Reed.\nTrue."
    zones = zones_of(text)
    assert any(zone.kind == "furniture" and "12 May 2012" in text[zone.start : zone.end] for zone in zones)
    (found,) = date_pile([Document(id="a", text=text, zones=zones)])
    assert found.basis == "unknown"


def test_every_known_event_has_a_day_a_source_and_words_of_its_own() -> None:
    rows = table()
    assert len(rows) > 8000
    assert len({(known.day, known.words) for known in rows}) == len(rows)
    for known in rows:
        assert date(1990, 1, 1) <= known.day < date(2026, 1, 1), known
        assert known.source, known
        assert known.event, known
        groups = [group.split(" / ") for group in known.words.split(" + ")]
        assert len(groups) > 1, known
        assert all(word.strip() == word and word for group in groups for word in group), known
