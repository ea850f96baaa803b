"""A made-up store: the segments and manifest that a build would have left, and a snapshot of them without merging.

People, places and days are spread unevenly, as in an archive, and their number grows with it. Each event is told once,
and the snapshot takes each for one of its own: DuckDB alone fills it from the segments, so that piles can be asked that
nobody would wait to see merged. It names no format, so that a build makes its own in its place.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from timeline.models import DateCandidate, DateInterval, Document, Place, Publication
from timeline.store import Store, filling, leaves, manifest, rows, segments, snapshot, tables
from timeline.store.codec import encode

if TYPE_CHECKING:
    import pyarrow as pa

PER_ARTICLE = 10
CHARACTERS = 1_000  # of every article, so that the tree of segments is known before they are written
MEMORY = "4GB"  # that DuckDB may hold while it fills a snapshot; the rest is kept on disk
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
# From the JSON of the extractions to the rows that a build would make of events that are told once.
_READ = """
CREATE TEMP TABLE made AS SELECT key, parse_filename(filename, true) AS segment, extraction,
    from_json(extraction, '{
        "document": {"id": "VARCHAR", "text": "VARCHAR", "title": "VARCHAR", "source": "VARCHAR", "url": "VARCHAR"},
        "published": {"interval": {"start": "DATE", "end": "DATE"}},
        "people": [{"name": "VARCHAR", "mentions": ["JSON"]}],
        "places": [{"name": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "kind": "VARCHAR", "country": "VARCHAR"}],
        "events": [{"id": "VARCHAR", "title": "VARCHAR", "kind": "VARCHAR", "status": "VARCHAR",
            "interval": {"start": "DATE", "end": "DATE"}, "granularity": "VARCHAR", "basis": "VARCHAR",
            "confidence": "DOUBLE", "people": ["VARCHAR"], "place": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE",
            "time_text": "VARCHAR", "sentence": {"start": "BIGINT", "end": "BIGINT"}, "background": "BOOLEAN"}]}') AS e
FROM read_parquet(?, filename = true) WHERE key IS NOT NULL;
"""
_FILL = """
INSERT INTO documents SELECT e.document.id, e.document.title, e.document.source, e.published.interval.start,
    e.published.interval.end, packed(extraction), key, segment, NULL FROM made;
INSERT INTO named SELECT id, p.name, len(p.mentions), '', p.name, '“' || p.name || '” is named so here.'
    FROM (SELECT e.document.id AS id, unnest(e.people) AS p FROM made);
INSERT INTO located SELECT id, p.name, p.lat, p.lon, p.kind, p.country, NULL, false
    FROM (SELECT e.document.id AS id, unnest(e.places) AS p FROM made);
INSERT INTO arriving
WITH told AS (SELECT e.document AS d, e.published.interval AS published, unnest(e.events) AS v FROM made),
quoted AS (FROM told SELECT *, d.text[v.sentence.start + 1 : v.sentence.end] AS quote)
SELECT v.id, v.title, v.kind, v.status, v.interval.start, v.interval.end, v.granularity, v.basis,
    CASE WHEN v.interval IS NULL THEN 'undated' WHEN v.basis IN ('inherited', 'publication') THEN 'inferred'
        WHEN v.interval.end - v.interval.start = 1 THEN 'exact' ELSE 'approximate' END,
    v.confidence, v.people, v.place, v.lat, v.lon, if(v.place IS NULL, NULL, 'clause'), [],
    coalesce(v.time_text, ''), quote, [d.source], [d.id], 1, 1, 0,
    coalesce(v.background, false), v.status NOT IN ('negated', 'hypothetical'), [],
    json_object('sources', [json_object('document', d.id, 'event', v.id, 'title', d.title, 'source', d.source,
        'url', d.url, 'published', published, 'quote', quote, 'start', v.sentence.start, 'end', v.sentence.end)],
        'reason', '', 'conflicts', [])
