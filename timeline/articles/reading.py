"""Paths -> documents and errors, in the order of the input. A format is one reader in `READERS`."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path

from timeline.articles import archives, docx, feeds, json_lines, mail, markdown, page, pdf, plain, tables, warc
from timeline.articles.documents import completed
from timeline.articles.entries import Entry, why
from timeline.articles.identity import digest
from timeline.articles.pieces import CRAWLS, Piece, pieces
from timeline.articles.sniffing import suffix_of
from timeline.errors import ArticleError, TimelineError
from timeline.models import Document

Found = Document | ArticleError | Entry  # an entry lies inside the one that is read, and is read next
Reader = Callable[[Entry], Iterator[Document | ArticleError] | Iterator[ArticleError | Entry] | Iterator[Found]]
Item = Document | ArticleError

READERS: dict[str, Reader] = {
    ".txt": plain.read, ".text": plain.read,
    ".md": markdown.read, ".markdown": markdown.read,
    ".html": page.read, ".htm": page.read, ".xhtml": page.read,
    ".mhtml": mail.read_page, ".mht": mail.read_page,
    ".pdf": pdf.read,
    ".docx": docx.read,
    ".eml": mail.read,
    ".mbox": mail.read_box,
    ".rss": feeds.read, ".atom": feeds.read, ".feed": feeds.read, ".xml": feeds.read,
    ".jsonl": json_lines.read, ".ndjson": json_lines.read,
    ".csv": tables.read, ".tsv": tables.read,
    ".zip": archives.read_zip,
    ".gz": archives.read_gzip,
    ".warc": warc.read, ".wet": warc.read,
}  # fmt: skip
# What lies beside articles in a folder and is none; named one by one, it is an error like any other kind.
PASSED_OVER = frozenset((
    ".css", ".gif", ".ico", ".jpeg", ".jpg", ".js", ".json", ".png", ".svg", ".toml", ".webp", ".woff", ".woff2",
    ".yaml", ".yml",
))  # fmt: skip


# What the libraries log of a broken file is said by its error.
for _name in ("pypdf", "trafilatura", "htmldate", "fastwarc"):
    logging.getLogger(_name).addHandler(logging.NullHandler())


def read(
    paths: Sequence[str | Path], *, online: bool = False, columns: Mapping[str, str] | None = None
) -> Iterator[Item]:
    """Every document of the paths, and an `ArticleError` in the place of each that cannot be read.

    `online` allows addresses to be fetched; `columns` maps fields to the names of columns in tables.
    """
    seen: dict[str, str] = {}
    for found in in_pieces(paths, online=online, columns=columns):
        for item in read_piece(found, columns) if isinstance(found, Piece) else (found,):
            if isinstance(item, Document) and item.id in seen:
                yield twice(item, seen[item.id])
            else:
                if isinstance(item, Document):
                    seen[item.id] = item.path or item.id
                yield item


def in_pieces(
    paths: Sequence[str | Path], *, online: bool = False, columns: Mapping[str, str] | None = None
) -> Iterator[Piece | Item]:
    """The same for those who share the reading out: what lies in files is named, only what does not is read."""
    for found in pieces(paths, online=online):
        if isinstance(found, Entry):
            yield from _read_entry(found, _readers(columns))
        else:
            yield found


def read_piece(piece: Piece, columns: Mapping[str, str] | None = None) -> Iterator[Item]:
    """Every document of a piece, and an `ArticleError` in the place of each that cannot be read."""
    readers = _readers(columns)
    if piece.end is not None:
        readers |= {".warc": partial(warc.read, start=piece.start, end=piece.end)}
    for entry in piece.entries():
        if isinstance(entry, ArticleError):
            yield entry
        else:
            yield from _read_entry(entry, readers, part=piece.end is not None)


def twice(document: Document, first: str) -> ArticleError:
    """What to say of a document whose id was taken, by what lies at `first`: they could not be told apart."""
    reason = f"the id {document.id!r} was read before, from {first}; give each article an id of its own."
    if document.id.endswith(digest(document.text)):
        reason = f"the same article was read before, from {first}; it counts once."
    return ArticleError(document.path or document.id, reason)


def _readers(columns: Mapping[str, str] | None) -> dict[str, Reader]:
    table = partial(tables.read, columns=columns)
    return READERS | {".csv": table, ".tsv": table}


def _read_entry(entry: Entry, readers: Mapping[str, Reader], *, part: bool = False) -> Iterator[Item]:
    """What is in an entry; of a `part` of one it is no fault that there is nothing."""
    nothing = True
    try:
        suffix = _suffix(entry)
        if suffix not in readers:
            if entry.asked_for or suffix not in PASSED_OVER:
                raise ValueError(f"{suffix} files are not read; save it as text, HTML, PDF or another kind that is")
            return
        for found in readers[suffix](entry):
            if isinstance(found, Entry):
                inner: Iterable[Item] = _read_entry(found, readers)
            else:
                inner = (completed(found, entry.told) if isinstance(found, Document) else found,)
            for item in inner:
                nothing = False
                yield item
        if nothing and not part:
            raise ValueError("there is no article in it; leave it out")
    except TimelineError:  # it is not the file's fault
        raise
    except OSError as error:
        yield ArticleError(entry.path, f"it cannot be read ({why(error)}); check the file and its permissions.")
    except ValueError as error:
        yield ArticleError(entry.path, f"{error}.")
    except ImportError as error:
        yield ArticleError(entry.path, f"{error.name} is missing, which reads it; pip install -r requirements.txt.")
    except Exception as error:  # a slip of a library over one file must not lose the others
        yield ArticleError(entry.path, f"it is too broken to be read ({type(error).__name__}); save it again.")


def _suffix(entry: Entry) -> str:
    if entry.name.lower().endswith(CRAWLS):  # read as they are: each record is packed on its own
        return ".warc"
    return entry.suffix or suffix_of(entry)
