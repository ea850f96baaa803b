"""Opt-in: names that the gazetteer lacks are asked of an online geocoder. Nothing here runs unless it is switched on.

Nominatim's usage policy is kept: a user agent that names Timeline, one request a second, every answer kept on disk so
that nothing is asked twice, and the attribution in the reason that stands by each place.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import timeline
from timeline.errors import ResourceError
from timeline.models import Place, PlaceKind

ATTRIBUTION = "© OpenStreetMap contributors (ODbL 1.0), by Nominatim"
USER_AGENT = f"timeline-atlas/{timeline.__version__} (news articles into maps; opt-in)"
NAMES = ("nominatim",)
SECONDS_APART = 1.0
TIMEOUT = 10  # seconds
PATIENCE = 3  # failures in a row after which nothing more is asked in this run
TRUST = 0.5  # a place that only a search engine for names knows
VOTING_COUNTRIES = 3  # in which a name is looked for
_PREFIX = "osm:"
_SHORTEST = 3  # letters of a name that is asked about
_KINDS: Mapping[str, PlaceKind] = {
    "country": "country", "state": "region", "region": "region", "province": "region", "state_district": "region",
    "county": "region", "district": "region", "municipality": "city", "city": "city", "town": "city", "village": "city",
}  # fmt: skip
_CLASSES = ("place", "boundary", "natural", "waterway", "landuse", "historic", "aeroway", "leisure", "mountain_pass")

Answer = dict[str, Any]
Ask = Callable[[str, Sequence[str]], Answer | None]


class Geocoder:
    """Asks for places by name, once each; `problems` are sentences about what could not be asked."""

    def __init__(self, ask: Ask, kept: Path) -> None:
        self._ask, self._kept, self._failures = ask, kept, 0
        self._known = _read(kept)
        self.problems: list[str] = []
        self.answered = 0

    def find(self, name: str, countries: Sequence[str]) -> Answer | None:
        """The answer for a name in one of some countries (anywhere, if there are none); None where there is none."""
        key = f"{name.casefold()}|{','.join(sorted(countries))}"
        if key not in self._known:
            if self._failures >= PATIENCE:
                return None
            try:
                answer = self._ask(name, countries)
            except Exception as error:  # whatever the network does, the articles are still read
                self._failed(name, error)
                return None
            self._failures = 0
            self._keep(key, answer)
        answer = self._known[key]
        self.answered += answer is not None
        return answer

    def _failed(self, name: str, error: Exception) -> None:
        self._failures += 1
        self.problems.append(
            f"“{name}” could not be asked of the geocoder ({str(error) or type(error).__name__}); it stays without a "
            "point."
        )
        if self._failures == PATIENCE:
            self.problems.append("The geocoder does not answer; nothing more is asked of it. Try again later.")

    def _keep(self, key: str, answer: Answer | None) -> None:
        self._known[key] = answer
        try:
            self._kept.parent.mkdir(parents=True, exist_ok=True)
            with self._kept.open("a", encoding="utf-8") as file:
                file.write(json.dumps([key, answer], ensure_ascii=False) + "\n")
        except OSError as error:
            self.problems.append(f"{self._kept}: answers cannot be kept there ({error.strerror}); make it writable.")


@cache
def geocoder(name: str) -> Geocoder:
    """The geocoder of a name, one for a whole run; raises ResourceError for a name that there is none of."""
    if name not in NAMES:
        raise ResourceError(f"There is no geocoder “{name}”; choose {' or '.join(NAMES)}.")
    return Geocoder(nominatim(), cache_folder() / f"{name}.jsonl")


def geocoder_of(name: str | None) -> Geocoder | None:
    """The same, or None where none is asked for."""
    return None if name is None else geocoder(name)


def cache_folder() -> Path:
    """Where answers are kept: TIMELINE_CACHE, else the user's folder for such things."""
    own = os.environ.get("TIMELINE_CACHE")
    return Path(own) if own else Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "timeline"


