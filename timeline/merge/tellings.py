"""Events of documents, made ready for comparison: words, place, people by their names in the pile."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from timeline.events.vocabulary import kinds
from timeline.merge.vocabulary import acts, deaths, measures, number_words, scenes, senses, stop_words
from timeline.models import DateInterval, Event, Extraction, Place, Source

_LATE_DAYS = 7  # news without a date happened at most so long before its publication
_COUNTED = ("resolved", "inherited", "publication")  # from the publication
_OWN_WORDS = 11  # spaces in a sentence that two articles do not have by chance
_NEAR_WORDS = 5  # between a number and the word of death that it belongs to
_YEARS = range(1800, 2100)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one document tells it.

    `scenes` and `acts` are those of its words that name a scene or an act, `toll` how many died, `spellings` pairs the
    pile's name of a person with the document's.
    """

    event: Event
    source: Source
    place: Place | None
    words: frozenset[str]
    scenes: frozenset[str]
    acts: frozenset[str]
    toll: int | None = None
    spellings: tuple[tuple[str, str], ...] = ()

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


def tellings_of(extractions: Iterable[Extraction], names: Mapping[tuple[str, str], str]) -> list[Telling]:
    """Every event of the pile; `names` gives the pile's name of a document's person."""
    return sorted((t for e in extractions for t in _tellings(e, names)), key=lambda t: t.order)


def _toll(title: str) -> int | None:
    """How many died: the number nearest to a word of death, as in "at least twelve people died"."""
    words = words_of(title.replace(",", ""))
    dead = [at for at, word in enumerate(words) if word in deaths()]
    counts = [(min(abs(at - d) for d in dead), at) for at in range(len(words)) if dead and _counts_people(words, at)]
    distance, at = min(counts, default=(_NEAR_WORDS + 1, 0))
    return _number(words[at]) if distance <= _NEAR_WORDS else None


def _counts_people(words: Sequence[str], at: int) -> bool:
    """Whether a number stands there that is no day of a month, no year and no measure."""
    number = _number(words[at])
    if number is None or (len(words[at]) == 4 and number in _YEARS):
        return False
    before = words[max(0, at - 1) : at] if words[at].isdecimal() else ()
    return measures().isdisjoint((*before, *words[at + 1 : at + 2]))


def _number(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) < 7 else number_words().get(word)


def words_of(text: str) -> list[str]:
    """The words of a text, folded."""
    return [match[0].casefold().replace("’", "'").replace("-", "").removesuffix("'s") for match in _WORD.finditer(text)]


@cache
def stem(word: str) -> str:
    """The stem of a word, or the sense that it shares with others ("vessel" is a ship)."""
    import snowballstemmer

    stemmed = str(snowballstemmer.stemmer("english").stemWord(word))
    return senses().get(stemmed, stemmed)


def spoken(telling: Telling, stemmed: str) -> str:
    """The word of its title that a stem stands for."""
    return next((word for word in words_of(telling.event.title) if stem(word) == stemmed), stemmed)


def content_words(text: str) -> frozenset[str]:
    """The stems that say what a text is about."""
    return frozenset(stem(w) for w in words_of(text) if w not in stop_words() and not w.isdigit() and len(w) > 1)


def _tellings(extraction: Extraction, names: Mapping[tuple[str, str], str]) -> Iterator[Telling]:
    document = extraction.document
    places = {place.name: place for place in extraction.places}
    for event in extraction.events:
        people, guessed = (
            tuple(dict.fromkeys(names.get((document.id, name), name) for name in group))
            for group in (event.people, event.guessed_people)
        )
        place = places.get(event.firm_place or "")
        quote = document.text[event.sentence.start : event.sentence.end]
        yield telling(
            event if people == event.people else replace(event, people=people, guessed_people=guessed),
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
            spellings=tuple((names.get((document.id, name), name), name) for name in event.people),
        )


def repeats(a: Telling, b: Telling) -> bool:
    """Whether two articles say it in the same words, each of a day that counts from its own publication.

    One of them is a copy of the other, or an update of it: both tell of the day that the older one means.
    """
    if a.source.quote != b.source.quote or a.event.title != b.event.title:
        return False
    apart = a.source.document != b.source.document and a.source.published != b.source.published
    return apart and wording(a) is not None and wording(b) is not None


def originals(tellings: Sequence[Telling]) -> list[Telling]:
    """The tellings without those that repeat the words of an older article."""
    ordered = sorted(tellings, key=lambda t: t.order)
    return [t for at, t in enumerate(ordered) if not any(repeats(older, t) for older in ordered[:at])]


def wording(telling: Telling) -> str | None:
    """What copies have in common whatever their dates: the words, where they are many and count from publication."""
    long = telling.source.quote.count(" ") >= _OWN_WORDS
    return telling.source.quote if long and telling.event.basis in _COUNTED else None


def possible(telling: Telling) -> DateInterval | None:
    """The days on which it can have happened: news without a date, some days before its publication too."""
    interval = telling.event.interval
    if interval is None or telling.event.basis != "publication":
        return interval
    return DateInterval(interval.start - dt.timedelta(_LATE_DAYS), interval.end)


def telling(
    event: Event, source: Source, place: Place | None, *, spellings: tuple[tuple[str, str], ...] = ()
) -> Telling:
    """A telling with the words of its title; the names of its people and place are no content words."""
    named = frozenset(stem(w) for name in (*event.firm_people, event.firm_place or "") for w in words_of(name))
    words = content_words(event.title) - named
    return Telling(
        event=event,
        source=source,
        place=place,
        words=words,
        scenes=words & scene_words(),
        acts=words & act_words(),
        toll=_toll(event.title),
        spellings=spellings,
    )


@cache
def scene_words() -> frozenset[str]:
    """The stems of the nouns that name a scene of its own: a banquet is no parade."""
    return frozenset(stem(w) for w in scenes())


@cache
def act_words() -> frozenset[str]:
    """The stems that stand for what was done, each for all words of its sense."""
    return acts() | frozenset(stem(lemma) for lemma in kinds().verbs if " " not in lemma)
