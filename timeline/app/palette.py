"""Colours and shapes, each with one meaning on the whole page.

Colour says how certain a date is, shape how wide it is. The colours are Okabe and Ito's, darker or lighter where the
ground asks for it, and each is doubled by a shape or a word.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """One theme."""

    text: str
    faint: str
    grid: str
    ground: str
    band: str
    water: str
    land: str
    border: str
    area: str
    accent: str
    bubble: str
    certainty: dict[str, str]


LIGHT = Palette(
    text="#1b2330",
    faint="#5b6675",
    grid="#e3e7ec",
    ground="#ffffff",
    band="#f6f7f9",
    water="#e4ecf3",
    land="#fbfaf6",
    border="#c3c8ce",
    area="#f0d9a8",
    accent="#0b5fa5",
    bubble="#4f93c9",
    certainty={"exact": "#0072b2", "approximate": "#00875f", "inferred": "#d55e00", "undated": "#6f7a88"},
)
DARK = Palette(
    text="#e8ecf1",
    faint="#9aa5b3",
    grid="#28313d",
    ground="#10151c",
    band="#161d26",
    water="#121a24",
    land="#27313d",
    border="#465362",
    area="#5d4d26",
    accent="#6cb6f2",
    bubble="#2f6fa5",
    certainty={"exact": "#56b4e9", "approximate": "#2fc39a", "inferred": "#f0a13c", "undated": "#94a0ae"},
)

SHAPES: dict[str, str] = {
    "time": "circle",
    "day": "circle",
    "week": "diamond",
    "month": "square",
    "quarter": "hexagon",
    "season": "hexagon",
    "year": "triangle-up",
    "decade": "triangle-down",
    "century": "triangle-down",
    "span": "triangle-right",
    "unknown": "x",
}


def palette(theme: str | None) -> Palette:
    """The palette of a theme's name; light unless it says "dark"."""
    return DARK if theme == "dark" else LIGHT
