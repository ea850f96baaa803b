"""Who takes part because other words of a sentence tie them to a clause: "led by", "accompanied by", "whose"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from timeline.events.belonging import cues
from timeline.events.clauses import Clause, first_conjunct
from timeline.events.company import is_shared
from timeline.events.roles import words
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_LEADING = frozenset({"lead", "head", "command", "captain", "chair"})
_TOWARDS = frozenset({"to", "with", "from", "by"})
_GROUP = 8  # tokens between "a delegation" and "led by"


def tied(story: Story, clause: Clause, subject: Token | None) -> Iterator[tuple[Sighting[Person], str]]:
    """The people, each with how they take part; `subject` is whom or what the clause is about."""
    ways = (
        ("it was theirs", _whose(story, clause)),
        ("it was done to them", _whom(story, clause)),
        ("leads them", _leading(story, clause, subject)),
        ("by whom it was made", _makers(story, story.parse[clause.head])),
        ("with whom it deals", _dealt_with(story, clause)),
        ("it was done to them", _victims(story, clause)),
        ("there, too", _escorts(story, clause, subject)),
        ("took part in it", _of_occasion(story, clause)),
        ("took part in it", _winners(story, clause)),
    )
    for how, people in ways:
        yield from ((sighting, how) for sighting in people)


def _whose(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """Whose government, home or event a relative clause tells of: "Ana Prado, whose cabinet was voted in"."""
    owns = (t for t in story.words(clause.tokens) if t.tag_ == "WP$" and owns_event(t))
    if clause.link == "relative" and next(owns, None) is not None:
        yield from in_phrase(story, described_by(first_conjunct(story.parse[clause.head]).head))


def _whom(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """To or with whom a relative clause says something was done: "Ana Prado, whom police arrested"."""
    head = story.parse[clause.head]
    whom = (t for t in story.parse[head.left_edge.i : head.i] if t.lower_ == "whom")
    if clause.link == "relative" and any(t in head.lefts or t.nbor(-1).lower_ in _TOWARDS for t in whom):
        yield from in_phrase(story, described_by(first_conjunct(head).head))


def _leading(story: Story, clause: Clause, subject: Token | None) -> Iterator[Sighting[Person]]:
    """Who leads those that take part: "climbers led by Ana Prado reached the top"."""
    objects = (t for t in story.words(clause.tokens) if t.dep_ in ("dobj", "dative") and t.head.i == clause.head)
    for group in (*([subject] if subject is not None else []), *objects):
        for participle in group.subtree:
            led = participle.dep_ == "acl" and participle.lemma_.lower() in _LEADING
            near = abs(participle.i - group.i) <= _GROUP
            if led and near and (participle.i < clause.head) == (group.i < clause.head):
                yield from _agents(story, participle)


def _escorts(story: Story, clause: Clause, subject: Token | None) -> Iterator[Sighting[Person]]:
    """Who came along: "flew to Lyon, accompanied by Ana Prado", "watched by Ana Prado, troops marched"."""
    by_verb = list(story.parse[clause.head].children)
    for participle in (*by_verb, *(subject.children if subject is not None else ())):
        if participle.dep_ not in ("advcl", "acl") or participle.tag_ != "VBN" or not is_shared(participle):
            continue
        for agent in (t for t in participle.children if t.dep_ == "agent"):
            named = {t.i for t in agent.subtree if not any(a.dep_ in ("relcl", "acl") for a in _up_to(t, agent))}
            yield from (s for s in story.people if s.root in named)


def _up_to(token: Token, above: Token) -> Iterator[Token]:
    """The token and those over it, below another."""
    while token.i != above.i:
        yield token
        token = token.head


def _dealt_with(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """With whom a ruling deals: "approved a warrant to arrest Ana Prado", "ordered that Ana Prado be freed"."""
    head = story.parse[clause.head]
    acts = [t for t in story.words(clause.tokens) if t.lemma_.lower() in words("proceedings")]
    for act in acts:
        to = story.parse[act.i + 1 : act.i + 3]
        if len(to) > 1 and to[0].lower_ == "to" and to[1].lemma_.lower() in words("dealings"):
            yield from _right_after(story, to[1])
    wished = [
        t for act in (head, *acts) for t in act.subtree if t.tag_ == "VBN" and t.dep_ in ("ccomp", "acl", "relcl")
    ]
    for verb in wished if acts or head.lemma_.lower() in words("proceedings") else ():
        if any(t.dep_ == "auxpass" and t.lower_ == "be" for t in verb.lefts):
            for noun in (t for t in verb.lefts if t.dep_ == "nsubjpass"):
                yield from in_phrase(story, noun)


def _right_after(story: Story, verb: Token) -> Iterator[Sighting[Person]]:
    """The name that a verb leads to, with no more than titles between."""
    spot = next((s for s in story.people if s.first > verb.i), None)
    between = story.parse[verb.i + 1 : spot.first] if spot is not None else ()
    if spot is not None and all(t.pos_ in ("NOUN", "PROPN", "ADJ", "VERB", "DET") for t in between):
        yield spot


def _makers(story: Story, thing: Token) -> Iterator[Sighting[Person]]:
    """By whom an event that a noun tells of was made: "the 3 May accord signed by Ana Prado"."""
    for participle in thing.children if thing.pos_ == "NOUN" else ():
        if participle.dep_ == "acl":
            yield from _agents(story, participle)


def _agents(story: Story, participle: Token) -> Iterator[Sighting[Person]]:
    for noun in (t for agent in participle.children if agent.dep_ == "agent" for t in agent.children):
        yield from in_phrase(story, noun)


def _victims(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """Who was killed in "the murder of Ana Prado, shot in Lyon in 2005"."""
    participle = story.parse[clause.head]
    noun = first_conjunct(participle).head
    if clause.link not in ("relative", "participle") or participle.lemma_.lower() not in words("struck"):
        return
    of = (t for by in noun.children if by.dep_ == "prep" and by.lower_ == "of" for t in by.children if t.dep_ == "pobj")
    victim = next(of, None) if noun.lemma_.lower() in kinds().nouns else None
    if victim is not None:
        yield from in_phrase(story, victim)


def _of_occasion(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """By whom that was made during which it happened: "during the talks led by Ana Prado"."""
    for occasion in story.words(clause.tokens):
        if occasion.dep_ == "pobj" and occasion.head.lower_ in cues()["during"] and occasion.lemma_ in kinds().nouns:
            yield from _makers(story, occasion)


def _winners(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """Who won or lost a vote of which a clause tells: "the January 26 ballot, which Ana Prado won"."""
    noun = story.parse[clause.head]
    for verb in noun.children if clause.link == "nominal" else ():
        if verb.dep_ == "relcl" and verb.lemma_ in words("contesting"):
            for subject in (t for t in verb.lefts if t.dep_ == "nsubj"):
                yield from in_phrase(story, subject)


def parties(story: Story, clause: Clause) -> Iterator[Token]:
    """Who was at an event of which a clause tells more: "a meeting between the pair, held in Lyon"."""
    head = story.parse[clause.head]
    noun = first_conjunct(head).head if clause.link in ("relative", "participle") else None
    if noun is None or noun.lemma_.lower() not in kinds().nouns:
        return
    for between in (t for t in noun.children if t.dep_ == "prep" and t.lower_ in ("between", "with")):
        yield from (t for t in between.children if t.dep_ == "pobj")
    if noun.dep_ == "nsubjpass" and noun.head.lemma_.lower() in words("attending"):
        yield from (n for t in noun.head.children if t.dep_ == "agent" for n in t.children if n.dep_ == "pobj")


def owns_event(owner: Token) -> bool:
    """ "threw out his appeal", "Prado's body was found", "her lawyers went to court": whose it is takes part."""
    thing = owner.head
    lemma, dep = thing.lemma_.lower(), thing.dep_
    struck = lemma in words("homes") | words("vehicles") and dep in ("nsubjpass", "dobj")  # "their homes were hit"
    came = lemma in words("vehicles") | words("rule") and dep == "nsubj"  # "his helicopter came down"
    fell = dep == "nsubjpass" and lemma not in words(
        "shown_or_said"
    )  # "his government was toppled", "his passport was revoked"
    said = kinds().verbs.get(thing.head.lemma_.lower()) == "statement" or any(t.dep_ == "appos" for t in thing.rights)
    acted = lemma in words("counsel") and dep == "nsubj" and not said
    touched = lemma in words("body") and dep in ("pobj", "dobj", "nsubj")  # "wiped it on his face"
    return (
        struck or came or fell or acted or touched or (lemma in kinds().nouns and dep in ("dobj", "nsubj", "nsubjpass"))
    )


def described_by(noun: Token) -> Token:
    """Whom a noun beside a name describes: of "Ana Prado, a baker who won" Prado won."""
    while noun.dep_ == "appos" and noun.head.pos_ == "PROPN":
        noun = noun.head
    return noun


def named_with(story: Story, noun: Token) -> Token:
    """The name that a noun stands beside, however the parser takes that: of "Ana Prado, a liberal" the name."""
    return noun.head if noun.dep_ == "appos" and noun.head.i in story.person_at else described_by(noun)


def in_phrase(story: Story, noun: Token) -> Iterator[Sighting[Person]]:
    """The people that a noun phrase names itself, not in its clauses or as owners."""
    heads = set(_beside(noun))
    return (s for s in story.people if s.root in heads or any(i in heads for i in range(s.first, s.last + 1)))


def _beside(noun: Token) -> Iterator[int]:
    """The noun, and those that stand beside it or are joined to it."""
    yield noun.i
    for child in noun.children:
        if child.dep_ in ("appos", "conj"):
            yield from _beside(child)
