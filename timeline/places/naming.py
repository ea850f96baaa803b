"""Which entries of the gazetteer a name may mean."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.gazetteer import GEONAMES, Entry, gazetteer, key_of
from timeline.places.vocabulary import words

LONGEST_ACRONYM = 5
LEAST_CAPITALS = 4  # letters of a city's name that may be set in capitals: "PARIS", but no "UFA"
LARGE_CITY = 500_000
CITY_SHARE = 0.1  # of a province's people; a smaller town does not take its name away ("Quebec")


def candidates(name: str, kinds: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
    """The gazetteer's places of a name, with and without the words that say what kind of place it is."""
    if is_acronym(name):
        return tuple(e for e in gazetteer().named(name) if is_wide(e) or _is_set_in_capitals(e, name))
    known = gazetteer().named(name)
    if "county" in kinds:
        known = (*gazetteer().named(f"{name} county"), *gazetteer().named(f"{name} parish"), *known)
    parts = key_of(name).split()
    while not known and len(parts) > 1 and (parts[-1] in words("divisions") or parts[0] in words("locative") | {"the"}):
        parts = parts[:-1] if parts[-1] in words("divisions") else parts[1:]
        known = _uncommon(" ".join(parts))
    if not known and parts[1:2] == ["of"] and parts[0] in ("city", "state", "island"):
        known = gazetteer().named(" ".join(parts[2:]))
    return known if kinds & {"division", "county"} else tuple(e for e in known if not _is_shell(e, known, key_of(name)))


def _uncommon(name: str) -> tuple[Entry, ...]:
    """What a part of a name may mean: common words mean no place ("Western University")."""
    return () if name in words("common") | words("never") else gazetteer().named(name)


def _is_shell(entry: Entry, known: Sequence[Entry], key: str) -> bool:
    """Whether it is the district or province around a city of its name: bare, the name is the city's ("in Kherson")."""
    cities = (e for e in known if e.kind == "city" and key_of(e.name) == key and entry.id in (e.admin1, e.admin2))
    return entry.kind == "region" and any(city.population >= CITY_SHARE * entry.population for city in cities)


def is_acronym(name: str) -> bool:
    """Whether it is short and all capitals: "US", "NATO"."""
    return name.isupper() and name.replace(".", "").isalpha() and len(name) <= LONGEST_ACRONYM


def _is_set_in_capitals(entry: Entry, name: str) -> bool:
    """Whether it is a large city or a capital, whose name a dateline sets in capitals: "PARIS (AP)"."""
    large = entry.kind == "city" and entry.main and (bool(entry.capital) or entry.population >= LARGE_CITY)
    return large and len(name) >= LEAST_CAPITALS and key_of(name) not in words("common")


def is_wide(entry: Entry) -> bool:
    """Whether it is a country, a first-level division or an area of our own list: what acronyms stand for."""
    return entry.kind in ("country", "area") or (entry.kind == "region" and entry.admin1 is None)


def is_seat(entry: Entry) -> bool:
    """Whether it is a landmark of our own list: the Kremlin and its like speak and decide."""
    return entry.kind == "point" and entry.source != GEONAMES
