"""Events of one document: every clause worth listing, with its date, place and people."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.events.casting import cast
from timeline.events.choice import is_event, kind_of
from timeline.events.clauses import Clause
from timeline.events.dating import across_gap, antecedent_date, date_of
from timeline.events.likely_cast import TRUST, likely_cast
from timeline.events.placing import locate
from timeline.events.status import status_of
from timeline.events.story import Story
from timeline.events.timing import When, clock_date, granularity_of, own_date
from timeline.events.titles import title_of
from timeline.events.told import counted_date
from timeline.models import (
    DateInterval,
    Document,
    Event,
    EventStatus,
    Evidence,
    Person,
    Place,
    Publication,
    Span,
    TimeExpression,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc

_FLOOR, _SLOPE = 0.5, 0.45  # of the line through what was measured
_NEWS_DAYS = 31  # what happened longer before publication is background


def find(
    document: Document,
    published: Publication,
    timexes: Sequence[TimeExpression],
    people: Sequence[Person],
    places: Sequence[Place],
    parse: Doc,
) -> list[Event]:
    """The events that a document tells, in the order of the text."""
    story = Story(document, published, timexes, people, places, parse)
    events = []
    for clause in story.clauses:
        stated = own_date(story, clause)
        counted = counted_date(story, clause) or antecedent_date(story, clause) or across_gap(story, clause)
        told = stated or clock_date(story, clause) or counted
        if is_event(story, clause, told):
            events.append(_event(story, clause, stated))
    return events


def _event(story: Story, clause: Clause, stated: When | None) -> Event:
    who = cast(story, clause)
    status = status_of(story, clause)
    when = _with_words(story, clause, date_of(story, clause, stated, status, who.acting))
    where = locate(story, clause, when, who.acting)
    guesses = likely_cast(story, clause, who, when)
    sure = TRUST if guesses else 1.0
    status = _settled(story, when, status)
    what = _what(story, clause)
    sentence = story.sentence(clause)
    place = where.place
    return Event(
        id=_identity(story.document.id, what, when.interval, place, who.people),
        document=story.document.id,
        title=title_of(story, clause, who),
        kind=kind_of(story, clause),
        status=status,
        interval=when.interval,
        granularity=granularity_of(when.interval),
        basis=when.basis,
        confidence=_confidence(when, where.confidence * who.confidence * sure),
        people=(*who.people, *(guess.person.name for guess in guesses)),
        guessed_people=tuple(guess.person.name for guess in guesses),
        place=place.name if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        sentence=story.characters(sentence.first, sentence.last),
        evidence=(what, *when.evidence, *where.evidence, *who.evidence, *(guess.evidence for guess in guesses)),
        background=_is_background(story, when),
        when_reason=when.reason,
        where_reason=where.reason,
        who_reason=" ".join(filter(None, (who.reason, *(guess.reason for guess in guesses)))),
        time_text=when.text,
        place_basis=where.evidence[0].basis if place and where.evidence else None,
    )


def _confidence(when: When, rest: float) -> float:
    """How often such an event is right, as measured on articles that no rule was made for (docs/events.md).

    The trusts of date, place and people are multiplied, but they err together: more is right than the product says.
    """
    product = when.confidence * rest
    return round(product if when.interval is None else _FLOOR + _SLOPE * product, 3)


def _with_words(story: Story, clause: Clause, when: When) -> When:
    """An unknown date with what the clause says of it: "Wednesday", where there is nothing to count from."""
    own = [s.what.text for s in story.dates if s.root in clause.tokens and s.what.type in ("DATE", "TIME")]
    if when.interval is not None or when.text or not own:
        return when
    words = ", ".join(own)
    return replace(when, text=words, reason=f"The text says “{words}” and gives no date to count that from.")


def _settled(story: Story, when: When, status: EventStatus) -> EventStatus:
    """The status in the light of the date: what goes on is ongoing, what lies ahead of publication only announced."""
    if status != "happened" or when.interval is None:
        return status
    published = story.publication
    if published is not None and when.interval.start >= published.end:
        return "announced"
    return "ongoing" if when.open_ended else status


def _what(story: Story, clause: Clause) -> Evidence:
    """The words of the clause, from its first to its last; of an event noun also what is told of it without a date."""
    words = set(story.phrase(clause))
    if clause.link == "nominal":
        told = (c for c in story.below(clause) if c.link == "relative" and own_date(story, c) is None)
        words.update(i for c in told for i in c.tokens)
    span = story.characters(min(words), max(words))
    caption = story.sentence(clause).zone == "caption"
    return Evidence(start=span.start, end=span.end, field="what", basis="caption" if caption else "clause")


def _is_background(story: Story, when: When) -> bool:
    """Whether it lies outside the article's own days."""
    if when.interval is None:
        return True
    published = story.publication
    if published is None:
        return False
    return (published.start - when.interval.end).days > _NEWS_DAYS


def _identity(
    document: str, what: Span, interval: DateInterval | None, place: Place | None, people: Sequence[str]
) -> str:
    """A name for the event that depends on nothing but the document and what was read from it."""
    parts = [document, f"{what.start}-{what.end}", *(interval.iso() if interval else ["", ""])]
    parts += [place.name if place else "", *sorted(people)]
    return hashlib.blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
