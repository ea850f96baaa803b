"""When a found thing and a gold thing are the same: spans by overlap, names by folding, places by distance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from math import asin, cos, radians, sin, sqrt

from timeline.evaluate.gold import GoldPlace
from timeline.models import Span

EARTH_RADIUS_KM = 6371.0


def shared_characters(a: Span, b: Span) -> int:
    """How many characters both spans hold."""
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def pair_up(wanted: Sequence[Span], found: Sequence[Span]) -> dict[int, int]:
    """One-to-one matches of overlapping spans, the closest first: index in `wanted` -> index in `found`."""
    overlapping = [
        (shared_characters(a, b) / (max(a.end, b.end) - min(a.start, b.start)), i, j)
        for i, a in enumerate(wanted)
        for j, b in enumerate(found)
        if shared_characters(a, b)
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(overlapping, key=lambda match: (-match[0], match[1], match[2])):
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def folded(name: str) -> str:
    """A name without accents, case, hyphens and punctuation."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"\w+", bare.replace("'", "").replace("’", "")))


def folded_all(names: Sequence[str]) -> set[str]:
    """The folded names."""
    return {folded(name) for name in names}


def lies_in(lat: float | None, lon: float | None, place: GoldPlace) -> bool:
    """Whether a point is within the radius of a gold place."""
    if lat is None or lon is None:
        return False
    return distance_km(lat, lon, place.lat, place.lon) <= place.radius_km


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points, by the haversine formula."""
    north, east = radians(lat2 - lat1) / 2, radians(lon2 - lon1) / 2
    chord = sin(north) ** 2 + cos(radians(lat1)) * cos(radians(lat2)) * sin(east) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(1.0, chord)))
