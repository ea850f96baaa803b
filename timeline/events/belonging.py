"""Whether a date among the words of a clause is that of what the clause tells, or of something else."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds, load
from timeline.models import DateInterval, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_NAMING = ("compound", "poss", "amod", "nmod", "nummod")
_AIM_DAYS = 1  # "flew to Lyon to attend Sunday's final": about then
_MONTH = 31  # days
_TITLE = 12  # tokens of a work's title, at most
_NEWS_DAYS = 7  # from what happened to its publication
_EDGES = {"days": 10, "week": 7, "weeks": 28}
_EDGE = re.compile(r"\b(?:first|opening|early|last|final|closing) (?:few )?(days|weeks?) of\b", re.IGNORECASE)
_MODS = {"START": 0, "MID": 1, "END": 2}


@cache
def cues() -> dict[str, frozenset[str]]:
    """The words of timing.toml, by list."""
    return {name: frozenset(words) for name, words in load("timing.toml").items()}


def holding(story: Story, clause: Clause, dates: Sequence[Sighting[TimeExpression]]) -> list[Sighting[TimeExpression]]:
    """Of the dates among a clause's words, those of what it tells."""
    firm = [d for d in dates if d.what.type == "TIME" or not _is_bound(story, clause, d)]
    firm = [d for d in firm if not (_is_origin(story, d) or _names_thing(story, d) or is_new_date(story, clause, d))]
    firm = [d for d in firm if not (_is_of_aim(story, clause, d) or _is_of_what_came_before(story, clause, d))]
    firm = [d for d in firm if not _is_in_title(story, clause, d)]
    if kinds().verbs.get(story.parse[clause.head].lemma_.lower()) == "statement":
        firm = [d for d in firm if not _is_of_object(story, clause, d)]
    return firm


