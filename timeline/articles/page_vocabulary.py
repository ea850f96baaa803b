"""Where pages keep their dates, from `resources/articles/page_dates.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True, kw_only=True)
class PageVocabulary:
    """Names of metadata fields, ranks of JSON-LD types, and patterns for the classes of elements in lower case."""

    meta: dict[str, str]
    article_types: tuple[str, ...]
    other_parts: frozenset[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    date: re.Pattern[str]
    elsewhere: re.Pattern[str]
    event: re.Pattern[str]
    present: re.Pattern[str]
    masthead: re.Pattern[str]
    other: re.Pattern[str]
    seen: re.Pattern[str]
    byline: re.Pattern[str]
    itself: re.Pattern[str]
    section: re.Pattern[str]
    sources: re.Pattern[str]
    hour: re.Pattern[str]
    first: re.Pattern[str]
    saved: re.Pattern[str]
    labels: frozenset[str]
    searched: tuple[str, ...]


@cache
def page_vocabulary() -> PageVocabulary:
    """The vocabulary, read once."""
    source = resources.files("timeline.resources") / "articles" / "page_dates.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return PageVocabulary(
        meta={name: kind for kind, names in data["meta"].items() for name in names},
        article_types=tuple(data["json_ld"]["types"]),
        searched=tuple(data["searched"]["languages"]),
        saved=re.compile(data["saved"]["pattern"]),
        labels=frozenset(data["labels"]["words"].split()),
        other_parts=frozenset(data["json_ld"]["not_in"]),
        **{name: re.compile(pattern) for name, pattern in data["marks"].items()},
    )
