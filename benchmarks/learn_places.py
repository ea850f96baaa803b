"""Learns the weights by which a likely place is guessed (`timeline/resources/events/likely_places.toml`).

    python benchmarks/learn_places.py GOLD.json ... > timeline/resources/events/likely_places.toml

Each file holds articles with their text, the days of publication, and events with their characters, days and place:

    {"places": {NAME: {"lat": ..., "lon": ..., "radius_km": ...}},
     "documents": {NAME: {"text": ..., "published": {"interval": [START, END]},
                          "events": [{"at": [START, END], "when": [START, END], "place": NAME or null}]}}}

Each guess of the place of an event of the gold whose date is right is one question: all candidates with their features,
and which of them lie where the gold says; nowhere is right if none does. The weights are those of a conditional logit
model; a penalty on the squares of the differences keeps them near those that are in use, so that what was learned
before from other articles is kept. What goes to stderr is measured on articles left out in turn.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from geopy.distance import great_circle

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import pipeline, published
from timeline.articles.zones import zones_of
from timeline.events import likely
from timeline.models import DateInterval, Document, Event

PENALTY = 4.0
STEPS, RATE = 300, 0.05
FOLDS = 8
LEAST = 0.005  # weights nearer to zero are left out

Question = tuple[str, list[dict[str, float]], list[bool]]  # article, features of each candidate, which are right


def questions(path: Path) -> Iterator[Question]:
    """What the reader has to guess in the articles of a file."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    asked: list[tuple[int, list[Any]]] = []
    weighed = likely.weighed

    def listen(story: Any, clause: Any, when: Any, people: Any) -> Any:
        found = weighed(story, clause, when, people)
        asked.append((story.parse[clause.head].idx, found))
        return found

    likely.weighed = listen
    try:
        for name, article in gold["documents"].items():
            asked.clear()
            document = Document(
                id=name, text=article["text"], zones=zones_of(article["text"]), given=_middle(article["published"])
            )
            extraction = next(pipeline.extract_dated([document], published.date_pile([document])))
            for event in article["events"]:
                where = gold["places"].get(event["place"])
                for head, options in asked:
                    if any(_tells(found, event, head) for found in extraction.events):
                        right = [where is not None and _is_at(candidate, where) for candidate, _ in options]
                        right[0] = not any(right)
                        yield f"{path.stem}/{name}", [dict(features) for _, features in options], right
    finally:
        likely.weighed = weighed


def _middle(given: dict[str, Any]) -> DateInterval:
    start, end = map(dt.date.fromisoformat, given["interval"])
    return DateInterval.day(start + (end - start - dt.timedelta(1)) / 2)


def _tells(found: Event, event: dict[str, Any], head: int) -> bool:
    """Whether an event that was found, with its verb at a character, is that of the gold, and dated as there."""
    what, interval = found.evidence[0], found.interval
    start, end = event["at"]
    if interval is None or not (what.start <= head < what.end and start <= head < end):
        return False
    first, last = interval.iso()
    return bool(event["when"][0] <= first and last <= event["when"][1])


def _is_at(candidate: likely.Candidate | None, where: dict[str, float]) -> bool:
    if candidate is None:
        return False
    away = great_circle((candidate.lat, candidate.lon), (where["lat"], where["lon"])).km
    return bool(away <= where["radius_km"])


def learn(asked: Sequence[Question], names: Sequence[str]) -> np.ndarray:
    """The weights of the features, in the order of their names."""
    solvable = [(_matrix(options, names), np.array(right, float)) for _, options, right in asked if any(right)]
    used = np.array([likely.weights().get(name, 0.0) for name in names])
    weights = used.copy()
    mean, square = np.zeros((2, len(names)))
    for step in range(1, STEPS + 1):
        slope = -PENALTY * (weights - used)
        for matrix, right in solvable:
            likelihood = _shares(matrix @ weights)
            known = likelihood * right
            slope += matrix.T @ (known / known.sum() - likelihood)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _matrix(options: Sequence[dict[str, float]], names: Sequence[str]) -> np.ndarray:
    return np.array([[features.get(name, 0.0) for name in names] for features in options])


def _shares(scores: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(scores - scores.max())
    total: np.ndarray = powers / powers.sum()
    return total


def answers(asked: Sequence[Question], names: Sequence[str], weights: np.ndarray) -> Iterator[tuple[float, bool, bool]]:
    """Of each question the share of its likeliest place, whether that is right, and whether any place would be."""
    for _, options, right in asked:
        shares = _shares(_matrix(options, names) @ weights)
        best = int(np.argmax(shares[1:])) + 1 if len(shares) > 1 else 0
        yield float(shares[best]), best > 0 and right[best], not right[0]


def main(paths: Sequence[str]) -> None:
    asked = [question for path in paths for question in questions(Path(path))]
    names = sorted(
        {name for _, options, _ in asked for features in options for name in features} | likely.weights().keys()
    )
    articles = sorted({article for article, _, _ in asked})
    found: list[tuple[float, bool, bool]] = []
    for fold in range(FOLDS):
        left_out = set(articles[fold::FOLDS])
        weights = learn([q for q in asked if q[0] not in left_out], names)
        found += answers([q for q in asked if q[0] in left_out], names, weights)
    for low in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.7, 0.9):
        said = [(good, somewhere) for share, good, somewhere in found if share >= low]
        counts = sum(good for good, _ in said), sum(somewhere for _, somewhere in said)
        print(f"share >= {low}: {len(said)} said, {counts[0]} right of {counts[1]} with a place", file=sys.stderr)
    good, placed = sum(good for _, good, _ in found), sum(somewhere for *_, somewhere in found)
    print("# What speaks for and against a guessed place. Learned by benchmarks/learn_places.py; do not edit by hand.")
    print(f"# Of {placed} places guessed in articles left out in turn, {good} were right.\n\n[weights]")
    for name, weight in zip(names, learn(asked, names), strict=True):
        if abs(weight) >= LEAST:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
