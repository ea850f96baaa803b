"""A comma behind the time that opens a sentence, for the model alone: "On Jan. 10, a protest" where the text has none.

Reports often leave it out, and the model then takes the time and what follows for one name or noun: "Thursday New
Zealand's Foreign Minister". The comma is taken out of the parse again, so that a token's `idx` stays that of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def places_for_commas(text: str) -> list[int]:
    """The characters behind which the model is given a comma: the ends of times that open sentences."""
    return [found.end("time") for found in _OPENING.finditer(text) if not _GOES_ON.fullmatch(found["next"])]


def with_commas(doc: Doc, ends: Sequence[int]) -> tuple[Doc, tuple[int, ...]]:
    """The tokens of a text with a comma behind each of some characters, and which tokens these are."""
    from spacy.tokens import Doc

    wanted, words, spaces, added = set(ends), [], [], []
    for token in doc:
        words.append(token.text)
        spaces.append(bool(token.whitespace_))
        if token.idx + len(token.text) in wanted and token.whitespace_:
            spaces[-1] = False
            words.append(",")
            spaces.append(True)
            added.append(len(words) - 1)
    if not added:
        return doc, ()
    return Doc(doc.vocab, words=words, spaces=spaces), tuple(added)


def without_commas(doc: Doc, added: Sequence[int]) -> Doc:
    """The parse without some commas; what hung on one of them hangs on what that hung on."""
    from spacy.tokens import Doc

    if not added:
        return doc
    gone = set(added)
    kept = [t for t in doc if t.i not in gone]
    at = {t.i: n for n, t in enumerate(kept)}

    def head_of(i: int) -> int:
        head = doc[i].head.i
        while head in gone and doc[head].head.i != head:
            head = doc[head].head.i
        return at.get(head, at[i])

    ents = [f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "O" for t in kept]
    for n, ent in enumerate(ents):
        if ent.startswith("I-") and (n == 0 or ents[n - 1][2:] != ent[2:] or ents[n - 1] == "O"):
            ents[n] = "B" + ent[1:]
    return Doc(
        doc.vocab,
        words=[t.text for t in kept],
        spaces=[bool(t.whitespace_) or t.i + 1 in gone for t in kept],
        tags=[t.tag_ for t in kept],
        pos=[t.pos_ for t in kept],
        morphs=[str(t.morph) for t in kept],
        lemmas=[t.lemma_ for t in kept],
        heads=[head_of(t.i) for t in kept],
        deps=[t.dep_ if t.dep_ != "ROOT" or head_of(t.i) == n else "dep" for n, t in enumerate(kept)],
        ents=ents,
    )
