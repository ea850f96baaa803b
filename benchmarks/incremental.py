"""How long it takes to add ten articles to piles of growing size, against building the pile's snapshot from nothing.

    python benchmarks/incremental.py 1000 10000 100000      # articles of ten events each

The piles are made up as for merge_growth.py; the ten that come are varied sample articles, read with the language
model, whose loading is told apart. All are seconds of processor time.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.merge_growth import PER_ARTICLE, pile
from benchmarks.synthetic import vary
from timeline import articles, syntax
from timeline.models import Document
from timeline.store import filling, snapshot
from timeline.store.build import build

ROOT = Path(__file__).resolve().parents[1]


def timed(work: Callable[[], object]) -> float:
    """Seconds of processor time, of all threads."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000])
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    seeds = [d for d in articles.read([ROOT / "seeds"]) if isinstance(d, Document)]
    coming = list(vary(seeds, 30, chosen.seed))
    loading = timed(lambda: list(syntax.parse(coming[:1])))
    print(f"loading the language model: {loading:.1f} s, told apart")
    print(f"{'articles':>9} {'from nothing':>13} {'ten more':>9} {'ten more':>9} {'peak MB':>8}")
    for size in chosen.sizes:
        with tempfile.TemporaryDirectory() as folder:
            store = _pile(Path(folder), size, chosen.seed)
            whole = timed(lambda store=store: snapshot.ensure(store))
            first = timed(lambda: build(coming[:10], folder))
            second = timed(lambda: build(coming[10:20], folder))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>9,} {whole:>11.1f} s {first:>7.1f} s {second:>7.1f} s {peak:>8}", flush=True)


def _pile(folder: Path, size: int, seed: int) -> filling.Store:
    made = {e.document.id: e for e in pile(size * PER_ARTICLE, random.Random(seed))}
    sizes = {id_: len(e.document.text) for id_, e in made.items()}
    return filling.keep(folder, sizes, lambda ids: [made[id_] for id_ in ids])


if __name__ == "__main__":
    main()
