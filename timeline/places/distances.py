"""How far from another place the text says that one is: "Olmer, 80 km south of Lyon"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.gazetteer import Entry

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from timeline.places.toponyms import Toponym

TOLERANCE = 0.3  # of the distance; roads are longer than the line, and papers round
LEAST_TOLERANCE = 12.0  # kilometres
LONGEST = 1500.0  # kilometres; what is farther off tells little
_REACH = 40  # tokens between a place and another that its distance is told from
_UNITS = {"k": 1.0, "m": 1.609344}
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")
_SAID = (
    r"(?P<number>\d[\d,]*(?:\.\d+)?)[- ]?(?P<unit>kilomet(?:er|re)s?|kms?|miles?|mi)\b(?: ?\([^()]{1,30}\))?,?"
    r"(?: or so| or more)?(?: away| to the| due| outside| inland| up| down)*"
    r"(?: (?P<point>north|south|east|west)(?:[- ]?(?P<side>east|west))?(?:[- ](?:north|south|east|west)+)?)?"
    r" (?:of|from)(?: the)?(?: [a-z-]+){0,3} ?"
)
_LEADS = (  # what may stand between the place and the distance
    r"(?: [a-z-]+){0,3}(?:,|,? (?:which|that) (?:is|lies|sits|stands)|,? (?:is|lies|lying|located|situated)| \()?"
    r"(?:,? (?:an?|the) [^,.;:()]{1,60}?,?)?(?: (?:is|lies|lying|located|situated))?"
    r"(?: (?:some|about|around|roughly|nearly|almost|just|over|more than|less than|only|an? estimated))* ?"
)
_FROM = re.compile(_SAID + "$")  # right before the place that the distance is measured from
_BETWEEN = re.compile(_LEADS)
_BEHIND = re.compile(_LEADS + _SAID + r"(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Distance:
    """So many kilometres from the toponym `of`, an index, in a direction: degrees clockwise from north, or None."""

    of: int
    km: float
    bearing: float | None

    def fits(self, km: float) -> bool:
        """Whether a place so far off from it may be meant."""
        return abs(km - self.km) <= max(LEAST_TOLERANCE, TOLERANCE * self.km)

    def point(self, origin: Entry) -> tuple[float, float]:
        """Latitude and longitude there; those of the origin where no direction is said."""
        if self.bearing is None:
            return origin.lat, origin.lon
        from geopy.distance import great_circle  # it takes long to load, and few articles need it

        there = great_circle(kilometers=self.km).destination((origin.lat, origin.lon), bearing=self.bearing)
        return round(there.latitude, 4), round(there.longitude, 4)

    @property
    def radius_km(self) -> float:
        """Of the circle in which the place is."""
        return self.km if self.bearing is None else max(LEAST_TOLERANCE, TOLERANCE * self.km)

    @property
    def words(self) -> str:
        """As in "the text puts it 80 km south of Lyon", up to the name."""
        side = "from" if self.bearing is None else f"{_POINTS[round(self.bearing / 45)]} of"
        return f"{self.km:.0f} km {side}"


def distances(parse: Doc, toponyms: Sequence[Toponym]) -> dict[int, Distance]:
    """How far off each toponym is that the text measures, by its index."""
    found: dict[int, Distance] = {}
    for index, origin in enumerate(toponyms[1:], start=1):
        before = toponyms[index - 1]
        between = _words(parse, before.last + 1, origin.first)
        said = _FROM.search(between) if parse[before.last].sent == parse[origin.first].sent else None
        far = _far(said) if said is not None else None
        if said is not None and far is not None and _BETWEEN.fullmatch(between[: said.start()]):
            held = index > 1 and toponyms[index - 2].within == index - 1  # "Olmer, a town in Tesk some 80 km from"
            found[index - 1 - held] = Distance(of=index, km=far, bearing=_bearing(said))
    return found


def is_measured(parse: Doc, last: int) -> bool:
    """Whether the words behind a token say how far off a name is from what it names."""
    behind = _words(parse, last + 1, min(last + 1 + _REACH, parse[last].sent.end))
    return any(c.isdigit() for c in behind) and _BEHIND.match(behind) is not None


def _words(parse: Doc, start: int, end: int) -> str:
    """Tokens [start, end) with the space before them, if they are few; nothing else can be a distance."""
    if not 0 < end - start <= _REACH:
        return ""
    return f"{parse[start - 1].whitespace_}{parse[start:end].text_with_ws}"


def _far(said: re.Match[str]) -> float | None:
    far = float(said["number"].replace(",", "")) * _UNITS[said["unit"][0]]
    return far if 0 < far <= LONGEST else None


def _bearing(said: re.Match[str]) -> float | None:
    point = f"{said['point'] or ''}{said['side'] or ''}"
    return 45.0 * _POINTS.index(point) if point in _POINTS else None
