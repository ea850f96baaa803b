"""The language of a text, by counting its letter sequences, else as declared. Only English is read for events."""

from __future__ import annotations

import re
import tempfile
import tomllib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import ResourceError

ENGLISH = "en"
SAMPLE = 600  # characters from the middle of a text: its top is often names and furniture
SHORTEST = 60  # letters below which a text is too short to tell
CERTAIN = 0.5  # of the share of all languages' likelihood that the likeliest one has to have
_CODE = re.compile(r"[a-z]{2,3}")
_LETTER = re.compile(r"[^\W\d_]")


def language_of(text: str, declared: str | None = None) -> str | None:
    """The two-letter code of the text's language; what is declared counts where the text itself is unclear."""
    middle = max(0, (len(text) - SAMPLE) // 2)
    sample = text[middle : middle + SAMPLE]
    letters = _LETTER.findall(sample)
    foreign = 2 * sum(map(str.isascii, letters)) < len(letters)  # another script: surely not English, however short
    if foreign or len(letters) >= SHORTEST:
        code, likelihood = _identifier().classify(sample)
        if likelihood >= CERTAIN or (foreign and code != ENGLISH):
            return str(code)
    found = _CODE.match((declared or "").strip().lower())
    return found[0] if found else None


def is_read(language: str | None) -> bool:
    """Whether texts of this language are read for events; one of unknown language is."""
    return language in (None, ENGLISH)


def unread(counts: Mapping[str, int]) -> str:
    """A sentence on the documents of a pile, counted by language, that are not read; empty if all are."""
    names = Counter[str]()
    for language, count in counts.items():
        if not is_read(language):
            names[_names().get(language, language)] += count
    if not names:
        return ""
    listed = ", ".join(f"{count} {name}" for name, count in sorted(names.items(), key=lambda item: (-item[1], item[0])))
    if names.total() == 1:
        return f"1 document is not in English ({listed}): it is kept, and no events are read from it."
    return f"{names.total()} documents are not in English ({listed}): they are kept, and no events are read from them."


def language_name(code: str) -> str:
    """A language in English; the code itself where it is a rare one."""
    return _names().get(code, code) if code else "unknown"


@cache
def _names() -> dict[str, str]:
    source = resources.files("timeline.resources") / "articles" / "languages.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    try:
        return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # it unpacks itself into a temporary file
        raise ResourceError(
            f"What tells languages apart cannot be unpacked in {tempfile.gettempdir()} ({error.strerror or error}); "
            "make room for 10 MB there, or set TMPDIR to another folder."
        ) from error
