"""The date of a clause: its own, or the nearest that the text supports, or the publication date."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Story
from timeline.events.timing import When, cues, inherited, keep_open, own_date, publication_date
from timeline.events.vocabulary import kinds
from timeline.models import EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 6  # sentences over which a dated scene may go on
_SCENE_DAYS = 8  # a scene's date is a week or less


def date_of(story: Story, clause: Clause, stated: When | None, status: EventStatus, people: Collection[str]) -> When:
    """The first date that one of the rules finds."""
    if stated is not None:
        return keep_open(story, stated) if _goes_on(story, clause) else stated
    above = _from_above(story, clause)
    if above is not None:
        return above
    if status in ("announced", "hypothetical"):
        return _unknown(story)
    scene = _from_caption(story, clause) or _from_scene(story, clause, people)
    if scene is not None:
        return scene
    if _is_earlier(story.parse[clause.head]):
        return _unknown(story)
    return publication_date(story)


def _unknown(story: Story) -> When:
    return When(interval=None, basis="undated", confidence=0.3, reason="The text does not say when.")


def _goes_on(story: Story, clause: Clause) -> bool:
    """Whether a dated beginning ("that started in May") stands under an action that is still going on."""
    head = story.parse[clause.head]
    parent = story.parent(clause)
    if head.lemma_.lower() not in cues()["beginning_verbs"]:
        return False
    return parent is not None and any(
        t.dep_ == "aux" and t.tag_ in ("VBZ", "VBP") for t in story.parse[parent.head].children
    )


def _from_above(story: Story, clause: Clause) -> When | None:
    """The date of the clause that this one is tied to in time: "and met", "spending a day", "as he stepped out"."""
    parent = story.parent(clause)
    if parent is None:
        return None
    head = story.parse[clause.head]
    tied = clause.link == "conjunct" or (clause.link == "adverbial" and _is_simultaneous(head))
    if clause.link == "complement" and kinds().verbs.get(story.parse[parent.head].lemma_.lower()) == "statement":
        return _no_later_than(story, parent, head)
    if not tied or _is_earlier(head):
        return None
    date = own_date(story, parent)
    if date is not None:
        return inherited(story, date, "sentence", "It is told together with what the sentence dates.", 0.8)
    return _from_above(story, parent)


def _no_later_than(story: Story, telling: Clause, head: Token) -> When | None:
    """What is told in the past tense on a dated day happened by that day."""
    date = own_date(story, telling)
    if date is None or head.tag_ not in ("VBD", "VBN"):
        return None
    return inherited(story, date, "sentence", "It was told then, so it happened no later.", 0.5)


def _is_simultaneous(head: Token) -> bool:
    mark = next((t.lower_ for t in head.children if t.dep_ in ("mark", "advmod") and t.i < head.i), None)
    return mark is None or mark in cues()["same_time"]


def _from_caption(story: Story, clause: Clause) -> When | None:
    """The one date that a caption gives."""
    here = story.sentence(clause)
    if here.zone != "caption":
        return None
    for other in story.clauses:
        if other.head != clause.head and story.sentence(other).scene == here.scene:
            date = own_date(story, other)
            if date is not None:
                return inherited(story, date, "caption", "The caption gives the date.", 0.9)
    for date_seen in story.dates:
        if story.sentence_at.get(date_seen.root) and story.sentence_at[date_seen.root].scene == here.scene:
            found = own_date(story, _whole_scene(story, clause, date_seen.root))
            if found is not None:
                return inherited(story, found, "caption", "The caption gives the date.", 0.9)
    return None


def _whole_scene(story: Story, clause: Clause, token: int) -> Clause:
    return Clause(head=clause.head, tokens=(token,), link=clause.link, parent=clause.parent)


def _from_scene(story: Story, clause: Clause, people: Collection[str]) -> When | None:
    """The date of a sentence shortly before in which one of the same people acts."""
    here = story.sentence(clause)
    if here.zone == "caption" or _is_earlier(story.parse[clause.head]):
        return None
    for sentence in reversed(story.sentences[max(0, here.index - _REACH) : here.index]):
        if sentence.scene != here.scene:
            continue
        for other in story.clauses:
            if not sentence.first <= other.head <= sentence.last or other.link not in ("main", "conjunct"):
                continue
            date = own_date(story, other)
            if date is None or date.interval is None or date.interval.days > _SCENE_DAYS:
                continue
            shared = _shared_name(story, other, people)
            if shared:
                why = f"The scene goes on: {shared} was named with the date {here.index - sentence.index} sentences before."
                return inherited(story, date, "context", why, 0.6)
    return None


def _shared_name(story: Story, clause: Clause, people: Collection[str]) -> str | None:
    own = set(clause.tokens)
    return next((s.what.name for s in story.people if s.root in own and s.what.name in people), None)


def _is_earlier(head: Token) -> bool:
    """The past perfect: before what is being told."""
    return any(t.dep_ in ("aux", "auxpass") and t.lower_ in ("had", "’d", "'d") for t in head.children)
