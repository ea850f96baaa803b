"""Where readers' comments begin: their dates are of days after the article."""

from __future__ import annotations

import re

COMMENT = re.compile(
    r"^(?:posted|written|comment(?:ed)?|reply|replied) by\b[^\n]{0,80}?\d{1,2}[:.]\d\d\b[^\n]{0,12}$",
    re.IGNORECASE | re.MULTILINE,
)


def comments_start(text: str, head: int) -> int:
    """Where the first of two signed comments below the head begins; one such line alone may sign the article."""
    signed = [found.start() for found in COMMENT.finditer(text, head)]
    return signed[0] if len(signed) > 1 else len(text)