def _is_in_title(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "was handed “The Garden in Spring” on Monday": part of what something is called."""
    here = story.sentence_at[date.root]
    marks = [t.i for t in story.parse[here.first : here.last + 1] if t.is_quote and t.text not in ("'", "’")]
    if date.first - 2 in marks[1::2] and story.parse[date.first - 1].lower_ == "of":  # “The Garden” of 1884
        return True
    pairs = zip(marks[::2], marks[1::2], strict=False)
    return any(a < date.first and date.last < b and not a < clause.head < b and b - a <= _TITLE for a, b in pairs)


def narrowed(timex: TimeExpression) -> DateInterval:
    """The interval of an expression, cut to the third that "early", "mid-" or "late" names, or to its "first days"."""
    interval = timex.interval
    assert interval is not None, "callers choose expressions with an interval"
    part = _MODS.get(timex.mod or "")
    if part is None or interval.days < 7 or is_earlier(timex.text):
        return interval
    edge = _EDGE.search(timex.text)
    days = min(_EDGES[edge[1].lower()], interval.days) if edge is not None else interval.days
    if edge is not None and part in (0, 2):
        width = dt.timedelta(days)
        return (
            DateInterval(interval.start, interval.start + width)
            if part == 0
            else DateInterval(interval.end - width, interval.end)
        )
    cut = [interval.start.toordinal() + interval.days * n // 3 for n in range(4)]
    day = type(interval.start).fromordinal
    return DateInterval(day(cut[part]), day(cut[part + 1]))


def is_earlier(text: str) -> bool:
    """ "earlier this month": at any time of it before now, and not only early in it."""
    return text.lower().startswith("earlier")


def preposition_of(story: Story, date: Sighting[TimeExpression]) -> str:
    """The preposition that leads a date, which stays outside its span."""
    token = story.parse[date.root]
    if token.dep_ == "pobj" and any(t.dep_ in ("amod", "compound") and t.i < date.first for t in token.lefts):
        return ""  # "appealed for calm Friday"
    if token.dep_ in ("pobj", "pcomp"):
        return str(token.head.lower_)
    before = story.parse[date.first - 1] if date.first else None
    return str(before.lower_) if before is not None and before.dep_ != "mark" else ""


def is_adverbial_of(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """Whether the date says when, and is no part of who or what."""
    token = story.parse[date.root]
    if token.head.i == clause.head:
        return token.dep_ in ("npadvmod", "advmod", "prep", "dep", "nsubj", "tmod")
    return token.dep_ == "pobj" and token.head.head.i == clause.head


def _is_bound(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "before Monday" is not Monday; "after Monday's quake", of the quake, and "after Monday's quake hit" are."""
    if preposition_of(story, date) not in cues()["bounds"] - cues()["close_bounds"]:
        return False
    outside = date.first > 0 and date.first - 1 not in clause.tokens
    return not (outside and clause.link == "nominal") and str(story.parse[date.first - 1].dep_) != "mark"


def _is_origin(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "a flag from 1690": the age of a thing."""
    token = story.parse[date.root]
    return bool(token.dep_ == "pobj" and token.head.lower_ == "from" and token.head.head.pos_ == "NOUN")


def _names_thing(story: Story, date: Sighting[TimeExpression]) -> bool:
    """ "its third-quarter loss", "the 2019 film": which thing it is, and no event of its own."""
    token = story.parse[date.last]
    noun = token.head
    owner = story.parse[date.root]
    if owner.dep_ == "poss" and narrowed(date.what).days > _MONTH:  # "awarded this year's Nobel Peace Prize"
        return owner.head.pos_ in ("NOUN", "PROPN") and owner.head.lemma_.lower() not in kinds().nouns
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
    """ "met, after a visit in February", "following the invasion in 2022": the time of something else.

    A day shortly before publication may be that of both: "fled after the attack on Monday".
    """
    days, published = narrowed(date.what), story.publication
    if days.days <= 1 and (published is None or (published.start - days.end).days <= _NEWS_DAYS):
        return False
    above = [t for t in story.parse[date.root].ancestors if story.parse[clause.head].is_ancestor(t)]
    return any(leads_to_another_time(t) for t in above)


def leads_to_another_time(word: Token) -> bool:
    """ "after a visit", "following the invasion"; not "just after the coup"."""
    if word.lower_ not in cues()["bounds"] - cues()["close_bounds"]:
        return False
    things = (t for t in word.children if t.dep_ in ("pobj", "dobj"))
    close = word.i > 0 and word.nbor(-1).lower_ in cues()["close_gaps"]
    return not close and any(t.lemma_.lower() in kinds().nouns or t.lower_ == "one" for t in things)


def is_new_date(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "extended the offer to Nov. 20": the day to which it was put, and not that of putting it there."""
    head = story.parse[clause.head]
    put = head.lemma_ == "put" and any(t.dep_ == "prt" and t.lower_ in ("off", "back") for t in head.rights)
    later = put or head.lemma_.lower() in cues()["rescheduling_verbs"]
    return later and preposition_of(story, date) in ("to", "until", "till", "from")


def _is_of_object(story: Story, clause: Clause, date: Sighting[TimeExpression]) -> bool:
    """ "announced a drop for the quarter", "... compared with a year earlier": of what is told, not of the telling."""
    above = [t for t in story.parse[date.last].ancestors if t.i in clause.tokens]
    inside = any((t.dep_ == "dobj" and t.head.i == clause.head) or t.lower_ == "compared" for t in above)
    if inside and preposition_of(story, date) == "on" and _is_over(story, date):
        return False  # "declared three days of mourning on Monday"
    had = any(t.dep_ == "aux" and t.lower_ == "had" for t in story.parse[clause.head].lefts)
    if inside and had and preposition_of(story, date) == "in" and narrowed(date.what).days <= _MONTH:
        return False  # "had announced the recall in mid-September"
    return inside or preposition_of(story, date) == "for"


def _is_over(story: Story, date: Sighting[TimeExpression]) -> bool:
    """Whether a day does not lie ahead of publication."""
    days, published = date.what.interval, story.publication
    return days is not None and days.days == 1 and published is not None and days.start < published.end
