"""Human decisions, applied to what was merged; they win over every rebuild and follow an event whose id changed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from timeline.events.timing import granularity_of
from timeline.judgements import Judgement, Target
from timeline.merge.tellings import Telling, content_words
from timeline.models import DateInterval, Event, MergedEvent

_SAME_WORDS = 0.7  # of a quote's words, for a sentence that was edited since
Group = list[Telling]
Names = dict[tuple[str, str], str]


def renamed(names: Mapping[tuple[str, str], str], judgements: Iterable[Judgement]) -> Names:
    """(document, name) -> the pile's name of a person, or the one that a decision gave; the last one wins."""
    shown = dict(names)
    for judgement in judgements:
        if judgement.kind != "rename":
            continue
        only = judgement.value.get("document")
        for key in names:
            if judgement.value["from"] in (key[1], names[key], shown[key]) and only in (None, "", key[0]):
                shown[key] = str(judgement.value["to"])
    return shown


class Grouping:
    """Groups of tellings under the decisions of people, in the order of the log."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._groups: dict[int, Group] = dict(enumerate(groups))
        self._home = {t.event.id: number for number, group in self._groups.items() for t in group}
        self._in_document: dict[str, list[Telling]] = defaultdict(list)
        for group in groups:
            for telling in group:
                self._in_document[telling.source.document].append(telling)

    def decide(self, judgements: Iterable[Judgement]) -> None:
        """Apply every "merge" and "split"."""
        for judgement in judgements:
            if judgement.kind == "merge":
                self._join(sorted({n for n in map(self.find, judgement.targets) if n is not None}))
            elif judgement.kind == "split":
                self._split(self.find(judgement.targets[0]), str(judgement.value["document"]))

    def decided(self, judgements: Iterable[Judgement]) -> list[tuple[Group, list[Judgement]]]:
        """Every group with the decisions about it, in the order of the log."""
        about: dict[int, list[Judgement]] = defaultdict(list)
        for judgement in judgements:
            for number in {self.find(target) for target in judgement.targets} - {None}:
                about[number or 0].append(judgement)
        return [(group, about[number]) for number, group in self._groups.items()]

    def find(self, target: Target) -> int | None:
        """The group of the judged event: by its id, else by its document and quote, and of those in it by its title."""
        if target.event in self._home:
            return self._home[target.event]
        quote, title = content_words(target.quote), content_words(target.title)
        scored = [
            (_shared(quote, t.source.quote), _shared(title, t.event.title), t.event.id)
            for t in self._in_document.get(target.document, ())
        ]
        score, _, event = max(scored, default=(0.0, 0.0, ""))
        return self._home[event] if score >= _SAME_WORDS else None

    def _join(self, numbers: Sequence[int]) -> None:
        for number in numbers[1:]:
            self._keep(numbers[0], self._groups[numbers[0]] + self._groups.pop(number))

    def _split(self, number: int | None, document: str) -> None:
        if number is None:
            return
        apart = [t for t in self._groups[number] if t.source.document == document]
        rest = [t for t in self._groups[number] if t.source.document != document]
        if apart and rest:
            self._keep(number, rest)
            self._keep(max(self._groups) + 1, apart)

    def _keep(self, number: int, group: Group) -> None:
        self._groups[number] = group
        self._home.update({t.event.id: number for t in group})


def corrected(event: MergedEvent, decisions: Sequence[Judgement]) -> MergedEvent:
    """A merged event with what people said of it; `judged` lists the kinds of decision that hold."""
    verdict = [j.kind for j in decisions if j.kind in ("confirm", "reject")][-1:]
    shown = event.event
    for judgement in decisions:
        if judgement.kind == "date":
            shown = _dated(shown, judgement)
        elif judgement.kind == "place":
            shown = _placed(shown, judgement)
        elif judgement.kind == "pin":
            shown = replace(shown, background=False)
    if verdict == ["confirm"]:
        shown = replace(shown, confidence=1.0)
    others = sorted({j.kind for j in decisions} - {"confirm", "reject"})
    return replace(event, event=shown, judged=(*verdict, *others))


def orphans(groups: Sequence[Group], judgements: Iterable[Judgement]) -> list[Judgement]:
    """The decisions about events that are no longer there, for people to see; none is dropped."""
    grouping = Grouping(groups)
    return [j for j in judgements if any(grouping.find(target) is None for target in j.targets)]


def _dated(event: Event, judgement: Judgement) -> Event:
    start, end = (dt.date.fromisoformat(str(judgement.value[key])) for key in ("start", "end"))
    interval = DateInterval(start, end)
    return replace(
        event,
        interval=interval,
        granularity=granularity_of(interval),
        basis="stated",
        confidence=1.0,
        when_reason=f"{judgement.author or 'A person'} set the date.",
    )


def _placed(event: Event, judgement: Judgement) -> Event:
    value, reason = judgement.value, f"{judgement.author or 'A person'} set the place."
    return replace(
        event,
        place=str(value["name"]),
        lat=value["lat"],
        lon=value["lon"],
        where_reason=reason,
        place_basis=None,
    )


def _shared(wanted: frozenset[str], text: str) -> float:
    here = content_words(text)
    return len(wanted & here) / max(1, len(wanted | here))
