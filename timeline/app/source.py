"""The store that the page shows: opened once, and again when it has changed on disk."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from timeline.app.state import Known
from timeline.query import Filter, Query

STAMPED = ("manifest.json", "judgements.jsonl")


def stamp(folder: Path) -> tuple[int, ...]:
    """Changes whenever the store does."""
    paths = [folder / name for name in STAMPED]
    return tuple(path.stat().st_mtime_ns if path.exists() else 0 for path in paths)


def query(folder: Path) -> Query:
    """The store as it is now; raises StoreError."""
    return _open(str(folder.resolve()), stamp(folder))


@st.cache_resource(max_entries=16, show_spinner=False)
def _open(folder: str, when: tuple[int, ...]) -> Query:
    del when  # only a part of the key
    return Query.open(folder)


def known(opened: Query) -> Known:
    """The names that the filters offer."""
    return _known(opened.digest, opened)


@st.cache_data(max_entries=16, show_spinner=False)
def _known(digest: str, _opened: Query) -> Known:
    del digest  # only a part of the key
    everything = Filter(unreal=True)
    first, last = _opened.span() or (None, None)
    return Known(
        people=tuple(count.name for count in _opened.people(everything)),
        places=tuple(count.name for count in _opened.places(everything)),
        sources=tuple(count.name for count in _opened.sources(everything)),
        kinds=tuple(count.name for count in _opened.kinds(everything)),
        first=first,
        last=last,
    )
