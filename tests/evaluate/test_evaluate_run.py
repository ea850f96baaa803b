"""From a folder of articles and one of gold to a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from timeline.errors import ArticleError, ResourceError
from timeline.evaluate import evaluate

GOLD = {
    "document": "a.txt",
    "published": {"interval": ["2021-03-02", "2021-03-03"], "basis": "stated", "why": ""},
    "people": [], "people_optional": [], "not_people": [],
    "places": [], "places_optional": [], "not_places": [],
    "timexes": [], "events": [],
}  # fmt: skip


@pytest.fixture
def gold_dir(tmp_path: Path) -> Path:
    folder = tmp_path / "gold"
    folder.mkdir()
    (folder / "a.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (folder / "places.json").write_text("{}", encoding="utf-8")
    (folder / "same_events.json").write_text('{"same": [], "either": []}', encoding="utf-8")
    return folder


def test_an_article_that_the_gold_speaks_of_must_be_there(gold_dir: Path, tmp_path: Path) -> None:
    with pytest.raises(ResourceError, match=r"a\.txt, which is not there"):
        evaluate(gold_dir, tmp_path)


def test_an_article_that_cannot_be_read_stops_the_evaluation(gold_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    with pytest.raises(ArticleError, match=r"a\.txt"):
        evaluate(gold_dir, tmp_path)


def test_articles_are_extracted_merged_and_scored(gold_dir: Path, tmp_path: Path) -> None:
    text = "Published: 2 March 2021\n\nThe ferry sank off Lisbon on Monday.\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "beside.txt").write_text("An article that the gold does not speak of.\n", encoding="utf-8")
    start = text.index("Monday")
    monday = {"text": "Monday", "type": "DATE", "value": "2021-03-01", "interval": ["2021-03-01", "2021-03-02"]}
    gold = GOLD | {"timexes": [monday | {"start": start, "end": start + len("Monday")}]}
    (gold_dir / "a.json").write_text(json.dumps(gold), encoding="utf-8")
    report = evaluate(gold_dir, tmp_path)
    counted = {(score.area, score.measure): score for score in report.scores}
    assert report.documents == 1
    assert counted["Publication date", "inside the gold"].right == 1
    assert counted["Time expressions", "value"].right == 1
