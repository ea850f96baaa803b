"""timeline export: what the filters show, as a file."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from timeline.cli.options import add_command, add_data, add_filters, filter_of

_EXAMPLES = """\
  python -m timeline export --format csv > events.csv
  python -m timeline export --format jsonl --person "Kim Jong Un" --dates 2024-06-18 2024-06-21
  python -m timeline export --format csv --link 'http://localhost:8501/?place=Pyongyang' """


def add(commands: Any) -> None:
    command = add_command(commands, "export", run, "Write what the same filters show in the app.", _EXAMPLES)
    command.add_argument("--format", choices=("csv", "jsonl"), required=True, help="csv or jsonl")
    command.add_argument("--output", metavar="FILE", help="a file; standard output without it")
    add_data(command)
    add_filters(command)


def run(options: argparse.Namespace) -> int:
    from pathlib import Path

    from timeline.errors import StoreError
    from timeline.export import write
    from timeline.query import Query

    wanted, query = filter_of(options), Query.open(options.data)
    for note in query.unknown(wanted):
        print(f"timeline: {note}", file=sys.stderr)
    if not options.output:
        write(query, wanted, options.format, sys.stdout)
        return 0
    try:
        with Path(options.output).open("w", encoding="utf-8", newline="") as out:
            write(query, wanted, options.format, out)
    except OSError as error:
        raise StoreError(f"{options.output}: it cannot be written ({error.strerror}); choose another file.") from error
    return 0
