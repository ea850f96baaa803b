"""Names for documents that stay the same whatever else is read beside them."""

from __future__ import annotations

import hashlib
import re


def document_id(stem: str, text: str) -> str:
    """A readable stem and a short hash of the text: the same article keeps its id in any folder."""
    readable = re.sub(r"[^\w.-]+", "-", stem).strip("-.")[:60]
    return f"{readable}-{digest(text)}" if readable else digest(text)


def digest(text: str) -> str:
    """The short hash of a text."""
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=6).hexdigest()
