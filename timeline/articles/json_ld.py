"""The dates in a page's JSON-LD: those of the article itself, not of what it links to."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from timeline.articles.page_scan import fold_words, title_of
from timeline.articles.page_vocabulary import page_vocabulary

FIELDS = {"datepublished": "json-ld published", "datecreated": "json-ld created", "datemodified": "json-ld modified",
          "dateposted": "json-ld published"}  # fmt: skip
BROKEN = re.compile(r'"(datePublished|datePosted|dateCreated|dateModified)"\s*:\s*"([^"]{4,40})"', re.IGNORECASE)
EVENT = re.compile(r'"startDate"\s*:\s*"([^"]{8,40})"')
DEEPEST = 8


def json_ld_dates(tree: Any) -> Iterator[tuple[str, str]]:
    """Pairs of kind and words, the best type of article first."""
    items: list[tuple[int, dict[str, Any]]] = []
    rest: list[tuple[str, str]] = []
    events: list[str] = []
    for script in (each for each in tree.iter("script") if "ld+json" in each.get("type", "")):
        source = script.text or ""
        events += EVENT.findall(source) if '"startDate"' in source else ()
        try:
            items += _articles(json.loads(source, strict=False))
        except (ValueError, RecursionError):
            rest += [(FIELDS[name.lower()], words) for name, words in BROKEN.findall(source)]
    best = min((rank for rank, _ in items), default=0)
    for item in _of_this_page([item for rank, item in items if rank == best], tree):
        yield from _dates(item)
    yield from rest
    yield from (("json-ld event", words) for words in events)


def _of_this_page(items: list[dict[str, Any]], tree: Any) -> list[dict[str, Any]]:
    """Of several articles those whose headline is the page's; all if none is."""
    if len(items) < 2:
        return items
    title = title_of(tree)
    named = [item for item in items if (words := fold_words(str(item.get("headline") or ""))) and words in title]
    return named or items


def _articles(node: Any, depth: int = 0) -> list[tuple[int, dict[str, Any]]]:
    """Every article in the data with the rank of its type."""
    if depth > DEEPEST:
        return []
    if isinstance(node, list):
        return [found for child in node for found in _articles(child, depth + 1)]
    if not isinstance(node, dict):
        return []
    vocabulary = page_vocabulary()
    found = [found for key, child in node.items() if key.lower() not in vocabulary.other_parts
             for found in (_articles(child, depth + 1) if isinstance(child, dict | list) else [])]  # fmt: skip
    named = node.get("@type")
    types = [str(name).rsplit("/", 1)[-1].lower() for name in (named if isinstance(named, list) else [named])]
    ranks = [vocabulary.article_types.index(name) for name in types if name in vocabulary.article_types]
    if ranks and any(key.lower() in FIELDS for key in node):
        found.append((min(ranks), node))
    return found


def _dates(item: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for key, value in item.items():
        if kind := FIELDS.get(key.lower()):
            first = value[0] if isinstance(value, list) and value else value
            if isinstance(first, str | int) and (words := str(first).strip()):
                yield kind, words
