"""What is on its way into the store lies on disk, for this build alone, and goes with it."""

from __future__ import annotations

import datetime as dt
import random
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from timeline.errors import StoreError
from timeline.models import DateInterval, Document
from timeline.store import spool
from timeline.store.build import build, vacuum
from timeline.store.spool import locked, spool_in

DAY = DateInterval.day(dt.date(2024, 6, 19))


def test_memory_holds_no_texts(tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        with spool_in(tmp_path) as arriving:
            for number in range(300):
                arriving.add(arriving.line(Document(id=f"d{number}", text=f"{number} " * 20_000, given=DAY)))
            peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 8 << 20  # of 25 MB


def test_memory_holds_little_of_documents_that_date_each_other(tmp_path: Path) -> None:
    words, rng = [f"{a}{b}" for a in ("harbour", "railway", "council", "market") for b in range(100)], random.Random(1)
    count = 120
    with spool_in(tmp_path) as arriving:
        for number in range(count):
            stated = f"Published: {number % 28 + 1} June 2024\n\n" if number % 3 else ""
            text = f"{stated}{' '.join(rng.choices(words, k=600))} was said on Monday.\n"
            arriving.add(arriving.line(Document(id=f"d{number}", text=text)))
        list(arriving.dates(sorted(arriving), {}))  # what is loaded once is not counted
        tracemalloc.start()
        try:
            dated = sum(date.interval is not None for date in arriving.dates(sorted(arriving), {}))
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
    assert dated == count * 2 // 3
    assert peak < count * 5000  # of 7 KB a document that stand on disk


def test_documents_are_given_back_as_they_were_and_dated_by_what_people_said(tmp_path: Path) -> None:
    documents = [Document(id="a", text="Ü \ud800"), Document(id="b", text="x", given=DAY, authors=("Ida Berg",))]
    with spool_in(tmp_path) as arriving:
        for document in documents:
            arriving.add(arriving.line(document))
        arriving.flush()
        assert [arriving.document(arriving[id_]) for id_ in arriving] == documents
        assert [date.interval for date in arriving.dates(["a", "b"], {})] == [None, DAY]
        assert [date.basis for date in arriving.dates(["a", "b"], {"a": DAY})] == ["given", "given"]


def test_nothing_is_left_of_a_spool_not_even_of_a_build_that_was_killed(tmp_path: Path) -> None:
    (tmp_path / spool.NAME).mkdir(parents=True)
    (tmp_path / spool.NAME / "0").write_bytes(b"left")
    build([Document(id="fremd", text="Schnee fiel in Oslo.", language="de")], tmp_path)
    assert not (tmp_path / spool.NAME).exists()
    (tmp_path / spool.NAME).mkdir()
    (tmp_path / spool.NAME / "0").write_bytes(b"left")
    assert vacuum(tmp_path) == 1
    assert not (tmp_path / spool.NAME).exists()


@pytest.mark.skipif(sys.platform == "win32", reason="folders cannot be locked there")
def test_two_builds_at_once_do_not_harm_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_PATIENCE", 0.0)
    with locked(tmp_path), pytest.raises(StoreError, match="another build is at work"):
        build([], tmp_path)
    holder = f"import os, fcntl; d = os.open({str(tmp_path)!r}, os.O_RDONLY); fcntl.flock(d, fcntl.LOCK_EX); os.abort()"
    subprocess.run([sys.executable, "-c", holder], check=False)
    build([], tmp_path)  # a build that was killed holds nothing
