"""Where the text is set at a sentence: the last scene that it named, else the one place that the article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from timeline.events.clauses import Clause
from timeline.events.home import homeland
from timeline.events.opening import is_opening, is_overruled
from timeline.events.scenes import Spot, is_scene, is_strong
from timeline.events.story import Sentence, Story
from timeline.events.timing import When, own_date
from timeline.events.where import Where, fineness, is_one_place, placed, quoted

_REACH = 4  # sentences of running text over which a scene goes on
_RIGHT_AFTER = 2  # tokens from a place to its date: a comma may be between
_SHARE = 0.3  # of all that is said of places, for the one that the article is about
_LEAST = 3  # what is to be said of it elsewhere: two mentions, one of them as a scene or in the opening
_KINDS = (("point", "city"), ("region",), ("country", "area"))
_AS_SCENE, _IN_OPENING = 1, 2  # what is added for one that says where, and for one in the opening


def from_setting(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where | None:
    """The place that the text is set in when it comes to a clause that says none; marked as a guess."""
    scene = _running_scene(story, clause, when, people)
    if scene is not None and not is_left(story, clause, scene):
        return placed(scene, "setting", 0.6, f"It says no place; the text told last of {quoted(scene)}.")
    topic = _topic(story, story.sentence(clause))
    if topic is not None and not is_left(story, clause, topic):
        return placed(topic, "setting", 0.5, f"It says no place; the article is mostly about {quoted(topic)}.")
    return None


def _running_scene(story: Story, clause: Clause, when: When, people: Collection[str]) -> Spot | None:
    """The finest place of the last subheading or main clause that told of one, if it is not of another date, nor of
    others alone."""
    here = story.sentence(clause)
    opening = story.characters(here.first, here.first).start, story.characters(min(clause.tokens), clause.head).start
    for first, last in (opening, *_stretches_before(story, here)):
        spots = [s for s in story.places if first <= s.span.start < last and _may_go_on(story, s)]
        if spots and all(_is_of_other_date(story, s, when) for s in spots):
            return None
        spots = [s for s in spots if not _is_of_other_date(story, s, when) and not _is_of_others(story, s, people)]
        if spots:
            return min(spots, key=lambda s: (fineness(s), -s.root))
    return None


def _stretches_before(story: Story, here: Sentence) -> Iterator[tuple[int, int]]:
    """The characters of the sentences before one, the nearest first, and of the subheadings between them."""
    end = story.parse[here.first].idx
    for sentence in reversed(story.sentences[: here.index]):
        if sentence.scene != here.scene:
            continue
        if story.running_index(here) - story.running_index(sentence) > _REACH:
            return
        span = story.characters(sentence.first, sentence.last)
        yield span.end, end
        yield span.start, span.end
        end = span.start


def _may_go_on(story: Story, spot: Spot) -> bool:
    """Whether what follows may be set there, too: a place in a subheading, or where a main clause says it was."""
    home = story.clause_at.get(spot.root)
    if home is None:
        zone = story.document.zone_at(spot.span.start)
        return zone is not None and zone.kind == "headline"
    led = story.parse[spot.root].head.lower_
    return home.link not in ("relative", "participle") and led != "from" and is_strong(story, spot)


def is_left(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether the sentence before, in the same paragraph, tells of another town: "That did not calm Lisbon." """
    here = story.sentence(clause)
    before = story.sentences[here.index - 1] if here.index else here
    if before == here or not story.same_paragraph(before, here):
        return False
    named = [s for s in story.places if before.first <= s.root <= before.last and s.what[1].role == "scene"]
    towns = [s.what[0] for s in named if s.what[0].kind in ("point", "city")]
    return bool(towns) and not any(is_one_place([town, spot.what[0]]) for town in towns)


def _is_of_other_date(story: Story, spot: Spot, when: When) -> bool:
    """Whether the clause of a place is dated otherwise, or the words right after it: "the Test in Sydney next week"."""
    home = story.clause_at.get(spot.root)
    own = own_date(story, home) if home is not None else None
    after = (d.what.interval for d in story.dates if 0 < d.first - spot.last <= _RIGHT_AFTER)
    days = next(after, None) or (own.interval if own is not None else None)
    return days is not None and when.interval is not None and not days.overlaps(when.interval)


def _is_of_others(story: Story, spot: Spot, people: Collection[str]) -> bool:
    """Whether the sentence of a place tells of people, and of none of these."""
    home = story.sentence_at.get(spot.root)
    told = {s.what.name for s in story.people if home is not None and home.first <= s.first <= home.last}
    return bool(told) and bool(people) and told.isdisjoint(people)


def _topic(story: Story, here: Sentence) -> Spot | None:
    """The place that most of what is said of places outside of a sentence says."""
    home = homeland(story)
    for kinds in _KINDS:
        weights: Counter[str] = Counter()
        for spot, weight in _mentions(story):
            abroad = home is not None and spot.what[0].country != home[0]
            if spot.what[0].kind in kinds and not abroad and not here.first <= spot.root <= here.last:
                weights[_town_of(story, spot)] += weight
        (name, weight), (_, second) = [*weights.most_common(2), ("", 0), ("", 0)][:2]
        if second < weight >= max(_LEAST, _SHARE * weights.total()):
            return next(spot for spot, _ in _mentions(story) if spot.what[0].name == name)
    return None


def _town_of(story: Story, spot: Spot) -> str:
    """The town of the article that a building or a square stands in, else the place itself."""
    place = spot.what[0]
    towns = (other.what[0] for other, _ in _mentions(story) if other.what[0].kind == "city")
    return next((t.name for t in towns if place.kind == "point" and is_one_place([t, place])), place.name)


def _mentions(story: Story) -> list[tuple[Spot, int]]:
    """The located places of the article, each time with what that counts."""
    key = ("mentions of places", -1)
    if key not in story.memo:
        located = (s for s in story.places if s.what[0].lat is not None and not is_overruled(story, s))
        story.memo[key] = [(spot, _weight(story, spot)) for spot in located]
    found: list[tuple[Spot, int]] = story.memo[key]
    return found


def _weight(story: Story, spot: Spot) -> int:
    named = spot.what[1].role != "metonym"  # "Moscow said": a government, and no scene
    return named + _AS_SCENE * is_scene(story, spot) + _IN_OPENING * is_opening(story, spot)
