"""How much memory the process that drives a build takes, for piles of growing size.

    python benchmarks/build_memory.py 2000 10000 100000 [--events 0] [--undated 10]

Made-up articles of 3,000 characters; what would be found in each is made up too, so that no language model runs. Each
pile is built by a process of its own, which fills all segments itself: what is told is the peak of its resident memory
until these are filled, and in all. The snapshot has DuckDB hold up to a gigabyte; with events, these are merged in it.
With --undated N one article of N gives no date, so that all are looked at for the stories that they tell.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.synthetic_store import PER_ARTICLE, SYLLABLES, World, article, world_of
from timeline.models import Document, Extraction
from timeline.progress import Progress
from timeline.store import segments
from timeline.store.build import build
from timeline.store.codec import decode
from timeline.store.filling import Filled, Filler, Job
from timeline.store.segments import Entry
from timeline.store.work import in_turn

CHARACTERS = 3_000
SEED = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventor(Filler):
    """Finds in each article what it was made up with, or the first few events of that."""

    world: World
    events: int

    def _read(self, job: Job) -> Iterator[Entry]:
        for task in self.tasks(job):
            document = self.document(task)
            _, published, raw = article(int(document.id.rpartition("-")[2]), self.world)
            found = decode(Extraction, raw | {"events": raw["events"][: self.events]})
            yield segments.entry_of(task.key, replace(found, document=document, published=published))


def pile(count: int, world: World, *, undated: int) -> Iterator[Document]:
    """The articles, one after the other."""
    for number in range(count):
        document, _, _ = article(number, world)
        rng = random.Random(number)
        text = document.text.rstrip(".") + ".\n"
        while len(text) < CHARACTERS:
            text += "".join(rng.choices(SYLLABLES, k=3)) + " "
        yield replace(document, text=text, given=None if undated and number % undated == 0 else document.given)


def measure(count: int, events: int, *, undated: int) -> None:
    """Build one pile and print what it took."""
    world = world_of(count * PER_ARTICLE, SEED)
    filled: list[int] = []

    def engine(jobs: Sequence[Job], fill: Filler, progress: Progress) -> Iterator[Filled]:
        inventor: Any = Inventor(folder=fill.folder, spool=fill.spool, world=world, events=events)
        yield from in_turn(jobs, inventor, progress)
        filled.append(peak())

    with tempfile.TemporaryDirectory() as folder:
        changes = build(pile(count, world, undated=undated), folder, engine=engine)
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(f"{len(changes.added):>9,} {filled[0]:>9,} {peak():>9,} {used.ru_utime + used.ru_stime:>9.1f}", flush=True)


def peak() -> int:
    """Megabytes that this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[2_000, 10_000])
    parser.add_argument("--events", type=int, default=0, help=f"that are found in an article, up to {PER_ARTICLE}")
    parser.add_argument("--undated", type=int, default=0, help="one in so many articles gives no date")
    chosen = parser.parse_args()
    if len(chosen.sizes) == 1:
        measure(chosen.sizes[0], chosen.events, undated=chosen.undated)
        return
    print(f"{'articles':>9} {'filled MB':>9} {'in all MB':>9} {'seconds':>9}", flush=True)
    for size in chosen.sizes:
        again = [sys.executable, __file__, str(size), "--events", str(chosen.events), "--undated", str(chosen.undated)]
        subprocess.run(again, check=True)


if __name__ == "__main__":
    main()
