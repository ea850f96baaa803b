"""Dates, doubt and numbers in words, where `timeline.query` has none of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from timeline.query.answers import Summary
from timeline.query.filter import Filter
from timeline.query.wording import day_in_words

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
CERTAINTY_NAME: dict[str, str] = {
    "exact": "exact day",
    "approximate": "stated roughly",
    "inferred": "inferred",
    "undated": "no date",
}
CERTAINTY_MEANING: dict[str, str] = {
    "exact": "stated or worked out to the day",
    "approximate": "stated as a week, a month, a year or a span",
    "inferred": "taken from the text around it or from the publication date",
    "undated": "nothing says when",
}
BASIS_NAME: dict[str, str] = {
    "stated": "stated",
    "resolved": "worked out",
    "inherited": "from context",
    "publication": "publication date",
    "undated": "no date",
}
BASIS_SENTENCE: dict[str, str] = {
    "stated": "The sentence states this date.",
    "resolved": "The sentence says when in relation to another date; this one is worked out from that.",
    "inherited": "The sentence has no date of its own; this one comes from the text around it.",
    "publication": "The text gives no date for this; it stands at the date on which the article appeared.",
    "undated": "Nothing in the article says when this happened.",
}


def count_words(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 event", "1,240 events"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def list_words(names: Sequence[str]) -> str:
    """Names in a row: "a", "a and b", "a, b and c"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def span_words(first: dt.date, last: dt.date) -> str:
    """From when to when: "18 June to 26 June 2024"."""
    if first == last:
        return day_in_words(first)
    if last.year - first.year > 2:  # the ends are seldom known to the day
        return f"{first.year} to {last.year}"
    start = day_in_words(first)
    return f"{start.removesuffix(f' {first.year}') if first.year == last.year else start} to {day_in_words(last)}"


def summary_sentence(summary: Summary) -> str:
    """What the page shows: "31 events from 10 articles, 18 June to 26 June 2024; 4 undated"."""
    said = f"{count_words(summary.events, 'event')} from {count_words(summary.documents, 'article')}"
    if summary.first and summary.last:
        said += f", {span_words(summary.first, summary.last)}"
    left = [f"{summary.undated:,} undated"] if summary.undated else []
    left += [f"{summary.unplaced:,} without a place"] if summary.unplaced else []
    return f"{said}; {', '.join(left)}" if left else said


def narrowed_sentence(summary: Summary, filter_: Filter) -> str:
    """What the filters leave out, in a sentence; nothing when they leave nothing out."""
    if not filter_.narrows:
        return ""
    return f"Of {summary.all_events:,}, those {filter_.sentence()}."


def citation(title: str, summary: Summary, filter_: Filter, link: str) -> str:
    """A short text to quote the view with."""
    what = f" {filter_.sentence()}" if filter_.narrows else ""
    return f"{title}: {summary_sentence(summary)}{',' + what if what else ''}. {link}".strip()


def plain_label(text: str) -> str:
    """Text that a label shows as it is, where Markdown would read signs into it."""
    return "".join("\\" + sign if sign in r"\`*_{}[]()#+-.!|~<>:$" else sign for sign in text)
