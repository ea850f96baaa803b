"""Dates every document of a pile: first from itself, then what is left from the others that tell the same story."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from timeline.articles.language import is_read
from timeline.models import DateCandidate, DateInterval, Document, Publication
from timeline.published.candidates import Found, collect
from timeline.published.captured import counted_from_capture
from timeline.published.checks import OWN_DATA, Checks
from timeline.published.choose import decide, verdicts
from timeline.published.datelines import head_in_its_year
from timeline.published.day_order import NUMERIC, Order, habits, order_of, outlet
from timeline.published.judge import Judged, judge
from timeline.published.likely_days import likely_days
from timeline.published.signatures import Story, story_of
from timeline.published.stories import date_by_story
from timeline.published.story_week import of_the_week
from timeline.published.told import Told, Words
from timeline.published.weekdays import WEEK, lead_weekdays
from timeline.published.windows import SLACK, Window, agreed, shown
from timeline.published.world import FEW_DAYS, Weighed, borne_out, of_the_world
from timeline.published.years import headed, in_their_year

HABITS: tuple[Order | None, ...] = (None, "day", "month")  # of an outlet: what it is that it puts first

WEIGHED, SAME_STORY = "weighed", "same story"  # kinds of candidates
DAY = dt.timedelta(1)
BORNE_OUT = 0.01  # how likely a day in the frame and those beside it must be; days of a visit were below .0025
DOUBTED = 1.6  # the weight of a date that the text may belie: of a change, of the frame, of no certain kind
BELIED, SURE_OF_OTHER = 0.01, 0.9  # how likely the months around a day shown must be, and those around other days
LINE = "date line"  # above the text, without a label: that of the article, or of the visit
BELIED_OF_LINE, SURE_OF_OTHER_THAN_LINE = 0.001, 0.98
BELIED_OF_CHANGE = 0.2  # how likely the months around the day of a change must be, where other days are likely
EVEN, SLOPE = 0.5, 0.6  # of the line through what was measured: of shares above 0.9 three in four are right
MONTHS = dt.timedelta(60)  # from what the world knows to a date that it belies
UNSURE = 0.6  # confidence in what was inferred as more than a few days


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What is kept of a document until all of the pile are seen: its date as far as it tells, never its text.

    `dated` holds the publication if the outlet has no habit of its own; where one would decide, then also if it puts
    the day first, and if the month.
    """

    dated: tuple[Publication, ...]
    outlet: str | None = None
    order: Order | None = None


def date_pile(documents: Sequence[Document]) -> list[Publication]:
    """The publication date of each document, in order."""
    return list(settle([note(document) for document in documents], documents))


def settle(
    notes: Sequence[Note], documents: Sequence[Document], kept: Callable[[Iterable[Story]], Sequence[Story]] = list
) -> Iterator[Publication]:
    """The publication date of each document of a pile, in order, from the notes on them.

    The documents are looked at again, one at a time, only where some date themselves and others do not, for the stories
    that they tell. Of all these, no more is held than a date each: the sequences may read from disk, and the stories
    be `kept` there.
    """
    usual = habits((note.outlet, note.order) for note in notes)

    def own(note: Note) -> Publication:
        return _in_habit(note, usual.get(note.outlet or ""))

    days = [None if is_only_likely(own(note)) else own(note).interval for note in notes]
    linked: Mapping[int, Publication] = {}
    if None in days and any(days):
        pairs = zip(documents, days, strict=True)
        linked = date_by_story(kept(story_of(document, undated=day is None) for document, day in pairs), days)
    for index, note in enumerate(notes):
        found = own(note)
        if index in linked:
            found = replace(linked[index], candidates=(*linked[index].candidates, *found.candidates))
        yield found


