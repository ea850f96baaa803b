"""timeline build, remove, status and vacuum: what is in the store."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from timeline.cli.input import add_input
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

if TYPE_CHECKING:
    from timeline.query.answers import Count
    from timeline.store import Store

_FIRST = 5  # sources and languages that are named
_BUILD = """\
  python -m timeline build seeds
  python -m timeline build my-articles/ more.jsonl --data my-data"""
_REMOVE = """\
  python -m timeline remove tarmac-embrace-0f1e2d3c4b5a
  python -m timeline remove ID OTHER-ID --data my-data"""
_STATUS = """\
  python -m timeline status --data my-data
  python -m timeline status --documents | grep quay"""
_VACUUM = "  python -m timeline vacuum --data my-data"


def add(commands: Any) -> None:
    command = add_command(commands, "build", run_build, "Add documents to the store; twice is as good as once.", _BUILD)
    add_input(command)
    add_data(command)
    add_model(command)
    add_geocoder(command)
    add_engine(command)
    command = add_command(commands, "remove", run_remove, "Take documents out, with what only they supported.", _REMOVE)
    command.add_argument("ids", nargs="+", metavar="ID", help="a document's id, as status --documents lists them")
    add_data(command)
    command = add_command(commands, "status", run_status, "Say what is in the store.", _STATUS)
    command.add_argument("--documents", action="store_true", help="list the ids of the documents instead")
    add_data(command)
    add_data(add_command(commands, "vacuum", run_vacuum, "Remove files that nothing points to.", _VACUUM))


def run_build(options: argparse.Namespace) -> int:
    from timeline import articles
    from timeline.articles.language import unread
    from timeline.merge.merging import settle_all
    from timeline.places.online import geocoder_of
    from timeline.store.build import build
    from timeline.store.work import in_turn

    found = articles.in_pieces(options.paths, online=options.online, columns=options.columns)
    asked = geocoder_of(options.geocoder)
    engine = in_turn if asked else engine_of(options)  # one question a second, whoever reads
    changes = build(
        found, options.data, columns=options.columns, model=options.model, geocoder=options.geocoder, engine=engine,
        merger=getattr(engine, "merge", settle_all), watch=progress,
    )  # fmt: skip
    say_of_geocoder(asked)
    if sentence := unread(changes.languages):
        print(f"timeline: {sentence}", file=sys.stderr)
    return _report(changes)


def run_remove(options: argparse.Namespace) -> int:
    from timeline.store.build import remove

    return _report(remove(options.ids, options.data))


def run_status(options: argparse.Namespace) -> int:
    from timeline.query import Filter, Query
    from timeline.store import load

    store, query = load(options.data), Query.open(options.data)
    if options.documents:
        print(*query.document_ids(), sep="\n")
        return 0
    found, summary = query.contents(), query.summary(Filter())
    print(f"{_many(found.documents, 'document')}, {found.undated:,} undated.")
    print(f"{_many(summary.all_events, 'event')}, {summary.undated:,} undated; "
          f"{summary.unreal:,} more denied or only supposed.")  # fmt: skip
    print(f"{_many(len(found.sources), 'source')}: {_listed(found.sources)}")
    print(f"{_many(len(found.languages), 'language')}: {_listed(found.languages)}")
    print(_versions(store))
    print(_sizes(store))
    for note in query.notes():
        print(note, file=sys.stderr)
    return 0


def _listed(counts: Sequence[Count]) -> str:
    """The first few, with their numbers."""
    named = [f"{count.name} {count.count:,}" for count in counts[:_FIRST]]
    more = [f"{len(counts) - _FIRST:,} more"] if len(counts) > _FIRST else []
    return ", ".join([*named, *more]) + "."


def _many(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"


def _versions(store: Store) -> str:
    from timeline.store.version import extractor_version

    now = extractor_version()
    older = sum(leaf.documents for leaf in store.leaves.values() if leaf.version != now)
    if older:
        return (
            f"{_many(older, 'document')} read by another version than {now}: the next build of them reads them again."
        )
    return f"All read by this version, {now}."


def _sizes(store: Store) -> str:
    from timeline.store import segments, snapshot

    files = [segments.path_of(store.segment_folder, leaf.segment) for leaf in store.leaves.values()]
    size, ready = sum(file.stat().st_size for file in files), snapshot.path_of(store).stat().st_size
    return (f"{_many(len(files), 'segment')} of schema {store.schema}, {size / 1e6:,.1f} MB; "
            f"the snapshot that answers, {ready / 1e6:,.1f} MB.")  # fmt: skip


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
