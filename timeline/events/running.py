"""The date of what the text is telling of when it comes to a clause that gives none: the scene that goes on."""

from __future__ import annotations

from collections.abc import Collection

from timeline.events.belonging import cues, narrowed
from timeline.events.clauses import Clause
from timeline.events.scenes import only_says
from timeline.events.status import status_of
from timeline.events.story import Sentence, Sighting, Story
from timeline.events.tenses import is_past_perfect
from timeline.events.timing import When, inherited, read
from timeline.events.told import SCENE_DAYS, dated_before, dated_clauses, is_fronted
from timeline.models import TimeExpression

_REACH = 6  # sentences over which a dated scene may go on
_OPENING = 3  # tokens: "In direct retaliation"
_YEAR = 366  # days
_LEAD = 6  # sentences that tell what the article is about
_NEWS_DAYS = 3  # from the news to its publication
_LONGEST = 12  # sentences over which the last day that the text told of may hold
_MONTH = 31  # days: of a text of some longer time nobody knows what its news was
_NEWS_WEEK = 8  # days from such a day to the publication
_CONTINUED = 3  # sentences that "later" looks back


def from_people(story: Story, clause: Clause, people: Collection[str]) -> When | None:
    """The date of a sentence shortly before in which one of the same people acts, or which this one continues."""
    here = story.sentence(clause)
    continued = story.parse[here.first].lower_ in cues()["continuing"] or opens_with_part_of_day(story, clause)
    for other, date in dated_before(story, here.index):
        distance = here.index - story.sentence(other).index
        if distance > _REACH:
            return None
        name = shared_name(story, story.sentence(other), people)
        if name and other.link == "nominal" and not _names(story, other, people):
            continue  # "he spoke of the August bombings": he did nothing then
        if name:
            why = f"The scene goes on: {name} was named with a date {_sentences(distance)} before."
            return inherited(date, "context", why, 0.75, other)
        if continued and distance <= _CONTINUED:
            why = f"“{story.parse[here.first].text}” continues what was dated {_sentences(distance)} before."
            return inherited(date, "context", why, 0.75, other)
    return None


def from_in_turn(story: Story, clause: Clause) -> When | None:
    """The date of the sentence before, for what followed from it at once: "In retaliation, he ordered"."""
    here = story.sentence(clause)
    opening = story.parse[here.first : min(here.first + _OPENING, here.last)]
    turn = opening[0].lower_ == "in" and any(t.lower_ in cues()["in_turn"] for t in opening)
    soon = opening[0].lower_ == "within" and any(t.lower_ in ("hours", "minutes", "moments") for t in opening)
    if here.index == 0 or not (turn or soon):
        return None
    last = next(dated_before(story, here.index, days=_YEAR), None)
    if last is None or here.index - story.sentence(last[0]).index > 1:
        return None
    return inherited(last[1], "context", f"“{opening.text}” follows at once from what was dated before.", 0.75, last[0])


def opens_with_part_of_day(story: Story, clause: Clause) -> bool:
    """ "By evening ...": later on the day that the text tells of."""
    here = story.sentence(clause)
    opening = story.parse[here.first : min(here.first + 3, here.last)]
    dated = any(d.first <= t.i <= d.last for d in story.dates for t in opening)
    return not dated and any(t.lower_ in cues()["parts_of_day"] for t in opening)


def from_paragraph(story: Story, clause: Clause) -> When | None:
    """The date last given in the same paragraph."""
    here = story.sentence(clause)
    for other, date in dated_before(story, here.index):
        if not story.same_paragraph(story.sentence(other), here):
            return None
        if _is_aside(story, other, clause):
            continue
        return inherited(date, "context", "The paragraph goes on from a date.", 0.7, other)
    return None


def _is_aside(story: Story, other: Clause, clause: Clause) -> bool:
    """Whether what was told before had been elsewhere: "It had lost in Doha on Monday. In Lyon crowds cheered"."""
    head = story.parse[clause.head]
    perfect = is_past_perfect(story.parse[other.head]) and not is_past_perfect(head)
    first = story.sentence(clause).first
    return perfect and any(s.first == first + 1 and story.parse[first].dep_ == "prep" for s in story.places)


def from_lead(story: Story, clause: Clause, people: Collection[str]) -> When | None:
    """The date of what the article is about, for what else its people did."""
    if not people:
        return None
    for other, date in dated_before(story, story.sentence(clause).index):
        sentence = story.sentence(other)
        if other.link == "nominal" and not _names(story, other, people):
            continue
        named = {s.what.name for s in story.people if sentence.first <= s.first <= sentence.last}
        if story.running_index(sentence) < _LEAD and named.issuperset(people):
            why = f"The article is about what {' and '.join(people)} did then."
            return inherited(date, "context", why, 0.65, other)
    return None


