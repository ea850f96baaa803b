"""A real Spark cluster on the loopback reads what one process reads, whatever happens to its workers."""

from __future__ import annotations

import io
import shutil
import sys
import threading
import time
from functools import partial
from pathlib import Path

import pytest
from made_crawl import write_crawl

from benchmarks.spark_cluster import cluster
from timeline import articles, export
from timeline.articles import pieces
from timeline.engine.spark import Spark, _first_line, session
from timeline.errors import EngineError
from timeline.query import Filter, Query
from timeline.store import gathering, leaves
from timeline.store.build import build

# PySpark leaves its sockets to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore:unclosed:ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def needs_spark() -> None:
    pytest.importorskip("pyspark", reason="PySpark is not installed: pip install -r requirements-spark.txt")
    if not shutil.which("java"):
        pytest.skip("Java is not installed: apt-get install openjdk-17-jre-headless")


def exported(folder: Path) -> list[str]:
    out = io.StringIO()
    export.write(Query.open(folder), Filter(unreal=True), "jsonl", out)
    return sorted(out.getvalue().splitlines())


@pytest.mark.usefixtures("needs_spark")
def test_a_cluster_that_loses_a_worker_builds_what_one_process_builds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SPARK_LOCAL_IP", "127.0.0.1")
    monkeypatch.setattr("timeline.store.build.rearranged", partial(leaves.rearranged, capacity=4_000))
    crawl = tmp_path / "crawl.warc.gz"
    write_crawl(crawl, pages=25, broken=11)
    alone = build(articles.read([crawl]), tmp_path / "one")
    monkeypatch.setattr(pieces, "RANGE", 5_000)
    monkeypatch.setattr(gathering, "_WORTH_SHARING", 0)
    with cluster(2, tmp_path, memory="1g") as running:
        thief = threading.Thread(target=_kill_when_begun, args=(running, tmp_path / "many" / "segments"))
        thief.start()
        spark = Spark(master=running.master)
        changes = build(articles.in_pieces([crawl]), tmp_path / "many", engine=spark, merger=spark.merge)
        thief.join()
        assert len(running.processes) == 2, "the worker was not killed"
    assert len(changes.added) == len(alone.added) == 24
    assert len(alone.problems) == 2
    assert set(alone.problems) <= set(changes.problems)
    assert exported(tmp_path / "many") == exported(tmp_path / "one")
    manifests = {(tmp_path / name / "manifest.json").read_bytes() for name in ("one", "many")}
    assert len(manifests) == 1


def _kill_when_begun(running: object, segments: Path) -> None:
    for _ in range(3000):
        if list(segments.glob("*.parquet")):
            running.kill_worker()  # type: ignore[attr-defined]
            return
        time.sleep(0.1)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("An error occurred.\n: java.lang.IllegalStateException: It has stopped.\n\tat org.x", "It has stopped."),
        ("All masters are unresponsive.\nGiving up.", "All masters are unresponsive."),
        ("java.io.IOException: org.apache.spark.SparkException: No route", "No route."),
    ],
)  # fmt: skip
def test_an_error_of_spark_is_its_words_alone(told: str, said: str) -> None:
    assert _first_line(Exception(told)) == said


def test_spark_that_is_not_installed_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyspark.errors", None)
    with pytest.raises(EngineError, match=r"requirements-spark\.txt"), session("local[1]"):
        pass


@pytest.mark.usefixtures("needs_spark")
def test_a_java_home_without_java_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    with pytest.raises(EngineError, match="JAVA_HOME"), session("local[1]"):
        pass


def test_spark_without_java_is_told_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(EngineError, match="openjdk-17"), session("local[1]"):
        pass
