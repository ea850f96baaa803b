"""Learns the weights by which people are guessed whom an event's clause does not name.

    python benchmarks/learn_cast.py GOLD.json ... > timeline/resources/events/likely_cast.toml

Each file holds articles with their text and publication date and, for the words that tell an event, characters
[START, END), the fullest names that the article gives those who take part in it:

    {"documents": {NAME: {"text": ..., "published": ISO day or null, "events": [[START, END, [NAME, ...]], ...]}}}

Each person of the article whom the rules did not find in such an event is one question: do they take part? The weights
are those of a logit model with a penalty on their squares. What goes to stderr is measured on articles left out in
turn.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import pipeline, published, syntax
from timeline.articles.zones import zones_of
from timeline.evaluate.matching import folded, shared_characters
from timeline.events import likely_cast
from timeline.events.casting import Who
from timeline.events.clauses import Clause
from timeline.events.story import Story
from timeline.events.timing import When
from timeline.models import DateInterval, Document, Event, Span

PENALTY = 3.0
STEPS, RATE = 500, 0.05
FOLDS = 8
LEAST = 0.02  # weights nearer to zero are left out

Question = tuple[Mapping[str, float], bool]  # the features of a person, and whether they take part
Seen = tuple[Story, Clause, Who, When]


def questions(path: Path) -> Iterator[list[Question]]:
    """The questions of each article of a file."""
    finding = import_module("timeline.events.find")
    guess, seen = finding.likely_cast, list[Seen]()

    def noted(*told: *Seen) -> list[likely_cast.Guess]:
        seen.append(told)
        return []

    finding.likely_cast = noted
    try:
        for name, article in json.loads(path.read_text(encoding="utf-8"))["documents"].items():
            seen.clear()
            day = article["published"] and dt.date.fromisoformat(article["published"])
            given = DateInterval(day, day + dt.timedelta(1)) if day else None
            document = Document(id=name, text=article["text"], zones=zones_of(article["text"]), given=given)
            (publication,) = published.date_pile([document])
            extraction = pipeline.extract_one(document, publication, next(syntax.parse([document])))
            yield list(_asked(extraction.events, list(seen), article["events"]))
    finally:
        finding.likely_cast = guess


def _asked(
    events: Sequence[Event], seen: Sequence[Seen], gold: Sequence[tuple[int, int, Sequence[str]]]
) -> Iterator[Question]:
    for start, end, names in gold:
        wanted = {folded(name) for name in names}
        told = Span(start=start, end=end)
        what = [[e for e in event.evidence if e.field == "what"] for event in events]
        shared = [sum(shared_characters(evidence, told) for evidence in each) for each in what]
        if not any(shared):
            continue
        story, clause, who, when = seen[shared.index(max(shared))]
        if not likely_cast.may_be_guessed(story, clause, when):
            continue
        for name, features in likely_cast.options(story, clause, who, when):
            yield features, folded(name) in wanted


def learn(asked: Sequence[Question]) -> dict[str, float]:
    """The weights by feature."""
    at = {name: n for n, name in enumerate(sorted({name for features, _ in asked for name in features}))}
    table = np.array([[features.get(name, 0.0) for name in at] for features, _ in asked])
    right = np.array([float(takes_part) for _, takes_part in asked])
    weights, mean, square = np.zeros((3, len(at)))
    for step in range(1, STEPS + 1):
        slope = table.T @ (right - 1 / (1 + np.exp(-table @ weights))) - PENALTY * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        weights += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    return dict(zip(at, weights, strict=True))


def main(paths: Sequence[str]) -> None:
    articles = [asked for path in paths for asked in questions(Path(path))]
    found: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        known = learn([q for n, asked in enumerate(articles) if n % FOLDS != fold for q in asked])
        left_out = (question for asked in articles[fold::FOLDS] for question in asked)
        found += [(likely_cast.share_of(features, known), right) for features, right in left_out]
    for low in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8):
        said = [right for how, right in found if how >= low]
        print(f"share >= {low}: {len(said)} said, {sum(said)} right", file=sys.stderr)
    said = [right for how, right in found if how >= likely_cast.LEAST]
    due = sum(right for _, right in found)
    print("# What speaks for and against that somebody takes part in an event whose clause does not name them.")
    print(f"# Learned by benchmarks/learn_cast.py; do not edit by hand. Of {due} who do, in articles")
    print(f"# left out in turn, {sum(said)} were found; {len(said) - sum(said)} were said who do not.\n\n[weights]")
    for name, weight in learn([q for asked in articles for q in asked]).items():
        if abs(weight) >= LEAST:
            print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main(sys.argv[1:])
