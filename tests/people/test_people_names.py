from __future__ import annotations

import csv
import itertools
from pathlib import Path

import pytest

from timeline.models import Mention, Person
from timeline.people import resolve_pile
from timeline.people.names import same_person

PAIRS = Path(__file__).with_name("name_pairs.csv")


def labelled() -> list[tuple[str, str, bool]]:
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [(row["one"], row["other"], row["same"] == "yes") for row in csv.DictReader(file)]


def person(name: str, times: int = 1) -> Person:
    return Person(name=name, mentions=tuple(Mention(start=i, end=i + 1, text=name) for i in range(times)))


def test_names_are_joined_rightly_and_hardly_ever_wrongly() -> None:
    pairs = labelled()
    joined = [(one, other, same) for one, other, same in pairs if same_person(one, other)]
    right = sum(same for _, _, same in joined)
    assert len(pairs) >= 500
    assert right / len(joined) >= 0.99, [pair for pair in joined if not pair[2]]
    assert right / sum(same for _, _, same in pairs) >= 0.9


@pytest.mark.parametrize(("one", "other"), [(one, other) for one, other, _ in labelled()[::7]])
def test_comparing_names_does_not_depend_on_their_order(one: str, other: str) -> None:
    assert bool(same_person(one, other)) == bool(same_person(other, one))


def test_nobody_is_merged_over_documents_on_a_surname_alone() -> None:
    names = resolve_pile([("a", [person("Ada Marsh")]), ("b", [person("Marsh")]), ("c", [person("Ian Marsh")])])
    assert len({n.name for n in names.values()}) == 3


def test_a_name_that_fits_two_people_joins_neither() -> None:
    names = resolve_pile(
        [("a", [person("John A. Reed")]), ("b", [person("John B. Reed")]), ("c", [person("John Reed", 9)])]
    )
    assert len({n.name for n in names.values()}) == 3


def test_the_name_used_most_stands_for_all_spellings_in_any_order_of_documents() -> None:
    pile = [
        ("a", [person("Volodymyr Zelensky", 2)]),
        ("b", [person("Volodymyr Zelenskyy", 3)]),
        ("c", [person("Wolodymyr Zelenskiy")]),
    ]
    for order in itertools.permutations(pile):
        names = resolve_pile(order)
        assert {n.name for n in names.values()} == {"Volodymyr Zelenskyy"}
        assert all(n.reason for n in names.values())


def test_a_king_is_merged_over_documents_with_no_namesake_and_no_other_king() -> None:
    names = ["Harald V", "Harald IV", "Harald", "Harald Berg"]
    pile = resolve_pile([(name, [person(name)]) for name in names])
    assert len({n.name for n in pile.values()}) == len(names)


def test_a_sheikh_by_family_is_one_with_and_without_the_word() -> None:
    pile = resolve_pile([("a", [person("Sheikh Fazlur Karim", 2)]), ("b", [person("Fazlur Karim")])])
    assert {n.name for n in pile.values()} == {"Sheikh Fazlur Karim"}
