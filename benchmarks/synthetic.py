"""Made-up stores and articles of any size, the same for the same seed.

    python benchmarks/synthetic.py store FOLDER --events 1000000 [--seed 1]
    python benchmarks/synthetic.py articles FILE.jsonl --count 20000 [--seed 1]

The store is written by the project's own store code, segments and snapshot, as if it had been built; people, places
and days are spread unevenly, as in an archive, and their number grows with it. The articles are the sample articles
with the dates and people of each exchanged.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
import time
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from timeline.models import (  # noqa: E402
    DateInterval,
    Document,
    Event,
    Evidence,
    Extraction,
    Mention,
    MergedEvent,
    Person,
    Place,
    Publication,
    Source,
    Span,
)
from timeline.store import Store, filling, leaves, manifest, rows, segments, snapshot, tables  # noqa: E402

PER_ARTICLE = 10
FIRST = dt.date(2015, 1, 1)
GIVEN = (
    "Ada", "Ben", "Cleo", "Dana", "Emil", "Farah", "Goran", "Hana", "Ivo", "Jana", "Karim", "Lena", "Milan", "Nora",
    "Omar", "Petra", "Rosa", "Tara", "Vera",
)  # fmt: skip
SYLLABLES = (
    "ba", "cor", "del", "fan", "gro", "hal", "in", "kas", "lor", "mun", "nev", "or", "pol", "ran", "sel", "tur", "ul",
    "ves", "wen", "zan",
)  # fmt: skip
DEEDS = (
    ("visit or meeting", "met", ("envoys", "farmers", "miners", "teachers", "veterans", "ministers", "students")),
    ("attack", "shelled", ("the harbour", "the depot", "the bridge", "the airfield", "the power station")),
    ("agreement", "signed", ("a grain treaty", "a ceasefire", "a gas contract", "a border accord", "a loan")),
    ("accident or disaster", "fled", ("the flood", "the fire", "the landslide", "the storm", "the earthquake")),
    ("statement", "condemned", ("the blockade", "the verdict", "the arrests", "the tariffs", "the ban")),
    ("other", "opened", ("a museum", "a factory", "a school", "a hospital", "a railway", "a dam")),
)
SOURCES = tuple(f"The {where} {what}" for where in ("Harbour", "Northern", "Valley", "Capital", "Island", "Border")
                for what in ("Post", "Herald", "Courier", "Gazette", "Observer"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class World:
    """What the articles of a pile tell of."""

    seed: int
    days: int
    people: tuple[str, ...]
    places: tuple[Place, ...]
    by_name: dict[str, Place]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, events: int, seed: int) -> World:
        rng = random.Random(f"{seed} world")
        people = tuple(dict.fromkeys(_person(rng) for _ in range(max(30, int(events**0.7)))))
        places = tuple(_town(number, rng) for number in range(max(20, min(5_000, int(events**0.55)))))
        weights = tuple(accumulate(1 / (rank + 3) for rank in range(max(len(people), len(places)))))
        return cls(seed, max(365, min(3650, events // 20)), people, places,
                   {place.name: place for place in places}, weights)  # fmt: skip

    def rank(self, rng: random.Random, count: int) -> int:
        """One of `count` things, the first far more often than the last."""
        return bisect(self.weights, rng.random() * self.weights[count - 1], hi=count - 1)


def _person(rng: random.Random) -> str:
    family = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 3)))).capitalize()
    return f"{rng.choice(GIVEN)} {family}"


def _town(number: int, rng: random.Random) -> Place:
    name = f"{''.join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()} {number}"
    return Place(
        name=name, kind="city", country=rng.choice(("DE", "FR", "KE", "PE", "JP", "IN", "BR", "EG")),
        lat=round(rng.uniform(-55, 68), 4), lon=round(rng.uniform(-170, 175), 4), gazetteer_id=str(number),
        confidence=0.9, mentions=(),
    )  # fmt: skip


def article(number: int, world: World) -> Extraction:
    """One made-up article and what is said to be found in it; it depends on its number and the world's seed only."""
    rng = random.Random(f"{world.seed} {number}")
    day = FIRST + dt.timedelta(rng.randrange(world.days))
    identity, lines, events, named = f"made-{world.seed}-{number:07}", [], [], {}
    at = 0
    for ordinal in range(PER_ARTICLE):
        event, line = _event(rng, world, day, identity, ordinal, at)
        lines.append(line)
        events.append(event)
        named |= {name: at + line.index(name) for name in event.people}
        at += len(line) + 1
    return Extraction(
        document=Document(id=identity, text="\n".join(lines), title=events[0].title, source=rng.choice(SOURCES),
                          url=f"https://example.org/{number}", given=DateInterval.day(day)),
        published=Publication(interval=DateInterval.day(day), basis="given", confidence=1.0,
                              reason="It is the date given with the article."),
        timexes=(),
        people=tuple(_mentioned(name, start) for name, start in named.items()),
        places=tuple(world.by_name[name] for name in sorted({event.place for event in events if event.place})),
        events=tuple(events),
    )  # fmt: skip


