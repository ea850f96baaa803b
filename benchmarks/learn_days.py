"""Learns the weights by which a likely day of publication is weighed (`timeline/resources/published/likely_days.toml`).

    python benchmarks/learn_days.py GOLD.json GOLD.json:2 ... > likely_days.toml

Each file holds articles whose day of publication is known and is not stated by them, half-open:

    {"documents": {NAME: {"text": ..., "published": {"interval": [START, END]}}}}

The articles of a file that ends in ":2" count twice.

The weights maximise the likelihood of the days of publication. They start from those that are in use, and a penalty on
the squares of the differences keeps them near these where the articles say little: so what was learned before from
other articles is kept. What goes to stderr is measured on articles left out in turn.
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
    ELSE,
    SINCE,
    Clues,
    LikelyDays,
    Telling,
    Weights,
    clues,
    is_led_to,
    shares,
    since_steps,
    weights,
)
from timeline.published.signs import calendar
from timeline.published.told import Told

WAYS = ("news", "background", "coming")
PENALTIES = dict.fromkeys(WAYS, 1.0) | {f"{way} since": 0.3 for way in WAYS} | {"signs": 2.0, "fame": 2.0}
FREE = 0.01  # the penalty of what is always so
STEPS, RATE = 150, 0.05
FOLDS = 5
LEAST = 1e-3  # a share below which a day that no clue leads to pulls at nothing
NEAR = range(-2, 12)  # days around the likeliest events, of which each is looked at; of others each ninth, for nine
LIKELIEST = 20
RARE = 9


@dataclass(frozen=True, slots=True)
class Question:
    """An article, what it says of its day, and on which days it may have been published."""

    article: str
    told: Told
    clues: Clues
    gold: DateInterval
    times: int = 1


@dataclass(frozen=True, slots=True)
class Numbers:
    """A question in numbers, on those days of the calendar that are looked at."""

    features: np.ndarray  # candidates x features
    steps: np.ndarray  # candidates x days: the step, behind all of them where "last week" does not lead
    signs: np.ndarray  # signs x days: the number of the parameter, the last where there is none
    fame: np.ndarray  # measures x days
    counts: np.ndarray  # days: for how many each stands, as logarithms
    right: np.ndarray  # days


def questions(path: Path, times: int = 1) -> Iterator[Question]:
    """The articles of a file."""
    for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
        start, end = map(dt.date.fromisoformat, article["published"]["interval"])
        told = Told(Document(id=name, text=article["text"], zones=zones_of(article["text"])))
        yield Question(f"{path.stem}/{name}", told, clues(told), DateInterval(start, end), times)


class Learner:
    """All weights in one row, by parts: those that are in use, and what the articles make of them."""

    def __init__(self, asked: Sequence[Question]) -> None:
        known = weights()
        found = {name for q in asked for c in q.clues.candidates for name in c.features}
        self.features = sorted(found | known.news.features.keys())
        values = {f"{sign.name} {value}" for q in asked for sign in q.clues.signs for value in set(sign.values)}
        self.signs = sorted(values | known.signs.keys())
        self.fame = sorted(known.fame)
        told = dict(zip(WAYS, known.ways, strict=True))
        parts = {
            **{name: [way.features.get(each, 0.0) for each in self.features] for name, way in told.items()},
            **{f"{name} since": list(way.since) for name, way in told.items()},
            "signs": [known.signs.get(name, 0.0) for name in self.signs],
            "fame": [known.fame[name] for name in self.fame],
        }
        ends = np.cumsum([len(part) for part in parts.values()])
        starts = [0, *ends[:-1]]
        self.parts = {name: slice(start, end) for name, start, end in zip(parts, starts, ends, strict=True)}
        self.start = np.concatenate(list(parts.values()))
        self.penalty = np.concatenate([np.full(len(part), PENALTIES[name]) for name, part in parts.items()])
        for name in WAYS:
            self.penalty[self.parts[name].start + self.features.index("always")] = FREE

    def numbers(self, question: Question) -> Numbers:
        days, found = calendar(), question.clues
        right = (days >= question.gold.start.toordinal()) & (days < question.gold.end.toordinal())
        near = right.copy()
        for each in found.candidates[:LIKELIEST]:
            gap = days - each.known.day.toordinal()
            near |= (gap >= NEAR.start) & (gap < NEAR.stop)
        at = np.flatnonzero(near | (np.arange(len(days)) % RARE == 0))
        steps = [since_steps(c.known.day) + np.where(is_led_to(c), 0, len(SINCE) + 1) for c in found.candidates]
        place = {name: number for number, name in enumerate(self.signs)}
        signs = [
            np.array([place.get(f"{s.name} {v}", len(place)) for v in range(int(s.values.max()) + 1)])[s.values]
            for s in found.signs
        ]
        table = [[c.features.get(name, 0.0) for name in self.features] for c in found.candidates]
        return Numbers(
            features=np.array(table).reshape(len(table), len(self.features)),
            steps=np.array(steps, dtype=int).reshape(len(steps), len(days))[:, at],
            signs=np.array(signs, dtype=int).reshape(len(signs), len(days))[:, at],
            fame=np.array([found.fame[name] for name in self.fame])[:, at],
            counts=np.where(near[at], 0.0, np.log(RARE)),
            right=right[at],
        )

    def learn(self, asked: Sequence[Question]) -> np.ndarray:
        """The weights that make the days of publication likeliest."""
        solvable = [each for question in asked for each in [self.numbers(question)] * question.times]
        found = self.start.copy()
        mean, square = np.zeros((2, len(found)))
        for step in range(1, STEPS + 1):
            slope = -2 * self.penalty * (found - self.start)
            for each in solvable:
                self._climb(each, found, slope)
            mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
            found += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
        return found

    def _climb(self, numbers: Numbers, found: np.ndarray, slope: np.ndarray) -> None:
        """Adds how the likelihood of one article's day grows with each weight."""
        worth = [numbers.features @ found[self.parts[way]] for way in WAYS]
        total = np.logaddexp(np.logaddexp.reduce(worth), 0.0)
        lost = np.repeat([0.0, np.log(ELSE)], len(SINCE) + 1)
        since = [np.tile(found[self.parts[f"{way} since"]], 2) + lost for way in WAYS]
        told = [(each - total)[:, None] + days for each, days in zip(worth, since, strict=True)]
        gains = np.logaddexp(np.logaddexp.reduce(told), -total[:, None])
        places = numbers.steps + np.arange(len(gains))[:, None] * gains.shape[1]
        logs = gains.ravel()[places].sum(axis=0) + numbers.counts + found[self.parts["fame"]] @ numbers.fame
        logs += np.append(found[self.parts["signs"]], 0.0)[numbers.signs].sum(axis=0)
        share = np.exp(logs - logs.max())
        share /= share.sum()
        held = share[numbers.right].sum()
        excess = (np.where(numbers.right, share / (held + 1e-300), 0.0) - share) * held / (held + LEAST)
        slope[self.parts["fame"]] += numbers.fame @ excess
        slope[self.parts["signs"]] += _sums(numbers.signs, excess, len(self.signs) + 1)[:-1]
        pull = _sums(places, excess, gains.size).reshape(gains.shape)
        for way, each, days in zip(WAYS, worth, told, strict=True):
            owed = pull * np.exp(days - gains)
            slope[self.parts[way]] += (owed.sum(axis=1) - pull.sum(axis=1) * np.exp(each - total)) @ numbers.features
            slope[self.parts[f"{way} since"]] += owed.sum(axis=0).reshape(2, -1).sum(axis=0)

    def weights(self, found: np.ndarray) -> Weights:
        def part(name: str) -> list[float]:
            return [float(weight) for weight in found[self.parts[name]]]

        told = {
            way: Telling(features=dict(zip(self.features, part(way), strict=True)), since=part(f"{way} since"))
            for way in WAYS
        }
        signs, fame = dict(zip(self.signs, part("signs"), strict=True)), dict(zip(self.fame, part("fame"), strict=True))
        return Weights(**told, signs=signs, fame=fame)


