"""Fills in the offsets of gold files from the words that they quote.

    python -m timeline.evaluate.offsets seeds/gold seeds

A person writes `text` and, for what occurs more than once, `context`; this finds both in the article as it is read.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from timeline import articles
from timeline.errors import ArticleError, ResourceError
from timeline.evaluate import gold


def fill(gold_dir: str | Path, seeds_dir: str | Path) -> list[Path]:
    """Write the offsets into the gold files; the files that changed."""
    changed = []
    texts = texts_of(seeds_dir)
    for path in gold.document_files(Path(gold_dir)):
        raw = gold.read_json(path)
        try:
            filled = with_offsets(raw, texts[raw["document"]])
        except (KeyError, ValueError) as error:
            raise ResourceError(f"{path}: {error}; mend the gold or the article") from error
        written = dumps(filled)
        if written != path.read_text(encoding="utf-8"):
            path.write_text(written, encoding="utf-8")
            changed.append(path)
    return changed


def dumps(raw: dict[str, Any]) -> str:
    """A gold file's JSON: one time expression or event a line, so that a change to one shows as one."""
    fields = []
    for key, value in raw.items():
        name, compact = json.dumps(key), json.dumps(value, ensure_ascii=False)
        if value and isinstance(value, list) and isinstance(value[0], dict):
            items = ",\n".join(f"  {json.dumps(item, ensure_ascii=False)}" for item in value)
            compact = f"[\n{items}\n ]"
        fields.append(f" {name}: {compact}")
    return "{\n" + ",\n".join(fields) + "\n}\n"


def texts_of(seeds_dir: str | Path) -> dict[str, str]:
    """File name -> text as read, for all articles of a folder."""
    texts = {}
    for document in articles.read([Path(seeds_dir)]):
        if isinstance(document, ArticleError):
            raise document
        texts[Path(document.path or document.id).name] = document.text
    return texts


def with_offsets(raw: dict[str, Any], text: str) -> dict[str, Any]:
    """A document's gold with `start` and `end` of each time expression and event; ValueError for words not found."""
    return raw | {key: [_located(item, text) for item in raw[key]] for key in ("timexes", "events")}


def _located(item: dict[str, Any], text: str) -> dict[str, Any]:
    words, context = item["text"], item.get("context", item["text"])
    if text.count(context) != 1:
        raise ValueError(f"{context!r} occurs {text.count(context)} times in the article and not once")
    if words not in context:
        raise ValueError(f"{words!r} is not in its context {context!r}")
    start = text.index(context) + context.index(words)
    return item | {"start": start, "end": start + len(words)}


if __name__ == "__main__":
    for file in fill(*sys.argv[1:3]):
        print(file)
