"""The legend of the lanes: the same colours and shapes with their meanings."""

from __future__ import annotations

from timeline.app.palette import SHAPES, Palette
from timeline.app.words import CERTAINTY_MEANING, CERTAINTY_NAME

SWATCH = '<rect x="1" y="3" width="14" height="10" rx="2"/>'
OUTLINES = {
    "circle": ("day", '<circle cx="8" cy="8" r="5.5"/>'),
    "diamond": ("week", '<path d="M8 1.5 14.5 8 8 14.5 1.5 8z"/>'),
    "square": ("month", '<path d="M2.5 2.5h11v11h-11z"/>'),
    "hexagon": ("season", '<path d="M5 2.5h6l3 5.5-3 5.5H5L2 8z"/>'),
    "triangle-up": ("year", '<path d="M8 2l6.5 12h-13z"/>'),
    "triangle-down": ("longer", '<path d="M8 14 1.5 2h13z"/>'),
    "triangle-right": ("from … to", '<path d="M3 1.5 14.5 8 3 14.5z"/>'),
    "x": ("unknown", '<path d="M2 4l2-2 4 4 4-4 2 2-4 4 4 4-2 2-4-4-4 4-2-2 4-4z"/>'),
}


def html(palette: Palette, certainties: set[str], granularities: set[str]) -> str:
    """One line for what is drawn: certainty by colour, width by shape, doubt by extent and opacity."""
    dots = "".join(
        f'<span title="{CERTAINTY_MEANING[name]}">{_icon(SWATCH, colour)}{CERTAINTY_NAME[name]}</span>'
        for name, colour in palette.certainty.items()
        if name in certainties
    )
    drawn = {SHAPES.get(granularity, "x") for granularity in granularities}
    shapes = "".join(
        f"<span>{_icon(path, palette.faint)}{name}</span>" for key, (name, path) in OUTLINES.items() if key in drawn
    )
    bar = f'<path d="M1 4h42v8H1z" fill="{palette.faint}" opacity=".35"/>'
    extent = f'<span><svg class="wide" viewBox="0 0 44 16" aria-hidden="true">{bar}</svg>some time in it</span>'
    return f'<p class="legend">{dots}<span class="rule"></span>{shapes}{extent}<span>paler: less sure</span></p>'


def _icon(outline: str, colour: str) -> str:
    return f'<svg viewBox="0 0 16 16" fill="{colour}" aria-hidden="true">{outline}</svg>'
