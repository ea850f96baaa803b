"""Where a body acts that a text ties to a country or a town: a court, a parliament, voters. A guess, so marked."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from timeline.events.casting import subject_of
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.home import countries, demonyms, homeland
from timeline.events.scenes import Spot, words
from timeline.events.story import Story
from timeline.events.where import Where, fineness, guessed, placed
from timeline.gazetteer import Entry, gazetteer
from timeline.models import Place
from timeline.people.leaders import terms_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_ABROAD = ("attack", "visit or meeting", "sport")  # what governments do elsewhere, and what teams do


def from_actor(story: Story, clause: Clause) -> Where | None:
    """The seat of the body that acts: "the Lyon court", "Peru's parliament", "Libyan militants", "Lisbon imposed"."""
    head = story.parse[clause.head]
    agents = (t for by in head.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj")
    actor = next(agents, None) or subject_of(story, clause)
    if actor is None:
        return None
    actor = _body_of(actor)
    if actor.text.lower() in words("clubs") and kind_of(story, clause) != "sport":
        return _home_of_club(story, actor)
    if actor.lemma_.lower() in words("home_bodies") | words("national_bodies"):
        return _seat(story, actor)
    sat = (t for t in story.words(clause.tokens) if t.dep_ == "pobj" and t.head.lower_ in ("in", "at", "before"))
    house = next((t for t in sat if t.lemma_.lower() in words("national_bodies")), None)
    if house is not None:  # "gave up his seat in parliament"
        return _seat(story, house)
    tested = any(t.dep_ in ("dobj", "nsubjpass") and t.lemma_.lower() in words("tested") for t in head.children)
    abroad = kind_of(story, clause) in _ABROAD or head.lemma_.lower() in words("abroad")
    if abroad and not (tested and head.lemma_.lower() in words("testing")):
        return None
    reason = f"It says no place; “{actor.text}” is who acts."
    spot = next((s for s in story.places if s.root == actor.i and _governs(s, actor)), None)
    return placed(spot, "setting", 0.5, reason) if spot is not None else _of_folk(story, actor, reason)


def _of_folk(story: Story, actor: Token, reason: str) -> Where | None:
    """The country of "Bolivians", who as a rule do at home what they do together."""
    folk = actor.dep_ in ("nsubj", "nsubjpass") and actor.ent_type_ == "NORP" and actor.tag_ in ("NNS", "NNPS")
    alone = not any(t.dep_ in ("nummod", "amod", "compound", "prep") for t in actor.children)
    named = _demonym(story, actor.i, actor.i) if folk and alone else None
    return _in_country(story, named[0], named[1], named[2], 0.45, reason) if named is not None else None


def from_government(story: Story, clause: Clause) -> Where | None:
    """The capital of the country whose government says or orders something; a guess.

    "The government announced", "Peru expelled", "Japan's vice foreign minister summoned".
    """
    actor = subject_of(story, clause)
    if actor is None:
        return None
    reason = f"It says no place; “{actor.text}” speaks for a government."
    body = _body_of(actor)
    if body.lemma_.lower() in words("national_bodies"):
        home = homeland(story)
        if _is_named(story, body):
            return _seat(story, body)
        return _in_capital(story, *home, reason) if home is not None else None
    spot = next((s for s in story.places if s.root == actor.i and _governs(s, actor)), None)
    if spot is not None and spot.what[0].country and clause.link in ("main", "conjunct"):
        if spot.what[0].kind == "city":
            return placed(spot, "setting", 0.45, reason)
        return _in_capital(story, spot.what[0].country, spot.first, spot.last, reason)
    phrase = story.parse[actor.left_edge.i : actor.right_edge.i + 1]
    office = any(t.lemma_.lower() in words("national_officials") | words("national_bodies") for t in phrase)
    if not office or story.parse[clause.head].lemma_.lower() not in words("summoning"):
        return None
    named = _demonym(story, phrase.start, actor.i)
    spots = (s for s in story.places if phrase.start <= s.root <= actor.i and s.what[0].country)
    named = named or next(((str(s.what[0].country), s.first, s.last) for s in spots), None)
    return _in_capital(story, *named, reason) if named is not None else None


def _is_named(story: Story, body: Token) -> bool:
    """Whether the words that name a body say whose it is: "the Peruvian government"."""
    tokens = {t.i for t in _naming(body)}
    spots = any(s.root in tokens for s in story.places)
    return spots or _demonym(story, min(tokens), max(tokens)) is not None


def _body_of(noun: Token) -> Token:
    """The court of "the bench of the court", else the noun."""
    of = (t for by in noun.children if by.dep_ == "prep" and by.lower_ == "of" for t in by.children)
    return next((t for t in of if t.lemma_.lower() in words("home_bodies") | words("national_bodies")), noun)


def _home_of_club(story: Story, name: Token) -> Where | None:
    """The town that a club is called after, for what it does off the field: "Wigan Athletic sacked their coach"."""
    first = next((t for t in name.lefts if t.dep_ == "compound"), None)
    entries = gazetteer().named(first.text) if first is not None else ()
    town = max((e for e in entries if e.main and e.kind == "city"), key=lambda e: e.population, default=None)
    if first is None or town is None:
        return None
    known = next((s.what[0] for s in story.places if s.what[0].name == town.name), None)
    text = story.parse[first.i : name.i + 1].text
    return _guess(story, known or town, first.i, name.i, 0.45, f"It says no place; “{text}” is at home there.")


def _is_national(body: Token) -> bool:
    """ "parliament", "the Supreme Court": of a whole country."""
    highest = any(t.lower_ in words("highest") for t in body.lefts)
    return body.lemma_.lower() in words("national_bodies") or (body.lemma_.lower() == "court" and highest)


def _governs(spot: Spot, actor: Token) -> bool:
    """Whether a country or a capital does something: "Lisbon put out a paper"."""
    entries = gazetteer().named(spot.what[0].name) if actor.dep_ == "nsubj" else ()
    seat = any(e.id == spot.what[0].gazetteer_id and (e.capital or e.kind == "country") for e in entries)
    return spot.what[1].role == "metonym" or seat


def from_host(story: Story, clause: Clause) -> Where | None:
    """The capital of the country that a host leads, as the world knows: "Emperor Akihito received the guests"."""
    head = story.parse[clause.head]
    hosts = head.lemma_.lower() in words("hosting") or any(
        t.dep_ == "dobj" and t.lower_ == "host" and head.lemma_ == "play" for t in head.children
    )
    passive = any(t.dep_ == "auxpass" for t in head.children)
    agents = [t for by in head.children if by.dep_ == "agent" for t in by.children if t.dep_ == "pobj"]
    host = next(iter(agents), None) if passive else subject_of(story, clause)
    sighting = story.person_at.get(host.i) if host is not None else None
    if not hosts or sighting is None or story.publication is None:
        return None
    leads = {term.country for term in terms_of(sighting.what.name, story.publication.start)}
    if len(leads) != 1:
        return None
    reason = f"It says no place; {sighting.what.name} led that country then, as the world knows."
    return _in_capital(story, leads.pop(), sighting.first, sighting.last, reason)


def from_ruler(story: Story, clause: Clause, people: Collection[str]) -> Where | None:
    """The country whose office somebody takes, holds or leaves: "Bangladesh's prime minister gave up her post"."""
    if not any(t.lemma_.lower() in words("office_words") for t in story.words(clause.tokens)):
        return None
    for sighting in story.people:
        person = sighting.what
        if person.name not in people:
            continue
        for role in person.roles:
            span = story.parse.char_span(role.start, role.end, alignment_mode="expand")
            if span is None or not any(t.lemma_.lower() in words("national_officials") for t in span):
                continue
            spot = next((s for s in story.places if span.start <= s.root < span.end and s.what[0].country), None)
            named = (str(spot.what[0].country), spot.first, spot.last) if spot is not None else None
            named = named or _demonym(story, span.start, span.end - 1)
            if named is not None:
                reason = f"It says no place; {person.name} is “{role.text}”."
                return _in_country(story, named[0], named[1], named[2], 0.45, reason)
    return None


def _seat(story: Story, body: Token) -> Where | None:
    """The finest place in the words that name a body, else the country of a demonym among them."""
    tokens = {t.i for t in _naming(body)}
    spots = [s for s in story.places if s.root in tokens and s.what[0].lat is not None]
    text = story.parse[min(tokens) : body.i + 1].text
    best = min(spots, key=fineness, default=None)
    if best is not None and best.what[0].kind != "country":
        return placed(best, "setting", 0.6, f"It says no place; “{text}” acts where it sits.")
    national = _is_national(body)
    named = (best.what[0].country, best.first, best.last) if best is not None else None
    named = named or _demonym(story, min(tokens), max(tokens)) or (_spoken_of(story, body) if national else None)
    if named is None or named[0] is None:
        return None
    if national:
        return _in_capital(story, named[0], named[1], named[2], f"It says no place; “{text}” sits in the capital.")
    return _in_country(story, named[0], named[1], named[2], 0.5, f"It says no place; “{text}” is who acts.")


def _spoken_of(story: Story, body: Token) -> tuple[str, int, int] | None:
    """The one country whose name, demonym or towns its sentence says, else that of the article."""
    here = story.sentence_at[body.i]
    said = {code: (code, first, last) for code, first, last in countries(story) if here.first <= first <= here.last}
    return next(iter(said.values())) if len(said) == 1 else homeland(story)


def _naming(body: Token) -> Iterator[Token]:
    """The words before a body that say whose it is, itself, and the name after "of"."""
    for child in body.children:
        if child.dep_ in ("amod", "compound", "poss", "nmod") and child.i < body.i:
            yield from child.subtree
        elif child.dep_ == "prep" and child.lower_ in ("of", "in") and child.i == body.i + 1:
            yield from (t for t in child.children if t.dep_ == "pobj")
    yield body


def _demonym(story: Story, first: int, last: int) -> tuple[str, int, int] | None:
    return next(((code, start, end) for start, end, code in demonyms(story, first, last)), None)


def from_poll(story: Story, clause: Clause) -> Where | None:
    """The country whose election it is: "won the U.S. presidential election"."""
    poll = next((t for t in story.words(clause.tokens) if t.lemma_.lower() in words("nationwide")), None)
    if poll is None:
        return None
    tokens = {t.i for t in _naming(poll)}
    spot = next((s for s in story.places if s.root in tokens and s.what[0].kind == "country"), None)
    named = (spot.what[0].country, spot.first, spot.last) if spot is not None else None
    named = named or _demonym(story, min(tokens), max(tokens))
    if named is None or named[0] is None:
        return None
    text = story.parse[min(tokens) : poll.i + 1].text
    return _in_country(story, named[0], named[1], named[2], 0.5, f"It says no place; “{text}” is held in its country.")


def _in_country(story: Story, code: str, first: int, last: int, confidence: float, reason: str) -> Where | None:
    known = next((s.what[0] for s in story.places if s.what[0].country == code and s.what[0].kind == "country"), None)
    return _guess(story, known or gazetteer().country(code), first, last, confidence, reason)


def _in_capital(story: Story, code: str, first: int, last: int, reason: str) -> Where | None:
    entry = gazetteer().capital(code)
    known = next((s.what[0] for s in story.places if entry is not None and s.what[0].gazetteer_id == entry.id), None)
    return _guess(story, known or entry, first, last, 0.45, reason)


def _guess(
    story: Story, place: Place | Entry | None, first: int, last: int, confidence: float, reason: str
) -> Where | None:
    return guessed(story, place, first, last, confidence, reason) if place is not None else None
