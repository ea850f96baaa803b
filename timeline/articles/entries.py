"""The single inputs: a file, a member of an archive, a page from the network; and what is known of one beforehand."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from timeline.models import DateClue

LARGEST = 64 << 20  # bytes of a file that is taken into memory as a whole
FIRST_PAGES = 1993  # the year from which on there are pages to save
DEEPEST = 4  # containers inside containers: a page in a record in a gzip file in a ZIP


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a container says of an input: it fills in what the input does not say itself."""

    title: str | None = None
    source: str | None = None
    url: str | None = None
    authors: tuple[str, ...] = ()
    clues: tuple[DateClue, ...] = ()
    encoding: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One input: `path` as shown to people, `name` the file name that decides how it is read.

    `file` is where it lies, None inside containers, and `size` its bytes there; `written` is the day it was last
    changed, by its own word.
    """

    path: str
    name: str
    open: Callable[[], BinaryIO]
    asked_for: bool = True
    written: dt.date | None = None
    file: Path | None = None
    size: int = 0
    told: Told = field(default_factory=Told)
    depth: int = 0

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return Path(self.name).stem

    def read(self, largest: int = LARGEST) -> bytes:
        """All bytes; raises ValueError if they are too many for one article."""
        with self.open() as file:
            data = file.read(largest + 1)
        if len(data) > largest:
            raise ValueError(f"it is larger than {largest >> 20} MB, too large for one article; split it")
        return data

    def inside(
        self, label: str, name: str, content: bytes | Callable[[], BinaryIO], *, told: Told | None = None,
        written: dt.date | None = None,
    ) -> Entry:  # fmt: skip
        """What lies inside this one, shown as its path with `label`; raises ValueError in a nest of archives."""
        if self.depth >= DEEPEST:
            raise ValueError(f"archives lie more than {DEEPEST} deep in each other; unpack it first")
        opened = content if callable(content) else lambda: io.BytesIO(content)
        return Entry(
            path=f"{self.path}{label}", name=name, open=opened, asked_for=False, written=written or self.written,
            told=told or self.told, depth=self.depth + 1,
        )  # fmt: skip


def day_written(moment: dt.datetime) -> dt.date | None:
    """The day on which a file was last written, by its time; None for the times that packers set.

    Those are midnight to the second, or lie before the web.
    """
    set_by_packer = moment.year < FIRST_PAGES or (moment.hour, moment.minute, moment.second) == (0, 0, 0)
    return None if set_by_packer else moment.date()


def why(error: Exception) -> str:
    """The reason of an error of the system, fit for the middle of a sentence."""
    return (getattr(error, "strerror", None) or str(error)).lower()
