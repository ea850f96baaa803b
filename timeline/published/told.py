"""What the running text tells of time without knowing when it was published."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any, TypeVar

from timeline import timex
from timeline.articles.language import is_read
from timeline.articles.written_days import calendar_words, written_days
from timeline.models import DateInterval, Document, Span, TimeExpression
from timeline.published.vocabulary import Relative, telling

_SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Jun", "Jul", "Aug", "Sep", "Sept", "Oct", "Nov", "Dec")
_NO_MONTH = "".join(rf"(?<!\b{month}\.)" for month in _SHORT_MONTHS)  # "Aug. 23" goes on
# These begin with one of a few characters, which is found quickly.
SENTENCE_BREAK = re.compile(rf"[.!?\n](?:(?<!\n){_NO_MONTH}[\"'’”»)]*\s+(?=[\"'“‘«(]?[A-Z0-9])|(?<=\n)\n*)")
WEEKDAY = re.compile(r"[MTWFS](?<!\w.)(?:on|ues|ednes|hurs|ri|atur|un)day\b")
SENTENCE = re.compile(r"(?=.*[a-z])\s*(?:\S+\s+){2,}\S*[.!?:…][\"'’”»)]*\s*$")
_MONTH = rf"(?:{'|'.join((*_SHORT_MONTHS, 'May'))})[a-z]*\.?"
DAY_AFTER = re.compile(rf"^,?\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH}|{_MONTH}\s\d{{1,2}}\b)")
ANNIVERSARY = re.compile(r"anniversary|birthday|to the day", re.IGNORECASE)
NAME = re.compile(r"\b[A-Z][\w’'-]+")
STEM = 5  # letters by which two names are one: "Chile", "Chilean"
BEFORE, AFTER = 60, 30  # characters around an expression in which its tense shows
JOINED = 4  # characters from a weekday to its date: "Tuesday, 9 May 2023"
NOT_TOLD = ("furniture", "byline", "header", "credit")


T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words(Span):
    """Words of the text that tell of time."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated(Words):
    """A period of the calendar that the text names without counting from publication."""

    interval: DateInterval
    sentence: int
    past: bool
    announced: bool
    caption: bool
    anniversary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Words):
    """Words that count from publication, or from another day; `relative` or `weekday` is set if from publication."""

    sentence: int
    relative: Relative | None = None
    weekday: int | None = None


