"""The map: our own land and borders, one bubble per place, areas as areas, every point in view."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from timeline.app.figure import Json, layout, plain
from timeline.app.palette import Palette
from timeline.app.words import count_words
from timeline.query.answers import MapPoint

LAND = "app/static/land.geojson"
CREDIT = "Land and borders: plotly.js, after the UN"
SOUTH, NORTH = -58.0, 84.0  # where the inhabited world ends
TILE = 512  # pixels of the whole world at zoom 0
NARROWEST = 340  # pixels: the least width that the column has, on a phone
EDGE = 30  # pixels kept free around the outermost points
AREAS = ("country", "region", "area")
MOST_POINTS = 1500
CLOSEST = 4.6
EARTH_KM = 111.32  # a degree


def style(palette: Palette, points: Sequence[MapPoint], tiles: str = "") -> Json:
    """A MapLibre style that asks no other host for anything, unless street tiles were configured."""
    countries = sorted({p.country for p in points if p.kind == "country" and p.country})
    areas = {
        "type": "FeatureCollection",
        "features": [_disc(p) for p in points if p.kind in AREAS and p.kind != "country" and p.radius_km],
    }
    sources: Json = {
        "land": {"type": "geojson", "data": LAND, "attribution": CREDIT},
        "areas": {"type": "geojson", "data": areas},
    }
    named = ["in", ["get", "code"], ["literal", countries]]
    layers: list[Json] = [
        {"id": "water", "type": "background", "paint": {"background-color": palette.water}},
        {"id": "land", "type": "fill", "source": "land", "paint": {"fill-color": palette.land}},
        {"id": "named", "type": "fill", "source": "land", "filter": named, "paint": _wash(palette)},
        {"id": "borders", "type": "line", "source": "land", "paint": {"line-color": palette.border, "line-width": 0.7}},
        {"id": "areas", "type": "fill", "source": "areas", "paint": _wash(palette)},
    ]
    if tiles:
        sources["streets"] = {
            "type": "raster",
            "tiles": [tiles],
            "tileSize": 256,
            "attribution": "© OpenStreetMap contributors",
        }
        layers.insert(1, {"id": "streets", "type": "raster", "source": "streets"})
        layers = [layer for layer in layers if layer["id"] not in ("land", "borders")]
    return {"version": 8, "sources": sources, "layers": layers}


def _wash(palette: Palette) -> Json:
    return {"fill-color": palette.area, "fill-opacity": 0.55}


def _disc(point: MapPoint) -> Json:
    """An area of which only the middle and the extent are known, as a ring of 36 corners."""
    tall = (point.radius_km or 0) / EARTH_KM
    broad = tall / max(math.cos(math.radians(point.lat)), 0.1)
    turns = [2 * math.pi * step / 36 for step in range(37)]
    corners = [[round(point.lon + broad * math.cos(t), 3), round(point.lat + tall * math.sin(t), 3)] for t in turns]
    return {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [corners]}}


def figure(
    points: Sequence[MapPoint],
    palette: Palette,
    height: int,
    journey: Sequence[MapPoint] = (),
    tiles: str = "",
    chosen: Collection[str] = (),
) -> Json:
    """The map; `journey` joins one person's places in the order of time, `chosen` names the places with a ring."""
    shown = sorted(points, key=lambda p: -p.count)[:MOST_POINTS]  # small ones last: drawn on top, they stay clickable
    center, zoom = view([(p.lat, p.lon) for p in shown], height)
    traces = [_line(journey, palette)] if len(journey) > 1 else []
    traces += [_drawn(shown, palette, chosen), _targets(shown)]
    return {
        "data": traces,
        "layout": layout(
            palette,
            height,
            clickmode="event+select",
            dragmode="pan",
            map={"style": style(palette, shown, tiles), "center": center, "zoom": zoom},
            uirevision="map",
        ),
    }


def _diameters(points: Sequence[MapPoint]) -> list[float]:
    most = max((p.count for p in points), default=1)
    return [round(9 + 23 * math.sqrt(p.count / most), 1) for p in points]


def _drawn(points: Sequence[MapPoint], palette: Palette, chosen: Collection[str]) -> Json:
    """Each bubble as a rim and the filling laid on it: MapLibre draws no outlines, but it keeps the order of a trace.

    So a small bubble lies whole on a large one; approximate places, areas, and places that are only guessed are hollow.
    """
    rims = [(9, palette.text) if p.name in chosen else (3, palette.accent) for p in points]
    hollow = [p.approximate or p.kind in AREAS or p.guessed == p.count for p in points]
    sizes = [size for d, (more, _) in zip(_diameters(points), rims, strict=True) for size in (d + more, d)]
    fills = [palette.ground if empty else palette.bubble for empty in hollow]
    colours = [colour for (_, rim), fill in zip(rims, fills, strict=True) for colour in (rim, fill)]
    marker = {"size": sizes, "color": colours, "opacity": 1}
    return _trace([p for p in points for _ in range(2)]) | {"marker": marker, "hoverinfo": "skip"}


