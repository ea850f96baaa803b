"""The places that words without a name stand for: "the city", "the capital", "there", "the bridge", "the blast"."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.home import homeland
from timeline.events.opening import is_opening
from timeline.events.scenes import Spot, is_locale, is_of_source, is_scene, is_strong, says_where, words
from timeline.events.story import Story
from timeline.events.told import event_nouns
from timeline.events.vocabulary import load
from timeline.events.where import FINENESS, NOWHERE, Where, guessed, is_one_place, placed, preference, quoted
from timeline.gazetteer import gazetteer
from timeline.models import Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 3  # sentences that "the city" may look back


@cache
def _descriptions() -> dict[str, frozenset[str]]:
    """Noun -> the kinds of place it can stand for."""
    return {noun: frozenset(kinds) for noun, kinds in load("placing.toml")["descriptions"].items()}


def described(story: Story, clause: Clause) -> Where | None:
    """The place that "the city", "the South African city", "the capital" or "there" stands for; the finest of these."""
    found = [(FINENESS[where.place.kind] if where.place else 0, where) for where in _stood_for(story, clause)]
    return min(found, key=lambda pair: pair[0])[1] if found else None


def _stood_for(story: Story, clause: Clause) -> Iterator[Where]:
    for noun in story.words(clause.tokens):
        if noun.tag_ == "NNS" and noun.lemma_.lower() in _descriptions() and says_where(noun):
            yield NOWHERE  # "flew to both nations"
            continue
        wanted = _wanted(noun)
        if wanted is None:
            continue
        if noun.lemma_.lower() == "capital":
            capital = _capital(story, noun)
            if capital is None:
                yield _unnamed_capital(story, noun) or NOWHERE
                continue
            reason = f"“{noun.text}” stands for {quoted(capital)}, the capital that the article names."
            yield placed(capital, "inferred", 0.85, reason)
            continue
        if _is_left(noun):  # "out of the country": that of the article, and not the last one named
            left = _homeland(story)
            if left is not None:
                yield placed(left, "inferred", 0.7, f"“{noun.text}” is that of the article: {quoted(left)}.")
            continue
        near = _called_so(story, noun) or _capital_beside(story, noun)
        near = near or _named_before(story, noun, wanted, gazetteer().demonym(_words_before(noun)))
        if near is not None:
            yield placed(near, "inferred", 0.85, f"“{noun.text}” stands for {quoted(near)}, named last before it.")


def _is_left(noun: Token) -> bool:
    """ "out of the country", "fled the country" """
    leaving = noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lower_ == "out"
    fled = noun.dep_ == "dobj" and noun.head.lemma_.lower() in ("flee", "leave", "quit")
    return noun.lower_ == "country" and (leaving or fled)


def _homeland(story: Story) -> Spot | None:
    """Where the text names the country that it is mostly about."""
    home = homeland(story)
    said = (s for s in story.places if home is not None and s.what[0].country == home[0])
    return next((s for s in said if s.what[0].kind == "country"), None)


def of_facility(story: Story, clause: Clause) -> Where | None:
    """The place of "the bridge", which stands where it stood when the article named it first."""
    for noun in story.words(clause.tokens):
        fixed = noun.lemma_.lower() in words("fixtures") and noun.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
        if not fixed or not any(t.dep_ == "det" and t.lower_ in ("the", "that", "this") for t in noun.children):
            continue
        named = (t for t in story.parse[: noun.i] if t.lemma_.lower() == noun.lemma_.lower())
        first = next((t for t in named if t.i in story.sentence_at), None)
        spot = _beside(story, first) if first is not None else None
        if spot is not None:
            return placed(spot, "context", 0.75, f"“{noun.text}” was named with {quoted(spot)} before.")
    return None


def of_event(story: Story, clause: Clause) -> Where | None:
    """The place of "the blast", where the words that told of it last say one."""
    for noun in event_nouns(story, clause):
        named = (t for t in reversed(story.parse[: noun.i]) if t.lemma_ == noun.lemma_ and t.i in story.clause_at)
        for home in (story.clause_at[t.i] for t in named if story.sentence_at[t.i] != story.sentence_at[noun.i]):
            spots = [s for s in story.places if s.root in home.tokens and is_strong(story, s)]
            if spots:
                best = min(spots, key=lambda s: preference(home, s))
                return placed(best, "context", 0.8, f"“{noun.text}” was told of with {quoted(best)} before.")
    return None


def _beside(story: Story, noun: Token) -> Spot | None:
    """The one fine place of the sentence that a noun stands in, or of the opening if that is where it stands."""
    here = story.sentence_at[noun.i]
    spots = [s for s in story.places if here.first <= s.root <= here.last and is_strong(story, s)]
    if not spots and story.running_index(here) == 0:
        spots = [s for s in story.places if is_opening(story, s)]
    fine = [s for s in spots if s.what[0].kind in ("point", "city")]
    return fine[0] if fine and is_one_place([s.what[0] for s in fine]) else None


def _wanted(noun: Token) -> frozenset[str] | None:
    """The kinds of place that a word may stand for; None where it says nothing about where."""
    if noun.lower_ == "there" and noun.dep_ == "advmod":
        return frozenset(FINENESS)
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
        of_there = (
            noun.lower_ == "there" and sentence == here and place.kind == "city"
        )  # "a Lyon judge had him held there"
        if (
            spot.last >= noun.i
            or sentence is None
            or place.kind not in kinds
            or not (mention.role == "scene" or of_there)
        ):
            continue
        if noun.lower_ == "there" and not (is_scene(story, spot) or sentence == here):
            continue  # "will not mollify Rome"
        if is_of_source(story, spot):
            continue
        if noun.lemma_.lower() == "island" and place.name.split()[-1].lower() in words("waters"):
            continue
        if here.index - sentence.index > _REACH:
            return None
        if not countries or place.country in countries:
            return spot
    return None


def _capital_beside(story: Story, noun: Token) -> Spot | None:
    """The capital for "there" in "came to the French capital and was received there"."""
    here = story.sentence_at[noun.i]
    before = story.parse[here.first : noun.i] if noun.lower_ == "there" else ()
    capital = next((t for t in reversed(list(before)) if t.lemma_.lower() == "capital"), None)
    return _capital(story, capital) if capital is not None else None


def _called_so(story: Story, noun: Token) -> Spot | None:
    """The one place of the article that has the word in its name: "the island" where White Island is told of."""
    word = noun.lemma_.lower()
    named = [s for s in story.places if s.what[0].lat is not None and word in _name_words(s)]
    return named[0] if len({s.what[0].name for s in named}) == 1 and not _words_before(noun) else None


def _name_words(spot: Spot) -> set[str]:
    """The first and the last word of a place's name, as it is and as the text has it: "Lake Pool", "White Island"."""
    names = (spot.what[0].name, spot.what[1].text)
    return {word.lower() for name in names if " " in name for word in (name.split()[0], name.split()[-1])}


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


def _unnamed_capital(story: Story, noun: Token) -> Where | None:
    """Vienna for "the Austrian capital", which the article does not call by its name."""
    countries = gazetteer().demonym(_words_before(noun))
    entry = gazetteer().capital(countries[0]) if len(countries) == 1 else None
    if entry is None:
        return None
    words = story.parse[noun.left_edge.i : noun.i + 1].text
    return guessed(story, entry, noun.left_edge.i, noun.i, 0.85, f"“{words}” is {entry.name}.")


def _words_before(noun: Token) -> str:
    """The "South African" of "the South African city"."""
    return " ".join(t.text for t in noun.doc[noun.left_edge.i : noun.i] if t.dep_ != "det")


def _is_capital(place: Place) -> bool:
    return any(e.capital and e.id == place.gazetteer_id for e in gazetteer().named(place.name))
