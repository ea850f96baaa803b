"""How accurate this is, from the figures that `timeline evaluate --json` writes beside the store."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import streamlit as st

FILE = "accuracy.json"
NOT_DONE = (
    "Only English is read. What an article only hints at is missed.",
    "A date taken from the text around a sentence can be the wrong neighbour’s; such dates are drawn as inferred.",
    "The articles measured on are few and chosen by us; on others the figures will differ.",
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


def html(figures: Mapping[str, Any]) -> str:
    """The figures as tables, and in words what is not done."""
    limits = "".join(f"<li>{line}</li>" for line in NOT_DONE)
    return f'<div class="figures">{_measured(figures)}<h4>What is not done</h4><ul>{limits}</ul></div>'


def _measured(figures: Mapping[str, Any]) -> str:
    scores, tables = figures.get("scores"), figures.get("reliability")
    if not isinstance(scores, list) or not isinstance(tables, list):
        return "<p>No figures yet: <code>python -m timeline evaluate --json data/accuracy.json</code> writes them.</p>"
    said = (
        f"Measured on {escape(str(figures.get('documents')))} articles in which people marked "
        f"{escape(str(figures.get('events')))} events by hand. Precision: how much of what is said is right. "
        "Recall: how much of what there is gets said."
    )
    return f"<p>{said}</p>{_scores(scores)}{''.join(_reliability(table) for table in tables)}"


def _scores(scores: Sequence[Mapping[str, Any]]) -> str:
    rows, area = [], None
    for score in scores:
        shares = "".join(f"<td>{percent(score.get(name))}</td>" for name in ("precision", "recall", "f1"))
        first = escape(str(score.get("area"))) if score.get("area") != area else ""
        rows.append(f"<tr><th>{first}</th><td>{escape(str(score.get('measure')))}</td>{shares}</tr>")
        area = score.get("area")
    heads = "<tr><th></th><th></th><th>Precision</th><th>Recall</th><th>F1</th></tr>"
    return f"<table>{heads}{''.join(rows)}</table>"


def _reliability(table: Mapping[str, Any]) -> str:
    """Of the answers that were this sure, so many were right."""
    rows = [
        f"<tr><td>{percent(part['stated'])}</td><td>{percent(part['share'])}</td><td>{part['answers']}</td></tr>"
        for part in table.get("bins", ())
        if part.get("answers")
    ]
    heads = "<tr><th>As sure as</th><th>Right</th><th>Answers</th></tr>"
    return f"<h4>Can its doubt be trusted? {escape(str(table.get('area')))}</h4><table>{heads}{''.join(rows)}</table>"


def percent(share: Any) -> str:
    """A share as a reader says it; nothing where it was not asked."""
    return f"{100 * share:.0f}%" if isinstance(share, int | float) else ""
