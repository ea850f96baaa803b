"""Look-ups in the gazetteer: name -> entries, folded so that accents, case, hyphens and apostrophes do not matter."""

from __future__ import annotations

import re
import sqlite3
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
_COLUMNS = "places.id, name, kind, country, admin1, admin2, population, capital, lat, lon, radius_km, source, main"
_FIELDS = tuple(name.strip().removeprefix("places.") for name in _COLUMNS.split(","))
_DROPPED = re.compile(r"['’ʼ‘`´.]")
_SPLIT = re.compile(r"[^\w]+|_")


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
        try:
            self._rows("SELECT 1 FROM names LIMIT 1", ())
        except sqlite3.Error as error:
            raise ResourceError(
                f"{path}: the gazetteer is broken or missing ({error}); reinstall Timeline, "
                "or make it with: python -m timeline.gazetteer.build"
            ) from error

    @lru_cache(maxsize=20_000)  # noqa: B019  # one gazetteer a process
    def named(self, name: str) -> tuple[Entry, ...]:
        """All places of a name, the most populous first; an empty tuple when there is none."""
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM names JOIN places ON number = names.place WHERE key = ? "
            "ORDER BY population DESC, places.id", (key_of(name),)
        )  # fmt: skip
        return tuple(_entry(row) for row in rows)

    @lru_cache(maxsize=5_000)  # noqa: B019
    def demonym(self, word: str) -> tuple[str, ...]:
        """The countries whose people or things are called so: "Russian" -> ("RU",)."""
        rows = self._rows("SELECT country FROM demonyms WHERE word = ? ORDER BY country", (key_of(word),))
        return tuple(country for (country,) in rows)

    @lru_cache(maxsize=500)  # noqa: B019
    def names_in(self, country: str) -> tuple[str, ...]:
        """Every name, folded, of the larger cities and divisions of a country, for finding misspelt ones."""
        rows = self._rows("SELECT keys FROM spellings WHERE country = ?", (country,))
        return tuple(zlib.decompress(rows[0][0]).decode().split("\n")) if rows else ()

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        connection = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self.path}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        rows: list[tuple[Any, ...]] = connection.execute(sql, values).fetchall()
        return rows


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with the package; raises ResourceError when it is broken."""
    return Gazetteer(Path(str(files("timeline.resources") / "gazetteer" / FILE)))


@lru_cache(maxsize=100_000)
def key_of(name: str) -> str:
    """A name as the gazetteer's index has it."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = _DROPPED.sub("", plain.casefold()).replace("ı", "i").replace("ł", "l").replace("ø", "o").replace("đ", "d")
    return " ".join(_SPLIT.sub(" ", plain).split())


def _entry(row: tuple[Any, ...]) -> Entry:
    fields: dict[str, Any] = dict(zip(_FIELDS, row, strict=True))
    return Entry(**fields | {"capital": bool(fields["capital"]), "main": bool(fields["main"])})
