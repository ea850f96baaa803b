"""The list: one readable row for each event, drawn by a component of ours that the keyboard reaches."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from timeline.app.palette import SHAPES, Palette
from timeline.app.words import BASIS_NAME, count_words, list_words
from timeline.query.answers import EventRow
from timeline.query.wording import confidence_in_words

STATUS_NOTE = {
    "ongoing": "goes on",
    "repeated": "happens again and again",
    "announced": "announced",
    "negated": "did not happen",
    "hypothetical": "only considered",
}


def data(rows: Sequence[EventRow], chosen: str, palette: Palette) -> dict[str, Any]:
    """What the component draws; it sets every string as text, never as HTML."""
    return {
        "rows": [_row(row, palette) for row in rows],
        "chosen": chosen,
        "colours": {"text": palette.text, "faint": palette.faint, "line": palette.grid, "band": palette.band}
        | {"accent": palette.accent, "ground": palette.ground},
    }


def _row(row: EventRow, palette: Palette) -> dict[str, Any]:
    people = list(row.people_in_words[:3]) + ([f"{len(row.people) - 3} more"] if len(row.people) > 3 else [])
    notes = [STATUS_NOTE.get(row.status, ""), "confirmed" if "confirm" in row.judged else ""]
    notes += ["date inferred"] if row.certainty == "inferred" else []
    notes += ["place inferred"] if row.place_is_inferred else []
    notes += ["sources disagree"] if row.conflicts else []
    return {
        "id": row.id,
        "when": row.when,
        "shape": SHAPES.get(row.granularity, "circle") if row.interval else "none",
        "colour": palette.certainty.get(row.certainty, palette.faint),
        "background": row.background,
        "title": row.title,
        "place": row.place or "",
        "people": list_words(people),
        "source": source_words(row),
        "notes": [note for note in notes if note],
        "label": f"{row.when}: {row.title}. {BASIS_NAME.get(row.basis, '')}, {confidence_in_words(row.confidence)}.",
    }


def source_words(row: EventRow) -> str:
    """Who tells it: one name, or one name and how many others."""
    first = row.sources[0] if row.sources else ""
    others = row.documents - 1
    return (
        first
        if others < 1
        else f"{first} and {count_words(others, 'other')}"
        if first
        else count_words(row.documents, "article")
    )
