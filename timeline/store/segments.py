"""Segments: the truth of the store, immutable Parquet files that hold what was read in some documents.

The rows are the documents' events, for anyone with a Parquet reader. The first row of each document also carries its
key and its whole extraction as JSON, so that the store can be rebuilt from segments alone; a document without events
has that row only, and no event in it.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline import published
from timeline.errors import StoreError
from timeline.models import Document, Event, Extraction, Publication
from timeline.store.codec import decode, encode
from timeline.store.version import SCHEMA, extractor_version

if TYPE_CHECKING:
    import pyarrow as pa

_FIRST_SCHEMA_PAYLOAD = b"timeline.extraction"  # one document a file, its extraction in the file's metadata


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What is known of a document in a segment without opening it: `key` is `key_of` it.

    `hangs` is true where its date may change with the other documents of the pile; `model` and `geocoder` are those
    that read it, None for the usual model and for no geocoder.
    """

    document: str
    key: str
    characters: int
    version: str
    hangs: bool
    model: str | None = None
    geocoder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Head):
    """One document in a segment, with its rows as they lie on disk."""

    rows: pa.Table

    @property
    def payload(self) -> str:
        """The extraction as JSON."""
        return str(self.rows.column("extraction")[0].as_py())

    def extraction(self) -> Extraction:
        return decode(Extraction, json.loads(self.payload))


def digest_of(document: Mapping[str, Any]) -> str:
    """What tells a document, given as plain values, from any other and from its own earlier state."""
    return hashlib.blake2b(json.dumps(document, sort_keys=True).encode(), digest_size=16).hexdigest()


def key_of(digest: str, publication: Publication, model: str | None = None, geocoder: str | None = None) -> str:
    """What tells one reading from another: the document, its publication date and what reads it."""
    parts = [SCHEMA, extractor_version(), model, geocoder, digest, encode(publication)]
    return hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=16).hexdigest()


def entry_of(key: str, extraction: Extraction, model: str | None = None, geocoder: str | None = None) -> Entry:
    """The entry that keeps an extraction."""
    import pyarrow as pa

    document = extraction.document
    payload = json.dumps(encode(extraction), ensure_ascii=False)
    head = head_of(document, extraction.published, key, payload) | {"model": model, "geocoder": geocoder}
    rows = [_row(document, event) for event in extraction.events] or [{}]
    table = pa.Table.from_pylist([{**rows[0], **head}, *rows[1:]], schema=schema())
    return Entry(rows=table, **{name: head[name] for name in _HEAD})


def head_of(document: Document, publication: Publication, key: str, payload: str) -> dict[str, Any]:
    """What the first row of a document carries; `payload` is its extraction as JSON."""
    return {"document": document.id, "key": key, "characters": len(document.text), "version": extractor_version(),
            "hangs": not published.stands_alone(publication), "extraction": payload}  # fmt: skip


def name_of(keys: Iterable[str]) -> str:
    """The name of the segment that holds the entries with these keys: the same entries, the same name."""
    return hashlib.blake2b(json.dumps(sorted(keys)).encode(), digest_size=16).hexdigest()


def path_of(folder: Path, name: str) -> Path:
    return folder / f"{name}.parquet"


def write(folder: Path, entries: Sequence[Entry]) -> str:
    """Write a segment and return its name; it is there whole or not at all, whatever happens meanwhile."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    name = name_of(entry.key for entry in entries)
    target = path_of(folder, name)
    if target.exists():
        return name
    folder.mkdir(parents=True, exist_ok=True)
    ordered = sorted(entries, key=lambda entry: entry.document)
    table = pa.concat_tables([entry.rows for entry in ordered]).replace_schema_metadata({b"timeline": b"%d" % SCHEMA})
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            pq.write_table(table.combine_chunks(), file, compression="zstd", use_dictionary=_REPEATED)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)
    return name


def read(folder: Path, name: str) -> list[Entry]:
    """The entries of a segment; raises StoreError when it is missing, broken or newer than this version."""
    return [Entry(rows=rows, **head) for head, rows in _rows(path_of(folder, name), None)]


def heads(folder: Path, name: str) -> list[Head]:
    """What is known of a segment's documents; raises StoreError as `read` does."""
    return [Head(**head) for head, _ in _rows(path_of(folder, name), _HEAD)]


