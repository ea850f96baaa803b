from __future__ import annotations

import shutil
import sqlite3
import threading
from pathlib import Path

import pytest

from timeline.errors import ResourceError
from timeline.gazetteer import Gazetteer, gazetteer, key_of, lookup


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kyiv", "UA", "city"), ("KIEV", "UA", "city"), ("São Paulo", "BR", "city"), ("Sao Paulo", "BR", "city"),
        ("Côte d’Ivoire", "CI", "country"), ("U.S.", "US", "country"), ("Bavaria", "DE", "region"),
        ("Bayern", "DE", "region"), ("Black Sea", None, "area"), ("Calif.", "US", "region"), ("W. Va.", "US", "region"),
        ("NSW", "AU", "region"), ("St. Paul", "US", "city"), ("Saint Paul", "US", "city"), ("Kosovo", "XK", "country"),
        ("Palestine", "PS", "country"), ("DR Congo", "CD", "country"), ("Macedonia", "MK", "country"),
    ],
)  # fmt: skip
def test_a_place_is_found_however_it_is_written(name: str, country: str | None, kind: str) -> None:
    assert any((e.country, e.kind) == (country, kind) for e in gazetteer().named(name))


@pytest.mark.parametrize("state", ["Ala.", "Conn.", "Fla.", "Ill.", "Ky.", "Mo.", "N.C.", "Ore.", "Pa.", "Wyo."])
def test_a_short_form_of_a_state_is_that_state(state: str) -> None:
    assert any(e.kind == "region" and e.country == "US" and e.admin1 is None for e in gazetteer().named(state))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("Sicilia", "Sicily"), ("Kryvyy Rih", "Kryvyi Rih"), ("Luhanska oblast", "Luhansk Oblast"),
     ("Sichuan Sheng", "Sichuan"), ("Xizang Zizhiqu", "Tibet"), ("Köln", "Cologne"), ("Makkah", "Mecca"),
     ("Kandahār", "Kandahar"), ("Ürümqi", "Ürümqi")],
)  # fmt: skip
def test_a_place_is_shown_by_its_usual_english_name(name: str, shown: str) -> None:
    assert any(entry.name == shown for entry in gazetteer().named(name))


def test_a_country_has_one_capital_however_its_name_is_accented() -> None:
    capitals = [e for name in ("Washington", "Bogotá", "Brasilia") for e in gazetteer().named(name) if e.capital]
    assert [(e.country, e.population > 500_000) for e in capitals] == [("US", True), ("CO", True), ("BR", True)]


def test_an_unknown_name_has_no_place() -> None:
    assert gazetteer().named("Qwertyville-upon-Nothing") == ()
    assert gazetteer().named("") == ()
    assert gazetteer().named("x" * 300) == ()
    assert gazetteer().named("서울 🚀") == ()


def test_demonyms_name_countries() -> None:
    assert gazetteer().demonym("Ukrainian") == ("UA",)
    assert gazetteer().demonym("Swedes") == ("SE",)
    assert gazetteer().demonym("American") == ("US",)
    assert gazetteer().demonym("purple") == ()


def test_keys_fold_case_accents_hyphens_and_apostrophes() -> None:
    assert key_of("Saint-Étienne") == key_of("st etienne")
    assert key_of("O’Leary") == key_of("OLEARY")


def test_threads_look_up_at_once() -> None:
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(gazetteer().names_in("MT")))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 4
    assert len(set(found)) == 1


@pytest.fixture
def without_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lookup, "SOURCES", ("a_package_that_is_not_there",))


def write_words(path: Path) -> None:
    path.write_bytes(b"no database at all, only words" * 50)


def write_half(path: Path) -> None:
    path.write_bytes(gazetteer().path.read_bytes()[: 4096 * 20])


def write_other_version(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE names (key TEXT)")


def write_nothing(_: Path) -> None:
    """There is no file."""


@pytest.mark.parametrize("write", [write_words, write_half, write_other_version, write_nothing])
@pytest.mark.usefixtures("without_sources")
def test_a_broken_file_says_how_to_mend_it(tmp_path: Path, write: object) -> None:
    broken = tmp_path / "gazetteer.sqlite"
    write(broken)  # type: ignore[operator]
    with pytest.raises(ResourceError, match=r"python -m timeline\.gazetteer\.build"):
        lookup.opened(broken)


def test_a_broken_file_is_made_anew_where_its_sources_are_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from timeline.gazetteer import build

    broken = tmp_path / "gazetteer.sqlite"
    write_words(broken)
    monkeypatch.setattr(lookup, "SOURCES", ())
    monkeypatch.setattr(build, "make", lambda target: shutil.copy(gazetteer().path, target))
    assert isinstance(lookup.opened(broken), Gazetteer)
    assert "made anew" in capsys.readouterr().err
