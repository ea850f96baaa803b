"""Collects every date of a document that might be its publication date, without judging yet."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from timeline.articles.page_vocabulary import page_vocabulary
from timeline.articles.written_days import WrittenDay, written_days
from timeline.articles.zones import ABOVE, TRAIL
from timeline.models import DateInterval, Document, Zone
from timeline.published.comments import comments_start
from timeline.published.vocabulary import Kind, kinds, telling

HEAD = 1200  # characters at the head of a text in which an unmarked date line counts
FOOT = 300  # characters at the foot
LONGEST_LABEL = 30
LINES_ABOVE = 2  # lines of no known kind that may stand above a dateline
PUBLISHED = re.compile(
    r"publi|posted|issued|released|created|veröffentlicht|erstellt|pubblicat|опубл|yayın|dodano|geplaatst|发布|發布"
    r"|發佈|公開|掲載|投稿|입력|등록|نشر|diterbitkan|ngày đăng|julkaistu|udgivet|zveřejněn|δημοσι|פורסם|objavljen"
    r"|^\W*date\b",
    re.IGNORECASE,
)
SITE = re.compile(r"\bprint this page\b|\bweather\b|\b-?\d{1,2}(?:\.\d)?\s?°", re.IGNORECASE)
DATELINE = re.compile(
    r"^\W*[A-Z][A-Z .’'-]{2,40}(?:,[^\n—–]{0,40}?)?,?\s(?P<day>[^\n(—–-]{6,30}?)"
    r"\s*(?:\([A-Z][\w /.-]{1,30}\)|/[\w ]{2,20}/)?\s*(?:—|–|--?|_|:)\s",
    re.MULTILINE,
)
FULL_DATELINE = re.compile(
    r"^\W{0,3}(?:[A-Z][\w.’'-]+(?: [\w.’'-]+){0,4}(?:\s\([A-Z][\w .]{2,20}\))?,\s(?:[A-Z][\w. ]{2,20},\s)?)?"
    r"(?P<day>[^\n()\[\]—–]{0,12}?\b\d[^\n()\[\]—–]{5,24}?)"
    r"(?:[)\]]|(?:\s|\.\s?)(?:—|–|--?)\s|\s\([A-Z][\w /.-]{1,30}\))",
    re.MULTILINE,
)
BRACKETED_DATELINE = re.compile(
    r"^\W{0,3}[A-Z][\w.’' -]{2,40},?\s\([^\n()]{0,60}?\s[-–—]\s(?P<day>[^\n()–—-]{6,24}?)\s*\)\s*[:–—-]", re.MULTILINE
)
WEEKDAY = re.compile(r"(?i:\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)")
BLOG = re.compile(
    r"^\W*posted by .{2,60} at \d{1,2}:\d\d|\bBlogThis!", re.IGNORECASE | re.MULTILINE
)  # a day heads its posts
HOUR = re.compile(r"\b\d{1,2}[:.h]\d\d\b(?!\.)")
SECTIONED = re.compile(r"^[^\W\d_]+(?: [^\W\d_]+){0,2} \| (?=\d)")
RIGHT_ABOVE = 3  # characters between a line and the next
TO = re.compile(r"\s*(?:-|–|—|to|until|bis|au|al|до)\s*")
AGENCY_STAMP = re.compile(r"(?P<m>\d(?<!\w.)\d)-(?P<d>\d\d)-(?P<y>\d\d)\s\d{4}\s?[A-Z]{3}\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A date with its words; `readings` are the days or periods that it can mean, none if it means none.

    `settled` says why, if it could be read two ways and one of them was taken.
    """

    name: str
    text: str
    readings: tuple[DateInterval, ...]
    start: int = 0
    end: int = 0
    flaw: str | None = None
    settled: str | None = None

    def kept(self, periods: Iterable[DateInterval]) -> tuple[DateInterval, ...]:
        """The readings that lie in one of some periods."""
        return tuple(reading for reading in self.readings if any(period.contains(reading) for period in periods))

    @property
    def kind(self) -> Kind:
        return kinds()[self.name]

    @property
    def interval(self) -> DateInterval | None:
        """What it means, as wide as its readings."""
        if not self.readings:
            return None
        return DateInterval(min(r.start for r in self.readings), max(r.end for r in self.readings))


def collect(document: Document) -> list[Found]:
    """All candidates: first those outside the text, then those in it, from top to bottom; what a text repeats once."""
    told = {(found.name, found.readings): found for found in reversed([*_lines(document), *_labelled(document)])}
    return [*_clues(document), *reversed(told.values()), *_stamps(document)]


def _clues(document: Document) -> Iterator[Found]:
    for clue in document.clues:
        if clue.kind not in kinds():
            continue
        if clue.interval:
            yield Found(name=clue.kind, text=clue.text, readings=(clue.interval,))
        else:
            days = list(written_days(clue.text))
            readings = _days(days[0]) if days else ()
            flaw = None if readings or clue.kind == "copyright" else "it names no day of the Gregorian calendar"
            flaw = flaw or (_flaw(days[0]) if days else None)
            yield Found(name=clue.kind, text=clue.text, readings=readings, flaw=flaw)


