"""A chart with two logarithmic axes as SVG, the same bytes for the same points."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

WIDTH, HEIGHT = 720, 460
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 40, 50
COLOURS = ("#1f6feb", "#d1680f", "#1a7f37", "#8250df", "#cf222e", "#57606a")
Points = Sequence[tuple[float, float]]


def log_chart(title: str, x_name: str, y_name: str, lines: Mapping[str, Points]) -> str:
    """Lines of points with a grid at the powers of ten; proportional growth is a straight line of slope one."""
    xs = [math.log10(x) for points in lines.values() for x, _ in points]
    ys = [math.log10(y) for points in lines.values() for _, y in points]
    x_low, x_high, y_low, y_high = math.floor(min(xs)), math.ceil(max(xs)), math.floor(min(ys)), math.ceil(max(ys))

    def across(power: float) -> float:
        return round(LEFT + (power - x_low) / (x_high - x_low) * (WIDTH - LEFT - RIGHT), 1)

    def up(power: float) -> float:
        return round(HEIGHT - BOTTOM - (power - y_low) / (y_high - y_low) * (HEIGHT - TOP - BOTTOM), 1)

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#ffffff"/>',
        _text(LEFT, 24, title, size=15),
        _text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x_name, anchor="middle"),
        _text(16, TOP - 8, y_name),
    ]
    for power in range(x_low, x_high + 1):
        parts.append(_line(across(power), up(y_low), across(power), up(y_high)))
        parts.append(_text(across(power), HEIGHT - BOTTOM + 18, _number(power), anchor="middle"))
    for power in range(y_low, y_high + 1):
        parts.append(_line(across(x_low), up(power), across(x_high), up(power)))
        parts.append(_text(LEFT - 8, up(power) + 4, _number(power), anchor="end"))
    colours = dict(zip(lines, COLOURS, strict=False))
    for name, points in lines.items():
        places = [(across(math.log10(x)), up(math.log10(y))) for x, y in points]
        path = " ".join(f"{x},{y}" for x, y in places)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colours[name]}" stroke-width="2"/>')
        parts += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colours[name]}"/>' for x, y in places]
    ends = sorted((up(math.log10(points[-1][1])), name) for name, points in lines.items())
    below = 0.0
    for height, name in ends:
        below = max(below + 16, height + 4)
        parts.append(_text(across(max(xs)) + 10, below, name, colour=colours[name]))
    return "\n".join([*parts, "</svg>", ""])


def _number(power: int) -> str:
    return f"{10**power:,}" if power >= 0 else f"{10.0**power:.{-power}f}"


def _line(x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="#d0d7de"/>'


def _text(x: float, y: float, words: str, *, anchor: str = "start", size: int = 12, colour: str = "#1f2328") -> str:
    return f'<text x="{x}" y="{round(y, 1)}" text-anchor="{anchor}" font-size="{size}" fill="{colour}">{words}</text>'
