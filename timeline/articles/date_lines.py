"""Whether the words of an element or a line are a date line, and what they say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from timeline.articles.ago import counted_back
from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import WrittenDay, calendar_words, fold, written_days

SHORTEST, LONGEST = 6, 160  # characters of a line that may be a date line
# These begin with a set of characters, because that is found quickly.
YEAR = re.compile(  # what every written day has
    r"[\d年](?:(?<=年)|\d{3}|[./-]\s?\d\d(?!\d)"
    r"|\d(?!\d)(?:(?<=[^\W\d_][-\s]..)|(?<=[^\W\d_]\.[-\s]..)|(?<=[-\s][’']..)))"
)
GROUPS = re.compile(r"\d(?:\D{1,24}\d|[^\W\d_])")  # and a number for the day
FOREIGN = re.compile(  # seen, and refused if it is a day of no calendar that is read
    r"\d(?<!\w.)(?:(?<=1)[34]\d\d[/-]\d{1,2}[/-]\d{1,2}\b|\d?\s[^\W\d_A-Za-z]{2,14}\s\d{4}\b)"
)
FEW = 3  # plain words beside the date, its clock and its labels that still leave a date line
FEW_LETTERS, FEW_CASELESS = 12, 16
SENTENCE_END = re.compile(r"[.!?]\s")
SENTENCE, FEW_IN_SENTENCE = re.compile(r"\w{4}\.$"), 1  # it tells what was on that day
FEW_BESIDE_BRACKETS = 1  # "works since 2.6.7 (June 16, 2004)"
LONGEST_SIGNED = 60  # characters from "Posted by" to the date
AHEAD = re.compile(r"\s[·|–—-]\s")  # between the day and what is told of it
LABELS = ("updated", "published", "first", "other", "seen")
DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def is_dated(words: str) -> bool:
    """Whether some words tell a day; the same words stand in boxes within boxes, and on many pages of a site."""
    if not SHORTEST <= len(words) <= LONGEST or not DIGIT.search(words):
        return False
    if YEAR.search(words) and GROUPS.search(words) and (any(written_days(words)) or FOREIGN.search(words)):
        return True
    return counted_back(words) is not None


@lru_cache(maxsize=4096)
def says(mark: str, words: str) -> bool:
    """Whether class names or words have a mark of the vocabulary; the same names come many times."""
    pattern: re.Pattern[str] = getattr(page_vocabulary(), mark)
    return pattern.search(words.lower()) is not None


def is_list(words: str) -> bool:
    """Whether it dates several things: two days, and no word that would make one the publication or a change."""
    labelled = says("updated", words) or says("published", words)
    return not labelled and len({day.readings for day in written_days(words)}) > 1


def is_signed(words: str) -> bool:
    """Whether it begins by saying that something was published, or by whom it was written, and soon tells when."""
    label = page_vocabulary().published.match(words.lower()) or byline(words)
    if says("published", words):
        label = label or page_vocabulary().itself.match(words.lower())
    day = next(iter(written_days(words)), None) if label else None
    return day is not None and day.start <= LONGEST_SIGNED


def stands_ahead(words: str) -> bool:
    """Whether a day stands before all else: "25.10.2012 · The council has decided"."""
    day = next(iter(written_days(words)), None)
    return day is not None and day.start == 0 and AHEAD.match(words, day.end) is not None


def byline(words: str) -> re.Match[str] | None:
    """The beginning of a line that says who wrote; "By May 3, 2019" says until when."""
    found = page_vocabulary().byline.match(words.lower())
    named = re.match(r"\w+", words[found.end() :]) if found else None
    calendar = calendar_words()
    known = named and (fold(named[0]) in calendar["month"] or fold(named[0]) in calendar["weekday"])
    return None if known or not named or named[0].islower() else found


def is_mostly_date(words: str) -> bool:
    """Whether little but labels stands beside the date, counted in words, or in letters of scripts without spaces."""
    if words.endswith("。"):
        return False
    rest, last = "", 0
    for day in written_days(words):
        rest += words[last : day.start] + " "
        last = day.end
    rest += words[last:]
    labels = page_vocabulary().labels
    few = FEW if says_any(LABELS, words) else _few_words(words)
    other = "" if rest.isascii() else "".join(word for word in rest.split() if word not in labels)
    caseless = sum(letter.isalpha() and letter.lower() == letter.upper() for letter in other)
    return len(_plain_words(rest)) <= few and caseless <= FEW_CASELESS


def is_amid_words(text: str, day: WrittenDay) -> bool:
    """Whether a day stands in the midst of a sentence that is about something else than the page."""
    sentence = SENTENCE_END.split(text[: day.start])[-1]
    most = FEW_BESIDE_BRACKETS if sentence.endswith("(") else FEW - 1
    return len(_plain_words(sentence)) > most and not says_any(LABELS, f"{sentence} {text[day.end :][:LONGEST_SIGNED]}")


def _plain_words(words: str) -> list[str]:
    """Words in small letters that are no labels of a date."""
    labels = page_vocabulary().labels
    return [word for word in re.findall(r"[^\W\d_]+", words) if word.islower() and word not in labels]


def _few_words(words: str) -> int:
    """How many plain words may stand beside the date of an unlabelled line."""
    if words.endswith(")") and all(day.start > words.rfind("(") for day in written_days(words)):
        return FEW_BESIDE_BRACKETS
    return FEW_IN_SENTENCE if SENTENCE.search(words) else FEW


def says_any(marks: Iterable[str], words: str) -> bool:
    """Whether some words have one of several marks."""
    return any(says(mark, words) for mark in marks)