def _sums(places: np.ndarray, values: np.ndarray, size: int) -> np.ndarray:
    """The sums of a row of values over the places that each line gives them."""
    return np.bincount(places.ravel(), np.broadcast_to(values, places.shape).ravel(), minlength=size)


def verdict(question: Question, found: LikelyDays) -> str:
    """Whether what would be said of an article's day is right, wide, wrong or nothing."""
    window = found.window()
    if window is None:
        return "nothing"
    interval, gold = window[0].interval, question.gold
    if gold.start <= interval.start and interval.end <= gold.end:
        return "right"
    return "wide" if gold.overlaps(interval) else "wrong"


def main(paths: Sequence[str]) -> None:
    named = [path.partition(":") for path in paths]
    asked = [question for path, _, times in named for question in questions(Path(path), int(times or 1))]
    learner, said, held = Learner(asked), [], []
    for fold in range(FOLDS):
        known = learner.weights(learner.learn([q for number, q in enumerate(asked) if number % FOLDS != fold]))
        for question in asked[fold::FOLDS]:
            found = LikelyDays(question.told, question.clues, shares(question.clues, known))
            said.append(verdict(question, found))
            held.append(np.log(max(found.share_of(question.gold), 1e-5)))
    counts = {kind: said.count(kind) for kind in ("right", "wide", "wrong", "nothing")}
    print(f"{counts}, logarithm of the share of the right days {np.mean(held):.3f}", file=sys.stderr)
    show(learner.weights(learner.learn(asked)), counts, len(asked))


def show(found: Weights, counts: dict[str, int], of: int) -> None:
    """Prints the file of weights."""
    print(
        "# What speaks for and against a day of publication. Learned by benchmarks/learn_days.py; do not edit by hand."
    )
    print(f"# Of {of} articles left out in turn {counts['right']} were dated rightly, {counts['wide']} too widely,")
    print(f"# {counts['wrong']} wrongly, and of {counts['nothing']} nothing was said.")
    for name, way in zip(WAYS, found.ways, strict=True):
        print(f"\n[{name}]\nsince = [{', '.join(f'{weight:.2f}' for weight in way.since)}]")
        print(f"\n[{name}.features]")
        show_part(way.features)
    for name, part in (("fame", found.fame), ("signs", found.signs)):
        print(f"\n[{name}]")
        show_part(part)


def show_part(part: dict[str, float]) -> None:
    for key, weight in sorted(part.items()):
        print(f'"{key}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
