"""Scores of people and places."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.evaluate.gold import Case, GoldDocument
from timeline.evaluate.matching import folded, folded_all, lies_in
from timeline.evaluate.report import Miss, Score

PEOPLE = "People"
PLACES = "Places"


def score_people(cases: Sequence[Case]) -> tuple[list[Score], list[Miss]]:
    """Canonical names found, and names that are no person's."""
    right = said = due = avoided = traps = 0
    misses: list[Miss] = []
    for gold, extraction in cases:
        spared = folded_all(gold.people_optional)
        names = {folded(person.name): person.name for person in extraction.people}
        wanted = {folded(name): name for name in gold.people}
        trapped = [name for name in gold.not_people if folded(name) in names]
        right += len(wanted.keys() & names.keys())
        said += len(names.keys() - spared)
        due += len(wanted)
        traps += len(gold.not_people)
        avoided += len(gold.not_people) - len(trapped)
        misses += [_miss(gold, PEOPLE, "missed", wanted[key]) for key in wanted.keys() - names.keys()]
        misses += [_miss(gold, PEOPLE, "is none", names[key]) for key in names.keys() - wanted.keys() - spared]
    return [
        Score(area=PEOPLE, measure="names", right=right, said=said, due=due),
        Score(area=PEOPLE, measure="traps avoided", right=avoided, due=traps),
    ], misses


def score_places(cases: Sequence[Case]) -> tuple[list[Score], list[Miss]]:
    """Places put where they are, and places put where the article names none."""
    located = due = good = said = avoided = traps = 0
    misses: list[Miss] = []
    for gold, extraction in cases:
        pins = [place for place in extraction.places if place.lat is not None]
        allowed = gold.places + gold.places_optional
        missed = [g for g in gold.places if not any(lies_in(p.lat, p.lon, g) for p in pins)]
        wrong = [p for p in pins if not any(lies_in(p.lat, p.lon, g) for g in allowed)]
        trapped = folded_all(gold.not_places) & {folded(place.name) for place in extraction.places}
        due, located = due + len(gold.places), located + len(gold.places) - len(missed)
        said, good = said + len(pins), good + len(pins) - len(wrong)
        traps, avoided = traps + len(gold.not_places), avoided + len(gold.not_places) - len(trapped)
        misses += [_miss(gold, PLACES, "missed", place.name) for place in missed]
        misses += [_miss(gold, PLACES, "misplaced", f"{p.name} at {p.lat}, {p.lon}: {p.reason}") for p in wrong]
    return [
        Score(area=PLACES, measure="located", right=located, due=due),
        Score(area=PLACES, measure="pins that are right", right=good, said=said),
        Score(area=PLACES, measure="traps avoided", right=avoided, due=traps),
    ], misses


def _miss(gold: GoldDocument, area: str, problem: str, detail: str) -> Miss:
    return Miss(document=gold.name, area=area, problem=problem, detail=detail)
