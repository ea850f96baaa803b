"""The figures of one evaluation, as JSON and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How often one thing was right: of `said` by the program, of `due` by the gold; None where only one is asked."""

    area: str
    measure: str
    right: int
    said: int | None = None
    due: int | None = None

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.said)

    @property
    def recall(self) -> float | None:
        return _share(self.right, self.due)

    @property
    def f1(self) -> float | None:
        """The harmonic mean; with right / said and right / due it is twice right over their sum."""
        return _share(2 * self.right, self.said + self.due) if self.said is not None and self.due is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Miss:
    """One error, for a person to read."""

    document: str
    area: str
    problem: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Answers whose stated confidence lies in [low, high), the last bin holding 1.0 too."""

    low: float
    high: float
    answers: int
    right: int
    stated: float | None

    @property
    def share(self) -> float | None:
        return _share(self.right, self.answers)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Stated confidence against the share that is right."""

    area: str
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """All figures over a set of gold articles."""

    documents: int
    events: int
    scores: tuple[Score, ...]
    reliability: tuple[Reliability, ...]
    misses: tuple[Miss, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The figures as plain values, shares rounded to four places; the misses are left out."""
        return {
            "documents": self.documents,
            "events": self.events,
            "scores": [_score_json(score) for score in self.scores],
            "reliability": [
                {"area": table.area, "bins": [asdict(b) | {"share": b.share} for b in table.bins]}
                for table in self.reliability
            ],
        }


def reliability(area: str, answers: Iterable[tuple[float, bool]]) -> Reliability:
    """The table of (stated confidence, right or not)."""
    filled: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for confidence, right in answers:
        filled[min(BINS - 1, max(0, int(confidence * BINS)))].append((confidence, right))
    return Reliability(area=area, bins=tuple(_bin(i, inside) for i, inside in enumerate(filled)))


def render_table(report: Report) -> str:
    """The figures as text for a terminal."""
    lines = [f"{report.documents} articles, {report.events} events in the gold", ""]
    lines.append(f"{'':<18}{'':<26}{'precision':>10}{'recall':>10}{'F1':>10}{'right/said/due':>18}")
    area = None
    for score in report.scores:
        shares = "".join(f"{_percent(share):>10}" for share in (score.precision, score.recall, score.f1))
        counts = "/".join("-" if n is None else str(n) for n in (score.right, score.said, score.due))
        lines.append(f"{score.area if score.area != area else '':<18}{score.measure:<26}{shares}{counts:>18}")
        area = score.area
    for table in report.reliability:
        lines += ["", f"Stated confidence and share right: {table.area}"]
        lines += [_bin_line(b) for b in table.bins if b.answers]
    return "\n".join(lines)


def render_misses(misses: Sequence[Miss]) -> str:
    """The errors, one a line."""
    return "\n".join(f"{m.document}: {m.area}: {m.problem}: {m.detail}" for m in misses)


def _score_json(score: Score) -> dict[str, Any]:
    shares = {name: getattr(score, name) for name in ("precision", "recall", "f1")}
    return asdict(score) | shares


def _bin(index: int, inside: Sequence[tuple[float, bool]]) -> Bin:
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        answers=len(inside),
        right=sum(right for _, right in inside),
        stated=round(sum(confidence for confidence, _ in inside) / len(inside), 4) if inside else None,
    )


def _bin_line(b: Bin) -> str:
    return f"  {b.low:.1f}-{b.high:.1f}  stated {_percent(b.stated):>6}  right {_percent(b.share):>6}  of {b.answers}"


def _share(part: int, whole: int | None) -> float | None:
    return round(part / whole, 4) if whole else None


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f}%"
