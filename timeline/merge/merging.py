"""The same event from all documents that tell it, once."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from timeline.events.timing import granularity_of
from timeline.judgements import Judgement
from timeline.merge.blocks import candidates, rarity_of
from timeline.merge.clusters import connected, group
from timeline.merge.conflicts import conflicts_of
from timeline.merge.judged import Grouping, corrected, orphans, renamed
from timeline.merge.likeness import SAME, SAME_IN_ARTICLE, likeness
from timeline.merge.misdated import joined, misdated
from timeline.merge.tellings import Telling, originals, tellings_of
from timeline.merge.voices import copies
from timeline.models import DateInterval, Event, Extraction, MergedEvent
from timeline.people import resolve_pile
from timeline.progress import Watch, counted, unwatched

_FIRMNESS = {"stated": 0, "resolved": 0, "inherited": 1, "publication": 2, "undated": 3}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """Merged events with the ids of the tellings that each was made of.

    `components` gives each telling's id the smallest id of those that hang together with it: what is added to the pile
    can only change the components that it touches.
    """

    events: tuple[tuple[MergedEvent, tuple[str, ...]], ...]
    components: Mapping[str, str]


def merge(extractions: Sequence[Extraction], judgements: Sequence[Judgement] = ()) -> list[MergedEvent]:
    """The events of the pile, by date; neither they nor their ids depend on the order of the pile.

    Rejected events are there too, with "reject" in `judged`: whoever shows them leaves them out.
    """
    tellings = _tellings(extractions, judgements)
    texts = {e.document.id: e.document.text for e in extractions}
    settled = settle_all(tellings, rarity_of(tellings), judgements, texts)
    return sorted((event for event, _ in settled.events), key=_by_date)


def settle_all(
    tellings: Sequence[Telling],
    rarity: Mapping[str, float],
    judgements: Sequence[Judgement],
    texts: Mapping[str, str],
    watch: Watch = unwatched,
) -> Settled:
    """Merge all tellings of a pile, given in their order; `texts` are those of their documents."""
    return settle(tellings, candidates(tellings, rarity, watch("compare")), rarity, judgements, texts, watch)


Merger = Callable[[Sequence[Telling], Mapping[str, float], Sequence[Judgement], Mapping[str, str], Watch], Settled]


def settle(
    tellings: Sequence[Telling],
    pairs: Iterable[tuple[int, int]],
    rarity: Mapping[str, float],
    judgements: Sequence[Judgement],
    texts: Mapping[str, str],
    watch: Watch = unwatched,
) -> Settled:
    """Merge tellings, given in their order, comparing only `pairs`; `texts` are those of their documents."""
    with _collector_at_rest():
        edges = alike(tellings, pairs, rarity)
        groups = joined(grouped(tellings, edges, rarity))
        components = connected([t.event.id for t in tellings], [
            *((tellings[a].event.id, tellings[b].event.id) for _, a, b in edges),
            *((a.event.id, b.event.id) for a, b in misdated(tellings)),
        ])  # fmt: skip
        grouping = Grouping(groups)
        grouping.decide(judgements)
        events = tuple(
            (corrected(merged(group, texts), said), tuple(t.event.id for t in group))
            for group, said in counted(grouping.decided(judgements), len(groups), watch("merge"))
        )
    return Settled(events=events, components=components)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Without the cycle collector: merging makes no cycles, and looking for them doubles its time."""
    was_running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_running:
            gc.enable()


def lost(extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> list[Judgement]:
    """The decisions whose event is gone from the pile; they stay in the log."""
    return orphans([[t] for t in _tellings(extractions, judgements)], judgements)


def _tellings(extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> list[Telling]:
    pile = resolve_pile([(e.document.id, e.people) for e in extractions])
    return tellings_of(extractions, renamed({key: person.name for key, person in pile.items()}, judgements))


def alike(
    tellings: Sequence[Telling], pairs: Iterable[tuple[int, int]], rarity: Mapping[str, float]
) -> list[tuple[float, int, int]]:
    """Those of the pairs that are alike enough to be one event, with their likeness."""
    found = []
    for a, b in pairs:
        one, other = tellings[a], tellings[b]
        score = likeness(one, other, rarity).score
        if score >= (SAME_IN_ARTICLE if one.source.document == other.source.document else SAME):
            found.append((score, a, b))
    return found


def grouped(
    tellings: Sequence[Telling], edges: Sequence[tuple[float, int, int]], rarity: Mapping[str, float]
) -> list[list[Telling]]:
    """The tellings of each event together."""

    def score(a: int, b: int) -> float:
        return likeness(tellings[a], tellings[b], rarity).score

    return [[tellings[i] for i in members] for members in group(len(tellings), edges, score, SAME)]


def merged(tellings: Sequence[Telling], texts: Mapping[str, str]) -> MergedEvent:
    """One event of what its tellings say."""
    ranked = sorted(originals(tellings), key=_rank)
    sources = [telling.source for telling in sorted(tellings, key=lambda t: t.order)]
    documents = dict.fromkeys(source.document for source in sources)  # the oldest first
    copied = copies({document: texts[document] for document in documents}) if len(documents) > 1 else {}
    return MergedEvent(
        event=_shown(ranked, min(tellings, key=lambda t: t.order).event.id),
        sources=tuple(replace(s, copy_of=copied[s.document]) if s.document in copied else s for s in sources),
        conflicts=conflicts_of(originals(tellings)),
        independent=len(documents) - len(copied),
        reason=_reason(sorted(tellings, key=_rank), len(documents)),
    )


def _rank(telling: Telling) -> tuple[bool, bool, int, bool, float, tuple[str, str, int, str]]:
    """What is shown first: news before background, a firm date, a title that is whole."""
    event = telling.event
    told = event.status in ("happened", "ongoing", "repeated")
    whole = not event.title.endswith("…")
    return event.background, not told, _FIRMNESS[event.basis], not whole, -event.confidence, telling.order


def _shown(ranked: Sequence[Telling], identity: str) -> Event:
    """The firmest telling, with the date all agree on and the people and place that others add."""
    first = ranked[0].event
    interval = _common(ranked)
    placed = next((t.event for t in ranked if t.event.firm_place), None)
    placed = placed or next((t.event for t in ranked if t.event.place), first)
    placed = first if first.firm_place else placed
    firm = tuple(dict.fromkeys(name for t in ranked for name in t.event.firm_people))
    people = tuple(dict.fromkeys((*firm, *(name for t in ranked for name in t.event.guessed_people))))
    return replace(
        first,
        id=identity,
        interval=interval,
        granularity=granularity_of(interval) if interval != first.interval else first.granularity,
        people=people,
        guessed_people=people[len(firm) :],
        place=placed.place,
        lat=placed.lat,
        lon=placed.lon,
        place_basis=placed.place_basis,
    )


def _common(ranked: Sequence[Telling]) -> DateInterval | None:
    """The firmest date, cut by those of the others that agree with it."""
    interval = ranked[0].event.interval
    for telling in ranked[1:]:
        other = telling.event.interval
        if interval is not None and other is not None and telling.event.basis in ("stated", "resolved"):
            interval = interval.intersect(other) or interval
    return interval


def _reason(ranked: Sequence[Telling], documents: int) -> str:
    if len(ranked) == 1:
        return ""
    told = f"{documents} articles" if documents > 1 else "one article"
    why = likeness(ranked[0], ranked[1], {}).reasons
    return f"Told {len(ranked)} times in {told}: {'; '.join(why)}."


def _by_date(event: MergedEvent) -> tuple[str, str]:
    interval = event.event.interval
    return (interval.start.isoformat() if interval else "9999", event.event.id)
