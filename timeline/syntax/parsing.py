"""Documents -> parses, in batches, in order. A token's `idx` counts the characters of `Document.text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from timeline.models import Document
from timeline.syntax.boundaries import breaks
from timeline.syntax.for_model import NONE, Changes, as_written, for_model
from timeline.syntax.mending import mend
from timeline.syntax.model import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
PIECE = 100_000  # characters that the model takes at once; memory grows with them
_PARAGRAPH = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s")


def parse(documents: Iterable[Document], *, model: str | None = None, batch_size: int = BATCH) -> Iterator[Doc]:
    """The parse of each document, in order; raises ModelError when there is no model to do it with.

    Page furniture has tokens, and nothing more: the model is not asked about it.
    """
    language = load(model)
    pieces = (piece for number, document in enumerate(documents) for piece in _pieces(language, document, number))
    parsed = language.pipe(pieces, as_tuples=True, batch_size=batch_size)
    for _, group in groupby(parsed, key=lambda pair: pair[1].number):
        pieces_of_it = ((as_written(piece, place.changes), place) for piece, place in group)
        yield mend(_joined([doc for piece, place in pieces_of_it for doc in (*place.before, piece)]))


@dataclass(frozen=True, slots=True)
class _Place:
    """Which document a piece is of, the furniture right before it, and what was changed for the model."""

    number: int
    before: tuple[Doc, ...] = ()
    changes: Changes = NONE


def cuts(text: str, size: int = PIECE) -> list[int]:
    """Where to cut a text so that no piece is longer than `size`, between paragraphs or sentences if they allow."""
    found, start = [], 0
    while len(text) - start > size:
        ends = [m.end() for m in _PARAGRAPH.finditer(text, start + size // 2, start + size)]
        start = ends[-1] if ends else start + size
        found.append(start)
    return found


def _pieces(language: Language, document: Document, number: int) -> Iterator[tuple[Doc, _Place]]:
    starts = breaks(document.text, document.zones)
    before: tuple[Doc, ...] = ()
    for start, end, read in _stretches(document):
        if not read:
            before = (*before, _unread(language, document.text[start:end]))
            continue
        doc, changes = for_model(language.make_doc(document.text[start:end]))
        within = (b - start for b in starts if start < b < end)
        doc._.breaks = tuple(b + sum(doc[i].idx <= b + n for n, i in enumerate(changes.added)) for b in within)
        yield doc, _Place(number, before, changes)
        before = ()
    if before or not document.text:
        yield language.make_doc(""), _Place(number, before)


def _stretches(document: Document) -> Iterator[tuple[int, int, bool]]:
    """The document cut into stretches [start, end) that the model is asked about, or not."""
    at = 0
    for zone in sorted((z for z in document.zones if z.kind == "furniture"), key=lambda z: z.start):
        if zone.start > at:
            yield from ((a, b, True) for a, b in _cut(document.text, at, zone.start))
        if zone.end > max(at, zone.start):
            yield max(at, zone.start), zone.end, False
        at = max(at, zone.end)
    yield from ((a, b, True) for a, b in _cut(document.text, at, len(document.text)))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    edges = [start, *(start + cut for cut in cuts(text[start:end])), end]
    return ((a, b) for a, b in pairwise(edges) if b > a)


def _unread(language: Language, text: str) -> Doc:
    """Tokens of one sentence without parts of speech, names or dependencies."""
    from spacy.tokens import Doc

    tokens = list(language.make_doc(text))
    rest = len(tokens) - 1
    return Doc(
        language.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens],
        heads=[0] * len(tokens), deps=["ROOT", *["dep"] * rest], pos=["X"] * len(tokens), ents=["O"] * len(tokens),
    )  # fmt: skip


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    docs = [doc for doc in docs if len(doc)] or docs[:1]
    if len(docs) == 1:
        return docs[0]
    left_out = ["tensor", "user_data"]  # furniture has no tensor
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=left_out) or docs[0]  # type: ignore[call-arg]  # not in its stubs
