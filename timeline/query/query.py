"""The questions that the views ask of the store. Every answer is made of rows of `timeline.query.answers`."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from timeline.articles.language import language_name, unread
from timeline.errors import StoreError
from timeline.models import Conflict, DateInterval, Source
from timeline.query.answers import (
    Bar,
    Contents,
    Count,
    EventRow,
    MapPoint,
    Mark,
    Marks,
    PersonView,
    Proof,
    Record,
    Summary,
)
from timeline.query.filter import Filter
from timeline.query.proof import proof_of
from timeline.query.wording import when_in_words
from timeline.store import manifest, snapshot
from timeline.store.codec import decode
from timeline.store.rows import unpacked
from timeline.store.words import folded

if TYPE_CHECKING:
    import duckdb

Unit = Literal["day", "week", "month", "year"]
LaneBy = Literal["place", "person", "source", "kind"]
Sort = Literal["time", "certainty"]

_LANES = {
    "place": "coalesce(place, 'no place')",
    "person": "unnest(or_nobody(people))",
    "source": "unnest(sources)",
    "kind": "kind",
}
_BEST = ("NOT background AND confidence >= 0.9", "true")  # where the best stand; everywhere, when these are too few
_FACETS = {"people": "unnest(people)", "places": "place", "sources": "unnest(sources)", "kinds": "kind"}
_ORDERS = {
    "time": ("background", "number"),  # they are numbered by time
    "certainty": ("background", "-confidence", "number"),
}
_ROW = (
    "id, title, kind, status, start_day, end_day, granularity, basis, certainty, confidence, people, place, lat, lon, "
    "place_basis, guessed_people, quote, sources, documents, independent, conflicts, background, judged, time_text"
)
_MARK = "id, title, start_day, end_day, granularity, basis, certainty, confidence, kind, status, time_text"


class Query:
    """A store, open for reading. Any number of threads may ask at once; each question has a cursor of its own."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, digest: str) -> None:
        self._connection = connection
        self.digest = digest

    @classmethod
    def open(cls, data_dir: str | Path) -> Query:
        """The store in `data_dir` as it is now; raises StoreError when there is none or it cannot be read."""
        store = manifest.load(data_dir)
        return cls.read(snapshot.ensure(store), store.digest)

    @classmethod
    def read(cls, path: Path, digest: str = "") -> Query:
        """A snapshot file."""
        import duckdb

        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": False, "autoload_known_extensions": False}  # fmt: skip
        try:
            return cls(duckdb.connect(str(path), read_only=True, config=config), digest)
        except duckdb.Error as error:
            raise StoreError(f"{path}: the snapshot cannot be opened; delete it and it is made anew.") from error

    def summary(self, filter: Filter) -> Summary:  # noqa: A002
        """How much the filter shows."""
        where, values = filter.predicate()
        once = (
            "" if filter.narrows else "NOT "
        )  # what is narrowed is looked for once; to keep everything would take longer
        shown = self._one(
            f"WITH shown AS {once}MATERIALIZED (SELECT start_day, end_day, lat, background, document_ids FROM events "
            f"WHERE {where}) SELECT count(*), min(start_day), max(end_day - 1), count(*) FILTER (start_day IS NULL), "
            "count(*) FILTER (lat IS NULL), count(*) FILTER (background), "
            "(SELECT count(DISTINCT d) FROM (SELECT unnest(document_ids) AS d FROM shown)) FROM shown", values
        )  # fmt: skip
        everything = self._one("SELECT count(*) FILTER (real), count(*) FILTER (NOT real) FROM events")
        return Summary(
            events=shown[0], all_events=everything[0], documents=shown[6],
            all_documents=self._one("SELECT count(*) FROM documents")[0], first=shown[1], last=_day(shown[2]),
            undated=shown[3], unplaced=shown[4], background=shown[5], unreal=everything[1],
        )  # fmt: skip

    def span(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of all that is dated."""
        first, last = self._one("SELECT min(start_day), max(end_day - 1) FROM events WHERE real")
        return (first, _day(last) or first) if first else None

    def bars(self, filter: Filter, unit: Unit) -> list[Bar]:  # noqa: A002
        """How many events of each kind begin in each day, week, month or year; empty ones are left out."""
        where, values = filter.predicate()
        rows = self._all(
            f"SELECT CAST(date_trunc('{unit}', start_day) AS DATE) AS bin, kind, count(*) FROM events "
            f"WHERE start_day IS NOT NULL AND {where} GROUP BY ALL ORDER BY bin, kind", values)  # fmt: skip
        return [Bar(start=start, kind=kind, count=count) for start, kind, count in rows]

    def marks(self, filter: Filter, by: LaneBy, limit: int = 300, lanes: int = 12) -> Marks:  # noqa: A002
        """The `limit` best dated events on the `lanes` fullest lanes; an event of two people lies on both lanes."""
        where, values = filter.predicate()
        laned = (f"SELECT rowid AS row, number, background, confidence, {_LANES[by]} AS lane FROM events "
                 f"WHERE start_day IS NOT NULL AND {where}")  # fmt: skip
        counts = self._all(
            "SELECT lane, n, CAST(sum(n) OVER () AS BIGINT) FROM "
            f"(SELECT lane, count(*) AS n FROM ({laned}) GROUP BY lane) ORDER BY n DESC, lane LIMIT {int(lanes)}",
            values,
        )
        kept = tuple((lane, n) for lane, n, _ in counts)
        for likely in _BEST:
            best = self._all(
                f"SELECT row, lane FROM ({laned} AND {likely}) WHERE list_contains(?, lane) "
                f"ORDER BY background, confidence DESC, number, lane LIMIT {int(limit)}",
                [*values, [lane for lane, _ in kept]],
            )
            if len(best) == limit:
                break
        rows = self._wide(_MARK, [row for row, _ in best])
        marks = [_mark((*rows[row], lane)) for row, lane in best]
        total = counts[0][2] if counts else 0
        return Marks(marks=tuple(sorted(marks, key=lambda m: (m.interval, m.id))), lanes=kept, total=total)

    def map_points(self, filter: Filter) -> list[MapPoint]:  # noqa: A002
        """Places with events, the fullest first."""
        where, values = filter.predicate()
        rows = self._all(
            "SELECT places.name, places.kind, country, places.lat, places.lon, radius_km, approximate, n, guessed FROM "
            "(SELECT place, count(*) AS n, count(*) FILTER (place_basis = 'setting') AS guessed FROM events "
            f"WHERE lat IS NOT NULL AND {where} GROUP BY place) "
            "JOIN places ON places.name = place ORDER BY n DESC, place", values)  # fmt: skip
        keys = ("name", "kind", "country", "lat", "lon", "radius_km", "approximate", "count", "guessed")
        return [MapPoint(**dict(zip(keys, row, strict=True))) for row in rows]

    def people(self, filter: Filter, search: str = "") -> list[Count]:  # noqa: A002
        """People by how many events they take part in."""
        wanted = folded(search)
        return [c for c in self._facet("people", filter) if wanted in folded(c.name)]

    def places(self, filter: Filter) -> list[Count]:  # noqa: A002
        return self._facet("places", filter)

    def sources(self, filter: Filter) -> list[Count]:  # noqa: A002
        return self._facet("sources", filter)

    def kinds(self, filter: Filter) -> list[Count]:  # noqa: A002
        return self._facet("kinds", filter)

    def events(
        self, filter: Filter, sort: Sort = "time", limit: int | None = 50, offset: int = 0  # noqa: A002
    ) -> list[EventRow]:  # fmt: skip
        """A page of events; what lies outside the articles' own days comes last."""
        where, values = filter.predicate()
        page = f"LIMIT {int(limit)} OFFSET {int(offset)}" if limit is not None else ""
        found = self._all(f"SELECT rowid FROM events WHERE {where} ORDER BY {_ordered(sort)} {page}", values)
        rows = self._wide(_ROW, [row for (row,) in found])
        return [_event_row(rows[row]) for (row,) in found]

    def event(self, id: str) -> Proof | None:  # noqa: A002
        """An event with all that proves it, or None when there is none of that id."""
        found = self._all(f"SELECT {_ROW}, payload FROM events WHERE id = ?", [id])
        if not found:
            return None
        *row, payload = found[0]
        return proof_of(_event_row(row), payload, self._payload)

    def records(self, filter: Filter) -> Iterator[Record]:  # noqa: A002
        """All events that the filter shows, with sources and conflicts, in the order of time."""
        where, values = filter.predicate()
        cursor = self._connection.cursor().execute(
            f"SELECT {_ROW}, payload FROM events WHERE {where} ORDER BY {_ordered('time')}", values
        )
        while batch := cursor.fetchmany(1000):
            for *row, payload in batch:
                raw = json.loads(payload)
                yield Record(
                    row=_event_row(row), sources=decode(tuple[Source, ...], raw["sources"]),
                    conflicts=decode(tuple[Conflict, ...], raw["conflicts"]),
                )  # fmt: skip

    def neighbours(self, filter: Filter, id: str, sort: Sort = "time") -> tuple[str | None, str | None]:  # noqa: A002
        """The ids of the events before and after one in the list that the filter shows."""
        where, values = filter.predicate()
        keys = _ORDERS[sort]
        mine = self._all(f"SELECT {', '.join(keys)} FROM events WHERE id = ? AND {where}", [id, *values])
        if not mine:
            return None, None
        beyond = {side: " OR ".join(_first_differs(keys, at, side) for at in range(len(keys))) for side in "<>"}
        places = [value for at in range(len(keys)) for value in mine[0][: at + 1]]
        found = [
            self._all(
                f"SELECT id FROM events WHERE ({beyond[side]}) AND {where} ORDER BY {_ordered(sort, turned)} LIMIT 1",
                [*places, *values],
            )
            for side, turned in (("<", " DESC"), (">", ""))
        ]
        return found[0][0][0] if found[0] else None, found[1][0][0] if found[1] else None

    def person(self, name: str) -> PersonView | None:
        """One person over the pile, or None when nobody has that name."""
        rows = [_event_row(row) for row in self._all(
            f"SELECT {_ROW} FROM events WHERE real AND list_contains(people, ?) ORDER BY start_day NULLS LAST, number",
            [name])]  # fmt: skip
        roles = self._all("SELECT DISTINCT role FROM roles WHERE person = ? ORDER BY role", [name])
        names = self._all("SELECT DISTINCT name, reason FROM names WHERE person = ? ORDER BY name", [name])
        if not rows and not names:
            return None
        dated = [row.interval for row in rows if row.interval]
        return PersonView(
            name=name, count=len(rows), roles=tuple(role for (role,) in roles),
            first=dated[0] if dated else None, last=dated[-1] if dated else None,
            places=tuple((r.place, r.lat, r.lon, r.interval) for r in rows
                         if r.place and r.lat is not None and r.lon is not None),
            companions=tuple(c for c in self._facet("people", Filter(people=(name,))) if c.name != name),
            names=tuple(names),
        )  # fmt: skip

    def unknown(self, filter: Filter) -> list[str]:  # noqa: A002
        """A sentence for each name in the filter that is in no event of the store."""
        notes = []
        for field, word in (("people", "person"), ("places", "place"), ("sources", "source"), ("kinds", "kind")):
            asked = getattr(filter, field)
            known = {count.name for count in self._facet(field, Filter(unreal=True))} if asked else set()
            notes += [f"No event here has the {word} “{name}”." for name in asked if name not in known]
        if filter.event and not self._all("SELECT 1 FROM events WHERE id = ?", [filter.event]):
            notes.append(f"The event {filter.event[:40]} that the link names is no longer here.")
        return notes

    def document_ids(self) -> list[str]:
        """The ids of all documents, in order."""
        return [id_ for (id_,) in self._all("SELECT id FROM documents ORDER BY id")]

    def contents(self) -> Contents:
        """What documents there are, without their ids."""
        languages, sources = (
            self._all(f"SELECT coalesce({by}, ''), count(*) AS n FROM documents GROUP BY 1 ORDER BY n DESC, 1")
            for by in ("language", "source")
        )
        documents, undated = self._one("SELECT count(*), count(*) FILTER (start_day IS NULL) FROM documents")
        return Contents(
            documents=documents, undated=undated,
            sources=tuple(Count(name=name, count=count) for name, count in sources),
            languages=tuple(Count(name=language_name(code), count=count) for code, count in languages),
        )  # fmt: skip

    def notes(self) -> list[str]:
        """What is to be said of the store: articles that are not read, judgements that are broken or lost an event."""
        spoken = self._all("SELECT language, count(*) FROM documents WHERE language IS NOT NULL GROUP BY language")
        return [*filter(None, [unread(dict(spoken))]), *(note for (note,) in self._all("SELECT note FROM notes"))]

    def _facet(self, field: str, filter: Filter) -> list[Count]:  # noqa: A002
        where, values = filter.predicate()
        rows = self._all(
            f"SELECT name, count(*) AS n FROM (SELECT {_FACETS[field]} AS name FROM events WHERE {where}) "
            "WHERE name IS NOT NULL GROUP BY name ORDER BY n DESC, name", values)  # fmt: skip
        return [Count(name=name, count=count) for name, count in rows]

    def _wide(self, columns: str, rows: Sequence[int]) -> dict[int, tuple[Any, ...]]:
        """All that is shown of some rows: fetched after the sorting, which is quicker on few columns."""
        found = self._all(f"SELECT rowid, {columns} FROM events WHERE rowid IN (SELECT unnest(?))", [list(rows)])
        return {row[0]: row[1:] for row in found}

    def _payload(self, document: str) -> str | None:
        rows = self._all("SELECT payload FROM documents WHERE id = ?", [document])
        return unpacked(rows[0][0]) if rows else None

    def _one(self, sql: str, values: Sequence[Any] = ()) -> tuple[Any, ...]:
        return self._all(sql, values)[0]

    def _all(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        return self._connection.cursor().execute(sql, list(values)).fetchall()


def _ordered(sort: Sort, turned: str = "") -> str:
    return ", ".join(part + turned for part in _ORDERS[sort])


def _first_differs(keys: Sequence[str], at: int, side: str) -> str:
    """What comes before (<) or after (>) another in the order of `keys`, and is told from it by the one there."""
    return " AND ".join([*(f"{key} = ?" for key in keys[:at]), f"{keys[at]} {side} ?"])


def _day(value: dt.date | dt.datetime | None) -> dt.date | None:
    return value.date() if isinstance(value, dt.datetime) else value


def _mark(row: Sequence[Any]) -> Mark:
    id_, title, start, end, granularity, basis, certainty, confidence, kind, status, time_text, lane = row
    interval = DateInterval(start, end)
    return Mark(
        id=id_, title=title, interval=interval, granularity=granularity, basis=basis, certainty=certainty,
        confidence=confidence, kind=kind, status=status, lane=lane,
        when=when_in_words(interval, basis, status, time_text),
    )  # fmt: skip


def _event_row(row: Sequence[Any]) -> EventRow:
    fields: dict[str, Any] = dict(zip((name.strip() for name in _ROW.split(",")), row, strict=True))
    start, end, time_text = (fields.pop(name) for name in ("start_day", "end_day", "time_text"))
    interval = DateInterval(start, end) if start else None
    fields |= {name: tuple(fields[name]) for name in ("people", "guessed_people", "sources", "judged")}
    return EventRow(
        interval=interval, when=when_in_words(interval, fields["basis"], fields["status"], time_text), **fields
    )
