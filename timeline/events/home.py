"""Where a report comes from, and which country it is mostly about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from timeline.events.story import Sentence, Sighting, Story
from timeline.gazetteer import gazetteer
from timeline.models import Mention, Place

_SHARE = 0.4  # of what a text says of countries, for the one that it is about
_AHEAD = 1.5  # times as often as of the next
_LEAST = 3  # times that a text speaks of it, or of it alone one time less


def dateline(story: Story) -> Sighting[tuple[Place, Mention]] | None:
    """The place of the dateline; none where it names two towns."""
    sentences = ((s, story.sentence_at.get(s.root)) for s in story.places)
    spots = [s for s, sentence in sentences if sentence and story.is_dateline(sentence)]
    return spots[0] if spots and not is_of_two_towns(story, story.sentence_at[spots[0].root]) else None


def is_of_two_towns(story: Story, dateline: Sentence) -> bool:
    """ "PORTO/MADRID, June 21 (Wire) -" """
    text, span = story.document.text, story.characters(dateline.first, dateline.last)
    return "/" in text[text.rfind("\n", 0, span.start) + 1 : span.end]


def homeland(story: Story) -> tuple[str, int, int] | None:
    """The country that most of what a text says of countries speaks of, and where it says so first."""
    key = ("homeland", -1)
    if key not in story.memo:
        said, first_said = Counter[str](), dict[str, tuple[int, int]]()
        for code, first, last in countries(story):
            said[code] += 1
            first_said.setdefault(code, (first, last))
        (home, times), (_, second) = [*said.most_common(2), ("", 0), ("", 0)][:2]
        often = times >= _LEAST - (times == said.total())
        sure = often and times >= max(_SHARE * said.total(), _AHEAD * second)
        story.memo[key] = (home, *first_said[home]) if sure else None
    found: tuple[str, int, int] | None = story.memo[key]
    return found


def countries(story: Story) -> Iterator[tuple[str, int, int]]:
    """The countries that a text names or names a place in; where it was written says nothing of what it is about."""
    written = dateline(story)
    for spot in story.places:
        if spot.what[0].country and spot != written:
            yield spot.what[0].country, spot.first, spot.last
    for first, last, code in demonyms(story, 0, len(story.parse) - 1):
        zone = story.document.zone_at(story.parse[first].idx)
        if zone is None or zone.kind in ("headline", "caption"):
            yield code, first, last


def demonyms(story: Story, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """The demonyms of one country among tokens [first, last], each with its tokens and the country's code."""
    at = first
    while at <= last:
        for end in (at + 1, at):
            text = story.parse[at : end + 1].text
            codes = gazetteer().demonym(text) if end <= last and text[:1].isupper() else ()
            if len(codes) == 1:
                yield at, end, codes[0]
                at = end
                break
        at += 1
