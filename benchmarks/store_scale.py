"""How fast the dashboard's questions are answered on big stores, warm, each over an empty filter and a narrow one.

    python benchmarks/synthetic.py store /tmp/store-1m --events 1000000
    python benchmarks/store_scale.py /tmp/store-1m [FOLDER...]

Prints milliseconds by the clock and of the processor (medians of five answers after the first; other work on the
machine counts in the one, several cores in the other), and the memory of the process that asks.
"""

from __future__ import annotations

import argparse
import datetime as dt
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.query import Filter, Query

TIMES = 5


def questions(query: Query) -> dict[str, Callable[[], object]]:
    """What the dashboard asks, by the name of what it shows."""
    everything = Filter()
    first, last = query.span() or (dt.date.min, dt.date.max)
    middle = first + (last - first) * 9 // 10
    month = Filter(dates=(middle, middle + dt.timedelta(30)))
    who = Filter(people=(query.people(everything)[20].name,))
    told = Filter(sources=tuple(sorted(c.name for c in query.sources(everything))[:3]))
    words = Filter(words="signed ceasefires")
    some = query.events(everything, limit=1)[0].id
    asked = {
        "summary": lambda f: query.summary(f),
        "bars": lambda f: query.bars(f, "month"),
        "lanes": lambda f: query.marks(f, "place"),
        "lanes of people": lambda f: query.marks(f, "person"),
        "map": lambda f: query.map_points(f),
        "people facet": lambda f: query.people(f),
        "places facet": lambda f: query.places(f),
        "sources facet": lambda f: query.sources(f),
        "list page": lambda f: query.events(f, limit=50),
        "list page 100": lambda f: query.events(f, limit=50, offset=5_000),
        "neighbours": lambda f: query.neighbours(f, some),
    }
    filters = {"all": everything, "a month": month, "a person": who, "words": words, "sources": told}
    found = {f"{name}, {kind}": _bound(ask, f) for name, ask in asked.items() for kind, f in filters.items()}
    found["proof of an event"] = lambda: query.event(some)
    return found


def _bound(ask: Callable[[Filter], object], asked: Filter) -> Callable[[], object]:
    return lambda: ask(asked)


def milliseconds(ask: Callable[[], object]) -> tuple[float, float]:
    """By the clock, and of the processor in all threads."""
    ask()
    took = []
    for _ in range(TIMES):
        began, used = time.perf_counter(), time.process_time()
        ask()
        took.append((time.perf_counter() - began, time.process_time() - used))
    clock, processor = zip(*took, strict=True)
    return statistics.median(clock) * 1000, statistics.median(processor) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="+", type=Path)
    for folder in parser.parse_args().folders:
        began = time.perf_counter()
        query = Query.open(folder)
        opened = time.perf_counter() - began
        print(f"{folder}: {query.summary(Filter()).all_events:,} events, opened in {opened * 1000:.0f} ms")
        for name, ask in questions(query).items():
            clock, processor = milliseconds(ask)
            print(f"  {name:<28} {clock:8.1f} {processor:8.1f} ms{'  over 100' if clock > 100 else ''}", flush=True)
        print(f"  peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB")


if __name__ == "__main__":
    main()
