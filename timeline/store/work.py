"""What every engine can do: some work on many jobs, each of which stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

from timeline.progress import Progress


class Job(Protocol):
    """Something to do: `size` tells jobs that take long from short ones, `count` what people see being counted."""

    @property
    def size(self) -> int: ...

    @property
    def count(self) -> int: ...


J = TypeVar("J", bound=Job)
R = TypeVar("R")


class Work(Protocol[J, R]):
    """What is done with each job; it can be sent to other processes and machines, which see the same folders."""

    def __call__(self, job: J, told: Callable[[], None] = ...) -> R:
        """Do it; `told` is called after each of what is counted, or not at all."""

    def parts(self, job: J) -> Sequence[J]:
        """A job that killed what did it, in the smallest parts."""

    def whole(self, job: J, done: Sequence[tuple[J, R]], lost: Sequence[J]) -> R:
        """What parts that were done by themselves make, and how to say which killed what did them."""


class Engine(Protocol):
    """Who does the work; the results come in any order."""

    def __call__(self, jobs: Sequence[J], work: Work[J, R], progress: Progress) -> Iterable[R]: ...


def in_turn(jobs: Sequence[J], work: Work[J, R], progress: Progress) -> Iterator[R]:
    """The engine that needs nothing: one job after the other, in this process."""
    tally = Tally(jobs, progress)
    return (work(job, tally.one_more) for job in jobs)


class Tally:
    """Counts what is done, of all that there is to do."""

    def __init__(self, jobs: Sequence[Job], progress: Progress) -> None:
        self._progress, self._done = progress, 0
        self._total = sum(job.count for job in jobs)

    def one_more(self) -> None:
        self.more(1)

    def more(self, count: int) -> None:
        if count:
            self._done += count
            self._progress(self._done, self._total)
