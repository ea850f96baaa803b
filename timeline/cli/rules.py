"""timeline rules: the rules that read time expressions, in their order; and what they read in a sentence."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from timeline.cli.options import add_command

if TYPE_CHECKING:
    from timeline.models import TimeExpression

_EXAMPLES = """\
  python -m timeline rules
  python -m timeline rules --read "They met last week, on Friday." --date 2024-06-19
  python -m timeline rules --read "They met last week, on Friday." --date 2024-06-19 --without "weekday" """


def add(commands: Any) -> None:
    command = add_command(commands, "rules", run, "List the rules of time expressions, or try them.", _EXAMPLES)
    command.add_argument("--read", metavar="TEXT", help="show what is read in a text instead, and by which rules")
    command.add_argument("--date", metavar="DAY", type=dt.date.fromisoformat, help="the text's publication date")
    command.add_argument("--hemisphere", choices=("north", "south"), help="where its seasons are (north)")
    command.add_argument("--without", metavar="RULE", action="append", default=[], help="switch a rule off; repeatable")


def run(options: argparse.Namespace) -> int:
    from timeline.timex import find
    from timeline.timex.rules import language

    using = language(hemisphere=options.hemisphere).without(*options.without)
    if options.read is not None:
        for found in find(options.read, options.date, using=using):
            print(_line(found))
        return 0
    for rule in using.rules:
        print(f"{rule.name:45} {rule.examples[0].value:20} {rule.examples[0].text}")
    return 0


def _line(found: TimeExpression) -> str:
    days = " to ".join(found.interval.iso()) if found.interval else "no days"
    return f"{found.text!r}: {found.type} {found.value}, {days}, {found.confidence:.0%} sure: {found.rule}"
