"""The toponyms of one document: where they stand, how they are meant, and of what kind the words beside them are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer, key_of
from timeline.models import Document, MentionRole, Person
from timeline.places.cues import is_name_word
from timeline.places.spotting import LABELS, Stretch, stretches
from timeline.places.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

CONTAINING = frozenset(
    (",", ", in", "(", ", in the", "in", "in the")
)  # what stands between "X" and the "Y" that holds it
RECLAIMING = frozenset(("row", "folk", "civic", "dateline", "called", "seat", "inside"))
_TOWNS = (
    "city|town|village|port|suburb|district|municipality|resort|settlement|hamlet|capital|neighbou?rhood|quarter"
    "|commune|township|community"
)
_DIVISIONS = (
    "state|province|region|county|department|district|prefecture|governorate|oblast|municipality|island|republic"
)
HOLDING = re.compile(  # ", in the state of", ", a town in", "in the northern province of"
    rf"(?:, (?:an?|the) (?:[a-z-]+ ){{0,3}}?(?:{_TOWNS}) (?:in|of)|,? ?in)"
    rf"(?: the)?(?: (?:[a-z-]+ )?(?:{_DIVISIONS}) of)?"
)
SIDES = ("North", "South", "East", "West")
KINDS = ("division", "county", "city")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """Tokens [first, last] that name a place, with the cue of the stretch.

    `kinds` are those that the words beside it speak of ("Ontario province"). `within` is the index of the toponym that
    follows where the text says "X, Y", `inside` that it says "the X base in Y"; `quarter` says that it is a part of
    that city ("the X district of Y"), `peer` that the one that follows stands in a row with it; `closed` that it says
    "X, Y," and goes on with something else, `held_in` that it says "X in Y".
    """

    first: int
    last: int
    name: str
    cue: str
    role: MentionRole
    kinds: frozenset[str] = frozenset()
    within: int | None = None
    inside: bool = False
    quarter: bool = False
    peer: bool = False
    closed: bool = False
    held_in: bool = False

    @property
    def sure(self) -> bool:
        """Whether it names a place, known or not: the model or the words before it say so."""
        return self.cue in ("label", "called")


def toponyms(document: Document, parse: Doc, people: Sequence[Person]) -> list[Toponym]:
    """All that may name a place outside page furniture and people's names, in order."""
    spotted = stretches(parse)
    misread = _misread(parse, spotted, people)
    taken = [(m.start, m.end) for p in people if p.name not in misread for m in p.mentions]
    spans = [(parse[s.first : s.last + 1], s.cue) for s in spotted]
    found = [_toponym(span, cue) for span, cue in spans if not _is_left_out(document, span, taken)]
    covered = {i for toponym in found for i in range(toponym.first, toponym.last + 1)}
    halves = (t for t in _halves(parse, found) if t.first not in covered)
    halves = (t for t in halves if not _is_elsewhere(document, parse[t.first : t.last + 1], taken))
    return _linked(parse, sorted([*found, *halves], key=lambda t: t.first))


