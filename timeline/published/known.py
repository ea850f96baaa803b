"""Events that the world knows, with their days: an article that tells of one as its news was written soon after it.

The table (`known_events.tsv`) gives for each the words that an article's opening must hold to be about it.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from timeline.models import DateInterval, Span
from timeline.published.known_table import (
    ANY,
    APOSTROPHE,
    HALF,
    MANY_GROUPS,
    PREFIX,
    WORD,
    Known,
    by_day,
    by_prefix,
    stems_of,
    weight,
)
from timeline.published.terms import in_office
from timeline.published.told import WEEKDAY, Counted, Told, Words, remembered
from timeline.published.vocabulary import telling
from timeline.published.weekdays import DAY, WEEK, before_what_comes, days_of_news, follow, lead_weekdays
from timeline.published.windows import OPENING, Window, floor, inverse, near_the_lead, shown

A_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")
PASSED = re.compile(
    r"\banniversary\b|\b(?:weeks?|months?|years?|decades?) (?:ago|later|on|after|since|earlier|before)\b"
    r"|\b(?:last|earlier this) (?:month|year)\b",
    re.IGNORECASE,
)
IN_MONTH = re.compile(rf"\b(?i:in|since|last) ({'|'.join(calendar.month_name[1:])})\b(?! \d{{4}})")
DENIED = re.compile(r"\b(?:not|never|fail\w*|surviv(?:e|ed|es|ing)|avoid\w*|escap\w*)\b|n['’]t\b", re.IGNORECASE)
TOLD = 0.75  # share of the groups of which the sentence that says when must hold a word
MANY = 3
LEAD = 3  # sentences
SHORT = 3  # words: "the quake"
UNUSUAL = 12.0  # what the words weigh that a text shares with an event of which it does not tell all
BACK = re.compile(r"\byears? (?:on|ago|after|later|since)\b|\banniversary\b|\bremember|\bmemorial\b", re.IGNORECASE)
SURELY = 20.0  # what the words weigh that surely tell of an event
TODAY = re.compile(r"\b(?:today|this (?:morning|afternoon|evening)|tonight)\b", re.IGNORECASE)
FORTNIGHT = 14  # days
MONTH = 30  # days for which one who left an office may still be called by it


def of_known_events(told: Told) -> list[Window]:
    """The days on which a text was news that tells by weekday, or as of last week, of what the world knows the day of.

    Of several events the one that most is said of counts, then the latest; none that lies before what else is dated.
    """
    likely = likely_in(told)
    found: list[tuple[float, dt.date, list[Window]]] = []
    for known in (known for known in likely if not _is_told_by_date(told, known)):
        within = (c for c in told.counted if not _recurs(told, known, c, likely))
        others = [other.day for other in likely if 0 < (known.day - other.day).days < WEEK]
        told_of = [(share, w) for c in within for share, w in _window(told, known, c, others)]
        relative = [window for _, window in told_of if _is_relative(window)]
        best = max((share for share, _ in told_of), default=0.0)
        found.append((best, known.day, relative or [window for _, window in told_of]))
    _, day, windows = max(found, key=lambda each: each[:2], default=(0.0, dt.date.min, []))
    far = [other for _, other, others in found if others and abs((other - day).days) > MONTH] if windows else []
    if any(_company(likely, other) >= _company(likely, day) for other in far):
        return []  # it may be the one or the other
    by_others = (list(by(told, likely)) for by in (_of_the_lead, _days_on, _of_one_week, _before_it, _of_today))
    return list(_of_two_timed(told, likely)) or windows or next(filter(None, by_others), [])


def _is_told_by_date(told: Told, known: Known) -> bool:
    """Whether a text gives the day of an event by its date, without the weekday: so it is not of the last days."""
    month, day = calendar.month_name[known.day.month], known.day.day
    short = rf"(?:{month}|{month[:3]}\.?|{month[:4]}\.)"
    dates = re.finditer(rf"\b(?:{short} {day}|{day}(?:st|nd|rd|th)? (?:of )?{short})\b(?!,? \d{{4}})", told.text)
    return any(
        told.is_told(d.start()) and WEEKDAY.search(told.text, max(0, d.start() - 14), d.start()) is None for d in dates
    )


def _company(likely: Sequence[Known], day: dt.date) -> int:
    """How many known events of which a text tells lie within some days of one."""
    return sum(abs((known.day - day).days) <= FORTNIGHT for known in likely)


@remembered
def likely_in(told: Told) -> tuple[Known, ...]:
    """The known events that the headline and the opening tell of, if nothing speaks against this being their news."""
    named = known_in(told)
    opening = range(told.first_sentence, told.first_sentence + OPENING)
    offices = list(in_office(told, opening).values()) if named else []
    return tuple(known for known in named if _is_well_told(told, known) and may_be_news(told, known, offices))


def _is_well_told(told: Told, known: Known) -> bool:
    """Whether the opening tells all of an event, or shares more with it than usual names and words."""
    opening, lead = opening_of(told), lead_of(told)
    return known.share_in(opening) == 1 or weight(known, opening, lead) >= UNUSUAL


def _of_the_lead(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """The days on which a lead was news that tells all of a known event, whose weekday stands beside a word of it."""
    sentences = [told.sentence(index) for index in range(told.first_sentence, told.first_sentence + LEAD)]
    lead = "".join(sentences)
    opening = range(told.first_sentence + OPENING)
    beside = [
        (known, counted)
        for known in likely
        for counted in told.counted
        if known.share_in(lead) >= HALF
        and counted.weekday == known.day.isoweekday()
        and known.share_in(told.sentence(counted.sentence)) >= known.least_beside(counted.sentence in opening)
    ]
    for known, counted in beside if DENIED.search(lead) is None else ():
        alone = all(abs((other.day - known.day).days) <= MONTH for other, _ in beside)
        if alone and known.share_in(lead) == 1:
            yield _told_as_news(told, known, counted)


def _days_on(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """When a lead was news that counts the days, or hours, from a known event of which it tells all: "four days on"."""
    opening = opening_of(told)
    sentences = range(told.first_sentence, told.first_sentence + LEAD)
    lead = "".join(map(told.sentence, sentences))
    full = [known for known in likely if known.share_in(opening) == 1 and known.share_in(lead) >= HALF]
    most = max((known.share_in(lead) for known in full), default=0.0)
    full = [known for known in full if known.share_in(lead) == most]
    days = {known.day for known in full}
    start, end = told.start_of(sentences.start), told.start_of(min(sentences.stop, told.last_sentence))
    for sequel in telling().sequels if len(days) == 1 else ():
        found = sequel.pattern.search(told.text, start, end)
        if found is not None and _counts_from(told, found, full[0]):
            words = Words(start=found.start(), end=found.end(), text=found[0])
            (day,) = days
            interval = DateInterval(day + DAY * sequel.least, day + DAY * (sequel.most + 1))
            of = f"“{full[0].event}”, {shown(DateInterval.day(day))}"
            reason = f"The text says “{words.text}” of what the world knows ({of})."
            yield Window(interval=interval, words=words, reason=reason)


def _before_it(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """The days before a known event that the text announces by its weekday: "is to speak on Tuesday"."""
    for found in WEEKDAY.finditer(told.text):
        counted = told.counted_weekday(found)
        if not (told.in_running_text(found.start()) and told.is_announced(counted)):
            continue
        for known in likely:
            if known.day.isoweekday() == counted.weekday and known.share_in(told.sentence(counted.sentence)) >= TOLD:
                days = DateInterval(known.day - DAY * (WEEK - 1), known.day + DAY)
                lead = [known.day - DAY * ((counted.weekday - weekday) % WEEK) for weekday in lead_weekdays(told)]
                days = (days_of_news(max(lead)).intersect(days) or days) if lead else days
                of = f"“{known.event}”, {shown(DateInterval.day(known.day))}"
                reason = f"The text announces for “{counted.text}” what the world knows ({of})."
                yield Window(interval=days, words=counted, reason=reason)


def _of_today(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """The day of the one known event of which a lead tells all, as of what happened "today" or "this morning"."""
    sentences = range(told.first_sentence, told.first_sentence + LEAD)
    lead = "".join(map(told.sentence, sentences))
    full = [known for known in likely if known.share_in(lead) == 1 and weight(known, lead, lead) >= SURELY]
    start, end = told.start_of(sentences.start), told.start_of(min(sentences.stop, told.last_sentence))
    found = TODAY.search(told.text, start, end)
    if len({known.day for known in full}) == 1 and found is not None and BACK.search(opening_of(told)) is None:
        sentence = told.sentence(told.sentence_at(found.start()))
        if full[0].share_in(sentence) >= HALF and DENIED.search(sentence) is None:
            words = Words(start=found.start(), end=found.end(), text=found[0])
            day = DateInterval.day(full[0].day)
            reason = f"The text says “{words.text}” of what the world knows (“{full[0].event}”, {shown(day)})."
            yield Window(interval=day, words=words, reason=reason)


def _counts_from(told: Told, found: re.Match[str], known: Known) -> bool:
    """Whether "hours after" counts from a known event: what stands behind tells of it, or calls it in short.

    Where they open a sentence, that ends at the comma. "Four days on" counts from what the lead is about.
    """
    index = told.sentence_at(found.start())
    sentence, start = told.sentence(index), found.start() - told.start_of(index)
    behind = sentence[start + len(found[0]) :]
    if not sentence[:start].strip():
        behind = behind.partition(",")[0]
    short = " ".join(behind.split()[:SHORT])  # "a day after he died at the age of 88"
    counted = known.share_in(short) >= ANY or known.share_in(behind) >= HALF
    return DENIED.search(sentence) is None and (found[0].endswith("on") or counted)


def _told_as_news(told: Told, known: Known, counted: Counted) -> Window:
    day = shown(DateInterval.day(known.day))
    reason = f"The text says “{counted.text}” and begins with what the world knows (“{known.event}”, {day})."
    days = days_of_news(follow(told, known.day))
    return Window(interval=before_what_comes(told, days), words=counted, reason=reason)


def _recurs(told: Told, known: Known, counted: Counted, likely: Sequence[Known]) -> bool:
    """Whether a sentence may tell of many known events: "a bomb killed 20 in Baghdad on Thursday"."""
    sentence = told.sentence(counted.sentence)
    alike = (other for other in likely if known.shares_name_with(other))
    return sum(other.share_in(sentence) >= TOLD for other in alike) >= MANY


def _of_two_timed(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """As `_of_one_week`, if the opening tells of each of the two by its weekday."""
    return _of_pairs(told, (pair for pair in _of_a_week(likely) if _both_timed(told, *pair)))


def _of_one_week(told: Told, likely: Sequence[Known]) -> Iterator[Window]:
    """The days on which the opening was news that tells of two known events of one week, one of them by its weekday."""
    opening = opening_of(told)
    return _of_pairs(told, (pair for pair in _of_a_week(likely) if any(known.share_in(opening) == 1 for known in pair)))


def _of_a_week(likely: Sequence[Known]) -> Iterator[tuple[Known, Known]]:
    """Every two events of one week, the earlier one first."""
    pairs = combinations(sorted(likely, key=lambda known: known.day), 2)
    return ((one, other) for one, other in pairs if 0 < (other.day - one.day).days < WEEK)


def _of_pairs(told: Told, pairs: Iterable[tuple[Known, Known]]) -> Iterator[Window]:
    weekdays = {counted.weekday for counted in told.counted}
    for one, other in pairs:
        for counted in told.counted:
            known = next((k for k in (other, one) if k.day.isoweekday() == counted.weekday), None)
            if known is not None and known.share_in(told.sentence(counted.sentence)) >= HALF:
                latest = max(k.day for k in (one, other) if k.day.isoweekday() in weekdays)
                days = days_of_news(follow(told, latest))
                first, last = shown(DateInterval.day(one.day)), shown(DateInterval.day(other.day))
                reason = f"The text tells of what the world knows (“{one.event}”, {first}; “{other.event}”, {last})."
                yield Window(interval=before_what_comes(told, days), words=counted, reason=reason)


def _both_timed(told: Told, *pair: Known) -> bool:
    """Whether more than half of each of two events is told in a sentence of the opening that has its weekday."""
    opening = (counted for counted in told.counted if counted.sentence < told.first_sentence + OPENING)
    timed = [(counted.weekday, told.sentence(counted.sentence)) for counted in opening]
    return all(
        any(weekday == known.day.isoweekday() and known.share_in(words) > HALF for weekday, words in timed)
        for known in pair
    )


def may_be_news(told: Told, known: Known, offices: Iterable[Sequence[DateInterval]]) -> bool:
    """Whether nothing in the text is of later years than the event, nor tells of time passed or others in office."""
    latest = floor(told)
    if latest is not None and latest.interval.start > known.day + DAY * WEEK:
        return False
    if not all(any(time.start <= known.day < time.end + DAY * MONTH for time in times) for times in offices):
        return False
    if _latest_year(told) > known.day.year + 1:
        return False
    if _is_pictured_before(told, known) or any((known.day - day).days > 2 * MONTH for day in _own_days(told)):
        return False
    lead = told.sentence(told.first_sentence)
    if DENIED.search(lead) and not DENIED.search(known.words) and known.share_in(lead) >= HALF:
        return False
    return not has_passed(told, known)


@remembered
def _latest_year(told: Told) -> int:
    """The latest year that a text spells out of what may be past, 0 without one."""
    spelled = (found for found in A_YEAR.finditer(told.text) if told.is_told(found.start()))
    return max((int(y[1]) for y in spelled if told.may_be_past(Span(start=y.start(), end=y.end()))), default=0)


def has_passed(told: Told, known: Known) -> bool:
    """Whether the opening tells of an event as of what was some time ago, or in its month as if that were over."""
    month = calendar.month_name[known.day.month]
    passed = (sentence for sentence, ago, months in _passing(told) if ago or month in months)
    return any(known.share_in(sentence) >= HALF for sentence in passed)


@remembered
def _passing(told: Told) -> tuple[tuple[str, bool, frozenset[str]], ...]:
    """The sentences of the opening that tell of time that passed, and the months that they tell of so."""
    sentences = [told.sentence(index) for index in range(told.first_sentence, told.first_sentence + OPENING)]
    found = [(s, PASSED.search(s) is not None, frozenset(m[1] for m in IN_MONTH.finditer(s))) for s in sentences]
    return tuple(each for each in found if each[1] or each[2])


def _is_pictured_before(told: Told, known: Known) -> bool:
    """Whether a dated picture shows long before the event those of whom the text begins to tell."""
    lead = told.names(told.first_sentence) | told.names(told.first_sentence + 1)
    shown = (d for d in told.dated if d.caption and d.interval.days == 1 and len(told.names(d.sentence) & lead) >= MANY)
    return any((known.day - dated.interval.start).days > 2 * MONTH for dated in shown)


@remembered
def _own_days(told: Told) -> tuple[dt.date, ...]:
    """The days that are dated in full and told again without the year: those are of the text's own year."""

    def is_told_again(day: dt.date) -> bool:
        month = calendar.month_name[day.month]
        again = rf"\b(?:{month} {day.day}|{day.day} {month})\b(?!,? (?:19|20)\d\d)"
        return re.search(again, told.text) is not None

    return tuple(d.interval.start for d in told.dated if d.interval.days == 1 and is_told_again(d.interval.start))


