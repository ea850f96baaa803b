"""Dates that a page shows: time elements and short lines, near the headline and marked as dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import written_days

SHORTEST, LONGEST = 6, 160  # characters of a line that may be a date line
FOREIGN = re.compile(r"\b1[34]\d\d[/-]\d{1,2}[/-]\d{1,2}\b")  # seen, and refused if it is a day of no calendar
DIGIT = re.compile(r"\d")
NEAR = 60  # elements after the headline that may still belong to the head of the article
JUST_ABOVE = 8  # elements before the headline that still belong to it; what is further up belongs to the site
AROUND = 4  # levels up whose class says what an element is
FEW = 3  # plain words beside the date, its clock and its labels that still leave a date line
FEW_LETTERS = 12
TITLE_TAGS = ("b", "strong", "font", "td", "div", "span", "p", "a", "h4", "big")  # what old pages set headlines in
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
TEASER_DEPTH, TITLE_WORDS = 3, 3  # levels up; spaces in a link that is a headline
SKIPPED = ("script", "style", "noscript", "option", "select", "template", "meta", "link")


def shown_dates(tree: Any) -> Iterator[tuple[str, str]]:
    """Pairs of kind and words, in the order of the page."""
    body = tree.find(".//body")
    elements = [e for e in (tree if body is None else body).iter() if isinstance(e.tag, str)]
    head = _headline(elements, tree)
    seen: set[str] = set()
    for i, element in enumerate(elements):
        words = _words(element)
        if not words or words in seen or _in_frame(element) or _in_teaser(element, elements[head]):
            continue
        if kind := _kind(element, words, i - head):
            seen.add(words)
            yield kind, words


def _headline(elements: list[Any], tree: Any) -> int:
    """The position of the heading that the page's title repeats, else of the first heading."""
    title = fold_words(" ".join(tree.xpath(".//title/text() | .//meta[@property='og:title']/@content")))
    headings = [i for i, e in enumerate(elements) if e.tag in ("h1", "h2", "h3")]
    words = {i: fold_words(" ".join(elements[i].itertext())) for i in headings}
    repeated = [i for i in headings if words[i].count(" ") >= 2 and words[i] in title]
    if not repeated:
        words = {i: fold_words(e.text or "") for i, e in enumerate(elements) if e.tag in TITLE_TAGS and e.text}
        repeated = [i for i in words if words[i].count(" ") >= 2 and words[i] in title]
    if repeated:
        return max(repeated, key=lambda i: (len(words[i]), -i))
    return next((i for i in headings if elements[i].tag == "h1"), headings[0] if headings else 0)


def fold_words(text: str) -> str:
    """Words in lower case, one space between them."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _words(element: Any) -> str:
    """The date words that an element itself holds, or an empty string."""
    if element.tag in SKIPPED:
        return ""
    if element.tag == "time" or element.get("itemprop"):
        stated = element.get("datetime") or element.get("content") or ""
        if any(written_days(stated)):
            return str(stated).strip()
    if element.tag == "abbr" and element.get("title"):
        return str(element.get("title")).strip()
    inside = list(element)
    own = "\n".join([element.text or "", *(child.tail or "" for child in inside)])
    if DIGIT.search(own) and _is_dated(words := " ".join(own.split())):
        return words
    if not inside or len(" ".join(own.split())) > LONGEST:
        return ""
    whole = element.tag in ("time", "p") or page_vocabulary().date.search(_own_names(element))
    words = _all_words(element) if whole else ""
    return words if _is_dated(words) else ""


def _is_dated(words: str) -> bool:
    if not SHORTEST <= len(words) <= LONGEST or not DIGIT.search(words):
        return False
    return FOREIGN.search(words) is not None or any(written_days(words))


def _all_words(element: Any) -> str:
    """The words in an element and those inside it, as far as a date line can be long."""
    words: list[str] = []
    for text in element.itertext():
        words += text.split()
        if sum(map(len, words)) > LONGEST:
            return ""
    return " ".join(words)


def _kind(element: Any, words: str, distance: int) -> str | None:
    """What an element with a date in it is: by the names around it, then by what stands in it, then by its place."""
    vocabulary = page_vocabulary()
    names = _names(element)
    around = " ".join(names)
    own_and_parent = " ".join(names[:2])
    if vocabulary.present.search(own_and_parent):
        return "capture stamp"
    if vocabulary.elsewhere.search(own_and_parent):
        return None
    if element.get("itemprop", "").lower() in ("datepublished", "datecreated") or element.get("pubdate") is not None:
        return "time published"
    if element.tag not in ("time", "abbr") and (not _is_mostly_date(words) or _is_list(words)):
        return None
    astray = vocabulary.elsewhere.search(around) is not None
    marks = f"{own_and_parent} {words}"
    shown = "time" if element.tag in ("time", "abbr") else "line"
    if vocabulary.updated.search(marks):
        return f"{shown} updated"
    if astray and not vocabulary.published.search(words):
        return shown
    if vocabulary.published.search(marks) and distance > -NEAR:
        return f"{shown} published"
    if shown == "time" and -NEAR < distance < 3 * NEAR:
        return "time near headline" if distance < NEAR else "time"
    if -NEAR < distance < NEAR:
        return "line near headline" if distance > -JUST_ABOVE else "masthead date"
    return "line" if vocabulary.date.search(marks) else None


def _names(element: Any) -> list[str]:
    chain = [element, *islice(element.iterancestors(), AROUND)]
    return [_own_names(e) for e in chain if e.tag not in ("body", "html")]


def _in_frame(element: Any) -> bool:
    """Whether it stands beside the article; an article's own footer may well hold its date."""
    around = [parent.tag for parent in element.iterancestors()]
    return any(tag in ("aside", "nav") for tag in around) or ("footer" in around and "article" not in around)


def _in_teaser(element: Any, headline: Any) -> bool:
    """Whether it stands in a small box with a heading or a long link that is not the page's: another story's."""
    for box in islice(element.iterancestors(), TEASER_DEPTH):
        if box.tag in ("body", "article", "main", "header", "td") or not _all_words(box):
            return False
        inside = list(box.iter())
        if any(e is headline for e in inside):
            return False
        if any(e.tag in HEADINGS or (e.tag == "a" and _all_words(e).count(" ") >= TITLE_WORDS) for e in inside):
            return True
    return False


def _own_names(element: Any) -> str:
    return " ".join(filter(None, map(element.get, ("class", "id", "itemprop", "property", "rel"))))


def _is_list(words: str) -> bool:
    """Whether it dates several things: two days, and no word that would make one the publication or a change."""
    vocabulary = page_vocabulary()
    labelled = vocabulary.updated.search(words) or vocabulary.published.search(words)
    return not labelled and len({day.readings for day in written_days(words)}) > 1


def _is_mostly_date(words: str) -> bool:
    """Whether little but labels stands beside the date, counted in words, or in letters of scripts without spaces."""
    rest, last = "", 0
    for day in written_days(words):
        rest += words[last : day.start] + " "
        last = day.end
    rest += words[last:]
    labels = page_vocabulary().labels
    plain = [word for word in re.findall(r"[^\W\d_]+", rest) if word.islower() and word not in labels]
    caseless = sum(letter.isalpha() and letter.lower() == letter.upper() for letter in rest)
    return len(plain) <= FEW and caseless <= FEW_LETTERS
