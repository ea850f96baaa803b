"""Figures from rows: what is drawn, where, and that names stay text."""

from __future__ import annotations

import datetime as dt
import itertools
import json
from pathlib import Path

import invented_pile
import pytest

from timeline.app import atlas, bars, charts, lanes, legend
from timeline.app.palette import DARK, LIGHT, SHAPES
from timeline.app.scale import bins, build, ticks
from timeline.models import DateInterval
from timeline.query import Filter
from timeline.query.answers import MapPoint

ROOT = Path(__file__).parents[2]


def point(name: str, lat: float, lon: float, count: int = 1, **more) -> MapPoint:
    values = {"kind": "city", "country": None, "radius_km": None, "approximate": False} | more
    return MapPoint(name=name, lat=lat, lon=lon, count=count, **values)


def drawn(query, filter_=None, by="place"):
    filter_ = filter_ or Filter()
    marks = query.marks(filter_, by)
    scale = charts.scale_of(charts.day_counts(query, filter_), marks, charts.window_of(filter_))
    hull = type(marks.marks[0].interval)(scale.stretches[0].days.start, scale.stretches[-1].days.end)
    return lanes.arrange(marks, scale, hull), scale


def test_bars_count_every_dated_event_once_and_colour_says_the_certainty(query):
    counts = charts.day_counts(query, Filter())
    figure = bars.figure(counts, charts.scale_of(counts, query.marks(Filter(), "place")), LIGHT)
    summary = query.summary(Filter())
    assert sum(sum(trace["y"]) for trace in figure["data"]) == summary.events - summary.undated
    colours = {trace["name"]: trace["marker"]["color"] for trace in figure["data"]}
    assert colours["exact day"] == LIGHT.certainty["exact"]
    assert colours["inferred"] == LIGHT.certainty["inferred"]


def test_the_bars_stay_byte_for_byte_the_same_when_the_dates_change(query):
    def spec(filter_: Filter) -> str:
        free = filter_.without("dates")
        counts = charts.day_counts(query, free)
        return json.dumps(bars.figure(counts, charts.scale_of(counts, query.marks(free, "place")), LIGHT))

    assert spec(Filter()) == spec(Filter(dates=(dt.date(2024, 6, 1), dt.date(2024, 6, 30))))


@pytest.mark.parametrize(("left", "right"), [(0.2, 0.9), (0.9, 0.2)])
def test_a_brush_gives_first_and_last_day_from_either_side(query, left, right):
    scale = charts.scale_of(charts.day_counts(query, Filter()), query.marks(Filter(), "place"))
    first, last = charts.brushed_days([{"x": [left, right]}], scale)
    assert (first, last) == (scale.day_at(0.2), scale.day_at(0.9))
    assert charts.brushed_days([], scale) == ()


def test_lanes_draw_shape_extent_and_opacity(query):
    arranged, scale = drawn(query)
    figure = lanes.figure(arranged, scale, LIGHT, chosen="harbour-0")
    marks = figure["data"][-1]
    by_id = dict(zip([c[0] for c in marks["customdata"]], range(99), strict=False))
    assert marks["marker"]["symbol"][by_id["harbour-1"]] == SHAPES["week"]
    assert marks["marker"]["symbol"][by_id["reef-0"]] == SHAPES["season"]
    assert marks["marker"]["opacity"][by_id["harbour-0"]] > marks["marker"]["opacity"][by_id["harbour-4"]]
    assert marks["marker"]["size"][by_id["harbour-0"]] > marks["marker"]["size"][by_id["harbour-1"]]
    wide = [trace for trace in figure["data"] if trace["mode"] == "lines"]
    assert {trace["line"]["color"] for trace in wide} == {LIGHT.certainty["approximate"]}


def test_marks_of_one_row_do_not_touch(query):
    arranged, _ = drawn(query)
    for lane in arranged:
        rows: dict[float, list[float]] = {}
        for placed in lane.marks:
            rows.setdefault(placed.top, []).append((placed.left + placed.right) / 2)
        for middles in map(sorted, rows.values()):
            assert all(b - a > 0.01 for a, b in itertools.pairwise(middles))
    assert sum(lane.number for lane in arranged) == query.marks(Filter(), "place").total


@pytest.mark.parametrize(
    ("needs", "rows"),
    [([1, 1], [1, 1]), ([9, 1, 1], [9, 1, 1]), ([30, 2], [18, 2]), ([30, 30], [10, 10]), ([5] * 6, [4, 4, 3, 3, 3, 3])],
)
def test_rows_that_short_lanes_leave_go_to_long_ones(needs, rows):
    assert lanes._shares(needs) == rows


def test_many_lanes_share_the_last(query):
    arranged, _ = drawn(query)
    assert len(arranged) == lanes.MOST_LANES
    assert [lane.name for lane in arranged[-2:]] == [lanes.OTHERS, "no place"]


def test_html_in_a_name_is_text_in_every_figure(query):
    arranged, scale = drawn(query, by="person")
    spec = json.dumps(lanes.figure(arranged, scale, LIGHT))
    assert "&lt;b&gt;Bold" in spec
    assert invented_pile.HTML_NAME not in spec
    assert "&lt;script>" in atlas.figure([point("<script>", 0, 0)], LIGHT, 300)["data"][-1]["text"][0].replace(
        "&gt;", ">"
    )


