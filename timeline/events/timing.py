"""When an event happened: from its own words, the clause or sentence around it, or the publication date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds, load
from timeline.models import DateInterval, EventBasis, Evidence, EvidenceBasis, Granularity, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_GRANULARITIES: tuple[tuple[int, Granularity], ...] = (
    (1, "day"),
    (7, "week"),
    (31, "month"),
    (92, "quarter"),
    (366, "year"),
    (3653, "decade"),
    (36525, "century"),
)
_CLOCK = re.compile(r"\d|o.clock|noon|midnight", re.IGNORECASE)
_DAY = re.compile(
    r"day|(?<!mid)night|morning|evening|afternoon|ago|now|\d{4}|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)
_NAMING = ("compound", "poss", "amod", "nmod", "nummod")
_AIM_DAYS = 1  # "flew to Lyon to attend Sunday's final": about then
_MODS = {"START": 0, "MID": 1, "END": 2}


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


@cache
def cues() -> dict[str, frozenset[str]]:
    """The words of timing.toml, by list."""
    return {name: frozenset(words) for name, words in load("timing.toml").items()}


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
    compared = [d for d in dates if _preposition(story, d) in cues()["since"] and not _goes_on_since(story, clause, d)]
    dates = [d for d in dates if d not in compared]
    since = [d for d in dates if _preposition(story, d) in cues()["since"]]
    if since:
        return _open(story, since[0])
    pair = _range(story, dates)
    if pair is not None:
        return read(story, pair, narrowed(pair[0].what).hull(narrowed(pair[1].what)))
    firm = [d for d in dates if d.what.type == "TIME" or not _is_bound(story, clause, d)]
    firm = [d for d in firm if not (_is_origin(story, d) or _names_thing(story, d) or _is_new_date(story, clause, d))]
    firm = [d for d in firm if not (_is_of_aim(story, clause, d) or _is_of_what_came_before(story, clause, d))]
    if kinds().verbs.get(story.parse[clause.head].lemma_.lower()) == "statement":
        firm = [d for d in firm if not _is_of_object(story, clause, d)]
    if not firm:
        return None
    best = min(firm, key=lambda d: (not _is_adverbial(story, clause, d), abs(d.root - clause.head)))
    interval, used = narrowed(best.what), [best]
    for other in firm:
        common = interval.intersect(narrowed(other.what))
        if common and common.days < interval.days and _is_adverbial(story, clause, other):
            interval, used = common, [*used, other]
    if len(used) == 1:
        interval = _scheduled(story, clause, best) or _missed(story, clause, best.what) or interval
    return read(story, used, interval)


def _is_bound(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "before Monday" is not Monday; "after Monday's quake", of the quake, and "after Monday's quake hit" are."""
    if _preposition(story, date) not in cues()["bounds"] - cues()["close_bounds"]:
        return False
    outside = date.first > 0 and date.first - 1 not in clause.tokens
    return not (outside and clause.link == "nominal") and str(story.parse[date.first - 1].dep_) != "mark"


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
    if not _is_adverbial(story, clause, date):
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


