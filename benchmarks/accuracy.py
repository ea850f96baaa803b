"""How well time expressions are read, here and by every rival that is installed, on the same corpora in one run.

    pip install -r benchmarks/requirements.txt
    python benchmarks/accuracy.py timebank.jsonl aquaint.jsonl ...
    python benchmarks/accuracy.py --half 1 --only timeline corpus.jsonl    # only the documents with odd numbers

A corpus is JSON Lines: {"id", "dct", "text", "timexes": [{"start", "end", "type", "value"}]}. An expression is found if
it overlaps one of the gold, one to one; "value" and "interval" want the same TIMEX3 value and the same calendar days.
A system that needs longer than the limit is scored on the documents that it read by then, and the table says so.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import signal
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rivals import Found, Reader, systems
from values import interval_of

from timeline.evaluate.report import reliability

Document = dict[str, Any]
MEASURES = ("relaxed", "value", "interval")


@dataclass(slots=True)
class Score:
    """The counts of one system over one corpus."""

    n: Counter[str] = field(default_factory=Counter)
    answers: list[tuple[float, bool]] = field(default_factory=list)
    read: int = 0
    characters: int = 0
    seconds: float = 0.0

    def f1(self, measure: str) -> float:
        """The harmonic mean of precision and recall."""
        said, due, right = (self.n[f"{measure} {what}"] for what in ("said", "due", "right"))
        return 2 * right / (said + due) if said + due else 0.0

    @property
    def speed(self) -> float:
        """Kilobytes in a second of processor time."""
        return self.characters / 1000 / self.seconds if self.seconds else 0.0


def pair_up(gold: list[Document], found: list[Found]) -> dict[int, int]:
    """Gold to found, one to one, the best overlaps first."""
    pairs = []
    for i, g in enumerate(gold):
        for j, f in enumerate(found):
            shared = min(g["end"], f.end) - max(g["start"], f.start)
            if shared > 0:
                pairs.append((-shared / (max(g["end"], f.end) - min(g["start"], f.start)), -shared, i, j))
    left: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, i, j in sorted(pairs):
        if i not in left and j not in taken:
            left[i] = j
            taken.add(j)
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


def answers(gold: list[Document], found: list[Found]) -> list[tuple[float, bool]]:
    """Stated confidence, and whether the value is right, of what a system that states one has found."""
    partner = {j: gold[i] for i, j in pair_up(gold, found).items()}
    return [
        (f.confidence, j in partner and (partner[j]["value"] or "").upper() == f.value.upper())
        for j, f in enumerate(found)
        if f.confidence is not None
    ]


def score(documents: list[Document], read: Reader, limit: float) -> Score:
    """The score over a corpus, or over what of it is read within the limit of processor seconds."""
    total = Score()
    signal.signal(signal.SIGVTALRM, _too_long)
    try:
        for document in documents:
            signal.setitimer(signal.ITIMER_VIRTUAL, max(0.01, limit - total.seconds))
            began = time.process_time()
            found = read(document["text"], dt.date.fromisoformat(document["dct"][:10]))
            total.seconds += time.process_time() - began
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            total.n.update(count(document["timexes"], found))
            total.answers += answers(document["timexes"], found)
            total.read += 1
            total.characters += len(document["text"])
    except TimeoutError:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return total


def _too_long(*_: object) -> None:
    raise TimeoutError


def table(scores: dict[str, dict[str, Score]], sizes: dict[str, int]) -> str:
    """The scores in Markdown: value F1 / interval F1, with a note where a system was stopped."""
    lines = ["| system | " + " | ".join(sizes) + " | KB/s |", "|---" * (len(sizes) + 2) + "|"]
    for name, by_corpus in scores.items():
        cells = [_cell(by_corpus[corpus], size) for corpus, size in sizes.items()]
        speeds = sorted(s.speed for s in by_corpus.values())
        lines.append(f"| {name} | " + " | ".join(cells) + f" | {speeds[0]:.0f}-{speeds[-1]:.0f} |")
    return "\n".join(lines)


def _cell(score: Score, size: int) -> str:
    figures = f"{score.f1('value'):.3f} / {score.f1('interval'):.3f}"
    return figures if score.read == size else f"{figures} (first {score.read} of {size} documents)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--half", type=int, choices=(0, 1), help="only the documents with even (0) or odd (1) numbers")
    parser.add_argument("--only", default="", help="only systems whose name begins so")
    parser.add_argument("--limit", type=float, default=300, help="processor seconds for a system on a corpus (300)")
    arguments = parser.parse_args()
    scores: dict[str, dict[str, Score]] = {}
    sizes: dict[str, int] = {}
    for path in arguments.corpora:
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        documents = documents if arguments.half is None else documents[arguments.half :: 2]
        sizes[path.stem] = len(documents)
    chosen = [(name, read) for name, read in systems() if name.lower().startswith(arguments.only.lower())]
    print(f"{'corpus':12} {'system':28}" + "".join(f"{m:>10}" for m in MEASURES) + f"{'KB/s':>8}{'documents':>12}")
    for path in arguments.corpora:
        documents = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        documents = documents if arguments.half is None else documents[arguments.half :: 2]
        for name, read in chosen:
            read("Warm up on 3 May 1998.", dt.date(2024, 6, 19))
            done = scores.setdefault(name, {})[path.stem] = score(documents, read, arguments.limit)
            figures = "".join(f"{done.f1(m):10.3f}" for m in MEASURES)
            print(f"{path.stem:12} {name:28}{figures}{done.speed:8.0f}{done.read:6}/{sizes[path.stem]}", flush=True)
    print("\n" + table(scores, sizes))
    for name, by_corpus in scores.items():
        stated = [answer for done in by_corpus.values() for answer in done.answers]
        for b in reliability(name, stated).bins if stated else ():
            print(f"{name}: confidence {b.low:.1f}-{b.high:.1f}, stated {b.stated}, right {b.share}, of {b.answers}")


if __name__ == "__main__":
    main()
