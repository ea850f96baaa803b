"""Names as they are compared: without case, accents, hyphens and full stops, and with broken letters mended."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile(r"['’ʼ`´‘]")
_NOT_LETTERS = re.compile(r"[^\w]+|_")
_MOJIBAKE = re.compile(r"[ÃÂÄÅ][\u0080-\u00bf€-™‚-”]|[ÐÑ][\u0080-\u00bf]|â€")
_PLAIN = str.maketrans({
    "ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ß": "ss", "ə": "a",
    # Cyrillic as newspapers romanise it
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
    "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y",
    "ь": "", "э": "e", "ю": "yu", "я": "ya",
})  # fmt: skip


@lru_cache(maxsize=100_000)
def folded(name: str) -> tuple[str, ...]:
    """The words of a name without case, accents, hyphens and full stops, in Latin letters where it was in Cyrillic."""
    plain = mended(name).casefold().translate(_PLAIN)
    plain = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c))
    plain = _APOSTROPHES.sub("", plain)
    return tuple(_NOT_LETTERS.sub(" ", plain).split())


def mended(name: str) -> str:
    """A name whose UTF-8 was read as Windows-1252 ("JosÃ©"), as it was meant; others as they are."""
    if not _MOJIBAKE.search(name):
        return name
    try:
        return b"".join(_byte(c) for c in name).decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name


def _byte(character: str) -> bytes:
    """What Windows-1252, or Latin-1 where that has no letter, writes for a character."""
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")
