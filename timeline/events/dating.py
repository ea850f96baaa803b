"""The date of a clause: its own, or the nearest that the text supports, or the publication date."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.events.belonging import cues, is_earlier, narrowed
from timeline.events.choice import hands_out_picture
from timeline.events.clauses import Clause, is_absolute
from timeline.events.gaps import Gap, gap_of, gap_to_noun, is_vague
from timeline.events.roles import roles_of
from timeline.events.running import (
    from_in_turn,
    from_last_day,
    from_lead,
    from_news_day,
    from_paragraph,
    from_people,
    from_section,
    opens_with_part_of_day,
    shared_name,
)
from timeline.events.scenes import only_says
from timeline.events.spoken import from_words_before, from_words_said
from timeline.events.story import Story
from timeline.events.tenses import is_future, is_past, is_past_perfect, is_perfect
from timeline.events.timing import When, clock_date, inherited, keep_open, own_date, publication_date, read
from timeline.events.told import (
    counted_date,
    dated_before,
    event_nouns,
    named_event_date,
    retold_date,
    same_event_date,
    tellings_before,
)
from timeline.events.vocabulary import kinds
from timeline.models import DateInterval, EventStatus

if TYPE_CHECKING:
    from spacy.tokens import Token

_BEFORE_IT = "It is told as earlier still."
_EARLIER = 0.6  # the trust in the publication day for what "had happened"
_OLD = 31  # days after which what is told is no news
_NEWS_DAYS = 3  # from the news to its publication
_LONG_AGO = 366  # days after which what came "then" need not be news either
_YEARS = 3660  # of which a paragraph may tell
_BESIDE = 2  # tokens from a date to the "when" that stands for it: a comma may be between
UNDATED = When(interval=None, basis="undated", confidence=0.3, reason="The text does not say when.")


def date_of(story: Story, clause: Clause, stated: When | None, status: EventStatus, people: Collection[str]) -> When:
    """The first date that one of the rules finds."""
    if stated is not None:
        return keep_open(story, stated) if _goes_on(story, clause) else _on_its_side(story, stated, status)
    counted = antecedent_date(story, clause) or across_gap(story, clause) or retold_date(story, clause)
    if counted is not None:
        return counted
    if any(is_vague(story, other) for other in story.below(clause)):
        return replace(UNDATED, reason="The text counts it from something else, and does not say how long.")
    tied = _from_above(story, clause) or _from_below(story, clause) or _after_colon(story, clause)
    tied = tied or from_words_said(story, clause) or from_words_before(story, clause)
    if tied is not None and not (is_past(story.parse[clause.head]) and _lies_ahead(story, tied)):
        return tied
    clock = clock_date(story, clause)
    if clock is not None:
        told = _of_scene(story, clause, people) if status == "happened" else None
        return clock if told is None else replace(told, confidence=told.confidence * 0.9)
    to_noun = gap_to_noun(story, clause)
    if to_noun is not None and not to_noun[0].count and status == "happened":
        beside = _of_scene(story, clause, people)
        if beside is not None:
            return beside
    if to_noun is not None and to_noun[0].count:  # hours leave the day as it is
        return counted_date(story, clause) or UNDATED
    if status in ("announced", "hypothetical") or _is_bounded(story, clause):
        return UNDATED
    if story.sentence(clause).zone == "caption":
        return UNDATED if clause.link == "relative" else _from_caption(story, clause, people) or publication_date(story)
    if status == "happened" and (not is_perfect(story.parse[clause.head]) or opens_with_part_of_day(story, clause)):
        scene = _of_scene(story, clause, people)
        if scene is not None and _is_told_later(story, clause, scene):
            return publication_date(story)
        if scene is not None:
            return scene
    if _is_among_old(story, clause):
        return replace(UNDATED, reason="The rest of its sentence tells of long ago, and nothing says when it was.")
    if _follows_old(story, clause):
        return replace(UNDATED, reason="The paragraph tells of long ago, and nothing says when this was.")
    if status == "happened" and not is_perfect(story.parse[clause.head]) and not only_says(story, clause):
        last = from_last_day(story, clause)
        if last is not None and not _lies_ahead(story, last):
            return last
    when = publication_date(story)
    if is_past_perfect(story.parse[clause.head]):
        return replace(when, confidence=when.confidence * _EARLIER, reason=f"{when.reason} {_BEFORE_IT}")
    return when


def _on_its_side(story: Story, when: When, status: EventStatus) -> When:
    """The part of "this month" that lies before the publication for what happened, after it for what is to come."""
    published, days = story.publication, when.interval
    if published is None or days is None or when.open_ended or days.days == 1:
        return when
    if status == "happened" and days.start < published.end < days.end:
        why = "It is told as past, so it is no later than the publication."
        before = is_earlier(when.text) and days.start < published.start
        end = published.start if before else published.end
        return replace(when, interval=DateInterval(days.start, end), reason=f"{when.reason} {why}")
    if status == "announced" and days.start < published.start < days.end:
        why = "It is announced, so it is no earlier than the publication."
        return replace(when, interval=DateInterval(published.start, days.end), reason=f"{when.reason} {why}")
    return when


def _of_scene(story: Story, clause: Clause, people: Collection[str]) -> When | None:
    """The date of what the text is telling of, if that is over."""
    scenes = (
        from_in_turn(story, clause),
        same_event_date(story, clause) or named_event_date(story, clause) or _from_first_telling(story, clause),
        from_section(story, clause),
        from_people(story, clause, people),
        from_paragraph(story, clause),
        from_lead(story, clause, people),
        from_news_day(story, clause),
    )
    return next((s for s in scenes if s is not None and not _lies_ahead(story, s)), None)


def _from_first_telling(story: Story, clause: Clause) -> When | None:
    """The date that "the blast" was given where the text first told of it, though not in words of its own."""
    for noun in event_nouns(story, clause):
        for other in tellings_before(story, clause, noun):
            date = date_of(story, other, own_date(story, other), "happened", ())
            if date.interval is not None and date.basis != "publication" and not date.open_ended:
                why = f"“{noun.text}” refers to “{story.parse[other.head].text}”, which was told with a date."
                return inherited(date, "context", why, 0.8, other)
    return None


def _is_told_later(story: Story, clause: Clause, scene: When) -> bool:
    """Whether a scene of some time ago lends its date to words that were said of it, or of what came after."""
    published, days = story.publication, scene.interval
    if published is None or days is None or not only_says(story, clause):
        return False
    told = (own_date(story, c) for c in story.below(clause) if c.link == "complement")
    later = any(date is not None and date.interval and date.interval.start >= days.end for date in told)
    return later or (published.start - days.end).days > _NEWS_DAYS


def _is_among_old(story: Story, clause: Clause) -> bool:
    """Whether a clause that it is joined to, or that says when, lies so long before publication that it does too."""
    published = story.publication
    joined = (c for c in story.clauses_in(story.sentence(clause)) if c.link in ("main", "conjunct", "adverbial"))
    dates = (own_date(story, other) for other in joined if other != clause)
    told = (date.interval for date in dates if date is not None and not date.open_ended)
    return published is not None and any(days and (published.start - days.end).days > _OLD for days in told)


def _follows_old(story: Story, clause: Clause) -> bool:
    """Whether the paragraph told last of long ago; what is said, or "has been", is of the news all the same."""
    published, here = story.publication, story.sentence(clause)
    if published is None or only_says(story, clause) or is_perfect(story.parse[clause.head]):
        return False
    told = next(dated_before(story, here.index, days=_YEARS), None)
    if told is None or told[1].interval is None:
        return False
    goes_on = any(t.lower_ in ("then", "later") and t.dep_ == "advmod" for t in story.parse[clause.head].lefts)
    days = (published.start - told[1].interval.end).days
    goes_on = goes_on and here.index - story.sentence(told[0]).index == 1
    if story.same_paragraph(story.sentence(told[0]), here):
        return days > _OLD
    return goes_on and days > _LONG_AGO


def _lies_ahead(story: Story, when: When) -> bool:
    """Whether a date is that of something still to come, which lends none to what happened."""
    published = story.publication
    return published is not None and when.interval is not None and when.interval.start >= published.end


def _goes_on(story: Story, clause: Clause) -> bool:
    """Whether a dated beginning ("that started in May") stands under an action that is still going on."""
    parent = story.parent(clause)
    head = story.parse[clause.head]
    if parent is None or head.lemma_.lower() not in cues()["beginning_verbs"]:
        return False
    if head.lemma_ == "break" and not any(t.lower_ in ("out", "loose") for t in head.rights):
        return False  # "he broke his leg"
    if _is_bounded(story, clause):  # "has failed since the war began in May": that was a day, and no time
        return False
    return any(t.dep_ == "aux" and t.tag_ in ("VBZ", "VBP") for t in story.parse[parent.head].children)


def antecedent_date(story: Story, clause: Clause) -> When | None:
    """The date that "when" stands for: "in 2002, when talks broke off"."""
    head = story.parse[clause.head]
    when = next((t for t in head.lefts if t.lower_ == "when"), None)
    if clause.link not in ("relative", "adverbial") or when is None:
        return None
    dates = [d for d in story.dates if d.what.interval and d.last < when.i]
    date = next((d for d in dates if d.first <= head.head.i <= d.last or when.i - d.last <= _BESIDE), None)
    if date is None:
        return None
    why = f"“when” stands for “{date.what.text}”."
    return replace(inherited(read(story, [date], narrowed(date.what)), "sentence", why, 0.95), open_ended=False)


def across_gap(story: Story, clause: Clause) -> When | None:
    """The date of "two days after CLAUSE": two days before that of the clause above, or none if that has none."""
    gap, parent = gap_of(story, clause), story.parent(clause)
    if gap is None or parent is None:
        return None
    outer = own_date(story, parent)
    links = ("complement", "conjunct", "relative") if _follows_comma(story, gap) else ("complement", "conjunct")
    while outer is None and parent.link in links and (above := story.parent(parent)) is not None:
        outer, parent = own_date(story, above), above
    inner = gap.before(outer.interval) if outer is not None and outer.interval is not None else None
    if outer is None and (gap.unit in ("M", "Y") or _comes(story.parse[parent.head])) and gap.count:
        return _before_publication(story, parent, gap)
    if outer is None and gap.count and story.parse[parent.head].lemma_ in ("come", "follow"):
        outer = date_of(story, parent, None, "happened", ())  # "The call came a day after he left"
        inner = gap.before(outer.interval) if outer.interval is not None and outer.interval.days == 1 else None
    if outer is None or inner is None:
        return UNDATED if gap.count else None
    why = f"“{gap.words}” counts from it: {inner.start.isoformat()} to {inner.last.isoformat()}."
    return replace(inherited(outer, "sentence", why, 0.85, parent), interval=inner)


def _comes(head: Token) -> bool:
    """ "The moves come two days after": of the day of the news."""
    return head.lemma_ in ("come", "follow") and head.tag_ in ("VBZ", "VBP")


def _before_publication(story: Story, parent: Clause, gap: Gap) -> When:
    """ "The meeting comes two months after talks failed": two months before publication."""
    now = story.parse[parent.head].tag_ in ("VBZ", "VBP")
    when = publication_date(story)
    inner = gap.before(when.interval) if now and when.interval is not None else None
    if inner is None:
        return UNDATED
    why = f"“{gap.words}” counts from the publication date: {inner.start.isoformat()} to {inner.last.isoformat()}."
    return replace(when, basis="resolved", interval=inner, confidence=when.confidence * 0.9, reason=why)


def _follows_comma(story: Story, gap: Gap) -> bool:
    """Whether a comma takes it back to the main clause: "..., a day after it fell"."""
    return gap.first > 0 and str(story.parse[gap.first - 1].text) == ","


def _from_above(story: Story, clause: Clause) -> When | None:
    """The date of the clause that this one is tied to in time: "and met", "spending a day", "as he stepped out"."""
    parent = story.parent(clause)
    if parent is None:
        return None
    head = story.parse[clause.head]
    date = own_date(story, parent)
    if clause.link == "complement" and kinds().verbs.get(story.parse[parent.head].lemma_.lower()) == "statement":
        if date is None or head.tag_ not in ("VBD", "VBN"):
            return None
        return inherited(date, "sentence", "It was told then, so it happened no later.", 0.7, parent)
    if is_past(head) and is_future(story.parse[parent.head]):
        return None  # "after the work was done, it will open today"
    tied = clause.link == "conjunct" or (clause.link in ("adverbial", "relative") and _is_simultaneous(clause, head))
    if not tied or is_perfect(head):
        return None
    if date is None:
        return _from_above(story, parent) or _from_first_telling(story, parent) or from_words_before(story, parent)
    return inherited(date, "sentence", "It is told together with what the sentence dates.", 0.9, parent)


def _after_colon(story: Story, clause: Clause) -> When | None:
    """The date of what a colon leads on from: "It was on Monday that the port fell: soldiers came and took it"."""
    here = story.sentence(clause)
    colon = next((t.i for t in reversed(story.parse[here.first : clause.head]) if t.text == ":"), None)
    if colon is None or clause.link not in ("main", "conjunct"):
        return None
    for other in story.clauses_in(here):
        date = own_date(story, other) if other.head < colon else None
        if date is not None and date.interval is not None and not date.open_ended:
            return inherited(date, "sentence", "The same sentence leads on from it with a colon.", 0.85, other)
    return None


def _from_below(story: Story, clause: Clause) -> When | None:
    """The date of a clause that says when: "died when a bomb went off in May"."""
    for other in story.below(clause):
        gerund = other.link == "gerund" and story.parse[other.head].head.lower_ == "after"
        beside_name = other.link == "relative" and _opens_with_when(story.parse[other.head])
        when_it_was = other.link == "adverbial" and _is_simultaneous(other, story.parse[other.head])
        if gerund or beside_name or when_it_was:
            date, gap = own_date(story, other), gap_of(story, other)
            if date is None and gap is not None and gap.count:
                date = _of_same_deed(story, other)
            beside = is_absolute(story.parse[other.head]) and other.head > clause.head
            if date is None or date.interval is None or beside:
                continue
            when = inherited(date, "sentence", "The same sentence says when.", 0.85, other)
            return when if gap is None else replace(when, interval=gap.after(date.interval) or date.interval)
    return _from_next(story, clause)


def _of_same_deed(story: Story, clause: Clause) -> When | None:
    """The date of "five days after it was signed" where the signing was told before with a date, in the same words."""
    verb = story.parse[clause.head]
    for other, date in dated_before(story, story.sentence(clause).index):
        alike = (t for t in story.words(other.tokens) if t.pos_ == "VERB" and t.lemma_ == verb.lemma_)
        if verb.lemma_ == story.parse[other.head].lemma_ or any(alike):
            return date
    return None


def _opens_with_when(head: Token) -> bool:
    """ "gave it to Prado, when the two met": not of "in May, when they met", where it stands for the date."""
    somebody = head.head.ent_type_ == "PERSON" or bool(roles_of(head.head))
    return somebody and any(t.lower_ == "when" for t in head.lefts)


def _from_next(story: Story, clause: Clause) -> When | None:
    """The date of what the same subject did next: "left home and arrived on Monday"."""
    head = story.parse[clause.head]
    for other in story.below(clause):
        verb = story.parse[other.head]
        alone = other.link == "conjunct" and not any(t.dep_ in ("nsubj", "nsubjpass") for t in verb.children)
        date = own_date(story, other) if alone else None
        if date is None or date.open_ended or date.interval is None:
            continue
        if verb.tag_ == head.tag_:
            return inherited(date, "sentence", "The same sentence says when.", 0.85, other)
        if story.publication is not None and (story.publication.start - date.interval.end).days > _OLD:
            return replace(UNDATED, reason="It happened before what the sentence tells next, and nothing says when.")
    return None


def _is_simultaneous(clause: Clause, head: Token) -> bool:
    """Whether a clause happens when the other does: "while", "as", "where he was met"."""
    opening = [t for t in head.lefts if t.dep_ in ("mark", "advmod") and t.lower_ not in cues()["close_gaps"]]
    mark = next((t.lower_ for t in sorted(opening, key=lambda t: t.dep_ != "mark")), None)
    return clause.link != "relative" if mark is None else mark in cues()["same_time"]


def _from_caption(story: Story, clause: Clause, people: Collection[str]) -> When | None:
    """The date of the caption, else of the last one before it that shows the same people."""
    here = story.sentence(clause)
    shown = {s.scene for s in story.sentences[: here.index] if s.zone == "caption" and shared_name(story, s, people)}
    for scene in (here.scene, *sorted(shown, reverse=True)):
        dates = [d for d in story.dates if d.what.interval and story.scene_of(d.root) == scene]
        firm = [d for d in dates if not _is_of_release(story, d.root)] or dates
        if firm:
            best = min(firm, key=lambda d: (narrowed(d.what).days, d.first))
            date = read(story, [best], narrowed(best.what))
            if scene == here.scene:
                return inherited(date, "caption", "The caption gives the date.", 0.95)
            return inherited(date, "context", "A caption before of the same people gives the date.", 0.7)
    return None


def _is_of_release(story: Story, token: int) -> bool:
    clause = story.clause_at.get(token)
    return clause is not None and hands_out_picture(story.parse[clause.head])


def _is_bounded(story: Story, clause: Clause) -> bool:
    """ "since it fell", "until it fell": at some other time than what is told."""
    marks = ("since", "until", "till")
    return any(t.dep_ == "mark" and t.lower_ in marks for t in story.parse[clause.head].children)
