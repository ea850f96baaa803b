"""timeline build, remove, status and vacuum: what is in the store."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from timeline.cli.input import add_input, arriving
from timeline.cli.options import (
    add_command,
    add_data,
    add_engine,
    add_geocoder,
    add_model,
    engine_of,
    progress,
    say_of_geocoder,
)

_BUILD = """\
  python -m timeline build seeds
  python -m timeline build my-articles/ more.jsonl --data my-data"""
_REMOVE = """\
  python -m timeline remove tarmac-embrace-0f1e2d3c4b5a
  python -m timeline remove ID OTHER-ID --data my-data"""
_STATUS = "  python -m timeline status --data my-data"
_VACUUM = "  python -m timeline vacuum --data my-data"


def add(commands: Any) -> None:
    command = add_command(commands, "build", run_build, "Add documents to the store; twice is as good as once.", _BUILD)
    add_input(command)
    add_data(command)
    add_model(command)
    add_geocoder(command)
    add_engine(command)
    command = add_command(
        commands, "remove", run_remove, "Take documents out, with what only they supported.", _REMOVE
    )
    command.add_argument("ids", nargs="+", metavar="ID", help="a document's id, as status lists them")
    add_data(command)
    add_data(add_command(commands, "status", run_status, "Say what is in the store.", _STATUS))
    add_data(add_command(commands, "vacuum", run_vacuum, "Remove files that nothing points to.", _VACUUM))


def run_build(options: argparse.Namespace) -> int:
    from timeline.merge.merging import settle_all
    from timeline.places.online import geocoder_of
    from timeline.store.build import build
    from timeline.store.filling import in_turn

    found = arriving(options)
    asked = geocoder_of(options.geocoder)
    engine = in_turn if asked else engine_of(options)  # one question a second, whoever reads
    changes = build(
        found, options.data, model=options.model, geocoder=options.geocoder, engine=engine,
        merger=getattr(engine, "merge", settle_all), progress=progress("build:"),
    )  # fmt: skip
    say_of_geocoder(asked)
    return _report(changes)


def run_remove(options: argparse.Namespace) -> int:
    from timeline.store.build import remove

    return _report(remove(options.ids, options.data))


def run_status(options: argparse.Namespace) -> int:
    from timeline.query import Filter, Query
    from timeline.store import load

    store, query = load(options.data), Query.open(options.data)
    summary = query.summary(Filter())
    print(f"{store.documents} documents, {summary.all_events} events, {summary.undated} of them undated, "
          f"{summary.unreal} more denied or only supposed; "
          f"{len(store.leaves)} segments of schema {store.schema}.")  # fmt: skip
    for id_ in query.document_ids():
        print(id_)
    for note in query.notes():
        print(note, file=sys.stderr)
    return 0


def run_vacuum(options: argparse.Namespace) -> int:
    from timeline.store.build import vacuum

    gone = vacuum(options.data)
    print(f"{gone} {'file' if gone == 1 else 'files'} removed.")
    return 0


def _report(changes: Any) -> int:
    for problem in changes.problems:
        print(f"timeline: {problem}", file=sys.stderr)
    print(changes.sentence())
    for word, ids in (("+", changes.added), ("-", changes.removed), ("~", changes.read_again)):
        for id_ in ids:
            print(f"{word} {id_}")
    return 1 if changes.problems else 0
