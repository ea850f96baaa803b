"""Work shared out to processes of this machine. A process that dies is replaced, and what it died of is named.

The processes are spawned, not forked: a fork copies the locks of the threads that Arrow runs, as they stand.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Any

from timeline.progress import Progress
from timeline.store.work import J, R, Tally, Work, in_turn

_PATIENCE = 30  # seconds that a process which was told to stop may write what it has read
_WORTH_IT = 100_000  # of the size of jobs, characters to read; fewer are read sooner than processes have started


def processes(workers: int | None = None) -> Processes:
    """The engine of as many processes as asked for, else as there are cores."""
    return Processes(workers=workers or os.cpu_count() or 1, asked=workers is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Processes:
    """An engine for `store.build`; unless `asked` for, processes are started only where they are worth it."""

    workers: int
    asked: bool = True

    def __call__(self, jobs: Sequence[J], work: Work[J, R], progress: Progress) -> Iterator[R]:
        little = sum(job.size for job in jobs) < _WORTH_IT and not self.asked
        if self.workers == 1 or little:
            return in_turn(jobs, work, progress)
        return self._shared_out(jobs, work, Tally(jobs, progress))

    def _shared_out(self, jobs: Sequence[J], work: Work[J, R], tally: Tally) -> Iterator[R]:
        """The results in the order in which they are there."""
        waiting = dict(enumerate(sorted(jobs, key=lambda job: -job.size)))
        while waiting:
            suspects: list[int] = []
            for number, result in _done(waiting, work, self.workers, suspects):
                tally.more(waiting.pop(number).count)
                yield result
            for number in suspects:
                job = waiting.pop(number)
                yield _alone(job, work)
                tally.more(job.count)


def _done(jobs: Mapping[int, J], work: Work[J, R], workers: int, suspects: list[int]) -> Iterator[tuple[int, R]]:
    """What a pool makes of the jobs, until one of its processes dies: `suspects` are those that were in work then."""
    remaining = iter(list(jobs.items()))
    running: dict[Future[R], int] = {}
    with _Pool(workers) as pool:
        while True:
            while len(running) < 2 * workers and (following := next(remaining, None)):
                running[pool.submit(_stoppable, work, following[1])] = following[0]
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                number = running.pop(future)
                try:
                    yield number, future.result()
                except BrokenProcessPool:
                    suspects += [number, *running.values()]
                    return


def _alone(job: J, work: Work[J, R]) -> R:
    """A job that may have killed a process: done by a process of its own, if need be part by part."""
    try:
        return _in_own_process(job, work)
    except BrokenProcessPool:
        pass
    done, lost = [], []
    for part in work.parts(job):
        try:
            done.append((part, _in_own_process(part, work)))
        except BrokenProcessPool:
            lost.append(part)
    return work.whole(job, done, lost)


def _in_own_process(job: J, work: Work[J, R]) -> R:
    with _Pool(1) as pool:
        done: Future[R] = pool.submit(_stoppable, work, job)
        return done.result()


class _Pool(ProcessPoolExecutor):
    """A pool whose processes end at once, keeping what they have read, when the work is broken off."""

    def __init__(self, workers: int) -> None:
        super().__init__(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_end_with_the_parent)
        self._before = set(multiprocessing.active_children())

    def submit(self, *args: Any, **named: Any) -> Future[Any]:
        """Also starts processes, which keep what is blocked: Ctrl-C is for the parent, who tells them what to do."""
        with _no_keyboard():
            return super().submit(*args, **named)

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            for process in set(multiprocessing.active_children()) - self._before:
                process.terminate()
        self.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _no_keyboard() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _stoppable(work: Work[J, R], job: J) -> R:
    """A job in a process of a pool: told to stop, it keeps what was read, and the process ends."""
    try:
        signal.signal(signal.SIGTERM, _stop)
        try:
            return work(job)
        finally:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
    except KeyboardInterrupt:  # also between the work and the last line above
        os._exit(1)


def _stop(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # once is enough: what was read is being written
    if hasattr(signal, "alarm"):
        signal.alarm(_PATIENCE)  # ends the process, also where the exception is lost or comes between two jobs
    raise KeyboardInterrupt


def _end_with_the_parent() -> None:
    """Stop this process, as the parent would, when the parent was killed."""
    parent = multiprocessing.parent_process()

    def wait_and_stop() -> None:
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait_and_stop, daemon=True).start()
