"""A visitor's own articles, where the deployment allows them: a private pile that goes when the visitor does."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from timeline.app.words import count_words, plain_label
from timeline.errors import TimelineError
from timeline.progress import Phase, Progress, unseen

PASTED = "pasted-article.txt"
OWN = "You see your own articles: only you, and only until you leave. What is found in them can be kept: under Share."


def folder() -> Path | None:
    """The store of this visitor's own articles, None where there is none."""
    own = st.session_state.get("own")
    return Path(own.name) / "data" if own else None


def button() -> None:
    """The button and what it opens; for a visitor with own articles, the way back."""
    if st.button("Add articles", key="add"):
        _dialog()
    if folder():
        st.button("Back to the shared articles", on_click=_leave, key="leave")


def _leave() -> None:
    st.session_state.pop("own").cleanup()


@st.dialog("Read your own articles", width="large")
def _dialog() -> None:
    st.caption("They are read on this server, shown only to you, and deleted when you leave.")
    pasted = st.text_area("Paste an article", key="pasted", height=160)
    files = st.file_uploader("or choose files", kinds(), accept_multiple_files=True, key="files")
    if st.button("Read them", type="primary", disabled=not (pasted or files), key="read"):
        _read(pasted, files or [])
    st.caption("Closing this window while it reads cancels the reading.")


def kinds() -> list[str]:
    """The kinds of files that are read, as the chooser of files wants them."""
    from timeline.articles import READERS

    return [suffix.removeprefix(".") for suffix in READERS]


def _read(pasted: str, files: Sequence[Any]) -> None:
    """Build the visitor's own store and open it, or say what could not be read."""
    from timeline.articles import read
    from timeline.store.build import build

    own = st.session_state.get("own") or tempfile.TemporaryDirectory(prefix="timeline-")
    arrived = Path(own.name) / "articles"
    arrived.mkdir(exist_ok=True)
    put(arrived, pasted, files)
    bar = st.progress(0.0, "Loading the language model …")

    def watch(phase: Phase) -> Progress:
        return tell if phase == "extract" else unseen

    def tell(done: int, whole: int) -> None:
        bar.progress(done / whole, f"{done} of {count_words(whole, 'article')} read")

    try:
        changes = build(read([arrived]), Path(own.name) / "data", watch=watch)
    except TimelineError as error:
        st.error(str(error))
        return
    finally:
        bar.empty()
    problems = [problem.replace(f"{arrived}/", "") for problem in changes.problems]
    if changes.added or changes.unchanged or changes.read_again:
        st.session_state["own"] = own
        st.session_state["own_report"] = [changes.sentence(), *problems]
        st.rerun()
    st.warning("\n\n".join(["Nothing here could be read.", *map(plain_label, problems)]))


def put(arrived: Path, pasted: str, files: Sequence[Any]) -> None:
    """Write what was pasted and uploaded, each under a name of its own inside the folder."""
    if pasted.strip():
        _free(arrived / PASTED).write_text(pasted, encoding="utf-8")
    for file in files:
        _free(arrived / Path(file.name.replace("\\", "/")).name).write_bytes(file.getvalue())


def _free(path: Path) -> Path:
    number, free = 1, path
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free


def notices() -> list[str]:
    """What a visitor with own articles is told."""
    if not folder():
        return []
    return [OWN, *st.session_state.get("own_report", [])]
