"""Whether numeric dates put the day or the month first, where the numbers do not tell."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Literal
from urllib.parse import urlsplit

from timeline.models import DateInterval, Document
from timeline.published.candidates import Found

Order = Literal["day", "month"]
_ORDERS: tuple[tuple[Order, Order], ...] = (("day", "month"), ("month", "day"))
_LEAST_WORDS = 2  # of one spelling, and none of the other
_CLOCK = re.compile(r"^[\s,|@-]{0,4}(?:at )?((?:0\d|1[3-9]|2[0-3])[:h.][0-5]\d)(?!\d)(?!\s?[ap]\.?m)", re.IGNORECASE)
NUMERIC = re.compile(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-](?:\d\d){1,2}(?!\d)")


def order_of(found: Iterable[Found]) -> Order | None:
    """The order that the numeric dates of a page show by a number over twelve."""
    seen: Counter[Order] = Counter()
    for candidate in found:
        for numbers in NUMERIC.finditer(candidate.text):
            first, second = int(numbers[1]), int(numbers[2])
            if first > 12 >= second:
                seen["day"] += 1
            elif second > 12 >= first:
                seen["month"] += 1
    if seen["day"] == seen["month"]:
        return None
    return "day" if seen["day"] > seen["month"] else "month"


def habits(pile: Iterable[tuple[str | None, Order | None]]) -> dict[str, Order]:
    """The order of each outlet all of whose decided dates agree; the pile is named by outlet."""
    seen: dict[str, set[Order]] = {}
    for name, order in pile:
        if order and name:
            seen.setdefault(name, set()).add(order)
    return {name: orders.pop() for name, orders in seen.items() if len(orders) == 1}


def outlet(document: Document) -> str | None:
    """Who published it, as far as that is known."""
    return document.source or (urlsplit(document.url).hostname if document.url else None)


def hinted(document: Document, found: Found, habit: Order | None) -> tuple[Order, str] | None:
    """The order and why: by the outlet's habit, the time zone beside the date, the country or language of the page."""
    if habit:
        return habit, f"other dates of {outlet(document)} put the {habit} first"
    hints = _hints()
    for zone, zone_order in hints["zone"].items():
        if re.search(rf"\b{zone}\b", _beside(document, found)):
            return zone_order, f"the time zone {zone} is used where the {zone_order} comes first"
    host = (urlsplit(document.url).hostname or "") if document.url else ""
    if order := hints["domain"].get(host.rsplit(".", 1)[-1]):
        return order, f"addresses in .{host.rsplit('.', 1)[-1]} put the {order} first"
    for clue in document.clues:
        if clue.kind == "language" and (order := hints["language"].get(clue.text.lower())):
            return order, f"pages in {clue.text} put the {order} first"
    return _written(document, found)


def _written(document: Document, found: Found) -> tuple[Order, str] | None:
    """The order by how the page writes: a clock of 24 hours beside the date, else the spelling of English words."""
    clock = _CLOCK.search(_beside(document, found)[len(found.text) :])
    if clock:
        return "day", f"a clock of 24 hours ({clock[1]}) is used where the day comes first"
    words = Counter(re.findall(r"\b[a-z]{4,}\b", document.text))
    spelt: dict[Order, list[str]] = {"day": [], "month": []}
    for word, order in _hints()["spelling"].items():
        spelt[order] += [word] * words[word]
    for order, other in _ORDERS:
        if len(spelt[order]) >= _LEAST_WORDS and not spelt[other]:
            shown = " and ".join(f"“{word}”" for word in sorted(set(spelt[order]))[:2])
            return order, f"the spelling ({shown}) is used where the {order} comes first"
    return None


def first_reading(found: Found, order: Order) -> DateInterval | None:
    """The reading of an ambiguous date in the given order."""
    numbers = NUMERIC.search(found.text)
    if not numbers:
        return None
    day = int(numbers[1 if order == "day" else 2])
    return next((reading for reading in found.readings if reading.start.day == day), None)


def _beside(document: Document, found: Found) -> str:
    return found.text + (document.text[found.end : found.end + 30] if found.end else "")


@cache
def _hints() -> dict[str, dict[str, Order]]:
    source = resources.files("timeline.resources") / "published" / "day_order.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return {kind: {name: order for order in ("day", "month") for name in data[kind][order]} for kind in data}
