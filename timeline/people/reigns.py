"""Kings, popes and the like: one name, with a title before it or a numeral after it, as "King Charles III"."""

from __future__ import annotations

from dataclasses import dataclass

from timeline.people.folding import folded
from timeline.people.names import same_word
from timeline.people.vocabulary import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Reign:
    """What the name of somebody who reigns is made of; the title and the numeral are empty where it lacks them."""

    title: str
    given: tuple[str, ...]
    numeral: str


def reign_of(name: str) -> Reign | None:
    """The parts of a name that has a title that stays with it, or of one word and a numeral; None for other names."""
    parts, numeral = folded(name), name.split()[-1]
    title = parts[0] if parts[0] in words("regnal") else ""
    number = parts[-1] if is_numeral(numeral) else ""
    given = parts[bool(title) : len(parts) - bool(number)]
    if not given or not (title or (number and len(given) == 1)):
        return None
    return Reign(title=title, given=given, numeral=number)


def is_numbered(name: str) -> bool:
    """Whether it is a reigning person's with their number: "Charles III"."""
    reign = reign_of(name)
    return reign is not None and bool(reign.numeral)


def is_numeral(word: str) -> bool:
    return bool(word) and not set(word) - set("IVX")


def same_reign(one: str, other: str) -> str | None:
    """Why two names within a document are one reigning person's, as a sentence: what one says, the other only lacks."""
    a, b = reign_of(one), reign_of(other)
    if a is None or b is None or len(a.given) != len(b.given) or not all(map(same_word, a.given, b.given)):
        return None
    if not all(not x or not y or x == y for x, y in ((a.title, b.title), (a.numeral, b.numeral))):
        return None
    return f"“{one}” and “{other}” are one name with and without its title or number."


def untitled(name: str) -> str:
    """The name without "Pope" and "Saint", where a number tells whose it is: "Benedict XVI", but "King Felipe VI"."""
    reign = reign_of(name)
    if reign is None or reign.title not in ("pope", "saint") or not reign.numeral:
        return name
    return name.split(maxsplit=1)[1]
