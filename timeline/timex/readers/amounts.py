"""Readers of durations and repeated times."""

from __future__ import annotations

import re

from timeline.timex.amounts import count, duration
from timeline.timex.candidates import Candidate
from timeline.timex.context import Context, Outcome

_FINER = ("year", "month", "week", "day", "H", "MIN", "S")


def amount(candidate: Candidate, context: Context) -> Outcome | None:
    """Three months, the last two years, a four-day."""
    groups = candidate.groups
    unit = groups["unit"]
    number = count(groups["amount"], context.language)
    words = context.low[candidate.core : candidate.end]
    if not _is_amount(candidate, context, unit, words):
        return None
    if " and a half" in words and number is not None and "and a half" not in groups["amount"]:
        number += 0.5
    value = duration(number, unit)
    mod = "APPROX" if " or so" in words or groups["amount"].startswith("a couple") else None
    return Outcome(
        type="DURATION", value=value, mod=mod, because=("an amount of time",), anchors=False, confidence=0.85
    )


def amount_of_two(candidate: Candidate, context: Context) -> Outcome | None:
    """Four years and nine months, two hours 15 minutes: the second unit is the finer."""
    groups = candidate.groups
    numbers = [count(groups[name], context.language) for name in ("amount", "amount2")]
    units = [groups["unit"], groups["unit2"]]
    if None in numbers or any(unit not in _FINER for unit in units) or _FINER.index(units[0]) >= _FINER.index(units[1]):
        return None
    first, second = (duration(number, unit) for number, unit in zip(numbers, units, strict=True))
    value = first + second.removeprefix("PT" if first.startswith("PT") else "P")
    return Outcome(type="DURATION", value=value, because=("an amount of two units",), anchors=False, confidence=0.85)


def _is_amount(candidate: Candidate, context: Context, unit: str, words: str) -> bool:
    after = context.low[candidate.end : candidate.end + 8]
    if after.startswith(("-old", " old", " of age")):
        return False
    if re.search(r"^(?:a|an) (?:night|weekend)\b", words):
        return False
    if unit in ("S", "MIN") and "second" in words and not re.search(r"\d|seconds|one second|few|several", words):
        return False
    if re.match(r"(?:a|an) (?!\w* )", words) and unit == "quarter":
        return False
    text = context.low[candidate.core : candidate.end]
    if unit == "quarter" and (not text.endswith("quarters") or after.startswith(" of ")):  # of the vote
        return False
    return not re.match(r"\d{4}[- ]", words)


def range_amount(candidate: Candidate, context: Context) -> Outcome | None:
    """The first number of "three to four weeks"."""
    number = count(candidate.groups["amount"], context.language)
    return Outcome(
        type="DURATION",
        value=duration(number, candidate.groups["unit"]),
        because=("lower bound of a range",),
        anchors=False,
        confidence=0.6,
    )


def bare_units(candidate: Candidate, context: Context) -> Outcome | None:
    """Weeks, recent months, for decades."""
    words = context.low[candidate.core : candidate.end].split()
    unit = context.language.vocabulary.words["plural"][words[-1]]
    if unit == "S" or words == ["quarters"]:
        return None
    if words[-1] in ("nights",):
        return None
    return Outcome(type="DURATION", value=duration(None, unit), because=("no number",), anchors=False, confidence=0.6)


def half_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """Half an hour, a quarter century."""
    groups = candidate.groups
    if "quarter_of" in groups:
        value = "P25Y"
    elif "quarter_hour" in groups:
        value = "PT15M"
    else:
        value = duration(0.5, groups["unit"])
    return Outcome(type="DURATION", value=value, because=("half of one",), anchors=False, confidence=0.6)


def each_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """Every year, every four years, every other day."""
    groups = candidate.groups
    number = count(groups.get("amount", "1"), context.language) or 1
    if groups["each"] == "EVERY_OTHER":
        number = 2
    quant = "EACH" if groups["each"] == "EACH" else "EVERY"
    return Outcome(
        type="SET", value=duration(number, groups["unit"]), quant=quant, because=("again and again",), anchors=False
    )


def each_daypart(candidate: Candidate, context: Context) -> Outcome | None:
    """Every morning."""
    quant = "EACH" if context.low.startswith("each", candidate.core) else "EVERY"
    value = f"XXXX-XX-XXT{candidate.groups['part']}"
    return Outcome(type="SET", value=value, quant=quant, because=("again and again",), anchors=False)


def per_unit(candidate: Candidate, context: Context) -> Outcome | None:
    """A year, as in "$5 million a year"."""
    before = context.low[max(0, candidate.core - 40) : candidate.core]
    words = context.low[candidate.core : candidate.end]
    if not words.startswith("per") and not re.search(context.language.cues["rates"]["before"], before):
        if words.startswith("per"):
            return None
        if re.search(context.language.cues["rates"]["not_before"], before):
            return None
        unit = context.language.vocabulary.words["unit"][candidate.groups["unit"]]
        return Outcome(
            type="DURATION", value=duration(1, unit), because=("one of them",), anchors=False, confidence=0.75
        )
    unit = context.language.vocabulary.words["unit"][candidate.groups["unit"]]
    return Outcome(
        type="SET", value=duration(1, unit), quant="EACH", because=("a rate",), anchors=False, confidence=0.5
    )


def frequency(candidate: Candidate, context: Context) -> Outcome | None:
    """Daily, weekly, annually; "8 percent annually" is a rate, and tells no time."""
    before = context.low[max(0, candidate.core - 40) : candidate.core]
    if candidate.groups["frequency"] == "P1Y" and re.search(context.language.cues["rates"]["before"], before):
        return None
    return Outcome(
        type="SET", value=candidate.groups["frequency"], because=("again and again",), anchors=False, confidence=0.4
    )


def unit_long(candidate: Candidate, context: Context) -> Outcome | None:
    """Week-long, decades-long."""
    groups = candidate.groups
    unit = context.language.vocabulary.words["unit"][groups["unit"]]
    value = duration(None if "many" in groups else 1, unit)
    return Outcome(type="DURATION", value=value, because=("as long as that",), anchors=False, confidence=0.7)
