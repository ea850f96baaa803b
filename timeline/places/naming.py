"""Which entries of the gazetteer a name may mean."""

from __future__ import annotations

from timeline.gazetteer import Entry, gazetteer, key_of
from timeline.places.vocabulary import words

LONGEST_ACRONYM = 5


def candidates(name: str, kinds: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
    """The gazetteer's places of a name, with and without the words that say what kind of place it is."""
    if is_acronym(name):
        return tuple(e for e in gazetteer().named(name) if is_wide(e))
    known = gazetteer().named(name)
    if "county" in kinds:
        known = (*gazetteer().named(f"{name} county"), *gazetteer().named(f"{name} parish"), *known)
    parts = key_of(name).split()
    while not known and len(parts) > 1 and (parts[-1] in words("divisions") or parts[0] in words("locative") | {"the"}):
        parts = parts[:-1] if parts[-1] in words("divisions") else parts[1:]
        known = gazetteer().named(" ".join(parts))
    if not known and parts[1:2] == ["of"] and parts[0] in ("city", "state", "island"):
        known = gazetteer().named(" ".join(parts[2:]))
    return known


def is_acronym(name: str) -> bool:
    """Whether it is short and all capitals: "US", "NATO"."""
    return name.isupper() and name.replace(".", "").isalpha() and len(name) <= LONGEST_ACRONYM


def is_wide(entry: Entry) -> bool:
    """Whether it is a country, a first-level division or an area of our own list: what acronyms stand for."""
    return entry.kind in ("country", "area") or (entry.kind == "region" and entry.admin1 is None)
