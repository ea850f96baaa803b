"""Pronouns and descriptions -> the people they stand for, where only one reading is left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from timeline.events.bearers import bearers, may_mean, said_by
from timeline.events.home import homeland
from timeline.events.named_next import named_next
from timeline.events.roles import (
    contradicts,
    countries_of,
    fits,
    holds_office,
    names_office,
    origins_of,
    roles_of,
    words,
    world_offices,
)
from timeline.events.story import Sentence, Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.gazetteer import gazetteer
from timeline.models import Person, Zone
from timeline.people.leaders import terms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ARGUMENTS = ("nsubj", "nsubjpass", "dobj", "agent", "pobj")
_RULING = frozenset({"president", "prime minister", "chancellor", "king", "queen", "supreme leader", "leader", "emir"})
_GENERAL = "leader"  # the one category that articles use for people whose role they never state
_PAIR = 2
_LEAST = 3  # times that each of the two is named whom an article is about
_REACH = 4  # sentences that a reference may look back


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Words [first, last] (tokens) that stand for people, and why; unless `certain` a title brackets their names."""

    first: int
    last: int
    people: tuple[Person, ...]
    reason: str
    certain: bool = False


def resolve(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The people that a noun phrase without a name stands for; `named` are those its clause names already."""
    if noun.lower_ in words("singular_pronouns"):
        return _one(story, noun, named)
    if noun.lower_ in words("plural_pronouns") and noun.lower_ not in words("pair_words"):
        return None if _follows_other_plural(story, noun) else _two(story, noun, named)
    if _means_two(noun):
        by_role = _described(story, noun, named) if roles_of(noun) else None
        if by_role is not None and len(by_role.people) == _PAIR:
            return by_role
        return _two(story, noun, named)
    definite = noun.pos_ in ("NOUN", "PROPN") and _is_definite(noun) and not _names_anyone(story, noun)
    found = (_described(story, noun, named) or _other_of_two(story, noun, named)) if definite else None
    return found or _named_next(story, noun, named) or _by_age(story, noun, named)


def _one(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The person who acts in the nearest words before, or the only one named there; none after "a workman"."""
    if _follows_nameless(story, noun) or _goes_with_subject(story, noun):
        return None
    chained = _chained(story, noun)
    if chained is not None and (before := _one(story, chained, ())) is not None:
        if before.people[0].name in named:
            return None
        return _reference(noun, before.people, before.reason)
    owner = _owner_described(story, noun, named)
    if owner is not None:
        return _reference(noun, owner.people, owner.reason)
    described = _described_before(story, noun, named)
    if described is not None:
        return _reference(noun, described.people, described.reason)
    around = _owner_around(story, noun)
    if around is not None and around.name not in named:
        return _reference(noun, [around], f"“{noun.text}” stands for {around.name}, whose doing it is told in.")
    women = _known_before(story, noun) if said_by(noun) == "f" else set()
    for number, sightings in enumerate(_units_before(story, noun)):
        led = _subject_described(story, noun, named) if number == 1 else None
        if led is not None:
            return _reference(noun, led.people, led.reason)
        fitting = _fitting(story, noun, sightings)
        fitting = [s for s in fitting if not women or s.what.name in women]
        fitting = [s for s in fitting if not _is_but_source(story, noun, s)]
        others = [s for s in fitting if s.what.name not in named]
        actors = [s for s in others if not _is_owner(story, s)]
        people = _distinct(actors) or _distinct(others)
        certain = _is_acting(noun) and len(_distinct(fitting)) == 1 and any(_is_subject(story, s) for s in actors)
        if len(people) > 1:
            subjects = [s for s in actors if _is_subject(story, s)]
            leading = [s for s in subjects if story.parse[s.root].head.dep_ == "ROOT"]
            people = _distinct(leading or subjects)[-1:]
        if people:
            reason = f"“{noun.text}” stands for {people[0].name}, named last before it."
            return _reference(noun, people[:1], reason, certain=certain)
        if others:
            return None
    return _of_whom_it_tells(story, noun, named, women)


def _subject_described(story: Story, pronoun: Token, named: Collection[str]) -> Reference | None:
    """Who "he" is after "The president met Ana Prado": whom the sentence before is about, without the name."""
    here = story.sentence_at[pronoun.i]
    before = story.sentences[here.index - 1] if here.index else None
    if before is None or before.scene != here.scene or not _is_acting(pronoun):
        return None
    words = story.parse[before.first : before.last + 1]
    subject = next((t for t in words if t.dep_ == "nsubj" and t.head.dep_ == "ROOT"), None)
    if subject is None or subject.pos_ != "NOUN" or not _is_definite(subject) or _names_anyone(story, subject):
        return None
    owner = next((t for t in subject.lefts if t.tag_ == "PRP$" and said_by(t) == said_by(pronoun)), None)
    if owner is not None:  # "His last call was on Ana Prado. He left"
        return _one(story, owner, named)
    found = _described(story, subject, named)
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
    quoted = all(_is_subject(story, s) and _says(story.parse[s.root].head) for s in own)
    return quoted and any(s.what.name != sighting.what.name and s.last < pronoun.i for s in story.people)


def _says(verb: Token) -> bool:
    return kinds().verbs.get(verb.lemma_.lower()) == "statement"


def _of_whom_it_tells(story: Story, pronoun: Token, named: Collection[str], women: Collection[str]) -> Reference | None:
    """Who "he" goes on to be when nobody is named between: the last named, if the article is mostly on them."""
    before = [s for s in story.people if s.last < pronoun.i and may_mean(story, pronoun, s.what)]
    before = [s for s in before if not women or s.what.name in women]
    last = before[-1].what if before else None
    often = Counter(s.what.name for s in story.people).most_common(1)
    if last is None or last.name in named or not _is_acting(pronoun) or pronoun.lower_ not in ("he", "she"):
        return None
    if often[0][0] != last.name and last.name not in women:
        return None
    return _reference(pronoun, [last], f"“{pronoun.text}” stands for {last.name}, of whom the article mostly tells.")


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
    described = _described(story, owner, named) if _is_definite(owner) else None
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
    described = [t for t in before if t.pos_ == "NOUN" and t.dep_ in _ARGUMENTS and roles_of(t) and _is_definite(t)]
    found = _described(story, described[-1], named) if described else None
    fits = found is not None and len(found.people) == 1 and may_mean(story, pronoun, found.people[0])
    return found if fits else None


def _chained(story: Story, noun: Token) -> Token | None:
    """The pronoun of the same person in the sentence before, whoever is named beside: "They caught him. He ran"."""
    here = story.sentence_at[noun.i]
    if not _is_acting(noun) or here.index == 0 or any(here.first <= s.first and s.last < noun.i for s in story.people):
        return None
    before = story.sentences[here.index - 1]
    if before.scene != here.scene:
        return None
    words = story.parse[before.first : before.last + 1]
    subject = next((t for t in words if _is_acting(t) and t.head.dep_ == "ROOT"), None)
    if subject is not None and subject.lower_ == noun.lower_:
        return subject
    if any(story.parse[s.root].head.dep_ == "ROOT" for s in story.people if before.first <= s.root <= before.last):
        return None
    told = (t for t in words if t.tag_ == "PRP" and t.head.dep_ == "ROOT" and t.dep_ in ("dobj", "dative"))
    return next((t for t in told if said_by(t) == said_by(noun)), None)


def _fitting(story: Story, noun: Token, sightings: list[Sighting[Person]]) -> list[Sighting[Person]]:
    """Those whom "she" may mean: those known for women, else, as with "he", those of whom nothing speaks against it."""
    open_ = [s for s in sightings if may_mean(story, noun, s.what) and not _is_other(story, noun, s)]
    known = [s for s in open_ if bearers(story).get(s.what.name) == said_by(noun)]
    return (known if said_by(noun) == "f" else []) or open_


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


def _named_next(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "a man" or "the 25-year-old" of the opening is: whom the next sentence tells of by name."""
    person = named_next(story, noun)
    if person is None or person.name in named:
        return None
    return _reference(noun, [person], f"“{_phrase(noun)}” is {person.name}, of whom the next sentence tells by name.")


def _by_age(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "the 55-year-old" is: whose age the text says so, else the last whom it told of, if that is one alone."""
    age = next((t.text for t in noun.subtree if t.like_num and t.i < noun.i), "")
    if noun.lower_ != "old" or not any(t.lower_ == "the" for t in noun.lefts) or noun.dep_ not in _ARGUMENTS:
        return None
    stated = _distinct(s for s in story.people if _age_beside(story, s) == age)
    if len(stated) == 1 and stated[0].name not in named:
        return _reference(noun, stated, f"“{_phrase(noun)}” is {stated[0].name}, whose age the text says.")
    for sightings in _units_before(story, noun):
        told = _distinct(s for s in sightings if not _is_owner(story, s))
        open_ = [p for p in told if not any(_age_beside(story, s) for s in story.people if s.what.name == p.name)]
        if told:
            sole = open_[0] if len(told) == 1 and open_ and open_[0].name not in named else None
            reason = f"“{_phrase(noun)}” can only be {told[0].name}, named last before it."
            return _reference(noun, [sole], reason) if sole is not None else None
    return None


def _age_beside(story: Story, sighting: Sighting[Person]) -> str:
    """The "36" of "Ana Prado, 36," and of "36-year-old Ana Prado"."""
    behind = story.parse[sighting.last + 1 : sighting.last + 3]
    if len(behind) == 2 and behind[0].text == "," and behind[1].like_num:
        return str(behind[1].text)
    before = story.parse[max(0, sighting.first - 5) : sighting.first]
    texts = [t.text for t in before]
    return texts[0] if len(texts) == 5 and texts[1:] == ["-", "year", "-", "old"] else ""


def _other_of_two(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The other of the two whom the article is about, for "his guest" or "the visitor" beside one of them."""
    two = _protagonists(story)
    others = [p for p in two if p.name not in named]
    if noun.lemma_.lower() not in words("opposites") or len(two) != _PAIR or len(others) != 1:
        return None
    reason = f"“{_phrase(noun)}” is {others[0].name}, the other of the two whom the article is about."
    return _reference(noun, others, reason)


def _protagonists(story: Story) -> list[Person]:
    """The two people whom an article names far more often than anybody else; none if they are more or fewer."""
    key = ("protagonists", -1)
    if key not in story.memo:
        often = Counter(s.what.name for s in story.people).most_common(_PAIR + 1)
        counts = [*(count for _, count in often), 0, 0, 0]
        two = counts[1] >= _LEAST and counts[1] >= 2 * counts[2]
        people = {s.what.name: s.what for s in story.people}
        story.memo[key] = [people[name] for name, _ in often[:_PAIR]] if two else []
    found: list[Person] = story.memo[key]
    return found


def _two(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The two people named together last; none where one of them stands in the clause beside the pronoun."""
    for sightings in _units_before(story, noun):
        people = _distinct(s for s in sightings if not _is_owner(story, s))
        if len(people) != _PAIR:
            people = _distinct(sightings)
        if len(people) > _PAIR or any(p.name in named for p in people):
            return None
        if len(people) == _PAIR:
            break
    else:
        return _two_of_all(story, noun, named)
    names = " and ".join(p.name for p in people)
    reason = f"“{_phrase(noun)}” stands for {names}, named last before it."
    return _reference(noun, people, reason, certain=_is_acting(noun) and len(_distinct(sightings)) == _PAIR)


def _two_of_all(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those of "the two presidents" by their roles, else the two whom the article is about."""
    by_role = _described(story, noun, named) if roles_of(noun) else None
    if by_role is not None and len(by_role.people) == _PAIR:
        return by_role
    two = _protagonists(story)
    if len(two) != _PAIR or any(p.name in named for p in two):
        return None
    names = " and ".join(p.name for p in two)
    return _reference(noun, two, f"“{_phrase(noun)}” stands for {names}, the two whom the article is about.")


def _described(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those whose stated roles fit the description, else the one person near whose roles do not contradict it."""
    wanted = roles_of(noun)
    if not wanted:
        return _of_country(story, noun, named)
    if noun.lemma_.lower() == "head" and _is_part(noun):
        return None
    origins = origins_of(noun) or _origins_of_owner(noun)
    told = [p for p in _distinct(story.people) if p.name not in named and may_mean(story, noun, p)]
    plural = noun.tag_ in ("NNS", "NNPS")
    known = _in_office(story, noun, origins, told) if origins and not plural else None
    if known is not None:
        return _reference(noun, [known], f"“{_phrase(noun)}” was {known.name} then, as the world knows.")
    fitting = [p for p in told if fits(p, noun, origins)]
    if _GENERAL in wanted and not origins and not plural and not names_office(noun):  # whom the text gives no role
        fitting += [p for p in told if p not in fitting and _held(story, p, _RULING)]
    if plural and not origins:
        fitting = _distinct(s for s in story.people if s.last < noun.i and s.what in fitting)
        before = _distinct(s for s in story.people if s.last < noun.i and s.what in told)
        exact = [p for p in before if holds_office(p, noun) or _held(story, p, world_offices(noun))]
        fitting = exact if len(exact) == _PAIR else fitting
        if len(fitting) != _PAIR:
            return None
    exact = [p for p in fitting if holds_office(p, noun)]
    fitting = exact if exact and not plural else fitting
    if not plural and not exact and names_office(noun):  # a premier is no president
        fitting = []
    if not plural and len(fitting) != 1:
        known = _in_office(story, noun, origins, told)
        if known is not None:
            return _reference(noun, [known], f"“{_phrase(noun)}” was {known.name} then, as the world knows.")
    if fitting and (plural or len(fitting) == 1):
        names = ", ".join(p.name for p in fitting)
        reason = f"“{_phrase(noun)}” describes {names} by the role that the article gives."
        return _reference(noun, fitting, reason)
    if plural or fitting:
        return None
    if _GENERAL not in wanted:
        near = _only_one_before(story, noun)
    else:
        near = _distinct(s for unit in _units_before(story, noun) for s in unit)
    open_ = [p for p in near if p in told and not contradicts(p, noun, origins)]
    if len(open_) != 1:
        return None
    reason = f"“{_phrase(noun)}” can only be {open_[0].name} among those named shortly before."
    return _reference(noun, open_, reason)


def _in_office(story: Story, noun: Token, origins: Sequence[str], told: Collection[Person]) -> Person | None:
    """Who of those whom the article names had the office then: "the American president", "the country's premier"."""
    published, offices = story.publication, world_offices(noun)
    if published is None or not offices:
        return None
    countries = {code for origin in origins for code in countries_of(origin)}
    home = homeland(story) if not origins else None
    countries |= {home[0]} if home is not None else set()
    holders = [
        person
        for person in told
        if any(t.country in countries and t.office in offices for t in terms_of(person.name, published.start))
    ]
    return holders[0] if len(holders) == 1 else None


def _is_part(noun: Token) -> bool:
    """ "the head of the bronze king", and no head of state."""
    of = [n.lower_ for t in noun.children if t.dep_ == "prep" and t.lower_ == "of" for n in t.children]
    return bool(of) and of[0] not in ("state", "government")


def _origins_of_owner(noun: Token) -> list[str]:
    """The "Russian" of "Russian reporters, who got there before their president"."""
    owner = next((t for t in noun.lefts if t.tag_ == "PRP$" and t.lower_ in ("their", "its")), None)
    for verb in owner.ancestors if owner is not None else ():
        subject = next(
            (t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ not in ("WP", "WDT")), None
        )
        if subject is not None:
            return [t.text for t in subject.lefts if t.ent_type_ == "NORP"]
    return []


def _of_country(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who "the Russian" is: the one of those named before who leads that country, by the text or as the world knows."""
    words = story.parse[noun.left_edge.i : noun.i + 1]
    if len(words) < 2 or words[0].lower_ != "the" or noun.tag_ in ("NNS", "NNPS") or not noun.text[:1].isupper():
        return None
    origin = words[1:].text
    codes, published = set(gazetteer().demonym(origin)), story.publication
    if not codes or published is None:
        return None
    told = _distinct(s for s in story.people if s.last < noun.i and s.what.name not in named)
    led = [p for p in told if any(t.country in codes for t in terms_of(p.name, published.start))]
    led = led or [p for p in told if any(origin.split()[-1] in role.text.split() for role in p.roles)]
    if len(led) != 1:
        return None
    return _reference(noun, led, f"“{_phrase(noun)}” can only be {led[0].name} among those named before.")


def _held(story: Story, person: Person, offices: Collection[str]) -> bool:
    """Whether the world knows that somebody had one of some offices when the text was published."""
    published = story.publication
    return published is not None and any(t.office in offices for t in terms_of(person.name, published.start))


def _only_one_before(story: Story, noun: Token) -> list[Person]:
    """The one person whom the sentence before names, where this one names nobody before "the striker"."""
    here = story.sentence_at[noun.i]
    if here.index == 0 or noun.dep_ not in ("nsubj", "nsubjpass"):
        return []
    before = story.sentences[here.index - 1]
    named = _distinct(s for s in story.people if before.first <= s.first < noun.i)
    return named if len(named) == 1 and story.same_paragraph(before, here) else []


def _units_before(story: Story, noun: Token) -> Iterator[list[Sighting[Person]]]:
    """The people named earlier in the sentence, then in each sentence before it, then in the headline."""
    here = story.sentence_at[noun.i]
    yield [s for s in story.people if here.first <= s.first and s.last < noun.i]
    heading = _heading_before(story, here)
    if heading is not None:
        yield [s for s in story.people if heading.contains(s.span)]
    before = (s for s in reversed(story.sentences[: here.index]) if s.index not in story.headings)
    for sentence in islice(before, _REACH):
        if sentence.scene == here.scene:
            yield [s for s in story.people if sentence.first <= s.first <= sentence.last]
    headline = [z for z in story.document.zones if z.kind == "headline"]
    yield [s for s in story.people if any(z.contains(s.span) for z in headline)]


def _heading_before(story: Story, here: Sentence) -> Zone | None:
    """The subheading right above a sentence: "How did Prado rise?", and then "In June he announced"."""
    if here.index == 0:
        return None
    last, start = story.parse[story.sentences[here.index - 1].last].idx, story.parse[here.first].idx
    return next((z for z in story.document.zones if z.kind == "headline" and last < z.start < start), None)


def _distinct(sightings: Iterator[Sighting[Person]] | Collection[Sighting[Person]]) -> list[Person]:
    return list({s.what.name: s.what for s in sightings}.values())


def _means_two(noun: Token) -> bool:
    """ "the two", "the pair", "both men", "the leaders" """
    determiners = {t.lower_ for t in noun.children if t.dep_ in ("det", "nummod", "predet")}
    if noun.lower_ in words("pair_words"):
        return bool(determiners) or noun.lower_ == "both"
    if noun.tag_ != "NNS" or not (roles_of(noun) or noun.lemma_.lower() in words("person_nouns")):
        return False
    return bool(determiners & {"both", "two"}) or (determiners == {"the"} and not origins_of(noun))


def _follows_other_plural(story: Story, pronoun: Token) -> bool:
    """Whether "they" may stand for a plural or a body named before it; not where its sentence told of two last."""
    here = story.sentence_at[pronoun.i]
    first = story.sentences[max(0, here.index - 1)].first
    subjects = [t for t in story.parse[first : pronoun.i] if t.dep_ in ("nsubj", "nsubjpass") and t.tag_ != "PRP"]
    plurals = [t for t in subjects if t.tag_ in ("NNS", "NNPS") or _means_two(t)]
    if plurals and _means_two(plurals[-1]) and plurals[-1].i >= here.first:
        return False
    return any(
        (t.tag_ in ("NNS", "NNPS") and not _means_two(t)) or t.ent_type_ in ("GPE", "ORG", "NORP") for t in subjects
    )


def _is_owner(story: Story, sighting: Sighting[Person]) -> bool:
    """Whether only what is someone's is spoken of: "Kim's gift", "portraits of Kim"."""
    root = story.parse[sighting.root]
    of = root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.pos_ == "NOUN"
    return bool(root.dep_ == "poss" or (of and root.head.head.lemma_.lower() not in kinds().nouns))


def _is_acting(noun: Token) -> bool:
    """Whether it is the subject: what an object stands for is less sure."""
    return noun.dep_ in ("nsubj", "nsubjpass")


def _is_subject(story: Story, sighting: Sighting[Person]) -> bool:
    return str(story.parse[sighting.root].dep_) in ("nsubj", "nsubjpass", "agent")


def _names_anyone(story: Story, noun: Token) -> bool:
    """Whether a name stands in the phrase, other than whose it is or in a clause about it."""
    clauses = {t.i for child in noun.rights if child.dep_ in ("relcl", "acl") for t in child.subtree}
    phrase = (t for t in noun.subtree if t.i not in clauses)
    return any(t.i in story.person_at and not _is_owner(story, story.person_at[t.i]) for t in phrase)


def _is_definite(noun: Token) -> bool:
    return bool(origins_of(noun)) or any(t.dep_ == "poss" or t.lower_ in ("the", "this", "that") for t in noun.children)


def _phrase(noun: Token) -> str:
    return str(noun.doc[noun.left_edge.i : noun.i + 1].text)


def _reference(noun: Token, people: Collection[Person], reason: str, *, certain: bool = False) -> Reference:
    return Reference(first=noun.left_edge.i, last=noun.i, people=tuple(people), reason=reason, certain=certain)
