"""From a row and the documents behind it to everything that speaks for and against an event."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from timeline.models import Conflict, Event, Extraction, Place, Publication, TimeExpression
from timeline.places.online import is_online
from timeline.query.answers import EventRow, Marked, Proof, Testimony
from timeline.query.wording import confidence_in_words, interval_in_words, when_in_words
from timeline.store.codec import decode
from timeline.store.rows import source_name, title_of

CONTEXT = 320  # characters shown before and after a quote
_BASES = {
    "given": "given with the article",
    "metadata": "from the page's metadata",
    "stated": "stated on the page",
    "inferred": "inferred from what the articles tell",
}


def proof_of(row: EventRow, payload: str, document_payload: Callable[[str], str | None]) -> Proof:
    """The proof of the event in `row`; `document_payload` gives a document's extraction as JSON, None if it is gone."""
    raw = json.loads(payload)
    testimonies: list[Testimony] = []
    for source in raw["sources"]:
        found = document_payload(source["document"])
        extraction = decode(Extraction, json.loads(found)) if found else None
        event = next((e for e in extraction.events if e.id == source["event"]), None) if extraction else None
        if extraction and event:
            first = next((t.source for t in testimonies if t.document == source.get("copy_of")), "")
            testimonies.append(replace(testimony_of(extraction, event), copy_of=first))
    conflicts = tuple(decode(Conflict, conflict) for conflict in raw["conflicts"])
    return Proof(row=row, testimonies=tuple(testimonies), conflicts=conflicts, reason=raw["reason"],
                 confidence=confidence_in_words(row.confidence), judged=row.judged)  # fmt: skip


def _where_reason(event: Event, place: Place | None) -> str:
    """Why there; with what an online geocoder wants said beside its answers."""
    if place is None or (event.where_reason and not is_online(place)):
        return event.where_reason
    return f"{event.where_reason} {place.reason}".strip()


def testimony_of(extraction: Extraction, event: Event) -> Testimony:
    """What one document says of an event."""
    document, published = extraction.document, extraction.published
    text, (start, end) = document.text, _trimmed(document.text, event)
    timex = _timex_of(extraction, event)
    place = next((p for p in extraction.places if p.name == event.place), None)
    inside = [e for e in event.evidence if start <= e.start and e.end <= end]
    return Testimony(
        document=document.id, event=event.id, title=title_of(document), source=source_name(document), url=document.url,
        path=document.path, before=text[max(0, start - CONTEXT) : start], quote=text[start:end],
        after=text[end : end + CONTEXT],
        marks=tuple(Marked(start=e.start - start, end=e.end - start, field=e.field, basis=e.basis, note=e.note)
                    for e in sorted(inside, key=lambda e: (e.start, -e.end))),
        elsewhere=tuple((e.field, text[e.start : e.end], e.basis) for e in event.evidence if e not in inside),
        published=published_in_words(published), published_reason=published.reason,
        candidates=tuple((c.text, c.verdict, c.reason) for c in published.candidates),
        when=when_in_words(event.interval, event.basis, event.status, event.time_text), when_reason=event.when_reason,
        rule=timex.rule if timex else "", rejected=timex.readings if timex else (),
        where_reason=_where_reason(event, place),
        place_options=place.options if place else (), who_reason=event.who_reason, confidence=event.confidence,
    )  # fmt: skip


def published_in_words(published: Publication) -> str:
    """When a document was published and how that is known."""
    if published.interval is None:
        return "publication date unknown"
    return f"published {interval_in_words(published.interval)}, {_BASES.get(published.basis, published.basis)}"


def _timex_of(extraction: Extraction, event: Event) -> TimeExpression | None:
    spans = [e for e in event.evidence if e.field == "when"]
    return next((t for t in extraction.timexes if any(t.overlaps(span) for span in spans)), None)


def _trimmed(text: str, event: Event) -> tuple[int, int]:
    """The sentence without white space at its ends."""
    start, end = event.sentence.start, event.sentence.end
    quote = text[start:end]
    return start + len(quote) - len(quote.lstrip()), end - len(quote) + len(quote.rstrip())
