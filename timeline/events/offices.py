"""Descriptions -> whom they mean: "the president", "the island's leader", "the Russian"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from timeline.events.bearers import may_mean
from timeline.events.home import homeland
from timeline.events.named_before import Reference, distinct, phrase_of, reference, units_before
from timeline.events.roles import (
    contradicts,
    countries_of,
    fits,
    holds_office,
    names_office,
    origins_of,
    roles_of,
    world_offices,
)
from timeline.events.story import Story
from timeline.gazetteer import gazetteer
from timeline.models import Person
from timeline.people.leaders import past_terms_of, terms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

PAIR = 2
_RULING = frozenset({"president", "prime minister", "chancellor", "king", "queen", "supreme leader", "leader", "emir"})
_FORMER = frozenset({"former", "ex", "onetime", "ousted", "deposed"})
_GENERAL = "leader"  # the one category that articles use for people whose role they never state


def described_by_office(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Those whose stated roles fit the description, else the one person near whose roles do not contradict it."""
    wanted = roles_of(noun)
    if not wanted:
        return _of_country(story, noun, named)
    if noun.lemma_.lower() == "head" and _is_part(noun):
        return None
    by_the_world = known_to_the_world(story, noun, named)
    if by_the_world is not None:
        return by_the_world
    origins = origins_of(noun) or _origins_of_owner(noun)
    told = [p for p in distinct(story.people) if p.name not in named and may_mean(story, noun, p)]
    plural = noun.tag_ in ("NNS", "NNPS")
    fitting = [p for p in told if fits(p, noun, origins)]
    if _GENERAL in wanted and not origins and not plural and not names_office(noun):  # whom the text gives no role
        fitting += [p for p in told if p not in fitting and _held(story, p, _RULING)]
    if plural and not origins:
        fitting = distinct(s for s in story.people if s.last < noun.i and s.what in fitting)
        before = distinct(s for s in story.people if s.last < noun.i and s.what in told)
        exact = [p for p in before if holds_office(p, noun) or _held(story, p, world_offices(noun))]
        fitting = exact if len(exact) == PAIR else fitting
        if len(fitting) != PAIR:
            return None
    exact = [p for p in fitting if holds_office(p, noun)]
    fitting = exact if exact and not plural else fitting
    if not plural and not exact and names_office(noun):  # a premier is no president
        fitting = []
    if not plural and len(fitting) != 1:
        known = _in_office(story, noun, origins, told)
        if known is not None:
            return reference(noun, [known], f"“{phrase_of(noun)}” was {known.name} then, as the world knows.")
    if fitting and (plural or len(fitting) == 1):
        names = ", ".join(p.name for p in fitting)
        reason = f"“{phrase_of(noun)}” describes {names} by the role that the article gives."
        return reference(noun, fitting, reason)
    if plural or fitting:
        return None
    if _GENERAL not in wanted:
        near = _only_one_before(story, noun)
    else:
        near = distinct(s for unit in units_before(story, noun) for s in unit)
    open_ = [p for p in near if p in told and not contradicts(p, noun, origins)]
    if len(open_) != 1:
        return None
    reason = f"“{phrase_of(noun)}” can only be {open_[0].name} among those named shortly before."
    return reference(noun, open_, reason)


def known_to_the_world(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """Who alone had left an office, or held it, by what the world knows: "the former president", "the US president"."""
    left = _out_of_office(story, noun, named)
    if left is not None:
        return reference(noun, [left], f"“{phrase_of(noun)}” had been {left.name}, as the world knows.")
    origins = origins_of(noun) or _origins_of_owner(noun)
    told = [p for p in distinct(story.people) if p.name not in named and may_mean(story, noun, p)]
    plural = noun.tag_ in ("NNS", "NNPS")
    known = _in_office(story, noun, origins, told) if origins and not plural else None
    if known is None:
        return None
    return reference(noun, [known], f"“{phrase_of(noun)}” was {known.name} then, as the world knows.")


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


def _out_of_office(story: Story, noun: Token, named: Collection[str]) -> Person | None:
    """Who alone of those named before had left the office by then: "the former president"."""
    published, offices = story.publication, world_offices(noun)
    if published is None or not offices or not any(t.lower_ in _FORMER for t in noun.lefts):
        return None
    day = published.start
    told = distinct(s for s in story.people if s.last < noun.i and s.what.name not in named)
    held = [p for p in told if any(t.office in offices for t in past_terms_of(p.name, day))]
    held = [p for p in held if not any(t.office in offices for t in terms_of(p.name, day))]
    return held[0] if len(held) == 1 else None


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
    origin = noun.text if words[1].like_num or words[1].ent_type_ == "DATE" else words[1:].text
    codes, published = set(gazetteer().demonym(origin)), story.publication
    if not codes or published is None:
        return None
    told = distinct(s for s in story.people if s.last < noun.i and s.what.name not in named)
    led = [p for p in told if any(t.country in codes for t in terms_of(p.name, published.start))]
    led = led or [p for p in told if any(origin.split()[-1] in role.text.split() for role in p.roles)]
    if len(led) != 1:
        return None
    return reference(noun, led, f"“{phrase_of(noun)}” can only be {led[0].name} among those named before.")


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
    named = distinct(s for s in story.people if before.first <= s.first < noun.i)
    return named if len(named) == 1 and story.same_paragraph(before, here) else []
