"""Where the text is set at a sentence: the last scene it named, else the one place that the article is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from timeline.events.clauses import Clause
from timeline.events.opening import is_opening
from timeline.events.scenes import Spot, is_scene, is_strong
from timeline.events.story import Sentence, Story
from timeline.events.timing import When, own_date
from timeline.events.where import FINENESS, Where, fineness, placed, quoted

_REACH = 4  # sentences of running text over which a scene goes on
_SHARE = 0.4  # of all that is said of places, for the one that the article is about
_WEIGHTS = {"scene": 2, "part": 1}  # of a mention, by its role


def from_setting(story: Story, clause: Clause, when: When) -> Where | None:
    """The place that the text is set in when it comes to a clause that says none; marked as a guess."""
    scene = _running_scene(story, clause, when)
    if scene is not None:
        return placed(scene, "setting", 0.6, f"It says no place; the text told last of {quoted(scene)}.")
    topic = _topic(story)
    if topic is not None:
        return placed(topic, "setting", 0.5, f"It says no place; the article is mostly about {quoted(topic)}.")
    return None


def _running_scene(story: Story, clause: Clause, when: When) -> Spot | None:
    here = story.sentence(clause)
    for sentence in _before(story, here):
        spots = [s for s in story.places if sentence.first <= s.root <= sentence.last and is_strong(story, s)]
        spots = [s for s in spots if not _is_of_other_date(story, s, when)]
        if spots:
            return min(spots, key=lambda s: (fineness(s), -s.root))
    return None


def _before(story: Story, here: Sentence) -> Iterator[Sentence]:
    first = story.running_index(here) - _REACH
    for sentence in reversed(story.sentences[: here.index]):
        if sentence.scene == here.scene and story.running_index(sentence) >= first:
            yield sentence


def _is_of_other_date(story: Story, spot: Spot, when: When) -> bool:
    home = story.clause_at.get(spot.root)
    own = own_date(story, home) if home is not None else None
    if own is None or own.interval is None or when.interval is None:
        return False
    return not own.interval.overlaps(when.interval)


def _topic(story: Story) -> Spot | None:
    """The place that most of what is said of places says, the opening counting most."""
    key = ("topic", -1)
    if key not in story.memo:
        story.memo[key] = _find_topic(story)
    found: Spot | None = story.memo[key]
    return found


def _find_topic(story: Story) -> Spot | None:
    for kinds in (("point", "city"), ("region",), ("country", "area")):
        weights: Counter[str] = Counter()
        first: dict[str, Spot] = {}
        for spot in story.places:
            place, mention = spot.what
            if place.kind not in kinds or place.lat is None:
                continue
            weight = _WEIGHTS.get(mention.role, 0) + 2 * is_scene(story, spot) + 2 * is_opening(story, spot)
            weights[place.name] += weight
            first.setdefault(place.name, spot)
        total = sum(weights.values())
        name, weight = max(weights.items(), key=lambda pair: pair[1], default=("", 0))
        if total and weight >= _SHARE * total:
            return first[name]
    return None
