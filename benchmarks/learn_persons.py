"""Learns the weights by which pronouns are resolved (`timeline/resources/events/likely_persons.toml`).

    python benchmarks/learn_persons.py GOLD.json ... > timeline/resources/events/likely_persons.toml

Each file holds articles with their text and the pronouns "he", "she", "his" ... that stand for one person, by their
first characters, each with the fullest name that the article gives that person, or null where it never gives any:

    {"documents": {NAME: {"text": ..., "pronouns": [[START, NAME or null], ...]}}}

Each pronoun is one question: somebody nameless and all persons with their features, and which of them is right.
Pronouns before it count as they are in the gold, then as they are resolved. The weights are those of a conditional
logit model with a penalty on their squares. What goes to stderr is measured on articles left out in turn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import pipeline, published, syntax
from timeline.articles.zones import zones_of
from timeline.evaluate.matching import folded
from timeline.events import likely_person
from timeline.events.story import Story
from timeline.models import Document

if TYPE_CHECKING:
    from spacy.tokens import Doc

PENALTY = 1.0
STEPS, RATE = 400, 0.05
FOLDS = 5
LEAST = 0.005  # weights nearer to zero are left out

Question = tuple[list[dict[str, float]], int]  # the features of each candidate, and which is right
Labels = Mapping[int, str | None]  # the first character of a pronoun -> whom it stands for


def stories(path: Path) -> Iterator[tuple[Story, Labels]]:
    """The articles of a file as the rules of events see them."""
    for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
        document = Document(id=name, text=article["text"], zones=zones_of(article["text"]))
        yield story_of(document, next(syntax.parse([document]))), dict(article["pronouns"])


def story_of(document: Document, parse: Doc) -> Story:
    """An article as the rules of events see it."""
    (publication,) = published.date_pile([document])
    found = pipeline.extract_one(document, publication, parse)
    return Story(document, publication, found.timexes, found.people, found.places, parse)


def questions(story: Story, labels: Labels, weights: Mapping[str, float] | None = None) -> Iterator[Question]:
    """The pronouns of an article, each with those before it resolved by weights, or else as in the gold."""
    context = likely_person.Context(story)
    for pronoun in context.pronouns:
        options = context.options(pronoun)
        if pronoun.idx in labels:
            right = right_of([person.name if person else None for person, _ in options], labels[pronoun.idx])
            yield [dict(features) for _, features in options], right
            context.settle(
                pronoun, options[right][0] if weights is None else likely_person.guess(options, weights).settled
            )


def right_of(names: Sequence[str | None], wanted: str | None) -> int:
    """Which of the candidates is the right one: the first, nobody, where none is."""
    if wanted is None:
        return 0
    found = [n for n, name in enumerate(names) if name and folded(name) == folded(wanted)]
    last = folded(wanted).split()[-1]
    found = found or [n for n, name in enumerate(names) if name and folded(name).split()[-1:] == [last]]
    return found[0] if found else 0


def learn(asked: Sequence[Question], names: Sequence[str]) -> np.ndarray:
    """The weights of the features, in the order of their names."""
    at = {name: number for number, name in enumerate(names)}
    tables = [(np.array([[row.get(name, 0.0) for name in at] for row in options]), right) for options, right in asked]
    weights, mean, square = np.zeros((3, len(names)))
    for step in range(1, STEPS + 1):
        slope = -2 * PENALTY * weights
        for table, right in tables:
            slope += table[right] - _shares(table @ weights) @ table
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return weights


def _shares(scores: np.ndarray) -> np.ndarray:
    powers: np.ndarray = np.exp(scores - scores.max())
    total: np.ndarray = powers / powers.sum()
    return total


def answers(story: Story, labels: Labels, weights: Mapping[str, float]) -> Iterator[tuple[float, bool, bool, bool]]:
    """Of each pronoun: how likely the answer is, whether it is a person, whether it is right, whether one is due."""
    known = likely_person.weights
    likely_person.weights = lambda: weights  # type: ignore[assignment]
    story.memo.pop(("stands for", -1), None)
    try:
        found = likely_person.stands_for(story)
    finally:
        likely_person.weights = known
    people = [None, *{s.what.name for s in story.people}]
    for at, guess in found.items():
        start = story.parse[at].idx
        if start in labels:
            right = people[right_of(people, labels[start])]
            said = guess.person.name if guess.person else None
            yield guess.share, said is not None, said == right, right is not None


def learned(told: Sequence[tuple[Story, Labels]]) -> dict[str, float]:
    """The weights, learned with pronouns before as they are in the gold, then also as these weights resolve them."""
    asked = [question for each in told for question in questions(*each)]
    names = sorted({name for options, _ in asked for features in options for name in features})
    first = dict(zip(names, learn(asked, names), strict=True))
    asked += [question for each in told for question in questions(*each, first)]
    return dict(zip(names, learn(asked, names), strict=True))


def main(paths: Sequence[str]) -> None:
    told = [found for path in paths for found in stories(Path(path))]
    found: list[tuple[float, bool, bool, bool]] = []
    for fold in range(FOLDS):
        known = learned([each for number, each in enumerate(told) if number % FOLDS != fold])
        for story, labels in told[fold::FOLDS]:
            found += answers(story, labels, known)
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        said = [right for share, is_said, right, _ in found if is_said and share >= low]
        print(f"share >= {low}: {len(said)} said, {sum(said)} right", file=sys.stderr)
    persons = sum(somebody for *_, somebody in found)
    said = [right for share, is_said, right, _ in found if is_said and share >= likely_person.SETTLED]
    print("# What speaks for and against whom a pronoun stands for. Learned by benchmarks/learn_persons.py;")
    print(
        f"# do not edit by hand. Of {len(found)} pronouns in articles left out in turn, {persons} of them for somebody"
    )
    print(f"# named, {len(said)} were said to stand for somebody, {sum(said)} of them rightly.\n\n[weights]")
    for name, weight in learned(told).items():
        if abs(weight) >= LEAST:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
