"""What was asked for -> the single inputs: files named one by one, folders walked in a fixed order."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from timeline.errors import ArticleError


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One input: `path` as shown to people, `name` the file name that decides how it is read.

    `written` is the day the file was last changed, by its own word.
    """

    path: str
    name: str
    open: Callable[[], BinaryIO]
    asked_for: bool = True
    written: dt.date | None = None

    @property
    def suffix(self) -> str:
        return Path(self.name).suffix.lower()

    @property
    def stem(self) -> str:
        return Path(self.name).stem


def walk(path: str | Path) -> Iterator[Entry | ArticleError]:
    """The entries of one path: itself if it is a file, all files below it, sorted, if it is a folder."""
    root = Path(path)
    try:
        if root.is_dir():
            yield from _folder(root)
        elif root.exists():
            yield _entry(root)
        else:
            yield ArticleError(str(path), "there is no such file or folder; check the spelling.")
    except (OSError, ValueError) as error:
        yield ArticleError(str(path), f"it cannot be looked at ({_why(error)}); check the path and its permissions.")


def _folder(root: Path) -> Iterator[Entry | ArticleError]:
    inside = root.resolve()
    failed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=failed.append):
        while failed:
            yield _unreadable(failed.pop())
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not _belongs_to_page(name))
        for name in sorted(name for name in files if not name.startswith(".")):
            yield _found(Path(folder) / name, inside)
    while failed:
        yield _unreadable(failed.pop())


def _found(file: Path, inside: Path) -> Entry | ArticleError:
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(inside):
            return ArticleError(str(file), "this link leads outside the folder; name its target to have it read.")
        return _entry(file, asked_for=False)
    except OSError as error:
        return ArticleError(str(file), f"it cannot be looked at ({_why(error)}); check the link or the permissions.")


def _entry(file: Path, *, asked_for: bool = True) -> Entry:
    written = dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC).date()
    return Entry(path=str(file), name=file.name, open=lambda: file.open("rb"), asked_for=asked_for, written=written)


def _belongs_to_page(folder: str) -> bool:
    """Browsers save a page's pictures and scripts in a folder beside it."""
    return folder.endswith(("_files", ".files"))


def _unreadable(error: OSError) -> ArticleError:
    return ArticleError(str(error.filename), f"the folder cannot be read ({_why(error)}); check its permissions.")


def _why(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()
