"""How what speaks for and against a name adds up."""

from __future__ import annotations

from timeline.people.weighing import Name, features, share, weights

FULL, LONE = Name(("ada", "pool"), full=True), Name(("pool",), full=False)


def test_a_share_lies_between_nobody_and_somebody_and_grows_with_what_speaks_for_a_name() -> None:
    shown = {"full tag NNP": 1.0}
    plain, labelled = share(shown, weights()), share({**shown, "full labelled": 1.0}, weights())
    assert 0 < plain < labelled < 1


def test_what_is_not_known_changes_nothing() -> None:
    assert share({"full feature that nobody learned": 1.0}, weights()) == share({}, weights())


def test_a_name_shows_what_all_its_mentions_show_and_how_many_there_are() -> None:
    found = features({FULL: [frozenset({"labelled"}), frozenset({"label ORG"})]})[FULL]
    assert found["full labelled"] == found["full label ORG"] == 1.0
    assert found["full mostly labelled"] == 0.5
    assert found["full mentions 2"] == 1.0


def test_a_family_name_alone_and_the_full_name_speak_for_each_other() -> None:
    found = features({FULL: [frozenset({"labelled"})], LONE: [frozenset({"led"})]})
    assert found[FULL]["full family name alone led"] == 1.0
    assert found[LONE]["lone full name labelled"] == 1.0
    assert "lone full name" not in features({LONE: [frozenset({"led"})]})[LONE]


def test_each_weight_is_of_a_full_name_a_lone_one_or_any() -> None:
    assert all(name.split()[0] in ("full", "lone", "any") for name in weights())