def note(document: Document) -> Note:
    """What one document tells of its own date."""
    if publication := _given(document):
        return Note(dated=(publication,))
    told, name = Told(document), outlet(document)
    found = _candidates(document, told)
    checks, order = Checks(told, found), order_of(found)
    hanging = name and order is None and any(len(each.readings) > 1 for each in found)
    dated = tuple(_from_itself(told, found, checks, habit) for habit in (HABITS if hanging else HABITS[:1]))
    return Note(dated=dated, outlet=name, order=order)


def _in_habit(note: Note, habit: Order | None) -> Publication:
    return note.dated[HABITS.index(habit) if len(note.dated) > 1 else 0]


def _candidates(document: Document, told: Told) -> list[Found]:
    found = [*collect(document), *head_in_its_year(told)]
    return [*found, *counted_from_capture(document, found)]


def is_only_likely(publication: Publication) -> bool:
    """Whether its day was only weighed: what another document of the same story tells of it goes before."""
    return any(c.kind == WEIGHED and c.verdict == "chosen" for c in publication.candidates)


def stands_alone(publication: Publication) -> bool:
    """Whether a publication stays as it is whatever other documents come and go.

    What is unknown, only likely, or dated by another that tells the same story, hangs on the pile; so does what may
    mean two days until the outlet's other dates tell which.
    """
    if publication.basis == "given":
        return True
    if publication.interval is None or any(c.kind in (SAME_STORY, WEIGHED) for c in publication.candidates):
        return False
    numbers = [(int(m[1]), int(m[2])) for c in publication.candidates for m in NUMERIC.finditer(c.text)]
    return not any(first != second and max(first, second) <= 12 for first, second in numbers)


def _given(document: Document) -> Publication | None:
    if document.given is None:
        return None
    candidate = DateCandidate(
        kind="given",
        text=document.given.start.isoformat(),
        start=0,
        end=0,
        interval=document.given,
        verdict="chosen",
        reason="It is the date given with the article.",
    )
    return Publication(
        interval=document.given, basis="given", confidence=1.0, reason=candidate.reason, candidates=(candidate,)
    )


def _tells_of_changes_only(judged: Sequence[Judged]) -> bool:
    """Whether no date that can be believed says when it was first published."""
    believed = (j.found for j in judged if j.objection is None and j.found.readings)
    return all(found.kind.role == "updated" for found in believed)


def _borne_out(told: Told, found: Sequence[Found]) -> tuple[DateInterval, list[Window]] | None:
    """A day in the frame of a page, perhaps that of a visit, which the text dates in full, or which is likely by it."""
    days = [d.interval for d in told.dated if d.interval.days == 1 and not (d.caption or d.announced)]
    for stamp in found:
        day = stamp.readings[0] if stamp.name == "capture stamp" and len(stamp.readings) == 1 else None
        if day is None or not is_read(told.document.language):
            continue
        last_told = day in days and day == max(days)
        if last_told or likely_days(told).share_of(DateInterval(day.start - DAY, day.end + DAY)) >= BORNE_OUT:
            words = Words(start=stamp.start, end=stamp.end, text=stamp.text)
            reason = f"“{stamp.text}” stands in the frame of the page, and what the text tells was news then."
            return day, [Window(interval=day, words=words, reason=reason)]
    return None


def _belied_by_the_world(told: Told, judged: Sequence[Judged]) -> list[Judged]:
    """What is only shown on the page, with what speaks against it where the text is most likely of another time."""
    shown_only = [j.objection is None and _may_be_belied(j.found) for j in judged]
    best = likely_days(told).window() if any(shown_only) and is_read(told.document.language) else None
    if best is None or best[0].interval.days > FEW_DAYS:
        return list(judged)
    (window, _), weekdays = best, lead_weekdays(told)[:1]
    reason = f"{window.reason[:-1]}, so it was published on {shown(window.interval)}."
    of_other = likely_days(told).share_of(DateInterval(window.interval.start - MONTHS, window.interval.end + MONTHS))

    def is_belied(found: Found) -> bool:
        around = [DateInterval(day.start - MONTHS, day.end + MONTHS) for day in found.readings]
        held = max((likely_days(told).share_of(each) for each in around), default=1.0)
        if found.kind.role == "updated":
            return held < BELIED_OF_CHANGE
        if found.name == LINE:
            return held < BELIED_OF_LINE and of_other >= SURE_OF_OTHER_THAN_LINE
        return held < BELIED and of_other >= SURE_OF_OTHER

    shown_only = [s and not _is_day_of_news(j.found, weekdays) for j, s in zip(judged, shown_only, strict=True)]
    return [
        replace(each, objection=reason) if of_page and is_belied(each.found) else each
        for each, of_page in zip(judged, shown_only, strict=True)
    ]


