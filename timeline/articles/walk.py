"""What was asked for -> the single inputs: files, folders in a fixed order, patterns, standard input, addresses."""

from __future__ import annotations

import datetime as dt
import glob
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from timeline.articles.entries import Entry, day_written, why
from timeline.errors import ArticleError, ResourceError

STANDARD_INPUT = "-"
SCHEMES = ("http://", "https://")
# What lies beside articles in a folder and is none; named one by one, it is read or an error like any other.
BESIDE = frozenset(("readme", "license", "licence", "copying", "changelog", "contributing"))


def walk(path: str | Path, *, online: bool = False) -> Iterator[Entry | ArticleError]:
    """The entries of one path: itself if it is a file, all files below it, sorted, if it is a folder."""
    try:
        yield from _entries(str(path), online)
    except (OSError, ValueError) as error:
        yield ArticleError(str(path), f"it cannot be looked at ({why(error)}); check the path and its permissions.")


def _entries(path: str, online: bool) -> Iterator[Entry | ArticleError]:
    root = Path(path)
    if path == STANDARD_INPUT:
        yield from _standard_input()
    elif path.lower().startswith(SCHEMES):
        yield _address(path, online)
    elif root.is_dir():
        found = None
        for found in _folder(root):
            yield found
        if found is None:
            yield ArticleError(path, "there is nothing to read in this folder; check the path.")
    elif root.exists():
        yield entry_of(root)
    elif glob.has_magic(path):
        yield from _pattern(path)
    else:
        yield ArticleError(path, "there is no such file or folder; check the spelling.")


def _standard_input() -> Iterator[Entry]:
    """Standard input, laid down in a file of no name, so that any kind of input can come from a pipe."""
    with tempfile.TemporaryFile() as arrived:
        try:
            shutil.copyfileobj(sys.stdin.buffer, arrived)
        except OSError as error:
            raise ResourceError(
                f"Standard input does not fit into {tempfile.gettempdir()}, where it is laid down ({why(error)}); "
                "make room, or save it as a file."
            ) from error

        def again() -> BinaryIO:
            arrived.seek(0)
            return os.fdopen(os.dup(arrived.fileno()), "rb")

        yield Entry(path="standard input", name="", open=again)


def _address(address: str, online: bool) -> Entry | ArticleError:
    if not online:
        return ArticleError(address, "this is an address, and nothing is fetched without --online.")
    from timeline.articles.online import fetched

    try:
        return fetched(address)
    except ValueError as error:
        return ArticleError(address, f"it cannot be fetched ({error}); check the address, or save the page.")


def _pattern(pattern: str) -> Iterator[Entry | ArticleError]:
    """What matches a pattern such as news/**/*.html, by the rules for a folder."""
    parts = Path(pattern).parts
    fixed = parts[: next(i for i, part in enumerate(parts) if glob.has_magic(part))]
    inside = Path(*fixed).resolve()
    matching = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207  # Path.glob takes no whole paths
    files = [Path(found) for found in matching if not Path(found).is_dir()]
    if not files:
        yield ArticleError(pattern, "no file matches this pattern; check the spelling.")
    for file in files:
        yield _found(file, inside)


def _folder(root: Path) -> Iterator[Entry | ArticleError]:
    inside = root.resolve()
    failed: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=failed.append):
        while failed:
            yield _unreadable(failed.pop())
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not belongs_to_page(name))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).stem.lower() not in BESIDE:
                yield _found(Path(folder) / name, inside)
    while failed:
        yield _unreadable(failed.pop())


def _found(file: Path, inside: Path) -> Entry | ArticleError:
    try:
        if not file.resolve().is_relative_to(inside):
            return ArticleError(str(file), "this link leads outside the folder; name its target to have it read.")
        if not stat.S_ISREG(file.stat().st_mode):
            return ArticleError(str(file), "this is no file but a pipe or device; it is left alone.")
        return entry_of(file, asked_for=False)
    except OSError as error:
        return ArticleError(str(file), f"it cannot be looked at ({why(error)}); check the link or the permissions.")


def entry_of(file: Path, *, asked_for: bool = True) -> Entry:
    """The entry of a file that is there; raises OSError where it is not."""
    about = file.stat()
    written = day_written(dt.datetime.fromtimestamp(about.st_mtime, dt.UTC))
    return Entry(
        path=str(file), name=file.name, open=lambda: file.open("rb"), asked_for=asked_for, written=written, file=file,
        size=about.st_size,
    )  # fmt: skip


def belongs_to_page(folder: str) -> bool:
    """Browsers save a page's pictures and scripts in a folder beside it."""
    return folder.endswith(("_files", ".files"))


def _unreadable(error: OSError) -> ArticleError:
    return ArticleError(str(error.filename), f"the folder cannot be read ({why(error)}); check its permissions.")