def years_known(told: Told, index: int, month: int, day: int) -> Iterator[tuple[int, str]]:
    """The years of the known events of a day of the year that a sentence tells of, with what each was."""
    beside = "".join(told.sentence(each) for each in (index - 1, index, index + 1) if each >= 0)
    opening = stems_of(opening_of(told))
    around = opening_of(told) if index <= told.first_sentence else beside
    for known in by_day().get((month, day), ()):
        of_both = known.is_told_in(opening) and known.share_in(told.sentence(index)) >= HALF
        of_day = len(known.groups) >= MANY_GROUPS and known.share_in(around) >= TOLD and known.is_about(around)
        named = known.is_told_in(stems_of(around)) or of_both or of_day
        if named and (known.share_in(around) == 1 or weight(known, opening_of(told), lead_of(told)) >= UNUSUAL):
            yield known.day.year, known.event


def _is_relative(window: Window) -> bool:
    return isinstance(window.words, Counted) and window.words.relative is not None


def _window(told: Told, known: Known, counted: Counted, before: Sequence[dt.date]) -> Iterator[tuple[float, Window]]:
    """When a text was written that counts a known event from its own day, and how much its sentence says of that.

    The weekdays of the days `before` are those of other known events, and lead on to nothing.
    """
    if counted.relative is None:
        last = follow(told, known.day, without={day.isoweekday() for day in before})
        days = days_of_news(last) if counted.weekday == known.day.isoweekday() else None
    else:
        days = _week_after(told, known, counted)
    sentence = told.sentence(counted.sentence)
    denied = DENIED.search(sentence) is not None and DENIED.search(known.words) is None
    share = known.share_in(sentence) if days is not None and not denied else 0.0
    opening = counted.sentence < told.first_sentence + OPENING
    named = counted.relative is None and opening and known.share_in(opening_of(told)) == 1
    whole = share == 1 and (opening or counted.relative is None)
    timed = whole or (named and (share >= TOLD or known.is_timed_in(sentence)))
    if days is not None and timed:
        day = shown(DateInterval.day(known.day))
        reason = f"The text says “{counted.text}” of what the world knows (“{known.event}”, {day})."
        days = near_the_lead(told, days) if counted.relative is not None else days
        yield share, Window(interval=before_what_comes(told, days), words=counted, reason=reason)


