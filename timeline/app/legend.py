"""The legend of the lanes: the same colours and shapes with their meanings."""

from __future__ import annotations

from timeline.app.palette import SHAPES, Palette
from timeline.app.words import CERTAINTY_MEANING, CERTAINTY_NAME

OUTLINES = {
    "circle": ("day", "●"),
    "diamond": ("week", "◆"),
    "square": ("month", "■"),
    "hexagon": ("season", "⬢"),
    "triangle-up": ("year", "▲"),
    "triangle-down": ("longer", "▼"),
    "triangle-right": ("from … to", "▶"),
    "x": ("unknown", "✖"),
}


def html(palette: Palette, certainties: set[str], granularities: set[str], undated: int = 0) -> str:
    """One line for what is drawn: certainty by colour, width by shape, doubt by extent and opacity; what is not."""
    colours = "".join(
        f'<span title="{CERTAINTY_MEANING[name]}"><i class="swatch" style="background:{colour}"></i>{said}</span>'
        for (name, colour), said in zip(palette.certainty.items(), CERTAINTY_NAME.values(), strict=True)
        if name in certainties
    )
    drawn = {SHAPES.get(granularity, "x") for granularity in granularities}
    shapes = "".join(f"<span><i>{sign}</i>{name}</span>" for key, (name, sign) in OUTLINES.items() if key in drawn)
    extent = '<span><i class="extent"></i>some time in it</span><span>paler: less sure</span>'
    left_out = f"<span>{undated:,} undated: in the list</span>" if undated else ""
    return f'<p class="legend">{colours}<span class="rule"></span>{shapes}{extent}{left_out}</p>'
