"""Dates what cannot be dated from itself by documents of the pile that tell the same story.

A document dated here dates no other, so that nothing is proven by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.models import DateCandidate, DateInterval, Publication
from timeline.published.signatures import Index, Likeness, Story
from timeline.published.windows import WEEK, shown

ENOUGH = 5  # points of evidence for one story; likeness of words alone never gets there
CONSIDERED = 8  # most alike documents looked at
LEAST_ALIKE = 0.05
ALIKE = 0.15
SAME_DEEDS, SHARE_OF_DEEDS = 5, 0.33  # in the openings; follow-ups name the same people, and tell other things
FULL_NAMES, LEAD_NAMES = 2, 3
QUOTED_AT_LENGTH = 8  # runs of quoted words in common that make one long quotation
PASSAGES = 3  # sampled runs of plain words in common that make a copied passage
LONGEST = 14  # days; a document known less precisely dates no other
AROUND = (dt.timedelta(-2), dt.timedelta(5))  # copies appear within days of each other


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents of one story, with what shows it."""

    other: int
    points: int
    evidence: tuple[str, ...]


def date_by_story(stories: Sequence[Story], days: Sequence[DateInterval | None]) -> dict[int, Publication]:
    """The publications of documents without a day of their own, as far as others tell the same story, by number."""
    unknown = [i for i, day in enumerate(days) if day is None]
    index = Index(stories, unknown)
    return {i: publication for i in unknown if (publication := _dated(i, days, index))}


def _dated(i: int, days: Sequence[DateInterval | None], index: Index) -> Publication | None:
    """The publication of one document by its best link; None if the links date it differently."""
    links = sorted(_links(i, days, index), key=lambda link: -link.points)
    if not links:
        return None
    others = [days[link.other] for link in links if link.points == links[0].points]
    if any(a and b and abs(a.start - b.start) > WEEK for a in others for b in others):
        return None
    known = days[links[0].other]
    if known is None:
        return None
    interval = _window(index.stories[i], known)
    return _publication(index.stories[links[0].other].label, known, interval, links[0])


def _links(i: int, days: Sequence[DateInterval | None], index: Index) -> list[Link]:
    mine = index.stories[i]
    links: list[Link] = []
    for likeness in index.like(i)[: CONSIDERED * 4]:
        known = days[likeness.other]
        if likeness.cosine < LEAST_ALIKE or len(links) == CONSIDERED:
            break
        if known is None or known.days > LONGEST or (mine.floor and mine.floor.start >= known.end + WEEK):
            continue
        evidence = _evidence(mine, index.stories[likeness.other], likeness, known)
        if sum(points for points, _ in evidence) >= ENOUGH:
            links.append(Link(likeness.other, sum(p for p, _ in evidence), tuple(words for _, words in evidence)))
    return links


def _evidence(mine: Story, its: Story, likeness: Likeness, known: DateInterval) -> list[tuple[int, str]]:
    """Points, each with the words that say what it is for."""
    fits = mine.weekday in {(known.start - dt.timedelta(back)).isoweekday() for back in (0, 1)}
    found = []
    if quotes := mine.quotes.shared(its.quotes):
        found.append((3 if quotes > QUOTED_AT_LENGTH else 2, "quotes the same words"))
    if mine.passages.shared(its.passages) >= PASSAGES:
        found.append((1, "has whole passages in common with it"))
    if _same_first(mine, its, known) or _same_first(its, mine, known):
        found.append((3, f"tells of the same first in years, which fits {known.start.year}"))
    if likeness.cosine >= ALIKE:
        found.append((1, "shares rare words"))
    if names := _shared_names(mine, its):
        found.append((1, f"names the same ({', '.join(names[:3]).title()})"))
    if fits and mine.weekday == its.weekday and _same_news(mine, its):
        found.append((3, "opens with the same news of the same weekday"))
    elif fits:
        found.append((1, "its main weekday falls on the other's day or the day before"))
    return found


def _same_news(mine: Story, its: Story) -> bool:
    """Whether the two open with the same deeds and numbers, whatever names they share."""
    shared = mine.deeds.shared(its.deeds)
    return shared >= max(SAME_DEEDS, SHARE_OF_DEEDS * min(len(mine.deeds), len(its.deeds)))


def _shared_names(mine: Story, its: Story) -> list[str]:
    """Enough names in common: of two words anywhere, or of one in the opening paragraphs."""
    full = set(mine.names.splitlines()).intersection(its.names.splitlines())
    lead = set(mine.lead_names.splitlines()).intersection(its.lead_names.splitlines())
    return sorted(full) if len(full) >= FULL_NAMES else sorted(lead) if len(lead) >= LEAD_NAMES else []


def _same_first(one: Story, other: Story, known: DateInterval) -> bool:
    """One says "first since Y", the other "first in N years", and Y and N add up to the year that is known."""
    return any(year + years == known.start.year for year in one.firsts_since for years in other.firsts_in)


def _window(story: Story, known: DateInterval) -> DateInterval:
    """When a text was published whose story another, published when `known`, tells.

    Its main weekday is pinned to the latest such day up to then, and publication is at most six days later. A weekday
    in the sentence after one with the main weekday tells what came of it, and so lies between the two.
    """
    main = story.weekday
    if main is None:
        return DateInterval(known.start + AROUND[0], known.end + AROUND[1])
    event = known.last - dt.timedelta((known.last.isoweekday() - main) % 7)
    latest = max((event + dt.timedelta((weekday - main) % 7) for weekday in story.sequels), default=event)
    return DateInterval(latest, event + WEEK)


def _publication(name: str, known: DateInterval, interval: DateInterval, link: Link) -> Publication:
    reason = (
        f"“{name}”, published on {shown(known)}, tells the same story: it {', '.join(link.evidence)}; "
        f"so this was published on {shown(interval)}."
    )
    candidate = DateCandidate(
        kind="same story", text=name, start=0, end=0, interval=interval, verdict="chosen", reason=reason
    )
    return Publication(
        interval=interval,
        basis="inferred",
        confidence=round(min(0.8, 0.4 + 0.08 * link.points), 2),
        reason=reason,
        candidates=(candidate,),
    )
