"""Events over time in lanes: colour says how the date is known, shape how exact it is, extent and opacity the doubt."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.app.figure import Json, axis_room, gap_marks, layout, plain, time_axis, wrapped
from timeline.app.palette import SHAPES, Palette
from timeline.app.scale import Scale, ticks
from timeline.app.words import BASIS_NAME
from timeline.models import DateInterval
from timeline.query.answers import Mark, Marks
from timeline.query.wording import confidence_in_words

OTHERS = "Others"
NAMELESS = ("no place", "nobody named")  # lanes of the query that come last
ALL = 500  # lanes asked for, so that the last one holds the rest
MOST_LANES = 6
ROWS = 20  # rows of marks in all
LEAST_ROWS = 3  # rows that a lane may have however many there are
ROW = 14
LABEL = 18
MARK_ROOM = 0.026  # of the width, so that two marks of one row do not touch on a narrow screen


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A mark with its place in the figure, in pixels from the top."""

    mark: Mark
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One lane: a name, its marks, and how many found no room."""

    name: str
    number: int
    top: float
    bottom: float
    marks: tuple[Placed, ...]
    folded: int


def arrange(marks: Marks, scale: Scale, window: DateInterval) -> list[Lane]:
    """Lanes in order, their marks packed into rows from the top; those beyond the first few share one."""
    counts = dict(marks.lanes)
    keep, order = _names(list(counts))
    sizes, members = Counter(dict.fromkeys(order, 0)), defaultdict[str, list[Mark]](list)
    for name, number in counts.items():
        sizes[name if name in keep else OTHERS] += number
    for mark in marks.marks:
        members[mark.lane if mark.lane in keep else OTHERS].append(mark)
    packed = {name: _packed(members[name], scale, window) for name in sizes}
    room = _shares([len(rows) for rows in packed.values()])
    lanes: list[Lane] = []
    for (name, rows), most in zip(packed.items(), room, strict=True):
        lanes.append(_lane(name, sizes[name], rows, lanes[-1].bottom if lanes else 0, most))
    return lanes


def _names(names: Sequence[str]) -> tuple[set[str], list[str]]:
    """The names with lanes of their own, and all lanes in order: the fullest, the others, those without a name."""
    nameless = [name for name in names if name in NAMELESS]
    named = [name for name in names if name not in NAMELESS]
    room = MOST_LANES - len(nameless)
    shown = named if len(named) <= room else named[: room - 1]
    return {*shown, *nameless}, [*shown, *([OTHERS] if len(shown) < len(named) else []), *nameless]


def _packed(members: Sequence[Mark], scale: Scale, window: DateInterval) -> list[list[tuple[Mark, float, float]]]:
    """Rows of marks with their ends; each goes into the first row with room, the exact ones first: they say most."""
    rows: list[list[tuple[Mark, float, float]]] = []
    taken: list[list[tuple[float, float]]] = []
    unique = {mark.id: mark for mark in members}.values()
    inside = [(mark, seen) for mark in unique if (seen := mark.interval.intersect(window))]
    for mark, seen in sorted(inside, key=lambda m: (m[0].interval.days, -m[0].confidence)):
        left, right = scale.position(seen.start), scale.position(seen.end)
        low, high = min(left, (left + right - MARK_ROOM) / 2), max(right, (left + right + MARK_ROOM) / 2)
        free = (n for n, row in enumerate(taken) if all(high <= a or low >= b for a, b in row))
        at = next(free, len(rows))
        if at == len(rows):
            rows.append([])
            taken.append([])
        rows[at].append((mark, left, right))
        taken[at].append((low, high))
    return rows


def _shares(needs: Sequence[int]) -> list[int]:
    """How many rows each lane gets of those there are: a few each, and what is left to those that need more."""
    given = [min(need, LEAST_ROWS) for need in needs]
    while sum(given) < ROWS and (short := [n for n, need in enumerate(needs) if given[n] < need]):
        given[min(short, key=lambda n: given[n])] += 1
    return given


def _lane(name: str, number: int, rows: list[list[tuple[Mark, float, float]]], top: float, most: int) -> Lane:
    placed = tuple(
        Placed(mark=mark, left=left, right=right, top=top + LABEL + at * ROW + ROW / 2)
        for at, row in enumerate(rows[:most])
        for mark, left, right in row
    )
    bottom = top + LABEL + max(min(len(rows), most), 1) * ROW + 5
    folded = sum(len(row) for row in rows[most:])
    return Lane(name=name, number=number, top=top, bottom=bottom, marks=placed, folded=folded)


def figure(lanes: Sequence[Lane], scale: Scale, palette: Palette, chosen: str = "") -> Json:
    """The lanes as a figure; `chosen` is the id of the event that gets a ring."""
    depth = lanes[-1].bottom if lanes else ROW
    placed = [mark for lane in lanes for mark in lane.marks]
    traces = [*_extents(placed, palette), _marks(placed, palette, chosen)]
    return {"data": traces, "layout": _layout(lanes, depth, scale, palette)}


def _extents(placed: Sequence[Placed], palette: Palette) -> list[Json]:
    """Dates wider than a day as translucent bars, one trace for each degree of certainty."""
    found = []
    for certainty, colour in palette.certainty.items():
        wide = [m for m in placed if m.mark.certainty == certainty and m.mark.interval.days > 1]
        if wide:
            found.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": [x for m in wide for x in (round(m.left, 5), round(m.right, 5), None)],
                    "y": [y for m in wide for y in (m.top, m.top, None)],
                    "line": {"color": colour, "width": 9},
                    "opacity": 0.26,
                    "hoverinfo": "skip",
                }
            )
    return found


def _marks(placed: Sequence[Placed], palette: Palette, chosen: str) -> Json:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [round((m.left + m.right) / 2, 5) for m in placed],
        "y": [m.top for m in placed],
        "customdata": [[m.mark.id] for m in placed],
        "text": [hover(m.mark) for m in placed],
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": [SHAPES[m.mark.granularity] for m in placed],
            "size": [16 if m.mark.id == chosen else 11 for m in placed],
            "color": [palette.certainty[m.mark.certainty] for m in placed],
            "opacity": [round(0.4 + 0.6 * m.mark.confidence, 2) for m in placed],
            "line": {
                "color": [palette.text if m.mark.id == chosen else palette.ground for m in placed],
                "width": [2.5 if m.mark.id == chosen else 1 for m in placed],
            },
        },
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 0.75}},
    }


def hover(mark: Mark) -> str:
    """What a mark says under the pointer."""
    doubt = f"{BASIS_NAME[mark.basis]}, {confidence_in_words(mark.confidence)}"
    return f"<b>{plain(mark.when)}</b><br>{wrapped(mark.title)}<br><i>{doubt}</i>"


def _layout(lanes: Sequence[Lane], depth: float, scale: Scale, palette: Palette) -> Json:
    bands = [
        {"type": "rect", "xref": "paper", "x0": 0, "x1": 1, "y0": lane.top, "y1": lane.bottom - 3}
        | {"fillcolor": palette.band, "line": {"width": 0}, "layer": "below"}
        for lane in lanes
    ]
    labels = [
        {
            "xref": "paper",
            "x": 0,
            "xanchor": "left",
            "yanchor": "top",
            "y": lane.top + 1,
            "showarrow": False,
            "xshift": 6,
        }
        | {"text": _label(lane, palette), "font": {"size": 12, "color": palette.text}, "bgcolor": palette.band}
        for lane in lanes
    ]
    labelled = ticks(scale)
    bottom = axis_room(labelled)
    return layout(
        palette,
        round(depth) + bottom,
        margin={"l": 0, "r": 0, "t": 0, "b": bottom},
        dragmode=False,
        clickmode="event+select",
        hovermode="closest",
        hoverdistance=12,
        shapes=bands + gap_marks(scale.gaps(), palette),
        annotations=labels,
        xaxis=time_axis(labelled, palette),
        yaxis={"visible": False, "fixedrange": True, "range": [depth, 0]},
    )


def _label(lane: Lane, palette: Palette) -> str:
    more = f" · {lane.folded} more in the list" if lane.folded else ""
    return f"<b>{plain(lane.name, 34)}</b>  <span style='color:{palette.faint}'>{lane.number}{more}</span>"


def alternative(lanes: Sequence[Lane], choice: str) -> str:
    """What a reader who cannot see the lanes is told."""
    told = ", ".join(f"{lane.name} {lane.number}" for lane in lanes)
    return f"Events over time by {choice}: {told or 'none'}. The list below holds the same events."
