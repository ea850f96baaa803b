"""One pass over a page: which elements may hold a date, and where the headline stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from timeline.articles.date_lines import DIGIT

HOLDING = 3  # levels up at which an element may hold a date in pieces
MACHINE = ("datetime", "data-published", "data-publish-date", "data-pubdate", "data-created", "data-datetime",
           "data-date", "data-time", "data-timestamp", "data-utime")  # fmt: skip
HEADINGS = ("h1", "h2", "h3")
SECTION_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
TITLE_TAGS = ("b", "strong", "font", "td", "div", "span", "p", "a", "h4", "big")  # what old pages set headlines in
SPEAKING = frozenset(("content", *MACHINE[1:]))  # of elements that are no time
PROSE, LONG_PARAGRAPH = ("p", "div", "td", "font"), 120  # characters of running text
LONGEST_PIECE = 40  # characters of a date, or of a part of one
HOVERED = ("abbr", "span", "a")  # whose title may tell in full what they show in short
SKIPPED = frozenset(("script", "style", "noscript", "option", "select", "template", "meta", "link"))
WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Scan:
    """Where dates may stand in a page.

    `holders` hold a digit or a date for machines, `dated` are they and those closely around them, in the order of the
    page; `texts` are the words with a digit.
    """

    elements: list[Any]
    holders: set[Any]
    dated: list[Any]
    headline: Any
    texts: list[str]

    def distance(self, element: Any) -> int:
        """Elements from the headline, negative above it."""
        return self._places[element] - self._places[self.headline]

    @cached_property
    def _places(self) -> dict[Any, int]:
        return {element: place for place, element in enumerate(self.elements)}

    @cached_property
    def prose(self) -> int:
        """Elements from the headline to the first long paragraph: what stands below it is not beside the headline."""
        start = self._places[self.headline]
        below = enumerate(islice(self.elements, start + 1, None), 1)
        prose = (far for far, e in below if e.tag in PROSE and len(e.text or "") >= LONG_PARAGRAPH)
        return next(prose, len(self.elements))

    def section(self, element: Any) -> str:
        """The words of the last heading between the headline and an element below it."""
        places, words = self._headings
        before = bisect_left(places, self._places[element])
        return words[before - 1] if before else ""

    @cached_property
    def _headings(self) -> tuple[list[int], list[str]]:
        """The places and the words of the headings below the headline."""
        start = self._places[self.headline]
        below = [(i, e) for i, e in enumerate(self.elements[start + 1 :], start + 1) if e.tag in SECTION_HEADINGS]
        return [i for i, _ in below], [" ".join(e.itertext()) for _, e in below]

    @cached_property
    def around_headline(self) -> set[Any]:
        """The headline and the boxes that it stands in."""
        return {self.headline, *self.headline.iterancestors()}


def scan_of(tree: Any) -> Scan:
    """The page, looked through once."""
    body = tree.find(".//body")
    root = tree if body is None else body
    elements = list(root.iter("*"))
    told = [*_held(elements), *_told_otherwise(elements)]
    holders = {element for element, _ in told}
    headline = _headline(root, tree)
    return Scan(elements, holders, _dated(elements, holders), headline, [text for _, text in told if text])


def _dated(elements: list[Any], holders: set[Any]) -> list[Any]:
    """The holders, and the elements closely around them, which may hold a date in pieces."""
    around = set(holders)
    for element in holders:
        if len(element.text or "") <= LONGEST_PIECE:
            around.update(islice(element.iterancestors(), HOLDING))
    return [element for element in elements if element in around]


def _held(elements: list[Any]) -> Iterator[tuple[Any, str]]:
    """The elements with a digit in their own words, with these."""
    digit = DIGIT.search
    for element in elements:
        text, tail = element.text, element.tail
        if text and not text.isspace() and digit(text) and element.tag not in SKIPPED:
            yield element, text
        if tail and not tail.isspace() and digit(tail):
            yield element.getparent(), tail


def _told_otherwise(elements: list[Any]) -> Iterator[tuple[Any, str]]:
    """The elements that may tell a day to machines, or by what they show when pointed at, with these words."""
    for element in elements:
        if element.tag == "time" or not SPEAKING.isdisjoint(names := element.keys()):
            yield element, ""
        elif "title" in names and element.tag in HOVERED and DIGIT.search(title := element.get("title")):
            yield element, title


def title_of(tree: Any) -> str:
    """The words of the page's title, folded."""
    title = tree.findtext(".//title") or ""
    shared = (meta.get("content", "") for meta in tree.iter("meta") if meta.get("property") == "og:title")
    return fold_words(" ".join((title, *shared)))


def fold_words(text: str) -> str:
    """Words in lower case, one space between them."""
    return " ".join(WORD.findall(text.casefold()))


def _headline(root: Any, tree: Any) -> Any:
    """The heading that the page's title repeats, else the first heading, else the body."""
    title = title_of(tree)
    headings = list(root.iter(*HEADINGS))
    repeated = _in_title([(e, " ".join(e.itertext())) for e in headings], title)
    if not repeated and title:
        short = ((e, e.text) for e in root.iter(*TITLE_TAGS))
        repeated = _in_title([(e, text) for e, text in short if text and len(text) <= 2 * len(title)], title)
    if repeated:
        return max(repeated, key=lambda pair: len(pair[1]))[0]
    return next((e for e in headings if e.tag == "h1"), headings[0] if headings else root)


def _in_title(texts: list[tuple[Any, str]], title: str) -> list[tuple[Any, str]]:
    """Those of three words or more that stand in the title."""
    likely = ((element, text) for element, text in texts if text.count(" ") >= 2 or not text.isascii())
    folded = ((element, fold_words(text)) for element, text in likely if _begins_in(text, title))
    return [(element, words) for element, words in folded if words.count(" ") >= 2 and words in title]


def _begins_in(text: str, title: str) -> bool:
    """Whether the first word stands in a folded title: to fold all words of a page costs."""
    first = WORD.search(text)
    return first is not None and first[0].casefold() in title
