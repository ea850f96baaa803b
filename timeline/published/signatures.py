"""What a document shares with others that tell the same story: its names, numbers, quotes and rare words.

Words are kept as their checksums: the stories of a large pile are held at once, its texts are not.
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

from timeline.articles.written_days import calendar_words
from timeline.models import DateInterval, Document
from timeline.published.afterwards import number_of
from timeline.published.told import NOT_TOLD, Told
from timeline.published.vocabulary import telling
from timeline.published.windows import floor

WORD = re.compile(r"[^\W\d_][\w’'-]{3,}|\b\d[\d,.]{2,}\b")
SHORTEST_PLAIN_WORD = 6  # shorter ones, written small, are mostly function words
FULL_NAME = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|But|And)\s)[A-Z][\w’'-]+(?:\s(?:(?:de|van|von|der|al|bin|of)\s)?[A-Z][\w-]+)+"
)
QUOTE = re.compile(r"[“\"]([^”\"\n]{20,600})[”\"]")
QUOTED_WORDS = 6  # in a row; that many are never said twice by chance
PASSAGE_WORDS = 9
SAMPLE = 4  # of so many runs of plain words one is kept, chosen by its first word
DEED = re.compile(r"(?<!\w)(?:[a-z]{5,}|\d[\d,.]*)")
PLAIN = re.compile("[a-z]+")
STEM = 6  # letters
OPENING = 450  # characters in which a follow-up tells what is new, before it tells the old story again
LEAD = 900  # characters of running text that tell what the story is
BACKGROUND = 500  # documents that a small pile is imagined to lie among, so that no word in it is rare by chance
COMMON = 200  # a word in more documents than this points nowhere


class Checksums:
    """A set of words or runs of words in four bytes each."""

    __slots__ = ("_sums",)

    def __init__(self, words: Iterable[str]) -> None:
        self._sums = array("I", sorted({crc32(word.encode("utf-8", "replace")) for word in words})).tobytes()

    def __iter__(self) -> Iterator[int]:
        return iter(memoryview(self._sums).cast("I"))

    def __len__(self) -> int:
        return len(self._sums) // array("I").itemsize

    def shared(self, other: Checksums) -> int:
        """How many the two have in common."""
        return len(set(self).intersection(other))


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What is kept of a document so that others can be told to tell the same: never its text.

    `names` and `lead_names` are lines. `weekday` is the first that is told as past, that of what the document is
    about; `sequels` are those of the sentences after it. `floor` is the latest day that it tells as past.
    """

    label: str
    words: Checksums
    names: str
    lead_names: str
    deeds: Checksums
    quotes: Checksums
    passages: Checksums
    firsts_since: tuple[int, ...]
    firsts_in: tuple[int, ...]
    weekday: int | None
    sequels: tuple[int, ...]
    floor: DateInterval | None


def story_of(document: Document, *, undated: bool) -> Story:
    """What makes the story of a document known again; only one that is undated needs a floor."""
    told = Told(document)
    latest = floor(told) if undated else None
    text = _running_text(document)
    weekday = next((counted.weekday for counted in told.counted if counted.weekday), None)
    after = {counted.sentence + 1 for counted in told.counted if weekday and counted.weekday == weekday}
    return Story(
        label=document.title or document.id,
        words=Checksums(_words(text)),
        names="\n".join(sorted({" ".join(found.split()).casefold() for found in FULL_NAME.findall(text)})),
        lead_names="\n".join(sorted(_lead_names(text))),
        deeds=Checksums(_deeds(text)),
        quotes=Checksums(run for found in QUOTE.finditer(text) for run in _runs(found[1], QUOTED_WORDS)),
        passages=Checksums(_runs(QUOTE.sub("\n", text), PASSAGE_WORDS, SAMPLE)),
        firsts_since=tuple({int(found["year"]) for found in telling().first_since.finditer(text)}),
        firsts_in=tuple(set(_firsts_in(text))),
        weekday=weekday,
        sequels=tuple(counted.weekday for counted in told.counted if counted.weekday and counted.sentence in after),
        floor=latest.interval if latest else None,
    )


def _lead_names(text: str) -> set[str]:
    """The capitalised words of the headline and the first paragraphs."""
    days = calendar_words()
    words = set(_words(text[:LEAD], names_only=True))
    return {w for w in words if not w[0].isdigit() and w not in days["weekday"] and w not in days["month"]}


def _deeds(text: str) -> Iterator[str]:
    """What the first sentences tell: the stems of words written small, and the numbers."""
    opening = text if len(text) <= OPENING else text[:OPENING].rpartition(" ")[0]
    yield from (word for word in PLAIN.findall(opening) if word in telling().numbers)
    yield from (word[:STEM] for word in DEED.findall(opening))


def _firsts_in(text: str) -> Iterator[int]:
    """The numbers of years N of "the first in N years"."""
    for found in telling().first_in_years.finditer(text):
        if number := number_of(found["number"]):
            yield number * (10 if found["unit"].casefold() == "decades" else 1)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of their rare words two documents share, from 0 to 1."""

    other: int
    cosine: float


class Index:
    """An inverted index over the words of the stories that are looked up.

    Words that many documents use are not followed, which bounds its cost.
    """

    def __init__(self, stories: Sequence[Story], wanted: Iterable[int]) -> None:
        self.stories = stories
        self._count = Counter(word for story in stories for word in story.words)
        self._length = array("d")
        self._holders: dict[int, array[int]] = {
            word: array("I") for i in wanted for word in stories[i].words if 1 < self._count[word] <= COMMON
        }
        for i, story in enumerate(stories):
            self._length.append(math.sqrt(sum(self._weight(word) ** 2 for word in story.words)) or 1.0)
            for word in self._holders.keys() & story.words:
                self._holders[word].append(i)

    def _weight(self, word: int) -> float:
        return math.log((BACKGROUND + len(self.stories)) / self._count[word])

    def like(self, index: int) -> list[Likeness]:
        """The documents that share words with one, most alike first."""
        shared: dict[int, float] = defaultdict(float)
        for word in self.stories[index].words:
            for other in self._holders.get(word, ()):
                shared[other] += self._weight(word) ** 2
        shared.pop(index, None)
        found = [Likeness(o, weight / self._length[index] / self._length[o]) for o, weight in shared.items()]
        return sorted(found, key=lambda likeness: (-likeness.cosine, likeness.other))


def _runs(text: str, length: int, sample: int = 1) -> Iterator[str]:
    """So many words in a row, of which about one in `sample` is kept."""
    words = re.findall(r"\w+", text.casefold())
    for i in range(len(words) - length + 1):
        if (ord(words[i][0]) + len(words[i])) % sample == 0:
            yield " ".join(words[i : i + length])


def _words(text: str, *, names_only: bool = False) -> Iterator[str]:
    """Names, numbers and long words."""
    for word in set(WORD.findall(text)):
        plain = word.replace("’", "'").removesuffix("'s")
        if not plain[0].islower() or (not names_only and len(plain) >= SHORTEST_PLAIN_WORD):
            yield plain.casefold()


def _running_text(document: Document) -> str:
    kept, position = [], 0
    for zone in document.zones:
        if zone.kind in NOT_TOLD:
            kept.append(document.text[position : zone.start])
            position = zone.end
    return "".join([*kept, document.text[position:]])
