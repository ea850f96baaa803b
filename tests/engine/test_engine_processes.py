"""Processes fill the same segments as one process does, and outlive the death of any of them."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from timeline.engine.processes import Processes
from timeline.models import Document, Extraction, Publication
from timeline.store import segments
from timeline.store.filling import Filler, Job, Task
from timeline.store.leaves import split
from timeline.store.segments import Entry
from timeline.store.spool import Writer
from timeline.store.work import in_turn

UNKNOWN = Publication(interval=None, basis="unknown", confidence=0.0, reason="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fragile(Filler):
    """Reads nothing, and dies of the texts "fatal" (always) and "once" (where no other has)."""

    def _read(self, job: Job) -> Iterator[Entry]:
        for task in self.tasks(job):
            document = self.document(task)
            mark = self.folder.parent / document.id
            if document.text == "fatal" or (document.text == "once" and not mark.exists()):
                mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
            found = Extraction(document=document, published=UNKNOWN, timexes=(), people=(), places=(), events=())
            yield segments.entry_of(task.key, found)


def jobs_of(texts: dict[str, str], folder: Path) -> list[Job]:
    """Jobs of up to three documents each, whose spool is in the folder."""
    with Writer(folder) as writer:
        tasks = {
            id_: writer.put(Task(key=f"key-{id_}", document=writer.put(Document(id=id_, text=text)),
                                 publication=UNKNOWN))
            for id_, text in texts.items()
        }  # fmt: skip
    leaves = split(dict.fromkeys(texts, 1), capacity=3)
    return [Job(prefix=prefix, missing=tuple(tasks[i] for i in ids)) for prefix, ids in leaves.items()]


def fragile(folder: Path, name: str = "segments") -> Fragile:
    return Fragile(folder=folder / name, spool=folder)


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.glob("*.parquet")}


def test_any_number_of_processes_writes_the_same_bytes(tmp_path: Path) -> None:
    jobs = jobs_of({f"d{n}": f"text {n}" for n in range(12)}, tmp_path)
    told: list[tuple[int, int]] = []
    alone = list(in_turn(jobs, fragile(tmp_path, "one"), lambda *_: None))
    shared = list(Processes(workers=2)(jobs, fragile(tmp_path, "two"), lambda *t: told.append(t)))
    assert {f.prefix: f.leaf for f in alone} == {f.prefix: f.leaf for f in shared}
    assert contents(tmp_path / "one") == contents(tmp_path / "two")
    assert told[-1] == (12, 12)


def test_a_process_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    jobs = jobs_of({f"d{n}": "once" if n == 5 else "text" for n in range(12)}, tmp_path)
    filled = list(Processes(workers=2)(jobs, fragile(tmp_path), lambda *_: None))
    assert sum(f.leaf.documents for f in filled if f.leaf) == 12
    assert not [problem for f in filled for problem in f.problems]


def test_a_document_that_kills_every_process_is_named_and_left_out(tmp_path: Path) -> None:
    jobs = jobs_of({f"d{n}": "fatal" if n == 5 else "text" for n in range(6)}, tmp_path)
    filled = list(Processes(workers=2)(jobs, fragile(tmp_path), lambda *_: None))
    assert sum(f.leaf.documents for f in filled if f.leaf) == 5
    assert [problem.split(":")[0] for f in filled for problem in f.problems] == ["d5"]


def test_what_is_told_to_stop_ends_where_nothing_can_be_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def stop() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(segments, "write", full)
    [job] = jobs_of({"d": "text"}, tmp_path)
    with pytest.raises(KeyboardInterrupt):
        fragile(tmp_path)(job, stop)


DEAF = """
    import time
    from timeline.engine import processes

    def work(job):
        print("ready", flush=True)
        while True:
            try:
                time.sleep(60)
            except KeyboardInterrupt:
                pass

    processes._PATIENCE = 1
    processes._stoppable(work, None)
"""


def test_a_process_that_does_not_stop_when_told_to_is_ended() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    command = [sys.executable, "-c", textwrap.dedent(DEAF)]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as deaf:
        assert deaf.stdout is not None
        assert deaf.stdout.readline() == "ready\n"
        deaf.send_signal(signal.SIGTERM)
        assert deaf.wait(timeout=60) != 0


def test_little_work_is_done_in_this_process_unless_more_are_asked_for(tmp_path: Path) -> None:
    jobs = jobs_of({"d": "text"}, tmp_path)
    engine = Processes(workers=2, asked=False)
    assert next(iter(engine(jobs, fragile(tmp_path), lambda *_: None))).leaf


BUILD = """
    import signal
    import sys
    import time
    from functools import partial
    from timeline.engine.processes import Processes
    from timeline.models import Document
    from timeline.store import build, leaves

    if __name__ == "__main__":
        signal.signal(signal.SIGINT, signal.default_int_handler)  # shells ignore it for what runs in the background
        build.rearranged = partial(leaves.rearranged, capacity=1_600)
        text = "Rui Costa met Ana Sousa in Lisbon on 4 May 2021. " * 8
        pile = [Document(id=f"d{n}", text=text) for n in range(int(sys.argv[2]))]
        wait = float(sys.argv[4])  # after each batch, so that a signal comes before the end
        engine = Processes(workers=int(sys.argv[3]))
        print(build.build(pile, sys.argv[1], engine=engine, watch=lambda phase: lambda *_: time.sleep(wait)).sentence())
"""


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_a_build_that_was_stopped_keeps_what_it_read(tmp_path: Path, stop: int) -> None:
    script = tmp_path / "driver.py"
    script.write_text(textwrap.dedent(BUILD))
    root = Path(__file__).parents[2]
    command = [sys.executable, str(script), str(tmp_path / "data")]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    running = subprocess.Popen([*command, "60", "2", "1"], env=environment, stderr=subprocess.PIPE)
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and running.poll() is None and not list(tmp_path.glob("data/segments/*.parquet")):
        time.sleep(0.02)
    running.send_signal(stop)
    running.communicate(timeout=60)  # it ends when all have gone who can speak here
    kept = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("data/segments/*.parquet")}
    assert kept, "nothing was kept"
    assert not (tmp_path / "data" / "manifest.json").exists()
    done = subprocess.run([*command, "60", "1", "0"], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("60 documents added")
    after = {file.name: file.stat().st_mtime_ns for file in tmp_path.glob("data/segments/*.parquet")}
    assert all(after[name] == written for name, written in kept.items() if name in after)
    assert set(kept) & set(after)
