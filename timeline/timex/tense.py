"""Which way a clause looks, by the words around a time expression."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from timeline.timex.candidates import Candidate
from timeline.timex.context import Context
from timeline.timex.rules import Language

PLAINLY = -1.0  # what a verb weighs that is a past for sure
# "left on Sunday, and on Tuesday she was due": the date opens a clause of its own.
_NEW_CLAUSE = re.compile(r"(?:, (?:and|but)|[:;]) (?:(?:on|in|by) )?(?:(?:early|late) )?$")
_SUBJECT = re.compile(r" (?:he|she|it|they|we|i|the|a|an|his|her|its|their|at least|some|more than|nearly|[0-9]\S*) ")
_BEHIND_PRONOUN = re.compile(r"\b(?:he|she|they|who|we|i) (?:[a-z]+ly |also |then |first |later )?$")


@dataclass(frozen=True, slots=True)
class Look:
    """How strongly the words look back (below nought) or ahead (above), and the word that tells."""

    weight: float
    word: str
    plain: bool = False  # the word is a verb that can only be a past: "went", "she moved"

    @property
    def reason(self) -> str:
        """The look in words, for the rule chain."""
        if not self.word:
            return "no word tells the tense"
        return f"{'future' if self.weight > 0 else 'past'} by {self.word!r}"


@dataclass(frozen=True, slots=True)
class _Cues:
    verbs: re.Pattern[str]
    verb_weights: dict[str, float]
    before: re.Pattern[str]
    before_weights: dict[str, float]
    infinitive: float
    headline: re.Pattern[str]
    over: re.Pattern[str]
    over_weight: float
    fronted: re.Pattern[str]
    says: re.Pattern[str]
    due: re.Pattern[str]
    due_weight: float
    suffix: float


@cache
def _cues(language: Language) -> _Cues:
    tense = language.cues["tense"]
    verbs = {word: float(weight) for weight, words in tense["verbs"].items() for word in words}
    before = {word: float(weight) for weight, words in tense["before"].items() for word in words}
    rest = tense["rest"]
    suffix = rest["past_suffix"]
    verb = (
        rf"(?P<verb>{_any(verbs)})(?: (?:not |also |likely |soon )?be \w+)?|to (?:be )?(?P<infinitive>[a-z]{{2,}})"
        rf"|be [a-z]+{suffix}|(?P<past>[a-z]{{2,20}}{suffix})"
    )
    between = "the|his|her|its|their|our|my|at least|about|around|early|late|mid|next|this"
    return _Cues(
        verbs=re.compile(rf"(?<![\w'-])(?:{verb})(?![\w-])|(?P<short>'ll)\b"),
        verb_weights=verbs,
        before=re.compile(rf"(?<!\w)(?P<word>{_any(before)})(?: (?:{between}))?[ -]$"),
        before_weights=before,
        infinitive=rest["infinitive"],
        headline=re.compile(rest["headline"]),
        over=re.compile(rest["over"]),
        over_weight=rest["over_weight"],
        fronted=re.compile(rest["fronted"]),
        says=re.compile(rest["says"]),
        due=re.compile(rest["due"]),
        due_weight=rest["due_weight"],
        suffix=rest["past_suffix_weight"],
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(words, key=len, reverse=True))


def look(context: Context, candidate: Candidate) -> Look:
    """The look of the clause that holds the candidate: its nearest verb, and a preposition right before."""
    cues = _cues(context.language)
    left, right = context.before(candidate), context.after(candidate).partition(";")[0]
    start = candidate.start - len(left)
    due = cues.due.match(right)
    skipped = due or cues.says.match(right)  # words that tell nothing of when: "On Monday, he added, he would go"
    before = nearest = None
    told_anew = _NEW_CLAUSE.search(left) is not None and _SUBJECT.match(right) is not None
    for match in () if told_anew else cues.verbs.finditer(left):
        if not _no_verb(match, context, start):
            before, nearest = nearest, match
    behind = None if skipped else cues.verbs.match(right, 1)
    told = behind and behind["verb"] not in context.language.cues["no_telling"] and _weigh(behind, cues)[0] < 0
    if behind and told and not _no_verb(behind, context, candidate.end):
        before, nearest = None, behind  # "the ministry on Sunday issued"
    if nearest is None:
        verbs = cues.verbs.finditer(right, skipped.end() if skipped else 0)
        following = [verb for verb in verbs if not _no_verb(verb, context, candidate.end)]
        fronted = right.startswith(",") and cues.fronted.fullmatch(left)
        finite = (verb for verb in following if not verb["infinitive"])  # "In June, on the eve of a vote to choose, he"
        nearest = next(finite if fronted else iter(following), next(iter(following), None))
    weight, word = _weigh(nearest, cues) if nearest else (0.0, "")
    if due:
        weight, word = weight + cues.due_weight, due[0].strip()
    elif weight < 0 and (right.startswith(",") or weight <= PLAINLY) and cues.fronted.fullmatch(left):
        weight += cues.over_weight
    if nearest and nearest["infinitive"] and before:
        other = _weigh(before, cues)[0]
        joined = nearest.start() - before.end() <= 3
        weight = (max(weight, other) if other > -2 else other) if joined else weight + min(0.0, other)
    if nearest and nearest["infinitive"] and before is None and cues.headline.fullmatch(left, 0, nearest.start()):
        weight += cues.infinitive  # a headline: "Talks to resume Monday"
    over = cues.over.search(left[-60:])
    if over:
        weight += cues.over_weight
    preposition = cues.before.search(left[-40:])
    if preposition and not over:
        extra = cues.before_weights[" ".join(preposition["word"].split())]
        weight, word = weight + extra, preposition["word"] if abs(extra) >= abs(weight) or not word else word
    plain = word in context.language.cues["plain_past"]
    if nearest is not None and nearest is not behind and nearest["past"] and word == nearest[0]:
        plain = _BEHIND_PRONOUN.search(nearest.string, 0, nearest.start()) is not None
    return Look(weight, word, weight <= PLAINLY and plain)


def _no_verb(match: re.Match[str], context: Context, offset: int) -> bool:
    """Whether it is none: "to the", "to Paris", "an unsigned", or a preposition right before the expression."""
    word = match["infinitive"]
    if match["past"]:
        if match["past"] in context.language.cues["no_past"] or context.text[offset + match.start()].isupper():
            return True
        return _before_noun(context.language).search(match.string, 0, match.start()) is not None
    if word is None and _is_plan(match, context, offset):
        return True
    if word is None:  # "after Sunday" tells nothing of Sunday, "after the vote on Sunday" does
        return match["verb"] in context.language.cues["prepositions"] and match.end() + 5 > len(match.string)
    return word in context.language.cues["no_verbs"] or context.text[offset + match.start("infinitive")].isupper()


def _is_plan(match: re.Match[str], context: Context, offset: int) -> bool:
    """Whether it is a noun: "under the plan", "Plan B"."""
    if match["verb"] not in context.language.cues["nouns_too"]:
        return False
    here, before = offset + match.start(), match.string[: match.start()].rstrip()
    named = context.text[here].isupper() and context.text[here + 1].islower() and before != ""
    return named or _before_noun(context.language).search(match.string, 0, match.start()) is not None


@cache
def _before_noun(language: Language) -> re.Pattern[str]:
    """What stands before a participle that only describes a noun: an article, perhaps an adverb."""
    words = language.cues["tense"]["rest"]["determiners"]
    return re.compile(rf"(?<!\w)(?:{_any(words)}) (?:still |[a-z]{{2,12}}ly )?$")


def _weigh(match: re.Match[str], cues: _Cues) -> tuple[float, str]:
    word = " ".join(match[0].split())
    if match["verb"]:
        return cues.verb_weights[" ".join(match["verb"].split())], word
    if match["short"]:
        return cues.verb_weights["'ll"], word
    if match["past"]:
        return cues.suffix, word
    return cues.infinitive, word
