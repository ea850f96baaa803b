"""Which places an article opens with: in its dateline, its headline or its first sentence."""

from __future__ import annotations

from timeline.events.home import is_of_two_towns
from timeline.events.scenes import Spot, is_scene
from timeline.events.story import Story


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
