"""How likely each day is that of publication, by the known events of which a text tells and all else it says of time.

Of each known event with which a text shares words it may tell as its news, as background, as still to come, or not at
all; how many days it came out after the event speaks for and against each day accordingly, and all events and the signs
of a day multiply. So an article that tells of three events of one week came out after the last of them. The weights
(`likely_days.toml`) were learned by benchmarks/learn_days.py.
"""

from __future__ import annotations

import datetime as dt
import tomllib
import weakref
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
from timeline.published.told import Told, Words, remembered
from timeline.published.windows import Window, shown

SINCE = (-366, -92, -30, -7, 0, 1, 2, 3, 7, 14, 31, 92, 366, 1100)  # days since an event: the lower edges of steps
ELSE = 0.05  # how much less a day is worth that "last week" does not lead to
FORTNIGHT = 14  # days
AS_NEWS = 0.5  # how likely a known event must be the news of a text, to be named as the reason
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
ENOUGH, ENOUGH_OF_WEEKS = 0.55, 0.75
DENSE_SINCE, ENOUGH_WHERE_SPARSE = 2005, 0.8  # of the years before the table knows too little of what came next


@dataclass(frozen=True, slots=True, kw_only=True)
class Clues:
    """All that is weighed: the known events, the signs of days, and when the names of the text were in the news."""

    candidates: Sequence[Candidate]
    signs: Sequence[Sign]
    fame: Mapping[str, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What speaks for a known event being told of in one way, and how much each step of days since it is worth then."""

    features: Mapping[str, float]
    since: Sequence[float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each clue is worth, as learned."""

    news: Telling
    background: Telling
    coming: Telling
    signs: Mapping[str, float]
    fame: Mapping[str, float]

    @property
    def ways(self) -> tuple[Telling, ...]:
        """All ways in which an event may be told of, its news first."""
        return self.news, self.background, self.coming


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
                start = dt.date.fromordinal(int(calendar()[best]))
                if start.year < DENSE_SINCE and size > DAY_WINDOWS[-1]:
                    continue
                if held[best] >= (enough if start.year >= DENSE_SINCE else ENOUGH_WHERE_SPARSE):
                    interval = DateInterval(start, start + dt.timedelta(size))
                    return self._window(interval), float(held[best])
        return None

    def _window(self, interval: DateInterval) -> Window:
        since = interval.start - dt.timedelta(FORTNIGHT)
        near = [each for each in self.clues.candidates if since <= each.known.day < interval.end]
        told = [(ways(each, weights())[0], each) for each in near]
        best = max((pair for pair in told if pair[0] >= AS_NEWS), key=lambda pair: pair[0], default=None)
        if best is None:
            return Window(interval=interval, words=_words(self.told), reason=_what_fits(self.clues, interval))
        known = best[1].known
        day = shown(DateInterval.day(known.day))
        reason = f"It tells most likely of what the world knows (“{known.event}”, {day})."
        return Window(interval=interval, words=_words(self.told, known), reason=reason)


@remembered
def likely_days(told: Told) -> LikelyDays:
    """The days on which a text is likely to have been published."""
    found = clues(told)
    return LikelyDays(weakref.proxy(told), found, shares(found, weights()))  # the text itself remembers what is found


def clues(told: Told) -> Clues:
    """All that a text says of its day."""
    return Clues(candidates=candidates(told), signs=signs(told), fame=_fame(told))


def shares(found: Clues, known_weights: Weights) -> Floats:
    """The share of each day of the calendar."""
    logs = of_events(found.candidates, known_weights)
    for sign in found.signs:
        values = range(int(sign.values.max()) + 1)
        logs += np.array([known_weights.signs.get(f"{sign.name} {value}", 0.0) for value in values])[sign.values]
    for name, fame in found.fame.items():
        logs += known_weights.fame[name] * fame
    powers: Floats = np.exp(logs - logs.max())
    total: Floats = powers / powers.sum()
    return total


def of_events(told_of: Sequence[Candidate], known_weights: Weights) -> Floats:
    """How much the known events that a text may tell of speak for each day, as logarithms."""
    logs = np.zeros(len(calendar()))
    for each in told_of:
        told = ways(each, known_weights)
        parts = [
            np.log(share + 1e-300) + np.array(way.since) for share, way in zip(told, known_weights.ways, strict=True)
        ]
        nothing = np.full(len(SINCE) + 1, np.log(max(1 - sum(told), 1e-300)))
        gains = [np.logaddexp.reduce([*(part + lost for part in parts), nothing]) for lost in (0.0, np.log(ELSE))]
        steps = since_steps(each.known.day)
        logs += np.where(is_led_to(each), gains[0][steps], gains[1][steps])
    return logs


def ways(candidate: Candidate, known_weights: Weights) -> tuple[float, ...]:
    """How likely a text tells of a known event in each way."""
    worth = [_worth(candidate, way) for way in known_weights.ways]
    total = np.logaddexp.reduce([*worth, 0.0])
    return tuple(float(np.exp(each - total)) for each in worth)


def since_steps(day: dt.date) -> Ints:
    """For each day of the calendar the step into which the days since an event fall."""
    at = day.toordinal() - int(calendar()[0])
    middle = len(_every_step()) // 2
    return _every_step()[middle - at : middle - at + len(calendar())]


@cache
def _every_step() -> Ints:
    """The steps of all gaps that there can be, from the most days before an event to the most after it."""
    longest = 2 * len(calendar())
    return np.searchsorted(np.array(SINCE), np.arange(-longest, longest + 1), side="right")


def is_led_to(candidate: Candidate) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """The days to which "last week" or "yesterday" leads, if a text says so of an event; else all."""
    days = calendar()
    window = candidate.window
    if window is None:
        return np.ones(len(days), dtype=np.bool_)
    return (days >= window.start.toordinal()) & (days < window.end.toordinal())


@cache
def weights() -> Weights:
    """The learned weights."""
    source = resources.files("timeline.resources") / "published" / "likely_days.toml"
    data = tomllib.loads(source.read_text(encoding="utf-8"))
    return Weights(
        news=Telling(**data["news"]),
        background=Telling(**data["background"]),
        coming=Telling(**data["coming"]),
        signs=data["signs"],
        fame=data["fame"],
    )


def _worth(candidate: Candidate, way: Telling) -> float:
    return sum(way.features.get(name, 0.0) * value for name, value in candidate.features.items())


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
