"""Marks what is no running text: furniture, captions, bylines, header lines, headlines. Nothing is deleted.

Rules that look at one line come first (`resources/articles/zones.toml`), then those that look at where a line stands.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from timeline.articles.date_lines import is_signed
from timeline.articles.lines import SENTENCE_END, Line, lines_of
from timeline.articles.written_days import WrittenDay, written_days
from timeline.articles.zone_rules import LineRule, line_rules
from timeline.models import Zone, ZoneKind

LONE_NAME = re.compile(r"^[A-Z][\w.’'-]+(?: (?:[A-Z][\w.’'-]+|de|van|von|der|al|bin)){1,3}$")
DATE_LINE_SLACK = 25  # characters beside a date that still leave a line a date line: weekday, clock time, zone
SEPARATOR = re.compile(r"\s[|•·/>»›]\s|(?<=[^\s|])\s{2,}(?=[^\s|])")
DATE_LABEL = re.compile(
    r"\b(?:(?:last|first) )?(?:updated|modified|published|posted|edited)\b(?: (?:at|on))?"
    r"|\b\d{1,2}[:.]\d\d\b(?:\s?[ap]m\b)?|\b\d{1,2}[ -]?min(?:ute)?s?(?:[ -]read)?\b"
    r"|\b(?:adjust )?(?:font|text) size\b:?|\b(?:print|share|e-?mail|listen|comments?)\b",
    re.IGNORECASE,
)
CLOCK_TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b")
COUNTS = re.compile(r"\s{2,}\d[\d ,.]*(?=\s{2}|\s*$)")  # how often a page was read: "17.09.24 14:52     2 318    4"
BY_SOMEBODY = re.compile(r"\b(?:by|posted by) [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}|\bby admin\b", re.IGNORECASE)
WORDY = re.compile(r"[^\W_]")
BESIDE_DATE = 12  # letters and digits that may stand beside a date that is alone: its weekday, its zone
JUST_BELOW_DECK, LONGEST_DECK = 2, 40  # lines; words
BELOW_DECK = 3  # lines below a sentence that sums the article up, among which a date alone is that of the page
LONGEST_DAY = 4  # words of "Wednesday, 30 January", which is no headline
LABELLED_PART = re.compile(r"\s[|•·]\s(?:published|posted|updated)\b[^|]{0,30}\d", re.IGNORECASE)
LONGEST_DATE_LINE = 12  # words of a line like "12 May 2019 | World | By A. Writer"
HEAD_LINES = 8  # among which a date with its hour and zone may stand below what a picture shows
CLOCK = re.compile(r"\b\d{1,2}:\d\d\s?(?:[AaPp]\.?[Mm]\.?\s)?\(?(?:GMT|UTC|[A-Z]{1,3}T)\b")
STAMP = re.compile(r"\b\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?\b")  # "Source: Agency| 2018-06-01 06:03:41|Editor: A. Pool"
LONGEST_STEP = 2  # words of a step in "Sport | Premier League"
LONGEST_SUBHEAD = 14
ARTICLE = 4  # lines of running text; what stands above the comments has more
DAY_OF_MONTH = re.compile(
    r"\b(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*|May)\.? \d{1,2}\b"
    r"|\b\d{1,2} (?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)[a-z]*|May)\b"
)
ABOVE = "it stands above the headline"
TRAIL = "it is the way through the site to the page"
SITE = "it is the name of the site"
SHARED = 2  # long words that a headline shares with the article
LONGEST_SITE = 6  # words of the name of a site, or of what it says of itself
OFTEN = frozenset(
    ["with", "that", "this", "from", "have", "after", "their", "they", "says", "said", "been", "will", "over", "news"]
)
LINKS = "it is a line of links"
WEATHER = "it is a weather or clock box"

Mark = tuple[ZoneKind, str]


def zones_of(text: str, title: str | None = None) -> tuple[Zone, ...]:
    """The zones of a text, in order, none overlapping another."""
    lines = lines_of(text)
    marks = _Marks(lines)
    for step in (_line_rules, _weather_box, _date_lines, _captions, _repeated, _bylines):
        step(marks)
    _headline(marks, title)
    for step in (_subheads, _head_and_tail):
        step(marks)
    return tuple(
        Zone(start=line.start, end=line.end, kind=mark[0], reason=mark[1])
        for line, mark in zip(lines, marks.of, strict=True)
        if mark
    )


def headline(text: str, zones: Sequence[Zone]) -> str | None:
    """The words of the headline above the article."""
    return next((text[z.start : z.end] for z in zones if z.reason == HEADLINE), None)


HEADLINE = "it is the headline"
LINKS = "it is a line of links"


class _Marks:
    """The lines with what is known of each so far."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.of: list[Mark | None] = [None] * len(lines)

    def body(self) -> tuple[int, int]:
        """The first unmarked line of running text, and the one after the last."""
        prose = [i for i, line in enumerate(self.lines) if not self.of[i] and line.is_prose and not line.is_item]
        return (prose[0], prose[-1] + 1) if prose else (0, len(self.lines))

    def put(self, index: int, kind: ZoneKind, reason: str) -> None:
        """Marks a line that has no mark yet."""
        self.of[index] = self.of[index] or (kind, reason)

    def free(self, index: int) -> bool:
        return 0 <= index < len(self.lines) and self.of[index] is None


