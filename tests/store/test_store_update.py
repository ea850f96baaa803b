"""A snapshot that was brought up to date is the one that would have been made from nothing."""

from __future__ import annotations

import datetime as dt
import io
import random
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from timeline import export
from timeline.judgements import Judgement, Target, append
from timeline.models import DateInterval, Document, Event, Extraction, Mention, Person, Place, Publication, Span
from timeline.query import Filter, Query
from timeline.store import load, snapshot
from timeline.store.filling import keep

PEOPLE = ("Mara Lind", "Mara Q. Lind", "Otto Brahms", "Oto Brahms", "Ida Berg", "Jan Novak", "Eva Lund")
TOWNS = (("Vienna", 48.2, 16.4), ("Prague", 50.1, 14.4), ("Paris", 48.9, 2.4), ("Paris", 33.7, -95.6))
DEEDS = ("visited the harbour", "met ministers", "signed a treaty", "opened a museum", "fled the flood", "met farmers")


def article(number: int) -> Extraction:
    """An article out of few people, places and days, so that many tell the same."""
    rng = random.Random(number)
    identity, day = f"d{number:03}", dt.date(2021, 3, 1) + dt.timedelta(rng.randrange(40))
    lines, events, places = [], [], {}
    for ordinal in range(rng.randrange(1, 5)):
        who, (town, lat, lon) = rng.sample(PEOPLE, rng.randrange(1, 3)), rng.choice(TOWNS)
        line = f"{who[0]} {rng.choice(DEEDS)} in {town}"
        start = sum(len(before) + 1 for before in lines)
        lines.append(line)
        places[town, lat] = Place(name=town, kind="city", country="AT" if lat > 40 else "US", lat=lat, lon=lon,
                                  gazetteer_id=f"{town}{lat}", confidence=0.9, mentions=())  # fmt: skip
        told = day - dt.timedelta(rng.randrange(4))
        events.append(Event(
            id=f"{identity}-{ordinal}", document=identity, title=line, kind="visit or meeting", status="happened",
            interval=DateInterval.day(told), granularity="day", basis=rng.choice(("stated", "publication", "resolved")),
            confidence=0.8, people=tuple(who), place=town, lat=lat, lon=lon, evidence=(),
            sentence=Span(start=start, end=start + len(line)),
        ))  # fmt: skip
    names = sorted({name for event in events for name in event.people})
    return Extraction(
        document=Document(id=identity, text="\n".join(lines), source=rng.choice(("Post", "Herald")),
                          given=DateInterval.day(day)),
        published=Publication(interval=DateInterval.day(day), basis="given", confidence=1.0, reason=""),
        timexes=(), places=tuple(places.values()), events=tuple(events),
        people=tuple(Person(name=n, mentions=(Mention(start=0, end=1, text=n),) * rng.randrange(1, 4)) for n in names),
    )  # fmt: skip


def state(folder: Path, articles: Sequence[Extraction]) -> list[object]:
    """Everything that the views can see after the store was made to hold these articles."""
    found = {e.document.id: e for e in articles}
    sizes = {id_: len(e.document.text) for id_, e in found.items()}
    store = keep(folder, sizes, lambda ids: [found[id_] for id_ in ids])
    snapshot.ensure(store)
    query, out = Query.open(folder), io.StringIO()
    export.write(query, Filter(unreal=True), "jsonl", out)
    some = Filter(words="treaties")
    return [
        out.getvalue(), query.map_points(Filter()), query.people(Filter()), query.notes(), query.document_ids(),
        [row.id for row in query.events(some, limit=None)], [query.person(c.name) for c in query.people(Filter())],
        query.bars(Filter(), "day"), query.marks(Filter(), "person"),
    ]  # fmt: skip


def from_nothing(folder: Path, articles: Sequence[Extraction], log: Path | None = None) -> list[object]:
    folder.mkdir()
    if log and log.exists():
        shutil.copy(log, folder / "judgements.jsonl")
    return state(folder, articles)


@pytest.fixture
def made_from(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Whether each snapshot was made from another one."""
    made: list[bool] = []
    fill = snapshot._fill

    def told(path: Path, log: object, change: object, start: Path | None, *more: object) -> None:
        made.append(start is not None)
        fill(path, log, change, start, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(snapshot, "_fill", told)
    return made


@pytest.mark.parametrize("seed", range(4))
def test_any_steps_lead_to_what_is_made_from_nothing(tmp_path: Path, seed: int, made_from: list[bool]) -> None:
    rng = random.Random(seed)
    everything = [article(n) for n in range(70)]
    held = rng.sample(everything, 40)
    stepwise = state(tmp_path / "steps", held)
    for step in range(4):
        coming = rng.sample([e for e in everything if e not in held], 5)
        held = [e for e in held if rng.random() > 0.05] + coming
        stepwise = state(tmp_path / "steps", held)
        assert stepwise == from_nothing(tmp_path / f"new-{step}", held)
    assert made_from[0] is False
    assert made_from.count(True) == 4


def test_an_article_that_is_edited_changes_what_hung_on_it(tmp_path: Path) -> None:
    pile = [article(n) for n in range(50)]
    state(tmp_path / "steps", pile)
    later = DateInterval.day(dt.date(2021, 6, 1))
    told = tuple(replace(e, interval=later) for e in pile[7].events)
    pile[7] = replace(pile[7], events=told, published=replace(pile[7].published, interval=later))
    assert state(tmp_path / "steps", pile) == from_nothing(tmp_path / "new", pile)


def test_judgements_made_and_taken_back_between_builds_hold_and_go(tmp_path: Path, made_from: list[bool]) -> None:
    pile = [article(n) for n in range(50)]
    state(tmp_path / "steps", pile)
    log = tmp_path / "steps" / "judgements.jsonl"
    events = [e for x in pile[:6] for e in x.events]
    targets = [Target(event=e.id, document=e.document, quote=e.title) for e in events]
    value = {"start": "2021-05-01", "end": "2021-05-02"}
    decisions = [
        Judgement(kind="reject", targets=(targets[0],), at="1"),
        Judgement(kind="date", targets=(targets[1],), value=value, at="2"),
        Judgement(kind="merge", targets=(targets[2], targets[-1]), at="3"),
        Judgement(kind="confirm", targets=(Target(event="gone", document="d999", quote="nothing"),), at="4"),
    ]
    append(log, decisions)
    assert state(tmp_path / "steps", pile) == from_nothing(tmp_path / "judged", pile, log)
    append(log, [Judgement(kind="undo", value={"judgement": d.id}, at="5") for d in decisions[:3]])
    assert state(tmp_path / "steps", pile) == from_nothing(tmp_path / "undone", pile, log)
    assert made_from == [False, True, False, True, False]


def test_the_old_snapshot_stays_readable_while_a_new_one_is_made(tmp_path: Path) -> None:
    state(tmp_path, [article(n) for n in range(30)])
    reader = Query.open(tmp_path)
    before = reader.summary(Filter())
    state(tmp_path, [article(n) for n in range(32)])
    assert reader.summary(Filter()) == before
    assert Query.open(tmp_path).digest == load(tmp_path).digest != reader.digest
