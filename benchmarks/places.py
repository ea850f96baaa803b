"""How many places of a corpus are found and put right, and whether the stated confidence is true.

    python benchmarks/places.py CORPUS.jsonl...

A line of a corpus is {"id", "text", "toponyms": [{"start", "end", "lat", "lon"}]}; "lat" may be null. Of its documents
every other one, from the first on, was read while the rules were made; the rest were only scored. For each half:

R161  share of the located toponyms of the gold that are found and put within 161 km (100 miles)
P161  share of our located mentions that lie on a toponym and within 161 km of it
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geopy.distance import geodesic

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import people, places, syntax
from timeline.articles.zones import zones_of
from timeline.models import Document, Place

NEAR_KM = 161


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A mention that was put on the map: the numbers of the gold's toponyms that it lies on, and of those, the near."""

    confidence: float
    on: tuple[int, ...]
    near: tuple[int, ...]


def main() -> None:
    """Print both halves of each corpus, then the confidence of all."""
    everything: list[Pin] = []
    for path in sys.argv[1:] or sys.exit(str(__doc__)):
        lines = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").split("\n") if line]
        pins = list(zip(lines, _pins(lines), strict=True))
        for half, name in enumerate(("read", "scored")):
            print(f"{Path(path).stem}, the half that was {name}: {_figures(pins[half::2])}")
        everything += [pin for _, found in pins for pin in found]
    print("stated confidence and share right, of mentions on a toponym:")
    _print_reliability(everything)


def _pins(lines: Iterable[dict[str, Any]]) -> Iterator[list[Pin]]:
    documents = [Document(id=str(x["id"]), text=x["text"], zones=zones_of(x["text"])) for x in lines]
    for line, document, parse in zip(lines, documents, syntax.parse(documents), strict=True):
        found = places.find(document, parse, people.find(document, parse))
        yield [pin for place in found if place.lat is not None for pin in _of_place(place, line["toponyms"])]


def _of_place(place: Place, gold: list[dict[str, Any]]) -> Iterator[Pin]:
    for mention in place.mentions:
        on = [n for n, g in enumerate(gold) if g["start"] < mention.end and mention.start < g["end"]]
        located = [n for n in on if gold[n]["lat"] is not None]
        if on and not located:
            continue
        near = (n for n in located if _km(place, gold[n]) <= NEAR_KM)
        yield Pin(confidence=place.confidence, on=tuple(located), near=tuple(near))


def _km(place: Place, toponym: dict[str, Any]) -> float:
    return float(geodesic((place.lat, place.lon), (toponym["lat"], toponym["lon"])).km)


def _figures(half: list[tuple[dict[str, Any], list[Pin]]]) -> str:
    located = sum(g["lat"] is not None for line, _ in half for g in line["toponyms"])
    hits = sum(len({n for pin in pins for n in pin.near}) for _, pins in half)
    right, all_ = sum(bool(pin.near) for _, pins in half for pin in pins), sum(len(pins) for _, pins in half)
    return f"R161 {hits / max(1, located):.3f}, P161 {right / max(1, all_):.3f} ({located} toponyms, {all_} pins)"


def _print_reliability(pins: list[Pin]) -> None:
    stated: Counter[int] = Counter()
    right: Counter[int] = Counter()
    total: Counter[int] = Counter()
    for pin in pins:
        if pin.on:
            tenth = min(9, int(pin.confidence * 10))
            total[tenth] += 1
            stated[tenth] += round(pin.confidence * 1000)
            right[tenth] += bool(pin.near)
    for tenth, count in sorted(total.items()):
        said, held = stated[tenth] / count / 1000, right[tenth] / count
        print(f"  {tenth / 10:.1f}  stated {said:.2f}  right {held:.2f}  of {count}")


if __name__ == "__main__":
    main()
