"""From namings to people: one person a name, lone names to the full name that the text gave last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.models import Document, Mention, Person
from timeline.people.evidence import is_named_after
from timeline.people.folding import folded
from timeline.people.gathering import People, Someone, Words, short_forms
from timeline.people.mentions import Naming, Namings, is_silent, namings
from timeline.people.roles import roles_of
from timeline.people.stretches import is_capitalised, is_headline_case
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_THINGS = ("ORG", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART")


def find(document: Document, parse: Doc) -> list[Person]:
    """The people whom a document names, in order of first mention; those of the byline are authors."""
    found = namings(document, parse)
    short = short_forms(sorted({n.words for n in found.found if n.sure}))
    people = People(n for n in found.found if n.sure and n.words not in short)
    lone = [replace(n, sure=False) for n in found.found if not n.sure or n.words in short]
    strangers = _place_short_names(lone, people)
    used = [*found.found, *_place_doubtful(found, people)]
    _find_unlabelled(document, parse, used, found.blocked, people)
    everyone = people.all + [someone for someone in strangers if any(_acts(parse, n) for n in someone.namings)]
    everyone.sort(key=lambda someone: min(n.first for n in someone.namings))
    return [_person(document, parse, someone) for someone in everyone]


def _place_short_names(short: Sequence[Naming], people: People) -> list[Someone]:
    """Give short names to people; returns those who are named by one word alone."""
    strangers: defaultdict[Words, Someone] = defaultdict(Someone)
    for naming in short:
        home = people.home(naming.words, naming.first)
        if home is not None:
            home.add_short(naming)
        else:
            strangers[naming.words].namings.append(naming)
    return list(strangers.values())


def _place_doubtful(found: Namings, people: People) -> Iterator[Naming]:
    """Give people what by itself would not pass for a name ("Le Pen"); yields what found a home."""
    for naming in found.doubtful:
        home = people.home(naming.words, naming.first)
        if home is not None:
            home.add_short(replace(naming, sure=False))
            yield naming


def _acts(parse: Doc, naming: Naming) -> bool:
    """Whether a lone name stands for somebody there: it does something, has something, or is spoken of alone."""
    token = parse[naming.first]
    return token.dep_ not in ("compound", "amod", "nmod") and not (token.dep_ == "pobj" and token.head.lower_ == "of")


def _find_unlabelled(
    document: Document, parse: Doc, used: Iterable[Naming], blocked: frozenset[int], people: People
) -> None:
    """Names that the model missed or took for places, of people who are known by their full names."""
    taken = {i for n in used for i in range(n.first, n.last + 1)} | blocked
    inside = {i for e in parse.ents if e.label_ in _THINGS and len(e) > 1 for i in range(e.start, e.end)}
    for token in parse:
        if token.i in taken or token.i in inside or not is_capitalised(token) or not token.is_alpha:
            continue
        word = folded(token.text)
        if len(word) != 1 or len(word[0]) < 2 or not _stands_alone(parse, token.i) or is_silent(document, token.idx):
            continue
        home = people.home(word, token.i)
        if home is not None:
            home.add_short(Naming(first=token.i, last=token.i, name=token.text, sure=False))


def _stands_alone(parse: Doc, i: int) -> bool:
    """Whether no name beside it makes it part of something else."""
    if parse[i].pos_ not in ("PROPN", "NOUN", "ADJ") or is_named_after(parse, i, i):
        return False
    if is_headline_case(parse[i].sent):
        return True
    neighbours = [parse[j] for j in (i - 1, i + 1) if 0 <= j < len(parse) and parse[j].sent == parse[i].sent]
    return not any(is_capitalised(t) and t.pos_ == "PROPN" and not t.is_sent_start
                   and t.lower_ not in words("titles") for t in neighbours)  # fmt: skip


def _person(document: Document, parse: Doc, someone: Someone) -> Person:
    ordered = sorted(someone.namings, key=lambda n: n.first)
    return Person(
        name=someone.name(),
        mentions=tuple(_mentions(parse, ordered)),
        roles=tuple(roles_of(document, parse, ordered)),
        reason=" ".join(dict.fromkeys(someone.reasons)),
    )


def _mentions(parse: Doc, ordered: Sequence[Naming]) -> Iterator[Mention]:
    for naming in ordered:
        span = parse[naming.first : naming.last + 1]
        yield Mention(start=span.start_char, end=span.end_char, text=span.text)
