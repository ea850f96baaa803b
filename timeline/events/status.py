"""Whether an event happened, goes on, is repeated, only announced, denied or merely possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Story
from timeline.events.timing import own_date
from timeline.events.vocabulary import StatusCues, kinds, load, status_cues
from timeline.models import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_ORDER: tuple[EventStatus, ...] = ("negated", "hypothetical", "announced", "repeated", "ongoing")


def status_of(story: Story, clause: Clause) -> EventStatus:
    """The first status whose cues the clause shows, or that of a clause above which decides it."""
    if clause.link == "nominal":
        return "happened"
    tokens = story.words(clause.tokens)
    head = story.parse[clause.head]
    if _is_told_ahead(story, clause, head):
        return "announced"
    for status in _ORDER:
        if _shows(status, status_cues()[status], head, tokens):
            return status
    if any(t.dep_ in ("auxpass", "aux") and t.text == "be" and t.tag_ == "VB" for t in head.lefts) and not any(
        t.dep_ == "aux" and t.tag_ in ("MD", "TO", "VBP", "VBD") for t in head.lefts
    ):
        return "hypothetical"  # "ordered that she be freed"
    parent = story.parent(clause)
    doubting = status_cues()["hypothetical"].telling_verbs
    if parent is not None and clause.link == "complement" and story.parse[parent.head].lemma_.lower() in doubting:
        return "hypothetical"
    if parent is not None and clause.link in ("adverbial", "conjunct") and not _has_tense(head):
        return status_of(story, parent)
    return "happened"


def is_telling_state(head: Token) -> bool:
    """Whether it says what was done to somebody, or why they came: "is under arrest", "was in Lyon for talks"."""
    if head.lemma_.lower() != "be":
        return False
    pairs = ((t.lower_, noun.lemma_.lower()) for t in head.children for noun in t.children if noun.dep_ == "pobj")
    said = {f"{preposition} {noun}" for preposition, noun in pairs}
    came_for = any(pair.startswith("for ") and kinds().nouns.get(pair[4:]) == "visit or meeting" for pair in said)
    somewhere = any(t.lower_ in ("in", "at") and any(c.ent_type_ == "GPE" for c in t.children) for t in head.children)
    came_back = any(t.dep_ == "advmod" and t.lower_ == "back" for t in head.children)
    return came_back or bool(said & set(load("choice.toml")["telling_states"])) or (came_for and somewhere)


def _is_told_ahead(story: Story, clause: Clause, head: Token) -> bool:
    """ "said they would appeal next week": with a date, what "would" says in a report of words is announced."""
    parent = story.parent(clause)
    would = any(t.dep_ == "aux" and t.lower_ in ("would", "'d", "’d") for t in head.children)
    if parent is None or not would or clause.link != "complement" or own_date(story, clause) is None:
        return False
    children = list(head.children)
    if any(t.dep_ == "neg" or t.lower_ in status_cues()["hypothetical"].markers for t in children):
        return False
    verb = story.parse[parent.head].lemma_.lower()
    return kinds().verbs.get(verb) == "statement" and verb not in status_cues()["hypothetical"].telling_verbs


def _shows(status: EventStatus, cues: StatusCues, head: Token, tokens: list[Token]) -> bool:
    children = list(head.children)
    if status == "negated" and any(t.dep_ == "neg" for t in children):
        return True
    if any(t.dep_ in ("neg", "advmod") and t.lower_ in cues.words and not _tells_just_when(t) for t in children):
        return True
    if any(t.dep_ == "aux" and t.lower_ in cues.auxiliaries and not _was_perceived(t, cues) for t in children):
        return True
    if any(t.dep_ in ("mark", "advmod") and t.lower_ in cues.markers for t in children):
        return True
    if any(t.dep_ in ("nsubj", "nsubjpass") and t.lower_ in cues.subjects for t in children):
        return True
    if any(t.dep_ in ("nsubj", "nsubjpass", "dobj") and _determined(t, cues.determiners) for t in children):
        return True
    if head.lemma_.lower() in cues.present_passives and any(
        t.dep_ == "auxpass" and t.tag_ in ("VBZ", "VBP") for t in children
    ):
        return True
    if any(t.dep_ == "acomp" and t.lower_ in cues.adjectives for t in children):
        return True
    text = " ".join(t.lower_ for t in tokens)
    if any(phrase in text for phrase in cues.phrases):
        return True
    if status == "ongoing":
        goes_on = head.lemma_ == "be" and head.tag_ in ("VBZ", "VBP") and is_telling_state(head)
        return _is_progressive(head) or head.lemma_ in cues.verbs or goes_on
    if head.lemma_.lower() in cues.done_when_past and head.tag_ in ("VBD", "VBN"):
        return False
    heads = [head, *(t for t in children if t.dep_ == "acomp")]
    return any(t.lemma_.lower() in cues.verbs and _opens_infinitive(t) for t in heads)


def _tells_just_when(adverb: Token) -> bool:
    """ "Hardly had he left when": he had just left."""
    return adverb.is_sent_start is True and any(t.lower_ == "when" for t in adverb.sent)


def _was_perceived(auxiliary: Token, cues: StatusCues) -> bool:
    """ "could be heard", "could see": what one could perceive was there."""
    return auxiliary.lower_ == "could" and auxiliary.head.lemma_.lower() in cues.perceived


def _determined(noun: Token, determiners: frozenset[str]) -> bool:
    return any(t.dep_ == "det" and t.lower_ in determiners for t in noun.children)


def _is_progressive(head: Token) -> bool:
    return head.tag_ == "VBG" and any(
        t.dep_ == "aux" and t.lemma_ == "be" and t.tag_ in ("VBZ", "VBP", "VBN") for t in head.children
    )


def _opens_infinitive(head: Token) -> bool:
    aims = [
        t for t in head.children
        if t.i > head.i and t.dep_ in ("xcomp", "advcl")
        and any(a.lower_ == "to" and a.dep_ == "aux" for a in t.children)
    ]  # fmt: skip
    if head.lemma_ == "be":  # "was in Rome to sign": that is why she was there
        aims = [t for t in aims if not any(p.dep_ == "prep" and head.i < p.i < t.i for p in head.children)]
    return bool(aims)


def _has_tense(head: Token) -> bool:
    return head.tag_ in ("VBD", "VBP", "VBZ") or any(t.dep_ in ("aux", "auxpass") for t in head.children)
