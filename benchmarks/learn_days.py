"""Learns the weights by which a likely day of publication is weighed (`timeline/resources/published/likely_days.toml`).

    python benchmarks/learn_days.py GOLD.json ... > timeline/resources/published/likely_days.toml

Each file holds articles whose day of publication is known and is not stated by them, half-open:

    {"documents": {NAME: {"text": ..., "published": {"interval": [START, END]}}}}

The weights maximise the likelihood of the days of publication, with a penalty on their squares. What goes to stderr is
measured on articles left out in turn.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.articles.zones import zones_of
from timeline.models import DateInterval, Document
from timeline.published.likely_days import (
    LONGEST,
    SINCE,
    Clues,
    LikelyDays,
    Weights,
    clues,
    leeway,
    shares,
    since_steps,
)
from timeline.published.signs import calendar
from timeline.published.told import Told
from timeline.published.world import proposals

PENALTY = 0.5  # of all questions together
STEPS, RATE = 400, 0.05
FOLDS = 5
FAME = ("names of years", "names of weeks")


@dataclass(frozen=True, slots=True)
class Question:
    """An article, what it says of its day, and on which days it may have been published."""

    article: str
    told: Told
    clues: Clues
    gold: DateInterval


@dataclass(frozen=True, slots=True)
class Numbers:
    """A question in numbers: for each candidate its features, and the parameters of the signs of each day."""

    features: np.ndarray  # candidates x features
    starts: np.ndarray  # of each candidate: where the days counted from it begin in the calendar
    timed: np.ndarray
    leeway: np.ndarray  # candidates x days counted from each
    signs: np.ndarray  # signs x days: the number of the parameter
    fame: np.ndarray  # measures x days
    right: slice


def questions(path: Path) -> Iterator[Question]:
    """The articles of a file."""
    for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
        start, end = map(dt.date.fromisoformat, article["published"]["interval"])
        told = Told(Document(id=name, text=article["text"], zones=zones_of(article["text"])))
        found = {kind: window[0] for kind, window in proposals(told).items()}
        yield Question(f"{path.stem}/{name}", told, clues(told, found), DateInterval(start, end))


class Learner:
    """The parameters, in one row: nothing, features, days since an event twice, signs, fame."""

    def __init__(self, asked: Sequence[Question]) -> None:
        self.features = sorted({name for q in asked for c in q.clues.candidates for name in c.features})
        values = {(sign.name, int(value)) for q in asked for sign in q.clues.signs for value in set(sign.values)}
        self.signs = {f"{name} {value}": number for number, (name, value) in enumerate(sorted(values))}
        self.steps = len(SINCE)

    def numbers(self, question: Question) -> Numbers:
        first = int(calendar()[0])
        found = question.clues
        table = [[c.features[name] for name in self.features] for c in found.candidates]
        signs = [
            np.array([self.signs.get(f"{s.name} {v}", -1) for v in range(int(s.values.max()) + 1)])[s.values]
            for s in found.signs
        ]
        return Numbers(
            features=np.array(table).reshape(len(table), len(self.features)),
            starts=np.array([c.known.day.toordinal() + SINCE[0] - first for c in found.candidates], dtype=int),
            timed=np.array([c.timed for c in found.candidates], dtype=int),
            leeway=np.array([leeway(c) for c in found.candidates]).reshape(len(table), LONGEST - SINCE[0]),
            signs=np.array(signs, dtype=int).reshape(len(signs), len(calendar())),
            fame=np.array([found.fame[name] for name in FAME]),
            right=slice(question.gold.start.toordinal() - first, question.gold.end.toordinal() - first),
        )

    def learn(self, asked: Sequence[Question]) -> np.ndarray:
        """The parameters that make the days of publication likeliest."""
        solvable = [self.numbers(question) for question in asked]
        total = 1 + len(self.features) + 2 * self.steps + len(self.signs) + len(FAME)
        weights, mean, square = np.zeros((3, total))
        weights[0] = 2.0
        for step in range(1, STEPS + 1):
            slope = -2 * PENALTY * weights
            slope[0] = 0.0
            for each in solvable:
                self._climb(each, weights, slope)
            mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
            weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        return weights

    def _climb(self, numbers: Numbers, weights: np.ndarray, slope: np.ndarray) -> None:
        """Adds how the likelihood of one article's day grows with each parameter."""
        since, signs, fame = self._parts(weights)
        worth = numbers.features @ weights[1 : 1 + len(self.features)]
        steps, size = since_steps(), len(calendar())
        after = np.exp(since[:, steps])
        ranges = [(max(0, start), min(size, start + len(steps))) for start in numbers.starts]
        powers = [
            np.exp(value) * (after[kind] * each)[low - start : high - start]
            for value, kind, each, start, (low, high) in zip(
                worth, numbers.timed, numbers.leeway, numbers.starts, ranges, strict=True
            )
        ]
        mixed = np.full(size, np.exp(weights[0]))
        for power, (low, high) in zip(powers, ranges, strict=True):
            mixed[low:high] += power
        logs = np.log(mixed) + fame @ numbers.fame + np.append(signs, 0.0)[numbers.signs].sum(axis=0)
        share = np.exp(logs - logs.max())
        share /= share.sum()
        known = np.zeros(size)
        known[numbers.right] = share[numbers.right]
        excess = known / (known.sum() + 1e-300) - share
        at = 1 + len(self.features)
        slope[0] += (excess / mixed).sum() * np.exp(weights[0])
        for row, (power, (low, high)) in enumerate(zip(powers, ranges, strict=True)):
            gain = power * excess[low:high] / mixed[low:high]
            slope[1:at] += gain.sum() * numbers.features[row]
            kind, start = numbers.timed[row], numbers.starts[row]
            found = np.bincount(steps[low - start : high - start], gain, minlength=self.steps)
            slope[at + kind * self.steps : at + (kind + 1) * self.steps] += found
        at += 2 * self.steps
        for values in numbers.signs:
            slope[at : at + len(self.signs)] += np.bincount(values + 1, excess, minlength=len(self.signs) + 1)[1:]
        slope[at + len(self.signs) :] += numbers.fame @ excess

    def _parts(self, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        at = 1 + len(self.features)
        since = weights[at : at + 2 * self.steps].reshape(2, self.steps)
        return since, weights[at + 2 * self.steps : -len(FAME)], weights[-len(FAME) :]

    def weights(self, found: np.ndarray) -> Weights:
        since, signs, fame = self._parts(found)
        return Weights(
            nothing=float(found[0]),
            candidates=dict(zip(self.features, map(float, found[1:]), strict=False)),
            since=(since[0].tolist(), since[1].tolist()),
            signs={name: float(signs[number]) for name, number in self.signs.items()},
            fame=dict(zip(FAME, map(float, fame), strict=True)),
        )


def verdict(question: Question, found: LikelyDays) -> tuple[str, float]:
    """Whether what would be said of an article's day is right, wide, wrong or nothing, and how sure it would be."""
    window = found.window()
    if window is None:
        return "nothing", 0.0
    interval, gold = window[0].interval, question.gold
    if gold.start <= interval.start and interval.end <= gold.end:
        return "right", window[1]
    return ("wide" if gold.overlaps(interval) else "wrong"), window[1]


def main(paths: Sequence[str]) -> None:
    asked = [question for path in paths for question in questions(Path(path))]
    said: list[tuple[str, float]] = []
    for fold in range(FOLDS):
        learner = Learner([q for number, q in enumerate(asked) if number % FOLDS != fold])
        known = learner.weights(learner.learn([q for number, q in enumerate(asked) if number % FOLDS != fold]))
        for question in asked[fold::FOLDS]:
            found = LikelyDays(question.told, question.clues, shares(question.clues, known))
            said.append(verdict(question, found))
    counts = {kind: sum(k == kind for k, _ in said) for kind in ("right", "wide", "wrong", "nothing")}
    print(counts, file=sys.stderr)
    learner = Learner(asked)
    show(learner.weights(learner.learn(asked)), counts, len(asked))


def show(found: Weights, counts: dict[str, int], of: int) -> None:
    """Prints the file of weights."""
    print(
        "# What speaks for and against a day of publication. Learned by benchmarks/learn_days.py; do not edit by hand."
    )
    print(f"# Of {of} articles left out in turn {counts['right']} were dated rightly, {counts['wide']} too widely,")
    print(f"# {counts['wrong']} wrongly, and of {counts['nothing']} nothing was said.\n")
    print(f"nothing = {found.nothing:.2f}")
    for name, since in zip(("since", "since_timed"), found.since, strict=True):
        print(f"{name} = [{', '.join(f'{weight:.2f}' for weight in since)}]")
    for name, part in (("candidates", found.candidates), ("fame", found.fame), ("signs", found.signs)):
        print(f"\n[{name}]")
        for key, weight in sorted(part.items()):
            print(f'"{key}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
