"""Segments filled by processes of this machine. A process that dies is replaced, and what it died of is named.

The processes are spawned, not forked: a fork copies the locks of the threads that Arrow runs, as they stand.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from types import FrameType

from timeline.models import Document
from timeline.store import segments
from timeline.store.filling import Filled, Filler, Job, Progress, Tally, in_turn

_WORTH_IT = 100_000  # characters to read; fewer are read sooner than the processes have started


def processes(workers: int | None = None) -> Processes:
    """The engine of as many processes as asked for, else as there are cores."""
    return Processes(workers=workers or os.cpu_count() or 1, asked=workers is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """An engine for `store.build`; unless `asked` for, processes are started only where they are worth it."""

    workers: int
    asked: bool = True

    def __call__(self, jobs: Sequence[Job], fill: Filler, progress: Progress) -> Iterator[Filled]:
        little = sum(job.characters for job in jobs) < _WORTH_IT and not self.asked
        if self.workers == 1 or little:
            return in_turn(jobs, fill, progress)
        return self._shared_out(jobs, fill, Tally(jobs, progress))

    def _shared_out(self, jobs: Sequence[Job], fill: Filler, tally: Tally) -> Iterator[Filled]:
        """The leaves in the order in which they are done."""
        waiting = sorted(jobs, key=lambda job: (-job.characters, job.prefix))
        while waiting:
            suspects: list[Job] = []
            for job, filled in _filled(waiting, fill, self.workers, suspects):
                tally.more(len(job.missing))
                yield filled
                waiting.remove(job)
            for job in suspects:
                filled = _alone(job, fill)
                tally.more(len(job.missing))
                yield filled
                waiting.remove(job)


def _filled(jobs: Sequence[Job], fill: Filler, workers: int, suspects: list[Job]) -> Iterator[tuple[Job, Filled]]:
    """What a pool makes of the jobs, until one of its processes dies: `suspects` are those that were in work then."""
    remaining = iter(list(jobs))
    running: dict[Future[Filled], Job] = {}
    with _Pool(workers) as pool:
        while True:
            while len(running) < 2 * workers and (job := next(remaining, None)):
                running[pool.submit(fill, job)] = job
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                job = running.pop(future)
                try:
                    yield job, future.result()
                except BrokenProcessPool:
                    suspects += [job, *running.values()]
                    return


def _alone(job: Job, fill: Filler) -> Filled:
    """A leaf whose making may have killed a process: made by a process of its own, if need be document by document."""
    try:
        return _in_own_process(job, fill)
    except BrokenProcessPool:
        pass
    copied, problems = dict(job.copied), []
    for task in job.missing:
        try:
            _in_own_process(Job(prefix="", copied={}, missing=(task,)), fill)
            copied[segments.name_of([task.key])] = (task.key,)
        except BrokenProcessPool:
            problems.append(_died(fill.document(task)))
    return replace(fill(Job(prefix=job.prefix, copied=copied, missing=())), problems=tuple(problems))


def _in_own_process(job: Job, fill: Filler) -> Filled:
    with _Pool(1) as pool:
        return pool.submit(fill, job).result()


def _died(document: Document) -> str:
    return (
        f"{document.path or document.id}: the process that read it was killed, twice; it is left out: "
        "look at the machine's memory, or split the document."
    )


class _Pool(ProcessPoolExecutor):
    """A pool whose processes end at once, keeping what they have read, when the work is broken off."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_heed_the_parent_only)
        self._before = set(multiprocessing.active_children())

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for process in set(multiprocessing.active_children()) - self._before:
                process.terminate()
        self.shutdown(wait=True, cancel_futures=True)


def _heed_the_parent_only() -> None:
    """A stop from the keyboard reaches the parent too, which tells its processes what to do."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
