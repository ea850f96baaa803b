"""Days and months in the paths of addresses and in file names."""

from __future__ import annotations

import datetime as dt
import re

from timeline.articles.written_days import calendar_words, day_of
from timeline.models import DateClue, DateInterval

YEAR = r"(?<!\d)(?P<y>(?:19[6-9]|20[0-9])\d)"
DAY = re.compile(
    rf"{YEAR}(?:(?P<s>[/_.-])(?P<m>\d{{1,2}}|[a-z]{{3}})(?P=s)(?P<d>\d{{1,2}})|/?(?P<m2>\d\d)/?(?P<d2>\d\d)"
    r"|-(?P<m3>\d\d)/(?P<d3>\d\d))(?!\d)",
    re.IGNORECASE,
)
SECTIONED = re.compile(rf"/{YEAR}/[a-z_-]+/(?P<m>\d{{1,2}})/(?P<d>\d{{1,2}})/", re.IGNORECASE)
MONTH = re.compile(rf"(?<=/){YEAR}/(?P<m>\d\d)(?=/)")
SCHEME_AND_HOST = re.compile(
    r"^[a-z]+://[^/]+(?:/(?:web|wayback)/\d{4,14}[a-z_]*/(?:[a-z]+:/+)?[^/]+)?", re.IGNORECASE
)  # with the moment at which an archive took the page
LONGEST = 120  # characters of a clue's words


def address_clues(kind: str, address: str) -> list[DateClue]:
    """The day, else the month, in the path of an address or in a file name."""
    interval = day_in_address(address) or month_in_address(address)
    return [DateClue(kind=kind, text=address[:LONGEST], interval=interval)] if interval else []


def day_in_address(address: str) -> DateInterval | None:
    """The first full day in the path: /2024/06/19/, /2024/jun/19/, /2024/world/6/19/, /2024/0619/, /2024-06/19/."""
    for found in DAY.finditer(SCHEME_AND_HOST.sub("", address)):
        month = found["m"] or found["m2"] or found["m3"]
        number = int(month) if month.isdigit() else calendar_words()["month"].get(month.casefold(), 0)
        if day := day_of(int(found["y"]), number, int(found["d"] or found["d2"] or found["d3"])):
            return DateInterval.day(day)
    sectioned = SECTIONED.search(SCHEME_AND_HOST.sub("", address))
    last = day_of(int(sectioned["y"]), int(sectioned["m"]), int(sectioned["d"])) if sectioned else None
    return DateInterval.day(last) if last else None


def month_in_address(address: str) -> DateInterval | None:
    """The month of a path like /2024/06/the-story."""
    found = MONTH.search(SCHEME_AND_HOST.sub("", address))
    first = day_of(int(found["y"]), int(found["m"]), 1) if found else None
    if first is None:
        return None
    return DateInterval(first, (first + dt.timedelta(31)).replace(day=1))
