from __future__ import annotations

import errno
import json
import shutil
import sys
from pathlib import Path

import duckdb
import pytest

from timeline.errors import ArticleError, StoreError
from timeline.judgements import Judgement, append
from timeline.models import Document, Extraction
from timeline.query import Filter, Query
from timeline.store import load, segments, snapshot
from timeline.store.build import build, remove, vacuum
from timeline.store.codec import decode, encode
from timeline.store.version import SCHEMA

Pile = tuple[Document, ...]


def ids(folder: Path) -> set[str]:
    return {row.id for row in Query.open(folder).events(Filter(unreal=True), limit=None)}


def contents(folder: Path) -> dict[str, bytes]:
    files = [*folder.glob("segments/*"), folder / "manifest.json"]
    return {f.name: f.read_bytes() for f in files}


def test_adding_the_same_articles_twice_changes_nothing_and_says_so(copied: Path, articles: Pile) -> None:
    before = contents(copied)
    changes = build(articles, copied)
    assert not changes.any
    assert changes.sentence() == "Nothing changed: 2 documents already there."
    assert contents(copied) == before


def test_the_order_of_the_articles_does_not_change_a_byte(built: Path, articles: Pile, tmp_path: Path) -> None:
    build(reversed(articles), tmp_path / "data")
    assert contents(tmp_path / "data") == contents(built)


def test_removing_takes_exactly_what_only_that_document_supported(copied: Path, articles: Pile, tmp_path: Path) -> None:
    changes = remove(["talks"], copied)
    assert changes.removed == ("talks",)
    build(articles[:1], tmp_path / "alone")
    assert ids(copied) == ids(tmp_path / "alone")
    assert contents(copied) == contents(tmp_path / "alone")


def test_removing_an_unknown_document_is_said_and_changes_nothing(copied: Path) -> None:
    before = contents(copied)
    changes = remove(["nowhere"], copied)
    assert "nowhere: no document of this id" in changes.problems[0]
    assert contents(copied) == before


def test_bad_input_loses_nothing_beside_it(articles: Pile, tmp_path: Path) -> None:
    changes = build([articles[0], ArticleError("x.txt", "it is empty.")], tmp_path / "data")
    assert changes.added == ("strike",)
    assert changes.problems == ("x.txt: it is empty.",)


def test_an_event_that_two_articles_tell_is_there_once_with_both(built: Path) -> None:
    rows = Query.open(built).events(Filter(people=("Rui Costa", "Ana Sousa"), places=("Lisbon",)))
    assert [row.documents for row in rows] == [2]
    assert rows[0].sources == ("Harbour Daily", "The Quay Post")
    assert rows[0].when == "19 June 2024"


def test_an_extraction_survives_the_store_as_it_was(built: Path) -> None:
    store = load(built)
    for extraction in (entry.extraction() for entry in store.entries()):
        assert decode(Extraction, json.loads(json.dumps(encode(extraction)))) == extraction


def test_a_rejected_event_stays_away_over_rebuilds_and_new_articles(copied: Path, articles: Pile) -> None:
    row = Query.open(copied).events(Filter(places=("Lisbon",)))[0]
    proof = Query.open(copied).event(row.id)
    assert proof is not None
    from timeline.judgements import Target

    first = proof.testimonies[0]
    target = Target(event=row.id, document=first.document, quote=first.quote)
    append(load(copied).judgement_log, [Judgement(kind="reject", targets=(target,), at="2024-07-01")])
    assert row.id not in {r.id for r in Query.open(copied).events(Filter(), limit=None)}
    build([Document(id="new", text="Snow fell in Oslo on Monday.", given=articles[0].given)], copied)
    assert row.id not in {r.id for r in Query.open(copied).events(Filter(), limit=None)}


def test_a_judged_publication_date_moves_what_hung_on_it(copied: Path) -> None:
    value = {"document": "strike", "start": "2024-06-27", "end": "2024-06-28"}
    append(load(copied).judgement_log, [Judgement(kind="published", value=value, at="2024-07-01")])
    changes = build((), copied)
    assert changes.read_again == ("strike",)
    rows = Query.open(copied).events(Filter(places=("Porto",)))
    assert [row.when for row in rows] == ["25 June 2024"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"schema": 99, "segments": {}}', "newer version of Timeline"),
        ("{", "no manifest"),
        ("[]", "no manifest"),
    ],
)
def test_a_store_that_cannot_be_used_says_why(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=said):
        load(tmp_path)


def test_a_missing_store_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="timeline build ARTICLES"):
        Query.open(tmp_path / "none")


def test_a_broken_segment_is_named(copied: Path) -> None:
    store = load(copied)
    path = segments.path_of(store.segment_folder, next(iter(store.leaves.values())).segment)
    path.write_bytes(path.read_bytes()[:100])
    shutil.rmtree(copied / "snapshots")
    with pytest.raises(StoreError, match=path.name):
        Query.open(copied)


