"""Which known events an article may tell of, and what speaks for each: the words that they share, and the days told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from timeline.models import DateInterval
from timeline.published.known import (
    A_YEAR,
    has_passed,
    is_denied,
    is_remembered,
    lead_of,
    may_be_news,
    opening_of,
)
from timeline.published.known_table import Known, stems_of
from timeline.published.leading import leading
from timeline.published.shared_words import NO_NAME, Floats, Passage, Share, index, names_in, passage
from timeline.published.terms import in_office
from timeline.published.told import Told
from timeline.published.vocabulary import telling
from timeline.published.windows import OPENING

HEAD = 400  # characters above the running text in which the headline is looked for
MOST_ROWS, FEWEST_GROUPS = 50, 2
SPOKEN = 12  # sentences with a weekday
TIMED, MOSTLY = 0.5, 0.75  # the share of a row's groups of which a sentence with its weekday holds a word
PARTS = ("text", "opening", "lead", "headline")
MOST_AHEAD = 3.0
MONTH = 31  # days


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A known event that a text may tell of, and what speaks for that.

    `window` is when it was published by words that count from it, such as "last week".
    """

    known: Known
    features: Mapping[str, float]
    window: DateInterval | None = None


def candidates(told: Told) -> list[Candidate]:
    """The known events with which a text shares most, and what speaks for each."""
    rows = index()
    headline = told.text[max(0, told.start_of(told.first_sentence) - HEAD) : told.start_of(told.first_sentence)]
    parts = [told.text, opening_of(told), lead_of(told), f"{headline}\n{told.sentence(told.first_sentence)}"]
    passages = [passage(part) for part in parts]
    text, opening, lead, head = map(rows.shared, passages)
    beside, announced = _beside_weekday(told), _announced(told)
    share = text.groups / np.maximum(rows.size, 1)
    order = (text.rarity * share + opening.rarity + lead.rarity) / 10 + beside
    order[(text.groups < FEWEST_GROUPS) | (text.rarity == 0)] = -1
    best = [int(row) for row in np.argsort(-order, kind="stable")[:MOST_ROWS] if order[row] > 0]
    windows = leading(told, best)
    names = [_names(each.names) for each in passages[2:]]
    spoken = {counted.weekday for counted in told.counted}
    years = {int(found[0]) for found in A_YEAR.finditer(told.text) if told.in_running_text(found.start())}
    latest = max((int(found[0]) for found in A_YEAR.finditer(told.text) if told.is_told(found.start())), default=0)
    offices = list(in_office(told, range(told.first_sentence, told.first_sentence + OPENING)).values())
    found = [
        Candidate(
            known=(known := rows.rows[row]),
            window=windows.get(row),
            features={
                "always": 1.0,
                "timed": float(beside[row] >= TIMED),
                **(shared := _shared(row, text, opening, lead, head)),
                "all in opening, name": shared["all in opening"] * shared["first"],
                "all in opening, beside weekday": shared["all in opening"] * float(beside[row] >= MOSTLY),
                **_worded(known, passages),
                "names of lead": len(names[0] & names_in(known)) / max(len(names[0]), 1),
                "names of headline": len(names[1] & names_in(known)) / max(len(names[1]), 1),
                "beside weekday": float(beside[row]),
                "announced": float(announced[row]),
                "weekday": float(known.day.isoweekday() in spoken),
                "year told": float(known.day.year in years),
                "year past": float(latest > known.day.year),
                "told by date": float(_is_dated(told, known.day, caption=False)),
                "passed": float(has_passed(told, known)),
                "remembered": float(is_remembered(told, known)),
                "denied": float(is_denied(told, known)),
                "no news": float(not may_be_news(told, known, offices)),
                "pictured": float(_is_dated(told, known.day, caption=True)),
            },
        )
        for row in best
    ]
    return _compared(found)


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


def _worded(known: Known, passages: Sequence[Passage]) -> dict[str, float]:
    """The share of the words of a row's sentence, and of the title of its source, that the parts of a text have."""
    _, opening, lead, head = (frozenset(each.stems.split()) for each in passages)
    event, source = _telling_stems(known.event), _telling_stems(known.source.replace("_", " "))
    return {
        "event in opening": len(event & opening) / max(len(event), 1),
        "event in lead": len(event & lead) / max(len(event), 1),
        "event in headline": len(event & head) / max(len(event), 1),
        "source in opening": len(source & opening) / max(len(source), 1),
    }


def _telling_stems(words: str) -> frozenset[str]:
    return frozenset(stem for stem in stems_of(words).split() if not stem.isdigit()) - _plain_stems()


@cache
def _plain_stems() -> frozenset[str]:
    return frozenset(stems_of(" ".join(telling().plain_words)).split())


def _compared(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, each with how much more it shares than those of other times, and than what came soon after it."""
    if not found:
        return []
    days = np.array([each.known.day.toordinal() for each in found])
    worth = np.array([sum(each.features[part] for part in PARTS) / 2 for each in found])
    full = np.array([each.features["all in opening"] for each in found])
    gap = days[None, :] - days[:, None]
    others = np.where(np.abs(gap) > MONTH, worth[None, :], 0.0).max(axis=1)
    soon = (gap > 0) & (gap <= 2 * MONTH)
    later = np.where(soon, worth[None, :], 0.0).max(axis=1)
    later_full = np.where(soon, full[None, :], 0.0).max(axis=1)
    return [
        replace(
            each,
            features={
                **each.features,
                "ahead": float(np.clip(worth[row] - others[row], 0, MOST_AHEAD)),
                "behind": float(np.clip(others[row] - worth[row], 0, MOST_AHEAD)),
                "later more": float(np.clip(later[row] - worth[row], 0, MOST_AHEAD)),
                "later full": float(later_full[row]),
            },
        )
        for row, each in enumerate(found)
    ]


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


def _announced(told: Told) -> Floats:
    """Of each known event the share of its groups that a sentence of the opening tells that announces something."""
    rows = index()
    found = np.zeros(len(rows.rows))
    opening = range(told.first_sentence, min(told.first_sentence + OPENING, told.last_sentence))
    for sentence in opening:
        words = told.sentence(sentence)
        if telling().announced.search(words):
            found = np.maximum(found, rows.shared(passage(words)).groups / np.maximum(rows.size, 1))
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
