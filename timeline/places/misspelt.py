"""Toponyms that the gazetteer does not spell so: near spellings, only in countries that the article speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.gazetteer import Entry, gazetteer, key_of

LEAST_RATIO = 84.0  # of 100; below it, other towns are as near as the one that is meant
LEAST_RATIO_SHORT = 88.0  # a short name has more neighbours
SHORT = 8
LEAST_LETTERS = 5
COUNTRIES = ""  # where the gazetteer keeps the names of the countries themselves


def near_spellings(name: str, countries: Sequence[str]) -> tuple[Entry, ...]:
    """The places of those countries, or any country, whose name is spelt nearly so; empty when none is near enough.

    A short name must be near to what the place is usually called, and not to one of its many other names.
    """
    from rapidfuzz import fuzz, process

    key = key_of(name)
    if len(key) < LEAST_LETTERS:
        return ()
    least = LEAST_RATIO_SHORT if len(key) <= SHORT else LEAST_RATIO
    found = [
        (ratio, match, country)
        for country in (*countries, COUNTRIES)
        for match, ratio, _ in process.extract(
            key, gazetteer().names_in(country), scorer=fuzz.ratio, limit=1, score_cutoff=least
        )
    ]
    if not found:
        return ()
    _, match, country = max(found)
    entries = (e for e in gazetteer().named(match) if e.country == country or (not country and e.kind == "country"))
    return tuple(e for e in entries if e.main or len(key) > SHORT)