def _week_after(told: Told, known: Known, counted: Counted) -> DateInterval | None:
    week = inverse(counted, DateInterval.day(known.day))
    if week is None or counted.relative is None or counted.relative.unit != "week":
        return None
    newest = follow(told, week.start - DAY, step=2)
    return DateInterval(max(week.start, newest), week.end) if newest < week.end else None


@remembered
def known_in(told: Told) -> frozenset[Known]:
    """The known events that the headline and the first sentences of an article tell of."""
    opening = opening_of(told)
    found = {known for known in _nearly(opening) if known.is_told_in(stems_of(opening))}
    for index in {counted.sentence for counted in told.counted}:
        sentence = told.sentence(index)
        found |= {known for known in _nearly(sentence) if known.share_in(sentence) == 1}
    return frozenset(found)


def _nearly(text: str) -> set[Known]:
    """The events of which a text holds a name of the first group, or one that begins with it."""
    folded = text.casefold()
    prefixes = {word[:PREFIX].partition(APOSTROPHE)[0] for word in WORD.findall(folded.replace("’", APOSTROPHE))}
    return {known for prefix in prefixes for name, known in by_prefix().get(prefix, ()) if name in folded}


def opening_of(told: Told) -> str:
    """The headline and the first sentences, among which an article says what it is about."""
    return told.text[: told.start_of(min(told.first_sentence + OPENING, told.last_sentence))]


def lead_of(told: Told) -> str:
    """The headline and the few sentences that tell the news."""
    return told.text[: told.start_of(min(told.first_sentence + LEAD, told.last_sentence))]
