"""timeline explain: the proof of one event in words."""

from __future__ import annotations

import argparse
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from timeline.cli.options import add_command, add_data
from timeline.errors import FilterError

if TYPE_CHECKING:
    from timeline.query.answers import Proof, Testimony

_EXAMPLES = """\
  python -m timeline explain 3f2a9c1b7d5e
  python -m timeline export --format jsonl | jq -r .id | head -1 | xargs python -m timeline explain"""


def add(commands: Any) -> None:
    command = add_command(commands, "explain", run, "Print the proof of one event in words.", _EXAMPLES)
    command.add_argument("event", metavar="EVENT_ID", help="an event's id, as in export or in the app's address")
    add_data(command)


def run(options: argparse.Namespace) -> int:
    from timeline.query import Query

    proof = Query.open(options.data).event(options.event)
    if proof is None:
        raise FilterError(f"{options.event}: no event of this id is in {options.data}; export lists the ids.")
    print("\n".join(lines(proof)))
    return 0


def lines(proof: Proof) -> Iterator[str]:
    """The proof of an event, for a terminal."""
    row = proof.row
    yield row.title
    yield f"  when    {row.when} ({row.basis}, {proof.confidence}, confidence {row.confidence:.2f})"
    yield f"  where   {row.place or 'no place'}{' (inferred)' if row.place_is_inferred else ''}"
    yield f"  who     {', '.join(row.people_in_words) or 'nobody named'}"
    yield f"  status  {row.status}{', background' if row.background else ''}, kind {row.kind}"
    if proof.reason:
        yield from _wrapped("  once    ", proof.reason)
    for number, testimony in enumerate(proof.testimonies, start=1):
        yield ""
        copied = f", a copy of what {testimony.copy_of} has" if testimony.copy_of else ""
        yield f"{number}. {testimony.title} [{testimony.source}] {testimony.published}{copied}"
        yield from _testimony(testimony)
    for conflict in proof.conflicts:
        yield ""
        yield f"Conflict over {conflict.field}: {conflict.note}"
        for said, documents in conflict.claims:
            yield f"   {said}: {', '.join(documents)}"
    for judged in proof.judged:
        yield f"Judged: {judged}"


def _testimony(testimony: Testimony) -> Iterator[str]:
    yield from _wrapped("   says      ", " ".join(testimony.quote.split()))
    for field in ("when", "where", "who"):
        shown = [testimony.quote[m.start : m.end] for m in testimony.marks if m.field == field]
        shown += [f"{text} ({basis})" for f, text, basis in testimony.elsewhere if f == field]
        if shown:
            yield from _wrapped(f"   {field:9} ", "; ".join(dict.fromkeys(" ".join(s.split()) for s in shown)))
    yield from _wrapped("   date      ", testimony.when_reason)
    yield from _wrapped("   rule      ", testimony.rule)
    for reading in testimony.rejected:
        yield from _wrapped("   rejected  ", f"{reading.value}: {reading.reason}")
    yield from _wrapped("   place     ", testimony.where_reason)
    yield from _wrapped("   people    ", testimony.who_reason)
    yield from _wrapped("   published ", testimony.published_reason)
    for words, verdict, reason in testimony.candidates:
        yield from _wrapped("             ", f"“{' '.join(words.split())}” {verdict}: {reason}")


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(text, 110, initial_indent=label, subsequent_indent=" " * len(label)) if text else []
