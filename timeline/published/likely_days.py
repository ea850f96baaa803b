"""How likely each day is that of publication, by the known events of which a text tells and all else it says of time.

A mixture: the article may tell of any of the known events with which it shares most words, so many days after it, or of
none of them; the signs of a day multiply. The weights (`likely_days.toml`) were learned by benchmarks/learn_days.py.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from timeline.models import DateInterval
from timeline.published.known_table import Known
from timeline.published.resembling import Candidate, candidates
from timeline.published.shared_words import Floats, Ints, index, passage
from timeline.published.signs import Sign, calendar, signs
from timeline.published.told import Told, Words
from timeline.published.windows import Window, shown

SINCE = (-30, -7, 0, 1, 2, 3, 7, 14, 31, 92)  # days since an event, up to the next; then up to
LONGEST = 366
ELSE = 0.05  # how much less a day is worth that "last week" does not lead to
FORTNIGHT = 14  # days
CLEAR = 2.5  # by how much more a known event must weigh than nothing, to be named as the reason
WEEKS = {"names of years": 26, "names of weeks": 3}  # by which the fame of a name fades
PRIOR = {"names of years": 2.0, "names of weeks": 6.0}  # rows that every name is given all over the calendar
FAR = 15.0  # the most, in logarithms, that names may speak for a day
SAID = {
    "announced": "what it announces for a day",
    "day": "the last day that it dates",
    "last spoken": "the weekdays that it tells of",
    "lead": "the weekday of its lead",
    "month": "the last month that it dates",
    "out of office": "those who held office",
    "picture": "the day of a picture",
    "weekday right": "the weekdays of days without their year",
    "without year": "the last day without its year",
    "without year to come": "the next day without its year",
    "year": "the last year that it names",
    "years counted": "the years that it counts",
}
DAY_WINDOWS, WEEK_WINDOWS = (1, 2, 3, 4), (7, 14, 31)  # days
ENOUGH, ENOUGH_OF_WEEKS = 0.6, 0.7


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All that is weighed: the known events, the signs of days, and when the names of the text were in the news."""

    candidates: Sequence[Candidate]
    signs: Sequence[Sign]
    fame: Mapping[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each clue is worth, as learned; `nothing` is the weight of no known event at all."""

    nothing: float
    candidates: Mapping[str, float]
    since: tuple[Sequence[float], Sequence[float]]  # of those that are not timed, and of those that are
    signs: Mapping[str, float]
    fame: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class LikelyDays:
    """The share of each day of the calendar, with what it was made of."""

    told: Told
    clues: Clues
    shares: Floats

    def share_of(self, interval: DateInterval) -> float:
        """How likely it is that the text was published within an interval."""
        first = int(calendar()[0])
        start, end = interval.start.toordinal() - first, interval.end.toordinal() - first
        return float(self.shares[max(start, 0) : max(end, 0)].sum())

    def likeliest(self, interval: DateInterval, size: int) -> DateInterval:
        """The likeliest so many days of a longer interval; the first of those that are as likely."""
        starts = [interval.start + dt.timedelta(number) for number in range(interval.days - size + 1)]
        return max((DateInterval(start, start + dt.timedelta(size)) for start in starts), key=self.share_of)

    def window(self) -> tuple[Window, float] | None:
        """The few days, or else weeks, that are likely enough, and how likely they are."""
        total = np.concatenate([[0.0], np.cumsum(self.shares)])
        for sizes, enough in ((DAY_WINDOWS, ENOUGH), (WEEK_WINDOWS, ENOUGH_OF_WEEKS)):
            for size in sizes:
                held = total[size:] - total[:-size]
                best = int(held.argmax())
                if held[best] >= enough:
                    start = dt.date.fromordinal(int(calendar()[best]))
                    interval = DateInterval(start, start + dt.timedelta(size))
                    return self._window(interval), float(held[best])
        return None

    def _window(self, interval: DateInterval) -> Window:
        since = interval.start - dt.timedelta(FORTNIGHT)
        near = [
            each
            for each in self.clues.candidates
            if since <= each.known.day < interval.end and _worth(each, weights()) > weights().nothing + CLEAR
        ]
        best = max(near, key=lambda each: _worth(each, weights()), default=None)
        if best is None:
            return Window(interval=interval, words=_words(self.told), reason=_what_fits(self.clues, interval))
        day = shown(DateInterval.day(best.known.day))
        reason = f"It tells most likely of what the world knows (“{best.known.event}”, {day})."
        return Window(interval=interval, words=_words(self.told, best.known), reason=reason)


def likely_days(told: Told, proposed: Mapping[str, DateInterval]) -> LikelyDays:
    """The days on which a text is likely to have been published; `proposed` is what rules would have it."""
    found = clues(told, proposed)
    return LikelyDays(told, found, shares(found, weights()))


def clues(told: Told, proposed: Mapping[str, DateInterval]) -> Clues:
    """All that a text says of its day."""
    return Clues(candidates=candidates(told), signs=signs(told, proposed), fame=_fame(told))


def shares(found: Clues, known_weights: Weights) -> Floats:
    """The share of each day of the calendar."""
    logs = np.log(mixture(found, known_weights))
    for sign in found.signs:
        values = range(int(sign.values.max()) + 1)
        logs += np.array([known_weights.signs.get(f"{sign.name} {value}", 0.0) for value in values])[sign.values]
    for name, fame in found.fame.items():
        logs += known_weights.fame[name] * fame
    powers: Floats = np.exp(logs - logs.max())
    total: Floats = powers / powers.sum()
    return total


def mixture(found: Clues, known_weights: Weights) -> Floats:
    """How much the known events that a text may tell of speak for each day."""
    mixed = np.full(len(calendar()), np.exp(known_weights.nothing))
    after = [np.exp(np.array(each)[since_steps()]) for each in known_weights.since]
    for each in found.candidates:
        first = each.known.day.toordinal() + SINCE[0] - int(calendar()[0])
        skip, last = max(0, -first), min(len(mixed) - first, len(after[0]))
        if last > skip:
            powers = np.exp(_worth(each, known_weights)) * after[each.timed] * leeway(each)
            mixed[first + skip : first + last] += powers[skip:last]
    return mixed


@cache
def since_steps() -> Ints:
    """For each day from the first to the last that is counted from an event the step that it falls into."""
    return np.searchsorted(np.array(SINCE), np.arange(SINCE[0], LONGEST), side="right") - 1


def leeway(candidate: Candidate) -> Floats:
    """How much each day that is counted from an event is worth by "last week" or "yesterday", if the text says so."""
    found = np.ones(LONGEST - SINCE[0])
    if candidate.window is not None:
        first = candidate.known.day.toordinal() + SINCE[0]
        start, end = candidate.window.start.toordinal() - first, candidate.window.end.toordinal() - first
        found[: max(start, 0)] *= ELSE
        found[max(end, 0) :] *= ELSE
    return found


@cache
def weights() -> Weights:
    """The learned weights."""
    source = resources.files("timeline.resources") / "published" / "likely_days.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Weights(
        nothing=data["nothing"],
        candidates=data["candidates"],
        since=(data["since"], data["since_timed"]),
        signs=data["signs"],
        fame=data["fame"],
    )


def _worth(candidate: Candidate, known_weights: Weights) -> float:
    return sum(known_weights.candidates.get(name, 0.0) * value for name, value in candidate.features.items())


def _what_fits(found: Clues, interval: DateInterval) -> str:
    """What speaks most for a period, as a sentence."""
    middle = (interval.start.toordinal() + interval.last.toordinal()) // 2 - int(calendar()[0])
    gains = {sign.name: _gain(sign, middle) for sign in found.signs}
    best = sorted((name for name in gains if gains[name] > 0 and name in SAID), key=lambda name: -gains[name])[:2]
    return f"The time fits {' and '.join(SAID[name] for name in best)}." if best else "Its names were in the news then."


def _gain(sign: Sign, at: int) -> float:
    """How much more a sign speaks for one day than for others on average."""
    values = [weights().signs.get(f"{sign.name} {value}", 0.0) for value in range(int(sign.values.max()) + 1)]
    worth = np.array(values)[sign.values]
    return float(worth[at] - worth.mean())


def _fame(told: Told) -> dict[str, Floats]:
    """How much more than at other times the names of a text were in the news, by the known events, in two measures."""
    rows, first = index(), int(calendar()[0])
    count = len(calendar()) // 7 + 1
    weeks = [(rows.days[each] - first) // 7 for each in rows.rows_of_names(passage(told.text))]
    weeks = [each for each in weeks if len(each) > 1]
    found = {}
    for name, fading in WEEKS.items():
        steps = np.exp(-np.abs(np.arange(-6 * fading, 6 * fading + 1)) / fading)
        always = np.convolve(np.bincount((rows.days - first) // 7, minlength=count), steps / steps.sum(), "same") + 0.5
        always /= always.sum()
        logs = np.zeros(count)
        for each in weeks:
            own = np.convolve(np.bincount(each, minlength=count), steps / steps.sum(), "same")
            logs += np.log((own + PRIOR[name] * always) / (len(each) + PRIOR[name]) / always)
        logs /= max(len(weeks), 1) ** 0.5
        found[name] = np.clip(np.repeat(logs, 7)[: len(calendar())], -FAR, FAR)
    return found


def _words(told: Told, known: Known | None = None) -> Words:
    """The words that tell of an event, or of the time: a name of it, else what is timed first, else a sentence."""
    names = [name for name in known.words.split(" + ")[0].split(" / ") if name in told.text] if known else []
    if names:
        start = min(told.text.index(name) for name in names)
        name = next(name for name in names if told.text.index(name) == start)
        return Words(start=start, end=start + len(name), text=name)
    timed = next(iter((*told.counted, *told.dated)), None)
    if timed is not None:
        return Words(start=timed.start, end=timed.end, text=timed.text)
    sentence = told.sentence(told.first_sentence).strip()
    start = told.text.index(sentence)
    return Words(start=start, end=start + len(sentence), text=sentence)