FROM quoted;
"""
Raw = dict[str, Any]  # a value of the models as JSON


@dataclass(frozen=True, slots=True)
class World:
    """What the articles of a pile tell of; places as JSON."""

    seed: int
    days: int
    people: tuple[str, ...]
    places: tuple[Raw, ...]
    weights: tuple[float, ...]

    def rank(self, rng: random.Random, count: int) -> int:
        """One of `count` things, the first far more often than the last."""
        return bisect(self.weights, rng.random() * self.weights[count - 1], hi=count - 1)


@cache
def world_of(events: int, seed: int) -> World:
    """The world of a pile of so many events."""
    rng = random.Random(f"{seed} world")
    people = tuple(dict.fromkeys(_person(rng) for _ in range(max(30, int(events**0.7)))))
    places = tuple(_town(number, rng) for number in range(max(20, min(5_000, int(events**0.55)))))
    weights = tuple(accumulate(1 / (rank + 3) for rank in range(max(len(people), len(places)))))
    return World(seed, max(365, min(3650, events // 20)), people, places, weights)


def write_segments(folder: Path, events: int, seed: int, workers: int | None = None) -> Store:
    """Write the segments and the manifest of a store of as many events; only one leaf is held by each process."""
    number = {f"made-{seed}-{n:07}": n for n in range(events // PER_ARTICLE)}
    store = Store(folder=folder)
    laid_out = leaves.split(dict.fromkeys(number, CHARACTERS))
    jobs = [(store.segment_folder, events, seed, [number[id_] for id_ in ids]) for ids in laid_out.values()]
    with ProcessPoolExecutor(workers or os.cpu_count(), mp_context=get_context("spawn")) as pool:
        written = pool.map(_write_leaf, jobs, chunksize=4)
        store = replace(store, leaves={prefix: leaf for prefix, leaf in zip(laid_out, written, strict=True) if leaf})
    manifest.save(store)
    return store


def make_snapshot(store: Store) -> Path:
    """The snapshot of a made-up store, every event its own."""
    path = snapshot.path_of(store)
    path.parent.mkdir(parents=True, exist_ok=True)
    with snapshot.written(path) as connection:
        connection.execute(f"SET memory_limit = '{MEMORY}'; SET temp_directory = '{path.parent}'")
        connection.create_function("packed", rows.packed, ["VARCHAR"], "BLOB")
        connection.execute(tables.ARRIVING)
        connection.execute(_READ, [str(store.segment_folder / "*.parquet")])
        connection.execute(_FILL)
        tables.add_events(connection)
        connection.execute("DROP TABLE made")
    return path


def _person(rng: random.Random) -> str:
    family = "".join(rng.choice(SYLLABLES) for _ in range(rng.choice((2, 3)))).capitalize()
    return f"{rng.choice(GIVEN)} {family}"


def _town(number: int, rng: random.Random) -> Raw:
    name = f"{''.join(rng.choice(SYLLABLES) for _ in range(3)).capitalize()} {number}"
    place = Place(
        name=name, kind="city", country=rng.choice(("DE", "FR", "KE", "PE", "JP", "IN", "BR", "EG")),
        lat=round(rng.uniform(-55, 68), 4), lon=round(rng.uniform(-170, 175), 4), gazetteer_id=str(number),
        confidence=0.9, mentions=(),
    )  # fmt: skip
    return dict(encode(place))


def _write_leaf(job: tuple[Path, int, int, Sequence[int]]) -> manifest.Leaf | None:
    folder, events, seed, numbers = job
    world = world_of(events, seed)
    return filling.write(folder, segments.entries_in(rows_of([article(number, world) for number in numbers])))


def rows_of(articles: Sequence[tuple[Document, Publication, Raw]]) -> pa.Table:
    """Articles as the rows of a segment, in columns."""
    import pyarrow as pa

    schema, rows = segments.schema(), []
    for document, published, extraction in articles:
        payload = json.dumps(extraction, ensure_ascii=False)
        key = segments.key_of(segments.digest_of(encode(document)), published)
        head = segments.head_of(document, published, key, payload)
        rows += [head | row if at == 0 else row for at, row in enumerate(_rows(document, extraction["events"]))]
    return pa.table({f.name: pa.array([row.get(f.name) for row in rows], type=f.type) for f in schema}, schema=schema)


def _rows(document: Document, events: Sequence[Raw]) -> Iterator[Raw]:
    about = {"source": document.source, "url": document.url}
    for event in events:
        start, end = event["sentence"].values()
        days = {name: dt.date.fromisoformat(day) for name, day in (event["interval"] or {}).items()}
        yield event | about | {"sentence": document.text[start:end], "start": None, "end": None} | days


def article(number: int, world: World) -> tuple[Document, Publication, Raw]:
    """One made-up article and, as JSON, what is said to be found in it; it depends on its number and the world only."""
    rng = random.Random(f"{world.seed} {number}")
    day = FIRST + dt.timedelta(rng.randrange(world.days))
    identity, lines, events, at = f"made-{world.seed}-{number:07}", [], [], 0
    named: dict[str, int] = {}
    located: dict[str, Raw] = {}
    for ordinal in range(PER_ARTICLE):
        event, line, place = _event(rng, world, day, identity, ordinal, at)
        lines.append(line)
        events.append(event)
        named |= {name: at + line.index(name) for name in event["people"]}
        located |= {place["name"]: place} if place else {}
        at += len(line) + 1
    document = Document(
        id=identity, text="\n".join([*lines, ""]).ljust(CHARACTERS, "."), title=events[0]["title"],
        source=rng.choice(SOURCES), url=f"https://example.org/{number}", given=DateInterval.day(day),
    )  # fmt: skip
    published = _given(day)
    return document, published, {
        "document": encode(document), "published": encode(published), "timexes": [],
        "people": [{"name": name, "mentions": [_span(start, name) | {"text": name}]} for name, start in named.items()],
        "places": [place for _, place in sorted(located.items())], "events": events,
    }  # fmt: skip


@cache
def _given(day: dt.date) -> Publication:
    """What is said of an article's date that was given with it."""
    reason = "It is the date given with the article."
    date = DateCandidate(kind="given", text=day.isoformat(), start=0, end=0, interval=DateInterval.day(day),
                         verdict="chosen", reason=reason)  # fmt: skip
    return Publication(interval=date.interval, basis="given", confidence=1.0, reason=reason, candidates=(date,))


