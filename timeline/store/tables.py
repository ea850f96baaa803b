"""The tables of a snapshot, and how events get into them.

The views ask `events`, `words`, `documents`, `places`, `names`, `roles` and `notes`. The others are what a later build
needs to know of this pile in order to merge no more than what new articles touch.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.store.words import stems

if TYPE_CHECKING:
    import duckdb

_BATCH = 20_000
_GAP = 1 << 20  # between the numbers of two events, so that later ones find room

TABLES = """
CREATE TABLE documents (
    id VARCHAR, title VARCHAR, source VARCHAR, start_day DATE, end_day DATE,
    payload BLOB USING COMPRESSION uncompressed,
    key VARCHAR, segment VARCHAR, language VARCHAR);
CREATE TABLE places (
    name VARCHAR, kind VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, radius_km DOUBLE, approximate BOOLEAN);
CREATE TABLE names (person VARCHAR, name VARCHAR, reason VARCHAR);
CREATE TABLE roles (person VARCHAR, role VARCHAR);
CREATE TABLE notes (note VARCHAR);
CREATE TABLE words (stem VARCHAR, event BIGINT);
CREATE TABLE named (
    document VARCHAR, name VARCHAR, mentions INTEGER, block VARCHAR, person VARCHAR, reason VARCHAR);
CREATE TABLE said (document VARCHAR, name VARCHAR, role VARCHAR);
CREATE TABLE located (
    document VARCHAR, name VARCHAR, lat DOUBLE, lon DOUBLE, kind VARCHAR, country VARCHAR, radius_km DOUBLE,
    approximate BOOLEAN);
CREATE TABLE tellings (
    number INTEGER, id VARCHAR, document VARCHAR, kind VARCHAR, start VARCHAR, published VARCHAR, place INTEGER,
    words VARCHAR[], event VARCHAR, component VARCHAR);
CREATE TABLE blocks (key UBIGINT, telling INTEGER);
CREATE TABLE weights (word VARCHAR, weight DOUBLE);
CREATE TABLE decisions (judgement VARCHAR);
CREATE TABLE format (number INTEGER);
"""
# What can be told from the other tables once they are full.
VIEWS = """
DELETE FROM names;
INSERT INTO names SELECT DISTINCT person, name, reason FROM named ORDER BY person, name;
DELETE FROM roles;
INSERT INTO roles SELECT DISTINCT person, role FROM said JOIN named USING (document, name) ORDER BY person, role;
CREATE OR REPLACE TEMP TABLE known AS
    SELECT name AS toponym, lat, lon, min({'kind': kind, 'country': country, 'radius_km': radius_km,
        'approximate': approximate}) AS facts
    FROM located WHERE lat IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE counted AS
    SELECT toponym, lat, lon, count(*) AS n FROM events WHERE toponym IS NOT NULL AND lat IS NOT NULL GROUP BY ALL;
CREATE OR REPLACE TEMP TABLE shown (toponym VARCHAR, lat DOUBLE, lon DOUBLE, name VARCHAR);
"""
PLACES = """
UPDATE events SET place = shown.name FROM shown
    WHERE events.toponym = shown.toponym AND events.lat = shown.lat AND events.lon = shown.lon
    AND events.place IS DISTINCT FROM shown.name;
DELETE FROM places;
INSERT INTO places SELECT name, coalesce(facts.kind, 'point'), facts.country, lat, lon, facts.radius_km,
    coalesce(facts.approximate, false) FROM shown LEFT JOIN known USING (toponym, lat, lon) ORDER BY name;
DROP TABLE known; DROP TABLE counted; DROP TABLE shown;
"""
ARRIVING = """
CREATE OR REPLACE TEMP TABLE arriving (
    id VARCHAR, title VARCHAR, kind VARCHAR, status VARCHAR, start_day DATE, end_day DATE, granularity VARCHAR,
    basis VARCHAR, certainty VARCHAR, confidence DOUBLE, people VARCHAR[], place VARCHAR, lat DOUBLE, lon DOUBLE,
    place_basis VARCHAR, guessed_people VARCHAR[], time_text VARCHAR, quote VARCHAR, sources VARCHAR[],
    document_ids VARCHAR[], documents INTEGER, independent INTEGER, conflicts INTEGER,
    background BOOLEAN, real BOOLEAN, judged VARCHAR[], payload VARCHAR);
"""
_FIRST_EVENTS = f"""
CREATE TABLE events AS
    SELECT {_GAP} * row_number() OVER (ORDER BY start_day NULLS LAST, end_day, id) AS number,
        * REPLACE (people::who_HASH[] AS people, sources::teller_HASH[] AS sources,
            if(lat IS NULL, NULL, place) AS place),
        place AS toponym
    FROM arriving ORDER BY number;
