from __future__ import annotations

from typing import Any

import pytest

from timeline.people import gathering
from timeline.people.gathering import People, short_forms
from timeline.people.mentions import Naming


def naming(first: int, name: str, *, acts: bool = False) -> Naming:
    return Naming(first=first, last=first + 1, name=name, acts=acts)


def test_a_list_of_many_names_is_not_compared_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = 0
    real = gathering.same_person

    def counted(one: str, other: str) -> str | None:
        nonlocal compared
        compared += 1
        return real(one, other)

    monkeypatch.setattr(gathering, "same_person", counted)
    letters = "bcdfghklmnprstvz"
    names = [f"{a.upper()}a{b}o {c.upper()}u{d}e" for a in letters for b in letters for c in "BK" for d in letters[:4]]
    assert len(People(naming(2 * i, name) for i, name in enumerate(names)).all) > 1000
    assert compared < 400 * len(names)


def test_a_name_that_is_like_two_people_is_neither_of_them() -> None:
    people = People(naming(2 * i, name) for i, name in enumerate(["Ada B. Reed", "Ada C. Reed", "Ada Reed"]))
    names = [sorted(someone.full) for someone in people.all]
    assert names == [["Ada B. Reed"], ["Ada C. Reed"], ["Ada Reed"]]


def test_no_chain_of_likenesses_makes_one_person() -> None:
    people = People(naming(2 * i, name) for i, name in enumerate(["Ada B. Reed", "Ada Reed", "Ada C. Reed"]))
    assert [sorted(someone.full) for someone in people.all] == [["Ada B. Reed", "Ada Reed"], ["Ada C. Reed"]]


def test_a_short_name_goes_to_the_last_full_name_before_it_else_to_the_first_after() -> None:
    full = [naming(10, "Ada Reed"), naming(20, "Ian Reed")]
    homes = [People(full).home(("reed",), naming(position, "Reed")) for position in (0, 15, 30)]
    assert [home.name() if home else None for home in homes] == ["Ada Reed", "Ada Reed", "Ian Reed"]


def test_a_name_inside_a_longer_one_is_its_short_form() -> None:
    assert short_forms([("ada", "von", "marsh"), ("von", "marsh"), ("ian", "marsh")]) == {("von", "marsh")}


@pytest.mark.parametrize(
    ("full", "short", "bearer", "home"),
    [
        pytest.param([(0, "Ian Reed", True), (5, "Ian Reed", False), (9, "Ada Reed", False)], "reed", "", "Ian Reed",
                     id="one in passing"),
        pytest.param([(0, "Ian Reed", True), (5, "Ian Reed", False), (9, "Ada Reed", True)], "reed", "", "Ada Reed",
                     id="one who acts"),
        pytest.param([(0, "Ian Reed", True), (9, "Ada Reed", False)], "reed", "", "Ada Reed", id="as often"),
        pytest.param([(0, "Ian Reed", True), (5, "Ian Reed", False), (9, "Ada Reed Pool", True)], "reed", "",
                     "Ian Reed",
                     id="a name that goes on"),
        pytest.param([(0, "Ada Reed", True), (9, "Ian Reed", True)], "reed", "f", "Ada Reed", id="Mrs"),
        pytest.param([(0, "Ian Reed", True), (9, "Wren Reed", True)], "reed", "m", "Ian Reed", id="Mr"),
        pytest.param([(0, "Ada Reed", True)], "reed", "m", "Ada Reed", id="nobody else"),
    ],
)  # fmt: skip
def test_of_two_of_one_family_name_the_text_means_whom_it_is_about(
    full: list[tuple[int, str, bool]], short: str, bearer: str, home: str
) -> None:
    people = People(naming(first, name, acts=acts) for first, name, acts in full)
    someone = people.home((short,), Naming(first=20, last=20, name="Reed", bearer=bearer))
    assert someone is not None
    assert someone.name() == home


@pytest.mark.parametrize(
    ("before", "later", "home"),
    [
        pytest.param({}, {}, "Ada Reed", id="so called before"),
        pytest.param({}, {"other": True}, "Ian Reed", id="the younger Reed"),
        pytest.param({"bearer": "f"}, {"bearer": "f"}, "Ada Reed", id="Ms Reed"),
        pytest.param({}, {"bearer": "m"}, "Ian Reed", id="Mr Reed is another"),
        pytest.param({"beside": True}, {}, "Ian Reed", id="only the Reed family before"),
    ],
)
def test_whom_the_text_calls_by_the_family_name_keeps_it(
    before: dict[str, Any], later: dict[str, Any], home: str
) -> None:
    people = People([naming(0, "Ada Reed"), naming(10, "Ian Reed", acts=True), naming(14, "Ian Reed", acts=True)])
    people.home(("reed",), Naming(first=5, last=5, name="Reed", **before))
    someone = people.home(("reed",), Naming(first=20, last=20, name="Reed", **later))
    assert someone is not None
    assert someone.name() == home
