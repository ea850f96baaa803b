from __future__ import annotations

import pytest

from timeline.places.naming import candidates
from timeline.places.settling import prior


@pytest.mark.parametrize(
    ("name", "country", "kind"),
    [
        ("Manchester", "GB", "city"), ("Portland", "US", "city"), ("La Paz", "BO", "city"), ("Rio", "BR", "city"),
        ("Philadelphia", "US", "city"), ("Medina", "SA", "city"), ("Gaza", "PS", "region"), ("Kherson", "UA", "city"),
        ("Florida", "US", "region"), ("Jordan", "JO", "country"), ("Georgia", "GE", "country"),
        ("Geneva", "CH", "city"), ("Almaty", "KZ", "city"), ("Quebec", "CA", "region"), ("Montana", "US", "region"),
        ("Washington", "US", "city"), ("St. Petersburg", "RU", "city"), ("Black Sea", None, "area"),
    ],
)  # fmt: skip
def test_a_bare_name_means_what_the_world_knows_by_it(name: str, country: str | None, kind: str) -> None:
    best = max(candidates(name), key=prior)
    assert (best.country, best.kind) == (country, kind)


def test_a_province_is_meant_where_the_words_say_so() -> None:
    assert any(e.kind == "region" for e in candidates("Kherson", frozenset({"division"})))


@pytest.mark.parametrize("name", ["the city of Lyon", "City of Lyon", "Lyon city", "southern Lyon"])
def test_words_of_kind_and_side_are_no_part_of_the_name(name: str) -> None:
    assert any(e.name == "Lyon" for e in candidates(name.removeprefix("the ")))


@pytest.mark.parametrize("name", ["NATO", "CARE", "Western University", "Qwertyville", "", "🚀"])
def test_what_is_no_place_means_none(name: str) -> None:
    assert candidates(name) == ()
