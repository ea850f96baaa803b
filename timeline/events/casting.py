"""Who takes part in an event: those its clause names, those its pronouns stand for, and who tells of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause, first_conjunct, is_finite
from timeline.events.company import company, likewise
from timeline.events.references import resolve
from timeline.events.roles import roles_of, words
from timeline.events.story import Sighting, Story
from timeline.events.tied import in_phrase, named_with, owns_event, parties, tied
from timeline.events.vocabulary import kinds
from timeline.models import Evidence, EvidenceBasis, Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "agent")
_INFERRED = 0.93  # the trust in whom pronouns and descriptions stand for
_CONJUNCTIONS = ("after", "before", "since", "until", "as")  # that are prepositions too
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The people of one event by canonical name, in the order in which they were found.

    `acting` are those who do more than say so. `stand_ins` are tokens, first to last, with the names that a title gives
    instead, in brackets where unsure.
    """

    people: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    reason: str
    confidence: float = 1.0
    acting: tuple[str, ...] = ()
    stand_ins: tuple[tuple[int, int, str], ...] = ()


def cast(story: Story, clause: Clause) -> Who:
    """The people of a clause, each with evidence of its own."""
    found: dict[str, Evidence] = {}
    reasons: list[str] = []
    stand_ins: list[tuple[int, int, str]] = []
    trust = 1.0
    for sighting, basis, note in _named(story, clause):
        if sighting.what.name not in found:
            found[sighting.what.name] = _evidence(sighting, basis, note)
            reasons.append(f"{sighting.what.name}: {note or 'named in the clause'}.")
    for noun in _unnamed(story, clause):
        reference = resolve(story, noun, found.keys() | _named_beside(story, noun, clause))
        if reference is None:
            continue
        span = story.characters(reference.first, reference.last)
        names = " and ".join(p.name for p in reference.people)
        if reference.certain and noun.tag_ != "PRP$":
            stand_ins.append((reference.first, reference.last, names))
        elif noun.tag_ == "PRP":
            stand_ins.append((reference.first, reference.last, f"[{names}]"))
        for person in reference.people:
            if person.name not in found:
                found[person.name] = Evidence(
                    start=span.start, end=span.end, field="who", basis="inferred", note=reference.reason
                )
                reasons.append(reference.reason)
                trust = min(trust, _INFERRED, reference.share)
    acting = tuple(found)
    for noun in company(story, clause):
        for sighting in in_phrase(story, noun):
            if sighting.what.name not in found:
                found[sighting.what.name] = _evidence(sighting, "context", "there, as the next sentence says")
                reasons.append(f"{sighting.what.name}: there, as the next sentence says.")
    for sighting in _tellers(story, clause):
        if sighting.what.name not in found:
            found[sighting.what.name] = _evidence(sighting, "sentence", "says so")
            reasons.append(f"{sighting.what.name}: says so.")
    return Who(
        people=tuple(found),
        evidence=tuple(found.values()),
        reason=" ".join(dict.fromkeys(reasons)),
        confidence=trust,
        acting=acting,
        stand_ins=tuple(stand_ins),
    )


def subject_of(story: Story, clause: Clause) -> Token | None:
    """Who or what the clause is about: its own subject, what it modifies, or the subject of the clause above."""
    head = story.parse[clause.head]
    own = next((t for t in head.children if t.dep_ in _SUBJECTS and t.i in story.sentence_at), None)
    if own is not None and own.lower_.endswith("self"):  # "he had himself gone"
        own = next((t for t in head.head.children if t.dep_ in _SUBJECTS), None)
    if own is not None and not _is_relative_pronoun(own):
        return own
    leading = first_conjunct(head)
    if clause.link in ("relative", "participle") or (own is not None and leading.dep_ == "relcl"):
        noun = _one_of(leading.head)
        return _person_before(story, own, noun) or _antecedent(noun)
    parent = story.parent(clause)
    if own is not None or parent is None or clause.link not in ("conjunct", "adverbial", "gerund"):
        return own
    if clause.link == "conjunct" and _is_loosely_joined(story, clause):
        main = _outermost(story, parent)
        return subject_of(story, main) if main is not parent else None
    if clause.link == "adverbial" and is_finite(head):  # the subject is no other clause's, though the parser lost it
        lost = lost_conjunction(story, clause)
        return None if lost is None else next((t for t in lost.children if t.dep_ == "pobj"), None)
    return subject_of(story, parent)


