"""Gold files are read whole or refused with their name; offsets come from the words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from timeline.errors import ResourceError
from timeline.evaluate import gold, offsets

RAW: dict[str, Any] = {
    "document": "a.txt",
    "published": {"interval": ["2021-03-02", "2021-03-03"], "basis": "stated", "why": "dateline"},
    "timexes": [
        {"context": "again on Monday", "text": "Monday", "type": "DATE", "value": "2021-03-01",
         "interval": ["2021-03-01", "2021-03-02"]},
    ],
    "people": ["Ana Reis"], "people_optional": [], "not_people": [],
    "places": ["Lisbon"], "places_optional": [], "not_places": [],
    "events": [
        {"id": "rain", "text": "It rained again", "gist": "rain", "when": None, "people": [], "place": "Lisbon",
         "kind": "other", "status": "happened"},
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "gold").mkdir()
    (tmp_path / "a.txt").write_text("Monday was dry. It rained again on Monday.\n", encoding="utf-8")
    (tmp_path / "gold/a.json").write_text(json.dumps(RAW), encoding="utf-8")
    places = {"Lisbon": {"lat": 38.72, "lon": -9.14, "radius_km": 30}}
    (tmp_path / "gold/places.json").write_text(json.dumps(places), encoding="utf-8")
    same = {"same": [["a.txt#rain", "b.txt#rain", "c.txt#rain"]], "either": []}
    (tmp_path / "gold/same_events.json").write_text(json.dumps(same), encoding="utf-8")
    return tmp_path


def test_offsets_are_found_by_context_and_written_once(folder: Path) -> None:
    assert offsets.fill(folder / "gold", folder) == [folder / "gold/a.json"]
    assert offsets.fill(folder / "gold", folder) == []
    document = gold.load(folder / "gold").documents["a.txt"]
    assert (document.timexes[0].start, document.events[0].start) == (35, 16)
    assert document.events[0].place == gold.GoldPlace(name="Lisbon", lat=38.72, lon=-9.14, radius_km=30)


def test_a_group_of_same_events_is_all_its_pairs(folder: Path) -> None:
    offsets.fill(folder / "gold", folder)
    assert len(gold.load(folder / "gold").same) == 3


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"events": [RAW["events"][0] | {"text": "It snowed"}]}, "'It snowed' occurs 0 times"),
        ({"timexes": [RAW["timexes"][0] | {"context": "Monday"}]}, "'Monday' occurs 2 times"),
        ({"timexes": [RAW["timexes"][0] | {"context": "was dry"}]}, "is not in its context"),
    ],
)
def test_words_that_are_not_there_once_are_refused(folder: Path, change: dict[str, Any], complaint: str) -> None:
    (folder / "gold/a.json").write_text(json.dumps(RAW | change), encoding="utf-8")
    with pytest.raises(ResourceError, match=complaint) as caught:
        offsets.fill(folder / "gold", folder)
    assert "a.json" in str(caught.value)


@pytest.mark.parametrize(
    "content", ["{", json.dumps({"document": "a.txt"}), json.dumps(RAW | {"places": ["Atlantis"]}), "[1]"]
)
def test_broken_gold_is_refused_by_name(folder: Path, content: str) -> None:
    (folder / "gold/a.json").write_text(content, encoding="utf-8")
    with pytest.raises(ResourceError, match=r"a\.json"):
        gold.load(folder / "gold")


def test_a_folder_without_gold_is_refused(folder: Path) -> None:
    (folder / "gold/a.json").unlink()
    with pytest.raises(ResourceError, match="no gold"):
        gold.load(folder / "gold")
