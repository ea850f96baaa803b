"""The language of a text, by counting its letter sequences, else as declared. Only English is read for events."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

ENGLISH = "en"
SAMPLE = 1200  # characters from the middle of a text: its top is often names and furniture
SHORTEST = 60  # letters below which a text is too short to tell
CERTAIN = 0.5  # of the share of all languages' likelihood that the likeliest one has to have
_CODE = re.compile(r"[a-z]{2,3}")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str, declared: str | None = None) -> str | None:
    """The two-letter code of the text's language; what is declared counts where the text itself is unclear."""
    middle = max(0, (len(text) - SAMPLE) // 2)
    sample = text[middle : middle + SAMPLE]
    if len(_LETTER.findall(sample)) >= SHORTEST:
        code, likelihood = _identifier().classify(sample)
        if likelihood >= CERTAIN:
            return str(code)
    found = _CODE.match((declared or "").strip().lower())
    return found[0] if found else None


def is_read(language: str | None) -> bool:
    """Whether texts of this language are read for events; one of unknown language is."""
    return language in (None, ENGLISH)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
