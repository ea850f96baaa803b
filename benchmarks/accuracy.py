"""How well time expressions are read, here and by every rival that is installed, on the same corpora in one run.

    python benchmarks/accuracy.py timebank.jsonl aquaint.jsonl ...
    python benchmarks/accuracy.py --half 1 corpus.jsonl    # only the documents with odd numbers

A corpus is JSON Lines: {"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}. An expression is found if
it overlaps one of the gold, one to one; "value" and "interval" want the same TIMEX3 value and the same calendar days.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from rivals import Found, Reader, installed, timeline

from timeline.timex.periods import SEASONS, Period, week_of

Document = dict[str, Any]


def interval_of(value: str) -> tuple[str, str] | None:
    """The days that a TIMEX3 DATE or TIME value names."""
    try:
        period = _period(value.upper())
    except ValueError:
        return None
    interval = period.interval if period else None
    return (interval.start.isoformat(), interval.end.isoformat()) if interval else None


def _period(value: str) -> Period | None:
    if m := re.fullmatch(r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ].*)?", value):
        return Period.day(dt.date(int(m[1]), int(m[2]), int(m[3])))
    if m := re.fullmatch(r"(\d{4})-W(\d{1,2})(-WE|-\d)?(?:T.*)?", value):
        week = week_of(int(m[1]), int(m[2]))
        return week.to("weekend") if m[3] == "-WE" else week.to("day").shift(int(m[3][1]) - 1) if m[3] else week
    if m := re.fullmatch(r"(\d{4})-(\d\d)(?:-XX)?", value):
        return Period.part("month", int(m[1]), int(m[2])) if 1 <= int(m[2]) <= 12 else None
    if m := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
        return Period.part("quarter" if m[2] == "Q" else "half", int(m[1]), int(m[3]))
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|AU|WI)", value):
        return Period.part("season", int(m[1]), SEASONS.index(m[2].replace("AU", "FA")) + 1)
    if m := re.fullmatch(r"(?:FY)?(\d{4})(?:-XX)*", value):
        return Period.year(int(m[1]))
    if m := re.fullmatch(r"(\d{3})X?", value):
        return Period("decade", int(m[1]))
    m = re.fullmatch(r"(\d\d)(?:XX)?", value)
    return Period("century", int(m[1])) if m else None


def pair_up(gold: list[Document], found: list[Found]) -> dict[int, int]:
    """Gold to found, one to one, the best overlaps first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            shared = min(g["end"], f.end) - max(g["start"], f.start)
            if shared > 0:
                pairs.append((-shared / (max(g["end"], f.end) - min(g["start"], f.start)), -shared, i, j))
    left: dict[int, int] = {}
    for _, _, i, j in sorted(pairs):
        if i not in left and j not in left.values():
            left[i] = j
    return left


def count(gold: list[Document], found: list[Found]) -> Counter[str]:
    """The right, said and due of one document, for relaxed span, value and interval."""
    n: Counter[str] = Counter()
    pairs = pair_up(gold, found)
    for j, f in enumerate(found):
        if j not in pairs.values():
            n.update({"relaxed said": 1, "value said": 1, "interval said": bool(f.interval)})
    for i, g in enumerate(gold):
        value = (g["value"] or "").upper()
        want = interval_of(value) if g["type"] in ("DATE", "TIME") else None
        n.update({"relaxed due": 1, "value due": bool(value), "interval due": bool(want)})
        if i in pairs:
            f = found[pairs[i]]
            asked = bool(f.interval) and bool(want or g["type"] in ("DURATION", "SET"))
            n.update({"relaxed said": 1, "value said": bool(value), "interval said": asked, "relaxed right": 1})
            n.update({"value right": bool(value) and f.value.upper() == value})
            n.update({"interval right": bool(want) and f.interval == want})
    return n


def f1(n: Counter[str], measure: str) -> float:
    said, due, right = (n[f"{measure} {what}"] for what in ("said", "due", "right"))
    return 2 * right / (said + due) if said + due else 0.0


def measure(documents: list[Document], read: Reader) -> tuple[Counter[str], float]:
    """The counts over a corpus and the kilobytes read in a second."""
    n: Counter[str] = Counter()
    seconds = 0.0
    for document in documents:
        dct = dt.date.fromisoformat(document["dct"][:10])
        began = time.process_time()
        found = read(document["text"], dct)
        seconds += time.process_time() - began
        n.update(count(document["timexes"], found))
    return n, sum(len(d["text"]) for d in documents) / 1000 / seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only the documents with even (0) or odd (1) numbers")
    arguments = parser.parse_args()
    systems = [("timeline", timeline), *installed()]
    timeline("Warm up on 3 May 1998.", dt.date(2024, 6, 19))
    print(f"{'corpus':12} {'system':20} relaxed  value  interval   KB/s")
    for path in arguments.corpora:
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        if arguments.half is not None:
            documents = documents[arguments.half :: 2]
        for name, read in systems:
            n, speed = measure(documents, read)
            scores = "    ".join(f"{f1(n, what):.3f}" for what in ("relaxed", "value", "interval"))
            print(f"{path.stem:12} {name:20} {scores}   {speed:6.0f}", flush=True)


if __name__ == "__main__":
    main()