def _one_of(noun: Token) -> Token:
    """Who "was one of those who came", "was among the troops that rose": the subject, else the noun itself."""
    led = noun.head if noun.dep_ == "pobj" else noun
    of_one = led.lower_ == "of" and led.head.lower_ == "one" and led.head.dep_ == "attr"
    verb = led.head.head if of_one else led.head
    if verb.lemma_ != "be" or not (of_one or led.lower_ == "among"):
        return noun
    return next((t for t in verb.children if t.dep_ == "nsubj"), noun)


def _is_loosely_joined(story: Story, clause: Clause) -> bool:
    """Whether a comma takes it back to the main clause: "waited where the train stopped, and went aboard"."""
    parent = story.parent(clause)
    joint = next((t for t in story.parse[clause.head].head.children if t.dep_ == "cc" and t.i < clause.head), None)
    if parent is None or joint is None or joint.i == 0 or parent.link not in ("complement", "relative", "adverbial"):
        return False
    return str(story.parse[joint.i - 1].text) == "," and parent.head < clause.head


def _outermost(story: Story, clause: Clause) -> Clause:
    """The main clause, or the one joined to it, that holds this one."""
    while clause.link not in ("main", "conjunct") and (above := story.parent(clause)) is not None:
        clause = above
    return clause


def lost_conjunction(story: Story, clause: Clause) -> Token | None:
    """The "after" of "after a quake killed 12" that the parser took for a preposition of the clause above."""
    head = story.parse[clause.head]
    opening = (t for t in head.head.children if t.dep_ == "prep" and t.lower_ in _CONJUNCTIONS and t.i < head.i)
    return max((t for t in opening if any(c.dep_ == "pobj" for c in t.children)), key=lambda t: t.i, default=None)


def _person_before(story: Story, pronoun: Token | None, noun: Token) -> Token | None:
    """Whom "who" tells of: the person named last before it, where what it hangs on is nobody or only rules a name."""
    if pronoun is None or pronoun.lower_ != "who":
        return None
    if noun.i in story.person_at:
        return _all_of(story, pronoun, noun)
    lifted = _lifted_out(story, pronoun)
    if lifted is not None:
        return lifted
    named = (story.person_at[t.i] for t in noun.subtree if t.i < pronoun.i and t.i in story.person_at)
    person = max(named, key=lambda s: s.root, default=None)
    head = _chief(noun)
    if person is None and head.i in story.person_at:
        return head
    holds = noun.lemma_.lower() in kinds().nouns and person is not None
    return story.parse[person.root] if holds and person is not None else None


def _chief(noun: Token) -> Token:
    """Who heads what "who" stands behind: of "Ana Prado, chief of the agency, who flew" Prado did."""
    for over in noun.ancestors:
        if over.dep_ not in ("prep", "pobj", "appos", "conj", "nsubj", "dobj") or over.pos_ == "VERB":
            return noun
        if over.pos_ == "PROPN":
            return over
    return noun


def _lifted_out(story: Story, pronoun: Token) -> Token | None:
    """Whom "It was Ana Prado, once close to Lyon, who ordered it" lifts out."""
    here = story.sentence_at[pronoun.i]
    opening = story.parse[here.first : here.first + 2]
    if [t.lower_ for t in opening][:1] != ["it"] or opening[1].lemma_ != "be":
        return None
    return next((t for t in opening[1].children if t.dep_ == "attr" and t.i in story.person_at), None)


