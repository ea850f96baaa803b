"""Segments: the truth of the store, immutable Parquet files that hold what was read in some documents.

The rows are the documents' events, for anyone with a Parquet reader. The first row of each document also carries its
key and its whole extraction as JSON, so that the store can be rebuilt from segments alone; a document without events
has that row only, and no event in it.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
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
class Entry:
    """One document in a segment: `key` is `key_of` it, `rows` are its rows as they lie on disk.

    `hangs` is true where its date may change with the other documents of the pile.
    """

    document: str
    key: str
    characters: int
    version: str
    hangs: bool
    rows: pa.Table

    @property
    def payload(self) -> str:
        """The extraction as JSON."""
        return str(self.rows.column("extraction")[0].as_py())

    def extraction(self) -> Extraction:
        return decode(Extraction, json.loads(self.payload))


def key_of(document: Document, publication: Publication) -> str:
    """What tells one reading from another: the document, its publication date and the version that reads it."""
    parts = [SCHEMA, extractor_version(), encode(document), encode(publication)]
    return hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=16).hexdigest()


def entry_of(key: str, extraction: Extraction) -> Entry:
    """The entry that keeps an extraction."""
    import pyarrow as pa

    document = extraction.document
    payload = json.dumps(encode(extraction), ensure_ascii=False)
    head = head_of(document, extraction.published, key, payload)
    rows = [_row(document, event) for event in extraction.events] or [{}]
    table = pa.Table.from_pylist([{**rows[0], **head}, *rows[1:]], schema=schema())
    return Entry(rows=table, **{name: head[name] for name in ("document", *_HEAD, "key")})


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
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = path_of(folder, name)
    try:
        table = pq.read_table(path, partitioning=None)
        metadata = table.schema.metadata or {}
        if _FIRST_SCHEMA_PAYLOAD in metadata:
            return [_first_schema_entry(name, json.loads(metadata[_FIRST_SCHEMA_PAYLOAD]))]
        written_as = int(metadata[b"timeline"])
        if written_as <= SCHEMA:
            return entries_in(_conformed(table))
    except FileNotFoundError as error:
        raise StoreError(f"{path}: this segment is missing; build the store again from its articles.") from error
    except (OSError, pa.ArrowException, KeyError, ValueError, TypeError) as error:
        raise StoreError(f"{path}: this segment is broken; remove it and build its articles again.") from error
    raise StoreError(f"{path}: it was written by a newer version of Timeline (schema {written_as}); update it.")


def _conformed(table: pa.Table) -> pa.Table:
    """The table with today's columns: one that a version before did not know yet is empty."""
    import pyarrow as pa

    wanted, known = schema(), set(table.column_names)
    columns = [
        table.column(field.name).cast(field.type) if field.name in known else pa.nulls(len(table), field.type)
        for field in wanted
    ]
    return pa.Table.from_arrays(columns, schema=wanted)


def entries_in(table: pa.Table) -> list[Entry]:
    """The entries whose rows a table holds, one after the other."""
    return list(_entries(table))


def _entries(table: pa.Table) -> Iterator[Entry]:
    keys = table.column("key").to_pylist()
    starts = [i for i, key in enumerate(keys) if key is not None]
    heads = table.select(["document", *_HEAD]).take(starts).to_pylist()
    for (start, end), head in zip(pairwise([*starts, len(keys)]), heads, strict=True):
        head["hangs"] = head["hangs"] is not False
        yield Entry(key=keys[start], rows=table.slice(start, end - start), **head)


def _first_schema_entry(key: str, raw: dict[str, Any]) -> Entry:
    from dataclasses import replace

    entry = entry_of(key, decode(Extraction, raw["extraction"]))
    return replace(entry, version=raw["version"])


_HEAD = ("characters", "version", "hangs")
_TEXTS = ("id", "document", "granularity", "basis", "status", "kind", "title", "sentence", "place", "source", "url")
_REPEATED = ["document", "granularity", "basis", "status", "kind", "place", "source", "url"]


def schema() -> pa.Schema:
    """The columns of a segment."""
    import pyarrow as pa

    columns: dict[str, pa.DataType] = dict.fromkeys(_TEXTS, pa.string())
    columns |= {"start": pa.date32(), "end": pa.date32(), "confidence": pa.float64(), "lat": pa.float64(),
                "lon": pa.float64(), "people": pa.list_(pa.string()), "key": pa.string(), "characters": pa.int64(),
                "version": pa.string(), "hangs": pa.bool_(), "extraction": pa.string()}  # fmt: skip
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
