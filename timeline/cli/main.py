"""The commands together, and the one place where errors become sentences."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import threading
from collections.abc import Sequence

import timeline
from timeline.cli import evaluate, explain, export, extract, judge, rules, store
from timeline.errors import TimelineError

COMMANDS = (extract, store, export, explain, judge, evaluate, rules)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = parser().parse_args(arguments)
    _speak_utf8()
    _heed_stops()
    try:
        status: int = options.run(options)
    except TimelineError as error:
        print(f"timeline: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        print("timeline: stopped; what was done is kept.", file=sys.stderr)
        return 130
    return status


def parser() -> argparse.ArgumentParser:
    """All commands with their options."""
    top = argparse.ArgumentParser(prog="timeline", description=timeline.__doc__)
    top.add_argument("--version", action="version", version=f"timeline {timeline.__version__}")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add(commands)
    return top


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _heed_stops() -> None:
    """To be told to end (SIGTERM) is the same as Ctrl-C."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, signal.default_int_handler)
