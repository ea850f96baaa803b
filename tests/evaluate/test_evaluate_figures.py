"""The figures on the sample articles do not fall: raise a floor when a change lifts its figure for good."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline.evaluate import Report, evaluate

SEEDS = Path(__file__).parent.parent.parent / "seeds"

FLOORS = [
    ("Publication date", "inside the gold", "precision", 1.0),
    ("Publication date", "inside the gold", "recall", 0.9),
    ("Time expressions", "value", "f1", 0.93),
    ("Time expressions", "calendar interval", "f1", 0.94),
    ("People", "names", "f1", 0.93),
    ("Places", "located", "recall", 0.95),
    ("Places", "pins that are right", "precision", 0.95),
    ("Events", "found", "recall", 0.93),
    ("Events", "when", "recall", 0.88),
    ("Events", "where", "recall", 0.74),
    ("Events", "who", "recall", 0.88),
    ("Events", "all right", "recall", 0.77),
    ("Events", "shown as happened", "precision", 0.83),
    ("Same events", "pairs", "precision", 0.9),
]


@pytest.fixture(scope="module")
def report() -> Report:
    return evaluate(SEEDS / "gold", SEEDS)


@pytest.mark.parametrize(("area", "measure", "figure", "floor"), FLOORS)
def test_figure_does_not_fall(report: Report, area: str, measure: str, figure: str, floor: float) -> None:
    score = next(score for score in report.scores if (score.area, score.measure) == (area, measure))
    assert getattr(score, figure) >= floor