def test_a_build_that_was_stopped_goes_on_where_it_was(
    copied: Path, articles: Pile, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = copied / "manifest.json"
    manifest.write_text('{"schema": 2, "leaves": {}}')

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("a finished document was read again")

    monkeypatch.setattr("timeline.pipeline.extract_dated", fail)
    assert build(articles, copied).added == ("strike", "talks")


def test_vacuum_removes_only_what_nothing_points_to(copied: Path) -> None:
    (copied / "segments" / "loose.parquet").write_bytes(b"")
    assert vacuum(copied) == 1
    assert ids(copied)


def test_segments_can_be_read_by_any_parquet_reader(built: Path) -> None:
    rows = duckdb.sql(f"SELECT title, start, people FROM '{built}/segments/*.parquet' WHERE place = 'Porto'").fetchall()
    assert rows


def test_readers_that_open_a_store_at_once_all_see_it(copied: Path) -> None:
    from concurrent.futures import ThreadPoolExecutor

    shutil.rmtree(copied / "snapshots")
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: Query.open(copied).summary(Filter()).events, range(4)))
    assert len(set(counts)) == 1


def test_a_full_disk_leaves_the_old_state_and_is_told_in_a_sentence(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, events = contents(copied), ids(copied)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("pyarrow.parquet.write_table", full)
    with pytest.raises(StoreError, match=r"No space left on device.*what was there is as it was"):
        build([Document(id="new", text="Snow fell in Oslo on Monday.")], copied)
    assert contents(copied) == before
    assert ids(copied) == events


@pytest.mark.parametrize("error", [duckdb.IOException, duckdb.TransactionException])
def test_a_disk_that_is_full_when_the_snapshot_is_made_leaves_the_store_as_it_was(
    copied: Path, monkeypatch: pytest.MonkeyPatch, error: type[duckdb.Error]
) -> None:
    before, events = load(copied), ids(copied)
    new = Document(id="new", text="Snow fell in Oslo on Monday.")

    def full(*_: object) -> None:
        raise error("No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("timeline.store.update.Update.run", full)
        with pytest.raises(StoreError, match="No space left on device"):
            build([new], copied)
    assert load(copied) == before
    assert ids(copied) == events
    assert not list((copied / "snapshots").glob("*.tmp"))
    assert "new" in build([new], copied).added


def test_a_store_of_an_older_schema_is_read_and_laid_out_anew_by_the_next_build(copied: Path, articles: Pile) -> None:
    entries = {entry.document: entry for entry in load(copied).entries()}
    (copied / "manifest.json").write_text(json.dumps({"schema": 1, "segments": {
        id_: segments.write(copied / "segments", [entry]) for id_, entry in entries.items()}}))  # fmt: skip
    assert load(copied).schema == 1
    assert len(ids(copied)) > 1
    build(articles, copied)
    assert load(copied).schema == SCHEMA
    assert len(load(copied).leaves) == 1


def test_articles_in_other_languages_are_kept_and_said_to_be_unread(tmp_path: Path) -> None:
    text = "Der Bürgermeister eröffnete am Dienstag, dem 3. Mai 2024, in Köln die neue Brücke, sagte Anna Schmidt."
    build([Document(id="fremd", text=text, language="de")], tmp_path)
    query = Query.open(tmp_path)
    assert query.document_ids() == ["fremd"]
    assert query.summary(Filter(unreal=True)).all_events == 0
    assert query.notes() == ["1 document is not in English (1 German): it is kept, and no events are read from it."]


def test_a_column_that_an_earlier_version_did_not_write_is_no_breakage(copied: Path) -> None:
    import pyarrow.parquet as pq

    [leaf] = load(copied).leaves.values()
    path = segments.path_of(copied / "segments", leaf.segment)
    pq.write_table(pq.read_table(path).drop_columns(["hangs", "url"]), path)
    assert [entry.hangs for entry in load(copied).entries()] == [True, True]
    shutil.rmtree(copied / "snapshots")
    assert ids(copied)


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files cannot be limited there")
def test_a_snapshot_is_there_whole_or_not_at_all_wherever_the_room_ends(copied: Path) -> None:
    import resource

    whole = snapshot.path_of(load(copied)).stat().st_size
    events = str(Query.open(copied).summary(Filter()).events)
    limits, found = resource.getrlimit(resource.RLIMIT_FSIZE), set()
    for room in range(whole // 2, whole + (1 << 20), 1 << 17):
        shutil.rmtree(copied / "snapshots", ignore_errors=True)
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, limits[1]))
        try:
            found.add(str(Query.open(copied).summary(Filter()).events))
        except StoreError as error:
            found.add(str(error).partition(" (")[0])
            left = list((copied / "snapshots").iterdir())
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert found == {events, f"{copied}/snapshots: no snapshot can be written"}
    assert not left
