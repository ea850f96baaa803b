"""Whether a date in a page is of something else: by the boxes that it stands in, and by what stands beside them."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any

from timeline.articles.date_lines import LABELS, LONGEST, is_dated, says, says_any
from timeline.articles.page_scan import Scan
from timeline.articles.written_days import written_days

AROUND = 4  # levels up whose class says what an element is
MOST_PIECES = 40  # elements directly inside a date line
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
NO_TEASER = ("body", "article", "main", "header", "td")
TEASER_DEPTH, TITLE_WORDS = 3, 3  # levels up; spaces in a link that is a headline
LONGEST_LISTED = 120  # characters of a short box
BESIDE, LISTED = 3, 2  # boxes looked at on either side; dated ones among them that make a list


def all_words(element: Any, longest: int = LONGEST) -> str:
    """The words in an element and those inside it, none if they are longer than a date line can be."""
    words: list[str] = []
    length = 0
    if len(element) > MOST_PIECES:
        return ""
    for text in element.itertext():
        if not text.isspace():
            pieces = text.split()
            length += sum(map(len, pieces))
            if length > longest:
                return ""
            words += pieces
    return " ".join(words)


def in_frame(element: Any) -> bool:
    """Whether it stands beside the article; an article's own footer may well hold its date."""
    around = [parent.tag for parent in element.iterancestors()]
    return any(tag in ("aside", "nav") for tag in around) or ("footer" in around and "article" not in around)


def in_masthead(element: Any, scan: Scan) -> bool:
    """Whether it stands in the head of the site, not of the article, where sites show the present day."""
    boxes = [box for box in (element, *islice(element.iterancestors(), AROUND)) if box.tag not in ("body", "html")]
    return any(says("masthead", own_names(box)) and box not in scan.around_headline for box in boxes)


def is_quoted(element: Any) -> bool:
    """Whether it stands in a quotation: a message of somebody else, with its own date."""
    return any(box.tag == "blockquote" for box in islice(element.iterancestors(), AROUND))


def in_teaser(element: Any, scan: Scan) -> bool:
    """Whether it stands in a small box with a heading or a long link that is not the page's: another story's."""
    for box in islice(element.iterancestors(), TEASER_DEPTH):
        if box.tag == "article" and box not in scan.around_headline:
            return _is_one_of_many(box)
        if box.tag in NO_TEASER or box in scan.around_headline or not all_words(box):
            return False
        if any(_is_headed(e, all_words(e)) for e in box.iter("a", *HEADINGS)):
            return True
    return False


def _is_headed(element: Any, words: str) -> bool:
    """Whether a heading or a link heads a story; "Last changes" heads the date below it."""
    return not says_any(LABELS[:2], words) if element.tag in HEADINGS else _is_title(words)


def is_listed(element: Any, scan: Scan) -> bool:
    """Whether it stands in one of several short boxes side by side that are all dated: a list of news or of events."""
    for box in (element, *islice(element.iterancestors(), TEASER_DEPTH - 1)):
        if box.getparent() in scan.around_headline or not _is_barely_dated(box):
            return False
        beside = chain(*(islice(box.itersiblings(box.tag, preceding=back), BESIDE) for back in (False, True)))
        if sum(map(_is_barely_dated, beside)) >= LISTED:
            return True
    return False


def _is_barely_dated(box: Any) -> bool:
    """Whether a box holds little but a date that nothing calls the publication or a change."""
    words = all_words(box, LONGEST_LISTED)
    return is_dated(words) and not says_any(LABELS[:2], words)


def _is_one_of_many(article: Any) -> bool:
    """Whether an article whose heading leads elsewhere has others beside it, as on a page that lists them."""
    others = article.itersiblings("article"), article.itersiblings("article", preceding=True)
    beside = any(True for siblings in others for _ in siblings)
    return beside and any(heading.find(".//a") is not None for heading in article.iter(*HEADINGS))


def _is_title(words: str) -> bool:
    return words.count(" ") >= TITLE_WORDS and not any(written_days(words))


def own_names(element: Any) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "property", "rel"))))
