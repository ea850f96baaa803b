"""Every rule's examples hold, every rule can be switched off, and broken rules are told in one sentence."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

from timeline.cli import main
from timeline.errors import ResourceError
from timeline.timex import find
from timeline.timex.readers import READERS
from timeline.timex.rules import FIELDS, Example, Rule, language

EXAMPLES = [(rule, example) for rule in language().rules for example in rule.examples]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[f"{r.name}: {e.value}" for r, e in EXAMPLES])
def test_rule_reads_its_example(rule: Rule, example: Example) -> None:
    found = find(example.text, dt.date.fromisoformat(example.dct), genre=example.genre)
    by_rule = [t.value for t in found if t.rule.split(" > ")[0] == rule.name]
    assert example.value in by_rule, [(t.text, t.value, t.rule) for t in found]


def test_every_rule_has_an_example_a_reader_and_its_own_name() -> None:
    rules = language().rules
    assert all(rule.examples for rule in rules)
    assert {rule.read for rule in rules} <= READERS.keys()
    assert len({rule.name for rule in rules}) == len(rules)


def test_no_reader_is_left_without_a_rule() -> None:
    assert {rule.read for rule in language().rules} == READERS.keys()


def test_a_rule_can_be_switched_off_by_name() -> None:
    text, dct = "The court ruled on Wednesday, now it rests.", dt.date(2024, 6, 21)
    without = language().without("now")
    assert [t.text for t in find(text, dct)] == ["Wednesday", "now"]
    assert [t.text for t in find(text, dct, using=without)] == ["Wednesday"]


def test_an_unknown_rule_name_is_told() -> None:
    with pytest.raises(ResourceError, match="No rule is named 'weekdya'"):
        language().without("weekdya")


def test_the_documentation_names_every_field_of_a_rule() -> None:
    page = (Path(__file__).parents[2] / "docs" / "adding-a-rule.md").read_text(encoding="utf-8")
    table = page.split("## The fields of a rule")[1].split("##")[0]
    assert (
        set(re.findall(r"`(\w+)`", "".join(line.split("|")[1] for line in table.splitlines() if "|" in line))) == FIELDS
    )


def test_a_users_own_events_join_the_table(tmp_path: Path) -> None:
    own = tmp_path / "events.toml"
    own.write_text('[[event]]\nname = "our club"\nnames = ["our club"]\ndate = 1954-03-02\nsource = "minutes"\n')
    (found,) = find("It was the 70th anniversary of our club.", None, using=language("en", events=(own,)))
    assert found.value == "2024-03-02"


def test_the_environment_names_files_of_own_events(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = tmp_path / "events.toml"
    own.write_text('[[event]]\nname = "our club"\nnames = ["our club"]\ndate = 1954-03-02\nsource = "minutes"\n')
    assert find("It was the 70th anniversary of our club.", None) == []
    monkeypatch.setenv("TIMELINE_EVENTS", str(own))
    (found,) = find("It was the 70th anniversary of our club.", None)
    assert found.value == "2024-03-02"
    assert "minutes" in found.rule


def test_every_rule_can_be_switched_off_by_its_name() -> None:
    rules = language().rules
    odd = [rule.name for rule in rules[1::2]]
    assert [rule.name for rule in language().without(*odd).rules] == [rule.name for rule in rules[::2]]
    assert language().without(*odd, *(rule.name for rule in rules)).rules == ()


def test_the_command_lists_every_rule_in_order(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line[:45].rstrip() for line in lines] == [rule.name for rule in language().rules]


def test_the_command_reads_a_text_with_a_rule_switched_off(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["rules", "--read", "The court ruled on Wednesday, now it rests.", "--date", "2024-06-21"]
    assert main(asked) == 0
    assert capsys.readouterr().out.count("\n") == 2
    assert main([*asked, "--without", "now"]) == 0
    assert capsys.readouterr().out.startswith("'Wednesday': DATE 2024-06-19, 2024-06-19 to 2024-06-20, ")
    assert main([*asked, "--without", "nwo"]) == 1
    assert "No rule is named 'nwo'" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["[[event]\n", '[[event]]\nname = "x"\nnames = ["x"]\n', "a = 1\n"])
def test_a_broken_file_of_events_is_told_in_one_sentence(tmp_path: Path, content: str) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text(content)
    with pytest.raises(ResourceError, match=r"broken\.toml: .*; mend or restore the file\.$"):
        language("en", events=(broken,))


def test_every_named_event_has_a_source_and_the_table_covers_a_hundred() -> None:
    events = language().named_events.values()
    assert len(events) >= 100
    assert all(event.source.startswith("https://") for event in events)
    assert all(event.end is None or event.start <= event.end for event in events)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Thanksgiving", "2023-11-23"), ("Election Day", "2016-11-08"), ("Easter", "2024-03-31"),
        ("Good Friday", "2024-03-29"), ("Lunar New Year", "2024-02-10"), ("Eid al-Fitr", "2023-04-21"),
        ("Diwali", "2023-11-12"), ("Labor Day", "2021-09-06"), ("Yom Kippur", "2023-09-25"),
        ("Mother's Day", "2024-05-12"),
    ],
)  # fmt: skip
def test_a_day_that_moves_falls_where_the_calendar_has_it(name: str, day: str) -> None:
    (found,) = find(f"It rained on {name} {day[:4]}.", None)
    assert found.value == day


SOUTHERN = [
    ("It rained last summer.", "2023-SU", ["2023-12-01", "2024-03-01"]),
    ("They will vote this spring.", "2024-SP", ["2024-09-01", "2024-12-01"]),
    ("It opened in the autumn of 2023.", "2023-FA", ["2023-03-01", "2023-06-01"]),
    ("It closed in winter 2022.", "2022-WI", ["2022-06-01", "2022-09-01"]),
    ("It opens every winter.", "XXXX-WI", None),
]


@pytest.mark.parametrize(("text", "value", "days"), SOUTHERN)
def test_seasons_of_the_southern_hemisphere_are_half_a_year_off(text: str, value: str, days: list[str] | None) -> None:
    (found,) = find(text, dt.date(2024, 10, 19), hemisphere="south")
    assert (found.value, found.interval and found.interval.iso()) == (value, days)


def test_the_environment_names_the_hemisphere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIMELINE_HEMISPHERE", "south")
    assert language().without("now").hemisphere == "south"
    assert language(hemisphere="north").hemisphere == "north"
    monkeypatch.setenv("TIMELINE_HEMISPHERE", "east")
    with pytest.raises(ResourceError, match="set it to north or south"):
        language()
