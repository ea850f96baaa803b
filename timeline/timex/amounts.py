"""Amounts of time as ISO 8601 durations."""

from __future__ import annotations

import re

from timeline.timex.rules import Language

CODES = {
    "S": "PT{}S", "MIN": "PT{}M", "H": "PT{}H", "day": "P{}D", "week": "P{}W", "fortnight": "P{}W", "weekend": "P{}WE",
    "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE", "millennium": "P{}ML",
}  # fmt: skip


def count(words: str, language: Language) -> float | None:
    """The number of "24", "twenty-four", "a dozen", "two and a half"; None where it is vague."""
    table = language.vocabulary.words
    plain = " ".join(words.replace(",", "").split())
    half = 0.5 if plain.endswith("and a half") else 0
    plain = re.sub(r" and a half$", "", plain)
    if re.fullmatch(r"\d+(?:\.\d+)?", plain):
        return float(plain) + half
    if plain in table["number"]:
        return float(table["number"][plain]) + half
    if plain in table["vague"]:
        return None if table["vague"][plain] == "X" else float(table["vague"][plain])
    tens, _, ones = plain.replace("-", " ").partition(" ")
    if tens in table["tens"]:
        return float(table["tens"][tens]) + float(table["ones"].get(ones, 0)) + half
    return None


def duration(number: float | None, unit: str) -> str:
    """The value of so many units; X where the number is vague."""
    if number is None:
        return CODES[unit].format("X")
    if unit == "fortnight":
        number *= 2
    if unit in ("decade", "century") and number != int(number):
        return f"P{number * (10 if unit == 'decade' else 100):g}Y"
    return CODES[unit].format(f"{number:g}")
