"""One pass over a text: what looks like a time expression, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from timeline.timex.rules import Language, Rule

OF_DATES = ("START", "MID", "END", "APPROX")
OF_AMOUNTS = ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "NONE")
_TOKEN = re.compile(r"[a-z]+|'?\d+")
MOST_GLUE = 12  # characters between an expression and one that only it gives a meaning
_WORD = re.compile(r"[a-z]+")
_AFTER_NUMBER = re.compile(r"\w|[$£€#]|\d[.,:/]|\d[.,]")
_SAME_LENGTH = {
    "’": "'",
    "‘": "'",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
    "\xa0": " ",
    "\u202f": " ",
    "\u2009": " ",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters [start, end) that a rule matched, with what it captured and what continues it."""

    start: int
    end: int
    core: int
    rule: Rule
    groups: Mapping[str, str]
    inner: Candidate | None = None
    prefix: str = ""


def plain(text: str) -> str:
    """The text in lower case with typewriter quotes, dashes and spaces, every character in its place."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    if not low.isascii():
        for odd, even in _SAME_LENGTH.items():
            low = low.replace(odd, even)
    return low


@lru_cache(maxsize=4)
def scan(text: str, language: Language) -> tuple[str, tuple[Candidate, ...]]:
    """The text made plain, and its candidates in order; cached because one text is read against many dates."""
    low = plain(text)
    return low, tuple(_scan(text, low, language))


def _scan(text: str, low: str, language: Language) -> Iterator[Candidate]:
    starters, glue_words = language.starters, language.glue_words
    end, waiting, last = 0, -1, None
    for token in _TOKEN.finditer(low):
        start, word = token.start(), token[0]
        if start < end:
            continue
        if word in glue_words:
            waiting = start if waiting < end else waiting
            continue
        if not (word in starters or word[0] in "0123456789'"):
            waiting = -1
            continue
        for place in _places(low, waiting, start, end, language):
            found = _candidate(text, low, place, language, last)
            if found:
                yield found
                end, last = found.end, found
                break
        waiting = -1


def _places(low: str, waiting: int, start: int, end: int, language: Language) -> list[int]:
    """Where to try: at most three little words before the token that may begin an expression, then the token."""
    if waiting < end or start - waiting > 40:
        return [start]
    words = list(_WORD.finditer(low, waiting, start))[-3:]
    return [*(word.start() for word in words if word[0] in language.openers), start]


def _candidate(text: str, low: str, start: int, language: Language, last: Candidate | None) -> Candidate | None:
    if start and (low[start - 1].isalnum() or low[start - 1] == "_"):
        return None
    prefix = language.prefix.match(low, start)
    found = _core(text, low, prefix.end(), language, last) if prefix else None
    if prefix and found:
        mod = language.prefixes[" ".join(prefix["prefix"].split())]
        if mod not in (OF_DATES if found.rule.kind else OF_AMOUNTS):
            return found
        return Candidate(
            start=start,
            end=found.end,
            core=found.core,
            rule=found.rule,
            groups=found.groups,
            inner=found.inner,
            prefix=mod,
        )
    return _core(text, low, start, language, last)


def _core(
    text: str, low: str, start: int, language: Language, last: Candidate | None, tries: int = 4
) -> Candidate | None:
    if last and start - last.end <= MOST_GLUE:
        for number in language.followers:
            if found := _by_rule(text, low, start, language, language.rules[number], last, tries):
                return found
    master = language.digit_master if low[start].isdecimal() else language.master
    match = master.match(low, start)
    if match is None or match.lastgroup is None:
        return None
    for number in range(int(match.lastgroup[1:]), len(language.rules)):
        found = _by_rule(text, low, start, language, language.rules[number], last, tries)
        if found:
            return found
    return None


def _by_rule(
    text: str, low: str, start: int, language: Language, rule: Rule, last: Candidate | None, tries: int
) -> Candidate | None:
    match = rule.pattern.match(low, start)
    if not match or match.end() == start or not _fits(text, low, match, language, rule, last):
        return None
    inner = None
    if rule.inner and tries:
        glue = rule.inner.glue.match(low, match.end())
        inner = glue and _core(text, low, glue.end(), language, None, tries - 1)
        if inner and (inner.rule.kind not in rule.inner.kinds or inner.rule.name in rule.inner.rejects):
            inner = None
        if inner is None and rule.inner.needed:
            return None
    end = inner.end if inner and rule.inner and not rule.inner.outside else match.end()
    if rule.not_before and rule.not_before.match(low, end):
        return None
    groups = {}
    for name, form in match.groupdict().items():
        if form is not None:
            table = rule.classes.get(name)
            groups[name] = (language.vocabulary.meaning(table, form) if table else None) or form
    return Candidate(start=start, end=end, core=start, rule=rule, groups=groups, inner=inner)


def _fits(text: str, low: str, match: re.Match[str], language: Language, rule: Rule, last: Candidate | None) -> bool:
    start = match.start()
    before = low[max(0, start - 16) : start]
    if low[start].isdigit() and re.search(r"[$£€#]$|\d[.,:/]$", before):
        return False
    if (rule.not_after and rule.not_after.search(before)) or (rule.only_after and not rule.only_after.search(before)):
        return False
    if rule.follows:
        between = low[last.end : start] if last else ""
        if not last or last.rule.kind != rule.follows.kind or not rule.follows.glue.fullmatch(between):
            return False
    return all(text[match.start(group)].isupper() for group in rule.cased if match[group] in language.needs_capital)