class Told:
    """The dates of a text, and what counts from publication, sentence by sentence."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self._past: dict[int, bool] = {}
        self.memo: dict[str, Any] = {}
        self._starts = [0, *(found.end() for found in SENTENCE_BREAK.finditer(self.text))]

    def sentence(self, index: int) -> str:
        """The words of a sentence, none beyond the last."""
        if index >= len(self._starts):
            return ""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return self.text[self._starts[index] : end]

    def start_of(self, index: int) -> int:
        """Where a sentence begins."""
        return self._starts[index]

    @property
    def last_sentence(self) -> int:
        """The last sentence."""
        return len(self._starts) - 1

    @cached_property
    def first_sentence(self) -> int:
        """The first sentence of the running text; lines above it that are none do not count."""
        told = [
            i for i in range(len(self._starts)) if self.sentence(i).strip() and self.in_running_text(self._starts[i])
        ]
        return next((i for i in told if SENTENCE.match(self.sentence(i))), told[0] if told else 0)

    def names(self, index: int) -> set[str]:
        """The capitalised words of a sentence that are capitalised within sentences, too, by their first letters.

        So "Chilean" is "Chile".
        """
        return {_stem(name) for name in NAME.findall(self.sentence(index))} & self._names

    @cached_property
    def _names(self) -> set[str]:
        sentences = map(self.sentence, range(len(self._starts)))
        calendar = calendar_words()["weekday"].keys() | calendar_words()["month"].keys()
        found = {name.casefold() for sentence in sentences for name in NAME.findall(sentence)[1:]} - calendar
        return {_stem(name) for name in found}

    @cached_property
    def dated(self) -> tuple[Dated, ...]:
        """Periods named outright, in running text and captions; none in a language whose tenses are not read."""
        text = self._where_days_are_named() if is_read(self.document.language) else ""
        return tuple(self._dated(timex.find(text, None, genre="news"))) if text.strip() else ()

    @cached_property
    def counted(self) -> tuple[Counted, ...]:
        """Words that count from publication, told as past, outside of captions and furniture."""
        return tuple(sorted([*self._relatives(), *self._weekdays()], key=lambda counted: counted.start))

    @cached_property
    def shown_weekdays(self) -> tuple[Counted, ...]:
        """The weekdays of captions: those of what the pictures show."""
        captions = [zone for zone in self.document.zones if zone.kind == "caption"]
        found = (match for zone in captions for match in WEEKDAY.finditer(self.text, zone.start, zone.end))
        return tuple(self.counted_weekday(match) for match in found)

    @cached_property
    def weekdays_to_come(self) -> dict[int, bool]:
        """The weekdays, 1 to 7, that the running text announces, and whether it says "this" of them."""
        coming: dict[int, bool] = {}
        for found in WEEKDAY.finditer(self.text):
            this = self.text.endswith("this ", 0, found.start())
            announced = self.is_announced(Span(start=found.start(), end=found.end()))
            if announced and self.in_running_text(found.start()):
                weekday = calendar_words()["weekday"][found[0].casefold()]
                coming[weekday] = coming.get(weekday, False) or this
        return coming

    def _where_days_are_named(self) -> str:
        """The text with all other sentences blanked: offsets stay true, and reading it costs a fraction."""
        kept: list[str] = []
        end = 0
        while glance := telling().glance.search(self.text, end):
            sentence = self.sentence(self.sentence_at(glance.start()))
            start = self._starts[self.sentence_at(glance.start())]
            named = telling().names_a_day.search(sentence) is not None
            kept += " " * (start - end), sentence if named else " " * len(sentence)
            end = start + len(sentence)
        return "".join(kept)

    def _dated(self, expressions: Sequence[TimeExpression]) -> Iterator[Dated]:
        for expression in expressions:
            zone = self.document.zone_at(expression.start)
            if expression.interval is None or expression.anchor is not None or expression.type in ("DURATION", "SET"):
                continue
            if (zone and zone.kind in NOT_TOLD) or self._is_own_date(expression):
                continue
            index = self.sentence_at(expression.start)
            caption = zone is not None and zone.kind == "caption"
            yield Dated(
                start=expression.start,
                end=expression.end,
                text=expression.text,
                interval=expression.interval,
                sentence=index,
                past=caption or (self.may_be_past(expression) and self.has_past(index)),
                announced=not caption and self.is_announced(expression),
                caption=caption,
                anniversary=ANNIVERSARY.search(expression.text) is not None,
            )

    def _relatives(self) -> Iterator[Counted]:
        lowered = self.text.lower()
        for relative in telling().relatives:
            if relative.cue not in lowered:
                continue
            for found in relative.pattern.finditer(self.text):
                if self.in_running_text(found.start()):
                    yield Counted(
                        start=found.start(),
                        end=found.end(),
                        text=found[0],
                        sentence=self.sentence_at(found.start()),
                        relative=relative,
                    )

    def _weekdays(self) -> Iterator[Counted]:
        words = telling()
        for found in WEEKDAY.finditer(self.text):
            before = self.text[max(0, found.start() - 16) : found.start()]
            after = self.text[found.end() : found.end() + AFTER]
            bare = not words.not_after.search(before) and not words.not_before.search(after)
            dated = DAY_AFTER.search(after) or any(day.start <= JOINED for day in written_days(after))
            past = self.may_be_past(Span(start=found.start(), end=found.end()))
            if bare and past and not dated and self.in_running_text(found.start()):
                yield self.counted_weekday(found)

    def counted_weekday(self, found: re.Match[str]) -> Counted:
        """A weekday by its name, as what counts from publication."""
        return Counted(
            start=found.start(),
            end=found.end(),
            text=found[0],
            sentence=self.sentence_at(found.start()),
            weekday=calendar_words()["weekday"][found[0].casefold()],
        )

    def has_past(self, index: int) -> bool:
        """Whether a sentence has a verb in the past."""
        if index not in self._past:
            self._past[index] = telling().past.search(self.sentence(index)) is not None
        return self._past[index]

    def _is_own_date(self, span: Span) -> bool:
        labelled = telling().label.search(self.text, max(0, span.start - BEFORE), span.start)
        return bool(labelled or telling().of_itself.search(self.sentence(self.sentence_at(span.start))))

    def is_announced(self, span: Span) -> bool:
        """Whether the words before a span, within its sentence, announce it."""
        begin = max(self._starts[self.sentence_at(span.start)], span.start - BEFORE)
        return telling().announced.search(self.text, begin, span.start) is not None

    def may_be_past(self, span: Span) -> bool:
        """Nothing near the words, within their sentence, says that they are still to come."""
        index = self.sentence_at(span.start)
        begin, sentence = self._starts[index], self.sentence(index)
        before = sentence[max(0, span.start - begin - BEFORE) : span.start - begin]
        after = sentence[span.end - begin : span.end - begin + AFTER]
        words = telling()
        return not (words.future.search(before) or words.future.search(after) or words.future_before.search(before))

    def in_running_text(self, position: int) -> bool:
        """Whether a position lies outside of headers, captions and the like."""
        return self.document.zone_at(position) is None

    def is_told(self, position: int) -> bool:
        """Whether a position lies in running text or in a caption."""
        zone = self.document.zone_at(position)
        return zone is None or zone.kind == "caption"

    def sentence_at(self, position: int) -> int:
        """The sentence that holds a position of the text."""
        return bisect_right(self._starts, position) - 1


def _stem(name: str) -> str:
    return name.casefold()[:STEM]


def remembered(function: Callable[[Told], T]) -> Callable[[Told], T]:
    """A function that is asked many times of a text, and keeps its answer with it."""

    @wraps(function)
    def answer(told: Told) -> T:
        if function.__name__ not in told.memo:
            told.memo[function.__name__] = function(told)
        found: T = told.memo[function.__name__]
        return found

    return answer
