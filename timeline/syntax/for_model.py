"""A text as the model is given it, and its parse with the words as they were written.

A comma is put behind the time that opens a sentence: "On Jan. 10, a protest". Reports often leave it out, and the model
then takes the time and what follows for one name or noun: "Thursday New Zealand's Foreign Minister". Words in capitals
that open a paragraph are given as others: "BELARUS HAS told". A token's `idx` stays that of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?"
    r"|Sep(?:tember|t?\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,? (?:1[5-9]|20)\d\d|,? (?:last|this) year)?"
_UNIT = r"(?:day|week|month|year)"
_DATE = (
    rf"(?:(?:{_WEEKDAY}|{_DAY}(?: of)? {_MONTH}{_YEAR}|{_MONTH} {_DAY}{_YEAR}|{_MONTH}{_YEAR}|(?:1[5-9]|20)\d\d)"
    rf"(?: (?:morning|afternoon|evening|night))?|(?:the )?(?:same|following|next|previous) {_UNIT})"
)
_NUMBER = r"(?:An?|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d+|Some|Several|A few)"
_OPENING = re.compile(
    r"(?:(?<=\n)|\A|(?<=[.!?] )|(?<=[.!?][\"”’] ))(?P<time>"
    rf"(?:(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Oo]nly|[Jj]ust) )?(?:[Oo]n|[Ii]n) (?:(?:early|late|mid)[- ])?{_DATE}"
    rf"|(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) (?:on )?{_DATE}"
    rf"|(?:Last|This|The (?:same|following|next|previous)) (?:{_UNIT}|weekend|spring|summer|autumn|fall|winter"
    rf"|{_WEEKDAY}|{_MONTH})"
    rf"|{_NUMBER} (?:hour|{_UNIT}|decade)s? (?:later|earlier|ago|afterwards)"
    rf"|(?:Earlier|Later) (?:this|that|in the) {_UNIT}"
    r") (?=(?P<next>[A-Z\d][\w’'.-]*|an?|the|his|her|its|their|some|two|three|four|five|six|seven|eight|nine|ten"
    r"|he|she|it|they|more|about|around|at least|[a-z]{3,}s)\b)"
)
# What goes on with the time, though it looks like the beginning of what happened then: "On Monday was", "May 3 AM".
_GOES_ON = re.compile(rf"was|has|this|across|perhaps|always|{_MONTH}|[AP]M|\d{{1,2}}")
_CAPITALS = re.compile(r"[A-Z][A-Z’'-]+|[AI]")
_SMALL = frozenset((
    "a", "about", "after", "all", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by", "could",
    "for", "from", "had", "has", "have", "he", "her", "his", "in", "into", "is", "it", "its", "may", "more",
    "most", "new", "no", "not", "of", "on", "one", "or", "out", "over", "said", "she", "some", "than", "that",
    "the", "their", "they", "this", "to", "two", "under", "up", "was", "were", "when", "which", "who", "will",
    "with", "would",
))  # fmt: skip
LONGEST_LEAD = 5  # words in capitals that open a paragraph; more are a headline


@dataclass(frozen=True, slots=True)
class Changes:
    """The tokens that only the model sees, and those that it sees in other letters, with what is written."""

    added: tuple[int, ...] = ()
    written: Mapping[int, str] = field(default_factory=dict)


NONE = Changes()


def for_model(doc: Doc) -> tuple[Doc, Changes]:
    """The tokens of a text as the model is given them, with what that changes."""
    from spacy.tokens import Doc

    wanted, plain = set(places_for_commas(doc.text)), _in_plain_case(doc)
    words, spaces, added, written = list[str](), list[bool](), list[int](), dict[int, str]()
    for token in doc:
        if token.i in plain:
            written[len(words)] = token.text
        words.append(plain.get(token.i, token.text))
        spaces.append(bool(token.whitespace_))
        if token.idx + len(token.text) in wanted and token.whitespace_:
            spaces[-1] = False
            added.append(len(words))
            words.append(",")
            spaces.append(True)
    if not added and not written:
        return doc, NONE
    return Doc(doc.vocab, words=words, spaces=spaces), Changes(tuple(added), written)


def places_for_commas(text: str) -> list[int]:
    """The characters behind which the model is given a comma: the ends of times that open sentences."""
    return [found.end("time") for found in _OPENING.finditer(text) if not _GOES_ON.fullmatch(found["next"])]


def _in_plain_case(doc: Doc) -> dict[int, str]:
    """Words in capitals that open a line, in plain letters: "BELARUS HAS told" is "Belarus has told"."""
    plain: dict[int, str] = {}
    for first in (t.i for t in doc if t.i == 0 or "\n" in doc[t.i - 1].text):
        last = first
        while last < len(doc) and _CAPITALS.fullmatch(doc[last].text):
            last += 1
        lead = [t.text for t in doc[first:last]]
        small = any(word.lower() in _SMALL for word in lead[1:])
        if small and 2 <= len(lead) <= LONGEST_LEAD and last < len(doc) and doc[last].is_lower and lead[0] != "I":
            for i, word in enumerate(lead, start=first):
                plain[i] = word.lower() if i > first and word.lower() in _SMALL else word.capitalize()
    return plain


def as_written(doc: Doc, changes: Changes) -> Doc:
    """A parse with the words of the text; what hung on a comma of the model's hangs on what that hung on."""
    from spacy.tokens import Doc

    if not changes.added and not changes.written:
        return doc
    gone = set(changes.added)
    kept = [t for t in doc if t.i not in gone]
    at = {t.i: n for n, t in enumerate(kept)}

    def head_of(i: int) -> int:
        head = doc[i].head.i
        while head in gone and doc[head].head.i != head:
            head = doc[head].head.i
        return at.get(head, at[i])

    return Doc(
        doc.vocab,
        words=[changes.written.get(t.i, t.text) for t in kept],
        spaces=[bool(t.whitespace_) or t.i + 1 in gone for t in kept],
        tags=[t.tag_ for t in kept],
        pos=[t.pos_ for t in kept],
        morphs=[str(t.morph) for t in kept],
        lemmas=[t.lemma_ for t in kept],
        heads=[head_of(t.i) for t in kept],
        deps=[t.dep_ if t.dep_ != "ROOT" or head_of(t.i) == n else "dep" for n, t in enumerate(kept)],
        ents=_entities([(t.ent_iob_, t.ent_type_) for t in kept]),
    )


def _entities(labels: Sequence[tuple[str, str]]) -> list[str]:
    """The labels of names, where one may have lost its first word."""
    before = ("O", "")
    found = []
    for side, label in labels:
        begins = side == "B" or (side == "I" and before[1] != label)
        found.append(f"{'B' if begins else 'I'}-{label}" if label else "O")
        before = (side, label)
    return found
