"""What is read in the sentences of reading/*.txt: plain files, a line a case, that say how they are written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from timeline.models import DateInterval, TimeExpression
from timeline.timex import Genre, find

FILES = sorted((Path(__file__).parent / "reading").glob("*.txt"))
TYPES = {"DATE", "TIME", "DURATION", "SET"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A text, its publication date and genre, and what each of its expressions must be."""

    text: str
    dct: dt.date | DateInterval | None
    genre: Genre | None
    due: tuple[dict[str, str], ...]


def cases() -> Iterator[Case]:
    for file in FILES:
        dct: dt.date | DateInterval | None = None
        genre: Genre | None = None
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("@"):
                day, _, kind = line[1:].strip().partition(" ")
                dct, genre = publication(day), cast("Genre | None", kind or None)
            elif line and not line.startswith("#"):
                text, _, due = line.rpartition(" | ")
                parts = [] if due == "none" else due.split(" ; ")
                yield Case(text=text.replace("¶", "\n\n"), dct=dct, genre=genre, due=tuple(map(expression, parts)))


def publication(words: str) -> dt.date | DateInterval | None:
    if words == "none":
        return None
    first, _, after = words.partition("..")
    start = dt.date.fromisoformat(first)
    return DateInterval(start, dt.date.fromisoformat(after)) if after else start


def expression(words: str) -> dict[str, str]:
    due = {"type": "DATE"}
    for word in words.split():
        name, colon, value = word.partition(":")
        if word in TYPES:
            due["type"] = word
        elif colon and name in ("mod", "quant", "freq", "days"):
            due[name] = value
        else:
            due["value"] = word
    return due


def told(found: TimeExpression, asked: dict[str, str]) -> dict[str, str]:
    days = "..".join(found.interval.iso()) if found.interval else ""
    known = {
        "type": found.type,
        "value": found.value,
        "mod": found.mod,
        "quant": found.quant,
        "freq": found.freq,
        "days": days,
    }
    return {name: known[name] or "" for name in known if name in asked}


CASES = list(cases())


@pytest.mark.parametrize("case", CASES, ids=[f"{case.text} {case.dct}" for case in CASES])
def test_sentence_is_read_as_written_beside_it(case: Case) -> None:
    found = find(case.text, case.dct, genre=case.genre)
    blank: dict[str, str] = {"type": "", "value": ""}
    asked = [*case.due, *[blank] * (len(found) - len(case.due))]
    assert [told(t, due) for t, due in zip(found, asked, strict=False)] == list(case.due)


def test_there_are_three_hundred_cases() -> None:
    assert len(CASES) >= 300
