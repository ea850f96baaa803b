"""What a document shares with others that tell the same story: its names, numbers, quotes and rare words."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from timeline.articles.written_days import calendar_words
from timeline.models import Document
from timeline.published.told import NOT_TOLD
from timeline.published.vocabulary import telling

WORD = re.compile(r"[^\W\d_][\w’'-]{3,}|\b\d[\d,.]{2,}\b")
SHORTEST_PLAIN_WORD = 6  # shorter ones, written small, are mostly function words
FULL_NAME = re.compile(
    r"\b(?!(?:The|A|An|In|On|At|But|And)\s)[A-Z][\w’'-]+(?:\s(?:(?:de|van|von|der|al|bin|of)\s)?[A-Z][\w-]+)+"
)
QUOTE = re.compile(r"[“\"]([^”\"\n]{20,600})[”\"]")
QUOTED_WORDS = 6  # in a row; that many are never said twice by chance
PASSAGE_WORDS = 9
DEED = re.compile(r"(?<!\w)(?:[a-z]{5,}|\d[\d,.]*)")
STEM = 6  # letters
OPENING = 450  # characters in which a follow-up tells what is new, before it tells the old story again
LEAD = 900  # characters of running text that tell what the story is
BACKGROUND = 500  # documents that a small pile is imagined to lie among, so that no word in it is rare by chance
COMMON = 200  # a word in more documents than this points nowhere


class Signature:
    """The words of one document by which it can be recognised."""

    def __init__(self, document: Document) -> None:
        self.text = _running_text(document)

    @cached_property
    def words(self) -> frozenset[str]:
        """Names, numbers and long words."""
        return frozenset(_words(self.text))

    @cached_property
    def lead_names(self) -> frozenset[str]:
        """The capitalised words of the headline and the first paragraphs."""
        words = _words(self.text[:LEAD], names_only=True)
        days = calendar_words()
        return frozenset(w for w in words if not w[0].isdigit() and w not in days["weekday"] and w not in days["month"])

    @cached_property
    def full_names(self) -> frozenset[str]:
        """Names of two words or more: of people, and of places and bodies."""
        return frozenset(" ".join(found.split()).casefold() for found in FULL_NAME.findall(self.text))

    @cached_property
    def deeds(self) -> frozenset[str]:
        """What the first sentences tell: the stems of words written small, and the numbers."""
        opening = self.text if len(self.text) <= OPENING else self.text[:OPENING].rpartition(" ")[0]
        numbers = (word for word in re.findall(r"[a-z]+", opening) if word in telling().numbers)
        return frozenset([*numbers, *(word[:STEM] for word in DEED.findall(opening))])

    @cached_property
    def quotes(self) -> frozenset[tuple[str, ...]]:
        """Runs of words between quotation marks."""
        return frozenset(run for found in QUOTE.finditer(self.text) for run in _runs(found[1], QUOTED_WORDS))

    @cached_property
    def passages(self) -> frozenset[tuple[str, ...]]:
        """Runs of words outside quotation marks."""
        return frozenset(_runs(QUOTE.sub("\n", self.text), PASSAGE_WORDS))

    @cached_property
    def firsts_since(self) -> frozenset[int]:
        """The years Y of "the first since Y"."""
        return frozenset(int(found["year"]) for found in telling().first_since.finditer(self.text))

    @cached_property
    def firsts_in(self) -> frozenset[int]:
        """The numbers of years N of "the first in N years"."""
        years = set()
        for found in telling().first_in_years.finditer(self.text):
            words = found["number"].casefold()
            number = int(words) if words.isdigit() else telling().numbers.get(words, 0)
            if number:
                years.add(number * (10 if found["unit"].casefold() == "decades" else 1))
        return frozenset(years)


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much of their rare words two documents share, from 0 to 1."""

    other: int
    cosine: float


class Index:
    """An inverted index over signatures. Words that many documents use are not followed, which bounds its cost."""

    def __init__(self, signatures: Sequence[Signature]) -> None:
        self.signatures = signatures
        count = Counter(word for signature in signatures for word in signature.words)
        self._weight = {word: math.log((BACKGROUND + len(signatures)) / n) for word, n in count.items()}
        self._holders: dict[str, list[int]] = defaultdict(list)
        for i, signature in enumerate(signatures):
            for word in signature.words:
                if count[word] <= COMMON:
                    self._holders[word].append(i)
        self._length = [math.sqrt(sum(self._weight[w] ** 2 for w in s.words)) or 1.0 for s in signatures]

    def like(self, index: int) -> list[Likeness]:
        """The documents that share words with one, most alike first."""
        shared: dict[int, float] = defaultdict(float)
        for word in self.signatures[index].words:
            for other in self._holders.get(word, ()):
                shared[other] += self._weight[word] ** 2
        shared.pop(index, None)
        found = [Likeness(o, weight / self._length[index] / self._length[o]) for o, weight in shared.items()]
        return sorted(found, key=lambda likeness: (-likeness.cosine, likeness.other))


def _runs(text: str, length: int) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return (tuple(words[i : i + length]) for i in range(len(words) - length + 1))


def _words(text: str, *, names_only: bool = False) -> Iterator[str]:
    for word in WORD.findall(text):
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
