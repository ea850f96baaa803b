"""timeline evaluate: accuracy on the project's own gold."""

from __future__ import annotations

import argparse
import json
from typing import Any

from timeline.cli.options import add_command

_EXAMPLES = """\
  python -m timeline evaluate
  python -m timeline evaluate --json data/accuracy.json
  python -m timeline evaluate --gold my-gold --seeds my-articles --errors"""


def add(commands: Any) -> None:
    command = add_command(commands, "evaluate", run, "Measure accuracy on hand-made gold.", _EXAMPLES)
    command.add_argument("--gold", default="seeds/gold", metavar="DIR", help="gold, as docs/gold-format.md has it")
    command.add_argument("--seeds", default="seeds", metavar="DIR", help="the articles that the gold is of")
    command.add_argument("--json", metavar="FILE", help="write the figures to a file too, for the dashboard")
    command.add_argument("--errors", action="store_true", help="list what was missed or wrong")


def run(options: argparse.Namespace) -> int:
    from pathlib import Path

    from timeline.evaluate import evaluate, render_misses, render_table

    report = evaluate(options.gold, options.seeds)
    if options.errors:
        print(render_misses(report.misses))
    print(render_table(report))
    if options.json:
        text = json.dumps(report.to_json(), indent=1, ensure_ascii=False)
        Path(options.json).write_text(text + "\n", encoding="utf-8")
    return 0