def _all_of(story: Story, pronoun: Token, noun: Token) -> Token:
    """The first of "Ada Pool and Ian Marsh, who fled": after a comma it tells of both, where its verb may."""
    joined = noun.dep_ == "conj" and noun.head.i in story.person_at and pronoun.nbor(-1).text == ","
    one = pronoun.head.tag_ == "VBZ" or any(t.lower_ in ("was", "is", "has") for t in pronoun.head.children)
    return noun.head if joined and not one else noun


def _measured(noun: Token) -> Token:
    """The "tremors" of "tremors of up to magnitude 4.4", what its number measures."""
    measured = noun
    while measured.pos_ in ("NUM", "ADP") or (measured.lower_ == "magnitude" and measured.dep_ == "pobj"):
        if measured.head.i == measured.i or measured.head.pos_ in ("VERB", "AUX"):
            break
        measured = measured.head
    return noun if measured.pos_ == "ADP" else measured


def _antecedent(noun: Token) -> Token:
    """What a relative clause tells of; of "an advance from the north that began in May" the advance began."""
    nouns = kinds().nouns
    noun = _measured(noun)
    if noun.ent_type_ in ("GPE", "LOC") and noun.dep_ == "pobj" and noun.head.head.pos_ in ("NOUN", "PROPN"):
        return noun.head.head  # "the park near Minsk, which was founded in 2012"
    higher = noun.head.head if noun.dep_ == "pobj" and noun.head.dep_ == "prep" else noun
    return higher if higher.lemma_.lower() in nouns and noun.lemma_.lower() not in nouns else noun


def _named(story: Story, clause: Clause) -> Iterator[tuple[Sighting[Person], EvidenceBasis, str]]:
    own = set(clause.tokens)
    for sighting in story.people:
        root = story.parse[sighting.root]
        if _told_with(story, sighting) in own and (_takes_part(root, clause) or _owns_dated(story, root)):
            yield sighting, "clause", ""
    subject = subject_of(story, clause)
    if subject is not None and subject.i not in own:
        for sighting in in_phrase(story, named_with(story, subject)):
            yield sighting, "sentence", "subject of the sentence"
    for sighting, how in tied(story, clause, subject):
        yield sighting, "sentence", how
    for noun in parties(story, clause):
        yield from ((sighting, "sentence", "it was between them") for sighting in in_phrase(story, noun))
    for noun in likewise(story, clause):
        yield from ((sighting, "sentence", "did as much") for sighting in in_phrase(story, noun))
    sentence = story.sentence(clause)
    if sentence.zone == "caption":
        for sighting in story.people:
            home = story.sentence_at.get(sighting.root)
            if home is not None and home.scene == sentence.scene and _takes_part(story.parse[sighting.root], clause):
                yield sighting, "caption", "named in the same caption"


def _told_with(story: Story, sighting: Sighting[Person]) -> int:
    """Where a name belongs: "when they expelled the head of the mission, Rui Teles" names whom they expelled."""
    before = story.parse[sighting.first - 1] if sighting.first > 1 else None
    root = story.parse[sighting.root]
    misread = root.dep_ in ("npadvmod", "dep") or (root.dep_ == "appos" and root.head.ent_type_ in ("DATE", "TIME"))
    if before is None or before.text != "," or not misread:
        return sighting.root
    explained = before.nbor(-1)
    while explained.dep_ in ("pobj", "prep") and explained.head.i < explained.i:
        explained = explained.head
    return explained.i if roles_of(explained) else sighting.root


def _takes_part(root: Token, clause: Clause) -> bool:
    """Whether a name is someone's who acts, and not only the owner of a thing ("Kim's portrait")."""
    while root.dep_ in ("appos", "conj", "compound", "flat", "nmod") and root.head.i != root.i:
        root = root.head
    if _is_source(root):
        return False
    if root.dep_ != "poss" or root.head.i == clause.head:
        return True
    return root.head.lemma_.lower() in kinds().nouns.keys() | words("vehicles") or owns_event(root)


