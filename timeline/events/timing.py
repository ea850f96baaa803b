"""When an event happened: from its own words, the clause or sentence around it, or the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from timeline.events.belonging import cues, holding, is_adverbial_of, is_new_date, narrowed, preposition_of
from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds
from timeline.models import DateInterval, EventBasis, Evidence, EvidenceBasis, Granularity, TimeExpression

if TYPE_CHECKING:
    pass

_GRANULARITIES: tuple[tuple[int, Granularity], ...] = (
    (1, "day"),
    (7, "week"),
    (31, "month"),
    (92, "quarter"),
    (366, "year"),
    (3653, "decade"),
    (36525, "century"),
)
_WEEK = 7  # days
_OPENING = 8  # tokens from "since" to a year: "since the end of the war in 1945"
_CLOCK = re.compile(r"\d|o.clock|noon|midnight", re.IGNORECASE)
_DAY = re.compile(
    r"day|(?<!mid)night|morning|evening|afternoon|ago|now|(?:1[5-9]|20)\d\d(?!\d|\s?(?:GMT|UTC|BST|EST|EDT|hours|hrs))|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The date of one event, with what proves it and the sentence that explains it."""

    interval: DateInterval | None
    basis: EventBasis
    confidence: float
    reason: str
    evidence: tuple[Evidence, ...] = ()
    text: str = ""
    open_ended: bool = False
    source: Clause | None = None


def granularity_of(interval: DateInterval | None) -> Granularity:
    """The calendar unit that an interval fills, or "span"."""
    if interval is None:
        return "unknown"
    for days, name in _GRANULARITIES:
        low = {"month": 28, "quarter": 89, "year": 365, "decade": 3652, "century": 36524}.get(name, days)
        if low <= interval.days <= days:
            return name
    return "span"


def own_date(story: Story, clause: Clause) -> When | None:
    """The date that the clause states itself."""
    key = ("own date", clause.head)
    if key not in story.memo:
        story.memo[key] = _own_date(story, clause)
    found: When | None = story.memo[key]
    return found


def _own_date(story: Story, clause: Clause) -> When | None:
    dates = _dates_in(story, clause)
    since = [d for d in dates if clause.link != "nominal" and _follows_since(story, d)]
    since = [d for d in since if not _is_of_when(story, clause, d)]
    compared = [d for d in since if not _goes_on_since(story, clause, d)]
    dates = [d for d in dates if d not in compared]
    since = [d for d in since if d not in compared]
    if since:
        return _open(story, since[0])
    pair = _range(story, dates)
    if pair is not None and not is_new_date(story, clause, pair[0]):
        return read(story, pair, narrowed(pair[0].what).hull(narrowed(pair[1].what)))
    firm = holding(story, clause, dates)
    if not dates:
        return _entry_date(story, clause)
    if not firm or _is_dated_in_vain(story, clause, firm):
        return None
    best = min(firm, key=lambda d: (not is_adverbial_of(story, clause, d), abs(d.root - clause.head)))
    interval, used = narrowed(best.what), [best]
    for other in firm:
        common = interval.intersect(narrowed(other.what))
        if common and common.days < interval.days and _says_when(story, clause, other):
            interval, used = common, [*used, other]
    if len(used) == 1:
        interval = _scheduled(story, clause, best) or _missed(story, clause, best.what) or interval
    return read(story, used, interval)


