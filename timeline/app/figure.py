"""What all figures share: a bare layout in the page's font, and text that stays text."""

from __future__ import annotations

from html import escape
from typing import Any

from timeline.app.palette import Palette

Json = dict[str, Any]

FONT = '"Source Sans", sans-serif'
CONFIG: Json = {"displayModeBar": False, "displaylogo": False, "doubleClick": "reset"}


def layout(palette: Palette, height: int, **more: Any) -> Json:
    """A layout without frame, legend or template."""
    return {
        "template": {},
        "height": height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FONT, "size": 12, "color": palette.faint},
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": palette.ground,
            "bordercolor": palette.border,
            "font": {"family": FONT, "size": 13, "color": palette.text},
            "align": "left",
        },
        **more,
    }


def axis_room(ticks: list[tuple[float, str]]) -> int:
    """How many pixels the labels under a chart take: a second line only where one of them has it."""
    return 36 if any("<br>" in label for _, label in ticks) else 23


def time_axis(ticks: list[tuple[float, str]], palette: Palette) -> Json:
    """The axis of a `Scale`: positions 0 to 1, labelled with dates."""
    return {
        "range": [-0.014, 1.016],
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "tickvals": [position for position, _ in ticks],
        "ticktext": [label for _, label in ticks],
        "tickfont": {"size": 11, "color": palette.faint},
        "tickangle": 0,
        "ticks": "",
        "ticklabeloverflow": "allow",
    }


def gap_marks(gaps: list[float], palette: Palette) -> list[Json]:
    """A dotted line down each place where empty time is cut out of the axis."""
    line = {"color": palette.border, "width": 1.5, "dash": "dot"}
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": gap,
            "x1": gap,
            "y0": 0,
            "y1": 1,
            "line": line,
            "layer": "below",
        }
        for gap in gaps
    ]


def plain(text: str, most: int = 0) -> str:
    """Text of an article for a hover label, where tags would otherwise be obeyed."""
    short = text if not most or len(text) <= most else text[: most - 1].rstrip() + "…"
    return escape(short, quote=False)


def wrapped(text: str, width: int = 46) -> str:
    """Plain text broken into lines for a hover label."""
    import textwrap

    return "<br>".join(plain(line) for line in textwrap.wrap(text, width)[:4])
