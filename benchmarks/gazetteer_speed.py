"""What the gazetteer costs: the first look-up, the usual one, and the memory of a process that uses nothing else.

    python benchmarks/gazetteer_speed.py

Names are drawn evenly from the gazetteer itself, so that none is in a cache; a tenth of them are changed to be in it no
more. Figures are printed, with the median and the slowest of a hundred.
"""

from __future__ import annotations

import resource
import sqlite3
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.gazetteer import gazetteer

NAMES = 10_000


def main() -> None:
    """Print the figures."""
    begun = time.perf_counter()
    gazetteer().named("Lisbon")
    first = time.perf_counter() - begun
    with sqlite3.connect(gazetteer().path) as connection:
        (count,) = connection.execute("SELECT count(*) FROM names").fetchone()
        keys = [key for (key,) in connection.execute("SELECT key FROM names")][:: count // NAMES]
    names = [f"{key}x" if number % 10 == 0 else key for number, key in enumerate(keys)]
    each = sorted(_seconds(name) for name in names)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"first look-up {first * 1000:.1f} ms")
    print(f"look-up of {len(each):,} names: median {statistics.median(each) * 1000:.3f} ms, "
          f"one in a hundred over {each[-len(each) // 100] * 1000:.3f} ms")  # fmt: skip
    print(f"the process at its largest {memory:.0f} MB, the file {gazetteer().path.stat().st_size / 1e6:.1f} MB")


def _seconds(name: str) -> float:
    begun = time.perf_counter()
    gazetteer().named(name)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
