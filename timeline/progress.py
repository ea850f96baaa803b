"""How far long work is. Who watches is asked when a phase begins, and is then told how much of how much is done."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, TypeVar

T = TypeVar("T")
Progress = Callable[[int, int], None]
Phase = Literal["read", "look again", "date", "extract", "take in", "tell", "compare", "merge"]
Watch = Callable[[Phase], Progress]


def unseen(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def unwatched(_phase: Phase) -> Progress:
    """For work that nobody watches."""
    return unseen


def counted(items: Iterable[T], total: int, progress: Progress) -> Iterator[T]:
    """The items; each is done when the next is asked for."""
    for done, item in enumerate(items, start=1):
        yield item
        progress(done, total)