def from_news_day(story: Story, clause: Clause) -> When | None:
    """The day of the news, the one shortly before publication that the first sentence gives, until another is told."""
    nearest = next(dated_before(story, story.sentence(clause).index), None)
    if nearest is None or story.publication is None:
        return None
    lead, date = dated_clauses(story)[0]
    told = (lead.link in ("main", "adverbial") or is_fronted(story, lead)) and story.running_index(
        story.sentence(lead)
    ) == 0
    if not told or date.interval is None or date.interval.days > 1:
        return None
    days = (story.publication.start - date.interval.start).days
    if not 0 < days <= _NEWS_DAYS or nearest[1].interval != date.interval:
        return None
    return inherited(date, "context", "The article begins with the news of that day.", 0.6, lead)


def shared_name(story: Story, sentence: Sentence, people: Collection[str]) -> str | None:
    here = (s.what.name for s in story.people if sentence.first <= s.first <= sentence.last)
    return next((name for name in here if name in people), None)


def _names(story: Story, clause: Clause, people: Collection[str]) -> bool:
    return any(s.root in clause.tokens and s.what.name in people for s in story.people)


def _sentences(count: int) -> str:
    return "one sentence" if count == 1 else f"{count} sentences"


def from_section(story: Story, clause: Clause) -> When | None:
    """The date of the subheading, or of the question, that a section opens with: "What happened on Sunday?"."""
    here = story.sentence(clause)
    if here.scene != -1:
        return None
    start = story.parse[here.first].idx
    heading = next((z for z in reversed(story.document.zones) if z.kind == "headline" and z.end <= start), None)
    if heading is None or story.parse[story.sentences[0].first].idx > heading.start:
        return None  # the headline of the article
    dates = [d for d in story.headed if heading.start <= d.span.start < heading.end]
    dates = [d for d in dates if narrowed(d.what).days <= SCENE_DAYS]
    if len(dates) != 1:
        return None
    told = next(dated_before(story, here.index), None)
    if told is not None and story.parse[told[0].head].idx > heading.end:
        return None  # another date has been told since
    date = read(story, dates, narrowed(dates[0].what))
    return inherited(date, "headline", "The section is headed by a date.", 0.75)


def from_last_day(story: Story, clause: Clause) -> When | None:
    """The day of the news that the text told of last: what it tells without a date goes on from there.

    The day on which something was only said counts where no other was told.
    """
    here, published = story.sentence(clause), story.publication
    if published is None or published.days > _MONTH or here.scene != -1:
        return None
    of_words: When | None = None
    for other, date in dated_before(story, here.index):
        distance = here.index - story.sentence(other).index
        days = date.interval
        if distance > _LONGEST or days is None:
            return of_words
        if _is_only_said(story, other) or days.days > 1:
            continue
        if days.end <= published.end and (published.start - days.end).days < _NEWS_WEEK:
            why = f"It gives no date; the text told last of one {_sentences(distance)} before."
            found = inherited(date, "context", why, 0.5)
            if not (only_says(story, other) and other.link == "main"):
                return found
            of_words = of_words or found
    return of_words or _only_day(story)


def _only_day(story: Story) -> When | None:
    """The one day shortly before publication that the text tells of at all, wherever it does."""
    key = ("only day", -1)
    if key not in story.memo:
        published = story.publication
        told = (d for d in story.dates if d.what.anchor == "dct" and _tells_of_news(story, d))
        days = {narrowed(d.what): d for d in told if narrowed(d.what).days == 1}
        recent = [
            date
            for day, date in days.items()
            if published is not None and day.end <= published.end and (published.start - day.end).days < _NEWS_WEEK
        ]
        why = "It gives no date; the text tells of one day of the news."
        found = read(story, recent, narrowed(recent[0].what)) if len(recent) == 1 else None
        story.memo[key] = inherited(found, "context", why, 0.45) if found is not None else None
    only: When | None = story.memo[key]
    return only


def _tells_of_news(story: Story, date: Sighting[TimeExpression]) -> bool:
    """Whether it is the date of something that happened, and is not only spoken of."""
    home = story.clause_at.get(date.root)
    if home is None or date.what.interval is None or story.sentence(home).scene != -1:
        return False
    return not _is_only_said(story, home) and status_of(story, home) == "happened"


def _is_only_said(story: Story, clause: Clause) -> bool:
    """ "Prado said that Tuesday's attack was vile": nothing is told of that day."""
    parent = story.parent(clause)
    spoken = clause.link == "nominal" or (clause.link == "complement" and story.parse[clause.head].lemma_ == "be")
    while spoken and parent is not None:
        if only_says(story, parent):
            return True
        parent = story.parent(parent)
    return False
