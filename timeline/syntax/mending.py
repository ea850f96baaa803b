"""Mends parses that cannot be, and some that could but are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.syntax.days import attach_day
from timeline.syntax.joining import join
from timeline.syntax.leading import let_lead, tell_again

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mend(doc: Doc) -> Doc:
    """The same document, its words put under others where the parser was wrong."""
    for root in [sentence.root for sentence in doc.sents]:
        let_lead(root)
        tell_again(root)
    for token in doc:
        attach_day(token)
        join(token)
    return doc