def _may_be_belied(found: Found) -> bool:
    """Whether what a page shows may be the day of a change or of a visit, and not that of the article."""
    return found.kind.family not in OWN_DATA and (found.kind.weight <= DOUBTED or found.name == LINE)


def _is_day_of_news(found: Found, weekdays: Sequence[int]) -> bool:
    """Whether a date is the weekday that the lead tells of, or the next: the text bears it out."""
    single = found.readings[0].start if len(found.readings) == 1 else None
    if single is None or found.name == "masthead date":
        return False
    return bool(weekdays) and (single.isoweekday() - weekdays[0]) % WEEK <= 1


def _from_itself(told: Told, found: Sequence[Found], checks: Checks, habit: Order | None) -> Publication:
    """From its own candidates, else from what its text tells, else unknown with all candidates rejected."""
    judged = judge(told.document, found, checks, habit)
    window = agreed(of_the_week(told)) if _tells_of_changes_only(judged) else None
    publication = decide(judged)
    if publication and publication.basis == "stated":
        judged = _belied_by_the_world(told, judged)
        publication = decide(judged)
    if publication and publication.interval and not (window and window[0].end + SLACK <= publication.interval.start):
        return publication
    rejected = verdicts(judged, None, None)
    window = checks.window or window or agreed(list(headed(told)))
    later = agreed(list(in_their_year(told))) if window is not None else None
    if window and later and window[0].end <= later[0].start <= window[0].end + MONTHS:
        window = later  # it tells of a day after that
    framed = _borne_out(told, found)
    if framed and not (window and framed[0].start > window[0].start + MONTHS):
        window = framed
    by_weight = of_the_world(told) if window is None else None
    window = window or (by_weight and by_weight[:2])
    if window is not None and window is not framed:
        by_weight = borne_out(told, window) or by_weight
        window = by_weight[:2] if by_weight is not None else window
    if window is None:
        reason = "Nothing says when it was published."
        return Publication(interval=None, basis="unknown", confidence=0.0, reason=reason, candidates=rejected)
    interval, supporting = window
    wide = interval.days > FEW_DAYS
    when = f"{'some time within' if wide else 'on'} {shown(interval)}"
    inferred = tuple(
        DateCandidate(
            kind=WEIGHED if by_weight is not None and by_weight.by_weight else "told",
            text=window.words.text,
            start=window.words.start,
            end=window.words.end,
            interval=window.interval,
            verdict="chosen" if window is supporting[0] else "agrees",
            reason=window.reason,
        )
        for window in supporting
    )
    return Publication(
        interval=interval,
        basis="inferred",
        confidence=_confidence(window, by_weight),
        reason=f"{supporting[0].reason[:-1]}, so it was published {when}.",
        candidates=(*inferred, *rejected),
    )


def _confidence(window: tuple[DateInterval, list[Window]], weighed: Weighed | None) -> float:
    """How often such a share was right, if it was weighed, else what such inferences are worth."""
    interval, supporting = window
    if weighed is not None and interval == weighed.interval:
        told = EVEN + SLOPE * (weighed.share - EVEN) if weighed.by_weight and weighed.share > EVEN else weighed.share
        return round(told, 2)
    if interval.days > FEW_DAYS:
        return UNSURE
    return 0.85 if len(supporting) > 1 else 0.75
