"""Scores of events: how many of the gold are found and right, and how much of what is shown as happened is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from timeline.evaluate.gold import Case, GoldDocument, GoldEvent
from timeline.evaluate.matching import folded_all, lies_in, shared_characters
from timeline.evaluate.report import Miss, Reliability, Score, reliability
from timeline.models import Event

AREA = "Events"
SHOWN = frozenset(("happened", "ongoing", "repeated"))
UNSURE = "other"
FIELDS = ("when", "where", "who")

Asked = tuple[GoldDocument, GoldEvent, list[Event]]


def score_events(cases: Sequence[Case]) -> tuple[list[Score], Reliability, list[Miss]]:
    """Recall of the required gold events by field, precision of what is shown as happened."""
    asked = [
        (gold, event, told_by(event, extraction.events))
        for gold, extraction in cases
        for event in gold.events
        if not event.optional
    ]
    shown = [
        (gold, event, verdict(event, gold.events))
        for gold, extraction in cases
        for event in extraction.events
        if event.status in SHOWN
    ]
    borne_out = sum(not problem for _, _, problem in shown)
    scores = [*_asked_scores(asked), Score(area=AREA, measure="shown as happened", right=borne_out, said=len(shown))]
    misses = [_missed(*each) for each in asked if not _all_right(each)]
    misses += [_wrong(gold, event, problem) for gold, event, problem in shown if problem]
    return scores, reliability(AREA, ((event.confidence, not problem) for _, event, problem in shown)), misses


def _asked_scores(asked: Sequence[Asked]) -> Iterator[Score]:
    yield _recall("found", [bool(told) for _, _, told in asked])
    for field in FIELDS:
        judged = [(wanted, told) for _, wanted, told in asked if _asks(wanted, field)]
        yield _recall(field, [any(not wrong(event, wanted, (field,)) for event in told) for wanted, told in judged])
    yield _recall("all right", [_all_right(each) for each in asked])
    found = [(wanted, told) for _, wanted, told in asked if told]
    yield _recall("status", [any(event.status == wanted.status for event in told) for wanted, told in found])
    yield _kinds([(wanted.kind, {event.kind for event in told}) for wanted, told in found])


def _all_right(asked: Asked) -> bool:
    _, wanted, told = asked
    return any(not wrong(event, wanted) for event in told)


def told_by(wanted: GoldEvent, found: Sequence[Event]) -> list[Event]:
    """The found events whose words for what happened lie in the gold event's clause."""
    return [event for event in found if core_overlap(event, wanted)]


def core_overlap(event: Event, wanted: GoldEvent) -> int:
    """How many characters of the gold clause the event's "what" evidence covers."""
    return sum(shared_characters(evidence, wanted) for evidence in event.evidence if evidence.field == "what")


def closest(event: Event, wanted: Sequence[GoldEvent]) -> GoldEvent | None:
    """The gold event that an event's words cover most of."""
    best = max(wanted, key=lambda g: core_overlap(event, g), default=None)
    return best if best is not None and core_overlap(event, best) else None


def verdict(event: Event, wanted: Sequence[GoldEvent]) -> str:
    """What is wrong with an event that is shown as happened; "" if a gold event bears it out."""
    candidates = [g for g in wanted if core_overlap(event, g)]
    if not candidates:
        return "no event"
    problems = [_shown_problem(event, g) for g in candidates]
    return "" if "" in problems else min(problems, key=len)


def _shown_problem(event: Event, wanted: GoldEvent) -> str:
    if wanted.status is not None and wanted.status not in SHOWN:
        return f"is {wanted.status}"
    return ", ".join(wrong(event, wanted))


def wrong(event: Event, wanted: GoldEvent, fields: Sequence[str] = FIELDS) -> list[str]:
    """The fields in which an event contradicts the gold; what the gold leaves open is never wrong."""
    return [field for field in fields if not _field_right(event, wanted, field)]


def _field_right(event: Event, wanted: GoldEvent, field: str) -> bool:
    if field == "when":
        return wanted.when is None or (event.interval is not None and wanted.when.contains(event.interval))
    if field == "where":
        return wanted.place is None or lies_in(event.lat, event.lon, wanted.place)
    people = folded_all(event.people)
    return folded_all(wanted.people) <= people <= folded_all(wanted.people + wanted.others)


def _asks(wanted: GoldEvent, field: str) -> bool:
    return field == "who" or (wanted.when if field == "when" else wanted.place) is not None


def _recall(measure: str, right: Sequence[bool]) -> Score:
    return Score(area=AREA, measure=measure, right=sum(right), due=len(right))


def _kinds(pairs: Sequence[tuple[str, set[str]]]) -> Score:
    """Kinds of the events found; "other" says nothing, so it is neither right nor wrong."""
    right = sum(kind in said for kind, said in pairs if kind != UNSURE)
    said = sum(bool(said - {UNSURE}) for _, said in pairs)
    return Score(area=AREA, measure="kind", right=right, said=said, due=sum(kind != UNSURE for kind, _ in pairs))


def _missed(gold: GoldDocument, wanted: GoldEvent, told: Sequence[Event]) -> Miss:
    if not told:
        return Miss(document=gold.name, area=AREA, problem="not found", detail=repr(wanted.text))
    best = min(told, key=lambda event: len(wrong(event, wanted)))
    problem = "wrong " + ", ".join(wrong(best, wanted))
    detail = f"{wanted.text!r} wants {'; '.join(_wanted_parts(wanted))} -> {describe(best)}"
    return Miss(document=gold.name, area=AREA, problem=problem, detail=detail)


def _wanted_parts(wanted: GoldEvent) -> Iterator[str]:
    yield str(wanted.when.iso()) if wanted.when else "any date"
    yield wanted.place.name if wanted.place else "any place"
    yield ", ".join(wanted.people) or "nobody"


def _wrong(gold: GoldDocument, event: Event, problem: str) -> Miss:
    return Miss(document=gold.name, area=AREA, problem=f"shown, but {problem}", detail=describe(event))


def describe(event: Event) -> str:
    """An event in one line."""
    when = event.interval.iso() if event.interval else "undated"
    return f"{event.title!r} {event.status} {when} {event.basis} at {event.place} with {list(event.people)}"
