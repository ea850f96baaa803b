"""Stamps that count from the moment a page was seen: "3 days ago", "yesterday, 20:12"."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal

Unit = Literal["minute", "hour", "day", "week"]
UNITS: tuple[Unit, ...] = ("minute", "hour", "day", "week")
UNSPACED = "\u2e80"  # from here on scripts that put no spaces between words
CLOCK = r"(?:,|\s|\bat\b|\bum\b|à|alle|às|o|в|a las)*\s*\d{1,2}[:.h時]\d\d"


@dataclass(frozen=True, slots=True)
class Ago:
    """So many minutes, hours, days or weeks before the page was seen; `exact` where whole calendar days are meant."""

    number: int
    unit: Unit
    text: str
    exact: bool = False


def counted_back(words: str) -> Ago | None:
    """The first such stamp in a line."""
    found = _pattern().search(words) if _cues().search(words.lower()) else None
    if not found:
        return None
    name, number = next((name, value) for name, value in found.groupdict().items() if value)
    kind = name.split("_")[0]
    if kind in ("today", "yesterday"):
        return Ago(int(kind == "yesterday"), "day", found[0], exact=True)
    unit: Unit = next(unit for unit in UNITS if unit == kind)
    return Ago(int(number), unit, found[0])


@cache
def _pattern() -> re.Pattern[str]:
    """One pattern of all languages; the name of the group that matched says the unit."""
    choices: list[str] = []
    for code, row in languages().items():
        choices += [row["frame"].format(n=rf"(?P<{u}_{code}>\d{{1,2}})", unit=row[u]) for u in UNITS]
        choices += [rf"(?P<{word}_{code}>{row[word]}){CLOCK}" for word in ("yesterday", "today")]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})", re.IGNORECASE)


@cache
def _cues() -> re.Pattern[str]:
    """What every stamp has, found quickly."""
    rows = languages().values()
    cues = {row[word].split(".")[0].strip() for row in rows for word in ("cue", "yesterday", "today")}
    words = "|".join(re.escape(cue) for cue in sorted(cues) if cue < UNSPACED)
    unspaced = "|".join(re.escape(cue) for cue in sorted(cues) if cue >= UNSPACED)
    return re.compile(rf"(?<!\w)(?:{words})(?![^\W\d_])|{unspaced}")


@cache
def languages() -> dict[str, dict[str, str]]:
    """The words of each language."""
    source = resources.files("timeline.resources") / "articles" / "ago.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))