def _halves(parse: Doc, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """ "The North" of an article that names North Korea: a country that is one side of a divided one."""
    names = {t.name for t in found if t.name.split()[0] in SIDES and _is_half(t.name)}
    sides = {side: [name for name in names if name.split()[0] == side] for side in SIDES}
    for token in parse[1:]:
        named = sides.get(token.text, [])
        if len(named) != 1 or token.nbor(-1).lower_ != "the" or token.i + 1 >= len(parse):
            continue
        after = token.nbor()
        if not (is_name_word(after) or after.text == "-" or after.lower_ in ("of", "coast", "side", "end")):
            span = parse[token.i : token.i + 1]
            yield Toponym(first=token.i, last=token.i, name=named[0], cue="again", role=role_of(span, "again"))


def _is_half(name: str) -> bool:
    """ "North Korea" beside "South Korea", "South Sudan" beside "Sudan"; South Africa is no half of a country."""
    side, rest = name.split()[0], " ".join(name.split()[1:])
    others = [rest, *(f"{other} {rest}" for other in SIDES if other != side)]
    countries = (any(e.main and e.kind == "country" for e in gazetteer().named(other)) for other in others)
    return any(e.main and e.kind == "country" for e in gazetteer().named(name)) and any(countries)


def _toponym(span: Span, cue: str) -> Toponym:
    role = role_of(span, cue)
    kinds = _kinds(span) | ({"capital"} if role == "metonym" else set())
    return Toponym(first=span.start, last=span.end - 1, name=span.text, cue=cue, role=role, kinds=kinds)


def role_of(span: Span, cue: str) -> MentionRole:
    """How the place is meant: a scene, a government that acts, or a part of something named after it."""
    head = span.root
    named = cue in ("civic", "namesake", "gathering", "seat")
    if named or head.dep_ == "poss" or any(c.dep_ == "case" for c in head.children):
        return "part"
    noun = head.head
    if (
        head.dep_ in ("compound", "nmod", "amod")
        and noun.pos_ in ("NOUN", "PROPN")
        and noun.ent_type_ not in (*LABELS, "TIME")
    ):
        return "scene" if noun.lemma_.lower() in words("surroundings") or _is_relief(span, noun) else "part"
    subject = head
    while subject.dep_ == "conj":
        subject = subject.head
    if subject.dep_ in ("nsubj", "nsubjpass") and subject.head.lemma_.lower() in words("government"):
        return "metonym"
    return "scene"


def _is_relief(span: Span, noun: Token) -> bool:
    """Whether the name and the noun are mountains or islands that the gazetteer knows: "the Pyrenees mountains"; the
    Cheviot hills are not the town of Cheviot."""
    known = any(entry.main and entry.kind != "city" for entry in gazetteer().named(span.text))
    return known and noun.i == span.end and noun.lower_ in words("reliefs")


def _misread(parse: Doc, spotted: Sequence[Stretch], people: Sequence[Person]) -> set[str]:
    """Names taken for people's that the words beside them show to be places' ("in Valencia", "a Norwich man")."""
    names = {p.name for p in people}
    found = set()
    for stretch in spotted:
        name = parse[stretch.first : stretch.last + 1].text
        if name in names and stretch.cue in RECLAIMING:
            found.add(name)
    return found


def _is_elsewhere(document: Document, span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether words stand outside of what is told, or name somebody."""
    zone = document.zone_at(span.start_char)
    if zone is not None and zone.kind in ("furniture", "credit", "byline"):
        return True
    return any(start < span.end_char and span.start_char < end for start, end in taken)


def _is_left_out(document: Document, span: Span, taken: Sequence[tuple[int, int]]) -> bool:
    if _is_elsewhere(document, span, taken) or _names_ways(span):
        return True
    demonym = bool(gazetteer().demonym(span.text)) and (span[0].ent_type_ == "NORP" or not gazetteer().named(span.text))
    return demonym or key_of(span.text) in words("never") or not any(c.isalpha() for c in span.text)


def _names_ways(span: Span) -> bool:
    """Whether roads are called so, one or more in a row: "Dayton and Harris roads"."""
    after = [t for t in span.doc[span.end : span.end + 6] if t.sent == span.sent]
    words_of_row = next((i for i, t in enumerate(after) if not (is_name_word(t) or t.text in words("row"))), len(after))
    return words_of_row < len(after) and after[words_of_row].lower_ in words("ways_named")


def _kinds(span: Span) -> frozenset[str]:
    """The kinds of place that the words beside a name speak of: "Ontario province", "Governor of", "downtown Lyon"."""
    before = [t.lower_ for t in span.doc[max(0, span.start - 2) : span.start]]
    after = {t.lower_ for t in span.doc[span.end : span.end + 1]}
    led_by = before[0] if len(before) == 2 and before[1] == "of" else ""
    return frozenset(
        kind
        for kind in KINDS
        if after & words(f"{kind}_after") or led_by in words(f"{kind}_of") or set(before[-1:]) & words(f"{kind}_before")
    )


def _linked(parse: Doc, found: Sequence[Toponym]) -> list[Toponym]:
    """With what follows each: the place that holds it, or the next of its row; a row shares its last one's kinds."""
    linked: list[Toponym] = []
    for index in range(len(found) - 1, -1, -1):
        toponym, after = found[index], linked[-1] if linked else None
        if after is None:
            linked.append(toponym)
            continue
        between = " ".join(parse[toponym.last + 1 : after.first].text.split())
        peer = between in words("row") | {", and"}
        shared = after.kinds if peer and _ends_row(parse, after) else frozenset()
        quarter = between.removesuffix(" of") in words("quarters") and between.endswith(" of")
        inside = _is_site_in(parse, toponym, between)
        held = quarter or inside or _without_division(between) in CONTAINING or HOLDING.fullmatch(between) is not None
        linked.append(
            replace(toponym, peer=peer, kinds=toponym.kinds | shared, within=index + 1 if held else None,
                    inside=inside, quarter=quarter, closed=between == "," and _is_closed(parse, after),
                    held_in=between in ("in", ", in"))
        )  # fmt: skip
    return linked[::-1]


def _is_closed(parse: Doc, toponym: Toponym) -> bool:
    """Whether a stop of some kind follows, and no other name: "Olmer, Tesk, where"."""
    after = parse[toponym.last + 1 : toponym.last + 3]
    if len(after) < 2 or not after[0].is_punct or after[0].tag_ == "POS":
        return False
    return after[0].text != "," or not is_name_word(after[1])


def _without_division(between: str) -> str:
    """What stands between two names without the kind of the first: the comma of "Olmer district, Tesk"."""
    kind = between.split(",")[0].strip()
    return between.removeprefix(kind).strip() if kind in words("divisions") else between


def _is_site_in(parse: Doc, toponym: Toponym, between: str) -> bool:
    """Whether a site of its name is in what follows: "the Olmer air base in Tesk"."""
    if not between.endswith(" in") or any(c in between for c in ",.;:()"):
        return False
    noun = parse[toponym.last].head
    return toponym.last < noun.i and noun.lemma_.lower() in words("surroundings") and between.split()[-2] == noun.text


def _ends_row(parse: Doc, toponym: Toponym) -> bool:
    """Whether it is in a row that a plural ends: "Ellis and Clay counties"."""
    after = parse[toponym.last + 1] if toponym.last + 1 < len(parse) else None
    return toponym.peer or (after is not None and after.lower_.endswith("s") and not is_name_word(after))
