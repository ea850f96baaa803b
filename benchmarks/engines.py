"""The same build by one process, by two, and on a Spark cluster of one and of two workers: how much quicker each is.

    python benchmarks/engines.py --articles 400 [--repeats 3] [--spark | --only-spark] [--characters 600]

The articles are the sample articles, varied. Wall-clock seconds, the least of the repeats, taken in turn so that a
machine that is busy for a while slows all of them; give it a quiet machine all the same. For processes the seconds of
processor time are printed too. Loading the language model, once a process, is part of it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.spark_cluster import cluster  # noqa: E402
from benchmarks.synthetic import vary  # noqa: E402
from timeline import articles  # noqa: E402
from timeline.engine.processes import Processes  # noqa: E402
from timeline.engine.spark import Spark  # noqa: E402
from timeline.models import Document  # noqa: E402
from timeline.store.build import build  # noqa: E402
from timeline.store.work import Engine  # noqa: E402


def processor_seconds() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def timed(engine: Engine, pile: list[Document]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder:
        began, used = time.perf_counter(), processor_seconds()
        build(pile, folder, engine=engine)
        return time.perf_counter() - began, processor_seconds() - used


def on_spark(workers: int, pile: list[Document]) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as folder, cluster(workers, Path(folder)) as running:
        return timed(Spark(master=running.master), pile)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--characters", type=int, help="only the first so many of each article, to whole sentences")
    parser.add_argument("--spark", action="store_true")
    parser.add_argument("--only-spark", action="store_true", help="the cluster of one worker and that of two alone")
    chosen = parser.parse_args()
    seeds = [d for d in articles.read([ROOT / "seeds"]) if isinstance(d, Document)]
    if chosen.characters:
        seeds = [replace(d, text=d.text[: d.text.rindex(".", 0, chosen.characters) + 1]) for d in seeds]
    pile = list(vary(seeds, chosen.articles, 1))
    runs: dict[str, Callable[[], tuple[float, float]]] = {}
    if not chosen.only_spark:
        runs |= {
            "one process": lambda: timed(Processes(workers=1), pile),
            "two processes": lambda: timed(Processes(workers=2), pile),
        }
    if chosen.spark or chosen.only_spark:
        runs |= {"Spark, one worker": lambda: on_spark(1, pile), "Spark, two workers": lambda: on_spark(2, pile)}
    best = dict.fromkeys(runs, (float("inf"), float("inf")))
    for _ in range(chosen.repeats):
        for name, run in runs.items():
            best[name] = min(best[name], run())
    first = next(iter(runs))
    base = best[first][0]
    print(f"{chosen.articles} articles, {sum(len(d.text) for d in pile):,} characters")
    for name, (wall, used) in best.items():
        spent = "" if name.startswith("Spark") else f", {used:.1f} s of processors"
        print(f"{name:<20} {wall:7.1f} s  {base / wall:5.2f} times {first}{spent}")


if __name__ == "__main__":
    main()