def _line_rules(marks: _Marks) -> None:
    anywhere = [rule for rule in line_rules() if not rule.top]
    at_top = [rule for rule in line_rules() if rule.top]
    for i, line in enumerate(marks.lines):
        if rule := next((rule for rule in anywhere if rule.matches(line.text)), None):
            marks.put(i, rule.kind, rule.reason)
            if rule.until == "end" and sum(line.is_prose for line in marks.lines[:i]) >= ARTICLE:
                for j in range(i + 1, len(marks.lines)):
                    marks.put(j, rule.kind, rule.reason)
            elif rule.until and (line.text.endswith(":") or line.words <= 6):
                _block(marks, i, rule)
    first, _ = marks.body()
    for i, line in enumerate(marks.lines[:first]):
        if rule := next((rule for rule in at_top if rule.matches(line.text)), None):
            marks.put(i, rule.kind, rule.reason)


def _block(marks: _Marks, opener: int, rule: LineRule) -> None:
    """Marks what hangs on an opening line: its list, or the short lines up to a gap or to running text."""
    rest = marks.lines[opener + 1 :]
    listed = bool(rest) and rest[0].is_item
    for i, line in enumerate(rest, start=opener + 1):
        hangs = line.is_item if listed else not (line.gap or line.ends_sentence)
        if not hangs or _heads_article(marks, i):
            return
        marks.put(i, rule.kind, rule.reason)


def _heads_article(marks: _Marks, index: int) -> bool:
    """Whether a line above the running text is dated, or the next one: it is the article's own, not another's."""
    first, _ = marks.body()
    two = marks.lines[index : min(index + 2, first)]
    return index < first and any(DAY_OF_MONTH.search(line.text) and line.words <= LONGEST_DATE_LINE for line in two)


def _weather_box(marks: _Marks) -> None:
    """A temperature or a clock, with the short lines around it: the city of the site, the day the page was seen."""
    first, _ = marks.body()
    for i in [i for i, mark in enumerate(marks.of) if mark and mark[1] == WEATHER]:
        for step in (-1, 1):
            j = i + step
            while marks.free(j) and j < max(first, i + 4) and marks.lines[j].words <= 5:
                if marks.lines[max(j, j - step)].gap:
                    break
                marks.put(j, "furniture", WEATHER)
                j += step


