"""Options that several commands share."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from timeline.errors import FilterError
from timeline.progress import Phase, Progress, unseen
from timeline.query.filter import CERTAINTIES, Filter

if TYPE_CHECKING:
    from timeline.places.online import Geocoder
    from timeline.store.work import Engine

DATA = "data"
_MOMENT = 0.2  # seconds between two looks at how far the work is
_TELLING = 0.01  # of the work has to be done before it tells how long the rest will take
Run = Callable[[argparse.Namespace], int]


def add_command(commands: Any, name: str, run: Run, about: str, examples: str) -> argparse.ArgumentParser:
    """A command with its help: what it does in a sentence, and examples that can be typed as they stand."""
    made: argparse.ArgumentParser = commands.add_parser(
        name, help=about, description=about, epilog=f"examples:\n{examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    made.set_defaults(run=run)
    return made


def add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument("--data", metavar="DIR", default=os.environ.get("TIMELINE_DATA", DATA),
                         help="the store's folder (TIMELINE_DATA, else data)")  # fmt: skip


def add_model(command: argparse.ArgumentParser) -> None:
    command.add_argument("--model", metavar="NAME", help="another installed spaCy model, such as en_core_web_trf")


def add_engine(command: argparse.ArgumentParser) -> None:
    """Who does the reading; what comes out is the same."""
    group = command.add_argument_group("who reads")
    group.add_argument("--workers", type=_count, metavar="N", help="processes (as many as there are cores)")
    group.add_argument("--engine", choices=("processes", "spark"), default="processes", help="spark: a cluster")
    group.add_argument("--master", metavar="URL", help="of the Spark cluster: local[2], spark://host:7077, yarn")


def engine_of(options: argparse.Namespace) -> Engine:
    """The engine that the options ask for."""
    if options.engine == "spark":
        from timeline.engine.spark import Spark

        return Spark(master=options.master or "local[*]")
    from timeline.engine.processes import processes

    return processes(options.workers)


def _count(text: str) -> int:
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is no number of processes, such as 2.")
    return int(text)


def add_geocoder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--geocoder", choices=("nominatim",), help="ask online for places that the gazetteer lacks; off without it"
    )


def say_of_geocoder(geocoder: Geocoder | None) -> None:
    """What its terms ask to be said, and what could not be asked."""
    if geocoder is None:
        return
    from timeline.places.online import ATTRIBUTION

    if geocoder.answered:
        print(f"timeline: some places were found online: {ATTRIBUTION}.", file=sys.stderr)
    for problem in geocoder.problems:
        print(f"timeline: {problem}", file=sys.stderr)


def add_filters(command: argparse.ArgumentParser) -> None:
    """The same filters as in the app, by the same names as in its address."""
    group = command.add_argument_group("filters, as in the app")
    group.add_argument("--dates", nargs=2, metavar=("FIRST", "LAST"), help="days, both inside: 2024-06-18 2024-06-21")
    for name in ("person", "place", "source", "kind"):
        group.add_argument(f"--{name}", action="append", default=[], metavar="NAME", help="can be given again")
    group.add_argument("--certainty", action="append", default=[], choices=CERTAINTIES, help="can be given again")
    group.add_argument("--q", default="", metavar="WORDS", help="words of the title, the sentence or a name")
    group.add_argument("--no-undated", action="store_true", help="leave out events without a date")
    group.add_argument("--no-unplaced", action="store_true", help="leave out events without a place")
    group.add_argument("--unreal", action="store_true", help="take in what was denied or only supposed")
    group.add_argument("--link", metavar="URL", help="take the filters from a link of the app instead")


def filter_of(options: argparse.Namespace) -> Filter:
    """The filter that the options ask for; raises FilterError when one cannot be read."""
    if options.link:
        read, notes = Filter.from_params(parse_qs(urlsplit(options.link).query))
        if notes:
            raise FilterError(f"--link: {notes[0]}")
        return read
    return Filter(
        dates=_days(options.dates), people=tuple(options.person), places=tuple(options.place),
        sources=tuple(options.source), kinds=tuple(options.kind), certainty=tuple(options.certainty), words=options.q,
        undated=not options.no_undated, unplaced=not options.no_unplaced, unreal=options.unreal,
    )  # fmt: skip


def progress(phase: Phase) -> Progress:
    """A line on the terminal that says how far a phase is, once it takes more than a moment."""
    if not sys.stderr.isatty():
        return unseen
    began = shown = time.monotonic()

    def show(done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if done and (now - shown > _MOMENT or (done == total and shown > began)):
            shown = now
            rate = done / (now - began)
            line = f"\r{phase}: {done:,} of {total:,}, {rate:,.1f} a second"
            if total > done > total * _TELLING:
                line += f", {dt.timedelta(seconds=round((total - done) / rate))} left"
            print(f"{line}\x1b[K", end="" if done < total else "\n", file=sys.stderr, flush=True)

    return show


def _days(values: list[str] | None) -> tuple[dt.date, dt.date] | None:
    if not values:
        return None
    try:
        first, last = sorted(dt.date.fromisoformat(value) for value in values)
    except ValueError as error:
        raise FilterError(f"--dates: {' '.join(values)} are not two days such as 2024-06-18 2024-06-21.") from error
    return first, last
