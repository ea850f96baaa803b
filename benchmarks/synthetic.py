"""Made-up stores and articles of any size, the same for the same seed.

    python benchmarks/synthetic.py store FOLDER --events 1000000 [--seed 1]
    python benchmarks/synthetic.py articles FILE.jsonl --count 20000 [--seed 1]

The articles are the sample articles with the dates, people and towns of each exchanged; the store is told of in
synthetic_store.py.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.synthetic_store import SOURCES, SYLLABLES, make_snapshot, write_segments  # noqa: E402
from timeline.models import DateInterval, Document  # noqa: E402


def vary(documents: Sequence[Document], count: int, seed: int) -> Iterator[Document]:
    """As many articles as wanted: the given ones in turn, each with years, days, people and towns of its own."""
    people = [name for document in documents for name in _names(document)]
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        yield _varied(documents[number % len(documents)], number, rng, people)


_NAME = re.compile(r"\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b")
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-2]\d)\b")
_DAY = re.compile(r"\b([1-9]|1\d|2[0-8])(?= (?:January|February|March|April|May|June|July|August|September|October|"
                  r"November|December)\b)")  # fmt: skip


# Towns of the sample articles, which others stand in for; any other towns that every gazetteer knows would do as well.
_TOWN = re.compile(r"\b(Pyongyang|Kharkiv|Seoul|Moscow|Beijing|Paris|Beirut|Bogotá|Cartagena|Oslo|Havana)\b")
_TOWNS = ("Nairobi", "Lima", "Osaka", "Hamburg", "Lyon", "Toronto", "Manila", "Ankara", "Tunis", "Perth", "Dakar",
          "Quito", "Riga", "Lahore", "Gdansk", "Porto", "Denver", "Hanoi", "Cork", "Bergen")  # fmt: skip


def _names(document: Document) -> list[str]:
    return sorted(set(_NAME.findall(document.text)))


def _varied(document: Document, number: int, rng: random.Random, people: Sequence[str]) -> Document:
    """Another article of the same build; names of two words are exchanged throughout, so are their last words alone."""
    text = document.text
    for name in rng.sample(_names(document), k=min(6, len(_names(document)))):
        first, last = rng.choice(people).split()[0], "".join(rng.choice(SYLLABLES) for _ in range(2)).capitalize()
        text = text.replace(name, f"{first} {last}").replace(name.split()[1], last)
    others = dict(zip(sorted(set(_TOWN.findall(text))), rng.sample(_TOWNS, k=11), strict=False))
    text = _TOWN.sub(lambda m: others[m[0]], text)
    shift = rng.randrange(-12, 1)
    text = _YEAR.sub(lambda m: str(int(m[0]) + shift), text)
    text = _DAY.sub(lambda _: str(rng.randrange(1, 29)), text)
    day = dt.date(2012, 1, 1) + dt.timedelta(rng.randrange(4000))
    return replace(document, id=f"varied-{number:07}", text=text, path=None, clues=(), zones=(), url=None,
                   source=rng.choice(SOURCES), given=DateInterval.day(day))  # fmt: skip


def write_articles(file: Path, count: int, seed: int, paths: Sequence[Path]) -> None:
    """JSON Lines, as `timeline build` reads them."""
    from timeline import articles

    documents = [d for d in articles.read(paths) if isinstance(d, Document)]
    with file.open("w", encoding="utf-8") as out:
        for d in vary(documents, count, seed):
            published = d.given.start.isoformat() if d.given else None
            row = {"id": d.id, "text": d.text, "title": d.title, "source": d.source, "published": published}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(required=True, dest="what")
    store = kinds.add_parser("store")
    store.add_argument("folder", type=Path)
    store.add_argument("--events", type=int, default=10_000)
    varied = kinds.add_parser("articles")
    varied.add_argument("file", type=Path)
    varied.add_argument("--count", type=int, default=1_000)
    varied.add_argument("--from", dest="paths", nargs="+", type=Path, default=[ROOT / "seeds"])
    for kind in (store, varied):
        kind.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.perf_counter()
    if chosen.what == "store":
        store = write_segments(chosen.folder, chosen.events, chosen.seed)
        print(f"segments: {time.perf_counter() - began:.1f} s", flush=True)
        began = time.perf_counter()
        make_snapshot(store)
        print("snapshot, without merging: ", end="")
    else:
        write_articles(chosen.file, chosen.count, chosen.seed, chosen.paths)
    print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
