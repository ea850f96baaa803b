"""The snapshot: a read-only DuckDB file made from the segments and judgements, ready for the views' questions.

It is a cache. Its name carries the store's digest, so that a file once made is never changed and never stale.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.judgements import Judgement, Judgements
from timeline.models import Document, Event, Extraction, MergedEvent, Place
from timeline.store.codec import encode
from timeline.store.manifest import Store
from timeline.store.words import stems

if TYPE_CHECKING:
    import duckdb

UNREAL = ("negated", "hypothetical")
_BATCH = 20_000
_KEPT = 2  # snapshots: this one and the one that a reader may still have open

_TABLES = """
CREATE TABLE documents (
    id VARCHAR, title VARCHAR, source VARCHAR, start_day DATE, end_day DATE, payload VARCHAR);
CREATE TABLE unsorted (
    id VARCHAR, title VARCHAR, kind VARCHAR, status VARCHAR, start_day DATE, end_day DATE, granularity VARCHAR,
    basis VARCHAR, certainty VARCHAR, confidence DOUBLE, people VARCHAR[], place VARCHAR, lat DOUBLE, lon DOUBLE,
    time_text VARCHAR, quote VARCHAR, sources VARCHAR[], document_ids VARCHAR[],
    documents INTEGER, independent INTEGER, conflicts INTEGER,
    background BOOLEAN, real BOOLEAN, judged VARCHAR[], payload VARCHAR);
CREATE TABLE places (
    name VARCHAR, kind VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, radius_km DOUBLE, approximate BOOLEAN);
CREATE TABLE names (person VARCHAR, name VARCHAR, reason VARCHAR);
CREATE TABLE roles (person VARCHAR, role VARCHAR);
CREATE TABLE notes (note VARCHAR);
"""
# Names are numbered (ENUM), because the views count by them. 'nobody named' is the lane of events without people.
_EVENTS = """
CREATE TYPE who AS ENUM (
    SELECT 'nobody named' UNION SELECT unnest(people) AS name FROM unsorted ORDER BY 1);
CREATE TYPE teller AS ENUM (SELECT '' UNION SELECT unnest(sources) AS name FROM unsorted ORDER BY 1);
CREATE TABLE events AS
    SELECT row_number() OVER (ORDER BY start_day NULLS LAST, end_day, id) AS number,
        * REPLACE (people::who[] AS people, sources::teller[] AS sources)
    FROM unsorted ORDER BY number;
DROP TABLE unsorted;
CREATE TEMP TABLE tokens AS SELECT number AS event, unnest(list_distinct(regexp_extract_all(
        concat_ws(' ', title, quote, place, array_to_string(people::VARCHAR[], ' ')), '[\\p{L}\\p{M}\\p{N}_]+'
    ))) AS token FROM events;
"""
_WORDS = """
CREATE TABLE words AS SELECT DISTINCT stem, event FROM tokens JOIN stemmed USING (token) ORDER BY stem, event;
"""


def ensure(store: Store) -> Path:
    """The path of the snapshot of `store`, which is made first where it is missing."""
    path = path_of(store)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _make(store, path)
        _forget_old(path)
    return path


def path_of(store: Store) -> Path:
    """Where the snapshot of `store` is, or will be."""
    return _folder(store) / f"{store.digest}.duckdb"


def write(path: Path, tables: Mapping[str, Iterable[Sequence[Any]]]) -> None:
    """Make a snapshot of rows by table; it is there whole or not at all."""
    import duckdb

    temporary = path.with_suffix(f".{os.getpid()}.{threading.get_ident()}.tmp")
    temporary.unlink(missing_ok=True)
    try:
        with duckdb.connect(str(temporary)) as connection:
            connection.execute(_TABLES)
            for table, rows in tables.items():
                _insert(connection, table, rows)
            connection.execute(_EVENTS)
            _index_words(connection)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def event_row(merged: MergedEvent, place: str | None, sources: Sequence[str]) -> tuple[Any, ...]:
    """A merged event as a row of `events`."""
    event, quote = merged.event, _best_quote(merged)
    start, end = (event.interval.start, event.interval.end) if event.interval else (None, None)
    payload = {"sources": encode(merged.sources), "reason": merged.reason,
               "conflicts": encode(merged.conflicts)}  # fmt: skip
    documents = sorted({s.document for s in merged.sources})
    return (
        event.id, event.title, event.kind, event.status, start, end, event.granularity, event.basis, certainty(event),
        event.confidence, list(event.people), place, event.lat, event.lon, event.time_text, quote, list(sources),
        documents, len(documents), merged.independent, len(merged.conflicts), event.background,
        event.status not in UNREAL and "reject" not in merged.judged, list(merged.judged),
        json.dumps(payload),
    )  # fmt: skip


def certainty(event: Event) -> str:
    """How firmly an event is dated, in the four steps that the views tell apart."""
    if event.interval is None:
        return "undated"
    if event.basis in ("inherited", "publication"):
        return "inferred"
    return "exact" if event.interval.days == 1 else "approximate"


def source_name(document: Document) -> str:
    """What stands for a document's source: its stated name, else its file's, else its id."""
    return document.source or (Path(document.path).stem if document.path else document.id)


def title_of(document: Document) -> str:
    """The document's title, else its first line."""
    first = next((line.strip() for line in document.text.splitlines() if line.strip()), document.id)
    return document.title or (first if len(first) <= 120 else first[:119] + "…")


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


