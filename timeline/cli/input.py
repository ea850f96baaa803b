"""What is read: the paths that a command is given, and how."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.errors import ArticleError

if TYPE_CHECKING:
    from timeline.models import Document

FIELDS = ("id", "text", "title", "url", "source", "author", "published", "language", "seen")


def add_input(command: argparse.ArgumentParser) -> None:
    """The paths and the ways to read them."""
    command.add_argument(
        "paths", nargs="+", metavar="PATH",
        help="a file, a folder, a pattern in quotes, - for standard input, or with --online an address",
    )  # fmt: skip
    group = command.add_argument_group("what is read")
    group.add_argument("--online", action="store_true", help="fetch the pages and feeds whose addresses are given")
    group.add_argument("--columns", type=_columns, default={}, metavar="FIELD=NAME,...",
                       help=f"the columns of a table: {', '.join(FIELDS)}")  # fmt: skip


def arriving(options: argparse.Namespace) -> Iterator[Document | ArticleError]:
    """All that the options name; at the end, what is in another language is told on standard error."""
    from timeline import articles
    from timeline.articles.language import unread

    languages = Counter[str]()
    for found in articles.read(options.paths, online=options.online, columns=options.columns):
        if not isinstance(found, ArticleError) and found.language:
            languages[found.language] += 1
        yield found
    if sentence := unread(languages):
        print(f"timeline: {sentence}", file=sys.stderr)


def _columns(text: str) -> dict[str, str]:
    pairs = dict(pair.partition("=")[::2] for pair in text.split(","))
    if strange := [field for field, name in pairs.items() if field.strip() not in FIELDS or not name]:
        known = ", ".join(FIELDS)
        raise argparse.ArgumentTypeError(f"{strange[0]!r} is none of {known}; write text=Body,title=Headline.")
    return {field.strip(): name.strip() for field, name in pairs.items()}
