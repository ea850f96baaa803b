"""Toponyms that the gazetteer does not spell so: near spellings, only in countries that the article speaks of."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.gazetteer import Entry, gazetteer, key_of

LEAST_RATIO = 84.0  # of 100; below it, other towns are as near as the one that is meant
LEAST_LETTERS = 5


def near_spellings(name: str, countries: Sequence[str]) -> tuple[Entry, ...]:
    """The places of those countries whose name is spelt nearly so; empty when none is near enough."""
    from rapidfuzz import fuzz, process

    key = key_of(name)
    if len(key) < LEAST_LETTERS:
        return ()
    found = [
        (ratio, match, country)
        for country in countries
        for match, ratio, _ in process.extract(
            key, gazetteer().names_in(country), scorer=fuzz.ratio, limit=1, score_cutoff=LEAST_RATIO
        )
    ]
    if not found:
        return ()
    _, match, country = max(found)
    return tuple(entry for entry in gazetteer().named(match) if entry.country == country)
