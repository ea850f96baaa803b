from __future__ import annotations

import datetime as dt

import pytest

from timeline.query import Filter

DAYS = (dt.date(2024, 6, 18), dt.date(2024, 6, 21))


@pytest.mark.parametrize(
    ("wanted", "params", "sentence"),
    [
        (Filter(), {}, ""),
        (Filter(dates=DAYS), {"dates": ["2024-06-18", "2024-06-21"]}, "from 18 June 2024 to 21 June 2024"),
        (Filter(dates=(DAYS[0], DAYS[0])), {"dates": ["2024-06-18", "2024-06-18"]}, "on 18 June 2024"),
        (Filter(people=("A", "B & C")), {"person": ["A", "B & C"]}, "with A and B & C"),
        (Filter(places=("Київ", "X, Y")), {"place": ["Київ", "X, Y"]}, "in Київ or X, Y"),
        (Filter(words="missile"), {"q": ["missile"]}, "that mention “missile”"),
        (Filter(kinds=("attack",)), {"kind": ["attack"]}, "of the kind attack"),
        (Filter(undated=False), {"undated": ["false"]}, "with a date"),
        (Filter(unplaced=False), {"unplaced": ["false"]}, "with a place"),
        (Filter(unreal=True), {"unreal": ["true"]}, "including what did not happen"),
        (Filter(certainty=("exact",)), {"certainty": ["exact"]}, "with dates stated to the day"),
        (Filter(event="e1"), {"event": ["e1"]}, ""),
    ],
)
def test_a_filter_goes_into_a_link_and_comes_back(wanted: Filter, params: dict[str, list[str]], sentence: str) -> None:
    assert wanted.to_params() == params
    assert Filter.from_params(params) == (wanted, [])
    assert wanted.sentence() == sentence


@pytest.mark.parametrize(
    ("params", "wanted", "said"),
    [
        ({"dates": ["2024-06-21", "2024-06-18"]}, Filter(dates=DAYS), None),
        ({"dates": ["2024-06-18"]}, Filter(dates=(DAYS[0], DAYS[0])), None),
        ({"dates": ["soon", "2024-06-18"]}, Filter(dates=(DAYS[0], DAYS[0])), "dates=soon is no day"),
        ({"certainty": ["sure"]}, Filter(), "certainty=sure is none of"),
        ({"undated": ["perhaps"]}, Filter(), "undated=perhaps is neither"),
        ({"q": ["x" * 10_000]}, Filter(words="x" * 200), "first 200 of 10,000"),
        ({"person": ["Nobody"]}, Filter(people=("Nobody",)), None),
        ({"person": [" ", ""]}, Filter(), None),
    ],
)
def test_a_garbled_link_says_what_it_left_out(params: dict[str, list[str]], wanted: Filter, said: str | None) -> None:
    read, notes = Filter.from_params(params)
    assert read == wanted
    assert bool(notes) == bool(said)
    assert said is None or said in notes[0]


def test_a_view_ignores_its_own_field_only() -> None:
    wanted = Filter(people=("A",), places=("B",))
    assert wanted.without("places") == Filter(people=("A",))
    assert wanted.narrows
    assert not Filter(event="e1").narrows
