"""Documents become extractions, in order, whatever is in them."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from timeline import pipeline
from timeline.models import DateInterval, Document, Extraction

DAY = DateInterval.day(dt.date(2024, 6, 21))
NEWS = "Julia Brandt visited Vienna on Wednesday. She met Rui Teles there.\n"


def extract(*texts: str) -> list[Extraction]:
    documents = [Document(id=str(n), text=text, given=DAY) for n, text in enumerate(texts)]
    return list(pipeline.extract(documents))


def test_documents_come_out_in_order_and_progress_is_told() -> None:
    told: list[tuple[int, int]] = []
    documents = [Document(id=name, text=NEWS, given=DAY) for name in "abc"]
    found = list(pipeline.extract(documents, progress=lambda done, of: told.append((done, of))))
    assert [x.document.id for x in found] == ["a", "b", "c"]
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_weekday_becomes_a_dated_event_with_people_and_place() -> None:
    [found] = extract(NEWS)
    visit = next(event for event in found.events if "visited" in event.title)
    assert visit.interval == DateInterval.day(dt.date(2024, 6, 19))
    assert visit.place == "Vienna"
    assert "Julia Brandt" in visit.people
    assert visit.when_reason.endswith(".")


def test_ids_do_not_depend_on_the_rest_of_the_pile() -> None:
    alone, beside = extract(NEWS)[0], extract(NEWS, "Nothing happened.\n")[0]
    assert [e.id for e in alone.events] == [e.id for e in beside.events]


def test_no_documents_no_extractions() -> None:
    assert list(pipeline.extract([])) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n \n",
        "Monday\nTuesday\n1 May 2020\n2 May 2020\n",
        "name | date | place\nProbe | 3 May 2020 | Porto\n",
        "“She said ‘he told me “go”’,” Prado said on Monday.",
        "Prado saw " + "a house and " * 650 + "a tree on Monday.",
        "\u2028\u0085\ufeff Prado\u00a0left\u200b on Monday.",
    ],
    ids=["empty", "blank", "dates only", "table", "quotes in quotes", "two thousand words", "odd spaces"],
)
def test_odd_documents_never_raise_and_every_span_is_in_the_text(text: str) -> None:
    [found] = extract(text)
    for event in found.events:
        assert all(0 <= e.start < e.end <= len(text) for e in event.evidence)
        assert len(event.title) <= 90
        assert event.interval is None or event.interval.start < event.interval.end


def test_importing_the_pipeline_loads_no_language_model() -> None:
    program = "import sys, timeline.pipeline; sys.exit(any(m in sys.modules for m in ('spacy', 'pandas', 'streamlit')))"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