def _mentioned(name: str, start: int) -> Person:
    return Person(name=name, mentions=(Mention(start=start, end=start + len(name), text=name),))


def _event(
    rng: random.Random, world: World, day: dt.date, document: str, ordinal: int, at: int
) -> tuple[Event, str]:
    """An event and the sentence that tells it, which stands at `at` in the text."""
    kind, verb, things = DEEDS[bisect((0.35, 0.5, 0.65, 0.75, 0.9), rng.random())]
    who = world.people[world.rank(rng, len(world.people))]
    other = world.people[world.rank(rng, len(world.people))]
    place = world.places[world.rank(rng, len(world.places))] if rng.random() < 0.8 else None
    basis, granularity, interval, words = _when(rng, day)
    title = f"{who} {verb} {rng.choice(things)}" + (f" in {place.name}" if place else "")
    line = f"{title}{words}, {other} said." if other != who else f"{title}{words}."
    people = (who, other) if other != who else (who,)
    start = at + len(title)
    evidence = [Evidence(start=at, end=start, field="what"), Evidence(start=at, end=at + len(who), field="who")]
    if words:
        evidence.append(Evidence(start=start + 1, end=start + len(words), field="when"))
    if place:
        evidence.append(Evidence(start=start - len(place.name), end=start, field="where"))
    event = Event(
        id=f"{document[5:]}-{ordinal}", document=document, title=title, kind=kind,
        status="happened" if rng.random() < 0.93 else rng.choice(("ongoing", "announced", "negated")),
        interval=interval, granularity=granularity, basis=basis, confidence=round(0.4 + 0.6 * rng.random(), 2),
        people=people, place=place.name if place else None, lat=place.lat if place else None,
        lon=place.lon if place else None, sentence=Span(start=at, end=at + len(line)), evidence=tuple(evidence),
        background=rng.random() < 0.1, when_reason="It was made up so.", time_text=words.strip(),
    )  # fmt: skip
    return event, line


def _when(rng: random.Random, day: dt.date) -> tuple[str, str, DateInterval | None, str]:
    """Basis, granularity, interval and the words of a date, as news has them."""
    chance = rng.random()
    told = day - dt.timedelta(rng.randrange(7))
    if chance < 0.6:
        return "resolved", "day", DateInterval.day(told), f" on {told:%A}"
    if chance < 0.75:
        return "publication", "day", DateInterval.day(day), ""
    if chance < 0.87:
        first = (day.replace(day=1) - dt.timedelta(1)).replace(day=1)
        return "resolved", "month", DateInterval(first, day.replace(day=1)), " last month"
    if chance < 0.97:
        year = day.year - rng.randrange(1, 9)
        return "stated", "year", DateInterval(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)), f" in {year}"
    return "undated", "unknown", None, ""


