"""Pronouns of one person -> whom they stand for, where only one reading is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.events.bearers import bearers, may_mean, said_by
from timeline.events.named_before import (
    Reference,
    distinct,
    is_acting,
    is_definite,
    is_owner,
    is_subject,
    names_anyone,
    reference,
    units_before,
)
from timeline.events.offices import described_by_office
from timeline.events.roles import roles_of, words
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.models import Person

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj")


def of_pronoun(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The person who acts in the nearest words before, or the only one named there; none after "a workman"."""
    if _follows_nameless(story, noun) or _goes_with_subject(story, noun):
        return None
    chained = _chained(story, noun)
    if chained is not None and (before := of_pronoun(story, chained, _named_beside(story, chained))) is not None:
        if before.people[0].name in named:
            return None
        return reference(noun, before.people, before.reason)
    ahead = _named_ahead(story, noun)
    if ahead is not None and ahead.name not in named and ahead.name not in _quoting(story, noun):
        return reference(noun, [ahead], f"“{noun.text}” stands for {ahead.name}, whom its sentence names next.")
    owner = _owner_described(story, noun, named)
    if owner is not None:
        return reference(noun, owner.people, owner.reason)
    described = _described_before(story, noun, named)
    if described is not None:
        return reference(noun, described.people, described.reason)
    around = _owner_around(story, noun)
    if around is not None and around.name not in named:
        return reference(noun, [around], f"“{noun.text}” stands for {around.name}, whose doing it is told in.")
    women = _known_before(story, noun) if said_by(noun) == "f" else set()
    for number, sightings in enumerate(units_before(story, noun)):
        led = _subject_described(story, noun, named, same_sentence=number == 0) if number <= 1 else None
        if led is not None:
            return reference(noun, led.people, led.reason)
        fitting = _fitting(story, noun, sightings)
        fitting = [s for s in fitting if not women or s.what.name in women]
        fitting = [s for s in fitting if not _is_but_source(story, noun, s)]
        others = [s for s in fitting if s.what.name not in named]
        actors = [s for s in others if not is_owner(story, s)]
        people = distinct(actors) or distinct(others)
        certain = is_acting(noun) and len(distinct(fitting)) == 1 and any(is_subject(story, s) for s in actors)
        if len(people) > 1:
            subjects = [s for s in actors if is_subject(story, s)]
            leading = [s for s in subjects if story.parse[s.root].head.dep_ == "ROOT"]
            people = distinct(leading or subjects)[-1:]
        if people:
            reason = f"“{noun.text}” stands for {people[0].name}, named last before it."
            return reference(noun, people[:1], reason, certain=certain)
        if others:
            return None
    return _of_whom_it_tells(story, noun, named, women)


def _named_beside(story: Story, pronoun: Token) -> set[str]:
    """Whom the clause of a pronoun names, and whom that cannot be."""
    home = story.clause_at.get(pronoun.i)
    tokens = home.tokens if home is not None else ()
    return {s.what.name for s in story.people if s.root in tokens and not is_owner(story, s)}


