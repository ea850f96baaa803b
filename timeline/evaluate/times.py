"""Scores of time expressions and of publication dates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from timeline.evaluate.gold import Case, GoldDocument, GoldTimex
from timeline.evaluate.matching import pair_up
from timeline.evaluate.report import Miss, Reliability, Score, reliability
from timeline.models import Extraction, TimeExpression

AREA = "Time expressions"
PUBLISHED = "Publication date"

Match = tuple[GoldTimex | None, TimeExpression | None]


def score_timexes(cases: Sequence[Case]) -> tuple[list[Score], Reliability, list[Miss]]:
    """Found, exact span, type, value and calendar interval, over all documents."""
    n: Counter[str] = Counter()
    answers: list[tuple[float, bool]] = []
    misses: list[Miss] = []
    for gold, extraction in cases:
        for wanted, found in _matches(gold.timexes, extraction.timexes):
            n.update(_counts(wanted, found))
            if found is not None:
                answers.append((found.confidence, wanted is not None and _value_right(wanted, found)))
            if problem := _problem(wanted, found):
                misses.append(Miss(document=gold.name, area=AREA, problem=problem, detail=_detail(wanted, found)))
    scores = [
        Score(area=AREA, measure=measure, right=n[measure], said=n["said"], due=n["due"])
        for measure in ("found", "exact span", "type", "value")
    ]
    intervals = Score(
        area=AREA, measure="calendar interval", right=n["interval"], said=n["intervals said"], due=n["intervals due"]
    )
    return [*scores, intervals], reliability(AREA, answers), misses


def _matches(wanted: Sequence[GoldTimex], found: Sequence[TimeExpression]) -> Iterator[Match]:
    """Pairs of gold and found, either of which may be missing; what only meets an optional one is left out."""
    required = [timex for timex in wanted if not timex.optional]
    pairs = pair_up(required, found)
    for index, timex in enumerate(required):
        yield timex, found[pairs[index]] if index in pairs else None
    for index, extra in enumerate(found):
        if index not in pairs.values() and not any(extra.overlaps(timex) for timex in wanted):
            yield None, extra


def _counts(wanted: GoldTimex | None, found: TimeExpression | None) -> Counter[str]:
    n: Counter[str] = Counter()
    if found is not None:
        n["said"] += 1
        n["intervals said"] += found.interval is not None
    if wanted is not None:
        n["due"] += 1
        n["intervals due"] += wanted.interval is not None
    if wanted is not None and found is not None:
        n["found"] += 1
        n["exact span"] += (wanted.start, wanted.end) == (found.start, found.end)
        n["type"] += wanted.type == found.type
        n["value"] += _value_right(wanted, found)
        n["interval"] += wanted.interval is not None and wanted.interval == found.interval
    return n


def _value_right(wanted: GoldTimex, found: TimeExpression) -> bool:
    return wanted.value == found.value


def _problem(wanted: GoldTimex | None, found: TimeExpression | None) -> str | None:
    if found is None:
        return "missed"
    if wanted is None:
        return "is none"
    if wanted.interval != found.interval:
        return "interval"
    return None if _value_right(wanted, found) else "value"


def _detail(wanted: GoldTimex | None, found: TimeExpression | None) -> str:
    due = f"{wanted.text!r} {wanted.value}" if wanted else "nothing"
    said = f"{found.text!r} {found.value} by {found.rule}" if found else "nothing"
    return f"{due} -> {said}"


def score_published(cases: Sequence[Case]) -> tuple[list[Score], Reliability, list[Miss]]:
    """How many publication dates lie inside the gold interval, and how many name the right basis."""
    inside = [_inside(gold, extraction) for gold, extraction in cases]
    dated = sum(extraction.published.interval is not None for _, extraction in cases)
    basis = sum(gold.basis == extraction.published.basis for gold, extraction in cases)
    scores = [
        Score(area=PUBLISHED, measure="inside the gold", right=sum(inside), said=dated, due=len(cases)),
        Score(area=PUBLISHED, measure="basis", right=basis, due=len(cases)),
    ]
    answers = [
        (extraction.published.confidence, right)
        for right, (_, extraction) in zip(inside, cases, strict=True)
        if extraction.published.interval is not None
    ]
    misses = [
        Miss(document=gold.name, area=PUBLISHED, problem="outside the gold", detail=_published_detail(gold, extraction))
        for right, (gold, extraction) in zip(inside, cases, strict=True)
        if not right
    ]
    return scores, reliability(PUBLISHED, answers), misses


def _inside(gold: GoldDocument, extraction: Extraction) -> bool:
    found = extraction.published.interval
    return found is not None and gold.published.contains(found)


def _published_detail(gold: GoldDocument, extraction: Extraction) -> str:
    published = extraction.published
    said = published.interval.iso() if published.interval else "unknown"
    return f"{gold.published.iso()} -> {said}, {published.basis}: {published.reason}"
