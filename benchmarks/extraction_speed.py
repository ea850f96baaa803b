"""How long the whole extraction takes against the bare language model on the same texts, in one run.

    python benchmarks/extraction_speed.py [--copies 6] [PATH...]

Prints characters, seconds and the ratio; PATH is what `timeline extract` reads, the sample articles without it.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from timeline import articles, pipeline, syntax  # noqa: E402
from timeline.models import DateInterval, Document  # noqa: E402


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("paths", nargs="*", default=[ROOT / "seeds"])
    options.add_argument("--copies", type=int, default=6)
    chosen = options.parse_args()
    documents = [d for d in articles.read(chosen.paths) if isinstance(d, Document)]
    pile = [copy(d, n) for n in range(chosen.copies) for d in documents]
    characters = sum(len(d.text) for d in pile)
    run(lambda: list(pipeline.extract(pile[:2])))  # loads the model, the rules and the gazetteer
    bare = run(lambda: list(syntax.load().pipe(d.text for d in pile)))
    whole = run(lambda: list(pipeline.extract(pile)))
    print(f"{len(pile)} documents, {characters:,} characters")
    print(f"bare nlp.pipe     {bare:6.2f} s  {characters / bare / 1000:6.1f} KB/s")
    print(f"whole extraction  {whole:6.2f} s  {characters / whole / 1000:6.1f} KB/s")
    print(f"whole / bare      {whole / bare:6.2f}")
    print(f"memory at most    {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")  # KB on Linux


def copy(document: Document, number: int) -> Document:
    """The document under another id, its date given, so that no copy dates another."""
    import datetime as dt

    day = DateInterval.day(dt.date(2020, 1, 1) + dt.timedelta(number))
    return replace(document, id=f"{document.id}-{number}", given=document.given or day)


def run(work: Callable[[], object]) -> float:
    """Seconds of processor time."""
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    main()
