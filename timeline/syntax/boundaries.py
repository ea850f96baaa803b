"""Where a sentence must begin: at a zone's edges and at the lines of a text that is not hard-wrapped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.models import Zone

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LINE = re.compile(r"[^\n]+")
_TERMINAL = re.compile(r"[.!?:;][\"'”’)\]]*\s*$")
_CLOSING = frozenset(('"', "”", "’", "'", ")", "]", "»"))
_NICKNAME = re.compile(r"(?<=[a-zà-ÿ]) [\"“][A-Z][^\s\"”]*(?: [A-Z][^\s\"”]*){0,3}[\"”] [A-Z]")  # Ada "The Duke" Pool
_DAY = r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8})(?:,? \d{4})?"
_WIRE = r"\([A-Z][\w /.&-]{1,30}\)"
_DATELINE = re.compile(
    rf"[A-Z][A-Z’'. -]{{2,30}}(?:[,/] ?[A-Z][\w. ]{{1,25}})?(?:,? {_DAY})?(?:,? ?{_WIRE})?"
    r"(?:\s*(?:—|–|--?|_|:)\s|(?:—|--)(?=[A-Z“\"]))"
    rf"|[(\[]?[A-Z][\w’'.-]+(?: [\w’'.-]+){{0,3}}(?: \([A-Z][\w .]{{2,20}}\))?, {_DAY}(?: {_WIRE})?"
    r"(?:[)\]]|\s*(?:—|–|--?|:))\s"
    rf"|[A-Z][\w’'.-]+(?: [\w’'.-]+){{0,3}}(?:, [A-Z][\w. ]{{1,25}})? {_WIRE}\s*(?:—|–|--?|_|:)\s"
    r"|[A-Z][a-z’'.-]+(?: [A-Z][a-z’'.-]+){0,2}: (?=[A-Z])"
    r"|[A-Z]{3,}(?: [A-Z]{2,}){0,2}\. (?=[A-Z])"
    r"|[A-Z][\w’'.-]+(?: [\w’'.-]+){0,3},? \([^()\n]{2,40} - [^()\n]{6,24}\)\s?(?:—|–|--?|:)\s?"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_TIME_WORD = rf"(?:{_MONTH}|{_WEEKDAY}|\d{{1,2}}(?:st|nd|rd|th)?|(?:1[5-9]|20)\d\d|[Ee]arly|[Ll]ate|[Mm]id|to|and)"
_ENTRY = re.compile(
    rf"(?:[•*·▪>–—-]\s*)?(?:In |On )?(?=[^:]*(?:{_MONTH}|{_WEEKDAY}|(?:1[5-9]|20)\d\d))"
    rf"{_TIME_WORD}(?:[ ,–-]{{1,2}}{_TIME_WORD}){{0,5}}"
    r"\s*(?::|\s[–—-])\s+(?=[“\"‘'(]?[A-Z](?:\S* \S+){3})"
)
_WRAP_WIDTHS = range(50, 101)  # characters of the lines of a text that was wrapped by a mailer or an editor


def breaks(text: str, zones: Sequence[Zone]) -> list[int]:
    """The characters where a new sentence begins whatever the words say, in order; a dateline is one of its own, and so
    is the date of an entry."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text) if not m[0].isspace()]
    wrapped = is_wrapped([text[start:end] for start, end in lines])
    found = {zone.start for zone in zones} | {zone.end for zone in zones}
    for (start, end), (following, _) in pairwise(lines):
        if not wrapped or "\n" in text[end + 1 : following] or _TERMINAL.search(text[start:end]):
            found.add(following)
    for opening in (dateline_of, entry_of):
        found |= {start + len(line) for start, end in lines if (line := opening(text[start:end]))}
    return sorted(found)


def dateline_of(line: str) -> str:
    """The dateline that opens a line, to its dash or bracket: "KYIV, June 5 (Wire) - "; else an empty string."""
    found = _DATELINE.match(line)
    return found[0] if found else ""


def entry_of(line: str) -> str:
    """The date that opens an entry of a chronology, to its colon or dash: "28 June: "; else an empty string."""
    found = _ENTRY.match(line)
    return found[0] if found else ""


def is_wrapped(lines: Sequence[str]) -> bool:
    """Whether lines were broken for width, so that their ends mean nothing."""
    inner = [line.rstrip() for line in lines]
    if len(inner) < 4:
        return False
    open_ended = sum(len(line) in _WRAP_WIDTHS and not _TERMINAL.search(line) for line in inner)
    return open_ended > len(inner) / 2


def register() -> None:
    """Make the component known to spaCy."""
    from spacy.language import Language
    from spacy.tokens import Doc

    if not Doc.has_extension("breaks"):
        Doc.set_extension("breaks", default=())
    if not Language.has_factory("timeline_boundaries"):
        Language.component("timeline_boundaries", func=_start_sentences)


def _start_sentences(doc: Doc) -> Doc:
    waiting = iter(doc._.breaks)
    inside = {i for found in _NICKNAME.finditer(doc.text) for i in range(found.start() + 1, found.end())}
    edge, pending = next(waiting, None), False
    for token in doc:
        while edge is not None and edge <= token.idx:
            edge, pending = next(waiting, None), True
        if pending and not token.is_space:  # a sentence begins at a word, not at the space before it
            if token.i:
                token.is_sent_start = True
            pending = False
        elif token.i and token.idx in inside and doc[token.i - 1].text[:1].isupper():
            token.is_sent_start = False
        elif token.i and token.text in _CLOSING and not doc[token.i - 1].whitespace_ and not doc[token.i - 1].is_space:
            token.is_sent_start = False  # a closing quote stays with what it closes
        elif token.i and doc[token.i - 1].is_alpha and token.is_alpha:
            token.is_sent_start = False  # "North Korean" after a heading
    return doc
