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
from timeline.published.known import A_YEAR, has_passed, lead_of, may_be_news, opening_of
from timeline.published.known_table import Known
from timeline.published.shared_words import NO_NAME, Floats, Ints, Share, index, names_in, passage
from timeline.published.signs import Sign, calendar, signs
from timeline.published.terms import in_office
from timeline.published.told import Told, Words
from timeline.published.vocabulary import telling
from timeline.published.windows import OPENING, Window, shown

HEAD = 400  # characters above the running text in which the headline is looked for
MOST_ROWS, FEWEST_GROUPS = 50, 2
SPOKEN = 12  # sentences with a weekday
TIMED, MOSTLY = 0.5, 0.75  # the share of a row's groups of which a sentence with its weekday holds a word
SINCE = (-30, -7, 0, 1, 2, 3, 7, 14, 31, 92)  # days since an event, up to the next; then up to
LONGEST = 366
FORTNIGHT, MONTH = 14, 31  # days
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
class Candidate:
    """A known event that a text may tell of, what speaks for that, and whether its weekday is told with it."""

    known: Known
    features: Mapping[str, float]
    timed: bool


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
    return Clues(candidates=_candidates(told), signs=signs(told, proposed), fame=_fame(told))


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
            mixed[first + skip : first + last] += np.exp(_worth(each, known_weights)) * after[each.timed][skip:last]
    return mixed


@cache
def since_steps() -> Ints:
    """For each day from the first to the last that is counted from an event the step that it falls into."""
    return np.searchsorted(np.array(SINCE), np.arange(SINCE[0], LONGEST), side="right") - 1


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


def _candidates(told: Told) -> list[Candidate]:
    """The known events with which a text shares most, and what speaks for each."""
    rows = index()
    headline = told.text[max(0, told.start_of(told.first_sentence) - HEAD) : told.start_of(told.first_sentence)]
    parts = [told.text, opening_of(told), lead_of(told), f"{headline}\n{told.sentence(told.first_sentence)}"]
    passages = [passage(part) for part in parts]
    text, opening, lead, head = map(rows.shared, passages)
    beside = _beside_weekday(told)
    share = text.groups / np.maximum(rows.size, 1)
    order = (text.rarity * share + opening.rarity + lead.rarity) / 10 + beside
    order[(text.groups < FEWEST_GROUPS) | (text.rarity == 0)] = -1
    best = [int(row) for row in np.argsort(-order, kind="stable")[:MOST_ROWS] if order[row] > 0]
    names = [_names(each.names) for each in passages[2:]]
    spoken = {counted.weekday for counted in told.counted}
    years = {int(found[0]) for found in A_YEAR.finditer(told.text) if told.in_running_text(found.start())}
    latest = max((int(found[0]) for found in A_YEAR.finditer(told.text) if told.is_told(found.start())), default=0)
    offices = list(in_office(told, range(told.first_sentence, told.first_sentence + OPENING)).values())
    return [
        Candidate(
            known=(known := rows.rows[row]),
            timed=bool(beside[row] >= TIMED),
            features={
                **(shared := _shared(row, text, opening, lead, head)),
                "all in opening, name": shared["all in opening"] * shared["first"],
                "all in opening, beside weekday": shared["all in opening"] * float(beside[row] >= MOSTLY),
                "names of lead": len(names[0] & names_in(known)) / max(len(names[0]), 1),
                "names of headline": len(names[1] & names_in(known)) / max(len(names[1]), 1),
                "beside weekday": float(beside[row]),
                "weekday": float(known.day.isoweekday() in spoken),
                "year told": float(known.day.year in years),
                "year past": float(latest > known.day.year),
                "told by date": float(_is_dated(told, known.day, caption=False)),
                "no news": float(not may_be_news(told, known, offices)),
                "pictured": float(_is_dated(told, known.day, caption=True)),
            },
        )
        for row in best
        if not has_passed(told, rows.rows[row])
    ]


def _shared(row: int, text: Share, opening: Share, lead: Share, head: Share) -> dict[str, float]:
    """What a row shares with the parts of a text."""
    rows = index()
    return {
        "text": float(text.rarity[row]) / 10,
        "opening": float(opening.rarity[row]) / 10,
        "lead": float(lead.rarity[row]) / 10,
        "headline": float(head.rarity[row]) / 10,
        "missing": float(rows.whole[row] - text.rarity[row]) / 10,
        "first": float(text.first[row]) / 10,
        "groups": float(rows.size[row]) / 4,
        "all": float(text.groups[row] == rows.size[row]),
        "all in opening": float(opening.groups[row] == rows.size[row]),
        "name in headline": float(head.first[row]) / 10,
        "name in lead": float(lead.first[row]) / 10,
    }


def _beside_weekday(told: Told) -> Floats:
    """Of each known event the share of its groups that a sentence with its weekday tells, at most."""
    rows = index()
    weekdays = (rows.days - 1) % 7 + 1
    found = np.zeros(len(rows.rows))
    sentences = {(c.sentence, c.weekday) for c in told.counted if c.weekday is not None}
    for sentence, weekday in sorted(sentences)[:SPOKEN]:
        share = rows.shared(passage(told.sentence(sentence))).groups / np.maximum(rows.size, 1)
        found = np.maximum(found, share * (weekdays == weekday))
    return found


def _names(names: str) -> frozenset[str]:
    found = (name for name in names.split() if name != NO_NAME and not name[0].isdigit())
    return frozenset(found) - telling().no_names


def _is_dated(told: Told, day: dt.date, caption: bool) -> bool:
    return any(
        dated.interval.days <= MONTH and dated.interval.start <= day < dated.interval.end
        for dated in told.dated
        if dated.caption == caption
    )


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