def _date_lines(marks: _Marks) -> None:
    first, _ = marks.body()
    dated = False
    for i, line in enumerate(marks.lines[: max(first, HEAD_LINES)]):
        parted = SEPARATOR.search(line.text) is not None and line.words <= LONGEST_DATE_LINE
        parted = parted or LABELLED_PART.search(line.text) is not None
        below = i > first + 1 or dated or not parted  # else it is the line below a sentence that sums the article up
        late = i >= first and (line.is_prose or (below and CLOCK.search(line.text) is None))
        days = written_days(line.text) if not late or i <= first + BELOW_DECK else ()
        alone = bool(days) and days[0].text == " ".join(_unlabelled(line.text).split())
        if days and not alone and first < i <= first + JUST_BELOW_DECK and marks.lines[first].words <= LONGEST_DECK:
            alone = not line.is_prose and _is_alone(line.text, days[0])
        if late and not (alone and not dated):
            continue
        day = next(iter(days), None)
        if day and marks.of[i] == ("furniture", LINKS) and CLOCK_TIME.search(line.text) and _is_alone(line.text, day):
            marks.of[i] = None  # between its parts stands nothing but the date, its hour and how often it was read
        if day and (
            parted
            or (STAMP.search(line.text) is not None and line.words <= LONGEST_DATE_LINE)
            or (len(days) == 1 and (_is_part(line.text, day) or _closes_byline(line.text, day)))
            or len(_unlabelled(line.text)) - (day.end - day.start) <= DATE_LINE_SLACK
        ):
            dated = True
            marks.put(i, "header", "it gives a date and nothing else")


def _is_alone(line: str, day: WrittenDay) -> bool:
    """Whether little but a date, its hour and who posted it stands in a line."""
    rest = _unlabelled(line[: day.start] + " " + line[day.end :])
    return len(WORDY.findall(COUNTS.sub(" ", BY_SOMEBODY.sub(" ", rest)))) <= BESIDE_DATE


def _is_part(line: str, day: WrittenDay) -> bool:
    """Whether a date is one of the parts of a line: "Ana Prado in Lyon and Jo Reed in New York | 26 November 2019"."""
    starts = (*(found.end() for found in SEPARATOR.finditer(line, 0, day.start)), 0)
    part = next(SEPARATOR.finditer(line, day.end), None)
    alone = len(_unlabelled(line[starts[0] : part.start() if part else len(line)])) - (day.end - day.start)
    return SEPARATOR.search(line) is not None and alone <= DATE_LINE_SLACK and SENTENCE_END.search(line) is None


def _closes_byline(line: str, day: WrittenDay) -> bool:
    """Whether a line says who wrote and then when: "By ANA PRADO and AGENCIES 14 February 2015, 2:41 am"."""
    return is_signed(line) and len(line) - day.end <= DATE_LINE_SLACK and SENTENCE_END.search(line) is None


def _unlabelled(line: str) -> str:
    """A line without what stands beside a date to say what it is the date of: "Last updated at 21:43 BST"."""
    return DATE_LABEL.sub("", line)


def _captions(marks: _Marks) -> None:
    """Short lines above the lone name of an agency are what its picture shows."""
    first, _ = marks.body()
    for i in [i for i, mark in enumerate(marks.of) if mark and mark[1] == "it names only an agency"]:
        for j in range(i - 1, i - (2 if i < first else 3), -1):
            behind_trail = j > 0 and _is_trail(marks.lines[j - 1])  # below the way to the page stands its headline
            if not marks.free(j) or marks.lines[j].ends_sentence or j == 0 or behind_trail:
                break
            marks.put(j, "caption", "it stands above the credit of a picture")


def _repeated(marks: _Marks) -> None:
    """A short line that comes twice is a caption, or a teaser; running text does not repeat itself."""
    count = Counter(line.text.casefold() for line in marks.lines if not line.ends_sentence and line.words >= 4)
    for i, line in enumerate(marks.lines[1:], start=1):
        if count[line.text.casefold()] > 1 and line.text != marks.lines[0].text:
            marks.put(i, "caption", "it comes more than once")


def _bylines(marks: _Marks) -> None:
    first, _ = marks.body()
    for i, line in enumerate(marks.lines[:first]):
        beside = [marks.of[j] for j in (i - 1, i + 1) if 0 <= j < first]
        if LONE_NAME.match(line.text) and any(mark and mark[0] in ("byline", "header") for mark in beside):
            marks.put(i, "byline", "it is a lone name beside the byline or the date")


