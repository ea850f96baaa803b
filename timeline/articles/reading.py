"""Paths -> documents and errors, in the order of the input. A format is one reader in `READERS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from timeline.articles import json_lines, page, plain
from timeline.articles.entries import Entry, walk
from timeline.errors import ArticleError
from timeline.models import Document

Reader = Callable[[Entry], Iterator[Document | ArticleError]]

READERS: dict[str, Reader] = {
    "": plain.read,
    ".txt": plain.read,
    ".text": plain.read,
    ".html": page.read,
    ".htm": page.read,
    ".xhtml": page.read,
    ".jsonl": json_lines.read,
    ".ndjson": json_lines.read,
}

# What lies beside articles in a folder and is none; named one by one, it is an error like any other kind.
PASSED_OVER = frozenset((
    ".css", ".csv", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".md", ".png", ".svg", ".toml", ".tsv", ".webp",
    ".woff", ".woff2", ".yaml", ".yml",
))  # fmt: skip


def read(paths: Sequence[str | Path]) -> Iterator[Document | ArticleError]:
    """Every document of the paths, and an `ArticleError` in the place of each that cannot be read."""
    seen_files: set[Path] = set()
    seen_ids: dict[str, str] = {}
    for entry in _entries(paths):
        if isinstance(entry, ArticleError):
            yield entry
            continue
        real = Path(entry.path).resolve()
        if real in seen_files:
            continue
        seen_files.add(real)
        for found in _read_entry(entry):
            yield _once(found, seen_ids) if isinstance(found, Document) else found


def _entries(paths: Iterable[str | Path]) -> Iterator[Entry | ArticleError]:
    for path in paths:
        yield from walk(path)


def _read_entry(entry: Entry) -> Iterator[Document | ArticleError]:
    reader = READERS.get(entry.suffix)
    if reader is None:
        if entry.asked_for or entry.suffix not in PASSED_OVER:
            known = ", ".join(suffix for suffix in READERS if suffix)
            yield ArticleError(entry.path, f"{entry.suffix} files are not read; save it as one of {known}.")
        return
    try:
        yield from reader(entry)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        yield ArticleError(entry.path, f"it cannot be read ({reason}); check the file and its permissions.")
    except ValueError as error:
        yield ArticleError(entry.path, f"{error}.")


def _once(document: Document, seen: dict[str, str]) -> Document | ArticleError:
    """The document, or an error if its id was taken: two documents of one id could not be told apart."""
    if first := seen.get(document.id):
        reason = f"the id {document.id!r} was read before, from {first}; give each article an id of its own."
        return ArticleError(document.path or document.id, reason)
    seen[document.id] = document.path or document.id
    return document
