"""Whether two names are one person's, and the sentence that says why."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from timeline.people.folding import folded
from timeline.people.vocabulary import load


def same_person(one: str, other: str) -> str | None:
    """Why two full names are one person's, as a sentence; None when nothing but chance says so.

    It never holds for single words, for initials in place of given names, or across generations (father and son).
    """
    a, b = folded(one), folded(other)
    if a == b:
        return f"“{one}” and “{other}” are the same words." if a else None
    if _generation(a) != _generation(b):
        return None
    a, b = _core(a), _core(b)
    if min(len(a), len(b)) < 2 or len(a[0]) == 1 or len(b[0]) == 1:
        return None
    return _same_words(one, other, a, b) or _shorter(one, other, a, b)


@lru_cache(maxsize=100_000)
def is_short_for(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether the folded words stand for a full name: its first words, its last ones, or the first of two family names.

    A lone surname may be spelt otherwise than the full name ("Zelensky" for "Volodymyr Zelenskyy").
    """
    if _generation(short) not in (None, _generation(full)):
        return False
    words, whole = _core(short), _core(full)
    if words[:1] and words[0] in _set("regnal") and _set("patronymic") & set(full):  # "Prince Ali" for "Ali bin Omar"
        words = words[1:]
    if not words or len(words) >= len(whole):
        return False
    ends, family_first = whole[-len(words) :], _is_family_first(whole)
    if words == ends or (words == whole[: len(words)] and (len(words) == 1 or not family_first)):
        return True
    if len(words) > 1 or family_first:
        return False
    if len(words[0]) > 4 and sound(words[0]) == sound(ends[0]):
        return True
    plain = [w for w in whole if w not in _set("joints")]
    return len(plain) > 2 and words[0] == plain[-2]


def _same_words(one: str, other: str, a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    if a == b or "".join(a) == "".join(b):
        return f"“{one}” and “{other}” differ only in hyphens, articles, spaces or a title."
    if _is_family_first(a) or _is_family_first(b):
        turned = (*a[1:], a[0]), (*b[1:], b[0])
        if "".join(turned[0]) == "".join(b) or "".join(turned[1]) == "".join(a):
            return f"“{one}” and “{other}” are the same words, the family name first or last."
    if len(a) == len(b) and all(map(same_word, a, b)):
        return f"“{one}” and “{other}” are spellings of the same name."
    return None


def _shorter(one: str, other: str, a: tuple[str, ...], b: tuple[str, ...]) -> str | None:
    """The same first and last word, and only one of them with a word or an initial between that the other lacks."""
    if _is_family_first(a) or _is_family_first(b):
        return None
    if not (same_word(a[0], b[0]) and same_word(a[-1], b[-1])):
        return None
    long, short = (a[1:-1], b[1:-1]) if len(a) >= len(b) else (b[1:-1], a[1:-1])
    if not _within(short, long):
        return None
    return f"“{one}” and “{other}” share first and last name; one also gives what stands between."


def _within(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether `long` begins with the words of `short`; an initial stands for a word."""
    return all(same_word(w, x) or (1 in (len(w), len(x)) and w[0] == x[0]) for w, x in zip(short, long, strict=False))


def same_word(a: str, b: str) -> bool:
    return a == b or sound(a) == sound(b) or bool(_forms().get(a, frozenset()) & _forms().get(b, frozenset()))


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """A word as the same sound is spelt in one way, whatever script it came from."""
    for pattern, spelling in _spellings():
        word = pattern.sub(spelling, word)
    return re.sub(r"(.)\1", r"\1", word)


def block(name: str) -> str:
    """What names that may be one person's have in common: their words' sounds that no article or order changes."""
    core = _core(folded(name))
    ends = core[:1] if core and _is_family_first(core) else core[-1:]
    return sound(ends[0]) if ends else ""


def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    dropped = _set("articles") | _set("generations")
    if len(words) > 2 and words[0] in _set("family_titles"):  # the "Sheikh" of "Sheikh Fazlur Karim"
        words = words[1:]
    return tuple(w for w in words if w not in dropped)


def _generation(words: tuple[str, ...]) -> str | None:
    found = [w for w in words if w in _set("generations")]
    return {"junior": "jr", "jnr": "jr", "senior": "sr", "snr": "sr"}.get(found[0], found[0]) if found else None


def _is_family_first(words: tuple[str, ...]) -> bool:
    return words[0] in _set("family_first") or (len(words) <= 3 and words[-1] in _set("family_first"))


@cache
def _set(name: str) -> frozenset[str]:
    return frozenset(load("names.toml")[name])


@cache
def _forms() -> dict[str, frozenset[int]]:
    """Given name -> the numbers of the names that it is a form of."""
    found: dict[str, frozenset[int]] = {}
    for number, forms in enumerate(load("names.toml")["given_names"]):
        for form in forms:
            found[form] = found.get(form, frozenset()) | {number}
    return found


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), spelling) for pattern, spelling in load("names.toml")["spellings"])