def _lines(document: Document) -> Iterator[Found]:
    headline = next((zone.start for zone in document.zones if zone.kind == "headline"), 0)
    framed = any(zone.kind == "furniture" and zone.end <= headline for zone in document.zones)
    sections = {after.start: zone.reason for zone, after in pairwise(document.zones[1:])}
    last = comments_start(document.text, HEAD)
    for zone in document.zones:
        if zone.start >= last:
            break
        if _is_labelled_otherwise(document.text, zone.start):
            continue
        words = document.text[zone.start : zone.end]
        for day in () if _is_period(words) else written_days(words):
            if name := _line_kind(zone, words[: day.start], words):
                if name == "date line" and zone.end <= headline:
                    section = sections.get(zone.start, "")
                    blog = headline - zone.end <= RIGHT_ABOVE and BLOG.search(document.text) is not None
                    name = name if blog else _above_headline(zone, headline, words, framed=framed, section=section)
                yield _found(name, day, zone.start)


def _above_headline(zone: Zone, headline: int, words: str, *, framed: bool, section: str) -> str:
    """What a date above the headline is: that of the visit or of the paper, if it does not stand behind a section.

    "Sport | 27-10-2019 22:51" is the page's own; so is perhaps what stands between a section and the headline.
    """
    if HOUR.search(words) is not None and (section == TRAIL or SECTIONED.match(words) is not None):
        return "date line"
    right_above = headline - zone.end <= RIGHT_ABOVE
    own = HOUR.search(words) is not None or WEEKDAY.search(words) is None  # frames show the weekday, and no hour
    between = right_above and (section == ABOVE or own)
    return "masthead date" if between or not framed else "capture stamp"


def _is_labelled_otherwise(text: str, position: int) -> bool:
    """Whether the line above is a label like "Joined", and so the line tells another day."""
    above = text[max(0, position - LONGEST_LABEL) : position].rstrip().rpartition("\n")[2].strip(" -|•*")
    label = page_vocabulary().other.match(above.lower())
    return label is not None and label.end() == len(above)


def _is_period(words: str) -> bool:
    """Whether two days with a dash between them tell from when to when: a life, a fair."""
    days = written_days(words)
    return any(TO.fullmatch(words, one.end, other.start) for one, other in pairwise(days))


def _line_kind(zone: Zone, before: str, words: str) -> str | None:
    if zone.kind == "caption":
        return "caption"
    if zone.kind in ("furniture", "header") and ("weather" in zone.reason or SITE.search(words)):
        return "capture stamp"
    if page_vocabulary().seen.search(before.lower()):
        return "capture stamp"
    if zone.kind not in ("header", "byline") or page_vocabulary().other.search(words.lower()):
        return None
    updated, published = _last(page_vocabulary().updated, before.lower()), _last(PUBLISHED, before)
    if max(updated, published) < 0:
        return "date line"
    return "updated line" if updated > published else "published line"


def _last(label: re.Pattern[str], words: str) -> int:
    """Where a label stands last, -1 where it does not: a line may give both dates."""
    return max((found.start() for found in label.finditer(words)), default=-1)


def _labelled(document: Document) -> Iterator[Found]:
    """Dates behind a label in a longer line, as in texts that lost their line breaks: "... Published: 3 May 2019"."""
    text = document.text
    last = comments_start(text, HEAD)
    for begin, end in ((0, min(HEAD, last)), (max(HEAD, last - FOOT), last)):
        days = written_days(text[begin:end]) if telling().label_word.search(text, begin, end) else ()
        for day in days:
            label = telling().label.search(text, max(0, begin + day.start - LONGEST_LABEL), begin + day.start)
            if label and document.zone_at(begin + day.start) is None:
                changed = page_vocabulary().updated.search(label[0].lower())
                yield _found("updated line" if changed else "published line", day, begin)


def _stamps(document: Document) -> Iterator[Found]:
    head = document.text[:HEAD]
    patterns = (DATELINE, FULL_DATELINE, BRACKETED_DATELINE)
    for line in filter(None, (pattern.search(head) for pattern in patterns)):
        if _is_deep(document, line.start()) or _is_period(head[line.start() :].split("\n", 1)[0]):
            continue
        if days := list(written_days(line["day"])):
            yield from (_found("dateline", day, line.start("day")) for day in days)
            break
    if found := AGENCY_STAMP.search(document.text):
        for day in written_days(f"{found['m']}/{found['d']}/{found['y']}"):
            month_first = tuple(r for r in day.readings if r.month == int(found["m"]))
            readings = tuple(map(DateInterval.day, month_first))
            yield Found(name="agency stamp", text=found[0], start=found.start(), end=found.end(), readings=readings)


def _is_deep(document: Document, position: int) -> bool:
    """Whether more stands before it than the lines that come before a dateline."""
    lines = re.finditer(r"^.*\S", document.text[:position], re.MULTILINE)
    return sum(document.zone_at(line.start()) is None for line in lines) > LINES_ABOVE


def _found(name: str, day: WrittenDay, offset: int) -> Found:
    start, end = offset + day.start, offset + day.end
    return Found(name=name, text=day.text, start=start, end=end, readings=_days(day), flaw=_flaw(day))


def _days(day: WrittenDay) -> tuple[DateInterval, ...]:
    return tuple(DateInterval.day(reading) for reading in day.readings if reading < dt.date.max)


def _flaw(day: WrittenDay) -> str | None:
    return None if day.agrees else "its weekday and its date do not fit together"
