"""Stamps that count back from the moment at which a page was seen, wherever that is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline import articles
from timeline.models import Document, Publication
from timeline.published import date_pile

STORY = "The town asked three joiners for a price, and only one of them wrote back before the end of the month."
SINGLE_FILE = "<!-- Page saved with SingleFile \n saved date: Tue Mar 12 2019 14:20:11 GMT+0100 -->"
HTTRACK = "<!-- Mirrored from a.example/b by HTTrack Website Copier/3.x [XR&CO'2014], Tue, 12 Mar 2019 14:20:11 GMT -->"


def dated(path: Path) -> Publication:
    (document,) = (found for found in articles.read([path]) if isinstance(found, Document))
    (publication,) = date_pile([document])
    return publication


@pytest.mark.parametrize("comment", [SINGLE_FILE, HTTRACK])
@pytest.mark.parametrize(
    ("stamp", "days"),
    [
        ("3 days ago", ["2019-03-08", "2019-03-10"]),
        ("5 hours ago", ["2019-03-12", "2019-03-13"]),
        ("Yesterday at 18:04", ["2019-03-11", "2019-03-12"]),
        ("2 weeks ago", ["2019-02-19", "2019-02-27"]),
        ("3 years ago", None),
    ],
)
def test_a_page_that_a_tool_saved_is_counted_back_from(
    tmp_path: Path, comment: str, stamp: str, days: list[str] | None
) -> None:
    page = tmp_path / "page.html"
    page.write_text(
        f"<!DOCTYPE html>{comment}<html><head><title>Joiners wanted in town</title></head><body>"
        f"<h1>Joiners wanted in town</h1><p class='meta'>{stamp}</p><p>{STORY}</p></body></html>"
    )
    published = dated(page)
    assert (published.interval.iso() if published.interval else None) == days
    assert "page saved" in {candidate.kind for candidate in published.candidates}


@pytest.mark.parametrize("name", ["crawled", "fetched_at", "retrievedAt"])
def test_rows_say_when_they_were_fetched(tmp_path: Path, name: str) -> None:
    rows = tmp_path / "rows.jsonl"
    text = f"Joiners wanted in town\n\n3 days ago\n\n{STORY}"
    rows.write_text(json.dumps({"text": text, name: "2019-03-12T14:20:11Z"}))
    published = dated(rows)
    assert published.interval is not None
    assert published.interval.iso() == ["2019-03-08", "2019-03-10"]


def test_a_line_at_the_head_says_when_the_text_was_taken(tmp_path: Path) -> None:
    text = tmp_path / "page.txt"
    text.write_text(f"Joiners wanted in town\n\n5 hours ago\n\nCaptured: 12 March 2019, 14:20\n\n{STORY}\n")
    published = dated(text)
    assert published.interval is not None
    assert published.interval.iso() == ["2019-03-12", "2019-03-13"]
