"""Learns the weights by which descriptions and words for several people are resolved.

    python benchmarks/learn_descriptions.py described GOLD.json ... > timeline/resources/events/likely_described.toml
    python benchmarks/learn_descriptions.py groups GOLD.json ... > timeline/resources/events/likely_groups.toml

Each file holds articles with their text and, for the first character of the last word of each such phrase ("the
officer", "they"), the fullest names that the article gives those who are meant; none where somebody nameless is:

    {"documents": {NAME: {"text": ..., "mentions": [[START, [NAME, ...]], ...]}}}

Each phrase is one question: nobody who is named, and all persons or groups of them with their features. The weights are
those of a conditional logit model with a penalty on their squares. What goes to stderr is measured on articles left out
in turn.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from learn_persons import FOLDS, LEAST, Question, learn, right_of, story_of

from timeline import syntax
from timeline.articles.zones import zones_of
from timeline.events import likely_described, likely_groups
from timeline.events.story import Story
from timeline.models import Document

SAID = 0.5
Labels = Mapping[int, Sequence[str]]  # the first character of a word -> whom it means


def stories(path: Path) -> Iterator[tuple[Story, Labels]]:
    """The articles of a file as the rules of events see them."""
    for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
        document = Document(id=name, text=article["text"], zones=zones_of(article["text"]))
        yield story_of(document, next(syntax.parse([document]))), dict(article["mentions"])


def named(story: Story, names: Sequence[str]) -> frozenset[str]:
    """The persons of the article who are called so."""
    people = [None, *dict.fromkeys(s.what.name for s in story.people)]
    found = (people[right_of(people, name)] for name in names)
    return frozenset(name for name in found if name is not None)


def of_descriptions(story: Story, labels: Labels) -> Iterator[Question]:
    """The descriptions of one person."""
    for noun in story.parse:
        if noun.idx in labels and likely_described.describes(story, noun):
            wanted = named(story, labels[noun.idx])
            options = likely_described.options(story, noun)
            fitting = [n for n, (person, _) in enumerate(options) if person and wanted == {person.name}]
            if len(wanted) < 2:
                yield [dict(features) for _, features in options], fitting[0] if fitting else 0


def of_groups(story: Story, labels: Labels) -> Iterator[Question]:
    """The words for several people, those before each taken as they are in the gold."""
    context = likely_groups.Context(story)
    for noun in context.asked:
        if noun.idx in labels:
            wanted = named(story, labels[noun.idx])
            wanted = wanted if len(wanted) > 1 else frozenset()
            options = context.options(noun)
            fitting = [n for n, (names, _) in enumerate(options) if names == wanted]
            yield [dict(features) for _, features in options], fitting[0] if fitting else 0
            context.settle(noun, wanted)


def learned(asked: Sequence[Sequence[Question]]) -> dict[str, float]:
    every = [question for article in asked for question in article]
    names = sorted({name for options, _ in every for features in options for name in features})
    return dict(zip(names, learn(every, names), strict=True))


def main(kind: str, paths: Sequence[str]) -> None:
    questions = {"described": of_descriptions, "groups": of_groups}[kind]
    asked = [list(questions(*each)) for path in paths for each in stories(Path(path))]
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        weights = learned([each for number, each in enumerate(asked) if number % FOLDS != fold])
        for options, right in (question for article in asked[fold::FOLDS] for question in article):
            sums = np.array([sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in options])
            best = int(sums.argmax())
            if best:
                said.append((float(1 / np.exp(sums - sums[best]).sum()), best == right))
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9):
        sure = [right for share, right in said if share >= low]
        print(f"share >= {low}: {len(sure)} said, {sum(sure)} right", file=sys.stderr)
    every = [right for article in asked for _, right in article]
    sure = [right for share, right in said if share >= SAID]
    what = {"described": "a description", "groups": "words for several people"}[kind]
    print(f"# What speaks for and against whom {what} may mean. Learned by benchmarks/learn_descriptions.py;")
    due = sum(map(bool, every))
    print(f"# do not edit by hand. Of {len(every)} in articles left out in turn, {due} of them of somebody named,")
    print(f"# {len(sure)} were said to mean somebody, {sum(sure)} of them rightly.\n\n[weights]")
    for name, weight in learned(asked).items():
        if abs(weight) >= LEAST:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