def _owns_dated(story: Story, name: Token) -> bool:
    """ "Prado's call at the shrine on May 2": whose doing has a date of its own."""
    done = name.head
    if name.dep_ != "poss" or done.pos_ != "NOUN":
        return False
    return any(done.i < d.first and d.last <= done.right_edge.i for d in story.dates)


def _is_source(name: Token) -> bool:
    """ "according to Ana Prado" """
    return name.dep_ == "pobj" and name.head.lower_ == "to" and name.head.head.lower_ == "according"


def _named_beside(story: Story, noun: Token, clause: Clause) -> set[str]:
    """Whom the clause names that a pronoun stands in, if that is another: "he met Ana Prado and **left**"."""
    home = story.clause_at.get(noun.i)
    if home is None or home.head == clause.head or noun.tag_ != "PRP":
        return set()
    named = (s for s in story.people if s.root in home.tokens and _takes_part(story.parse[s.root], home))
    return {s.what.name for s in named}


def _unnamed(story: Story, clause: Clause) -> Iterator[Token]:
    """The argument nouns and pronouns of the clause without a name in them."""
    subject = subject_of(story, clause)
    nouns = [t for t in story.words(clause.tokens) if t.dep_ in _ARGUMENTS]
    if subject is not None and subject not in nouns:
        nouns.insert(0, subject)
    nouns += [c for t in nouns for c in t.conjuncts if c.pos_ == "NOUN" and c.i in clause.tokens and c not in nouns]
    own = (t for t in story.words(clause.tokens) if t.tag_ == "PRP$")
    nouns += [t for t in own if owns_event(t) or (clause.link == "nominal" and t.head.i == clause.head)]
    nouns += [*_ruled_on(story, clause), *parties(story, clause)]
    for noun in nouns:
        if noun.i in story.sentence_at and (noun.pos_ == "PRON" or not any(True for _ in in_phrase(story, noun))):
            yield noun  # "he and Ana Prado": the pronoun, too


def _ruled_on(story: Story, clause: Clause) -> Iterator[Token]:
    """Whom a ruling is about, by a pronoun of what it says: "ruled that his arrest was unlawful", "that he may run"."""
    if story.parse[clause.head].lemma_.lower() not in words("rulings"):
        return
    for told in story.below(clause):
        head = story.parse[told.head]
        subject = next((t for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
        if told.link == "complement" and subject is not None:
            owners = [t for t in subject.lefts if t.tag_ == "PRP$"]
            yield from (owners if subject.pos_ == "NOUN" else [subject] if subject.tag_ == "PRP" else [])


def _tellers(story: Story, clause: Clause) -> Iterator[Sighting[Person]]:
    """The people who say what the clause tells: "..., said the minister", "according to Ana Prado"."""
    yield from (s for s in story.people if s.root in clause.tokens and _is_source(story.parse[s.root]))
    parent = story.parent(clause)
    while clause.link in ("conjunct", "adverbial") and parent is not None:
        clause, parent = parent, story.parent(parent)
    if clause.link != "complement" or parent is None:
        return
    if kinds().verbs.get(story.parse[parent.head].lemma_.lower()) != "statement":
        return
    subject = subject_of(story, parent)
    if subject is not None:
        yield from in_phrase(story, subject)


def _is_relative_pronoun(token: Token) -> bool:
    return token.tag_ in ("WDT", "WP", "WP$") or (
        token.lower_ == "that" and token.dep_ in _SUBJECTS and token.tag_ != "DT"
    )


def _evidence(sighting: Sighting[Person], basis: EvidenceBasis, note: str) -> Evidence:
    return Evidence(start=sighting.span.start, end=sighting.span.end, field="who", basis=basis, note=note)