def _event(
    rng: random.Random, world: World, day: dt.date, document: str, ordinal: int, at: int
) -> tuple[Raw, str, Raw | None]:
    """An event, the sentence that tells it, which stands at `at` in the text, and where it was."""
    kind, verb, things = DEEDS[bisect((0.35, 0.5, 0.65, 0.75, 0.9), rng.random())]
    who = world.people[world.rank(rng, len(world.people))]
    other = world.people[world.rank(rng, len(world.people))]
    place = world.places[world.rank(rng, len(world.places))] if rng.random() < 0.8 else None
    basis, granularity, interval, words = _when(rng, day)
    title = f"{who} {verb} {rng.choice(things)}" + (f" in {place['name']}" if place else "")
    line = f"{title}{words}, {other} said." if other != who else f"{title}{words}."
    end = at + len(title)
    evidence = [_span(at, title) | {"field": "what"}, _span(at, who) | {"field": "who"}]
    if words:
        evidence.append(_span(end + 1, words[1:]) | {"field": "when"})
    if place:
        evidence.append(_span(end - len(place["name"]), place["name"]) | {"field": "where"})
    status = "happened" if rng.random() < 0.93 else rng.choice(("ongoing", "announced", "negated"))
    event = {
        "id": f"{document[5:]}-{ordinal}", "document": document, "title": title, "kind": kind, "status": status,
        "interval": encode(interval), "granularity": granularity, "basis": basis,
        "confidence": round(0.4 + 0.6 * rng.random(), 2), "people": [who, other] if other != who else [who],
        "place": place["name"] if place else None, "lat": place["lat"] if place else None,
        "lon": place["lon"] if place else None, "sentence": _span(at, line), "evidence": evidence,
    }  # fmt: skip
    if rng.random() < 0.1:
        event["background"] = True
    event |= {"when_reason": "It was made up so."} | ({"time_text": words[1:]} if words else {})
    return event | ({"place_basis": "clause"} if place else {}), line, place


def _span(start: int, text: str) -> dict[str, Any]:
    return {"start": start, "end": start + len(text)}


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
