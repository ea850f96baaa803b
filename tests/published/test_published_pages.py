"""The pile of saved pages: as many days right as the issue asks, and more than htmldate finds alone."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from timeline import articles
from timeline.models import Document, Publication
from timeline.published import date_pile

PAGES = Path(__file__).parent / "pages"
MISSED = {"vor-3-tagen.html": "three days before an afternoon are two days of the calendar, and both are said"}


@pytest.fixture(scope="module")
def found() -> dict[str, Publication]:
    documents = [document for document in articles.read([PAGES]) if isinstance(document, Document)]
    return dict(zip((Path(d.path or "").name for d in documents), date_pile(documents), strict=True))


def truth() -> list[Any]:
    with (PAGES / "truth.tsv").open(encoding="utf-8", newline="") as file:
        rows = [(row["file"], row["published"]) for row in csv.DictReader(file, delimiter="\t")]
    missed = {name: [pytest.mark.xfail(reason=reason, strict=True)] for name, reason in MISSED.items()}
    return [pytest.param(*row, marks=missed.get(row[0], [])) for row in rows]


@pytest.mark.parametrize(("name", "day"), truth(), ids=lambda value: value.removesuffix(".html"))
def test_a_page_is_dated_as_it_was_or_rightly_unknown(found: dict[str, Publication], name: str, day: str) -> None:
    interval = found[name].interval
    assert (str(interval.start) if interval else "unknown") == day, found[name].reason
    assert interval is None or interval.days == 1