"""
# Each newcomer gets a number between those of its neighbours in time; several in one gap share it out.
_MORE_EVENTS = """
INSERT INTO events BY NAME
WITH ordered AS (
    SELECT id, number, coalesce(max(number) OVER (place ROWS UNBOUNDED PRECEDING), 0) AS before,
        min(number) OVER (place ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS after
    FROM (SELECT id, start_day, end_day, number FROM events
          UNION ALL SELECT id, start_day, end_day, NULL FROM arriving)
    WINDOW place AS (ORDER BY start_day NULLS LAST, end_day, id)),
placed AS (
    SELECT id, before, coalesce(after, before + GAP * (count(*) OVER gap + 1)) AS after,
        row_number() OVER (PARTITION BY before ORDER BY arriving.start_day NULLS LAST, arriving.end_day, id) AS nth,
        count(*) OVER gap AS many
    FROM ordered JOIN arriving USING (id) WHERE ordered.number IS NULL
    WINDOW gap AS (PARTITION BY before))
SELECT before + (after - before) * nth // (many + 1) AS number,
    arriving.* REPLACE (if(lat IS NULL, NULL, place) AS place), arriving.place AS toponym
FROM arriving JOIN placed USING (id);
""".replace("GAP", str(_GAP))
# Cut at spaces only: what a word is, `stems` says of each distinct piece.
_TOKENS = """
CREATE OR REPLACE TEMP TABLE tokens AS SELECT number AS event, unnest(list_distinct(string_split(
        concat_ws(' ', title, quote, toponym, array_to_string(people::VARCHAR[], ' ')), ' '
    ))) AS token FROM events WHERE id IN (SELECT id FROM arriving);
CREATE OR REPLACE TEMP TABLE stemmed (token VARCHAR, stem VARCHAR);
"""
_WORDS = "INSERT INTO words SELECT DISTINCT stem, event FROM tokens JOIN stemmed USING (token) ORDER BY stem, event"


class Crowded(Exception):  # noqa: N818  # no error: the snapshot is then made from nothing
    """There is no number left between two events."""


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """Add rows, given with a value for each column."""
    import pyarrow as pa

    schema = connection.sql(f"SELECT * FROM {table} LIMIT 0").to_arrow_table().schema
    remaining = iter(rows)
    while batch := list(islice(remaining, _BATCH)):
        columns = zip(zip(*batch, strict=True), schema, strict=True)
        arrow = pa.Table.from_arrays([pa.array(column, type=field.type) for column, field in columns], schema=schema)
        connection.register("batch", arrow)
        connection.execute(f"INSERT INTO {table} SELECT * FROM batch")
        connection.unregister("batch")


def add_events(connection: duckdb.DuckDBPyConnection) -> None:
    """Take the rows of `arriving` into `events` and `words`; raises Crowded when two events have no room between."""
    if not connection.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'events'").fetchall():
        connection.execute(_FIRST_EVENTS.replace("_HASH", _name_types(connection, "arriving")))
    else:
        _widen_types(connection)
        connection.execute(_MORE_EVENTS)
        if connection.execute("SELECT 1 FROM events GROUP BY number HAVING count(*) > 1 LIMIT 1").fetchall():
            raise Crowded
    connection.execute(_TOKENS)
    tokens = (token for (token,) in connection.execute("SELECT DISTINCT token FROM tokens").fetchall())
    insert(connection, "stemmed", ((token, stem) for token in tokens for stem in stems(token)))
    connection.execute(_WORDS)
    connection.execute("DROP TABLE tokens; DROP TABLE stemmed; DROP TABLE arriving")


def _name_types(connection: duckdb.DuckDBPyConnection, *tables: str) -> str:
    """Make the types of people and sources: names are numbered (ENUM), because the views count by them.

    "nobody named" is the lane of events without people; `or_nobody` gives it to them without turning numbers to texts.
    """
    queries = {kind: " UNION ".join([f"SELECT '{extra}' AS name", *(
        f"SELECT unnest({column}::VARCHAR[]) FROM {table}" for table in tables)])
        for kind, column, extra in (("who", "people", "nobody named"), ("teller", "sources", ""))}  # fmt: skip
    number = connection.execute("SELECT count(*) FROM duckdb_types() WHERE type_name LIKE 'who%'").fetchall()[0][0]
    mark = hashlib.blake2b(str(number).encode(), digest_size=3).hexdigest()
    for kind, query in queries.items():
        connection.execute(f"CREATE TYPE {kind}_{mark} AS ENUM ({query} ORDER BY 1)")
    connection.execute(
        f"CREATE OR REPLACE MACRO or_nobody(people) AS if(len(people) = 0, ['nobody named']::who_{mark}[], people)"
    )
    return f"_{mark}"


def _widen_types(connection: duckdb.DuckDBPyConnection) -> None:
    """Make room for names that no event had yet."""
    new = connection.execute(
        "SELECT 1 FROM (SELECT unnest(people) AS n FROM arriving EXCEPT SELECT unnest(people)::VARCHAR FROM events) "
        "UNION ALL SELECT 1 FROM (SELECT unnest(sources) AS n FROM arriving EXCEPT "
        "SELECT unnest(sources)::VARCHAR FROM events) LIMIT 1"
    ).fetchall()
    if not new:
        return
    mark = _name_types(connection, "arriving", "events")
    for column, kind in (("people", "who"), ("sources", "teller")):
        wide = f"{kind}{mark}[]"
        # TRY, because rows that were deleted, and have names of their own, are converted too.
        using = f"TRY_CAST({column}::VARCHAR[] AS {wide})"
        connection.execute(f"ALTER TABLE events ALTER {column} TYPE {wide} USING {using}")