def _targets(points: Sequence[MapPoint]) -> Json:
    """What the pointer meets: one unseen mark over each bubble."""
    return _trace(points) | {
        "customdata": [[p.name] for p in points],
        "text": [_hover(p) for p in points],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {"size": _diameters(points), "opacity": 0},
        "selected": {"marker": {"opacity": 0}},
        "unselected": {"marker": {"opacity": 0}},
    }


def _trace(points: Sequence[MapPoint]) -> Json:
    return {
        "type": "scattermap",
        "mode": "markers",
        "lat": [round(p.lat, 4) for p in points],
        "lon": [round(p.lon, 4) for p in points],
    }


def _line(journey: Sequence[MapPoint], palette: Palette) -> Json:
    lons = [journey[0].lon]
    for point in journey[1:]:  # the short way round, across the antimeridian if need be
        lons.append(round(lons[-1] + (point.lon - lons[-1] + 180) % 360 - 180, 4))
    line = {"color": palette.accent, "width": 2}
    return _trace(journey) | {"lon": lons, "mode": "lines", "line": line, "opacity": 0.55, "hoverinfo": "skip"}


def _hover(point: MapPoint) -> str:
    vague = (
        "<br>somewhere in this area" if point.kind in AREAS else "<br>position approximate" if point.approximate else ""
    )
    all_of_them = "place inferred" if point.guessed == point.count else f"{point.guessed:,} with the place inferred"
    guessed = f"<br>{all_of_them}" if point.guessed else ""
    return f"<b>{plain(point.name)}</b><br>{count_words(point.count, 'event')}{vague}{guessed}"


def view(points: Sequence[tuple[float, float]], height: int) -> tuple[Json, float]:
    """Centre and zoom at which all points are inside the narrowest column; the widest empty side is left out."""
    if not points:
        return {"lat": 25.0, "lon": 15.0}, -0.4
    west, span = _longitudes([lon for _, lon in points])
    low, high = (_mercator(f(lat for lat, _ in points)) for f in (min, max))
    across = (NARROWEST - 2 * EDGE) / (TILE * max(span / 360, 1e-6))
    down = (height - 2 * EDGE) / (TILE * max(high - low, 1e-6))
    zoom = min(math.log2(min(across, down)), CLOSEST if len(points) > 1 else 3.4)
    middle = _off_the_poles(low, high, height / (TILE * 2 ** max(zoom, -1)))
    lon = (west + span / 2 + 180) % 360 - 180
    return {"lat": round(_latitude(middle), 4), "lon": round(lon, 4)}, round(max(zoom, -1), 3)


def fitting(points: Sequence[MapPoint], most: int) -> int:
    """The height at which the map shows the inhabited world at most, so that no polar waste fills the page."""
    _, zoom = view([(p.lat, p.lon) for p in points], most)
    return int(min(most, (_mercator(NORTH) - _mercator(SOUTH)) * TILE * 2.0**zoom))


def _off_the_poles(low: float, high: float, tall: float) -> float:
    """The middle of a screen that shows all points and as little as possible beyond the inhabited world."""
    south, north = _mercator(SOUTH), _mercator(NORTH)
    middle = (low + high) / 2
    wished = (south + north) / 2 if tall > north - south else min(max(middle, south + tall / 2), north - tall / 2)
    slack = max((tall * (1 - EDGE / NARROWEST) - (high - low)) / 2, 0)
    return min(max(wished, middle - slack), middle + slack)


def _longitudes(longitudes: Sequence[float]) -> tuple[float, float]:
    """Westernmost longitude and span of the shortest arc that holds all."""
    ring = sorted(set(longitudes))
    gaps = [(b - a, b) for a, b in zip(ring, [*ring[1:], ring[0] + 360], strict=True)]
    gap, west = max(gaps)
    return west, 360 - gap


def _mercator(lat: float) -> float:
    """Height on the map, 0 at the south edge to 1 at the north edge."""
    bounded = math.radians(min(max(lat, -84.0), 84.0))
    return 0.5 + math.asinh(math.tan(bounded)) / (2 * math.pi)


def _latitude(height: float) -> float:
    return math.degrees(math.atan(math.sinh((height - 0.5) * 2 * math.pi)))


def alternative(points: Sequence[MapPoint]) -> str:
    """What a reader who cannot see the map is told."""
    if not points:
        return "Map: no event shown here has a place."
    largest = sorted(points, key=lambda p: -p.count)[:8]
    told = ", ".join(f"{p.name} {p.count}" for p in largest)
    return f"Map of {count_words(len(points), 'place')}: {told}{' and others' if len(points) > 8 else ''}."
