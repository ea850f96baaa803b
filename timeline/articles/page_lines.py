"""Dates that a page shows: time elements and short lines, near the headline and marked as dates."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from timeline.articles.ago import counted_back
from timeline.articles.date_lines import (
    FEW_LETTERS,
    LABELS,
    LONGEST,
    byline,
    is_dated,
    is_list,
    is_mostly_date,
    is_signed,
    says,
    says_any,
    stands_ahead,
)
from timeline.articles.page_boxes import (
    AROUND,
    all_words,
    in_frame,
    in_masthead,
    in_teaser,
    is_listed,
    is_quoted,
    own_names,
)
from timeline.articles.page_scan import MACHINE, SKIPPED, Scan
from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import calendar_words, fold, stored_day, written_days
from timeline.models import DateInterval

LONGEST_RAW = 4 * LONGEST  # with the spaces of the source
NEAR = 60  # elements after the headline that may still belong to the head of the article
JUST_ABOVE = 8  # elements before the headline that still belong to it; what is further up belongs to the site
SENTENCE_END = re.compile(r"[.!?|(]")
APART = re.compile(r"(?<=\d) ([-/.]) (?=\d)")
LONGEST_IN_PIECES = 60  # characters of a line whose day is told in pieces
PIECES = 2  # elements that may hold parts of one day
LONGEST_LABEL = 30
BADGE = re.compile(
    r"^(?:(?P<d1>\d{1,2})\.?\s(?:de\s)?(?P<m1>[^\W\d_]{3,12})|(?P<m2>[^\W\d_]{3,12})\.?\s(?P<d2>\d{1,2}))[.,]?$"
)
MONTH_AND_YEAR = re.compile(r"[^\W\d_]{3,12}\.?,?\s(?:19|20)\d\d$")
STATING = frozenset(("content", *MACHINE))
ELSEWHERE = "elsewhere"
ENTRY = ("time near headline", "time updated")  # microformats mark the one date of an entry as that of its change
ANY_DATE = ("datum", "fecha")  # as names of elements they say no more than that it is a date
UNMARKED = ("line near headline", "time near headline", "line", "time", "masthead date")
CHANGED = ("line updated", "time updated")
FARTHER = {"line near headline": "line", "time near headline": "time"}  # what they are if others stand nearer


def shown_dates(scan: Scan) -> Iterator[tuple[str, str]]:
    """Pairs of kind and words, in the order of the page; those of other stories are of the kind `ELSEWHERE`."""
    shown = list(_shown(scan))
    others = (_days(words) for kind, _, words in shown if kind in FARTHER or kind.endswith("published"))
    first = min(filter(None, others), default=(dt.date.max,))
    shown = [(ENTRY[first < _days(w)] if kind == "entry" else kind, element, w) for kind, element, w in shown]
    nearest = min((_level(e, scan) for kind, e, _ in shown if kind in FARTHER or kind in CHANGED), default=0)
    near = {e: scan.distance(e) for kind, e, _ in shown if kind in FARTHER and _level(e, scan) == nearest}
    below = min((days for _, e, words in shown if near.get(e, -1) > 0 and (days := _days(words))), default=())
    beside = any(distance < scan.prose for distance in near.values())
    for kind, element, words in shown:
        if kind in FARTHER and below and scan.distance(element) < 0 and below < _days(words):
            yield "masthead date", words  # the day on which the page was seen
        elif kind in FARTHER and (element not in near or (beside and near[element] > scan.prose)):
            yield FARTHER[kind], words
        else:
            yield kind, words


def _days(words: str) -> tuple[dt.date, ...]:
    return tuple(day for written in written_days(words) for day in written.readings)


def _labelled(element: Any, words: str) -> str:
    """The words with the label that stands before them in an element of its own, or in the one around them."""
    before, around = element.getprevious(), element.getparent()
    label = ""
    if len(element) and isinstance(element[0].tag, str):  # "<b>Updated</b> 3 May 2019"
        label = _label(element[0], element.text)
    elif before is not None and before.tag != "a" and isinstance(before.tag, str):
        label = _label(before, before.tail)
    elif around is not None:
        label = " ".join((around.text or "").split())
    known = 0 < len(label) <= LONGEST_LABEL and says_any(LABELS, label)
    return f"{label} {words}" if known and not says_any(LABELS[:2], words) else words


def _label(element: Any, nearer: str | None) -> str:
    """The words of an element, or those that stand nearer."""
    return " ".join((nearer or "").split()) or all_words(element)


def _before_change(words: str) -> str:
    """A line that dates the publication and then the change, up to the change."""
    days = written_days(words) if says("updated", words) else ()
    changed = page_vocabulary().updated.search(words.lower(), days[0].end) if len(days) > 1 else None
    return words[: changed.start()].rstrip(" -–|,;/(") if changed else words


def _level(element: Any, scan: Scan) -> int:
    """How many boxes around the headline have to be left to come to an element; all for a date in the headline."""
    boxes = list(scan.headline.iterancestors())
    around = {element, *element.iterancestors()}
    return len(boxes) if scan.headline in around else next(i for i, box in enumerate(boxes) if box in around)


def _shown(scan: Scan) -> Iterator[tuple[str, Any, str]]:
    """Kind, element and words of each date, by what is around it alone."""
    seen: set[str] = set()
    for element in scan.dated:
        words = _words(element, held=element in scan.holders)
        if not words or words in seen:
            continue
        words = _before_change(_labelled(element, words))
        kind = _kind_at(element, words, scan)
        if kind:
            if kind != ELSEWHERE:
                seen.add(words)
            yield kind, element, words


def _kind_at(element: Any, words: str, scan: Scan) -> str | None:
    """What an element with a date in it is; in a box beside the article it can only be of something else."""
    section = scan.section(element)
    apart = says("section", section) or (says("sources", section) and not says("published", words))
    if (apart and not says("updated", words)) or in_teaser(element, scan) or is_quoted(element):
        return ELSEWHERE
    framed = in_frame(element)
    distance = scan.distance(element)
    if distance < 0 and not framed and in_masthead(element, scan):
        return "capture stamp"
    kind = _kind(element, words, distance)
    if kind in UNMARKED and is_listed(element, scan):
        return ELSEWHERE
    return kind if kind == ELSEWHERE or not framed else None


def badge(scan: Scan, month: DateInterval) -> str | None:
    """The words of a day without a year beside the headline ("06 Mar"), if it lies in the month of the address."""
    for element in scan.dated:
        words = all_words(element)
        found = BADGE.match(words) if len(words) <= FEW_LETTERS * 2 else None
        named = found and calendar_words()["month"].get(fold(found["m1"] or found["m2"]))
        if found and named == month.start.month and abs(scan.distance(element)) < NEAR:
            return f"{found['d1'] or found['d2']} {found['m1'] or found['m2']} {month.start.year}"
    return None


def _words(element: Any, *, held: bool) -> str:
    """The date words of an element, or an empty string: those that it holds itself, else those in all its pieces."""
    if element.tag in SKIPPED:
        return ""
    words = _held_words(element) or _beside_day(element) if held else ""
    if words or not len(element):
        return words
    whole = element.tag in ("time", "p") or says("date", own_names(element))
    words = all_words(element, LONGEST if whole else LONGEST_IN_PIECES) if whole or len(element) >= PIECES else ""
    if not whole:
        words = APART.sub(r"\1", words) if len(words) <= LONGEST_IN_PIECES else ""
    if not is_dated(words) or not (whole or _is_in_pieces(element, words)):
        return ""
    return words if len(element.findall(".//time")) < 2 else ""  # several speak for themselves


def _is_in_pieces(element: Any, words: str) -> bool:
    """Whether the day in some words is told by several elements together: "<a>2007</a>-<a>10</a>-<a>02</a>"."""
    return not any(any(written_days(piece)) for piece in element.itertext()) and any(written_days(words))


def _held_words(element: Any) -> str:
    if stated := _for_machines(element):
        return stated
    hovered = (element.get("title") or "").strip()
    if element.tag == "abbr" and hovered:
        return hovered
    texts = (element.text, *(child.tail for child in element)) if len(element) else (element.text,)
    pieces = [" ".join(text.split()) for text in texts if text and len(text) <= LONGEST_RAW]
    own = " ".join(pieces)
    lines = pieces if len(own) > LONGEST else ()  # a page in one cell, its lines parted by breaks
    return next(filter(is_dated, (own, hovered, *lines)), "")


def _beside_day(element: Any) -> str:
    """A month and year with the day that stands alone in the element before: "<b>05</b><i>June 2012</i>"."""
    before = element.getprevious()
    if len(element) or before is None or len(before) or not MONTH_AND_YEAR.match((element.text or "").strip()):
        return ""
    day = (before.text or "").strip(" .\n\t")
    words = f"{day} {element.text.strip()}"
    return words if len(day) <= 2 and day.isdecimal() and is_dated(words) else ""


def _for_machines(element: Any) -> str:
    """The day in one of the attributes that are written for machines."""
    if STATING.isdisjoint(element.keys()):
        return ""
    names = MACHINE if element.get("itemprop") is None and element.get("property") is None else ("content", *MACHINE)
    for stated in filter(None, map(element.get, names)):
        if stored_day(stated) or any(written_days(stated)):
            return str(stated).strip()
    return ""


def _kind(element: Any, words: str, distance: int) -> str | None:
    """What an element with a date in it is: by the names around it, then by what stands in it, then by its place."""
    names = _names(element)
    near = names[:2]
    if _any_says("present", near):
        return "capture stamp"
    if _any_says("event", near) or (says("hour", words) and not says_any(LABELS, words)):
        return "shown event"
    if _any_says("elsewhere", near):
        return _in_foot(words) if "foot" in " ".join(near) and is_mostly_date(words) else ELSEWHERE
    if element.get("itemprop", "").lower() in ("datepublished", "datecreated") or element.get("pubdate") is not None:
        return "time published"
    dating = is_mostly_date(words) or is_signed(words) or (_any_says("date", near[:1]) and stands_ahead(words))
    if element.tag not in ("time", "abbr") and (not dating or is_list(words)):
        return None
    astray = _any_says("elsewhere", names)
    if counted_back(words) and not any(written_days(words)):
        return "ago" if abs(distance) < NEAR and not astray else None
    if says("other", words) or says("other", _label_before(words)):
        return ELSEWHERE
    if says("seen", words):
        return "capture stamp"
    return _by_place(element.tag in ("time", "abbr"), words, near, astray, distance)


def _label_before(words: str) -> str:
    """What stands between the end of a sentence, or a bracket, and the first day."""
    day = next(iter(written_days(words)), None)
    return SENTENCE_END.split(words[: day.start if day else None])[-1]


def _in_foot(words: str) -> str:
    """What a date in the foot of the site is: that of the page if it says so."""
    if says("updated", words):
        return "line updated"
    return "line" if says("published", words) else ELSEWHERE


def _by_place(is_time: bool, words: str, near: list[str], astray: bool, distance: int) -> str | None:
    shown = "time" if is_time else "line"
    mark = next(filter(None, map(_marked_as, near)), None)
    if says("updated", words) or mark == "updated":
        entry = "updated" in " ".join(near[:1]).split() and not astray and 0 < distance < NEAR
        return "entry" if entry and not says("updated", words) else f"{shown} updated"
    if astray and not says("published", words):
        return shown
    if says("first", words):
        return "line first published"
    signed = mark == "published" or says("published", words) or byline(words)
    if distance > -NEAR and signed:
        return f"{shown} published"
    if is_time and -NEAR < distance < 3 * NEAR:
        return "time near headline" if distance < NEAR else "time"
    if -NEAR < distance < NEAR:
        return "line near headline" if distance > -JUST_ABOVE else "masthead date"
    return "line" if _any_says("date", near) or says("date", words) else None


def _marked_as(names: str) -> str | None:
    """What class names call a date; themes put both names on the date of what was never changed."""
    changed = [name for name in names.split() if says("updated", name)]
    if any(says("published", name) for name in names.split() if name not in changed and name.lower() not in ANY_DATE):
        return "published"
    return "updated" if changed else None


def _any_says(mark: str, names: list[str]) -> bool:
    return any(says(mark, each) for each in names)


def _names(element: Any) -> list[str]:
    chain = [element, *islice(element.iterancestors(), AROUND)]
    return [own_names(e) for e in chain if e.tag not in ("body", "html")]
