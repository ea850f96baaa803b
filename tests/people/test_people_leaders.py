"""Who led a country when, as the world knows."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.people.leaders import terms_of


@pytest.mark.parametrize(
    ("name", "day", "held"),
    [
        ("Joe Biden", "2022-05-25", {("US", "president")}),
        ("Biden", "2022-05-25", {("US", "president")}),
        ("Recep Tayyip Erdoğan", "2012-01-01", {("TR", "prime minister")}),
        ("Kim Jong-un", "2013-05-25", {("KP", "leader")}),
        ("Volodymyr Zelenskyy", "2023-01-01", {("UA", "president")}),
        ("Joe Biden", "2012-05-25", {("US", "vice president")}),
        ("Angela Merkel", "2005-11-22", {("DE", "chancellor")}),  # the first day
        ("Angela Merkel", "2021-12-08", set()),  # the day on which another began
        ("Ana Prado", "2022-05-25", set()),
        ("", "2022-05-25", set()),
    ],
)
def test_a_leader_is_known_by_name_and_day(name: str, day: str, held: set[tuple[str, str]]) -> None:
    assert {(term.country, term.office) for term in terms_of(name, dt.date.fromisoformat(day))} == held


def test_terms_end_after_they_begin() -> None:
    from timeline.people.leaders import _read

    terms = list(_read())
    assert len(terms) > 2_500
    assert all(term.start < term.end and term.country.isupper() and term.name.isascii() for term in terms)
