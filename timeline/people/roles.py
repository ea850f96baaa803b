"""What somebody is, as the text states it beside the name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from timeline.models import Document, PersonRole
from timeline.people.mentions import Naming, is_authors
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST = 90  # characters of a role; what is longer tells a story
_BEFORE = ("compound", "amod", "poss", "nmod", "case")


def roles_of(document: Document, parse: Doc, namings: Sequence[Naming]) -> Iterator[PersonRole]:
    """The roles of one person, in order of mention, each wording once."""
    seen: set[str] = set()
    for naming in namings:
        told = (_before(parse, naming), _before_comma(parse, naming), _after(parse, naming))
        for first, last in (*told, _author(document, parse, naming)):
            while first < last and parse[last].lower_ in words("honorifics"):  # the "Ms" of "the lawyer Ms Ada Pool"
                last -= 1
            if first > last:
                continue
            span = parse[first : last + 1]
            text = " ".join(span.text.split())
            if text.casefold() not in seen | words("honorifics") and len(text) <= LONGEST:
                seen.add(text.casefold())
                yield PersonRole(start=span.start_char, end=span.end_char, text=text)


def _before(parse: Doc, naming: Naming) -> tuple[int, int]:
    """The title before a name with what belongs to it: "North Korea's Supreme Leader"."""
    first = naming.first
    if first == 0 or parse[first - 1].lower_.rstrip(".") not in words("titles") | words("occupations"):
        return 0, -1
    while first > 0 and _belongs(parse, first - 1) and parse[first - 1].sent == parse[naming.first].sent:
        first -= 1
    return first, naming.first - 1


def _before_comma(parse: Doc, naming: Naming) -> tuple[int, int]:
    """What the name explains: "the mayor of Porto, Ada Pool"."""
    at, opening = naming.first - 1, parse[naming.first].sent.start
    if at <= opening or parse[at].text != ",":
        return 0, -1
    noun = parse[at - 1]
    while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:
        noun = noun.head
    if noun.pos_ not in ("NOUN", "PROPN") or noun.lower_ not in words("titles") | words("occupations"):
        return 0, -1
    first = noun.i
    while first > opening and (_belongs(parse, first - 1) or parse[first - 1].dep_ in ("det", "poss")):
        first -= 1
    return first, at - 1


def _belongs(parse: Doc, i: int) -> bool:
    token = parse[i]
    if token.is_punct and token.text != "-":
        return False
    in_titles = token.lower_.rstrip(".") in words("titles") | words("occupations")
    belongs = token.dep_ in _BEFORE and token.pos_ in ("PROPN", "ADJ", "NOUN", "PART", "VERB")
    return (in_titles and token.lower_ != "the") or belongs


def _after(parse: Doc, naming: Naming) -> tuple[int, int]:
    """The words in apposition: "Ada Pool, a senior fellow at the institute"."""
    head = parse[naming.first : naming.last + 1].root
    told = next((t for t in head.children if t.dep_ == "appos" and t.lemma_.lower() in words("occupations")), None)
    if told is None or told.i <= naming.last:
        return 0, -1
    last = told.right_edge.i
    comma = next((t.i for t in parse[told.i : last + 1] if t.text in (",", ";", "–", "—")), last + 1)
    return told.left_edge.i, comma - 1


def _author(document: Document, parse: Doc, naming: Naming) -> tuple[int, int]:
    """The "By" of a byline, the "Reporting by" of a credit."""
    by, opening = naming.first - 1, parse[naming.first].sent.start
    if by < opening or parse[by].lower_ != "by" or not is_authors(document, parse[naming.first].idx):
        return 0, -1
    return (by - 1 if by > opening and parse[by - 1].lower_ in words("writing") else by), by
