"""Sentences -> clauses: the stretches of words that can each tell one event."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.events.vocabulary import kinds, load

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

Link = Literal["main", "conjunct", "complement", "relative", "participle", "adverbial", "gerund", "nominal"]

_LINKS: dict[str, Link] = {
    "ROOT": "main",
    "parataxis": "main",
    "dep": "main",
    "appos": "main",
    "conj": "conjunct",
    "ccomp": "complement",
    "relcl": "relative",
    "acl": "participle",
    "advcl": "adverbial",
}
_SCENES = frozenset({"where", "when"})  # "drove home, where he was met": no reported speech
_AROUND = frozenset({"after", "before"})  # "after touring the port on Monday": a thing of its own
_FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """The words that belong to one verb or one event noun, and to none of the clauses below it.

    `head` and `tokens` are token indices, `parent` is the head of the clause that holds this one.
    """

    head: int
    tokens: tuple[int, ...]
    link: Link
    parent: int | None


def clauses_of(sentence: Span, is_dated_event: Callable[[Token], bool]) -> list[Clause]:
    """The clauses of one sentence, in the order of their heads.

    `is_dated_event` says which nouns ("Monday's attack") and gerunds ("after touring it on Monday") tell an event.
    """
    links = dict(_heads(sentence, is_dated_event))
    owner = {token.i: _owner(token, links) for token in sentence}
    return [
        Clause(
            head=head,
            tokens=tuple(i for i, of in owner.items() if of == head),
            link=link,
            parent=_parent(sentence.doc[head], links),
        )
        for head, link in sorted(links.items())
    ]


def is_finite(verb: Token) -> bool:
    """Whether the verb or one of its auxiliaries carries tense."""
    return verb.tag_ in _FINITE or any(t.dep_ in ("aux", "auxpass") and t.tag_ in _FINITE for t in verb.children)


def _heads(sentence: Span, is_dated_event: Callable[[Token], bool]) -> Iterator[tuple[int, Link]]:
    for token in sentence:
        link = _link(token)
        if (link == "gerund" or is_absolute(token)) and not is_dated_event(token):
            continue
        if link:
            yield token.i, link
        elif token.pos_ in ("NOUN", "PROPN") and is_dated_event(token):
            yield token.i, "nominal"


def _link(token: Token) -> Link | None:
    """How a verb opens a clause of its own; None if it only completes another ("wants to sign", "by saying")."""
    link = _LINKS.get(token.dep_)
    if token.dep_ == "pcomp" and token.tag_ == "VBG" and token.head.lower_ in _AROUND:
        return "gerund"
    if is_absolute(token):
        return "adverbial"
    if link is None or token.pos_ not in ("VERB", "AUX"):
        return None
    if link == "conjunct":
        return _conjunct_link(token)
    if link == "complement" and token.i < token.head.i and semicolon_between(token):
        return "main"
    if link in ("adverbial", "participle", "relative") and _is_infinitive(token):
        return None
    if link == "complement" and token.tag_ == "VBG" and kinds().verbs.get(token.lemma_.lower()) == "statement":
        return None  # "quoted him as saying", "quoted him saying"
    if (link == "complement" and _is_caused(token)) or (link == "participle" and _only_describes(token)):
        return None
    if link == "complement" and token.i > token.head.i and any(t.lower_ in _SCENES for t in token.children):
        return "adverbial"
    return None if link == "adverbial" and _is_manner(token) else link


def _only_describes(token: Token) -> bool:
    """ "a rostrum overlooking the square", "a man named as Rui Costa": where a thing stands, or who it is."""
    named = token.lemma_ in ("name", "identify") and any(t.lower_ == "as" for t in token.rights)
    return named or token.lemma_.lower() in load("choice.toml")["standing_verbs"]


def _is_caused(token: Token) -> bool:
    """ "wants to have the results announced", "made this known"; not "had himself gone"."""
    if token.tag_ != "VBN" or token.head.lemma_ not in ("have", "make") or token.head.i > token.i:
        return False
    return any(t.dep_ == "nsubj" and not t.lower_.endswith("self") for t in token.lefts)


def is_absolute(token: Token) -> bool:
    """The "meeting" of "..., with an aide meeting them in Rome on Monday": of somebody else, and with its own day."""
    return (
        token.dep_ == "pcomp"
        and token.tag_ == "VBG"
        and token.head.lower_ == "with"
        and any(t.dep_ == "nsubj" for t in token.lefts)
    )


def _conjunct_link(token: Token) -> Link | None:
    """The second verb of "came and went" is a clause as the first is; one joined to no verb is its own."""
    first = first_conjunct(token)
    if first.pos_ not in ("VERB", "AUX"):
        return "main" if is_finite(token) or any(t.dep_ in ("nsubj", "nsubjpass") for t in token.children) else None
    if _link(first) == "gerund":
        return "gerund"
    if _link(first) == "participle" and not is_finite(token):
        return "participle"
    return "conjunct" if _link(first) and (is_finite(token) or not _is_infinitive(first)) else None


def semicolon_between(token: Token) -> bool:
    """Whether what the parser took for reported speech is a sentence of its own: "one fell; the other stood"."""
    return any(t.text in (";", ":") for t in token.doc[token.i : token.head.i])


def first_conjunct(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.i != token.i:
        token = token.head
    return token


def _is_manner(verb: Token) -> bool:
    """ "..., spending a day with the king": how the main clause went, by the same actor."""
    return verb.tag_ == "VBG" and not any(t.dep_ in ("nsubj", "nsubjpass", "mark", "aux") for t in verb.children)


def _is_infinitive(verb: Token) -> bool:
    return any(t.dep_ == "aux" and t.lower_ == "to" for t in verb.children)


def _owner(token: Token, links: dict[int, Link]) -> int | None:
    """The head of the innermost clause around a token."""
    while token.i not in links:
        if token.head.i == token.i:
            return None
        token = token.head
    return token.i


def _parent(head: Token, links: dict[int, Link]) -> int | None:
    return None if head.head.i == head.i else _owner(head.head, links)