def nominatim(adapter: Any = None) -> Ask:
    """OpenStreetMap's search for names, by geopy; nothing is sent before the first question."""
    from geopy.exc import GeocoderTimedOut, GeocoderUnavailable, GeopyError
    from geopy.extra.rate_limiter import RateLimiter
    from geopy.geocoders import Nominatim

    asked = Nominatim(user_agent=USER_AGENT, timeout=TIMEOUT, adapter_factory=adapter)
    patient = RateLimiter(asked.geocode, min_delay_seconds=SECONDS_APART, max_retries=0, swallow_exceptions=False)

    def ask(name: str, countries: Sequence[str]) -> Answer | None:
        codes = [code.lower() for code in countries] or None
        try:
            found = patient(name, country_codes=codes, addressdetails=True, language="en")
        except (GeocoderTimedOut, GeocoderUnavailable) as error:
            raise ConnectionError("it cannot be reached") from error
        except GeopyError as error:
            raise ConnectionError(f"it refuses: {type(error).__name__}") from error
        return _answer(found.raw) if found is not None else None

    return ask


def is_online(place: Place) -> bool:
    """Whether a geocoder told where it is."""
    return (place.gazetteer_id or "").startswith(_PREFIX)


def complete(places: Sequence[Place], asked: Geocoder) -> list[Place]:
    """The places, those that the gazetteer lacks with the point that the geocoder has for them, marked approximate."""
    votes = Counter(p.country for p in places if p.country for _ in p.mentions)
    countries = [country for country, _ in votes.most_common(VOTING_COUNTRIES) if country]
    return [_completed(p, asked.find(p.name, countries)) if _is_unknown(p) else p for p in places]


def _is_unknown(place: Place) -> bool:
    letters = sum(c.isalpha() for c in place.name)
    return place.gazetteer_id is None and letters >= _SHORTEST and not any(c.isdigit() for c in place.name)


def _completed(place: Place, answer: Answer | None) -> Place:
    if answer is None:
        return place
    return replace(
        place, kind=answer["kind"], country=answer["country"], lat=answer["lat"], lon=answer["lon"],
        gazetteer_id=answer["id"], confidence=TRUST, approximate=True, radius_km=answer["radius_km"],
        reason=f"The gazetteer lacks “{place.name}”; asked online, it is {answer['name']}. {ATTRIBUTION}.",
    )  # fmt: skip


def _answer(raw: Mapping[str, Any]) -> Answer | None:
    """What is kept of an answer; None for a shop or a street that happens to have the name."""
    if raw.get("class") not in _CLASSES:
        return None
    kind = _KINDS.get(str(raw.get("addresstype") or raw.get("type")), "point")
    return {
        "id": f"{_PREFIX}{raw.get('osm_type')}/{raw.get('osm_id')}", "name": str(raw["display_name"]), "kind": kind,
        "country": str(raw.get("address", {}).get("country_code", "")).upper() or None,
        "lat": round(float(raw["lat"]), 5), "lon": round(float(raw["lon"]), 5),
        "radius_km": _radius(raw.get("boundingbox")) if kind in ("region", "country") else None,
    }  # fmt: skip


def _radius(box: Sequence[str] | None) -> float | None:
    """Half the diagonal of a bounding box, in kilometres."""
    from geopy.distance import geodesic

    if not box:
        return None
    south, north, west, east = map(float, box)
    return round(float(geodesic((south, west), (north, east)).km) / 2, 1)


def _read(kept: Path) -> dict[str, Answer | None]:
    """The answers on disk; a line that is broken is asked again."""
    found: dict[str, Answer | None] = {}
    try:
        lines = kept.read_text(encoding="utf-8").splitlines()
    except OSError:
        return found
    for line in lines:
        try:
            key, answer = json.loads(line)
        except (TypeError, ValueError):
            continue
        if answer is None or isinstance(answer, dict):
            found[key] = answer
    return found
