"""Amounts of time as ISO 8601 durations."""

from __future__ import annotations

import re

from timeline.timex.rules import Language

CODES = {
    "S": "PT{}S", "MIN": "PT{}M", "H": "PT{}H", "day": "P{}D", "week": "P{}W", "fortnight": "P{}W", "weekend": "P{}WE",
    "month": "P{}M", "quarter": "P{}Q", "year": "P{}Y", "decade": "P{}DE", "century": "P{}CE", "millennium": "P{}ML",
}  # fmt: skip
HALVES = {"year": "6M", "H": "30M", "MIN": "30S"}  # of one and a half and more
HALF = {"H": "PT30M", "MIN": "PT30S", "day": "PT12H", "year": "P6M", "decade": "P5Y", "century": "P50Y"}


def count(words: str, language: Language) -> float | None:
    """The number of "24", "twenty-four", "a dozen", "two and a half", "two thousand"; None where it is vague."""
    table = language.vocabulary.words
    plain = " ".join(words.replace(",", "").split())
    plain, halves = re.subn(r" and a half$|(?<=\d) ?(?:1/2|½)$", "", plain)
    half = 0.5 * halves
    times = table["times"].get(plain.rpartition(" ")[2])
    if times:
        number = count(plain.rpartition(" ")[0], language)
        return None if number is None else number * float(times)
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
    if number == int(number):
        return CODES[unit].format(f"{number:.0f}")
    if number == 0.5 and unit in HALF:
        return HALF[unit]
    if unit in ("decade", "century"):
        return f"P{number * (10 if unit == 'decade' else 100):g}Y"
    if unit in HALVES and number * 2 == int(number * 2) and number > 1:
        return f"{CODES[unit].format(int(number))}{HALVES[unit]}"
    return CODES[unit].format(f"{number:g}")
