"""Dates what cannot be dated from itself by documents of the pile that tell the same story.

A document dated here dates no other, so that nothing is proven by itself.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.models import DateCandidate, DateInterval, Document, Publication
from timeline.published.signatures import Index, Likeness, Signature
from timeline.published.told import Told
from timeline.published.windows import WEEK, floor, shown

ENOUGH = 5  # points of evidence for one story; likeness of words alone never gets there
CONSIDERED = 8  # most alike documents looked at
LEAST_ALIKE = 0.05
ALIKE = 0.15
SAME_DEEDS, SHARE_OF_DEEDS = 5, 0.33  # in the openings; follow-ups name the same people, and tell other things
FULL_NAMES, LEAD_NAMES = 2, 3
LONGEST = 14  # days; a document known less precisely dates no other
AROUND = (dt.timedelta(-2), dt.timedelta(5))  # copies appear within days of each other


@dataclass(frozen=True, slots=True)
class Link:
    """Two documents of one story, with what shows it."""

    other: int
    points: int
    evidence: tuple[str, ...]


def date_by_story(told: Sequence[Told], publications: Sequence[Publication]) -> list[Publication]:
    """The publications, those unknown dated by others that tell the same story."""
    unknown = [i for i, publication in enumerate(publications) if publication.interval is None]
    if not unknown or len(unknown) == len(publications):
        return list(publications)
    index = Index([Signature(tells.document) for tells in told])
    dated = list(publications)
    for i in unknown:
        dated[i] = _dated(i, told, publications, index) or publications[i]
    return dated


def _dated(i: int, told: Sequence[Told], publications: Sequence[Publication], index: Index) -> Publication | None:
    """The publication of one document by its best link; None if the links date it differently."""
    links = sorted(_links(i, told, publications, index), key=lambda link: -link.points)
    if not links:
        return None
    others = [publications[link.other].interval for link in links if link.points == links[0].points]
    if any(a and b and abs(a.start - b.start) > WEEK for a in others for b in others):
        return None
    known = publications[links[0].other].interval
    if known is None:
        return None
    interval = _window(told[i], known)
    return _publication(publications[i], told[links[0].other].document, known, interval, links[0])


def _links(i: int, told: Sequence[Told], publications: Sequence[Publication], index: Index) -> list[Link]:
    earliest = floor(told[i])
    links: list[Link] = []
    for likeness in index.like(i)[: CONSIDERED * 4]:
        known = publications[likeness.other].interval
        if likeness.cosine < LEAST_ALIKE or len(links) == CONSIDERED:
            break
        if known is None or known.days > LONGEST or (earliest and earliest.interval.start >= known.end + WEEK):
            continue
        evidence = _evidence(i, likeness, known, told, index)
        if sum(points for points, _ in evidence) >= ENOUGH:
            links.append(Link(likeness.other, sum(p for p, _ in evidence), tuple(words for _, words in evidence)))
    return links


def _evidence(
    i: int, likeness: Likeness, known: DateInterval, told: Sequence[Told], index: Index
) -> list[tuple[int, str]]:
    """Points, each with the words that say what it is for."""
    mine, its = index.signatures[i], index.signatures[likeness.other]
    weekday = _main_weekday(told[i])
    fits = weekday in {(known.start - dt.timedelta(back)).isoweekday() for back in (0, 1)}
    found = []
    if quotes := len(mine.quotes & its.quotes):
        found.append((3 if quotes > QUOTED_AT_LENGTH else 2, "quotes the same words"))
    if len(mine.passages & its.passages) >= PASSAGES:
        found.append((1, "has whole passages in common with it"))
    if _same_first(mine, its, known) or _same_first(its, mine, known):
        found.append((3, f"tells of the same first in years, which fits {known.start.year}"))
    if likeness.cosine >= ALIKE:
        found.append((1, "shares rare words"))
    if names := _shared_names(mine, its):
        found.append((1, f"names the same ({', '.join(names[:3]).title()})"))
    if fits and weekday == _main_weekday(told[likeness.other]) and _same_news(mine, its):
        found.append((3, "opens with the same news of the same weekday"))
    elif fits:
        found.append((1, "its main weekday falls on the other's day or the day before"))
    return found


def _same_news(mine: Signature, its: Signature) -> bool:
    """Whether the two open with the same deeds and numbers, whatever names they share."""
    shared = len(mine.deeds & its.deeds)
    return shared >= max(SAME_DEEDS, SHARE_OF_DEEDS * min(len(mine.deeds), len(its.deeds)))


def _shared_names(mine: Signature, its: Signature) -> list[str]:
    """Enough names in common: of two words anywhere, or of one in the opening paragraphs."""
    full, lead = mine.full_names & its.full_names, mine.lead_names & its.lead_names
    return sorted(full) if len(full) >= FULL_NAMES else sorted(lead) if len(lead) >= LEAD_NAMES else []


QUOTED_AT_LENGTH = 8  # runs of quoted words in common that make one long quotation
PASSAGES = 12  # runs of plain words in common that make a copied passage


def _same_first(one: Signature, other: Signature, known: DateInterval) -> bool:
    """One says "first since Y", the other "first in N years", and Y and N add up to the year that is known."""
    return any(year + years == known.start.year for year in one.firsts_since for years in other.firsts_in)


def _main_weekday(tells: Told) -> int | None:
    """The weekday that the text names first as past: that of what it is about."""
    return next((counted.weekday for counted in tells.counted if counted.weekday), None)


def _window(tells: Told, known: DateInterval) -> DateInterval:
    """When a text was published whose story another, published when `known`, tells.

    Its main weekday is pinned to the latest such day up to then, and publication is at most six days later. A weekday
    in the sentence after one with the main weekday tells what came of it, and so lies between the two.
    """
    main = _main_weekday(tells)
    if main is None:
        return DateInterval(known.start + AROUND[0], known.end + AROUND[1])
    event = known.last - dt.timedelta((known.last.isoweekday() - main) % 7)
    after = {counted.sentence + 1 for counted in tells.counted if counted.weekday == main}
    sequels = [counted.weekday for counted in tells.counted if counted.weekday and counted.sentence in after]
    latest = max((event + dt.timedelta((weekday - main) % 7) for weekday in sequels), default=event)
    return DateInterval(latest, event + WEEK)


def _publication(
    unknown: Publication, other: Document, known: DateInterval, interval: DateInterval, link: Link
) -> Publication:
    name = other.title or other.id
    reason = (
        f"“{name}”, published on {shown(known)}, tells the same story: it {', '.join(link.evidence)}; "
        f"so this was published on {shown(interval)}."
    )
    candidate = DateCandidate(
        kind="same story", text=name, start=0, end=0, interval=interval, verdict="chosen", reason=reason
    )
    return replace(
        unknown,
        interval=interval,
        basis="inferred",
        confidence=round(min(0.8, 0.4 + 0.08 * link.points), 2),
        reason=reason,
        candidates=(candidate, *unknown.candidates),
    )
