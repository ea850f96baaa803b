"""Dates of events that other clauses tell: what "the visit" or "two days before the poll" refers to."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from timeline.events.belonging import cues
from timeline.events.casting import subject_of
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.gaps import gap_to_noun
from timeline.events.story import Story
from timeline.events.timing import When, inherited, own_date
from timeline.events.vocabulary import kinds

if TYPE_CHECKING:
    from spacy.tokens import Token

SCENE_DAYS = 8  # a scene's date is a week or less
_YEAR = 366  # days: what "the blast" refers to may be dated no better than "last year's blasts"
_NEWS_DAYS = 31  # before publication
_SHORTEST = 5  # letters of a word that another is made of: "quake", "earthquake"
_POINTING = frozenset({"him", "her", "them", "it", "that", "this"})
_FIRST_TELLINGS = 5  # clauses that may tell first of what "the blast" refers to
_DEADLY = frozenset({"attack", "accident or disaster"})  # one blast may be called either


def counted_date(story: Story, clause: Clause) -> When | None:
    """The date of "two days before the poll", where the poll is told elsewhere with its date."""
    counted = gap_to_noun(story, clause)
    if counted is None:
        return None
    gap, noun = counted
    told = _told_last(story, clause) if noun.lower_ in _POINTING else _told_of(story, clause, noun)
    date = told[1] if told else None
    moved = gap.after(date.interval) if date is not None and date.interval is not None else None
    if told is None or date is None or moved is None:
        return None
    why = f"“{gap.words} {noun.text}” counts from “{story.parse[told[0].head].text}”, which has a date."
    return replace(inherited(date, "context", why, 0.85, told[0]), interval=moved)


def _told_last(story: Story, clause: Clause) -> tuple[Clause, When] | None:
    """What the sentence before told with a date: "They had come a day before him"."""
    here = story.sentence(clause).index
    last = next(dated_before(story, here), None)
    return last if last is not None and here - story.sentence(last[0]).index == 1 else None


def named_event_date(story: Story, clause: Clause) -> When | None:
    """The date of an event that the clause refers to: "during the visit", "the blast killed", told elsewhere."""
    for noun in event_nouns(story, clause):
        told = _told_of(story, clause, noun)
        if told is not None:
            other, date = told
            why = f"“{noun.text}” refers to “{story.parse[other.head].text}”, which has a date."
            return inherited(date, "context", why, 0.85, other)
    return None


def retold_date(story: Story, clause: Clause) -> When | None:
    """The date that the text gives further down to what a clause only mentions: "spoke after a quake hit"."""
    subject = subject_of(story, clause) if clause.link == "adverbial" else None
    told = _told_of(story, clause, subject) if subject is not None and _is_told_again(story, subject) else None
    if told is None or subject is None:
        return None
    why = f"“{subject.text}” is told of again as “{story.parse[told[0].head].text}”, which has a date."
    return inherited(told[1], "context", why, 0.85, told[0])


def same_event_date(story: Story, clause: Clause) -> When | None:
    """The date of "in the same raid", where a clause before told of the raid with a date of its own."""
    for noun in story.words(clause.tokens):
        if noun.dep_ != "pobj" or not any(t.lower_ == "same" for t in noun.children):
            continue
        named = (t for t in reversed(story.parse[: noun.i]) if t.lemma_ == noun.lemma_ and t.i in story.clause_at)
        for home in (story.clause_at[t.i] for t in named):
            date = own_date(story, home) if home.head != clause.head else None
            if date is not None and date.interval is not None:
                why = f"“the same {noun.text}” was told of with a date."
                return inherited(date, "context", why, 0.85, home)
    return None


def dated_before(story: Story, index: int, days: int = SCENE_DAYS) -> Iterator[tuple[Clause, When]]:
    """The clauses of running text before a sentence with a date of at most so many days, the nearest first."""
    dated = dated_clauses(story, days)
    end = bisect_left(dated, index, key=lambda pair: story.sentence(pair[0]).index)
    return (dated[i] for i in range(end - 1, -1, -1))


def dated_clauses(story: Story, days: int = SCENE_DAYS) -> list[tuple[Clause, When]]:
    """The clauses of running text with a date of their own of at most so many days, in order."""
    key = ("dated clauses", days)
    if key not in story.memo:
        story.memo[key] = [pair for pair in _find_dated_clauses(story) if _days_of(pair[1]) <= days]
    found: list[tuple[Clause, When]] = story.memo[key]
    return found


def _find_dated_clauses(story: Story) -> Iterator[tuple[Clause, When]]:
    for clause in story.clauses:
        own = clause.link in ("main", "conjunct", "nominal", "adverbial") or is_fronted(story, clause)
        if story.sentence(clause).scene != -1 or not own:
            continue
        date = own_date(story, clause)
        if date is not None and date.interval is not None and not date.open_ended:
            yield clause, date


def is_fronted(story: Story, clause: Clause) -> bool:
    """ "A ship sank on Monday, the navy said": what is told comes first, and who says so after it."""
    parent = story.parent(clause)
    return clause.link == "complement" and parent is not None and clause.head < parent.head


def event_nouns(story: Story, clause: Clause) -> Iterator[Token]:
    """The known event nouns that a clause is about, takes place during or tells an outcome of: "died in the blast"."""
    subject = subject_of(story, clause)
    if subject is not None and _kind_named(subject) and (_is_known(subject) or _is_told_again(story, subject)):
        yield subject
    for token in story.words(clause.tokens):
        named = token.pos_ == "PROPN"  # "the March for Life" is no march told before
        if token.dep_ != "pobj" or named or not _is_known(token) or token.lemma_.lower() not in kinds().nouns:
            continue
        if _is_day_of(token) or _refers(token, deadly=kinds().nouns[token.lemma_.lower()] in _DEADLY):
            yield token


def _is_told_again(story: Story, noun: Token) -> bool:
    """ "A huge blast wrecked", "quakes that killed nine": in the opening, of what else the text tells."""
    vague = any(t.lower_ in ("a", "an") for t in noun.children) or (
        noun.tag_ == "NNS" and not any(t.dep_ in ("det", "nummod", "poss") for t in noun.children)
    )
    here = story.sentence_at[noun.i]
    if not vague or _kind_named(noun) not in _DEADLY or story.running_index(here) >= _FIRST_TELLINGS:
        return False
    others = (t for t in story.parse if t.i in story.clause_at and not here.first <= t.i <= here.last)
    return any(t.pos_ == "NOUN" and _is_one_word(t.lemma_.lower(), noun.lemma_.lower()) for t in others)


def _is_one_word(one: str, other: str) -> bool:
    """ "quake" and "earthquake", "bombing" and "bombing"; not "man" and "gunman" """
    short, long = sorted((one, other), key=len)
    return short == long or (len(short) >= _SHORTEST and long.endswith(short))


def _refers(noun: Token, *, deadly: bool) -> bool:
    """ "during the visit", "died in the blast"; not "a verdict on the killing"."""
    word = noun.head.lower_
    if not deadly:
        return word in cues()["referring"]
    return word != "on" and (word == "in" or noun.head.dep_ == "agent" or word in cues()["referring"])


def _kind_named(noun: Token) -> str | None:
    """The kind of event that a noun names, or that a thing like "bomb" is of."""
    word = noun.lemma_.lower()
    return kinds().nouns.get(word) or kinds().things.get(word)


def _is_day_of(noun: Token) -> bool:
    """ "on the night of the fire" """
    return bool(noun.head.lower_ == "of" and noun.head.head.lemma_.lower() in cues()["days_of"])


def _told_of(story: Story, clause: Clause, noun: Token) -> tuple[Clause, When] | None:
    """The dated clause that tells the event which a noun refers to, if the dates of all of that kind agree."""
    kind = _kind_named(noun)
    if kind is None:
        return None
    alike = _DEADLY if kind in _DEADLY else frozenset({kind})
    dated = dated_clauses(story, _YEAR if kind in _DEADLY else SCENE_DAYS)
    others = [(other, date) for other, date in dated if _may_tell(story, other, clause, noun, date)]
    told = [(other, date) for other, date in others if alike & _kinds_in(story, other)]
    told = told or [(other, date) for other, date in others if alike & _kinds_named(story, other)]
    finest = min(told, key=lambda pair: _days_of(pair[1]), default=None)
    if finest is None or finest[1].interval is None:
        return None
    agree = all(date.interval and date.interval.overlaps(finest[1].interval) for _, date in told)
    return finest if agree else None


def _may_tell(story: Story, other: Clause, clause: Clause, noun: Token, date: When) -> bool:
    """Whether another clause may tell what a noun refers to: what follows must be deadly news or say the very word."""
    if other.head == clause.head:
        return False
    if _kind_named(noun) == "statement" and not any(t.lemma_ == noun.lemma_ for t in story.words(other.tokens)):
        return False  # "after the interview" is after no other words of his
    if story.sentence(other).index <= story.sentence(clause).index or any(
        t.lemma_ == noun.lemma_ for t in story.words(other.tokens)
    ):
        return True
    published, days = story.publication, date.interval
    recent = published is None or days is None or (published.start - days.end).days <= _NEWS_DAYS
    return recent and _kind_named(noun) in _DEADLY


def tellings_before(story: Story, clause: Clause, noun: Token) -> Iterator[Clause]:
    """The clauses before one that may tell what a noun refers to: those of a deadly kind, else the first to name it."""
    here = story.sentence(clause).index
    if _kind_named(noun) in _DEADLY:
        yield from takewhile(lambda other: story.sentence(other).index < here, _deadly_clauses(story))
    elif _kind_named(noun) is not None:
        named = (t for t in story.parse[: noun.i] if t.lemma_ == noun.lemma_ and t.i in story.clause_at)
        homes = (story.clause_at[t.i] for t in named)
        yield from islice((c for c in homes if story.sentence(c).scene == -1 and story.sentence(c).index < here), 1)


def _deadly_clauses(story: Story) -> list[Clause]:
    """The first clauses of running text that tell of something deadly, in order."""
    key = ("deadly clauses", -1)
    if key not in story.memo:
        running = (c for c in story.clauses if story.sentence(c).scene == -1)
        story.memo[key] = list(islice((c for c in running if kind_of(story, c) in _DEADLY), _FIRST_TELLINGS))
    found: list[Clause] = story.memo[key]
    return found


def _days_of(when: When) -> int:
    return when.interval.days if when.interval else 0


def _kinds_in(story: Story, clause: Clause) -> set[str | None]:
    """The kinds of event that a clause's verb, or its subject where that is an event noun, tells."""
    head = story.parse[clause.head]
    subject = subject_of(story, clause)
    nouns = [head, *([subject] if subject is not None else [])]
    return {kinds().verbs.get(head.lemma_.lower()), *(kinds().nouns.get(n.lemma_.lower()) for n in nouns)}


def _kinds_named(story: Story, clause: Clause) -> set[str | None]:
    """The kinds of event that a clause's other nouns name: "chose a president in an election"."""
    nouns = (t for t in story.words(clause.tokens) if t.pos_ == "NOUN" and t.dep_ != "compound")
    return {kinds().nouns.get(t.lemma_.lower()) for t in nouns}


def _is_known(noun: Token) -> bool:
    return any(t.lower_ in ("the", "this", "that", "his", "her", "their") for t in noun.children)
