"""Measures how well publication dates are found.

python benchmarks/publication.py blind CORPUS.jsonl...   dates withheld: rows hold "text" and the true day as "dct"
python benchmarks/publication.py pages FOLDER            saved pages beside truth.tsv, against htmldate alone
python benchmarks/publication.py scale [N]               time for N made-up articles, and how it grows
python benchmarks/publication.py memory [N]              bytes held for each of N variations of the sample articles
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import math
import random
import statistics
import sys
import time
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import articles
from timeline.articles.zones import zones_of
from timeline.models import Document, Publication
from timeline.published import date_pile


def blind(paths: Iterable[str], *, show_errors: bool) -> None:
    """Share dated, share right of those, median width."""
    date_pile([Document(id="first", text="The rules are read once: it opened last week, on 3 May 2019.")])
    print(f"{'corpus':24}{'articles':>9}{'dated':>8}{'right':>8}{'median days':>13}{'ms/article':>12}")
    for path in paths:
        rows = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
        documents = [Document(id=row["id"], text=row["text"], zones=zones_of(row["text"])) for row in rows]
        began = time.perf_counter()
        found = date_pile(documents)
        spent = (time.perf_counter() - began) / len(rows) * 1000
        days = [dt.date.fromisoformat(row["dct"][:10]) for row in rows]
        dated = [(row, day, p) for row, day, p in zip(rows, days, found, strict=True) if p.interval]
        wrong = [(row["id"], day, p) for row, day, p in dated if not holds(p, day)]
        width = statistics.median([p.interval.days for _, _, p in dated if p.interval]) if dated else 0
        right = 1 - len(wrong) / len(dated) if dated else 1.0
        print(f"{Path(path).name:24}{len(rows):9}{len(dated) / len(rows):8.1%}{right:8.1%}{width:13g}{spent:12.2f}")
        for name, day, publication in wrong if show_errors else []:
            print(f"  {name}: {day}, but {publication.interval and publication.interval.iso()}: {publication.reason}")


def holds(publication: Publication, day: dt.date) -> bool:
    """Whether the true day lies inside."""
    return publication.interval is not None and publication.interval.start <= day < publication.interval.end


def pages(folder: str, *, show_errors: bool) -> None:
    """The very day of saved pages, beside htmldate fast and extensive. truth.tsv: file, true day or "unknown"."""
    from htmldate import find_date

    with (Path(folder) / "truth.tsv").open(encoding="utf-8", newline="") as file:
        truth = {row["file"]: row["published"] for row in csv.DictReader(file, delimiter="\t")}
    read = [document for document in articles.read([folder]) if isinstance(document, Document)]
    documents = {Path(document.path or "").name: document for document in read}
    ours = dict(zip(documents, date_pile(list(documents.values())), strict=True))
    answers: dict[str, dict[str, str | None]] = {"Timeline": {}, "htmldate fast": {}, "htmldate extensive": {}}
    for name in truth:
        publication = ours.get(name)
        interval = publication.interval if publication else None
        answers["Timeline"][name] = str(interval.start) if interval and interval.days == 1 else None
        markup = (Path(folder) / name).read_bytes()
        for rival, extensive in (("htmldate fast", False), ("htmldate extensive", True)):
            answers[rival][name] = find_date(markup, extensive_search=extensive, original_date=True)
    print(f"{'':22}{'right':>7}{'said':>7}{'of said':>9}   of {len(truth)} pages")
    for name, said in answers.items():
        right = [file for file, day in truth.items() if (said[file] or "unknown") == day]
        told = [file for file in truth if said[file]]
        sure = sum(file in right for file in told) / max(1, len(told))
        print(f"{name:22}{len(right):7}{len(told):7}{sure:9.1%}")
    for file, day in truth.items() if show_errors else []:
        if (answers["Timeline"][file] or "unknown") != day:
            print(
                f"  {file}: {day}, but {answers['Timeline'][file]}: {ours[file].reason if file in ours else 'not read'}"
            )


def scale(count: int) -> None:
    """CPU seconds for piles of growing size, a fifth of each undated, and the power with which they grow."""
    date_pile(list(made_up(5)))
    times: dict[int, float] = {}
    for size in (count // 10, count // 4, count // 2, count):
        documents = list(made_up(size))
        began = time.process_time()
        found = date_pile(documents)
        times[size] = time.process_time() - began
        known = sum(publication.interval is not None for publication in found)
        print(f"{size:7} articles: {times[size]:6.2f} s, {times[size] / size * 1000:.2f} ms each, {known} dated")
    first, last = min(times), max(times)
    power = math.log(times[last] / times[first]) / math.log(last / first)
    even = math.log(last * math.log(last) / (first * math.log(first))) / math.log(last / first)
    print(f"time grows with the {power:.2f}th power of the number of articles; n log n would be {even:.2f}")


def made_up(count: int) -> Iterable[Document]:
    """Articles in groups of five that tell one story; the last of each group states no date."""
    chance = random.Random(7)
    syllables = ["ba", "den", "ko", "lur", "mi", "nost", "per", "qua", "ril", "sto", "tam", "ur", "vel", "wick", "xan"]

    def word() -> str:
        return "".join(chance.choice(syllables) for _ in range(4)).capitalize()

    for story in range(count // 5):
        names = [f"{word()} {word()}" for _ in range(6)]
        day = dt.date(2015, 1, 1) + dt.timedelta(story % 3000)
        for copy in range(5):
            shuffled = chance.sample(names, 5)
            place, weekday = names[0], f"{day:%A}"
            body = "\n".join(
                f"{name} told reporters that the bridge at {place} closed on {weekday}, her first day there "
                + (f"since {day.year - 7}." if copy == 4 else "in seven years.")
                for name in shuffled
            )
            head = f"Bridge at {names[0]} closed\n" + (f"Published: {day:%d %B %Y}\n\n" if copy < 4 else "\n")
            text = head + body
            yield Document(id=f"{story}-{copy}", text=text, zones=zones_of(text))


def memory(count: int) -> None:
    """The most that dating holds at a time beyond the documents, dates given and withheld."""
    from benchmarks.synthetic import vary

    folder = Path(__file__).resolve().parents[1] / "seeds"
    seeds = [found for found in articles.read([folder]) if isinstance(found, Document)]
    date_pile(seeds)
    for name, withheld in (("given", False), ("withheld", True)):
        documents = [replace(d, given=None) if withheld else d for d in vary(seeds, count, 1)]
        tracemalloc.start()
        _found = date_pile(documents)
        kept, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        print(f"dates {name}: {most / count:.0f} bytes an article at most, {kept / count:.0f} for what was found")


def main() -> None:
    """Runs one of the measurements."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["blind", "pages", "scale", "memory"])
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--errors", action="store_true", help="show what went wrong")
    arguments = parser.parse_args()
    if arguments.what == "blind":
        blind(arguments.paths, show_errors=arguments.errors)
    elif arguments.what == "pages":
        for folder in arguments.paths:
            pages(folder, show_errors=arguments.errors)
    elif arguments.what == "memory":
        memory(int(arguments.paths[0]) if arguments.paths else 2_000)
    else:
        scale(int(arguments.paths[0]) if arguments.paths else 10_000)


if __name__ == "__main__":
    main()