@pytest.mark.parametrize(
    "points",
    [
        [(38.7, -9.1), (-18.1, 178.4), (-12, -77)],
        [(10, 179), (-10, -179)],
        [(60, 20), (60.5, 20.5)],
        [(84, -180), (-84, 179), (0, 0), (0, 90)],
    ],
)
@pytest.mark.parametrize("height", [250, 480])
def test_all_points_are_in_view_in_the_narrowest_column(points, height):
    center, zoom = atlas.view(points, height)
    world = atlas.TILE * 2**zoom
    for lat, lon in points:
        across = abs((lon - center["lon"] + 180) % 360 - 180) / 360 * world
        down = abs(atlas._mercator(lat) - atlas._mercator(center["lat"])) * world
        assert zoom == -1 or (across <= atlas.NARROWEST / 2 and down <= height / 2)


def test_the_map_draws_areas_as_areas_and_asks_no_other_host():
    points = [
        point("Norway", 61, 9, kind="country", country="NO", radius_km=600),
        point("A lake", 3, 36, kind="area", radius_km=100),
        point("Near there", 1, 1, approximate=True),
        point("Lisbon", 38, -9),
    ]
    style = atlas.style(LIGHT, points)
    assert "http" not in json.dumps(style)
    named = next(layer for layer in style["layers"] if layer["id"] == "named")
    assert named["filter"][2] == ["literal", ["NO"]]
    assert len(style["sources"]["areas"]["data"]["features"]) == 1
    fills = atlas.figure(points, LIGHT, 300)["data"][0]["marker"]["color"][1::2]
    assert fills == [LIGHT.ground, LIGHT.ground, LIGHT.ground, LIGHT.bubble]


def test_a_place_that_is_only_guessed_is_hollow_and_says_so():
    points = [point("Porto", 41.1, -8.6, 3, guessed=3), point("Lisbon", 38.7, -9.1, 4, guessed=1)]
    drawn_ = atlas.figure(points, LIGHT, 400)["data"]
    assert drawn_[0]["marker"]["color"][1::2] == [LIGHT.bubble, LIGHT.ground]  # the fullest first
    assert [text.rpartition("<br>")[2] for text in drawn_[1]["text"]] == ["1 with the place inferred", "place inferred"]


def test_the_chosen_place_has_a_ring():
    figure = atlas.figure([point("Suva", 0, 0), point("Lima", 0, 1)], LIGHT, 300, chosen=("Lima",))
    names = [row[0] for row in figure["data"][-1]["customdata"]]
    rims = figure["data"][0]["marker"]["color"][::2]
    by_name = dict(zip(names, rims, strict=True))
    assert by_name == {"Suva": LIGHT.accent, "Lima": LIGHT.text}


def test_small_bubbles_are_drawn_last():
    figure = atlas.figure([point("small", 0, 0, 1), point("large", 0, 1, 9)], LIGHT, 300)
    assert [c[0] for c in figure["data"][-1]["customdata"]] == ["large", "small"]
    rim, filling, *small = figure["data"][0]["marker"]["size"]
    assert rim > filling > max(small)
    assert figure["data"][0]["lon"] == [1, 1, 0, 0]


def test_a_journey_takes_the_short_way_round():
    line = atlas.figure([], LIGHT, 300, [point("Suva", -18, 178), point("Lima", -12, -77)])["data"][0]
    assert line["lon"] == [178, 283]


def test_land_is_cut_at_the_antimeridian_and_puts_the_crimea_in_ukraine():
    land = json.loads((ROOT / "static" / "land.geojson").read_text())
    assert "plotly.js" in land["credit"]
    by_code = {feature["properties"]["code"]: feature["geometry"]["coordinates"] for feature in land["features"]}
    for code, polygons in by_code.items():
        for polygon in polygons:
            lons = [lon for lon, _ in polygon[0]]
            assert max(lons) - min(lons) < 180 or code == "AQ"

    def inside(lon: float, lat: float, ring: list[list[float]]) -> bool:
        pairs = itertools.pairwise(ring)
        return sum((a[1] > lat) != (b[1] > lat) and lon < (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]) + a[0]
                   for a, b in pairs) % 2 == 1  # fmt: skip

    assert any(inside(34.4, 45.2, polygon[0]) for polygon in by_code["UA"])


@pytest.mark.parametrize("palette", [LIGHT, DARK])
def test_text_and_marks_stand_out_from_the_ground(palette):
    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(a: str, b: str) -> float:
        low, high = sorted((light(a), light(b)))
        return (high + 0.05) / (low + 0.05)

    for ground in (palette.ground, palette.band):
        assert contrast(palette.text, ground) >= 4.5
        assert contrast(palette.faint, ground) >= 4.5
        assert all(contrast(colour, ground) >= 3 for colour in palette.certainty.values())


def test_the_legend_names_what_is_drawn():
    said = legend.html(LIGHT, {"exact", "inferred"}, {"day", "month"})
    assert "exact day" in said
    assert "month" in said
    assert "season" not in said
    assert "stated roughly" not in said


def test_the_label_of_a_day_stands_under_its_bar():
    day = dt.date(2023, 5, 1)
    scale = build([DateInterval.day(day)])
    bar = next((left + right) / 2 for days, left, right in bins(scale) if days.start == day)
    assert bar == pytest.approx(next(at for at, label in ticks(scale) if label.startswith("1 May")))
