"""How far a clause lies from the one it is tied to: "two days after it burned down", "shortly before he left"."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.events.belonging import cues
from timeline.events.casting import lost_conjunction
from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.models import DateInterval, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Token

_SIGNS = {"after": 1, "before": -1}
_AMOUNT = re.compile(r"P(?:T[\dX]+[HMS]|(\d{1,3})([DWMY]))")
_VAGUE = re.compile(r"PX[DWMY]")
_SIZES = {("Y", "M"): 12, ("W", "D"): 7}
_UNITS = {"day": "D", "week": "W", "month": "M", "year": "Y"}
_DAYS = {"D": 1, "W": 7}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """`count` units of a day, week, month or year that the clause above is later than this one.

    `first` is the token that its `words` begin with.
    """

    count: int
    unit: str
    words: str
    first: int

    def before(self, interval: DateInterval) -> DateInterval | None:
        """When the clause happened, if the clause above happened then; None outside the calendar."""
        return _moved(interval, -self.count, self.unit)

    def after(self, interval: DateInterval) -> DateInterval | None:
        """When the clause above happened, if the clause happened then."""
        return _moved(interval, self.count, self.unit)


def gap_of(story: Story, clause: Clause) -> Gap | None:
    """What stands before the "after" or "before" that opens a clause; none if it opens otherwise or says no gap."""
    head = story.parse[clause.head]
    if clause.link != "adverbial":
        return None
    mark = next((t for t in head.lefts if t.dep_ == "mark"), None) or lost_conjunction(story, clause)
    if mark is None or mark.lower_ not in _SIGNS or mark.i == 0:
        return None
    sign = _SIGNS[str(mark.lower_)]
    amount = _amount_before(story, mark.i)
    if amount is not None:
        gap = _counted(amount, mark, sign) if _AMOUNT.fullmatch(amount.what.value) else None
        joined = gap is not None and str(story.parse[amount.first - 1].lower_) == "and"
        larger = _amount_before(story, amount.first - 1) if joined else None
        return gap if gap is None or larger is None else _added(_counted(larger, mark, sign), gap)
    if (unit := _one_unit(story.parse[mark.i - 1])) is not None:
        return Gap(count=sign, unit=unit, words=f"the {story.parse[mark.i - 1].text} {mark.text}", first=mark.i - 2)
    return _close(story.parse[mark.i - 1], mark)


def is_vague(story: Story, clause: Clause) -> bool:
    """ "a few days before it blew up": some time away, and nobody says how long."""
    head = story.parse[clause.head]
    mark = next((t for t in head.lefts if t.dep_ == "mark"), None)
    if clause.link != "adverbial" or mark is None or mark.lower_ not in _SIGNS or mark.i == 0:
        return False
    amount = _amount_before(story, mark.i)
    return amount is not None and _VAGUE.fullmatch(amount.what.value) is not None


def gap_to_noun(story: Story, clause: Clause) -> tuple[Gap, Token] | None:
    """The gap of "two days before the poll", and the noun that it counts from."""
    own = set(clause.tokens)
    for date in story.dates:
        side = story.parse[date.last + 1] if date.last + 1 < len(story.parse) else None
        if date.root not in own or date.what.type != "DURATION" or side is None:
            continue
        noun = next((t for t in side.children if t.dep_ == "pobj"), None)
        if side.lower_ in _SIGNS and side.dep_ == "prep" and noun is not None:
            return _counted(date, side, _SIGNS[str(side.lower_)]), noun
    for side in story.words(clause.tokens):
        noun = next((t for t in side.children if t.dep_ == "pobj"), None)
        if side.lower_ not in _SIGNS or side.dep_ != "prep" or noun is None or not side.i:
            continue
        if (unit := _one_unit(side.nbor(-1))) is not None:
            words = f"the {side.nbor(-1).text} {side.text}"
            return Gap(count=_SIGNS[str(side.lower_)], unit=unit, words=words, first=side.i - 2), noun
    return None


def _amount_before(story: Story, token: int) -> Sighting[TimeExpression] | None:
    """The amount of time that ends right before a token."""
    return next((d for d in story.dates if d.last == token - 1 and d.what.type == "DURATION"), None)


def _added(larger: Gap, smaller: Gap) -> Gap:
    """ "four years and nine months": in the smaller unit where it divides the larger, else no finer than the larger."""
    size = _SIZES.get((larger.unit, smaller.unit))
    words = f"{larger.words.rsplit(' ', 1)[0]} and {smaller.words}"
    if size is None:
        return replace(larger, words=words)
    return Gap(count=larger.count * size + smaller.count, unit=smaller.unit, words=words, first=larger.first)


def _one_unit(noun: Token) -> str | None:
    """The "D" of "the day after"."""
    the = noun.i > 0 and noun.nbor(-1).lower_ in ("the", "a", "one")
    return _UNITS.get(noun.lower_) if the else None


def _counted(amount: Sighting[TimeExpression], mark: Token, sign: int) -> Gap:
    """The gap of an amount; hours leave the day as it is, and an amount too vague to count moves nothing."""
    found = _AMOUNT.fullmatch(amount.what.value)
    count, unit = (int(found[1]), found[2]) if found and found[1] else (0, "D")
    return Gap(count=sign * count, unit=unit, words=f"{amount.what.text} {mark.text}", first=amount.first)


def _close(word: Token, mark: Token) -> Gap | None:
    """ "shortly after": the same day."""
    if word.lower_ not in cues()["close_gaps"]:
        return None
    return Gap(count=0, unit="D", words=f"{word.text} {mark.text}", first=word.i)


def _moved(interval: DateInterval, count: int, unit: str) -> DateInterval | None:
    """Days and weeks move an interval; months and years leave only the month or the year sure."""
    start = interval.start
    try:
        if unit in _DAYS:
            shift = dt.timedelta(count * _DAYS[unit])
            return DateInterval(start + shift, interval.end + shift)
        if unit == "Y":
            return DateInterval(dt.date(start.year + count, 1, 1), dt.date(interval.last.year + count + 1, 1, 1))
        return DateInterval(_month(start, count), _month(interval.last, count + 1))
    except (OverflowError, ValueError):
        return None


def _month(day: dt.date, count: int) -> dt.date:
    years, month = divmod(day.month - 1 + count, 12)
    return dt.date(day.year + years, month + 1, 1)
