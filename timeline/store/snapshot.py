"""The snapshot: a read-only DuckDB file made from the segments and judgements, ready for the views' questions.

It is a cache. Its name carries the store's digest, so that a file once made is never changed and never stale. The next
one is made from a copy of it and what has changed since, or from nothing.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from timeline.errors import StoreError
from timeline.judgements import Judgement, Judgements
from timeline.merge.merging import Merger, settle_all
from timeline.progress import Watch, counted, unwatched
from timeline.store import segments
from timeline.store.manifest import Store
from timeline.store.rows import place_names
from timeline.store.segments import Entry
from timeline.store.tables import PLACES, TABLES, VIEWS, Crowded, insert
from timeline.store.update import Update
from timeline.store.version import SNAPSHOT

if TYPE_CHECKING:
    import duckdb

_MEMORY = "1GB"  # that DuckDB may hold while a snapshot is filled; the rest is kept on disk
_KEPT = 2  # snapshots: this one and the one that a reader may still have open


def ensure(store: Store, merger: Merger = settle_all, watch: Watch = unwatched) -> Path:
    """The path of the snapshot of `store`, which is made first where it is missing."""
    path = path_of(store)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(store, path, merger, watch)
        _forget_old(path)
    return path


def path_of(store: Store) -> Path:
    """Where the snapshot of `store` is, or will be."""
    return _folder(store) / f"{store.digest}.duckdb"


@contextmanager
def written(path: Path, start: Path | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new snapshot to fill, with empty tables or those of `start`; it is there whole or not at all."""
    import duckdb

    temporary = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        if start is not None:
            shutil.copyfile(start, temporary)
        with duckdb.connect(str(temporary)) as connection:
            connection.execute(f"SET memory_limit = '{_MEMORY}'; SET temp_directory = '{temporary}.room'")
            if start is None:
                connection.execute(TABLES)
            yield connection
            _name_places(connection)
            connection.execute("CHECKPOINT")  # what does not fit is told here, and not when it is closed
        temporary.replace(path)
    except (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException, OSError) as error:
        reason = str(error).splitlines()[0]
        raise StoreError(f"{path.parent}: no snapshot can be written ({reason}); make room, then try again.") from error
    finally:
        temporary.unlink(missing_ok=True)
        temporary.with_suffix(".tmp.wal").unlink(missing_ok=True)
        shutil.rmtree(f"{temporary}.room", ignore_errors=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Entries that came, with their segments; documents that went or are replaced; those that changed segments."""

    fresh: Iterable[tuple[Entry, str]]
    gone: frozenset[str] = frozenset()
    moved: tuple[tuple[str, str], ...] = ()


def _make(store: Store, path: Path, merger: Merger, watch: Watch) -> None:
    log = Judgements.load(store.judgement_log)
    start = _start(path.parent, log.standing())
    change = _change(store, start) if start else None
    if change is not None:
        with suppress(Crowded):
            return _fill(path, log, change, start, merger, watch)
    everything = ((entry, leaf.segment) for leaf in store.leaves.values()
                  for entry in segments.read(store.segment_folder, leaf.segment))  # fmt: skip
    fresh = counted(everything, store.documents, watch("take in"))
    return _fill(path, log, Change(fresh=fresh), None, merger, watch)


def _fill(path: Path, log: Judgements, change: Change, start: Path | None, merger: Merger, watch: Watch) -> None:
    with written(path, start) as connection:
        update = Update(connection, log.standing(), merger, watch)
        update.run(change.fresh, change.gone)
        connection.execute("CREATE TEMP TABLE moved_documents (id VARCHAR, segment VARCHAR)")
        insert(connection, "moved_documents", change.moved)
        connection.execute("UPDATE documents SET segment = m.segment FROM moved_documents m WHERE documents.id = m.id")
        notes = [*log.problems, *map(_orphaned, update.lost())]
        connection.execute("DELETE FROM notes; DELETE FROM format")
        insert(connection, "notes", ((note,) for note in notes))
        insert(connection, "format", [(SNAPSHOT,)])


def _start(folder: Path, judgements: tuple[Judgement, ...]) -> Path | None:
    """The newest snapshot of this format in which people are renamed by the same decisions."""
    import duckdb

    renames = sorted(j.id for j in judgements if j.kind == "rename")
    for path in sorted(folder.glob("*.duckdb"), key=lambda p: -p.stat().st_mtime):
        try:
            with duckdb.connect(str(path), read_only=True) as old:
                formats = old.execute("SELECT number FROM format").fetchall()
                before = [Judgement.from_json(json.loads(line)) for (line,) in old.execute("FROM decisions").fetchall()]
        except duckdb.Error:
            continue
        if formats == [(SNAPSHOT,)] and sorted(j.id for j in before if j.kind == "rename") == renames:
            return path
    return None


def _change(store: Store, start: Path) -> Change | None:
    """What came and went since the snapshot `start`; None when that is so much that all is better made anew."""
    import duckdb

    with duckdb.connect(str(start), read_only=True) as old:
        known = dict(old.execute("SELECT id, key FROM documents").fetchall())
        before = {segment for (segment,) in old.execute("SELECT DISTINCT segment FROM documents").fetchall()}
        now = {leaf.segment for leaf in store.leaves.values()}
        replaced = [id_ for segment in before - now for (id_,) in
                    old.execute("SELECT id FROM documents WHERE segment = ?", [segment]).fetchall()]  # fmt: skip
    here = [(entry, segment) for segment in sorted(now - before)
            for entry in segments.read(store.segment_folder, segment)]  # fmt: skip
    fresh = [(entry, segment) for entry, segment in here if known.get(entry.document) != entry.key]
    moved = tuple((entry.document, segment) for entry, segment in here if known.get(entry.document) == entry.key)
    gone = frozenset(replaced) - {document for document, _ in moved}
    return None if 2 * len(fresh) > len(known) else Change(fresh=fresh, gone=gone, moved=moved)


def _name_places(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute(VIEWS)
    counted = connection.execute("SELECT toponym, lat, lon, n FROM counted").fetchall()
    known = connection.execute("SELECT toponym, lat, lon, facts.country FROM known").fetchall()
    names = place_names((((name, lat, lon), n) for name, lat, lon, n in counted),
                        {(name, lat, lon): country for name, lat, lon, country in known})  # fmt: skip
    insert(connection, "shown", ((*key, name) for key, name in names.items()))
    connection.execute(PLACES)


def _folder(store: Store) -> Path:
    """Beside the segments; in a folder for temporary files where the store cannot be written to."""
    if os.access(store.folder, os.W_OK):
        return store.folder / "snapshots"
    place = hashlib.blake2b(str(store.folder.resolve()).encode(), digest_size=8).hexdigest()
    return Path(tempfile.gettempdir()) / f"timeline-{os.getuid() if hasattr(os, 'getuid') else 0}-{place}"


def _forget_old(path: Path) -> None:
    snapshots = sorted(path.parent.glob("*.duckdb"), key=lambda p: p.stat().st_mtime, reverse=True)
    for old in snapshots[_KEPT:]:
        if old != path:
            old.unlink(missing_ok=True)


def _orphaned(judgement: Judgement) -> str:
    """What to say of a decision whose event is gone; it stays in the log and comes back with the event."""
    quotes = "; ".join(f"“{target.quote[:80]}” in {target.document}" for target in judgement.targets)
    return f"The judgement {judgement.id} ({judgement.kind}) is about an event that is no longer here: {quotes}."
