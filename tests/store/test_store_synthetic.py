"""The made-up store of the benchmarks is one that a build would have left."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.synthetic_store import make_snapshot, write_segments
from timeline import published
from timeline.models import Extraction
from timeline.query import Filter, Query
from timeline.store import Store, leaves, manifest, segments, snapshot
from timeline.store.codec import decode, encode

EVENTS = 3000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return write_segments(tmp_path_factory.mktemp("made"), EVENTS, seed=1, workers=1)


def test_its_segments_are_those_that_the_store_writes(store: Store) -> None:
    entries = list(store.entries())
    assert len(entries) == EVENTS // 10
    for entry in entries[:20]:
        extraction = entry.extraction()
        assert entry.rows.equals(segments.entry_of(entry.key, extraction).rows)
        assert entry.key == segments.key_of(segments.digest_of(encode(extraction.document)), extraction.published)
        assert decode(Extraction, encode(extraction)) == extraction
        assert published.date_pile([extraction.document]) == [extraction.published]
    assert leaves.split({e.document: e.characters for e in entries}).keys() == store.leaves.keys()
    assert manifest.load(store.folder) == store


def test_its_snapshot_holds_what_merging_makes_of_events_told_once(store: Store, tmp_path: Path) -> None:
    merged = shutil.copytree(store.folder, tmp_path / "merged")
    make_snapshot(store)
    made = {r.row.id: r for r in Query.open(store.folder).records(Filter(unreal=True))}
    real = {r.row.id: r for r in Query.read(snapshot.ensure(manifest.load(merged))).records(Filter(unreal=True))}
    alone = {id_: record for id_, record in real.items() if len(record.sources) == 1}
    assert len(made) == EVENTS
    assert len(alone) > EVENTS // 2
    people = {id_: record for id_, record in alone.items() if record.row.people == made[id_].row.people}
    assert len(people) > len(alone) * 0.9  # the others are renamed over the pile
    assert people == {id_: made[id_] for id_ in people}
    some = next(iter(people))
    assert Query.open(store.folder).event(some) == Query.read(snapshot.ensure(manifest.load(merged))).event(some)


def test_the_next_build_makes_a_snapshot_of_its_own(store: Store) -> None:
    path = make_snapshot(store)
    assert snapshot._start(path.parent, ()) is None
