"""Where an event happened: the place its clause states, else one that its sentence, caption or scene supports."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.gaps import gap_of
from timeline.events.scenes import (
    Spot,
    is_adverbial,
    is_locale,
    is_scene,
    is_strong,
    is_topic,
    only_says,
    says_where,
    words,
)
from timeline.events.story import Sentence, Story
from timeline.events.timing import When, own_date
from timeline.events.vocabulary import load
from timeline.gazetteer import gazetteer
from timeline.models import Evidence, EvidenceBasis, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_FINENESS = {"point": 0, "city": 1, "region": 2, "area": 3, "country": 4}
_NEWS_DAYS = 14  # what happened longer before publication is not the article's news
_ONE_PLACE = 0.3  # degrees
_REACH = 3  # sentences before and after that may lend their place


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of one event, with what proves it; `place` is None where nothing supports one."""

    place: Place | None
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


NOWHERE = Where(place=None, confidence=0.92, reason="The text ties it to no place.")


def locate(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where:
    """The place of a clause, from the closest words that support one."""
    tokens = set(story.phrase(clause))
    scene = _where_it_points(story, clause)
    own = [s for s in story.places if s.root in tokens and is_scene(story, s) and not is_topic(story, clause, s)]
    if scene is not None and not any(_fineness(s) < _fineness(scene) for s in own):
        return _where(scene, "sentence", 0.9, f"“where” stands for {_quoted(scene)}.")
    dateline = _here(story, clause)
    if dateline is not None:
        return _where(dateline, "headline", 0.9, f"“here” is where the report comes from: {_quoted(dateline)}.")
    if only_says(story, clause):
        own = [s for s in own if is_adverbial(story, clause, s)]
    aside = [s for s in own if _is_in_manner(story, clause, s)]
    if len(own) > len(aside):
        best = min((s for s in own if s not in aside), key=lambda s: _preference(clause, s))
        return _where(best, "clause", 0.95, f"The clause says {_quoted(best)}.")
    described = _described(story, clause)
    if described is not None:
        return described
    if aside:
        best = min(aside, key=lambda s: _preference(clause, s))
        return _where(best, "clause", 0.85, f"The clause says {_quoted(best)}.")
    around = list(_in_sentence(story, clause))
    if around and not _acts_on_place(story, clause):
        best = min(around, key=lambda s: _preference(clause, s))
        return _where(best, "sentence", 0.8, f"The same sentence says {_quoted(best)}.")
    fixed = _of_facility(story, clause)
    if fixed is not None:
        return fixed
    if story.sentence(clause).zone == "caption":
        return _from_caption(story, clause)
    if only_says(story, clause):
        return NOWHERE
    if _acts_on_place(story, clause) or any(t.lower_ == "home" and t.dep_ == "advmod" for t in story.words(tokens)):
        return NOWHERE
    near = _from_source(story, when) or _from_scene(story, clause, when, people)
    return near or _from_opening(story, clause, when) or NOWHERE


def _is_in_manner(story: Story, clause: Clause, spot: Spot) -> bool:
    """ "burst, sending waste to the sea": how it went on, perhaps elsewhere."""
    path = (t for t in story.parse[spot.root].ancestors if t.head.i == clause.head and t.i != clause.head)
    verb = next(path, None)
    return verb is not None and verb.dep_ == "advcl" and verb.tag_ == "VBG"


def _acts_on_place(story: Story, clause: Clause) -> bool:
    """ "united Italy", "asked Peru to wait": whom it concerns is said, and where it was done is not."""
    return any(story.parse[s.root].dep_ == "dobj" and story.parse[s.root].head.i == clause.head for s in story.places)


def _here(story: Story, clause: Clause) -> Spot | None:
    """The place of the dateline, for what "said here" or happened here."""
    if not any(t.lower_ == "here" for t in story.words(clause.tokens)):
        return None
    return _dateline(story)


def _dateline(story: Story) -> Spot | None:
    """The place of the dateline; none where it names two towns."""
    sentences = ((s, story.sentence_at.get(s.root)) for s in story.places)
    spots = [s for s, sentence in sentences if sentence and story.is_dateline(sentence)]
    return spots[0] if spots and not _is_of_two_towns(story, story.sentence_at[spots[0].root]) else None


def _is_of_two_towns(story: Story, dateline: Sentence) -> bool:
    """ "PORTO/MADRID, June 21 (Wire) -" """
    text, span = story.document.text, story.characters(dateline.first, dateline.last)
    return "/" in text[text.rfind("\n", 0, span.start) + 1 : span.end]


def _fineness(spot: Spot) -> int:
    return _FINENESS[spot.what[0].kind]


def _preference(clause: Clause, spot: Spot) -> tuple[int, int]:
    """The finest first, then the nearest."""
    return _fineness(spot), abs(spot.root - clause.head)


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    """Noun -> the kinds of place it can stand for."""
    return {noun: frozenset(kinds) for noun, kinds in load("placing.toml")["descriptions"].items()}


def _in_sentence(story: Story, clause: Clause) -> Iterator[Spot]:
    """Places led by a preposition in the clauses above, and in those that say when or why below."""
    above = () if _is_apart(story, clause) else _above(story, clause)
    for other in (*above, *_below(story, clause)):
        yield from (s for s in story.places if s.root in other.tokens and is_scene(story, s))


def _above(story: Story, clause: Clause) -> Iterator[Clause]:
    parent = story.parent(clause)
    while parent is not None:
        yield parent
        parent = story.parent(parent)


def _below(story: Story, clause: Clause) -> Iterator[Clause]:
    """Clauses that say when, why or which; of what came before or after it only what something dreadful came after."""
    if clause.link == "nominal":  # "Monday's crash that killed two in Lyon"
        yield from (c for c in story.below(clause) if c.link == "relative" and own_date(story, c) is None)
    near = (c for c in story.below(clause) if c.link == "adverbial" and not _is_apart(story, c))
    deadly = kind_of(story, clause) in ("attack", "accident or disaster")
    yield from (c for c in near if deadly or not _opens_with(story, c, "after", "before", "since", "until"))


def _opens_with(story: Story, clause: Clause, *marks: str) -> bool:
    return any(t.dep_ == "mark" and t.lower_ in marks for t in story.parse[clause.head].lefts)


def _is_apart(story: Story, clause: Clause) -> bool:
    """ "a day after he had been to Lyon": at another time, and perhaps elsewhere."""
    gap = gap_of(story, clause)
    return gap is not None and gap.count != 0


def _where_it_points(story: Story, clause: Clause) -> Spot | None:
    """The place right before the "where" that opens a clause: "in Lyon, where she was born"."""
    where = next((t for t in story.parse[clause.head].lefts if t.lower_ == "where"), None)
    if where is None:
        return None
    here = story.sentence(clause)
    before = [s for s in story.places if here.first <= s.first and s.last < where.i <= s.last + 3]
    return before[-1] if before and before[-1].what[1].role != "metonym" else None


def _described(story: Story, clause: Clause) -> Where | None:
    """The place that "the city", "the South African city", "the capital" or "there" stands for; the finest of these."""
    found = [(_FINENESS[where.place.kind] if where.place else 0, where) for where in _stood_for(story, clause)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _stood_for(story: Story, clause: Clause) -> Iterator[Where]:
    for noun in story.words(clause.tokens):
        wanted = _wanted(noun)
        if wanted is None:
            continue
        if noun.lemma_.lower() == "capital":
            capital = _capital(story, noun)
            if capital is None:
                yield NOWHERE
                continue
            reason = f"“{noun.text}” stands for {_quoted(capital)}, the capital that the article names."
            yield _where(capital, "inferred", 0.85, reason)
            continue
        near = _named_before(story, noun, wanted, gazetteer().demonym(_words_before(noun)))
        if near is not None:
            yield _where(near, "inferred", 0.85, f"“{noun.text}” stands for {_quoted(near)}, named last before it.")


def _of_facility(story: Story, clause: Clause) -> Where | None:
    """The place of "the bridge", which stands where it stood when the article named it first."""
    for noun in story.words(clause.tokens):
        fixed = noun.lemma_.lower() in words("fixtures") and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        if not fixed or not any(t.dep_ == "det" and t.lower_ in ("the", "that", "this") for t in noun.children):
            continue
        named = (t for t in story.parse[: noun.i] if t.lemma_.lower() == noun.lemma_.lower())
        first = next((t for t in named if t.i in story.sentence_at), None)
        spot = _beside(story, first) if first is not None else None
        if spot is not None:
            return _where(spot, "context", 0.75, f"“{noun.text}” was named with {_quoted(spot)} before.")
    return None


def _beside(story: Story, noun: Token) -> Spot | None:
    """The one fine place of the sentence that a noun stands in, or of the opening if that is where it stands."""
    here = story.sentence_at[noun.i]
    spots = [s for s in story.places if here.first <= s.root <= here.last and is_strong(story, s)]
    if not spots and story.running_index(here) == 0:
        spots = [s for s in story.places if _is_opening(story, s)]
    fine = [s for s in spots if s.what[0].kind in ("point", "city")]
    return fine[0] if fine and _is_one_place([s.what[0] for s in fine]) else None


def _wanted(noun: Token) -> frozenset[str] | None:
    """The kinds of place that a word may stand for; None where it says nothing about where."""
    if noun.lower_ == "there" and noun.dep_ == "advmod":
        return frozenset(_FINENESS)
    wanted = _descriptions().get(noun.lemma_.lower())
    definite = any(t.dep_ == "det" and t.lower_ in ("the", "that", "this") for t in noun.children)
    local = says_where(noun) or is_locale(noun) or (noun.dep_ == "pobj" and noun.head.lower_ == "from")
    return wanted if wanted is not None and definite and local else None


def _named_before(story: Story, noun: Token, kinds: Collection[str], countries: Collection[str]) -> Spot | None:
    """The place of these kinds, and of these countries if any, that was named last, at most a few sentences before."""
    here = story.sentence_at[noun.i]
    for spot in reversed(story.places):
        place, mention = spot.what
        sentence = story.sentence_at.get(spot.root)
        if spot.last >= noun.i or sentence is None or place.kind not in kinds or mention.role != "scene":
            continue
        if here.index - sentence.index > _REACH:
            return None
        if not countries or place.country in countries:
            return spot
    return None


def _capital(story: Story, noun: Token) -> Spot | None:
    """The capital that the article names: of the country that the phrase says, else the only one, or the last."""
    capitals = [s for s in story.places if _is_capital(s.what[0])]
    side = _words_before(noun)
    countries = gazetteer().demonym(side) if side else ()
    if side and not countries:
        return None
    if countries:
        return next((s for s in capitals if s.what[0].country in countries), None)
    before = [s for s in capitals if s.last < noun.i]
    distinct = {s.what[0].name for s in capitals}
    return capitals[0] if len(distinct) == 1 else before[-1] if before else None


def _words_before(noun: Token) -> str:
    """The "South African" of "the South African city"."""
    return " ".join(t.text for t in noun.doc[noun.left_edge.i : noun.i] if t.dep_ != "det")


def _is_capital(place: Place) -> bool:
    return any(e.capital and e.id == place.gazetteer_id for e in gazetteer().named(place.name))


def _from_caption(story: Story, clause: Clause) -> Where:
    """The finest place that the caption names."""
    scene = story.sentence(clause).scene
    spots = [
        s
        for s in story.places
        if s.root in story.sentence_at and story.sentence_at[s.root].scene == scene and is_scene(story, s)
    ]
    if not spots:
        return NOWHERE
    best = min(spots, key=lambda s: (_FINENESS[s.what[0].kind], s.root))
    return _where(best, "caption", 0.85, f"The caption says {_quoted(best)}.")


def _from_source(story: Story, when: When) -> Where | None:
    """The place of the clause that lends its date."""
    if when.source is None or when.basis != "inherited":
        return None
    source = when.source
    tokens = set(story.phrase(source))
    spots = [s for s in story.places if s.root in tokens and is_strong(story, s)]
    if not spots:
        return None
    best = min(spots, key=lambda s: _preference(source, s))
    return _where(best, "context", 0.8, f"The words that give the date say {_quoted(best)}.")


def _from_scene(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where | None:
    """The place of a sentence near by that shares a person and is not of another date."""
    for sentence in _neighbours(story, story.sentence(clause)):
        shared = _shared(story, sentence, people)
        spots = [s for s in story.places if sentence.first <= s.root <= sentence.last and is_strong(story, s)]
        spots = [s for s in spots if not _is_of_other_date(story, s, when)]
        if shared and spots:
            best = min(spots, key=lambda s: (_FINENESS[s.what[0].kind], s.root))
            return _where(best, "context", 0.75, f"A sentence near by about {shared} says {_quoted(best)}.")
    return None


def _from_opening(story: Story, clause: Clause, when: When) -> Where | None:
    """The one fine place of the headline and the opening, for what the article reports as news."""
    published = story.publication
    if when.interval is None or published is None or (published.start - when.interval.end).days > _NEWS_DAYS:
        return None
    if _is_lead(story, clause) and when.basis != "inherited":
        named = _dateline(story)
        if named is not None:
            return _where(named, "headline", 0.65, f"The dateline says {_quoted(named)}.")
    if kind_of(story, clause) in ("statement", "agreement", "business", "other"):
        return None
    opening = [s for s in story.places if _is_opening(story, s) and s.what[0].kind in ("point", "city")]
    if not opening or not _is_one_place([s.what[0] for s in opening]) or _names_other(story, clause, opening[0]):
        return None
    return _where(opening[0], "headline", 0.65, f"The article opens with {_quoted(opening[0])}.")


def _names_other(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether its sentence names another town: what is told there is not of the one that the article opens with."""
    here = story.sentence(clause)
    named = [s.what[0] for s in story.places if here.first <= s.root <= here.last]
    return any(place.kind in ("point", "city") and not _is_one_place([place, spot.what[0]]) for place in named)


def _is_lead(story: Story, clause: Clause) -> bool:
    """Whether it is what the first sentence reports."""
    return clause.link in ("main", "conjunct") and story.running_index(story.sentence(clause)) == 0


def _is_one_place(places: Sequence[Place]) -> bool:
    """Whether they are one place, or lie within one: a landmark and its city."""
    for side in ("lat", "lon"):
        degrees = [value for place in places if (value := getattr(place, side)) is not None]
        if len(degrees) < len(places) or max(degrees) - min(degrees) > _ONE_PLACE:
            return len({place.name for place in places}) == 1
    return True


def _is_opening(story: Story, spot: Spot) -> bool:
    """In the headline, at the head of the first sentence as its dateline, or where the first sentence takes place."""
    zone = story.document.zone_at(spot.span.start)
    if zone is not None:
        return zone.kind == "headline"
    sentence = story.sentence_at.get(spot.root)
    if sentence is not None and story.is_dateline(sentence):
        return not _is_of_two_towns(story, sentence)
    if sentence is None or story.running_index(sentence) != 0:
        return False
    return is_scene(story, spot) or spot.first <= sentence.first + 1


def _is_of_other_date(story: Story, spot: Spot, when: When) -> bool:
    """Whether the clause of a place, or its sentence where that says nothing, is dated otherwise."""
    home, sentence = story.clause_at.get(spot.root), story.sentence_at[spot.root]
    own = own_date(story, home) if home is not None else None
    dates = [own] if own is not None else [own_date(story, c) for c in story.clauses_in(sentence)]
    told = [date.interval for date in dates if date is not None and date.interval is not None]
    if when.interval is None or not told:
        return False
    return not any(interval.overlaps(when.interval) for interval in told)


def _neighbours(story: Story, here: Sentence) -> Iterator[Sentence]:
    """The sentences of the scene, nearest first, those before ahead of those after."""
    for distance in range(1, _REACH + 1):
        for index in (here.index - distance, here.index + distance):
            if 0 <= index < len(story.sentences) and story.sentences[index].scene == here.scene:
                yield story.sentences[index]


def _shared(story: Story, sentence: Sentence, people: Collection[str]) -> str | None:
    """A person of the event whom the sentence names."""
    names = (s.what.name for s in story.people if sentence.first <= s.first <= sentence.last)
    return next((name for name in names if name in people), None)


def _quoted(spot: Spot) -> str:
    return f"“{spot.what[1].text}”"


def _where(spot: Spot, basis: EvidenceBasis, confidence: float, reason: str) -> Where:
    place, mention = spot.what
    return Where(
        place=place,
        confidence=confidence * (1 + max(place.confidence, 0.3)) / 2,
        reason=reason,
        evidence=(Evidence(start=mention.start, end=mention.end, field="where", basis=basis),),
    )