def _subject_before(story: Story, pronoun: Token, *, same_sentence: bool) -> Token | None:
    """The noun that the main clause is about of the sentence before, or of the same one where it goes on with "and"."""
    here = story.sentence_at[pronoun.i]
    index = here.index if same_sentence else here.index - 1
    told = story.sentences[index] if index >= 0 else None
    if told is None or told.scene != here.scene or not is_acting(pronoun):
        return None
    if same_sentence and not (pronoun.head.dep_ == "conj" and pronoun.head.head.dep_ == "ROOT"):
        return None
    words = story.parse[told.first : min(told.last + 1, pronoun.i)]
    subject = next((t for t in words if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None or (subject.pos_ != "NOUN" and subject.ent_type_ != "NORP"):
        return None
    return subject


def _subject_described(
    story: Story, pronoun: Token, named: Collection[str], *, same_sentence: bool = False
) -> Reference | None:
    """Who "he" is after "The president met Ana Prado": whom the sentence before is about, without the name."""
    subject = _subject_before(story, pronoun, same_sentence=same_sentence)
    if subject is None or not is_definite(subject) or names_anyone(story, subject):
        return None
    owner = next((t for t in subject.lefts if t.tag_ == "PRP$" and said_by(t) == said_by(pronoun)), None)
    if owner is not None:  # "His last call was on Ana Prado. He left"
        return of_pronoun(story, owner, named)
    found = described_by_office(story, subject, named)
    fits = found is not None and len(found.people) == 1 and may_mean(story, pronoun, found.people[0])
    return found if fits else None


def _known_before(story: Story, pronoun: Token) -> set[str]:
    """Those named before "she" whom the text makes known for women."""
    named = {s.what.name for s in story.people if s.last < pronoun.i}
    return {name for name in named if bearers(story).get(name) == said_by(pronoun)}


def _is_but_source(story: Story, pronoun: Token, sighting: Sighting[Person]) -> bool:
    """Whether somebody is only quoted, in a paragraph before, by an article on others: "he" is one of those."""
    here, there = story.sentence_at[pronoun.i], story.sentence_at.get(sighting.root)
    if there is None or story.same_paragraph(there, here) or _says(pronoun.head):
        return False
    own = [s for s in story.people if s.what.name == sighting.what.name and s.root in story.sentence_at]
    quoted = all(is_subject(story, s) and _says(story.parse[s.root].head) for s in own)
    return quoted and any(s.what.name != sighting.what.name and s.last < pronoun.i for s in story.people)


def _says(verb: Token) -> bool:
    return kinds().verbs.get(verb.lemma_.lower()) == "statement"


def _of_whom_it_tells(story: Story, pronoun: Token, named: Collection[str], women: Collection[str]) -> Reference | None:
    """Who "he" goes on to be when nobody is named between: the last named, if the article is mostly on them."""
    before = [s for s in story.people if s.last < pronoun.i and may_mean(story, pronoun, s.what)]
    before = [s for s in before if not women or s.what.name in women]
    last = before[-1].what if before else None
    often = Counter(s.what.name for s in story.people).most_common(1)
    if last is None or last.name in named or not is_acting(pronoun) or pronoun.lower_ not in ("he", "she"):
        return None
    if often[0][0] != last.name and last.name not in women:
        return None
    return reference(pronoun, [last], f"“{pronoun.text}” stands for {last.name}, of whom the article mostly tells.")


def _named_ahead(story: Story, pronoun: Token) -> Person | None:
    """Who "he" is in "While he was in Lyon, Prado signed": the subject that follows, if nobody is named before it."""
    here = story.sentence_at[pronoun.i]
    own = next((t for t in pronoun.ancestors if t.pos_ in ("VERB", "AUX")), None)
    if not is_acting(pronoun) or own is None or any(here.first <= s.first < pronoun.i for s in story.people):
        return None
    for verb in (t for t in own.ancestors if t.pos_ in ("VERB", "AUX") and t.i > pronoun.i):
        subject = next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
        others = any(t.tag_ == "PRP" and said_by(t) == said_by(pronoun) for t in verb.rights)
        if subject is None or subject.i < pronoun.i or others:
            continue
        sighting = story.person_at.get(subject.i)
        return sighting.what if sighting is not None and may_mean(story, pronoun, sighting.what) else None
    return None


def _owner_around(story: Story, pronoun: Token) -> Person | None:
    """Who "he" is in "Prado's refusal to accept that he had lost"."""
    for noun in pronoun.ancestors:
        if noun.pos_ == "NOUN" and noun.i < pronoun.i:
            owners = [story.person_at[t.i] for t in noun.lefts if t.dep_ == "poss" and t.i in story.person_at]
            return owners[0].what if owners and may_mean(story, pronoun, owners[0].what) else None
    return None


def _owner_described(story: Story, pronoun: Token, named: Collection[str]) -> Reference | None:
    """Who "he" is in "the island leader's first visit since 2019, when he came", if nobody is named between."""
    here = story.sentence_at[pronoun.i]
    owners = (t for t in reversed(story.parse[here.first : pronoun.i]) if t.dep_ == "poss" and t.pos_ == "NOUN")
    owner = next((t for t in owners if roles_of(t)), None)
    if owner is None or any(owner.i < s.first < pronoun.i for s in story.people):
        return None
    described = described_by_office(story, owner, named) if is_definite(owner) else None
    return described if described is not None and len(described.people) == 1 else None


def _goes_with_subject(story: Story, pronoun: Token) -> bool:
    """Whether it is the "his" of "he began his visit", "boarding his plane, Prado said": the subject's own."""
    if pronoun.tag_ != "PRP$":
        return False
    verbs = (t for t in pronoun.ancestors if t.pos_ in ("VERB", "AUX"))
    subjects = (t for verb in verbs for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass"))
    subject = next(subjects, None)
    if subject is None or subject.tag_ == "PRP":
        return subject is not None and said_by(subject) == said_by(pronoun)
    sighting = story.person_at.get(subject.i)
    return subject.i > pronoun.i and sighting is not None and may_mean(story, pronoun, sighting.what)


def _described_before(story: Story, pronoun: Token, named: Collection[str]) -> Reference | None:
    """Who "he" is in "the king awaited the president when he landed": the last one described, if nobody is named."""
    here = story.sentence_at[pronoun.i]
    before = story.parse[here.first : pronoun.i]
    others = (s for s in story.people if here.first <= s.first < pronoun.i and s.what.name not in named)
    if any(True for _ in others):
        return None
    described = [t for t in before if t.pos_ == "NOUN" and t.dep_ in _ARGUMENTS and roles_of(t) and is_definite(t)]
    found = described_by_office(story, described[-1], named) if described else None
    fits = found is not None and len(found.people) == 1 and may_mean(story, pronoun, found.people[0])
    return found if fits else None


def _chained(story: Story, noun: Token) -> Token | None:
    """The pronoun of the same person in the sentence before, whoever is named beside: "They caught him. He ran"."""
    here = story.sentence_at[noun.i]
    if not is_acting(noun) or here.index == 0 or any(here.first <= s.first and s.last < noun.i for s in story.people):
        return None
    before = story.sentences[here.index - 1]
    if before.scene != here.scene:
        return None
    words = story.parse[before.first : before.last + 1]
    subject = next((t for t in words if is_acting(t) and t.head.dep_ == "ROOT"), None)
    if subject is not None and subject.lower_ == noun.lower_:
        return subject
    if any(story.parse[s.root].head.dep_ == "ROOT" for s in story.people if before.first <= s.root <= before.last):
        return None
    told = (t for t in words if t.tag_ == "PRP" and t.head.dep_ == "ROOT" and t.dep_ in ("dobj", "dative"))
    return next((t for t in told if said_by(t) == said_by(noun)), None)


def _fitting(story: Story, noun: Token, sightings: list[Sighting[Person]]) -> list[Sighting[Person]]:
    """Those whom "she" may mean: those known for women, else, as with "he", those of whom nothing speaks against it."""
    quoting = _quoting(story, noun)
    open_ = [s for s in sightings if may_mean(story, noun, s.what) and not _is_other(story, noun, s)]
    open_ = [s for s in open_ if s.what.name not in quoting]
    known = [s for s in open_ if bearers(story).get(s.what.name) == said_by(noun)]
    return (known if said_by(noun) == "f" else []) or open_


def _quoting(story: Story, pronoun: Token) -> set[str]:
    """Who speaks the quoted words that a pronoun stands in: "She is free," said Ana Prado of somebody else."""
    text = story.document.text
    start, end = text.rfind("\n", 0, pronoun.idx) + 1, text.find("\n", pronoun.idx)
    opened = sum(text.count(mark, start, pronoun.idx) for mark in '"“”')
    if opened % 2 == 0:
        return set()
    inside = (s for s in story.people if start <= s.span.start and (end < 0 or s.span.end <= end))
    return {s.what.name for s in inside if is_subject(story, s) and _says(story.parse[s.root].head)}


def _is_other(story: Story, pronoun: Token, sighting: Sighting[Person]) -> bool:
    """ "her lawyer, Ana Prado", "the daughter of Rui Teles": told apart from the one whom the pronoun goes on with."""
    noun = story.parse[sighting.root]
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in words("kin"):
        return True
    described = noun.head if noun.dep_ == "appos" else noun
    owners = (t for t in described.children if t.dep_ == "poss" and t.pos_ == "PRON")
    return any(said_by(owner) == said_by(pronoun) for owner in owners)


def _follows_nameless(story: Story, pronoun: Token) -> bool:
    """Whether its sentence told of somebody without a name, whom it may stand for as well."""
    here = story.sentence_at[pronoun.i]
    return any(
        t.dep_ in ("nsubj", "nsubjpass")
        and t.tag_ == "NN"
        and t.lower_.endswith(tuple(words("nameless_endings")))
        and any(c.lower_ in ("a", "an", "another") for c in t.children)
        for t in story.parse[here.first : pronoun.i]
    )
