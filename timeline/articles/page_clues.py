"""Everything in a page, outside the article's text, that speaks of its date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

from timeline.articles.addresses import address_clues
from timeline.articles.date_lines import is_amid_words
from timeline.articles.entries import Entry
from timeline.articles.json_ld import json_ld_dates
from timeline.articles.page_lines import ELSEWHERE, badge, shown_dates
from timeline.articles.page_scan import Scan, scan_of
from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import WrittenDay, stored_day, written_days
from timeline.models import DateClue, DateInterval

COPYRIGHT = re.compile(r"(?:©|\(c\)|\bcopyright\b)[^.\n]{0,40}?\b(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)\b")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
LONGEST_NOTICE = 400  # characters of a text that may be a notice of copyright
TITLE_PARTS = re.compile(r"\s+[|·–—-]\s+")
HEAD = 4096  # characters in which browsers note where they saved a page from
SCRIPT_DATE = re.compile(
    r"""pub(?<!latestpub)(?<!lastpub)(?:_?date|li(?:shed|sh|cation)_?(?:date|time|at|on)|(?<=date.ub)lished|(?<=date_.ub)lished)["']?"""
    r"""\s*[:=]\s*(?:\\?["']([^"'\\]{8,40})\\?["']|(\d{10}(?:\d{3})?)\b)""",
    re.IGNORECASE,
)
SCRIPT_CUES = ("ublish", "ublication", "ubDate", "ub_Date", "ubdate", "ub_date", "PUB")
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
NOTED = re.compile(
    r"\b(?:first[ _-]?)?(?:publish(?:ed|date|_date)?|posted|pub[_-]?date)\b"
    r"[^\w\n]{1,4}(?:on\s|date\W{1,4})?([\w ,:./-]{8,32})",
    re.IGNORECASE,
)
NOTED_CUE = re.compile("pub|Pub|PUB|posted|Posted|POSTED|ARCHIVED|saved date|Saved date|HTTrack")
STRUCTURED = ("json-ld published", "meta published", "meta created", "time published", "script data", "url")
OF_OTHERS = "shown elsewhere"
NEAR_HEADLINE = ("line first published", "line published", "line near headline", "time near headline")
LONGEST = 120  # characters of a clue's words


def clues_of(tree: Any, markup: str, address: str | None, entry: Entry) -> tuple[DateClue, ...]:
    """The date clues of a page, each pair of kind and words once; `address` is the page's own."""
    scan = scan_of(tree)
    shown = list(shown_dates(scan))
    found = [_clue(kind, words) for kind, words in (*json_ld_dates(tree), *_meta(tree))]
    found += [_clue(kind, words) for kind, words in shown if kind != ELSEWHERE]
    found += [clue for each in _addresses(tree, markup, address) for clue in address_clues("url", each)]
    found += _beside_month(scan, found)
    found += address_clues("file name", entry.stem)
    found += [*_titled(tree), *_copyright(scan), *_noted(markup)]
    if not any(clue.kind in STRUCTURED[:2] and clue.interval for clue in found):
        found += _script_data(tree)
    known = {None, *(clue.interval for clue in found)}
    elsewhere = dict.fromkeys(words for kind, words in shown if kind == ELSEWHERE)
    others = [clue for clue in (_clue(OF_OTHERS, words) for words in elsewhere) if clue.interval not in known]
    if not _is_clear(found):
        guessed = _by_htmldate(tree, scan, address, entry, {clue.interval for clue in others})
        found += [clue for clue in guessed if not _is_of_a_month(clue, scan, markup)]
    found += [*_language(tree), *others]
    written = entry.written
    if written and any(clue.interval and clue.interval.start > written for clue in found):
        found.append(DateClue(kind="file time", text=written.isoformat(), interval=DateInterval.day(written)))
    return tuple({(clue.kind, clue.text): clue for clue in found}.values())


def _is_clear(found: list[DateClue]) -> bool:
    """Whether the page's data or address names a date, or what it shows by the headline names one and no other."""
    shown = {clue.interval for clue in found if clue.kind in NEAR_HEADLINE}
    return any(clue.kind in STRUCTURED and clue.interval for clue in found) or (len(shown) == 1 and None not in shown)


def _clue(kind: str, words: str) -> DateClue:
    """A clue whose interval is None if the words name no day, or may name two."""
    day = stored_day(words)
    return DateClue(kind=kind, text=words[:LONGEST], interval=DateInterval.day(day) if day else None)


def _meta(tree: Any) -> Iterator[tuple[str, str]]:
    names = page_vocabulary().meta
    items: list[str] = []
    for element in tree.iterfind(".//meta[@content]"):
        words = " ".join(element.get("content").split())
        kinds = (names.get(element.get(attribute, "").lower()) for attribute in ("property", "name", "http-equiv"))
        if words and (kind := next(filter(None, kinds), None)):
            yield ("meta date" if kind == "plain" else f"meta {kind}"), words
        elif words and names.get(element.get("itemprop", "").lower()) in ("published", "created"):
            items.append(words)
    if items:  # of several, most belong to other stories
        yield ("meta published" if len(set(items)) == 1 else "meta date"), items[0]


def _titled(tree: Any) -> list[DateClue]:
    """The date that is a part of its own in the page's title: "Floods in Lyon - 07.12.2017 - The Paper"."""
    parts = TITLE_PARTS.split(" ".join((tree.findtext(".//title") or "").split()))
    dates = [part for part in parts if any(part == part[day.start : day.end] for day in written_days(part))]
    return [_clue("title date", dates[0])] if len(parts) > 1 and len(dates) == 1 else []


