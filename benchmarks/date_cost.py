"""CPU milliseconds a saved page, parsing the HTML apart from finding and judging its publication date.

python benchmarks/date_cost.py FOLDER...    median and 95th percentile over the pages, each the best of five runs
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline import articles
from timeline.articles.date_lines import is_dated, says
from timeline.articles.entries import Entry
from timeline.articles.page_clues import clues_of
from timeline.articles.written_days import _days_in_line
from timeline.models import Document
from timeline.published import date_pile

RUNS = 5
Result = TypeVar("Result")


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    """CPU milliseconds and the result."""
    began = time.process_time()
    result = work()
    return (time.process_time() - began) * 1000, result


def spent(path: Path) -> tuple[float, float, float] | None:
    """Milliseconds for parsing, for the search in the page and for the judgement; None if it holds no article."""
    from trafilatura import load_html

    documents = [document for document in articles.read([path]) if isinstance(document, Document)]
    markup = path.read_text(encoding="utf-8", errors="replace")
    if not documents or load_html(markup) is None:
        return None
    entry = Entry(path=str(path), name=path.name, open=lambda: path.open("rb"))
    runs = []
    for _ in range(RUNS):
        for read_before in (_days_in_line, is_dated, says):
            read_before.cache_clear()
        parsing, tree = timed(lambda: load_html(markup))
        search, _clues = timed(lambda: clues_of(tree, markup, documents[0].url, entry))  # noqa: B023
        judgement, _found = timed(lambda: date_pile(documents))
        runs.append((parsing, search, judgement))
    parsing, search, judgement = (min(column) for column in zip(*runs, strict=True))
    return parsing, search, judgement


def report(folders: Iterable[str]) -> None:
    """One line a stage."""
    paths = [path for folder in folders for path in sorted(Path(folder).glob("*.htm*"))]
    rows = [row for row in map(spent, paths) if row]
    print(f"{len(rows)} pages{'':12}{'median':>8}{'95th':>8}{'mean':>8}   CPU ms a page")
    columns = list(zip(*rows, strict=True))
    columns.append(tuple(search + judgement for _, search, judgement in rows))
    names = ("parsing the HTML", "search in the page", "judgement", "search and judgement")
    for name, column in zip(names, columns, strict=True):
        at95 = sorted(column)[int(len(column) * 0.95)]
        print(f"{name:20}{statistics.median(column):8.2f}{at95:8.2f}{statistics.fmean(column):8.2f}")


if __name__ == "__main__":
    report(sys.argv[1:])
