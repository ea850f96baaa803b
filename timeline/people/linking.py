"""From namings to people: one person a name, lone names to the full name that the text gave last."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.models import Document, Mention, Person
from timeline.people.couples import with_couples
from timeline.people.folding import folded
from timeline.people.gathering import People, Someone, Words, short_forms
from timeline.people.mentions import Naming, Namings, is_silent, naming_of, namings
from timeline.people.reigns import untitled
from timeline.people.roles import roles_of
from timeline.people.stretches import is_capitalised, is_headline_case
from timeline.people.things import is_named_after
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_THINGS = ("ORG", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART")


def find(document: Document, parse: Doc) -> list[Person]:
    """The people whom a document names, in order of first mention; those of the byline are authors."""
    found = namings(document, parse)
    found = replace(found, found=with_couples(parse, found.found))
    short = short_forms(sorted({n.words for n in found.found if n.sure}))
    people = People(n for n in found.found if n.sure and n.words not in short)
    lone = [replace(n, sure=False) for n in found.found if not n.sure or n.words in short]
    strangers = _place_short_names(lone, people)
    used = [*found.found, *_place_doubtful(found, people)]
    _find_unlabelled(document, parse, used, found.blocked, people)
    everyone = people.all + [someone for someone in strangers if any(_acts(parse, n) for n in someone.namings)]
    everyone.sort(key=lambda someone: min(n.first for n in someone.namings))
    return [_person(document, parse, someone, _shown_name(someone, everyone)) for someone in everyone]


def _shown_name(someone: Someone, everyone: Sequence[Someone]) -> str:
    """The name without "King", where nobody else is called so, in full or in short: "King Hussein" beside another."""
    name, short = someone.name(), untitled(someone.name())
    if name == short:
        return name
    others = [other for other in everyone if other is not someone]
    taken = any(untitled(other.name()) == short or other.answers_to(folded(short)) for other in others)
    return name if taken else short


def _place_short_names(short: Sequence[Naming], people: People) -> list[Someone]:
    """Give short names to people; returns those who are named by one word alone."""
    strangers: defaultdict[Words, Someone] = defaultdict(Someone)
    for naming in short:
        home = people.home(naming.words, naming)
        if home is not None:
            home.add_short(naming)
        else:
            strangers[naming.words].namings.append(naming)
    return list(strangers.values())


def _place_doubtful(found: Namings, people: People) -> Iterator[Naming]:
    """Give people what by itself would not pass for a name ("Le Pen"); yields what found a home."""
    for naming in found.doubtful:
        home = people.home(naming.words, naming)
        if home is not None:
            home.add_short(replace(naming, sure=False))
            yield naming


def _acts(parse: Doc, naming: Naming) -> bool:
    """Whether a lone name stands for somebody there: it does something, has something, or is spoken of alone.

    Nobody is called so with an article: "the Sun reported".
    """
    token = parse[naming.first : naming.last + 1].root
    if naming.first > 0 and parse[naming.first - 1].lower_ == "the":
        return False
    return token.dep_ not in ("compound", "amod", "nmod") and not (token.dep_ == "pobj" and token.head.lower_ == "of")


def _find_unlabelled(
    document: Document, parse: Doc, used: Iterable[Naming], blocked: frozenset[int], people: People
) -> None:
    """Names that the model missed or took for places, of people who are known by their full names."""
    taken = {i for n in used for i in range(n.first, n.last + 1)} | blocked
    inside = {i for e in parse.ents if e.label_ in _THINGS and " " in e.text for i in range(e.start, e.end)}
    for first, last in _lone_words(parse):
        tokens = range(first, last + 1)
        if taken.intersection(tokens) or inside.intersection(tokens) or is_silent(document, parse[first].idx):
            continue
        name = parse[first : last + 1].text
        word = folded(name)
        if not word or min(map(len, word)) < 2 or not all(_stands_alone(parse, i, tokens) for i in {first, last}):
            continue
        naming = naming_of(parse, first, last, name, sure=False)
        home = people.home((*_regnal_title(parse, first), *word), naming)
        if home is not None:
            home.add_short(naming)


def _regnal_title(parse: Doc, first: int) -> Words:
    """The "King" before a name: "King Haakon" is not short for "Prince Haakon"."""
    title = parse[first - 1].lower_ if first > parse[first].sent.start else ""
    return (title,) if title in words("regnal") else ()


def _lone_words(parse: Doc) -> Iterator[tuple[int, int]]:
    """Capitalised words, tokens [first, last]: one token each, or several that hyphens join ("Smith-Jones")."""
    after = 0
    for token in parse:
        if token.i < after or not is_capitalised(token) or not _is_word(token):
            continue
        after = token.i + 1
        while after + 1 < len(parse) and _is_joined(parse, after):
            after += 2
        yield token.i, after - 1


def _is_joined(parse: Doc, hyphen: int) -> bool:
    """Whether the token is a hyphen between two capitalised words."""
    following = parse[hyphen + 1]
    close = not parse[hyphen - 1].whitespace_ and not parse[hyphen].whitespace_
    return parse[hyphen].text == "-" and close and is_capitalised(following) and _is_word(following)


def _is_word(token: Token) -> bool:
    """Whether it is all letters, with an apostrophe perhaps: "O'Hara"."""
    return token.text.replace("'", "").replace("’", "").isalpha()


def _stands_alone(parse: Doc, i: int, tokens: range) -> bool:
    """Whether no name beside those tokens makes the word part of something else."""
    if parse[i].pos_ not in ("PROPN", "NOUN", "ADJ") or is_named_after(parse, i, i):
        return False
    if is_headline_case(parse[i].sent):
        return True
    beside = {tokens[0] - 1, tokens[-1] + 1} & {i - 1, i + 1}
    neighbours = [parse[j] for j in beside if 0 <= j < len(parse) and parse[j].sent == parse[i].sent]
    return not any(_is_of_name(t) for t in neighbours)


def _is_of_name(token: Token) -> bool:
    """Whether a word makes the name beside it a part of a longer one; titles and the verbs of headlines do not."""
    if token.lower_ in words("titles") | words("headline_words") or _is_of_calendar(token):
        return False
    return is_capitalised(token) and token.pos_ == "PROPN" and not token.is_sent_start


def _is_of_calendar(token: Token) -> bool:
    """The "Monday" of "On Monday Pool left"; the "May" of "Ada May" is none."""
    return token.lower_ in words("calendar") and token.ent_type_ != "PERSON"


def _person(document: Document, parse: Doc, someone: Someone, name: str) -> Person:
    ordered = sorted(someone.namings, key=lambda n: n.first)
    if name != someone.name():
        ordered = [_without_title(parse, naming) for naming in ordered]
    return Person(
        name=name,
        mentions=tuple(_mentions(parse, ordered)),
        roles=tuple(roles_of(document, parse, [_without_title(parse, naming) for naming in ordered])),
        reason=" ".join(dict.fromkeys(someone.reasons)),
    )


def _without_title(parse: Doc, naming: Naming) -> Naming:
    titled = naming.last > naming.first and parse[naming.first].lower_ in words("regnal")
    return replace(naming, first=naming.first + 1) if titled else naming


def _mentions(parse: Doc, ordered: Sequence[Naming]) -> Iterator[Mention]:
    for naming in ordered:
        span = parse[naming.first : naming.last + 1]
        yield Mention(start=span.start_char, end=span.end_char, text=span.text)
