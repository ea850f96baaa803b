"""Documents and merged events as rows of the snapshot."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from timeline.models import Document, Event, Extraction, MergedEvent
from timeline.store.codec import encode

UNREAL = ("negated", "hypothetical")
PlaceKey = tuple[str, float | None, float | None]  # name as written, latitude, longitude


def event_row(merged: MergedEvent, sources: Sequence[str]) -> tuple[Any, ...]:
    """A merged event as a row of `arriving`; its place is there as written, and named when all places are known."""
    event, quote = merged.event, _best_quote(merged)
    start, end = (event.interval.start, event.interval.end) if event.interval else (None, None)
    payload = {"sources": encode(merged.sources), "reason": merged.reason,
               "conflicts": encode(merged.conflicts)}  # fmt: skip
    documents = sorted({s.document for s in merged.sources})
    return (
        event.id, event.title, event.kind, event.status, start, end, event.granularity, event.basis, certainty(event),
        event.confidence, list(event.people), event.place, event.lat, event.lon, event.place_basis,
        list(event.guessed_people), event.time_text, quote, list(sources),
        documents, len(documents), merged.independent, len(merged.conflicts), event.background,
        event.status not in UNREAL and "reject" not in merged.judged, list(merged.judged),
        json.dumps(payload),
    )  # fmt: skip


def document_row(extraction: Extraction, payload: str, key: str, segment: str) -> tuple[Any, ...]:
    """A document as a row of `documents`; `payload` is its extraction as JSON."""
    document, interval = extraction.document, extraction.published.interval
    start, end = (interval.start, interval.end) if interval else (None, None)
    return (document.id, title_of(document), source_name(document), start, end, packed(payload), key, segment,
            document.language)  # fmt: skip


def packed(payload: str) -> bytes:
    """A document's JSON as the snapshot holds it: deflated, because DuckDB takes six times as long to press it."""
    return zlib.compress(payload.encode(), 1)


def unpacked(payload: bytes) -> str:
    return zlib.decompress(payload).decode()


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


def place_names(
    counted: Iterable[tuple[PlaceKey, int]], countries: Mapping[PlaceKey, str | None]
) -> dict[PlaceKey, str]:
    """A name of its own for each place: where two share one, the country, else the coordinates, tell them apart."""
    names: dict[PlaceKey, str] = {}
    taken: set[str] = set()
    for key, _ in sorted(counted, key=lambda item: (-item[1], str(item[0]))):
        name, lat, lon = key
        options = (name, f"{name}, {countries.get(key)}", f"{name} ({lat}, {lon})")
        names[key] = next(option for option in options if option not in taken)
        taken.add(names[key])
    return names


def _best_quote(merged: MergedEvent) -> str:
    return next((s.quote for s in merged.sources if s.event == merged.event.id), merged.sources[0].quote)
