"""One pass over a text: what looks like a time expression, and by which rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from timeline.timex.rules import Language, Rule

OF_DATES = ("START", "MID", "END", "APPROX")
OF_AMOUNTS = ("APPROX", "LESS_THAN", "MORE_THAN", "EQUAL_OR_LESS", "EQUAL_OR_MORE", "NONE")
MOST_GLUE = 12  # characters between an expression and one that only it gives a meaning
MOST_INNER = 4  # expressions within one another
MOST_LINE = 200  # characters back to what tells whether capitals are a headline's
_QUOTE_OPENS = re.compile(r"(?:^|[\s(])(?:[\"“‘]|``|''|')$")
_TOKEN = re.compile(r"[a-z]+|'?\d+")
_WORD = re.compile(r"[a-z]+")
_NUMBER_GOES_ON = re.compile(r"(?:[$£€#]|\d[.,:/])\d$")
_IDLE_NUMBER = re.compile(  # a number before another, as in the rows of a table
    r"\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,9})?[ \t\n]{1,9}(?:[$£€]|\d(?!\d{0,3}[/½]|[a-z]{3}))"
)
_PLAIN = {
    "’": "'", "‘": "'", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "−": "-", "\xa0": " ", "\u202f": " ",
    "\u2009": " ",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Characters [start, end) that a rule matched, what it captured, and what continues it.

    The rule's own match begins at `core`; `prefix` is the modifier of the words before it ("early", "at least").
    """

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
        for odd, even in _PLAIN.items():
            low = low.replace(odd, even)
    return low


@lru_cache(maxsize=4)
def scan(text: str, language: Language, message: bool = False) -> tuple[str, tuple[Candidate, ...]]:
    """The text made plain, and its candidates in order; cached because one text is read against many dates.

    A `message` may drop capitals, and has rules of its own.
    """
    low = plain(text)
    return low, tuple(_Scanner(text, low, language, message).candidates())


@dataclass(slots=True)
class _Scanner:
    """A text, its plain form, and the candidate found last."""

    text: str
    low: str
    language: Language
    message: bool
    last: Candidate | None = None

    def candidates(self) -> Iterator[Candidate]:
        """Try the rules at words that may begin an expression, and at the little words before those."""
        starters, openers, little = self.language.starters, self.language.openers, self.language.glue_words
        end, waiting = 0, -1
        for token in _TOKEN.finditer(self.low):
            start, word = token.start(), token[0]
            if start < end:
                continue
            if word in little:
                waiting = start if waiting < end else waiting
                continue
            if word in starters or word[0] in "0123456789'":
                for place in self._places(waiting, start, end, openers):
                    if found := self._at(place):
                        yield found
                        end, self.last = found.end, found
                        break
            waiting = -1

    def _places(self, waiting: int, start: int, end: int, openers: frozenset[str]) -> list[int]:
        """Where to try: the last three little words before the token that may open an expression, then the token."""
        if waiting < end or start - waiting > 40:
            return [start]
        words = list(_WORD.finditer(self.low, waiting, start))[-3:]
        return [*(word.start() for word in words if word[0] in openers), start]

    def _at(self, start: int) -> Candidate | None:
        """The candidate that begins here, with its prefix where that suits it."""
        if start and (self.low[start - 1].isalnum() or self.low[start - 1] == "_"):
            return None
        prefix = self.language.prefix.match(self.low, start)
        found = self._core(prefix.end(), self.last) if prefix else None
        if not prefix or not found:
            return self._core(start, self.last)
        mod = self.language.prefixes[" ".join(prefix["prefix"].split())]
        return (
            replace(found, start=start, prefix=mod) if mod in (OF_DATES if found.rule.kind else OF_AMOUNTS) else found
        )

    def _core(self, start: int, last: Candidate | None, tries: int = MOST_INNER) -> Candidate | None:
        """What the first rule that fits makes of the text from here."""
        language = self.language
        if start >= len(self.low):
            return None
        if last and start - last.end <= MOST_GLUE:
            for number in language.followers:
                rule = language.rules[number]
                if rule.genre and not self.message:
                    continue
                match = rule.pattern.match(self.low, start)
                if match and (found := self._by(rule, match, last, tries)):
                    return found
        if _NUMBER_GOES_ON.search(self.low, max(0, start - 2), start + 1) or _IDLE_NUMBER.match(self.low, start):
            return None
        rules = language.message_rules if self.message else language.report_rules
        for rule, match_at in rules[self.low[start]]:
            match = match_at(self.low, start)
            if match and (found := self._by(rule, match, last, tries)):
                return found
        return None

    def _by(self, rule: Rule, match: re.Match[str], last: Candidate | None, tries: int) -> Candidate | None:
        start = match.start()
        if match.end() == start or not self._fits(match, rule, last):
            return None
        if rule.may_name and _is_name(self.text, start, match.end()):
            return None
        inner = self._inner(rule, match.end(), tries) if rule.inner and tries else None
        if rule.inner and rule.inner.needed and not inner:
            return None
        end = inner.end if inner and rule.inner and not rule.inner.outside else match.end()
        if rule.not_before and rule.not_before.match(self.low, end):
            return None
        return Candidate(start=start, end=end, core=start, rule=rule, groups=self._groups(match, rule), inner=inner)

    def _inner(self, rule: Rule, end: int, tries: int) -> Candidate | None:
        """The expression that continues a match, if it is of a kind that the rule wants."""
        wanted = rule.inner
        glue = wanted.glue.match(self.low, end) if wanted else None
        inner = self._core(glue.end(), None, tries - 1) if glue else None
        if not wanted or not inner or inner.rule.kind not in wanted.kinds or inner.rule.name in wanted.rejects:
            return None
        return inner

    def _groups(self, match: re.Match[str], rule: Rule) -> dict[str, str]:
        """What was captured: of a class of words the meaning, else the form."""
        meaning = self.language.vocabulary.meaning
        return {
            name: (name in rule.classes and meaning(rule.classes[name], form)) or form
            for name, form in match.groupdict().items()
            if form is not None
        }

    def _fits(self, match: re.Match[str], rule: Rule, last: Candidate | None) -> bool:
        """Whether what stands before the match, and its capitals, allow the rule."""
        start = match.start()
        before = self.low[max(0, start - 16) : start]
        if (rule.not_after and rule.not_after.search(before)) or (
            rule.only_after and not rule.only_after.search(before)
        ):
            return False
        if rule.follows:
            between = self.low[last.end : start] if last else ""
            if not last or last.rule.kind != rule.follows.kind or not rule.follows.glue.fullmatch(between):
                return False
        capital = self.language.needs_capital
        return self.message or all(self.text[match.start(g)].isupper() for g in rule.cased if match[g] in capital)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the capitals of a match tell a name within a sentence: "This Week", USA Today."""
    if not text[start:end].istitle():
        return False
    line = text[max(0, start - MOST_LINE) : start].rpartition("\n")[2]
    if " " in text[start:end]:
        return bool(_QUOTE_OPENS.search(line)) or bool(re.search(r"\b[a-z]+ $", line))
    return bool(re.search(r"\b[A-Z]{2,4} $", line) and re.search(r"\b[a-z]{4,}", line))