def _addresses(tree: Any, markup: str, url: str | None) -> Iterator[str]:
    if url:
        yield url
    for path, attribute in (('.//link[@rel="canonical"]', "href"), ('.//meta[@property="og:url"]', "content")):
        for element in tree.iterfind(path):
            yield element.get(attribute, "")
    if found := SAVED_FROM.search(markup, 0, HEAD):
        yield found[1]


def _beside_month(scan: Scan, found: list[DateClue]) -> list[DateClue]:
    """A day without a year beside the headline, where the address tells year and month."""
    month = next((clue.interval for clue in found if clue.kind == "url" and clue.interval), None)
    if month is None or month.days == 1:
        return []
    words = badge(scan, month)
    return [_clue("day in its month", words)] if words else []


def _noted(markup: str) -> list[DateClue]:
    """What comments in the page's source say of its date, and of the day on which an archive took it."""
    telling = [comment for comment in _comments(markup) if NOTED_CUE.search(comment)]
    saved = [_clue("page saved", found[1]) for found in map(page_vocabulary().saved.search, telling) if found]
    words = [found[1].strip() for comment in telling for found in NOTED.finditer(comment)]
    noted = [clue for clue in (_clue("source comment", each) for each in words) if clue.interval]
    return saved + (noted if len({clue.interval for clue in noted}) == 1 else [])


def _comments(markup: str) -> Iterator[str]:
    """The beginnings of the comments in a page's source."""
    start = markup.find("<!--")
    while start >= 0:
        yield markup[start + 4 : start + 4 * LONGEST].split("-->", 1)[0]
        start = markup.find("<!--", start + 4)


def _copyright(scan: Scan) -> list[DateClue]:
    short = (text for text in scan.texts if ("20" in text or "19" in text) and len(text) < LONGEST_NOTICE)
    years = {found[1] for text in short for found in COPYRIGHT.finditer(text.lower())}
    return [DateClue(kind="copyright", text=f"© {max(years)}")] if years else []


def _script_data(tree: Any) -> list[DateClue]:
    """The publication date in the data of a page's scripts, if they speak of one article only."""
    scripts = (script for script in tree.iterfind(".//script") if "ld+json" not in script.get("type", ""))
    sources = (script.text or "" for script in scripts)
    telling = (source for source in sources if any(cue in source for cue in SCRIPT_CUES))
    words = {found[1] or found[2] for source in telling for found in SCRIPT_DATE.finditer(source)}
    days = {clue.interval: clue for clue in (_clue("script data", each) for each in sorted(words)) if clue.interval}
    return list(days.values()) if len(days) == 1 else []


def _language(tree: Any) -> list[DateClue]:
    """The language that the page declares: it says whether the day or the month comes first."""
    locale = tree.find(".//meta[@property='og:locale']")
    declared = tree.get("lang") or tree.get(XML_LANG) or ("" if locale is None else locale.get("content", ""))
    return [DateClue(kind="language", text=declared.replace("_", "-").strip())] if declared.strip() else []


def _by_htmldate(
    tree: Any, scan: Scan, address: str | None, entry: Entry, elsewhere: set[DateInterval | None]
) -> list[DateClue]:
    """What htmldate finds in passing, else by searching all of the page; what is dated elsewhere is only said."""
    from htmldate import find_date

    _with_few_languages()
    latest = (entry.written or dt.date(2099, 12, 31)).isoformat()  # else it would look at the clock
    for kind, extensive in (("htmldate", False), ("htmldate extensive", True)):
        if extensive and not any(map(written_days, scan.texts)):
            break  # to search all of the page costs more than all else, and would find versions and numbers
        day = find_date(tree, extensive_search=extensive, original_date=True, url=address, max_date=latest)
        if day and not (extensive and day.endswith("-01-01")):  # a year alone, mostly that of the copyright
            clue = _clue(kind, day)
            if clue.interval in elsewhere:
                return [replace(clue, kind="htmldate elsewhere")]
            return [replace(clue, kind="htmldate told") if extensive and _is_told(clue, scan) else clue]
    return []


def _is_of_a_month(clue: DateClue, scan: Scan, markup: str) -> bool:
    """Whether htmldate made a day of a month, as in the address of a picture: nothing says that it was the first."""
    day = clue.interval and clue.interval.start
    if not day or day.day != 1 or clue.text in markup:
        return False
    return not any(len(text) < LONGEST_NOTICE for text, _ in _naming(day, scan))


def _is_told(clue: DateClue, scan: Scan) -> bool:
    """Whether the page names a day only in the midst of sentences: it tells of that day."""
    named = list(_naming(clue.interval.start, scan)) if clue.interval else []
    return bool(named) and all(is_amid_words(text, written) for text, written in named)


def _naming(day: dt.date, scan: Scan) -> Iterator[tuple[str, WrittenDay]]:
    """The words of the page that name a day, and how."""
    for text in scan.texts:
        if f"{day:%y}" in text:
            yield from ((text, written) for written in written_days(text) if day in written.readings)


@cache
def _with_few_languages() -> None:
    """Lets htmldate's search read the languages of most pages: to load all of them takes seconds."""
    from htmldate.extractors import get_external_parser

    get_external_parser().languages = list(page_vocabulary().searched)
