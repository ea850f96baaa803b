"""A real Spark cluster on this machine: one master and some workers, each a process of its own, on the loopback.

    python benchmarks/spark_cluster.py --workers 2            # prints the master's URL, stops with Ctrl-C

From Python, `with cluster(2) as running:` starts one, and `running.kill_worker()` takes a worker away.
"""

from __future__ import annotations

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_STARTED = 60.0  # seconds


@dataclass(slots=True)
class Cluster:
    """A running cluster; `master` is its URL."""

    master: str
    folder: Path
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def kill_worker(self) -> None:
        """Kill the last worker with all that it runs, without a word."""
        worker = self.processes.pop()
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def stop(self) -> None:
        for process in reversed(self.processes):
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self.processes.clear()


@contextmanager
def cluster(workers: int, folder: Path, memory: str = "2g") -> Iterator[Cluster]:
    """A master and workers of one core each, which keep their files in `folder`."""
    port = _free_port()
    running = Cluster(f"spark://127.0.0.1:{port}", folder)
    host = ("--host", "127.0.0.1", "--webui-port", "0")
    try:
        _start(running, "master", "org.apache.spark.deploy.master.Master", *host, "--port", str(port))
        _wait_for(running, "master.log", "I have been elected leader")
        for number in range(workers):
            _start(running, f"worker-{number}", "org.apache.spark.deploy.worker.Worker", *host, "--cores", "1",
                   "--memory", memory, "--work-dir", str(folder / f"work-{number}"), running.master)  # fmt: skip
        for number in range(workers):
            _wait_for(running, f"worker-{number}.log", "Successfully registered")
        yield running
    finally:
        running.stop()


def _start(running: Cluster, name: str, kind: str, *arguments: str) -> None:
    import pyspark

    home = Path(pyspark.__file__).parent
    environment = {**os.environ, "SPARK_HOME": str(home), "PYSPARK_PYTHON": sys.executable,
                   "SPARK_LOCAL_IP": "127.0.0.1"}  # fmt: skip
    with (running.folder / f"{name}.log").open("wb") as log:
        running.processes.append(subprocess.Popen(
            [home / "bin" / "spark-class", kind, *arguments], stdout=log, stderr=log, env=environment,
            start_new_session=True))  # fmt: skip


def _wait_for(running: Cluster, log: str, words: str) -> None:
    until = time.monotonic() + _STARTED
    while words not in (running.folder / log).read_text(errors="replace"):
        if time.monotonic() > until:
            raise TimeoutError(f"{running.folder / log}: Spark did not say “{words}” in {_STARTED:.0f} s.")
        time.sleep(0.1)


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> None:
    import tempfile

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=2)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, cluster(chosen.workers, Path(folder)) as running:
        print(running.master, flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            print("stopped")


if __name__ == "__main__":
    main()
