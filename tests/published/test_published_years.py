"""Articles without a stated date that tell days without their year: the year in which all of it fits, or none."""

from __future__ import annotations

import tomllib
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from timeline.articles.zones import zones_of
from timeline.models import Document
from timeline.published import date_pile
from timeline.published.terms import _terms
from timeline.published.told import Told
from timeline.published.world import proposed

ARTICLES = tomllib.loads((Path(__file__).parent / "years.toml").read_text(encoding="utf-8"))["article"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["about"].replace(" ", "-"))
def test_a_day_without_its_year_is_of_the_year_in_which_all_fits(article: Any) -> None:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in article["text"].strip().split("\n\n"))
    (found,) = date_pile([Document(id="a", text=text, zones=zones_of(text))])
    days = [str(found.interval.start), str(found.interval.last)] if found.interval else []
    assert days == article["days"], found.reason
    assert found.basis == ("inferred" if days else "unknown")


@pytest.mark.parametrize(
    "article", [a for a in ARTICLES if "proposed" in a], ids=lambda article: article["about"].replace(" ", "-")
)
def test_a_year_in_which_all_fits_is_proposed_though_too_little_else_bears_it_out(article: Any) -> None:
    text = "\n\n".join(" ".join(paragraph.split()) for paragraph in article["text"].strip().split("\n\n"))
    told = Told(Document(id="a", text=text, zones=zones_of(text)))
    found = proposed(told)
    assert found is not None
    assert [str(found[0].start), str(found[0].last)] == article["proposed"]


def test_the_last_year_of_the_calendar_is_no_stumbling_block() -> None:
    text = "The arch was built on 3 May 9999. On 7 June it fell.\n\nPresident Bill Clinton said on Monday he saw it."
    (found,) = date_pile([Document(id="a", text=text)])
    assert found.basis == "unknown"


def test_terms_of_one_office_of_one_holder_do_not_overlap() -> None:
    for name, terms in _terms().items():
        assert all(date(1940, 1, 1) < term.time.start for term in terms), name
        same = [(term.title, term.name, term.time) for term in terms]
        assert len(same) == len(set(same)), name
        own = sorted((t.time for t in terms if t.name == name), key=lambda time: time.start)
        if len({t.title for t in terms if t.name == name}) == 1:
            assert not any(a.overlaps(b) for a, b in pairwise(own)), name
