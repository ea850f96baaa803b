"""Events of documents, made ready for comparison: words, place, people by their names in the pile."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from timeline.merge.vocabulary import senses, stop_words
from timeline.models import Event, Extraction, Place, Source, Span

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one document tells it."""

    event: Event
    source: Source
    place: Place | None
    words: frozenset[str]
    numbers: frozenset[str]
    scenes: frozenset[str]

    @property
    def order(self) -> tuple[str, str, int, str]:
        """Oldest article first; the same whatever the order of the pile."""
        published = self.source.published
        return (
            published.start.isoformat() if published else "9999",
            self.source.document,
            self.source.start,
            self.event.id,
        )


def tellings_of(extractions: Sequence[Extraction], names: Mapping[tuple[str, str], str]) -> list[Telling]:
    """Every event of the pile; `names` gives the pile's name of a document's person."""
    return sorted((t for e in extractions for t in _tellings(e, names)), key=lambda t: t.order)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [match[0].casefold().replace("’", "'").removesuffix("'s") for match in _WORD.finditer(text)]


@cache
def stem(word: str) -> str:
    """The stem of a word, or the sense that it shares with others ("vessel" is a ship)."""
    import snowballstemmer

    stemmed = str(snowballstemmer.stemmer("english").stemWord(word))
    return senses().get(stemmed, stemmed)


def content_words(text: str) -> frozenset[str]:
    """The stems that say what a text is about."""
    return frozenset(stem(w) for w in words_of(text) if w not in stop_words() and not w.isdigit() and len(w) > 1)


def _tellings(extraction: Extraction, names: Mapping[tuple[str, str], str]) -> Iterator[Telling]:
    document = extraction.document
    places = {place.name: place for place in extraction.places}
    for event in extraction.events:
        people = tuple(dict.fromkeys(names.get((document.id, name), name) for name in event.people))
        place = places.get(event.place) if event.place else None
        quote = document.text[event.sentence.start : event.sentence.end]
        yield telling(
            replace(event, people=people),
            Source(
                document=document.id,
                event=event.id,
                title=document.title,
                source=document.source,
                url=document.url,
                published=extraction.published.interval,
                quote=quote,
                start=event.sentence.start,
                end=event.sentence.end,
            ),
            place,
            _clause(document.text, event),
        )


def telling(event: Event, source: Source, place: Place | None, clause: str) -> Telling:
    """A telling from an event and the words of its clause; names of its people and place are no content words."""
    named = frozenset(stem(w) for name in (*event.people, event.place or "") for w in words_of(name))
    words = content_words(f"{event.title} {clause}") - named
    return Telling(
        event=event,
        source=source,
        place=place,
        words=words,
        numbers=frozenset(w for w in words_of(clause) if w.isdigit()),
        scenes=words & scene_words(),
    )


@cache
def scene_words() -> frozenset[str]:
    """The stems of the nouns that name a scene of its own: a banquet is no parade."""
    from timeline.merge.vocabulary import scenes

    return frozenset(stem(w) for w in scenes())


def _clause(text: str, event: Event) -> str:
    what: Span | None = next((e for e in event.evidence if e.field == "what"), None)
    return text[what.start : what.end] if what else ""
