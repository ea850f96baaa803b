"""Learns the weights by which names are taken for somebody's (`timeline/resources/people/likely_names.toml`).

    python benchmarks/learn_names.py GOLD.json ... > timeline/resources/people/likely_names.toml

Each file holds articles with their text and the persons that each names, by all their names there or the fullest:

    {"documents": {NAME: {"text": ..., "people": [[NAME, ...], ...]}}}

Each name of an article that may be somebody's is one question. The weights are those of a logistic model; a penalty on
squares draws each towards what was set by hand before, so that what is rare in the articles keeps what it was worth.
What goes to stderr is measured on articles left out in turn.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import syntax
from timeline.articles.zones import zones_of
from timeline.models import Document
from timeline.people.folding import folded
from timeline.people.mentions import ENOUGH, by_name, candidates
from timeline.people.names import is_short_for
from timeline.people.weighing import ANY, features, share

PENALTY = 0.5
STEPS, RATE = 600, 0.05
FOLDS = 5
SELDOM = 8  # times that a feature must be seen for its weight to be learned
LEAST = 0.01  # weights nearer to zero are left out
BEFORE = {
    ANY: -3.0, "full labelled": 3.0, "full given first": 3.0, "full given first, a town": 2.0, "full given later": 1.0,
    "full double family name": 1.0, "full initial": 1.5, "full particle": 1.0, "full two syllables": 2.0,
    "full family ending": 1.0, "full family name": 1.0, "full known leader": 3.0, "full numbered": 3.0,
    "full reign": 2.0, "full reign of given": 3.0, "full names thing": -5.0, "full thing": -4.0,
    "full called thing": -6.0, "full after firm": -5.0, "full led": 3.0, "full followed": 3.0, "full ruled by": 3.0,
    "full owner of staff": 1.0, "full one of whom": 3.0, "full glossed": 3.0, "full subject of person": 1.0,
    "full coupled": 3.0, "full beside somebody": 1.5, "full after article": -2.0, "full after number": -2.0,
    "full after locative": -1.0, "full place main": -2.0,
    "lone labelled": 2.0, "lone kin": 3.0, "lone led": 2.5, "lone followed": 2.5, "lone given": 1.0,
    "lone family ending": 1.0, "lone subject of person": 1.0, "lone himself": 3.0, "lone one of whom": 3.0,
    "lone couple": 2.0, "lone after name": -2.0, "lone thing": -3.0, "lone called thing": -6.0,
    "lone names thing": -3.0,
}  # fmt: skip

Words = tuple[str, ...]
Question = tuple[Mapping[str, float], bool]  # the features of a name, and whether it is somebody's


def questions(path: Path) -> Iterator[list[Question]]:
    """The names of each article of a file."""
    for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
        document = Document(id=name, text=article["text"], zones=zones_of(article["text"]))
        gold = [folded(called) for person in article["people"] for called in person]
        told = features(by_name(candidates(document, next(syntax.parse([document])))[0]))
        yield [(shown, is_right(called.words, gold)) for called, shown in told.items()]


def is_right(words: Words, gold: Sequence[Words]) -> bool:
    """Whether a name is one of the gold, short for one, or one with words too few or too many."""
    return any(name and (words == name or is_short_for(words, name) or _overlaps(words, name)) for name in gold)


def _overlaps(words: Words, name: Words) -> bool:
    """Whether one holds all words of the other, two of them at least, in a row."""
    short, long = sorted((words, name), key=len)
    ends = range(len(short), len(long) + 1)
    return len(short) > 1 and any(long[end - len(short) : end] == short for end in ends)


def learn(asked: Sequence[Question]) -> dict[str, float]:
    """The weights of the features."""
    seen = Counter(name for shown, _ in asked for name in shown)
    names = sorted({ANY, *BEFORE, *(name for name, times in seen.items() if times >= SELDOM)})
    at = {name: number for number, name in enumerate(names)}
    table = np.zeros((len(asked), len(names)))
    for row, (shown, _) in enumerate(asked):
        table[row, at[ANY]] = 1.0
        for name, value in shown.items():
            if name in at:
                table[row, at[name]] = value
    right = np.array([float(is_somebody) for _, is_somebody in asked])
    before = np.array([BEFORE.get(name, 0.0) for name in names])
    weights, mean, square = before.copy(), np.zeros(len(names)), np.zeros(len(names))
    for step in range(1, STEPS + 1):
        slope = (right - 1 / (1 + np.exp(-(table @ weights)))) @ table - 2 * PENALTY * (weights - before)
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(names, map(float, weights), strict=True))


def main(paths: Sequence[str]) -> None:
    told = [asked for path in paths for asked in questions(Path(path))]
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        known = learn([each for number, asked in enumerate(told) if number % FOLDS != fold for each in asked])
        found += [(share(shown, known), right) for asked in told[fold::FOLDS] for shown, right in asked]
    due = sum(right for _, right in found)
    for low in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        said = [right for each, right in found if each >= low]
        print(f"share >= {low}: {len(said)} said, {sum(said)} right, of {due}", file=sys.stderr)
    said = [right for each, right in found if each >= ENOUGH]
    print("# What speaks for and against a name being somebody's. Learned by benchmarks/learn_names.py; do not edit by")
    print(f"# hand. Of {len(found)} names in articles left out in turn, {due} of them of people, {len(said)} were said")
    print(f"# to be, {sum(said)} of them rightly.\n\n[weights]")
    for name, weight in learn([each for asked in told for each in asked]).items():
        if abs(weight) >= LEAST or name == ANY:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