def _make(store: Store, path: Path) -> None:
    from timeline.merge import lost, merge
    from timeline.merge.judged import renamed
    from timeline.people import resolve_pile

    extractions, payloads = [], {}
    for entry in store.entries():
        extractions.append(entry.extraction())
        payloads[entry.document] = entry.payload
    extractions.sort(key=lambda e: e.document.id)
    log = Judgements.load(store.judgement_log)
    merged = merge(extractions, log.standing())
    pile = resolve_pile([(e.document.id, e.people) for e in extractions])
    names = renamed({key: person.name for key, person in pile.items()}, log.standing())
    chosen = _place_names(extractions, merged)
    by_id = {e.document.id: e.document for e in extractions}
    write(path, {
        "documents": (document_row(e, payloads[e.document.id]) for e in extractions),
        "unsorted": (event_row(m, chosen.get(_place_key(m.event)), _sources(m, by_id)) for m in merged),
        "places": _place_rows(extractions, merged, chosen),
        "names": sorted({(name, key[1], pile[key].reason) for key, name in names.items()}),
        "roles": sorted({(names[e.document.id, p.name], role.text)
                         for e in extractions for p in e.people for role in p.roles}),
        "notes": [(note,) for note in (*log.problems, *map(_orphaned, lost(extractions, log.standing())))],
    })  # fmt: skip


def _orphaned(judgement: Judgement) -> str:
    """What to say of a decision whose event is gone; it stays in the log and comes back with the event."""
    quotes = "; ".join(f"“{target.quote[:80]}” in {target.document}" for target in judgement.targets)
    return f"The judgement {judgement.id} ({judgement.kind}) is about an event that is no longer here: {quotes}."


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    import pyarrow as pa

    schema = connection.table(table).to_arrow_table().schema
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        columns = zip(zip(*batch, strict=True), schema, strict=True)
        arrow = pa.Table.from_arrays([pa.array(column, type=field.type) for column, field in columns], schema=schema)
        connection.register("arriving", arrow)
        connection.execute(f"INSERT INTO {table} SELECT * FROM arriving")
        connection.unregister("arriving")


def _index_words(connection: duckdb.DuckDBPyConnection) -> None:
    """The words of each event as the search looks for them."""
    connection.execute("CREATE TEMP TABLE stemmed (token VARCHAR, stem VARCHAR)")
    tokens = (token for (token,) in connection.execute("SELECT DISTINCT token FROM tokens").fetchall())
    _insert(connection, "stemmed", ((token, stem) for token in tokens for stem in stems(token)))
    connection.execute(_WORDS)


def document_row(extraction: Extraction, payload: str) -> tuple[Any, ...]:
    """A document as a row of `documents`; `payload` is its extraction as JSON."""
    document, interval = extraction.document, extraction.published.interval
    start, end = (interval.start, interval.end) if interval else (None, None)
    return document.id, title_of(document), source_name(document), start, end, payload


def _sources(merged: MergedEvent, documents: Mapping[str, Document]) -> list[str]:
    return sorted({source_name(documents[s.document]) for s in merged.sources if s.document in documents})


def _best_quote(merged: MergedEvent) -> str:
    return next((s.quote for s in merged.sources if s.event == merged.event.id), merged.sources[0].quote)


PlaceKey = tuple[str, float, float]


def _place_key(event: Event) -> PlaceKey | None:
    if event.place is None or event.lat is None or event.lon is None:
        return None
    return event.place, event.lat, event.lon


def _place_names(extractions: Sequence[Extraction], merged: Sequence[MergedEvent]) -> dict[PlaceKey | None, str]:
    """A name of its own for each place: where two share one, the country, else the coordinates, tell them apart."""
    countries = {(p.name, p.lat, p.lon): p.country for e in extractions for p in e.places}
    counts = Counter(key for m in merged if (key := _place_key(m.event)))
    names: dict[PlaceKey | None, str] = {}
    taken: set[str] = set()
    for key, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        name, lat, lon = key
        options = (name, f"{name}, {countries.get(key)}", f"{name} ({lat}, {lon})")
        names[key] = next(option for option in options if option not in taken)
        taken.add(names[key])
    return names


def _place_rows(
    extractions: Sequence[Extraction], merged: Sequence[MergedEvent], names: Mapping[PlaceKey | None, str]
) -> Iterator[tuple[Any, ...]]:
    known: dict[Any, Place] = {(p.name, p.lat, p.lon): p for e in extractions for p in e.places}
    for key in dict.fromkeys(_place_key(m.event) for m in merged):
        if key is None:
            continue
        place, (_, lat, lon) = known.get(key), key
        if place:
            yield names[key], place.kind, place.country, lat, lon, place.radius_km, place.approximate
        else:
            yield names[key], "point", None, lat, lon, None, False