def entries_in(table: pa.Table) -> list[Entry]:
    """The entries whose rows a table holds, one after the other."""
    return [Entry(rows=rows, **head) for head, rows in _documents(table)]


def _rows(path: Path, columns: Sequence[str] | None) -> list[tuple[dict[str, Any], pa.Table]]:
    """The documents of a file: what is known of each, and its rows with the columns asked for (None: all)."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            metadata = file.schema_arrow.metadata or {}
            if _FIRST_SCHEMA_PAYLOAD in metadata:
                return [_first_schema_row(path.stem, json.loads(metadata[_FIRST_SCHEMA_PAYLOAD]))]
            written_as = int(metadata[b"timeline"])
            if written_as <= SCHEMA:
                table = file.read(columns and [name for name in columns if name in file.schema_arrow.names])
                return list(_documents(_conformed(table, columns)))
    except FileNotFoundError as error:
        raise StoreError(f"{path}: this segment is missing; build the store again from its articles.") from error
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: this segment is broken; remove it and build its articles again.") from error
    raise StoreError(f"{path}: it was written by a newer version of Timeline (schema {written_as}); update it.")


def _conformed(table: pa.Table, columns: Sequence[str] | None) -> pa.Table:
    """The table with today's columns: one that a version before did not know yet is empty."""
    import pyarrow as pa

    wanted, known = [field for field in schema() if columns is None or field.name in columns], set(table.column_names)
    found = [
        table.column(field.name).cast(field.type) if field.name in known else pa.nulls(len(table), field.type)
        for field in wanted
    ]
    return pa.Table.from_arrays(found, schema=pa.schema(wanted))


def _documents(table: pa.Table) -> Iterator[tuple[dict[str, Any], pa.Table]]:
    keys = table.column("key").to_pylist()
    starts = [i for i, key in enumerate(keys) if key is not None]
    found = table.select(_HEAD).take(starts).to_pylist()
    for (start, end), head in zip(pairwise([*starts, len(keys)]), found, strict=True):
        head["hangs"] = head["hangs"] is not False
        head["version"] = sys.intern(head["version"])  # the same in thousands of documents
        yield head, table.slice(start, end - start)


def _first_schema_row(key: str, raw: dict[str, Any]) -> tuple[dict[str, Any], pa.Table]:
    entry = entry_of(key, decode(Extraction, raw["extraction"]))
    return {name: getattr(entry, name) for name in _HEAD} | {"version": raw["version"]}, entry.rows


_HEAD = ["document", "key", "characters", "version", "hangs", "model", "geocoder"]
_TEXTS = ("id", "document", "granularity", "basis", "status", "kind", "title", "sentence", "place", "source", "url")
_REPEATED = ["document", "granularity", "basis", "status", "kind", "place", "source", "url"]


def schema() -> pa.Schema:
    """The columns of a segment."""
    import pyarrow as pa

    columns: dict[str, pa.DataType] = dict.fromkeys(_TEXTS, pa.string())
    columns |= {"start": pa.date32(), "end": pa.date32(), "confidence": pa.float64(), "lat": pa.float64(),
                "lon": pa.float64(), "people": pa.list_(pa.string()), "key": pa.string(), "characters": pa.int64(),
                "version": pa.string(), "hangs": pa.bool_(), "model": pa.string(), "geocoder": pa.string(),
                "extraction": pa.string()}  # fmt: skip
    return pa.schema(list(columns.items()))


def _row(document: Document, event: Event) -> dict[str, Any]:
    start, end = (event.interval.start, event.interval.end) if event.interval else (None, None)
    return {
        "id": event.id, "document": document.id, "granularity": event.granularity, "basis": event.basis,
        "start": start, "end": end,
        "status": event.status, "kind": event.kind, "confidence": event.confidence, "title": event.title,
        "sentence": document.text[event.sentence.start : event.sentence.end], "place": event.place, "lat": event.lat,
        "lon": event.lon, "people": list(event.people), "source": document.source, "url": document.url,
    }  # fmt: skip
