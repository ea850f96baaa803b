"""From namings to people: one person a name, lone names to the full name that the text gave last."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from timeline.models import Document, Mention, Person
from timeline.people.evidence import is_named_after
from timeline.people.folding import folded
from timeline.people.mentions import Naming, Namings, is_silent, namings
from timeline.people.names import is_short_for, same_person
from timeline.people.roles import roles_of
from timeline.people.stretches import is_capitalised, is_headline_case
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_THINGS = ("ORG", "FAC", "LAW", "EVENT", "PRODUCT", "WORK_OF_ART")


@dataclass(slots=True)
class _Someone:
    """A person in the making."""

    namings: list[Naming]
    reasons: list[str] = field(default_factory=list)

    @property
    def full(self) -> list[Naming]:
        return [n for n in self.namings if n.sure]

    def name(self) -> str:
        """The full name that is used most, the first of them where two are used as often."""
        names = Counter(n.name for n in (self.full or self.namings))
        return names.most_common(1)[0][0]

    def answers_to(self, short: tuple[str, ...]) -> bool:
        return any(is_short_for(short, n.words) for n in self.full)


def find(document: Document, parse: Doc) -> list[Person]:
    """The people whom a document names, in order of first mention; those of the byline are authors."""
    found = namings(document, parse)
    full = {n.words for n in found.found if n.sure}
    short = {words for words in full if any(len(words) < len(w) and is_short_for(words, w) for w in full)}
    everyone = _by_full_name([n for n in found.found if n.sure and n.words not in short])
    lone = [replace(n, sure=False) for n in found.found if not n.sure or n.words in short]
    strangers = _place_short_names(lone, everyone)
    for naming in found.doubtful:
        home = _home(naming.words, naming.first, everyone)
        if home is not None:
            _add(home, replace(naming, sure=False))
    _find_unlabelled(document, parse, found, everyone)
    everyone += [someone for someone in strangers if any(_acts(parse, n) for n in someone.namings)]
    everyone.sort(key=lambda someone: min(n.first for n in someone.namings))
    return [_person(document, parse, someone) for someone in everyone]


def _by_full_name(full: Sequence[Naming]) -> list[_Someone]:
    everyone: list[_Someone] = []
    for naming in full:
        for someone in everyone:
            reasons = [same_person(naming.name, other.name) for other in someone.full]
            if all(reasons):
                someone.namings.append(naming)
                if naming.name not in {n.name for n in someone.namings[:-1]}:
                    someone.reasons.append(str(reasons[0]))
                break
        else:
            everyone.append(_Someone([naming]))
    return everyone


def _place_short_names(short: Sequence[Naming], everyone: list[_Someone]) -> list[_Someone]:
    """Give short names to people; returns those who are named by one word alone."""
    strangers: dict[tuple[str, ...], _Someone] = {}
    for naming in short:
        home = _home(naming.words, naming.first, everyone)
        if home is not None:
            _add(home, naming)
        elif naming.words in strangers:
            strangers[naming.words].namings.append(naming)
        else:
            strangers[naming.words] = _Someone([naming])
    return list(strangers.values())


def _home(short: tuple[str, ...], position: int, everyone: Sequence[_Someone]) -> _Someone | None:
    """Who was last called by a full name that it is short for; if nobody was yet, who is first after."""
    fitting = [someone for someone in everyone if someone.answers_to(short)]
    before = [(max(n.first for n in s.full if n.first < position), s) for s in fitting if s.full[0].first < position]
    if before:
        return max(before, key=lambda pair: pair[0])[1]
    return min(fitting, key=lambda s: s.full[0].first) if fitting else None


def _acts(parse: Doc, naming: Naming) -> bool:
    """Whether a lone name stands for somebody there: it does something, has something, or is spoken of alone."""
    token = parse[naming.first]
    return token.dep_ not in ("compound", "amod", "nmod") and not (token.dep_ == "pobj" and token.head.lower_ == "of")


def _add(someone: _Someone, naming: Naming) -> None:
    reason = f"“{naming.name}” is short for {someone.name()}, the last full name before it."
    if naming.name not in {n.name for n in someone.namings}:
        someone.reasons.append(reason)
    someone.namings.append(naming)


def _find_unlabelled(document: Document, parse: Doc, found: Namings, everyone: Sequence[_Someone]) -> None:
    """Names that the model missed or took for places, of people who are known by their full names."""
    taken = {i for n in found.found for i in range(n.first, n.last + 1)} | found.blocked
    inside = {i for e in parse.ents if e.label_ in _THINGS and len(e) > 1 for i in range(e.start, e.end)}
    for token in parse:
        if token.i in taken or token.i in inside or not is_capitalised(token) or not token.is_alpha:
            continue
        word = folded(token.text)
        if len(word) != 1 or len(word[0]) < 2 or not _stands_alone(parse, token.i) or is_silent(document, token.idx):
            continue
        home = _home(word, token.i, everyone)
        if home is not None:
            _add(home, Naming(first=token.i, last=token.i, name=token.text, sure=False))


def _stands_alone(parse: Doc, i: int) -> bool:
    """Whether no name beside it makes it part of something else."""
    if parse[i].pos_ not in ("PROPN", "NOUN", "ADJ") or is_named_after(parse, i, i):
        return False
    if is_headline_case(parse[i].sent):
        return True
    neighbours = [parse[j] for j in (i - 1, i + 1) if 0 <= j < len(parse) and parse[j].sent == parse[i].sent]
    return not any(is_capitalised(t) and t.pos_ == "PROPN" and not t.is_sent_start
                   and t.lower_ not in words("titles") for t in neighbours)  # fmt: skip


def _person(document: Document, parse: Doc, someone: _Someone) -> Person:
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
