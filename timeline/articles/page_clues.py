"""Everything in a page, outside the article's text, that speaks of its date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from timeline.articles.addresses import address_clues
from timeline.articles.entries import Entry
from timeline.articles.json_ld import json_ld_dates
from timeline.articles.page_lines import shown_dates
from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import stored_day
from timeline.models import DateClue, DateInterval

COPYRIGHT = re.compile(
    r"(?:©|\(c\)|\bcopyright\b)[^.\n]{0,40}?\b(?:(?:19|20)\d\d\s?[-–]\s?)?((?:19|20)\d\d)\b", re.IGNORECASE
)
HEAD = 4096  # characters in which browsers note where they saved a page from
SCRIPT_DATE = re.compile(
    r"""(?:datePublished|publi(?:shed|sh|cation)_?(?:Date|Time|At|On)|pub_?Date|first_?Published(?:At)?|date_?Published)["']?"""
    r"""\s*[:=]\s*\\?["']([^"'\\]{8,40})\\?["']""",
    re.IGNORECASE,
)
SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
STRUCTURED = ("json-ld published", "meta published", "time published", "script data", "url")
LONGEST = 120  # characters of a clue's words


def clues_of(tree: Any, markup: str, metadata: Any, entry: Entry) -> tuple[DateClue, ...]:
    """The date clues of a page, each pair of kind and words once; `metadata` is what trafilatura found."""
    found = [_clue(kind, words) for kind, words in (*json_ld_dates(tree), *_meta(tree), *shown_dates(tree))]
    found += [clue for address in _addresses(tree, markup, metadata.url) for clue in address_clues("url", address)]
    found += address_clues("file name", entry.stem)
    found += [*_copyright(tree), *_script_data(tree)]
    if not any(clue.kind in STRUCTURED and clue.interval for clue in found):
        found += _by_htmldate(tree, metadata.date, entry)
    found += _language(tree)
    written = entry.written
    if written and any(clue.interval and clue.interval.start > written for clue in found):
        found.append(DateClue(kind="file time", text=written.isoformat(), interval=DateInterval.day(written)))
    return tuple({(clue.kind, clue.text): clue for clue in found}.values())


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
        elif words and names.get(element.get("itemprop", "").lower()) == "published":
            items.append(words)
    if items:  # of several, most belong to other stories
        yield ("meta published" if len(set(items)) == 1 else "meta date"), items[0]


def _addresses(tree: Any, markup: str, url: str | None) -> Iterator[str]:
    if url:
        yield url
    for path, attribute in (('.//link[@rel="canonical"]', "href"), ('.//meta[@property="og:url"]', "content")):
        for element in tree.iterfind(path):
            yield element.get(attribute, "")
    if found := SAVED_FROM.search(markup, 0, HEAD):
        yield found[1]


def _copyright(tree: Any) -> list[DateClue]:
    short = (text for text in tree.itertext() if len(text) < 400 and ("20" in text or "19" in text))
    years = {found[1] for text in short for found in COPYRIGHT.finditer(text)}
    return [DateClue(kind="copyright", text=f"© {max(years)}")] if years else []


def _script_data(tree: Any) -> list[DateClue]:
    """The publication date in the data of a page's scripts, if they speak of one article only."""
    scripts = (script for script in tree.iterfind(".//script") if "ld+json" not in script.get("type", ""))
    sources = ["".join(script.itertext()) for script in scripts]
    words = {found[1] for source in sources for found in SCRIPT_DATE.finditer(source)}
    days = {clue.interval: clue for clue in (_clue("script data", each) for each in sorted(words)) if clue.interval}
    return list(days.values()) if len(days) == 1 else []


def _language(tree: Any) -> list[DateClue]:
    """The language that the page declares: it says whether the day or the month comes first."""
    declared = next(iter(tree.xpath("/html/@lang | //html/@xml:lang | //meta[@property='og:locale']/@content")), "")
    return [DateClue(kind="language", text=declared.replace("_", "-").strip())] if declared.strip() else []


def _by_htmldate(tree: Any, fast: str | None, entry: Entry) -> list[DateClue]:
    """What htmldate finds: in passing, as trafilatura calls it anyway, else by searching all of the page."""
    from htmldate import find_date

    if fast:
        return [_clue("htmldate", fast)]
    day = find_date(tree, **htmldate_options(entry, extensive=True))
    if day is None or day.endswith("-01-01"):  # a year alone, mostly that of the copyright
        return []
    return [_clue("htmldate extensive", day)]


def htmldate_options(entry: Entry, *, extensive: bool) -> dict[str, Any]:
    """How htmldate is asked: for the first publication, and without looking at the clock."""
    latest = entry.written or dt.date(2099, 12, 31)
    return {"extensive_search": extensive, "original_date": True, "max_date": latest.isoformat()}