def make_store(folder: Path, events: int, seed: int) -> None:
    """Write a store of as many events, no two of them the same: segments, manifest and snapshot."""
    world, count = World.of(events, seed), events // PER_ARTICLE
    number = {f"made-{seed}-{n:07}": n for n in range(count)}
    store, laid_out = Store(folder=folder), {}
    heads: dict[str, tuple[Any, ...]] = {}

    def events_of_segments() -> Iterator[tuple[Any, ...]]:
        for prefix, documents in leaves.split(dict.fromkeys(number, leaves.CAPACITY // 120)).items():
            made = [article(number[document], world) for document in documents]
            entries = [segments.entry_of(segments.key_of(e.document, e.published), e) for e in made]
            laid_out[prefix] = filling.write(store.segment_folder, entries)
            heads.update((e.document.id, rows.document_row(e, "", "", "")[:5]) for e in made)
            yield from (row for extraction in made for row in _rows(extraction))

    unnamed = folder / "snapshots" / "made.duckdb"
    unnamed.parent.mkdir(parents=True, exist_ok=True)
    with snapshot.written(unnamed) as connection:
        connection.execute(tables.ARRIVING)
        tables.insert(connection, "arriving", events_of_segments())
        tables.add_events(connection)
        store = replace(store, leaves=laid_out)
        tables.insert(connection, "documents", (
            (*heads[e.document], e.payload, e.key, "", None) for e in store.entries()))
        tables.insert(connection, "located", (("", p.name, p.lat, p.lon, p.kind, p.country, None, False)
                                              for p in world.places))  # fmt: skip
        tables.insert(connection, "named", (("", name, 1, "", name, f"“{name}” is named so here.")
                                            for name in world.people))  # fmt: skip
    manifest.save(store)
    unnamed.replace(snapshot.path_of(store))


def _rows(extraction: Extraction) -> Iterator[tuple[Any, ...]]:
    """The rows of an article's events, each told by it alone."""
    document = extraction.document
    for event in extraction.events:
        quote = document.text[event.sentence.start : event.sentence.end]
        source = Source(
            document=document.id, event=event.id, title=document.title, source=document.source, url=document.url,
            published=extraction.published.interval, quote=quote, start=event.sentence.start, end=event.sentence.end,
        )  # fmt: skip
        yield rows.event_row(MergedEvent(event=event, sources=(source,)), [document.source or ""])


def vary(documents: Sequence[Document], count: int, seed: int) -> Iterator[Document]:
    """As many articles as wanted: the given ones in turn, each with years, months, and names of its own."""
    people = [name for document in documents for name in _names(document)]
    for number in range(count):
        rng = random.Random(f"{seed} {number}")
        yield _varied(documents[number % len(documents)], number, rng, people)


_NAME = re.compile(r"\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b")
_YEAR = re.compile(r"\b(19[5-9]\d|20[0-2]\d)\b")
_DAY = re.compile(r"\b([1-9]|1\d|2[0-8])(?= (?:January|February|March|April|May|June|July|August|September|October|"
                  r"November|December)\b)")  # fmt: skip


def _names(document: Document) -> list[str]:
    return sorted(set(_NAME.findall(document.text)))


def _varied(document: Document, number: int, rng: random.Random, people: Sequence[str]) -> Document:
    """Another article of the same build; names of two words are exchanged throughout, so are their last words alone."""
    text = document.text
    for name in rng.sample(_names(document), k=min(6, len(_names(document)))):
        first, last = rng.choice(people).split()[0], "".join(rng.choice(SYLLABLES) for _ in range(2)).capitalize()
        text = text.replace(name, f"{first} {last}").replace(name.split()[1], last)
    shift = rng.randrange(-12, 1)
    text = _YEAR.sub(lambda m: str(int(m[0]) + shift), text)
    text = _DAY.sub(lambda _: str(rng.randrange(1, 29)), text)
    day = dt.date(2012, 1, 1) + dt.timedelta(rng.randrange(4000))
    return replace(document, id=f"varied-{number:07}", text=text, path=None, clues=(), zones=(), url=None,
                   source=rng.choice(SOURCES), given=DateInterval.day(day))  # fmt: skip


def write_articles(file: Path, count: int, seed: int, paths: Sequence[Path]) -> None:
    """JSON Lines, as `timeline build` reads them."""
    from timeline import articles

    documents = [d for d in articles.read(paths) if isinstance(d, Document)]
    with file.open("w", encoding="utf-8") as out:
        for d in vary(documents, count, seed):
            published = d.given.start.isoformat() if d.given else None
            row = {"id": d.id, "text": d.text, "title": d.title, "source": d.source, "published": published}
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    kinds = parser.add_subparsers(required=True, dest="what")
    store = kinds.add_parser("store")
    store.add_argument("folder", type=Path)
    store.add_argument("--events", type=int, default=10_000)
    varied = kinds.add_parser("articles")
    varied.add_argument("file", type=Path)
    varied.add_argument("--count", type=int, default=1_000)
    varied.add_argument("--from", dest="paths", nargs="+", type=Path, default=[ROOT / "seeds"])
    for kind in (store, varied):
        kind.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    began = time.perf_counter()
    if chosen.what == "store":
        make_store(chosen.folder, chosen.events, chosen.seed)
    else:
        write_articles(chosen.file, chosen.count, chosen.seed, chosen.paths)
    print(f"{time.perf_counter() - began:.1f} s")


if __name__ == "__main__":
    main()
