"""Where an event happened: the place its clause states, else one that its sentence, caption or scene supports."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Sentence, Sighting, Story
from timeline.events.vocabulary import load
from timeline.models import Evidence, EvidenceBasis, Mention, Place

if TYPE_CHECKING:
    pass

Spot = Sighting[tuple[Place, Mention]]
_FINENESS = {"point": 0, "city": 1, "region": 2, "area": 3, "country": 4}
_REACH = 3  # sentences before and after that may lend their place


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of one event, with what proves it; `place` is None where nothing supports one."""

    place: Place | None
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()


NOWHERE = Where(place=None, confidence=0.5, reason="The text ties it to no place.")


def locate(story: Story, clause: Clause, people: Collection[str]) -> Where:
    """The place of a clause, from the closest words that support one."""
    own = set(clause.tokens)
    stated = [s for s in story.places if s.root in own and _is_scene(story, clause, s)]
    if stated:
        best = min(stated, key=lambda s: _preference(story, clause, s))
        return _where(best, "clause", 0.95, f"The clause says {_quoted(best)}.")
    around = list(_in_sentence(story, clause))
    if around:
        best = min(around, key=lambda s: _preference(story, clause, s))
        return _where(best, "sentence", 0.8, f"The same sentence says {_quoted(best)}.")
    return _from_scene(story, clause, people)


def _is_scene(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether the words say where, and do not only name a side ("Seoul condemned", "Russian troops")."""
    place, mention = spot.what
    if mention.role != "scene":
        return False
    token = story.parse[spot.root]
    return not (token.dep_ in ("nsubj", "nsubjpass", "poss", "amod", "agent", "compound") and place.kind != "point")


def _preference(story: Story, clause: Clause, spot: Spot) -> tuple[bool, int, int]:
    """Stated with a preposition of place first, then the finest, then the nearest."""
    token = story.parse[spot.root]
    while token.dep_ in ("appos", "conj", "compound", "npadvmod") and token.head.i != token.i:
        token = token.head
    led = token.dep_ == "pobj" and token.head.lower_ in _prepositions()
    reached = token.dep_ == "dobj" and token.head.lemma_.lower() in _reaching()
    return not (led or reached), _FINENESS[spot.what[0].kind], abs(spot.root - clause.head)


def _prepositions() -> frozenset[str]:
    return frozenset(load("placing.toml")["prepositions"])


def _reaching() -> frozenset[str]:
    return frozenset(load("placing.toml")["reaching_verbs"])


def _in_sentence(story: Story, clause: Clause) -> Iterator[Spot]:
    """Places of the clauses above, and of phrases that open the sentence."""
    parent = story.parent(clause)
    while parent is not None:
        own = set(parent.tokens)
        yield from (s for s in story.places if s.root in own and _is_scene(story, parent, s) and _is_led(story, s))
        parent = story.parent(parent)


def _is_led(story: Story, spot: Spot) -> bool:
    token = story.parse[spot.root]
    while token.dep_ in ("appos", "conj", "compound") and token.head.i != token.i:
        token = token.head
    return (token.dep_ == "pobj" and token.head.lower_ in _prepositions()) or token.dep_ == "dobj"


def _from_scene(story: Story, clause: Clause, people: Collection[str]) -> Where:
    """The place of a sentence near by that shares a person, or of the caption."""
    here = story.sentence(clause)
    for sentence in _neighbours(story, here):
        spots = [s for s in story.places if sentence.first <= s.root <= sentence.last and _is_strong(story, s)]
        if not spots:
            continue
        caption = here.zone == "caption"
        if not caption and not _shares_person(story, sentence, people):
            continue
        best = min(spots, key=lambda s: (_FINENESS[s.what[0].kind], s.root))
        basis: EvidenceBasis = "caption" if caption else "context"
        near = "The caption" if caption else f"A sentence near by about {_shared(story, sentence, people)}"
        return _where(best, basis, 0.85 if caption else 0.55, f"{near} says {_quoted(best)}.")
    return NOWHERE


def _is_strong(story: Story, spot: Spot) -> bool:
    return spot.what[1].role == "scene" and _is_led(story, spot) and spot.what[0].kind in ("point", "city", "region")


def _neighbours(story: Story, here: Sentence) -> Iterator[Sentence]:
    """The sentences of the scene, nearest first, those before ahead of those after."""
    reach = len(story.sentences) if here.zone == "caption" else _REACH
    for distance in range(1, reach + 1):
        for index in (here.index - distance, here.index + distance):
            if 0 <= index < len(story.sentences) and story.sentences[index].scene == here.scene:
                yield story.sentences[index]


def _shares_person(story: Story, sentence: Sentence, people: Collection[str]) -> bool:
    return any(s.what.name in people for s in story.people if sentence.first <= s.first <= sentence.last)


def _shared(story: Story, sentence: Sentence, people: Collection[str]) -> str:
    names = (s.what.name for s in story.people if sentence.first <= s.first <= sentence.last)
    return next((name for name in names if name in people), "it")


def _quoted(spot: Spot) -> str:
    return f"“{spot.what[1].text}”"


def _where(spot: Spot, basis: EvidenceBasis, confidence: float, reason: str) -> Where:
    place, mention = spot.what
    return Where(
        place=place,
        confidence=confidence * max(place.confidence, 0.3),
        reason=reason,
        evidence=(Evidence(start=mention.start, end=mention.end, field="where", basis=basis),),
    )
