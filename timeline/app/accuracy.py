"""How accurate this is, from the figures that `timeline evaluate --json` writes beside the store."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

FILE = "accuracy.json"
NOT_DONE = (
    "Only English is read. A sentence that hints at an event without saying it is missed.",
    "A date taken from the text around it can be the wrong neighbour's; such dates are drawn as inferred.",
    "The figures come from a small hand-made set; on other articles they will differ.",
)


def button(folder: Path) -> None:
    """The button and the page it opens."""
    if st.button("How accurate is this?", key="accuracy", type="tertiary"):
        _page(folder)


@st.dialog("How accurate is this?", width="large")
def _page(folder: Path) -> None:
    st.html(html(read(folder / FILE)))


def read(path: Path) -> dict[str, Any]:
    """The figures, empty where there are none to read."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return raw if isinstance(raw, dict) else {}


def html(figures: dict[str, Any]) -> str:
    """The figures as tables, and in words what is not done."""
    limits = "".join(f"<li>{line}</li>" for line in NOT_DONE)
    if not figures:
        told = "<p>No figures yet: <code>python -m timeline evaluate --json</code> writes them.</p>"
    else:
        told = "".join(_part(name, value) for name, value in figures.items())
    return f'<div class="figures">{told}<h4>What is not done</h4><ul>{limits}</ul></div>'


def _part(name: str, value: Any) -> str:
    title = f"<h4>{escape(_spoken(name))}</h4>"
    if isinstance(value, dict):
        rows = "".join(f"<tr><th>{escape(_spoken(key))}</th><td>{_said(item)}</td></tr>" for key, item in value.items())
        return f"{title}<table>{rows}</table>"
    if isinstance(value, list) and value and all(isinstance(row, dict) for row in value):
        heads = "".join(f"<th>{escape(_spoken(key))}</th>" for key in value[0])
        rows = "".join(f"<tr>{''.join(f'<td>{_said(item)}</td>' for item in row.values())}</tr>" for row in value)
        return f"{title}<table><tr>{heads}</tr>{rows}</table>"
    return f"<p>{escape(_spoken(name))}: {_said(value)}</p>"


def _spoken(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _said(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.1%}" if 0 <= value <= 1 else f"{value:.2f}"
    if isinstance(value, dict):
        return ", ".join(f"{escape(_spoken(str(key)))} {_said(item)}" for key, item in value.items())
    return escape(str(value))
