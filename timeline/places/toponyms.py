"""Words that may name a place: what the model labels, and what the gazetteer knows where the words around agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.gazetteer import Entry, gazetteer, key_of
from timeline.models import Document, MentionRole, Person
from timeline.places.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = ("GPE", "LOC", "FAC")
UNLABELLED_POPULATION = 10_000  # a smaller town is believed only where the model sees a place too
LONGEST = 5  # words of a name that the model gave no label


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Tokens [first, last] that name a place; `sure` when the model labels them so. `within` is the next toponym's
    index where the text says "X, Y"."""

    first: int
    last: int
    name: str
    sure: bool
    role: MentionRole
    within: int | None = None


def toponyms(document: Document, parse: Doc, people: Sequence[Person]) -> list[Toponym]:
    """All that may name a place outside page furniture and people's names, in order."""
    taken = [(m.start, m.end) for p in people for m in p.mentions]
    found: list[Toponym] = []
    used: set[int] = set()
    for first, last, sure in sorted(_stretches(parse), key=lambda s: (not s[2], s[0] - s[1])):
        span = parse[first : last + 1]
        if used.intersection(range(first, last + 1)) or _is_left_out(document, span, taken):
            continue
        used.update(range(first, last + 1))
        found.append(Toponym(first=first, last=last, name=span.text, sure=sure, role=_role(span)))
    return _nested(parse, sorted(found, key=lambda t: t.first))


def candidates(name: str) -> tuple[Entry, ...]:
    """The gazetteer's places of a name, with and without the words that say what kind of place it is."""
    known = gazetteer().named(name)
    parts = key_of(name).split()
    while not known and len(parts) > 1 and (parts[-1] in words("divisions") or parts[0] in words("locative") | {"the"}):
        parts = parts[:-1] if parts[-1] in words("divisions") else parts[1:]
        known = gazetteer().named(" ".join(parts))
    if not known and parts[:2] in (["city", "of"], ["state", "of"], ["island", "of"]):
        known = gazetteer().named(" ".join(parts[2:]))
    return known


def _stretches(parse: Doc) -> Iterator[tuple[int, int, bool]]:
    labelled: set[int] = set()
    for entity in parse.ents:
        if entity.label_ in LABELS:
            first, last = _trimmed(parse, entity.start, entity.end - 1)
            if first <= last and (entity.label_ != "FAC" or candidates(parse[first : last + 1].text)):
                labelled.update(range(first, last + 1))
                yield first, last, True
        elif _is_called_place(parse, entity):
            labelled.update(range(entity.start, entity.end))
            yield *_trimmed(parse, entity.start, entity.end - 1), True
        elif entity.label_ not in ("ORG", "PERSON") or (len(entity) > 1 and entity.label_ == "ORG"):
            labelled.update(range(entity.start, entity.end))
    for first, last in _known_runs(parse, labelled):
        yield first, last, False


def _is_called_place(parse: Doc, entity: Span) -> bool:
    """Whether the words before call it a place ("the city of Lyon"), whatever label the model gives it."""
    before = [token.lower_ for token in parse[max(0, entity.start - 2) : entity.start]]
    return entity.label_ in ("ORG", "PERSON") and before[1:] == ["of"] and before[0] in words("place_nouns")


def _known_runs(parse: Doc, labelled: set[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words that the model did not take for a place and that the gazetteer has one for, longest first."""
    at = 0
    while at < len(parse):
        token = parse[at]
        if at in labelled or not _is_name_word(token) or (token.is_sent_start and token.pos_ != "PROPN"):
            at += 1
            continue
        end = at
        while end < len(parse) and end - at < LONGEST and end not in labelled and _is_name_word(parse[end]):
            end += 1
        last = next((e for e in range(end - 1, at - 1, -1) if _is_believable(parse, at, e)), None)
        if last is not None:
            yield at, last
        at = end if last is None else last + 1


def _is_believable(parse: Doc, first: int, last: int) -> bool:
    name = parse[first : last + 1].text
    key = key_of(name)
    if len(key) < 4 or key in words("common"):
        return False
    known = gazetteer().named(name)
    if not any(e.population >= UNLABELLED_POPULATION or e.source != "GeoNames" or e.kind == "country" for e in known):
        return False
    beside = [parse[i] for i in (first - 1, last + 1) if 0 <= i < len(parse)]
    if any(_is_name_word(token) and token.sent == parse[first].sent for token in beside):
        return False
    led = first > 0 and parse[first - 1].lower_ in words("locative")
    return led or _is_list_item(parse, first, last) or _governs(parse, first, last)


def _governs(parse: Doc, first: int, last: int) -> bool:
    """Whether it is a capital or a country that does what governments do: "Lisbon denied"."""
    root = parse[first : last + 1].root
    if root.dep_ != "nsubj" or root.head.lemma_.lower() not in words("government"):
        return False
    known = gazetteer().named(parse[first : last + 1].text)
    return any(e.main and (e.capital or e.kind == "country") for e in known)


def _is_list_item(parse: Doc, first: int, last: int) -> bool:
    """Whether it stands in a row with places: "in Lyon, Nice and Toulon"; or leads a dateline."""
    before = parse[first - 1].ent_type_ in LABELS if first > 0 else False
    beside = first > 1 and parse[first - 1].text in (",", "and", "or") and parse[first - 2].ent_type_ in LABELS
    after = last + 2 < len(parse) and parse[last + 1].text == "," and parse[last + 2].ent_type_ in LABELS
    return before or beside or after


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isalpha() and token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ", "X")


def _trimmed(parse: Doc, first: int, last: int) -> tuple[int, int]:
    while first <= last and (parse[first].lower_ in ("the", "a", "an") or not parse[first].text[:1].isalnum()):
        first += 1
    while last >= first and (parse[last].text in ("'s", "’s", "'", "’", "-", ",", ".") or parse[last].is_space):
        last -= 1
    return first, last


def _is_left_out(document: Document, span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    zone = document.zone_at(span.start_char)
    if zone is not None and zone.kind in ("furniture", "credit", "byline"):
        return True
    if any(start < span.end_char and span.start_char < end for start, end in taken):
        return True
    return key_of(span.text) in words("common") or not any(c.isalpha() for c in span.text)


def _role(span: Span) -> MentionRole:
    """How the place is meant: a scene, a government that acts, or a part of something named after it."""
    head = span.root
    if any(child.dep_ == "case" for child in head.children) or head.dep_ == "poss":
        return "part"
    noun = head.head
    if head.dep_ in ("compound", "nmod", "amod") and noun.pos_ in ("NOUN", "PROPN") and noun.ent_type_ not in LABELS:
        return "part"
    subject = head
    while subject.dep_ == "conj":
        subject = subject.head
    if subject.dep_ in ("nsubj", "nsubjpass") and subject.head.lemma_.lower() in words("government"):
        return "metonym"
    return "scene"


def _nested(parse: Doc, found: list[Toponym]) -> list[Toponym]:
    """With `within` set where the next toponym says where this one lies."""
    linked = []
    for index, toponym in enumerate(found):
        after = found[index + 1] if index + 1 < len(found) else None
        between = parse.text[_end(parse, toponym) : parse[after.first].idx] if after else ""
        inside = after is not None and between.strip(" ") in (",", ", in", "(", ", in the", "in")
        linked.append(Toponym(first=toponym.first, last=toponym.last, name=toponym.name, sure=toponym.sure,
                              role=toponym.role, within=index + 1 if inside else None))  # fmt: skip
    return linked


def _end(parse: Doc, toponym: Toponym) -> int:
    return parse[toponym.last].idx + len(parse[toponym.last].text)
