from __future__ import annotations

from dataclasses import replace

import pytest

from timeline.gazetteer import Entry
from timeline.models import PlaceKind
from timeline.places.resolving import resolve
from timeline.places.settling import MOST_NEIGHBOURS, Name, settle
from timeline.places.toponyms import Toponym


def entry(
    id_: str, name: str, kind: PlaceKind, country: str, lat: float, lon: float, people: int, admin1: str | None = None
) -> Entry:
    return Entry(
        id=id_, name=name, kind=kind, country=country, admin1=admin1, admin2=None, population=people, capital=False,
        lat=lat, lon=lon, radius_km=None, source="GeoNames", main=True,
    )  # fmt: skip


def toponym(name: str, at: int, **more: object) -> Toponym:
    return Toponym(first=at, last=at, name=name, cue="label", role="scene", **more)  # type: ignore[arg-type]


NORTH = entry("north", "Northland", "region", "AA", 50, 10, 3_000_000)
SOUTH = entry("south", "Southland", "region", "AA", 40, 10, 3_000_000)
BIG = entry("big", "Milton", "city", "BB", 10, 80, 400_000, "elsewhere")
NEAR = entry("near", "Milton", "city", "AA", 50.1, 10.1, 4_000, "north")
FAR = entry("far", "Milton", "city", "AA", 40.1, 10.1, 9_000, "south")
TOWN = entry("town", "Onlytown", "city", "AA", 50.3, 10.2, 2_000, "north")


def test_the_best_known_place_is_meant_where_nothing_speaks_against_it() -> None:
    (choice,) = resolve([toponym("Milton", 0)], [[BIG, NEAR, FAR]], {})
    assert choice is not None
    assert choice.entry is BIG
    assert "best known of 3" in choice.reason
    assert set(choice.others) == {NEAR, FAR}


def test_no_village_takes_the_name_of_a_country_that_nothing_puts_it_in() -> None:
    country = entry("country", "Miltonia", "country", "CC", 0, 60, 30_000_000)
    village = entry("village", "Miltonia", "city", "AA", 50.2, 10.1, 900, "north")
    names = [toponym("Miltonia", 0), toponym("Onlytown", 2), toponym("Northland", 4), toponym("Milton", 6)]
    options = [[country, village], [TOWN], [NORTH], [NEAR]]
    choices = resolve(names, options, {})
    assert choices[0] is not None
    assert choices[0].entry is country
    held = resolve([toponym("Miltonia", 0, within=1), toponym("Northland", 2)], [[country, village], [NORTH]], {})
    assert held[0] is not None
    assert held[0].entry is village


def test_the_words_after_a_name_put_it_inside_them_and_its_bare_name_too() -> None:
    names = [toponym("Milton", 0, within=1), toponym("Southland", 2), toponym("Milton", 5)]
    options = [[BIG, NEAR, FAR], [SOUTH], [BIG, NEAR, FAR]]
    choices = resolve(names, options, {})
    assert [c.entry for c in choices if c] == [FAR, SOUTH, FAR]
    assert choices[0] is not None
    assert "put it in Southland" in choices[0].reason


def test_places_near_by_back_each_other() -> None:
    names = [toponym("Milton", 0), toponym("Onlytown", 2), toponym("Northland", 4)]
    choices = resolve(names, [[BIG, NEAR, FAR], [TOWN], [NORTH]], {})
    assert choices[0] is not None
    assert choices[0].entry is NEAR
    assert "Onlytown, near by" in choices[0].reason


def test_a_capital_speaks_less_for_what_lies_near_it() -> None:
    metropolis = entry("metropolis", "Pool", "city", "AA", 40, 10, 900_000, "south")
    village = entry("village", "Pool", "city", "AA", 50.1, 10.1, 20_000, "elsewhere")
    capital = replace(TOWN, capital=True, population=3_000_000)
    for town, meant in ((capital, metropolis), (TOWN, village)):
        choice, _ = resolve([toponym("Pool", 0), toponym("Onlytown", 2)], [[metropolis, village], [town]], {})
        assert choice is not None
        assert choice.entry is meant


def test_demonyms_and_the_home_of_the_source_vote() -> None:
    alone = resolve([toponym("Milton", 0)], [[BIG, FAR]], {})
    voted = resolve([toponym("Milton", 0)], [[BIG, FAR]], {"AA": 6.0}, [[SOUTH]])
    assert alone[0] is not None
    assert voted[0] is not None
    assert (alone[0].entry, voted[0].entry) == (BIG, FAR)


def test_two_divisions_in_a_row_do_not_hold_each_other() -> None:
    inner = entry("inner", "Southland", "city", "AA", 50.2, 10.2, 500, "north")
    names = [toponym("Southland", 0, within=1, peer=True), toponym("Northland", 2)]
    choice, _ = resolve(names, [[SOUTH, inner], [NORTH]], {})
    assert choice is not None
    assert choice.entry is SOUTH


@pytest.mark.parametrize(("kind", "meant"), [("division", "south"), ("city", "inner")])
def test_the_kind_that_the_words_speak_of_counts(kind: str, meant: str) -> None:
    inner = entry("inner", "Southland", "city", "AA", 40.2, 10.2, 900_000, "north")
    (choice,) = resolve([toponym("Southland", 0, kinds=frozenset({kind}))], [[SOUTH, inner]], {})
    assert choice is not None
    assert choice.entry.id == meant


def test_confidence_falls_with_what_contests_a_name() -> None:
    sure, contested = (resolve([toponym("Milton", 0)], [options], {})[0] for options in ([BIG], [NEAR, FAR]))
    assert sure is not None
    assert contested is not None
    assert sure.confidence > 0.95 > 0.7 > contested.confidence


def test_what_has_no_options_has_no_choice() -> None:
    assert resolve([toponym("Nowhere", 0)], [[]], {}) == [None]
    assert resolve([], [], {}) == []


def test_a_list_of_thousands_of_names_hears_only_its_first() -> None:
    towns = [Name(options=[entry(str(n), f"Town {n}", "city", "AA", n % 80, n % 160, 900)]) for n in range(1000)]
    contexts = settle(towns, {})
    assert max(len(context.points) for context in contexts) <= MOST_NEIGHBOURS
