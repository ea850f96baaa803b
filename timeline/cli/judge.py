"""timeline judge: human decisions, kept over every rebuild."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from typing import TYPE_CHECKING, Any, get_args

from timeline.cli.options import add_command, add_data
from timeline.errors import JudgementError
from timeline.judgements import Judgement, Judgements, Kind, Target

if TYPE_CHECKING:
    from timeline.query import Query

_EXAMPLES = """\
  python -m timeline judge confirm EVENT --author "A. Editor"
  python -m timeline judge date EVENT --start 2024-06-19 --end 2024-06-20 --note "seen on the photograph"
  python -m timeline judge place EVENT --name Geneva --lat 46.2 --lon 6.15
  python -m timeline judge pin EVENT --note "what all this goes back to"
  python -m timeline judge merge EVENT OTHER-EVENT
  python -m timeline judge split EVENT --document ID
  python -m timeline judge rename --from "Kim" --to "Kim Jong Un"
  python -m timeline judge published --document ID --start 2024-06-19 --end 2024-06-20
  python -m timeline judge list
  python -m timeline judge undo --judgement ID"""
_WORDS = ("start", "end", "name", "document", "from", "to", "judgement")


def add(commands: Any) -> None:
    command = add_command(commands, "judge", run, "Confirm, reject or correct; the decision is kept.", _EXAMPLES)
    command.add_argument("kind", choices=(*get_args(Kind), "list"), help="what is decided")
    command.add_argument("events", nargs="*", metavar="EVENT_ID", help="the events that it is decided of")
    for word in _WORDS:
        command.add_argument(f"--{word}", dest=f"value_{word}", metavar="WORDS")
    for number in ("lat", "lon"):
        command.add_argument(f"--{number}", dest=f"value_{number}", type=float, metavar="DEGREES")
    command.add_argument("--author", default="", help="who decides")
    command.add_argument("--note", default="", help="why")
    add_data(command)


def run(options: argparse.Namespace) -> int:
    from timeline.query import Query
    from timeline.store import load
    from timeline.store.build import build

    log = Judgements.load(load(options.data).judgement_log)
    if options.kind == "list":
        return _list(log)
    judgement = Judgement(
        kind=options.kind, targets=targets(Query.open(options.data), options.events), value=_value(options),
        author=options.author, note=options.note, at=_now(),
    )  # fmt: skip
    if judgement.kind == "undo" and judgement.value["judgement"] not in {j.id for j in log.all}:
        raise JudgementError(f"{judgement.value['judgement']}: no judgement of this id; see: timeline judge list")
    log.append(judgement)
    build((), options.data)
    Query.open(options.data)
    print(f"Kept as judgement {judgement.id}.")
    return 0


def targets(query: Query, ids: list[str]) -> tuple[Target, ...]:
    """The events as they are now; raises JudgementError for an id that is not in the store."""
    found = []
    for id_ in ids:
        proof = query.event(id_)
        if proof is None:
            raise JudgementError(f"{id_}: no event of this id is in the store; export lists the ids.")
        first = proof.testimonies[0]
        found.append(Target(event=id_, document=first.document, quote=first.quote, title=proof.row.title))
    return tuple(found)


def _value(options: argparse.Namespace) -> dict[str, Any]:
    names = (*_WORDS, "lat", "lon")
    return {name: value for name in names if (value := getattr(options, f"value_{name}")) is not None}


def _list(log: Judgements) -> int:
    standing = {judgement.id for judgement in log.standing()}
    for j in log.all:
        mark = " " if j.id in standing or j.kind == "undo" else "undone"
        events = " ".join(t.event for t in j.targets)
        print(f"{j.id}  {j.at}  {j.kind:9} {events} {dict(j.value) or ''} {j.author} {j.note} {mark}".rstrip())
    for problem in log.problems:
        print(f"timeline: {problem}", file=sys.stderr)
    return 1 if log.problems else 0


def _now() -> str:
    """The time of a decision is the clock's: nothing that is read in an article hangs on it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")  # noqa: TID251
