"""Work shared out to the machines of a Spark cluster, with the same functions that one process uses.

Every worker needs this package with its requirements, and the articles and the data folder under the same paths as
here. A task that is lost is given to another worker; a segment that is written twice is the same segment.
"""

from __future__ import annotations

import os
import pickle
import re
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from timeline.errors import EngineError
from timeline.judgements import Judgement
from timeline.merge.merging import Settled
from timeline.merge.tellings import Telling
from timeline.progress import Progress, Watch, unwatched
from timeline.store.work import J, R, Work

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import SparkSession

T = TypeVar("T")
_POLL = 0.5  # seconds between two looks at the cluster
_JAVA = re.compile(r"^[\s:]*(?:[\w.$]+(?:Exception|Error): )*")  # what stands before the words of an error


@dataclass(frozen=True, slots=True, kw_only=True)
class Spark:
    """An engine for `store.build`; `patience` is how many seconds it waits for a cluster without workers."""

    master: str
    patience: float = 120.0

    def __call__(self, jobs: Sequence[J], work: Work[J, R], progress: Progress) -> Iterator[R]:
        total = sum(job.count for job in jobs)
        with session(self.master) as spark:
            rows = [(pickle.dumps(job),) for job in jobs]
            table = spark.createDataFrame(rows, "job binary").repartition(max(1, len(rows)))
            done = table.mapInArrow(partial(_do, work), "result binary")
            for row in watched(spark, done.collect, self, lambda share: progress(int(share * total), total)):
                yield pickle.loads(row.result)

    def merge(
        self, tellings: Sequence[Telling], weights: Mapping[str, float], judgements: Sequence[Judgement],
        texts: Mapping[str, str], watch: Watch = unwatched,
    ) -> Settled:  # fmt: skip
        """The merger for `store.build`: blocks and compares the tellings of a whole pile on the cluster."""
        from timeline.engine.spark_merge import Known, settle_on

        known, progress, total = Known(weights=weights, judgements=tuple(judgements)), watch("merge"), len(tellings)
        with session(self.master) as spark:
            return watched(
                spark, lambda: settle_on(spark, tellings, known, texts), self,
                lambda share: progress(int(share * total), total),
            )  # fmt: skip


@contextmanager
def session(master: str) -> Iterator[SparkSession]:
    """A session on the cluster; raises EngineError when Spark, Java or the cluster is not there."""
    try:
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise EngineError(
            "Spark is not installed here; install it with: pip install -r requirements-spark.txt"
        ) from error
    if not (os.environ.get("JAVA_HOME") or shutil.which("java")):
        raise EngineError("Spark needs Java 17, which is not installed here: apt-get install openjdk-17-jre-headless")
    home = os.environ.get("JAVA_HOME")
    if home and not shutil.which("java", path=str(Path(home) / "bin")):
        raise EngineError(f"There is no Java in {home}, which JAVA_HOME names; set it to a Java 17, or unset it.")
    from py4j.protocol import Py4JError

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(master).appName("timeline")
    for key, value in _configuration().items():
        builder = builder.config(key, value)
    try:
        spark = builder.getOrCreate()
    except (PySparkException, Py4JError, OSError) as error:
        reason = _first_line(error).rstrip(".")
        raise EngineError(f"The Spark cluster at {master} cannot be used ({reason}); check that it runs.") from error
    try:
        yield spark
    except (PySparkException, Py4JError, ConnectionError) as error:
        raise EngineError(
            f"The Spark cluster at {master} failed: {_first_line(error)} What was read is kept; build again to go on."
        ) from error
    finally:
        spark.stop()


def watched(
    spark: SparkSession, work: Callable[[], T], engine: Spark, share_done: Callable[[float], None]
) -> T:  # fmt: skip
    """The result of `work`, while the cluster is looked at; raises EngineError when its workers are gone for long."""
    with ThreadPoolExecutor(1) as pool:
        result: Future[T] = pool.submit(work)
        try:
            alone_since = time.monotonic()
            while not result.done():
                time.sleep(_POLL)
                if _workers(spark):
                    alone_since = time.monotonic()
                elif time.monotonic() - alone_since > engine.patience:
                    raise EngineError(
                        f"The Spark cluster at {engine.master} has had no workers for {engine.patience:.0f} s. "
                        "What was read is kept; build again to go on."
                    )
                share_done(_share_done(spark))
        except BaseException:  # Ctrl-C too: nobody is to wait for what will not be used
            spark.sparkContext.cancelAllJobs()
            raise
        return result.result()


def _do(work: Work[J, R], batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What a worker does: jobs in, what was made of them out."""
    import pyarrow as pa

    for batch in batches:
        for job in batch.column("job").to_pylist():
            yield pa.RecordBatch.from_pylist([{"result": pickle.dumps(work(pickle.loads(job)))}])


def _configuration() -> dict[str, str]:
    package = str(Path(__file__).resolve().parents[2])
    return {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.executorEnv.PYTHONPATH": os.pathsep.join(filter(None, (package, os.environ.get("PYTHONPATH")))),
        "spark.sql.execution.arrow.pyspark.enabled": "true",
        "spark.sql.shuffle.partitions": "16",
        "spark.task.maxFailures": "8",
    }


def _workers(spark: SparkSession) -> bool:
    """Whether anybody is there to work; the driver alone counts where it is the cluster."""
    context: Any = spark.sparkContext
    known = context._jsc.sc().getExecutorMemoryStatus().size()
    return bool(context.master.startswith("local") or known > 1)


def _share_done(spark: SparkSession) -> float:
    tracker = spark.sparkContext.statusTracker()
    stages = [info for id_ in tracker.getActiveStageIds() if (info := tracker.getStageInfo(id_))]
    tasks = sum(stage.numTasks for stage in stages)
    return sum(stage.numCompletedTasks for stage in stages) / tasks if tasks else 0.0


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    told = next((line for line in lines if "Exception: " in line or "Error: " in line), lines[0] if lines else "")
    return _JAVA.sub("", told)[:200].rstrip(".") + "."