def _headline(marks: _Marks, title: str | None) -> None:
    """The page's title if it stands in the text, else the first line above the running text that tells what that does.

    Where none shares words with the article, it is the first that is long enough.
    """
    first, _ = marks.body()
    wanted = _folded(title or "")
    for i, line in enumerate(marks.lines[: first + 1]):
        if wanted and _folded(line.text) == wanted:
            marks.of[i] = ("headline", HEADLINE)
            return
    for i, line in enumerate(marks.lines[:first]):
        if _is_trail(line):
            marks.put(i, "furniture", TRAIL)
    if _is_above_menu(marks, 0):
        marks.put(0, "furniture", SITE)
    fitting = [i for i, line in enumerate(marks.lines[:first]) if marks.free(i) and _may_head(line)]
    told = _told_words(marks, first)
    chosen = next((i for i in fitting if len(_long_words(marks.lines[i].text) & told) >= SHARED), None)
    chosen = chosen if chosen is not None else next(iter(fitting), None)
    if chosen is None:
        return
    marks.put(chosen, "headline", HEADLINE)
    for i in fitting:
        if i < chosen and marks.lines[i].words <= LONGEST_SITE:
            marks.put(i, "furniture", SITE)


def _may_head(line: Line) -> bool:
    dated = DAY_OF_MONTH.search(line.text) is not None and line.words <= LONGEST_DAY
    return line.words >= 3 and line.text[-1] not in ".:,-–—_" and not dated


def _told_words(marks: _Marks, first: int) -> set[str]:
    """The long words of the first paragraphs."""
    prose = [line.text for i, line in enumerate(marks.lines[first : first + ARTICLE], start=first) if not marks.of[i]]
    return _long_words(" ".join(prose))


def _long_words(text: str) -> set[str]:
    """The words of four letters and more, by their first five."""
    return {word[:5] for word in re.findall(r"[^\W\d_]{4,}", text.casefold())} - OFTEN


def _is_above_menu(marks: _Marks, index: int) -> bool:
    """Whether it opens the page, and right below it stands a row of links: the name of the site."""
    after = marks.of[index + 1] if index + 1 < len(marks.of) else None
    first, _ = marks.body()
    headlines = (line.words >= LONGEST_DAY and marks.free(i) for i, line in enumerate(marks.lines[:first]) if i > index)
    return index == 0 and marks.free(0) and after is not None and after[1] == LINKS and any(headlines)


def _is_trail(line: Line) -> bool:
    """ "Sport | Football": the way through the site to the page."""
    parts = SEPARATOR.split(line.text)
    return len(parts) > 1 and all(len(part.split()) <= LONGEST_STEP for part in parts)


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _subheads(marks: _Marks) -> None:
    """A short line without full stop between paragraphs; a long one tells what a picture shows."""
    first, end = marks.body()
    for i in range(first + 1, end - 1):
        line = marks.lines[i]
        if marks.free(i) and _looks_like_subhead(line):
            short = line.words <= LONGEST_SUBHEAD
            marks.put(i, "headline" if short else "caption", "it stands between paragraphs without a full stop")


def _looks_like_subhead(line: Line) -> bool:
    return (
        line.text[0].isupper()
        and not line.is_item
        and line.text[-1] not in ".!:;,…\"”’'"
        and (line.words >= 2 or line.gap)
    )


def _head_and_tail(marks: _Marks) -> None:
    """Short lines above the headline, and those below the page's own words after the article, belong to the page."""
    first, end = marks.body()
    top = next((i for i, mark in enumerate(marks.of) if mark and mark[1] == HEADLINE), 0)
    for i in range(min(top, first)):
        if marks.lines[i].words <= 3 and DAY_OF_MONTH.search(marks.lines[i].text) is None:
            marks.put(i, "furniture", ABOVE)
    after_furniture = False
    for i in range(end, len(marks.lines)):
        mark, line = marks.of[i], marks.lines[i]
        after_furniture = after_furniture or bool(mark and mark[0] == "furniture")
        if after_furniture and not line.ends_sentence:
            marks.put(i, "furniture", "it trails the article")
