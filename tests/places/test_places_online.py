from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from timeline import pipeline
from timeline.contract import to_json
from timeline.errors import ResourceError
from timeline.models import Document
from timeline.places import online
from timeline.places.online import ATTRIBUTION, Geocoder, geocoder, nominatim

TEXT = "The mayor, Ana Sousa, opened a school in Vilarinho Novo near Porto in Portugal on Tuesday. Porto paid for it."
ANSWER = {"id": "osm:node/1", "name": "Vilarinho Novo, Portugal", "kind": "city", "country": "PT", "lat": 41.3,
          "lon": -8.4, "radius_km": None}  # fmt: skip


class Fake:
    """Answers like a geocoder, or fails, and counts."""

    def __init__(self, answer: dict[str, Any] | Exception | None) -> None:
        self.answer, self.asked = answer, []

    def __call__(self, name: str, countries: Sequence[str]) -> dict[str, Any] | None:
        self.asked.append((name, tuple(countries)))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def extracted(asked: Geocoder | None, text: str = TEXT) -> dict[str, Any]:
    return to_json(next(iter(pipeline.extract([Document(id="d", text=text)], geocoder=asked))))


def place(found: dict[str, Any], name: str) -> dict[str, Any]:
    return next(p for p in found["places"] if p["name"] == name)


def test_a_name_that_the_gazetteer_lacks_is_asked_once_and_kept_on_disk(tmp_path: Path) -> None:
    first, second = Fake(ANSWER), Fake(None)
    kept = tmp_path / "cache" / "nominatim.jsonl"
    found = place(extracted(Geocoder(first, kept)), "Vilarinho Novo")
    assert (found["lat"], found["gazetteer_id"], found["attribution"]) == (41.3, "osm:node/1", ATTRIBUTION)
    assert [name for name, _ in first.asked] == ["Vilarinho Novo"]
    assert first.asked[0][1] == ("PT",)
    assert place(extracted(Geocoder(second, kept)), "Vilarinho Novo") == found
    assert second.asked == []


def test_that_there_is_no_answer_is_kept_too(tmp_path: Path) -> None:
    fake = Fake(None)
    for _ in range(2):
        assert place(extracted(Geocoder(fake, tmp_path / "kept")), "Vilarinho Novo")["lat"] is None
    assert len(fake.asked) == 1


def test_what_is_found_online_is_approximate_and_says_whose_it_is(tmp_path: Path) -> None:
    asked = Geocoder(Fake(ANSWER), tmp_path / "kept")
    (read,) = pipeline.extract([Document(id="d", text=TEXT)], geocoder=asked)
    found = next(p for p in read.places if p.name == "Vilarinho Novo")
    assert found.approximate
    assert ATTRIBUTION in found.reason


def test_places_of_the_gazetteer_are_asked_of_nobody(tmp_path: Path) -> None:
    fake = Fake(ANSWER)
    extracted(Geocoder(fake, tmp_path / "kept"), "Ana Sousa spoke in Porto in Portugal on Tuesday.")
    assert fake.asked == []


def test_a_geocoder_that_fails_is_told_of_and_the_articles_are_read(tmp_path: Path) -> None:
    fake = Fake(TimeoutError("timed out"))
    asked = Geocoder(fake, tmp_path / "kept")
    for _ in range(5):
        assert place(extracted(asked), "Vilarinho Novo")["lat"] is None
    assert len(fake.asked) == online.PATIENCE
    assert asked.problems[0].startswith("“Vilarinho Novo” could not be asked of the geocoder (timed out)")
    assert "nothing more is asked" in asked.problems[-1]


def test_broken_lines_of_the_cache_are_asked_again(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.write_text('{"half\n[1]\n["vilarinho novo|PT", 7]\n', encoding="utf-8")
    assert place(extracted(Geocoder(Fake(ANSWER), kept)), "Vilarinho Novo")["lat"] == 41.3


def test_nominatim_is_asked_as_its_terms_want(monkeypatch: pytest.MonkeyPatch) -> None:
    from geopy.adapters import BaseSyncAdapter

    seen: list[tuple[str, dict[str, str]]] = []
    raw = {"class": "boundary", "type": "administrative", "addresstype": "county", "osm_type": "relation", "osm_id": 9,
           "lat": "41.3", "lon": "-8.4", "display_name": "Novo, Portugal", "address": {"country_code": "pt"},
           "boundingbox": ["41.2", "41.4", "-8.5", "-8.3"]}  # fmt: skip

    class Adapter(BaseSyncAdapter):
        def get_json(self, url: str, **how: Any) -> Any:
            seen.append((url, how["headers"]))
            return [raw]

        def get_text(self, url: str, **how: Any) -> str:
            return json.dumps(self.get_json(url, **how))

    slept: list[float] = []
    limiter = "geopy.extra.rate_limiter.RateLimiter"
    monkeypatch.setattr(f"{limiter}._sleep", lambda _, seconds: slept.append(seconds))
    monkeypatch.setattr(f"{limiter}._clock", lambda _: 100.0 + sum(slept))
    ask = nominatim(Adapter)
    answer = ask("Novo", ["PT"])
    assert answer == {"id": "osm:relation/9", "name": "Novo, Portugal", "kind": "region", "country": "PT", "lat": 41.3,
                      "lon": -8.4, "radius_km": pytest.approx(13.9, abs=0.2)}  # fmt: skip
    assert "countrycodes=pt" in seen[0][0]
    assert seen[0][1]["User-Agent"].startswith("timeline-atlas/")
    raw["class"] = "shop"
    assert ask("Novo", []) is None
    assert slept == [online.SECONDS_APART]


def test_a_service_that_cannot_be_reached_is_told_of_in_a_sentence(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    from geopy.adapters import BaseSyncAdapter
    from geopy.exc import GeocoderUnavailable

    class Adapter(BaseSyncAdapter):
        def get_json(self, url: str, **_: Any) -> Any:
            raise GeocoderUnavailable(f"a long story about {url}")

        get_text = get_json

    asked = Geocoder(nominatim(Adapter), tmp_path / "kept")
    assert asked.find("Novo", ["PT"]) is None
    assert asked.problems == [
        "“Novo” could not be asked of the geocoder (it cannot be reached); it stays without a point."
    ]
    assert capfd.readouterr() == ("", "")


def test_an_unknown_geocoder_is_an_error_in_words() -> None:
    with pytest.raises(ResourceError, match="choose nominatim"):
        geocoder("elsewhere")


def test_a_whole_build_makes_no_connection(
    articles: tuple[Document, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.store.build import build

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was made")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    build([*articles, Document(id="d", text=TEXT)], tmp_path / "data")
    assert (tmp_path / "data" / "manifest.json").exists()
