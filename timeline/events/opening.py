"""The place that an article opens with: in its dateline, its headline or its first sentence."""

from __future__ import annotations

from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.home import dateline, is_of_two_towns
from timeline.events.scenes import Spot, is_scene
from timeline.events.story import Story
from timeline.events.timing import When, own_date
from timeline.events.where import Where, is_one_place, placed, quoted

NEWS_DAYS = 14  # what happened longer before publication is not the article's news


def from_opening(story: Story, clause: Clause, when: When) -> Where | None:
    """The one fine place of the headline and the opening, for what the article reports as news."""
    published = story.publication
    if when.interval is None or published is None or (published.start - when.interval.end).days > NEWS_DAYS:
        return None
    if when.interval.days > NEWS_DAYS and when.interval.end <= published.start:  # "last month"
        return None
    if is_lead(story, clause) and when.basis != "inherited":
        named = dateline(story)
        if named is not None:
            return placed(named, "headline", 0.65, f"The dateline says {quoted(named)}.")
    if kind_of(story, clause) in ("statement", "agreement", "business", "other"):
        return None
    located = (s for s in story.places if s.what[0].lat is not None)
    opening = [s for s in located if is_opening(story, s) and s.what[0].kind in ("point", "city")]
    opening = [s for s in opening if not _is_of_old(story, s) and not is_overruled(story, s)]
    if not opening or not is_one_place([s.what[0] for s in opening]) or _names_other(story, clause, opening[0]):
        return None
    return placed(opening[0], "headline", 0.65, f"The article opens with {quoted(opening[0])}.")


def _names_other(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether its sentence, or the one before in its paragraph, names another town: it is told of that one."""
    here = story.sentence(clause)
    before = story.sentences[here.index - 1] if here.index else here
    first = before.first if story.same_paragraph(before, here) else here.first
    named = [s.what[0] for s in story.places if first <= s.root <= here.last]
    return any(place.kind in ("point", "city") and not is_one_place([place, spot.what[0]]) for place in named)


def is_lead(story: Story, clause: Clause) -> bool:
    """Whether it is what the first sentence reports."""
    return clause.link in ("main", "conjunct") and story.running_index(story.sentence(clause)) == 0


def is_opening(story: Story, spot: Spot) -> bool:
    """In the headline, at the head of the first sentence as its dateline, or where the first sentence takes place."""
    zone = story.document.zone_at(spot.span.start)
    if zone is not None:
        return zone.kind == "headline" and spot.what[1].role != "metonym"
    sentence = story.sentence_at.get(spot.root)
    if sentence is not None and story.is_dateline(sentence):
        return not is_of_two_towns(story, sentence)
    if sentence is None or story.running_index(sentence) != 0:
        return False
    return is_scene(story, spot) or spot.first <= sentence.first + 1


def is_overruled(story: Story, spot: Spot) -> bool:
    """Whether it is but the dateline above a first sentence that takes place elsewhere."""
    home = story.sentence_at.get(spot.root)
    if home is None or not story.is_dateline(home):
        return False
    sentences = ((s, story.sentence_at.get(s.root)) for s in story.places)
    lead = (s for s, sentence in sentences if sentence and story.running_index(sentence) == 0)
    return any(is_scene(story, s) and not is_one_place([s.what[0], spot.what[0]]) for s in lead)


def _is_of_old(story: Story, spot: Spot) -> bool:
    """Whether the clause of a place is dated long before publication: "Ana Prado, who was born in Lyon in 1962"."""
    home, published = story.clause_at.get(spot.root), story.publication
    own = own_date(story, home) if home is not None else None
    if own is None or own.interval is None or published is None:
        return False
    return (published.start - own.interval.end).days > NEWS_DAYS
