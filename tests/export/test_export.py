from __future__ import annotations

import csv
import io
from pathlib import Path

from timeline.export import FORMATS, write
from timeline.export.writing import _cell
from timeline.query import Filter, Query


def test_every_format_writes_as_many_events_as_the_filter_shows(built: Path) -> None:
    query = Query.open(built)
    for format_ in FORMATS:
        out = io.StringIO()
        assert write(query, Filter(), format_, out) == query.summary(Filter()).events


def test_a_spreadsheet_gets_no_formula_from_a_headline() -> None:
    assert _cell('=HYPERLINK("http://x")') == '\'=HYPERLINK("http://x")'
    assert _cell(-3.5) == -3.5


def test_csv_has_one_line_an_event_whatever_the_text_holds(built: Path) -> None:
    out = io.StringIO()
    write(Query.open(built), Filter(), "csv", out)
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert len(out.getvalue().splitlines()) == len(rows) + 1
