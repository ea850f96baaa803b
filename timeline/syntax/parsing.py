"""Documents -> parses, in batches, in order. A token's `idx` counts the characters of `Document.text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from timeline.models import Document
from timeline.syntax.boundaries import breaks
from timeline.syntax.mending import mend
from timeline.syntax.model import load

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32
PIECE = 100_000  # characters that the model takes at once; memory grows with them
_PARAGRAPH = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s")


def parse(documents: Iterable[Document], *, model: str | None = None, batch_size: int = BATCH) -> Iterator[Doc]:
    """The parse of each document, in order; raises ModelError when there is no model to do it with."""
    language = load(model)
    pieces = ((doc, number) for number, document in enumerate(documents) for doc in _pieces(language, document))
    parsed = language.pipe(pieces, as_tuples=True, batch_size=batch_size)
    for _, group in groupby(parsed, key=lambda pair: pair[1]):
        yield mend(_joined([doc for doc, _ in group]))


def cuts(text: str, size: int = PIECE) -> list[int]:
    """Where to cut a text so that no piece is longer than `size`, between paragraphs or sentences if they allow."""
    found, start = [], 0
    while len(text) - start > size:
        ends = [m.end() for m in _PARAGRAPH.finditer(text, start + size // 2, start + size)]
        start = ends[-1] if ends else start + size
        found.append(start)
    return found


def _pieces(language: Language, document: Document) -> Iterator[Doc]:
    edges = [0, *cuts(document.text), len(document.text)]
    starts = breaks(document.text, document.zones)
    for start, end in pairwise(edges):
        doc = language.make_doc(document.text[start:end])
        doc._.breaks = tuple(b - start for b in starts if start < b < end)
        yield doc


def _joined(docs: list[Doc]) -> Doc:
    from spacy.tokens import Doc

    if len(docs) == 1:
        return docs[0]
    return Doc.from_docs(docs, ensure_whitespace=False, exclude=["user_data"]) or docs[0]  # type: ignore[call-arg]  # not in its stubs
