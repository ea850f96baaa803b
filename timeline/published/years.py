"""Days told without their year ("on 23 January"), and the year in which all that the text says of time fits together.

Reports leave the year out of days of their own. Which year that is, weekdays tell ("Friday, 5 March"), "ten days after"
beside the weekday of the news, "24 years after" a dated event, the latest event dated in full, and who held office.
No year is taken unless it alone fits, and none up to the last that the text spells out for something past: reports
spell out the years that are not their own.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.articles.written_days import calendar_words, day_of, fold
from timeline.models import DateInterval, Span
from timeline.published.afterwards import DAY, news_after
from timeline.published.known import likely_in, opening_of, years_known
from timeline.published.narrowing import narrowed
from timeline.published.terms import OPEN_END, in_office
from timeline.published.told import Told, Words
from timeline.published.weekdays import WEEK, before_what_comes, days_of_news, follow, lead_weekdays
from timeline.published.windows import Window, floor
from timeline.published.windows import past as told_as_past
from timeline.published.writing_years import calendar, year_of_writing

NO_DAY_OF_ITS_OWN = re.compile(
    r"\b(?:ended|ending|as of|years?|year to|until|till|through|every|each)\s+$", re.IGNORECASE
)
NAME_OF_AN_EVENT = re.compile(r"^(?:st|nd|rd|th)?\s(?:attacks?\b|movement\b|coup\b|holidays?\b)")
OTHER_YEAR = re.compile(
    r"^(?:st|nd|rd|th)?,? (?:(?:of )?(?:last|next|that) year|(?:a|one|\w+ years?) (?:year )?(?:ago|earlier))\b"
)
HAS_UNTIL = re.compile(r"\b(?:have|has|had|given|gave|get|gets)\s(?:\w+\s)?(?:until|till)\s$", re.IGNORECASE)
SCHEDULED = re.compile(r"\b(?:opens|begins|starts|takes place|kicks off|is due|are due|is to|are to|will)\b[^.;:]*$")
NEAR_VERB = 48  # characters
A_WEEKDAY = "((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
WEEKDAY_BEFORE = re.compile(rf"\b{A_WEEKDAY}(?:,\s|\s\(|\s)(?:the\s)?$")
WEEKDAY_AFTER = re.compile(rf"^(?:st|nd|rd|th)?(?:,\s|\s\()(?:a\s|which was a\s)?{A_WEEKDAY}\b")
LONGEST = dt.timedelta(92)  # from the last day told without its year to the report: in 95 of 100 it is less
LONGEST_OF_OPENING = dt.timedelta(31)  # from such a day in the first sentences
EARLIER = (re.compile(r"\b(?:[Tt]he|\w+[’']s)\s$"), re.compile(r"^(?:st|nd|rd|th)?\s[A-Za-z]{4}"))  # "the Aug. 7 blast"
FAR = 3  # years that may lie between what is dated with its year and the report, if nothing says how late it is
YEARS = 12  # tried; after so many a weekday is long back on its day
YEAR, SOME_YEAR = 365, 2001
LAST_YEAR = dt.MAXYEAR - YEARS - 1
NEAR_PICTURE = dt.timedelta(10)  # from what a picture shows to the days that the text tells of
LEAD = 3  # sentences
WEEKS_BEFORE = 62  # days from what the world knows to the news that goes on with it
FEW_DAYS = 3  # from a day told with its date to the weekday of the news
LONGEST_STORY = 122  # days; a text whose days lie all over the year tells of several years
ONE = dt.timedelta(1)
PAST_YEAR = re.compile(r"\b(?:in|since|during)\s((?:19|20)\d\d)\b(?!\s?[-–])")
A_YEAR = re.compile(r"\b((?:18|19|20)\d\d)\b")
TODAY = re.compile(r"\btoday(?:,| \()\s?$", re.IGNORECASE)  # "today, August 24"
LINE_PARTS = re.compile(r"\s[|•·/–—]\s|\s{2,}")
LONGEST_PART = 5  # words of a line, or of a part of it, that gives a day and no more


@dataclass(frozen=True, slots=True, kw_only=True)
class Yearless(Words):
    """A day of a month, and the weekday beside it, if any."""

    month: int
    day: int
    weekday: int | None
    sentence: int
    caption: bool

    def within(self, year: int) -> dt.date | None:
        """The day in a year, None if it has none or its weekday is another there."""
        found = day_of(year, self.month, self.day)
        return found if found and self.weekday in (None, found.isoweekday()) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """When the text can have been written: not before `since`, and within one period of each of the `times`."""

    since: dt.date
    times: tuple[tuple[DateInterval, ...], ...]
    why: tuple[str, ...]
    by_world: bool

    def allow(self, day: dt.date) -> bool:
        """Whether a text of that day can say all that it says."""
        return day >= self.since and all(any(t.start <= day < t.end for t in times) for times in self.times)

    @property
    def closed(self) -> bool:
        """Whether something says until when it can have been written."""
        return any(all(time.end < OPEN_END for time in times) for times in self.times)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """The last day told without its year, in a year in which everything fits; `news` is the day of what is new."""

    last: dt.date
    news: dt.date | None
    by_weekday: bool


def headed(told: Told) -> Iterator[Window]:
    """The day that heads the text with its weekday, but without its year: it is its own."""
    days = list(yearless_days(told))
    own = next((day for day in days if _heads(told, day)), None)
    date = _soon(told, own, days) if own is not None else None
    if own is not None and date is not None:
        reason = f"It is headed “{own.text}” without a year, and its weekday fits {date.year} first of the years after."
        yield Window(interval=DateInterval.day(date), words=own, reason=reason)


def in_their_year(told: Told) -> Iterator[Window]:
    """The days on which the text was news, from its days without a year."""
    told_of = list(yearless_days(told))
    past = [day for day in told_of if is_past(told, day) or _is_of_known_event(told, day)]
    known = _known_beside(told, past)
    last = _last(past)
    bounds = _bounds(told, past, known) if last else None
    if last is None or bounds is None:
        return
    years = range(bounds.since.year, bounds.since.year + YEARS)
    fits = [fit for year in years if (fit := _fit(told, last, past, bounds, year))]
    sure = fits and (_soon_and_sure(told, fits[0], bounds) or (bounds.closed and len(fits) == 1))
    by_world = bounds.by_world
    if not sure and (only := _after_known(told, fits)) is not None:
        fits, sure, by_world = [only], True, True
    if fits and sure:
        year, why = fits[0].last.year, _why(fits[0], bounds)
        reason = f"The text tells of “{last.text}” without its year, which fits {year} ({why})."
        ahead = (*(day for day in told_of if told.is_announced(day)), *_deadlines(told))
        coming = (day.within(year) for day in ahead for year in _near(fits[0].last))
        ends = [day + ONE for day in coming if day and fits[0].last < day]
        interval = _of_its_week(told, past, fits[0]) or _when(told, last, fits[0], min(ends, default=None), known)
        interval = narrowed(told, interval, {day.month for day in past})
        yield Window(interval=interval, words=last, reason=reason, by_calendar=not by_world)


def _is_of_known_event(told: Told, day: Yearless) -> bool:
    """Whether a day is that of an event which the world knows and of which the opening tells all."""
    same = (known for known in likely_in(told) if (known.day.month, known.day.day) == (day.month, day.day))
    return told.may_be_past(day) and any(known.share_in(opening_of(told)) == 1 for known in same)


def _after_known(told: Told, fits: Sequence[Fit]) -> Fit | None:
    """The one year in which a known event of which the opening tells lies in the weeks before the last day."""
    days = {known.day for known in likely_in(told)}
    after = [fit for fit in fits if any(0 <= (fit.last - day).days <= WEEKS_BEFORE for day in days)]
    return after[0] if len(after) == 1 and after[0].by_weekday else None


def _known_beside(told: Told, past: Sequence[Yearless]) -> dt.date | None:
    """The day of the one known event that the text tells of in whose days a day of its fits with its weekday."""
    near = [
        (min(date, known.day), day.weekday is not None)
        for known in likely_in(told)
        for day in past
        if (date := day.within(known.day.year)) is not None and abs((date - known.day).days) <= FEW_DAYS
        if day.weekday is not None or known.share_in(opening_of(told)) == 1
    ]
    spelled = max((int(year) for year in A_YEAR.findall(told.text)), default=LAST_YEAR)
    dates = {date for date, by_weekday in near if by_weekday}
    dates = dates or {date for date, _ in near if date.year - spelled <= YEARS}
    return min(dates) if dates and (max(dates) - min(dates)).days <= WEEK else None


def _heads(told: Told, day: Yearless) -> bool:
    """Whether a day with its weekday stands alone in a line, or in a part of it, above the running text."""
    if day.weekday is None or day.start >= told.start_of(told.first_sentence):
        return False
    line = told.text[told.text.rfind("\n", 0, day.start) + 1 : (told.text + "\n").index("\n", day.end)]
    part = next((part for part in LINE_PARTS.split(line) if day.text in part), line)
    return len(part.split()) <= LONGEST_PART


def _soon(told: Told, own: Yearless, days: Sequence[Yearless]) -> dt.date | None:
    """The first day of its weekday after what the text spells out as past, if that is not long after."""
    bounds = _bounds(told, days)
    if bounds is None:
        return None
    dates = (own.within(year) for year in range(bounds.since.year, bounds.since.year + FAR + 1))
    return next((date for date in dates if date is not None and bounds.allow(date)), None)


def _soon_and_sure(told: Told, first: Fit, bounds: Bounds) -> bool:
    """Whether a weekday speaks for the first year that fits, not long after a day dated in full."""
    return floor(told) is not None and first.by_weekday and first.last.year - bounds.since.year <= FAR


def yearless_days(told: Told) -> Iterator[Yearless]:
    """The days of a month that running text and captions tell without their year."""
    for found in DAY.finditer(told.text):
        before, after = told.text[max(0, found.start() - 24) : found.start()], told.text[found.end() : found.end() + 24]
        if found["y1"] or found["y2"] or not told.is_told(found.start()):
            continue
        if NO_DAY_OF_ITS_OWN.search(before) or NAME_OF_AN_EVENT.search(after) or OTHER_YEAR.search(after):
            continue
        named = WEEKDAY_BEFORE.search(before) or WEEKDAY_AFTER.search(after)
        yield _yearless(told, found, calendar_words()["weekday"][fold(named[1])] if named else None)


def _yearless(told: Told, found: re.Match[str], weekday: int | None) -> Yearless:
    return Yearless(
        start=found.start(),
        end=found.end(),
        text=found[0],
        month=calendar_words()["month"][fold(found["m1"] or found["m2"])],
        day=int(found["d1"] or found["d2"]),
        weekday=weekday,
        sentence=told.sentence_at(found.start()),
        caption=not told.in_running_text(found.start()),
    )


def _deadlines(told: Told) -> Iterator[Yearless]:
    """The days until which somebody "has", or "was given", time: they lie ahead."""
    for found in DAY.finditer(told.text):
        before = told.text[max(0, found.start() - 24) : found.start()]
        if not (found["y1"] or found["y2"]) and told.is_told(found.start()) and HAS_UNTIL.search(before):
            yield _yearless(told, found, None)


def is_to_come(told: Told, day: Yearless) -> bool:
    """Whether a day without its year is told of as still to come."""
    scheduled = SCHEDULED.search(told.text, max(0, day.start - NEAR_VERB), day.start) is not None
    return not day.caption and (scheduled or told.is_announced(day) or not told.may_be_past(day))


def is_past(told: Told, day: Yearless) -> bool:
    """Whether a day without its year is told of as past; what a caption shows is."""
    if not told.may_be_past(day) or SCHEDULED.search(told.text, max(0, day.start - NEAR_VERB), day.start):
        return False
    return day.caption or told.has_past(day.sentence)


def _last(days: Sequence[Yearless]) -> Yearless | None:
    """The last of some days of one story: after it comes the longest pause. None if they lie all over the year."""
    at = {date.timetuple().tm_yday: day for day in days if (date := day_of(SOME_YEAR, day.month, day.day))}
    order = sorted(at)
    pauses = {day: (order[(i + 1) % len(order)] - day) % YEAR or YEAR for i, day in enumerate(order)}
    last = max(pauses, key=lambda day: pauses[day], default=None)
    return at[last] if last is not None and YEAR - pauses[last] <= LONGEST_STORY else None


def _fit(told: Told, last: Yearless, past: Sequence[Yearless], bounds: Bounds, year: int) -> Fit | None:
    """The last day in a year, if all days and weekdays agree with that."""
    date = last.within(year)
    if date is None or not bounds.allow(date):
        return None
    dated = [day for day in past if day.weekday is not None]
    if any(day.within(year if (day.month, day.day) <= (last.month, last.day) else year - 1) is None for day in dated):
        return None
    after, news = _news_after(told, last, date)
    if after and news is None:
        return None
    return Fit(last=date, news=news, by_weekday=bool(dated) or news is not None)


def _news_after(told: Told, last: Yearless, date: dt.date) -> tuple[bool, dt.date | None]:
    """Whether the opening counts the news from something told, and the day on which its weekday agrees with that."""
    weekdays = lead_weekdays(told)
    for index, days, found in news_after(told) if weekdays else ():
        clause = DAY.search(told.sentence(index), found.end())
        if clause is None or clause[0] == last.text:
            counted = [date + dt.timedelta(number) for number in days]
            return True, max((day for day in counted if day.isoweekday() in weekdays), default=None)
    return False, None


def _when(told: Told, last: Yearless, fit: Fit, end: dt.date | None, known: dt.date | None) -> DateInterval:
    """When it was news: by its weekday, if the opening counts from the last day or tells of it, else for some weeks.

    The weekday of what the world knows is that of its own day.
    """
    if fit.news is not None:
        return days_of_news(fit.news)
    if TODAY.search(told.text, 0, last.start):
        return DateInterval.day(fit.last)
    weekdays = [day for day in lead_weekdays(told) if known is None or day != known.isoweekday()]
    opening = last.sentence <= told.first_sentence + 1
    soon = [ahead for day in weekdays if 0 < (ahead := (day - last.weekday) % 7) <= FEW_DAYS] if last.weekday else []
    if soon and not opening:
        return days_of_news(fit.last + dt.timedelta(max(soon)))
    if last.weekday is not None and (opening or last.weekday in weekdays):
        later = (fit.last + dt.timedelta((weekday - last.weekday) % 7) for weekday in weekdays)
        return days_of_news(max(later, default=fit.last))
    if last.weekday is not None and known is not None and 0 <= (fit.last - known).days <= FEW_DAYS:
        return days_of_news(fit.last)  # "was hit on Tuesday", and a picture of "Wednesday 16 November"
    bare = {c.weekday for c in told.counted if c.weekday is not None}
    later_on = [days for day in bare if 0 < (days := (day - fit.last.isoweekday()) % 7) <= FEW_DAYS]
    if opening and last.weekday is None and later_on and len(later_on) == len(bare):
        return days_of_news(fit.last + dt.timedelta(max(later_on)))
    earlier = EARLIER[0].search(told.text, 0, last.start) and EARLIER[1].match(told.text[last.end :])
    longest = LONGEST_OF_OPENING if opening and not earlier else LONGEST
    return DateInterval(fit.last, min(end or dt.date.max, fit.last + longest))


def _of_its_week(told: Told, past: Sequence[Yearless], fit: Fit) -> DateInterval | None:
    """The days of news after the last day, if the text tells by its weekday of a day of that week, too."""
    if fit.news is not None:
        return None
    bare = {counted.weekday for counted in told.counted if counted.weekday is not None}
    dates = (day.within(fit.last.year) for day in past if day.weekday in bare)
    if not any(date is not None and 0 <= (fit.last - date).days < WEEK for date in dates):
        return None
    return before_what_comes(told, days_of_news(follow(told, fit.last)))


def _bounds(told: Told, days: Sequence[Yearless], known_day: dt.date | None = None) -> Bounds | None:
    """What the text says of its own time."""
    spelled_out = (dated for dated in told_as_past(told) if not dated.caption)
    latest = max(spelled_out, key=lambda dated: dated.interval.start, default=None)
    spelled = [(latest.interval.start.year, f"it is after “{latest.text}”")] if latest else []
    spelled += [(year, f"it is after {year}") for year in _past_years(told)]
    pictures = [
        (
            DateInterval(shown.interval.start - NEAR_PICTURE, shown.interval.end + LONGEST),
            f"a picture shows “{shown.text}”",
        )
        for shown in told.dated
        if shown.caption and shown.interval.days == 1 and _is_near(shown.interval.start, days)
    ]
    opening = range(told.first_sentence, told.first_sentence + LEAD)
    offices = in_office(told, (*opening, *(day.sentence for day in days)))
    times = [
        *year_of_writing(told),
        *((_with_fall(held), f"{name} had that office then") for name, held in offices.items()),
    ]
    times += [((time,), why) for time, why in pictures[-1:]]
    known = sorted({found for day in days for found in years_known(told, day.sentence, day.month, day.day)})
    if known and known[-1][0] - known[0][0] <= 1:  # of two years running the later one: it tells of both
        year, event = known[-1]
        times.append((calendar(year), f"“{event}” was on that day"))
    if known_day is not None:
        times.append(((DateInterval(known_day, known_day + LONGEST),), "the world knows when that was"))
    if not spelled and not times:
        return None
    year, why = max(spelled, default=(0, ""))
    starts = [min(time.start for time in each) for each, _ in times]
    reasons = filter(None, (why, *(reason for _, reason in times)))
    pictured = (shown for shown in told.dated if shown.caption and shown.interval.days == 1)
    seen = [shown.interval.start - NEAR_PICTURE for shown in pictured]
    since = max([dt.date(min(year, LAST_YEAR) + 1, 1, 1), *starts, *seen])
    by_world = bool(known) or known_day is not None
    return Bounds(since=since, times=tuple(each for each, _ in times), why=tuple(reasons), by_world=by_world)


def _with_fall(held: Sequence[DateInterval]) -> tuple[DateInterval, ...]:
    """The times in an office with the days on which the end of each was news."""
    return tuple(DateInterval(time.start, time.end + ONE * FEW_DAYS) for time in held)


def _is_near(shown: dt.date, days: Sequence[Yearless]) -> bool:
    """Whether a day without its year lies near that of a picture, in the year of the picture."""
    dates = (day.within(shown.year) for day in days if not day.caption)
    return any(date is not None and abs(date - shown) <= NEAR_PICTURE for date in dates)


def _past_years(told: Told) -> Iterator[int]:
    for found in PAST_YEAR.finditer(told.text):
        span = Span(start=found.start(), end=found.end())
        if told.in_running_text(span.start) and told.may_be_past(span) and told.has_past(told.sentence_at(span.start)):
            yield int(found[1])


def _near(date: dt.date) -> tuple[int, int]:
    return date.year, date.year + 1


def _why(fit: Fit, bounds: Bounds) -> str:
    return "; ".join([*bounds.why, *(["so do the weekdays"] if fit.by_weekday else [])])
