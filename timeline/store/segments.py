"""Segments: the truth of the store, one immutable Parquet file per document as it was read.

The rows are the document's events, for anyone with a Parquet reader; the whole extraction rides along in the file's
metadata, so that the store can be rebuilt from segments alone.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.errors import StoreError
from timeline.models import Document, Event, Extraction, Publication
from timeline.store.codec import decode, encode
from timeline.store.version import SCHEMA, extractor_version

if TYPE_CHECKING:
    import pyarrow as pa

_PAYLOAD = b"timeline.extraction"


def key_of(document: Document, published: Publication) -> str:
    """The name of the segment that holds what this version reads in a document published then."""
    parts = [SCHEMA, extractor_version(), encode(document), encode(published)]
    return hashlib.blake2b(json.dumps(parts, sort_keys=True).encode(), digest_size=16).hexdigest()


def path_of(folder: Path, key: str) -> Path:
    return folder / f"{key}.parquet"


def write(folder: Path, key: str, extraction: Extraction) -> None:
    """Write a segment; it is there whole or not at all, whatever happens meanwhile."""
    import pyarrow.parquet as pq

    folder.mkdir(parents=True, exist_ok=True)
    target = path_of(folder, key)
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as file:
            pq.write_table(_table(extraction), file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def read(folder: Path, key: str) -> Extraction:
    """The extraction of a segment; raises StoreError when it is missing, broken or newer than this version."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = path_of(folder, key)
    try:
        metadata = pq.read_schema(path).metadata or {}
        raw = json.loads(metadata[_PAYLOAD])
    except FileNotFoundError as error:
        raise StoreError(f"{path}: this segment is missing; build the store again from its articles.") from error
    except (OSError, pa.ArrowException, KeyError, ValueError) as error:
        raise StoreError(f"{path}: this segment is broken; remove it and build its article again.") from error
    if raw["schema"] > SCHEMA:
        raise StoreError(f"{path}: it was written by a newer version of Timeline (schema {raw['schema']}); update it.")
    return decode(Extraction, raw["extraction"])


def _table(extraction: Extraction) -> pa.Table:
    import pyarrow as pa

    payload = {"schema": SCHEMA, "version": extractor_version(), "extraction": encode(extraction)}
    schema = _schema().with_metadata({_PAYLOAD: json.dumps(payload, ensure_ascii=False).encode()})
    return pa.Table.from_pylist([_row(extraction.document, event) for event in extraction.events], schema=schema)


def _schema() -> pa.Schema:
    import pyarrow as pa

    text, day, number = pa.string(), pa.date32(), pa.float64()
    columns = {
        "id": text, "document": text, "start": day, "end": day, "granularity": text, "basis": text, "status": text,
        "kind": text, "confidence": number, "title": text, "sentence": text, "place": text, "lat": number,
        "lon": number, "people": pa.list_(text), "source": text, "url": text,
    }  # fmt: skip
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
