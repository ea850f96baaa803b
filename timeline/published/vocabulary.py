"""The data of this room: kinds of candidates, and the words by which texts tell of time."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Literal

Role = Literal["published", "updated", "capture", "bound", "said"]
Unit = Literal["day", "week", "month"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of date candidate; `description` completes "It is ..."."""

    description: str
    role: Role
    family: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """Words for the calendar period `back` periods before the one that holds the publication; all have the `cue`."""

    unit: Unit
    back: int
    cue: str
    pattern: re.Pattern[str]
    example: str
    near_miss: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sequel:
    """Words for news that came `least` to `most` days after a day that is named behind them."""

    least: int
    most: int
    pattern: re.Pattern[str]
    example: str
    near_miss: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """The words of `telling.toml`."""

    future: re.Pattern[str]
    future_before: re.Pattern[str]
    glance: re.Pattern[str]
    names_a_day: re.Pattern[str]
    label_word: re.Pattern[str]
    label: re.Pattern[str]
    of_itself: re.Pattern[str]
    announced: re.Pattern[str]
    past: re.Pattern[str]
    relatives: tuple[Relative, ...]
    sequels: tuple[Sequel, ...]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]
    first_since: re.Pattern[str]
    first_in_years: re.Pattern[str]
    numbers: dict[str, int]
    no_names: frozenset[str]
    plain_words: tuple[str, ...]


def _load(name: str) -> dict[str, Any]:
    source = resources.files("timeline.resources") / "published" / name
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name."""
    return {
        name: Kind(description=row["is"], role=row["role"], family=row["family"], weight=row["weight"])
        for name, row in _load("kinds.toml").items()
    }


@cache
def telling() -> Telling:
    """The words by which texts tell of time."""
    data = _load("telling.toml")
    return Telling(
        future=re.compile(data["future"]["pattern"], re.IGNORECASE),
        future_before=re.compile(data["future"]["directly_before"], re.IGNORECASE),
        names_a_day=re.compile(data["names_a_day"]["pattern"], re.IGNORECASE),
        glance=re.compile(data["names_a_day"]["glance"]),
        label_word=re.compile(data["label"]["word"], re.IGNORECASE),
        label=re.compile(data["label"]["pattern"]),
        of_itself=re.compile(data["of_itself"]["pattern"], re.IGNORECASE),
        announced=re.compile(data["announced"]["pattern"], re.IGNORECASE),
        past=re.compile(data["past"]["pattern"], re.IGNORECASE),
        relatives=tuple(
            Relative(**(row | {"pattern": re.compile(row["pattern"], re.IGNORECASE)})) for row in data["relative"]
        ),
        sequels=tuple(
            Sequel(**(row | {"pattern": re.compile(row["pattern"], re.IGNORECASE)})) for row in data["sequel"]
        ),
        not_after=re.compile(data["weekday"]["not_after"], re.IGNORECASE),
        not_before=re.compile(data["weekday"]["not_before"], re.IGNORECASE),
        first_since=re.compile(data["first"]["since"], re.IGNORECASE),
        first_in_years=re.compile(data["first"]["years"], re.IGNORECASE),
        numbers=data["numbers"],
        no_names=frozenset(data["no_names"]["words"]),
        plain_words=tuple(data["plain_words"]["words"]),
    )