def _is_of_when(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """Whether a clause says what was at a date: "the fourth since May, when bombers came"."""
    head = story.parse[clause.head]
    when = any(t.lower_ == "when" for t in head.lefts)
    return clause.link == "relative" and when and date.first <= head.head.i <= date.last


def _entry_date(story: Story, clause: Clause) -> When | None:
    """The date that opens an entry of a chronology, for what it tells: "28 June: Soldiers put him on a plane"."""
    heading = story.heading_of(story.sentence(clause))
    if heading is None or clause.link not in ("main", "conjunct"):
        return None
    dates = [d for d in story.dates if heading.start <= d.span.start < heading.end and d.what.interval]
    if not dates or story.parse[clause.head].idx < heading.end:
        return None
    return read(story, dates, narrowed(dates[0].what).hull(narrowed(dates[-1].what)))


def _is_dated_in_vain(story: Story, clause: Clause, firm: Sequence[Sighting[TimeExpression]]) -> bool:
    """ "On Thursday he signed a decree for January 1", where nothing tells which Thursday: the other date is not it."""
    vain = (d for d in story.dates if d.what.interval is None and d.what.type in ("DATE", "TIME"))
    said = any(d.root in clause.tokens and is_adverbial_of(story, clause, d) for d in vain)
    bounds = cues()["bounds"]
    return said and not any(is_adverbial_of(story, clause, d) and preposition_of(story, d) not in bounds for d in firm)


def clock_date(story: Story, clause: Clause) -> When | None:
    """The publication day, for a clause that says no more than the hour."""
    clocks = [d for d in _said_in(story, clause) if _is_bare_clock(story, d)]
    if not clocks or clocks[0].what.interval is None:
        return None
    when = read(story, clocks[:1], clocks[0].what.interval)
    return replace(when, confidence=min(when.confidence, 0.5))


def _is_bare_clock(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "at 6.20 p.m.", and "ten minutes later" counted from it: which day, the text does not say."""
    timex = date.what
    if timex.anchor == "dct":
        return timex.type == "TIME" and _CLOCK.search(timex.text) is not None and _DAY.search(timex.text) is None
    return any(f"{d.what.start}-{d.what.end}" == timex.anchor and _is_bare_clock(story, d) for d in story.dates)


def _scheduled(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> DateInterval | None:
    """The coming day of "they play on Saturday", if the expression can be read so."""
    head, published, timex = story.parse[clause.head], story.publication, date.what
    if not is_adverbial_of(story, clause, date):
        return None  # "after rain on Monday, the town faces"
    told = any(t.dep_ in ("aux", "auxpass", "neg") for t in head.children) or story.sentence(clause).zone == "caption"
    if published is None or told or head.tag_ not in ("VBP", "VBZ") or head.lemma_ not in cues()["schedule_verbs"]:
        return None
    coming = (r.interval for r in timex.readings if r.interval and r.interval.start >= published.end)
    return next(coming, None) if timex.interval and timex.interval.end <= published.end else None


def _missed(story: Story, clause: Clause, timex: TimeExpression) -> DateInterval | None:
    """The past day of "could not pay in March": what one could not do is over."""
    words = {t.lower_ for t in story.parse[clause.head].children if t.dep_ in ("aux", "neg")}
    published = story.publication
    if published is None or "could" not in words or not words & {"not", "n't", "n’t"}:
        return None
    past = (r.interval for r in timex.readings if r.interval and r.interval.end <= published.end)
    return next(past, None) if timex.interval and timex.interval.start >= published.end else None


def publication_date(story: Story) -> When:
    """The publication interval, for what a story tells without a date."""
    published = story.published
    if published.interval is None:
        return When(
            interval=None, basis="undated", confidence=0.2, reason="Neither the text nor the article has a date."
        )
    shown = _days(published.interval)
    return When(
        interval=published.interval,
        basis="publication",
        confidence=0.75 * max(published.confidence, 0.25),
        reason=f"The text gives no date; the article was published {shown}, so it happened no later than that.",
        evidence=_publication_evidence(story),
    )


def inherited(source: When, basis: EvidenceBasis, why: str, factor: float, clause: Clause | None = None) -> When:
    """A date taken from other words of the document, those of `clause` where it is one."""
    return replace(
        source,
        basis="inherited",
        confidence=source.confidence * factor,
        reason=f"{why} {source.reason}",
        evidence=tuple(replace(e, basis=basis) for e in source.evidence),
        source=clause,
    )


def _dates_in(story: Story, clause: Clause) -> list[Sighting[TimeExpression]]:
    """The dates that a clause states; a bare hour is none."""
    return [d for d in _said_in(story, clause) if not _is_bare_clock(story, d)]


def _said_in(story: Story, clause: Clause) -> list[Sighting[TimeExpression]]:
    """The dates among the clause's own words, and those of an event noun that times it ("during his 2019 visit")."""
    own = set(clause.tokens)
    above = story.parent(clause)
    if above is not None and _is_cleft(story, above, clause):
        own |= set(above.tokens)
    for noun in story.below(clause):
        since = story.parse[noun.head].head.lower_ in cues()["since"]  # "grounded since an explosion in May"
        shared = shares_date(story, noun)
        if shared or (noun.link == "nominal" and (since or _times(story, noun))):
            own |= set(noun.tokens)
        elif (closed := _closed_at(story, noun)) is not None:
            own |= {i for i in noun.tokens if i > closed}
        elif _is_bare_participle(story, noun):  # "was found on Monday clinging to a tube": the day of the finding
            own |= {i for i in noun.tokens if clause.head < i < noun.head}
    return [d for d in story.dates if d.what.interval and d.what.type in ("DATE", "TIME") and d.root in own]


def _closed_at(story: Story, aside: Clause) -> int | None:
    """The comma behind "reached the town, of which it is part, on Friday": what follows is told of the reaching."""
    head = story.parse[aside.head]
    if aside.link != "relative" or head.lemma_ != "be" or aside.tokens[0] == 0:
        return None
    first = next((i for i in aside.tokens if not story.parse[i].is_punct), aside.head)
    opened = str(story.parse[first - 1].text) == ","
    return next((i for i in aside.tokens if i > aside.head and story.parse[i].text == ","), None) if opened else None


def _is_cleft(story: Story, above: Clause, clause: Clause) -> bool:
    """ "It was on Sunday that the port opened": the day is that of the opening."""
    being = story.parse[above.head]
    it = any(t.lower_ == "it" and t.dep_ in ("nsubj", "expl") for t in being.children)
    first = next((t.lower_ for t in story.parse[clause.head].lefts), "")  # "that" may be read as an object
    return it and being.lemma_ == "be" and clause.head > above.head and first in ("that", "when", "before", "who")


def _is_bare_participle(story: Story, clause: Clause) -> bool:
    head = story.parse[clause.head]
    return head.tag_ == "VBG" and not any(t.dep_ in ("nsubj", "nsubjpass", "mark", "aux") for t in head.children)


def _times(story: Story, noun: Clause) -> bool:
    head = story.parse[noun.head]
    if head.dep_ != "pobj":
        return False
    tried = head.head.lower_ == "in" and kinds().verbs.get(head.head.head.lemma_.lower()) in ("trial", "statement")
    return (head.head.lower_ in cues()["during"] and not tried) or head.head.dep_ == "agent"


def shares_date(story: Story, event: Clause) -> bool:
    """ "won last week's election", "lost the vote held in May", "the May 3 blast killed": the date is the verb's."""
    head = story.parse[event.head]
    if event.link == "participle" and head.lemma_.lower() in cues()["holding_verbs"]:
        head = head.head
    elif event.link != "nominal":
        return False
    verbs = {"dobj": "sharing_verbs", "nsubj": "outcome_verbs"}.get(head.dep_)
    return verbs is not None and head.head.lemma_.lower() in cues()[verbs]


def _says_when(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "will fly there next month for talks on May 3": the date is that of the clause, or of what it is for."""
    above = (t for t in story.parse[date.root].ancestors if story.parse[clause.head].is_ancestor(t))
    aim = any(t.dep_ == "pobj" and t.head.lower_ == "for" and t.lemma_.lower() in kinds().nouns for t in above)
    return aim or is_adverbial_of(story, clause, date)


def _follows_since(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "since May", "since independence in 1991" """
    before = reversed(story.parse[max(0, date.first - _OPENING) : date.first])
    opening = takewhile(lambda t: not t.is_punct and t.pos_ not in ("VERB", "AUX"), before)
    return any(t.lower_ in cues()["since"] and t.dep_ != "mark" for t in opening)


def _goes_on_since(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "has risen since May", not "the first title since 1990", "the highest-ranking guest since 2008": a comparison.

    Neither "it was the first time since 2000 that he had been there".
    """
    head, over = story.parse[clause.head], list(story.parse[date.root].ancestors)
    above = [t for t in over if head.is_ancestor(t) or (head not in over and t.pos_ == "NOUN")]
    beside = [c for t in above for c in (t, *t.lefts)]
    beside += [c for adjective in beside if adjective.dep_ == "amod" for c in adjective.lefts]
    if any(c.tag_ in ("JJS", "RBS") or c.lower_ in cues()["comparing"] for c in beside):
        return False
    lasting = head.tag_ in ("VBZ", "VBP", "VBG") or any(t.dep_ == "aux" and t.tag_ != "MD" for t in head.children)
    return lasting or date.first < clause.head


def _range(
    story: Story, dates: Sequence[Sighting[TimeExpression]]
) -> tuple[Sighting[TimeExpression], Sighting[TimeExpression]] | None:
    """The two ends of "from March to May", "between Monday and Friday", "May 3-5"."""
    for left, right in pairwise(dates):
        opening, joint = preposition_of(story, left), str(story.parse[right.first - 1].lower_)
        ordered = left.what.interval and right.what.interval and left.what.interval <= right.what.interval
        if ordered and (opening, joint) in {("from", "to"), ("from", "until"), ("from", "through"), ("between", "and")}:
            return left, right
        if ordered and right.first == left.last + 2 and joint in ("-", "–", "through"):
            return left, right
        if ordered and right.first == left.last + 2 and joint == "and" and _are_near_days(left.what, right.what):
            return left, right
    return None


def _are_near_days(first: TimeExpression, second: TimeExpression) -> bool:
    """ "on Wednesday and Thursday" """
    one, other = first.interval, second.interval
    return bool(one and other and one.days == other.days == 1 and (other.start - one.start).days < _WEEK)


def read(story: Story, dates: Sequence[Sighting[TimeExpression]], interval: DateInterval) -> When:
    """A date from expressions of the text, stated or resolved, with the sentence that explains it."""
    stated = all(d.what.anchor is None for d in dates)
    words = " and ".join(f"“{d.what.text}”" for d in dates)
    anchored = "" if stated else f", counted from {_anchor(story, dates[0].what)}"
    return When(
        interval=interval,
        basis="stated" if stated else "resolved",
        confidence=min(d.what.confidence for d in dates)
        * (0.95 if stated else 0.95 * max(_anchor_trust(story, dates), 0.6)),
        reason=f"The text says {words}{anchored}: {_days(interval)}.",
        evidence=tuple(Evidence(start=d.span.start, end=d.span.end, field="when") for d in dates),
        text=dates[0].what.text,
    )


def _open(story: Story, date: Sighting[TimeExpression]) -> When:
    """An action that began at a date and had not ended at publication."""
    return keep_open(story, read(story, [date], narrowed(date.what)))


def keep_open(story: Story, when: When) -> When:
    """The date of a beginning, stretched to the publication because the action goes on."""
    published = story.publication
    if when.interval is None or published is None or published.end <= when.interval.end:
        return replace(when, open_ended=True)
    return replace(
        when,
        interval=DateInterval(when.interval.start, published.end),
        confidence=when.confidence * 0.95,
        reason=f"{when.reason} It went on when the article was published, {_days(published)}.",
        open_ended=True,
    )


def _anchor(story: Story, timex: TimeExpression) -> str:
    if timex.anchor == "dct" or timex.anchor is None:
        published = story.publication
        if story.published.written is not None:
            return f"the day of the dateline ({_days(DateInterval.day(story.published.written))})"
        return f"the publication date ({_days(published)})" if published else "the publication date"
    start, _, end = timex.anchor.partition("-")
    if start.isdigit() and end.isdigit():
        return f"“{story.document.text[int(start) : int(end)]}”"
    return timex.anchor


def _anchor_trust(story: Story, dates: Sequence[Sighting[TimeExpression]]) -> float:
    return story.published.confidence if any(d.what.anchor == "dct" for d in dates) else 1.0


def _publication_evidence(story: Story) -> tuple[Evidence, ...]:
    chosen = [c for c in story.published.candidates if c.verdict == "chosen" and c.end > c.start]
    return tuple(Evidence(start=c.start, end=c.end, field="when", basis="publication") for c in chosen[:1])


def _days(interval: DateInterval) -> str:
    if interval.days == 1:
        return f"{interval.start:%A} {interval.start.day} {interval.start:%B %Y}"
    return f"{interval.start.isoformat()} to {interval.last.isoformat()}"
