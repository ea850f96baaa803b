"""Every rule's examples hold, every rule can be switched off, and broken rules are told in one sentence."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.errors import ResourceError
from timeline.timex import find
from timeline.timex.readers import READERS
from timeline.timex.rules import Example, Rule, language

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