def narrowed(timex: TimeExpression) -> DateInterval:
    """The interval of an expression, cut to the third that "early", "mid-" or "late" names."""
    interval = timex.interval
    assert interval is not None, "callers choose expressions with an interval"
    part = _MODS.get(timex.mod or "")
    if part is None or interval.days < 7:
        return interval
    cut = [interval.start.toordinal() + interval.days * n // 3 for n in range(4)]
    day = type(interval.start).fromordinal
    return DateInterval(day(cut[part]), day(cut[part + 1]))


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
    for noun in story.below(clause):
        if noun.link == "nominal" and (_times(story, noun) or shares_date(story, noun)):
            own |= set(noun.tokens)
        elif _is_bare_participle(story, noun):  # "was found on Monday clinging to a tube": the day of the finding
            own |= {i for i in noun.tokens if clause.head < i < noun.head}
    return [d for d in story.dates if d.what.interval and d.what.type in ("DATE", "TIME") and d.root in own]


def _is_bare_participle(story: Story, clause: Clause) -> bool:
    head = story.parse[clause.head]
    return head.tag_ == "VBG" and not any(t.dep_ in ("nsubj", "nsubjpass", "mark", "aux") for t in head.children)


def _times(story: Story, noun: Clause) -> bool:
    head = story.parse[noun.head]
    if head.dep_ != "pobj":
        return False
    tried = head.head.lower_ == "in" and kinds().verbs.get(head.head.head.lemma_.lower()) in ("trial", "statement")
    return (head.head.lower_ in cues()["during"] and not tried) or head.head.dep_ == "agent"


def shares_date(story: Story, noun: Clause) -> bool:
    """ "won last week's election", "the May 3 blast killed two": the date of what is told is that of the verb too."""
    head = story.parse[noun.head]
    verbs = {"dobj": "sharing_verbs", "nsubj": "outcome_verbs"}.get(head.dep_)
    return verbs is not None and head.head.lemma_.lower() in cues()[verbs]


def _goes_on_since(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "has risen since May", and not "won the first title since 1990", "the worst fall since 2008": a comparison."""
    head = story.parse[clause.head]
    above = [t for t in story.parse[date.root].ancestors if head.is_ancestor(t)]
    if any(c.tag_ in ("JJS", "RBS") or c.lower_ in cues()["comparing"] for t in above for c in (t, *t.lefts)):
        return False
    lasting = head.tag_ in ("VBZ", "VBP", "VBG") or any(t.dep_ == "aux" and t.tag_ != "MD" for t in head.children)
    return lasting or date.first < clause.head


def _preposition(story: Story, date: Sighting[TimeExpression]) -> str:
    """The preposition that leads a date, which stays outside its span."""
    token = story.parse[date.root]
    if token.dep_ in ("pobj", "pcomp"):
        return str(token.head.lower_)
    return str(story.parse[date.first - 1].lower_) if date.first else ""


def _is_adverbial(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """Whether the date says when, and is no part of who or what."""
    token = story.parse[date.root]
    if token.head.i == clause.head:
        return token.dep_ in ("npadvmod", "advmod", "prep", "dep", "nsubj", "tmod")
    return token.dep_ == "pobj" and token.head.head.i == clause.head


def _is_origin(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "a flag from 1690": the age of a thing."""
    token = story.parse[date.root]
    return bool(token.dep_ == "pobj" and token.head.lower_ == "from" and token.head.head.pos_ == "NOUN")


def _names_thing(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "its third-quarter loss", "the 2019 film": which thing it is, and no event of its own."""
    token = story.parse[date.last]
    noun = token.head
    opened = any(t.dep_ in ("det", "poss") and t.i < token.i for t in noun.children)
    if noun.dep_ == "pobj" and noun.head.lower_ in cues()["during"] and narrowed(date.what).days == 1:
        return False  # "said in its Friday issue"
    return opened and token.dep_ in _NAMING and noun.pos_ == "NOUN" and noun.lemma_.lower() not in kinds().nouns


def _is_of_aim(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "urged him to run in this year's election": the time of what one does it for, and not of doing it."""
    token = story.parse[date.root]
    if token.dep_ not in _NAMING or narrowed(date.what).days <= _AIM_DAYS:
        return False
    between = (t for t in token.ancestors if story.parse[clause.head].is_ancestor(t))
    return any(t.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in t.children) for t in between)


def _is_of_what_came_before(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "met, after a visit in February", "following the invasion in 2022": a month or year of something else."""
    if narrowed(date.what).days <= 1:
        return False
    above = [t for t in story.parse[date.root].ancestors if story.parse[clause.head].is_ancestor(t)]
    return any(leads_to_another_time(t) for t in above)


def leads_to_another_time(word: Token) -> bool:
    """ "after a visit", "following the invasion"; not "just after the coup"."""
    if word.lower_ not in cues()["bounds"] - cues()["close_bounds"]:
        return False
    things = (t for t in word.children if t.dep_ in ("pobj", "dobj"))
    close = word.i > 0 and word.nbor(-1).lower_ in cues()["close_gaps"]
    return not close and any(t.lemma_.lower() in kinds().nouns for t in things)


def _is_new_date(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "extended the offer to Nov. 20": the day to which it was put, and not that of putting it there."""
    later = story.parse[clause.head].lemma_.lower() in cues()["rescheduling_verbs"]
    return later and _preposition(story, date) in ("to", "until", "till", "from")


def _is_of_object(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "announced a drop for the quarter", "... compared with a year earlier": of what is told, not of the telling."""
    above = [t for t in story.parse[date.last].ancestors if t.i in clause.tokens]
    inside = any((t.dep_ == "dobj" and t.head.i == clause.head) or t.lower_ == "compared" for t in above)
    if inside and _preposition(story, date) == "on" and _is_over(story, date):
        return False  # "declared three days of mourning on Monday"
    return inside or _preposition(story, date) == "for"


def _is_over(story: Story, date: Sighting[TimeExpression]) -> bool:
    """Whether a day does not lie ahead of publication."""
    days, published = date.what.interval, story.publication
    return days is not None and days.days == 1 and published is not None and days.start < published.end


def _range(
    story: Story, dates: Sequence[Sighting[TimeExpression]]
) -> tuple[Sighting[TimeExpression], Sighting[TimeExpression]] | None:
    """The two ends of "from March to May", "between Monday and Friday", "May 3-5"."""
    for left, right in pairwise(dates):
        opening, joint = _preposition(story, left), str(story.parse[right.first - 1].lower_)
        ordered = left.what.interval and right.what.interval and left.what.interval <= right.what.interval
        if ordered and (opening, joint) in {("from", "to"), ("from", "until"), ("from", "through"), ("between", "and")}:
            return left, right
        if ordered and right.first == left.last + 2 and joint in ("-", "–", "through"):
            return left, right
    return None


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
