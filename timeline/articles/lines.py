"""The lines of a text as the eye takes them: stripped, with their offsets, hard-wrapped paragraphs joined."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from timeline.models import Span

LINE = re.compile(r"[^\n\r]*\S[^\n\r]*")
SENTENCE_END = re.compile(r"[.!?…][\"'’”»)\]]*$")
BULLET = re.compile(r"^(?:[-–—*·˙>]\s|[\u2022-\u2043\u2190-\u2bff]\s?)\S")
LIST_NUMBER = re.compile(r"^\d{1,2}[.)]\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Span):
    """One line, or one paragraph of hard-wrapped text; `gap` says that an empty line stands before it."""

    text: str
    gap: bool

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def ends_sentence(self) -> bool:
        return SENTENCE_END.search(self.text) is not None

    @property
    def is_item(self) -> bool:
        return BULLET.match(self.text) is not None or LIST_NUMBER.match(self.text) is not None

    @property
    def is_prose(self) -> bool:
        """Running text: a sentence with its full stop, or too long for anything else."""
        return (self.words >= 7 and self.ends_sentence) or self.words > 40


def lines_of(text: str) -> list[Line]:
    """The lines that hold anything."""
    lines: list[Line] = []
    last = 0
    for found in LINE.finditer(text):
        stripped = found[0].strip()
        start = found.start() + found[0].index(stripped)
        between = text[last : found.start()].replace("\r\n", "\n")
        gap = sum(map(between.count, "\n\r")) > 1 or not lines
        lines.append(Line(start=start, end=start + len(stripped), text=stripped, gap=gap))
        last = found.end()
    return _unwrapped(lines, text) if _is_wrapped(lines) else lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Sentences run on over line ends: many lines that end in none are followed by one in lower case."""
    runs_on = sum(not a.ends_sentence and b.text[0].islower() and not b.gap for a, b in pairwise(lines))
    return len(lines) > 5 and runs_on > len(lines) / 5


def _unwrapped(lines: list[Line], text: str) -> list[Line]:
    blocks: list[Line] = []
    for line in lines:
        if line.gap or not blocks:
            blocks.append(line)
        else:
            start = blocks.pop()
            joined = " ".join(text[start.start : line.end].split())
            blocks.append(Line(start=start.start, end=line.end, text=joined, gap=start.gap))
    return blocks
