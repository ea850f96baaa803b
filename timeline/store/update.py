"""From one snapshot to the next: what new and gone documents touch is merged anew, the rest stays as it is.

What two tellings have to do with each other depends on themselves, on how common their words are, on the names of
people over the pile, and on who stands between them in a block. So the tellings of changed documents and all that stand
near them in a block are taken, with everything that hung together with any of these; the rest cannot change. From an
empty snapshot this is the merging of the whole pile.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from timeline.judgements import Judgement
from timeline.merge.blocks import WINDOW, keys, rank, rarity
from timeline.merge.judged import renamed
from timeline.merge.merging import Merger, Settled, lost, settle, settle_all
from timeline.merge.tellings import Telling, tellings_of
from timeline.models import Extraction
from timeline.people.names import block
from timeline.people.pile import chosen
from timeline.progress import Watch, counted, unwatched
from timeline.store.codec import decode
from timeline.store.rows import document_row, event_row, packed, unpacked
from timeline.store.segments import Entry
from timeline.store.tables import ARRIVING, add_events, insert

if TYPE_CHECKING:
    import duckdb

_AT_ONCE = 1000  # documents written down, or read, in one go
_ROWS = 50_000  # rows of a table looked at in one go
_AT_HAND = 2000  # documents kept as they came, so that few are read twice
_RANK = "kind, start, published, document, place, id"
# Who stands near a telling that came, changed or went, in any of its blocks.
_NEAR = f"""
WITH ranked AS (
    SELECT key, telling, max(telling IN (SELECT number FROM moved)) OVER (
        PARTITION BY key ORDER BY {_RANK} ROWS BETWEEN {WINDOW} PRECEDING AND {WINDOW} FOLLOWING) AS near
    FROM blocks JOIN (FROM tellings UNION ALL FROM gone_tellings) ON number = telling
    WHERE key IN (SELECT key FROM blocks WHERE telling IN (SELECT number FROM moved)))
SELECT DISTINCT telling AS number FROM ranked WHERE near AND telling NOT IN (SELECT number FROM gone_tellings)
"""
_PAIRS = f"""
WITH ranked AS (
    SELECT key, telling, row_number() OVER (PARTITION BY key ORDER BY {_RANK}) AS nth
    FROM blocks JOIN tellings ON number = telling
    WHERE key IN (SELECT key FROM blocks WHERE telling IN (SELECT number FROM taken))),
mine AS (SELECT ranked.* FROM ranked WHERE telling IN (SELECT number FROM taken))
SELECT DISTINCT a.telling, b.telling FROM mine a JOIN mine b
    ON a.key = b.key AND b.nth > a.nth AND b.nth <= a.nth + {WINDOW}
"""


class Texts(Mapping[str, str]):
    """The texts of documents by their ids, packed."""

    def __init__(self) -> None:
        self._packed: dict[str, bytes] = {}

    def keep(self, extraction: Extraction) -> Extraction:
        """Keep the text of what is handed through."""
        document = extraction.document
        if document.id not in self._packed:
            self._packed[document.id] = packed(document.text)
        return extraction

    def __getitem__(self, document: str) -> str:
        return unpacked(self._packed[document])

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)


class Update:
    """Brings a snapshot, whose tables may be empty, to the state of a pile."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, judgements: Sequence[Judgement], merger: Merger = settle_all,
        watch: Watch = unwatched,
    ) -> None:  # fmt: skip
        self._connection, self._judgements, self._merger, self._watch = connection, judgements, merger, watch
        self._at_hand: dict[str, Extraction] = {}
        self._texts = Texts()
        self._made: dict[int, Telling] = {}
        self._decided: set[str] = set()
        self._next = int(self._one("SELECT coalesce(max(number), -1) + 1 FROM tellings"))

    def run(self, fresh: Iterable[tuple[Entry, str]], gone: Collection[str]) -> None:
        """Take in entries, given with their segments; `gone` are the documents that went or are replaced."""
        self._run("CREATE TEMP TABLE gone_tellings AS FROM tellings LIMIT 0")
        self._listed("gone_documents", "VARCHAR", gone)
        blocks = set(self._column("SELECT DISTINCT block FROM named WHERE document IN (FROM gone_documents)"))
        self._run("DELETE FROM documents WHERE id IN (FROM gone_documents)")
        for table in ("named", "said", "located"):
            self._run(f"DELETE FROM {table} WHERE document IN (FROM gone_documents)")
        arrived = self._take_in(fresh)
        blocks |= set(self._column("SELECT DISTINCT block FROM named WHERE person IS NULL"))
        self._decided = self._judged()
        touched = arrived | self._name_people(blocks) | self._decided
        self._retell(touched | set(gone))
        weights, changed = self._weigh()
        self._retell(self._told_with(changed) - touched)
        insert(self._connection, "blocks", self._filed(weights))
        taken = self._touched_tellings()
        self._write(self._settled(taken, weights))
        self._run("DELETE FROM blocks WHERE telling IN (SELECT number FROM gone_tellings)")
        self._run("DROP TABLE gone_tellings")

    def lost(self) -> list[Judgement]:
        """The decisions about events that are no longer there."""
        return lost(list(self._read(self._decided)), self._judgements)

    def _take_in(self, fresh: Iterable[tuple[Entry, str]]) -> set[str]:
        """Write down what the new documents say; returns their ids."""
        rows: dict[str, list[tuple[Any, ...]]] = {"documents": [], "named": [], "said": [], "located": []}
        arrived = set()
        for entry, segment in fresh:
            extraction = entry.extraction()
            document = extraction.document.id
            arrived.add(document)
            if len(self._at_hand) < _AT_HAND:
                self._at_hand[document] = extraction
            rows["documents"].append(document_row(extraction, entry.payload, entry.key, segment))
            rows["named"] += [(document, p.name, len(p.mentions), block(p.name), None, None) for p in extraction.people]
            rows["said"] += [(document, p.name, role.text) for p in extraction.people for role in p.roles]
            rows["located"] += [(document, p.name, p.lat, p.lon, p.kind, p.country, p.radius_km, p.approximate)
                                for p in extraction.places]  # fmt: skip
            if len(rows["documents"]) == _AT_ONCE:
                self._flush(rows)
        self._flush(rows)
        return arrived

    def _flush(self, rows: dict[str, list[tuple[Any, ...]]]) -> None:
        for table, waiting in rows.items():
            insert(self._connection, table, waiting)
            waiting.clear()

    def _name_people(self, blocks: Collection[str]) -> set[str]:
        """Settle who is who in blocks of names; returns the documents in which somebody is called otherwise now."""
        self._listed("blocks_of_names", "VARCHAR", blocks)
        within = "WHERE block IN (FROM blocks_of_names)"
        counts = dict(self._rows(f"SELECT name, CAST(sum(mentions) AS BIGINT) FROM named {within} GROUP BY name"))
        pile = chosen(counts)
        self._run("CREATE OR REPLACE TEMP TABLE called AS SELECT document, name, person, reason FROM named LIMIT 0")
        otherwise: set[str] = set()
        for first in range(0, int(self._one("SELECT coalesce(max(rowid), 0) + 1 FROM named")), _ROWS):
            rows = self._rows(f"SELECT document, name, person, reason FROM named {within} "
                              f"AND rowid >= {first} AND rowid < {first + _ROWS}")  # fmt: skip
            names = renamed({(document, name): pile[name].name for document, name, _, _ in rows}, self._judgements)
            changed = [(document, name, names[document, name], pile[name].reason)
                       for document, name, person, reason in rows
                       if (person, reason) != (names[document, name], pile[name].reason)]  # fmt: skip
            insert(self._connection, "called", changed)
            otherwise |= {document for document, name, person, _ in rows if person not in (None, names[document, name])}
        self._run("UPDATE named SET person = c.person, reason = c.reason FROM called c "
                  "WHERE named.document = c.document AND named.name = c.name")  # fmt: skip
        return otherwise

    def _judged(self) -> set[str]:
        """The documents that people decided about: they are looked at anew each time."""
        before = [Judgement.from_json(json.loads(line)) for line in self._column("FROM decisions")]
        targets = [target for judgement in (*before, *self._judgements) for target in judgement.targets]
        self._run("DELETE FROM decisions")
        insert(self._connection, "decisions", ((json.dumps(j.to_json()),) for j in self._judgements))
        self._listed("judged", "VARCHAR", {t.event for t in targets} | {t.document for t in targets})
        return set(self._column("SELECT document FROM tellings WHERE id IN (FROM judged) "
                                "UNION SELECT id FROM documents WHERE id IN (FROM judged)"))  # fmt: skip

    def _retell(self, documents: Collection[str]) -> None:
        """Make the tellings of documents anew; those that they had are gone."""
        self._listed("retold", "VARCHAR", documents)
        self._run("INSERT INTO gone_tellings FROM tellings WHERE document IN (FROM retold)")
        self._run("DELETE FROM tellings WHERE document IN (FROM retold)")
        rows = []
        for telling in self._tellings(documents):
            self._made[self._next] = telling
            kind, start, published, document, place, id_ = rank(telling)
            rows.append((self._next, id_, document, kind, start, published, place, list(telling.words), None, None))
            self._next += 1
        insert(self._connection, "tellings", rows)

    def _tellings(self, documents: Collection[str]) -> list[Telling]:
        """The tellings of documents that are still there, in their order."""
        self._listed("asked", "VARCHAR", documents)
        names = {(document, name): person for document, name, person in
                 self._rows("SELECT document, name, person FROM named WHERE document IN (FROM asked)")}  # fmt: skip
        read = counted(self._read(set(documents)), len(documents), self._watch("tell"))
        return tellings_of(read, names)

    def _read(self, documents: set[str]) -> Iterator[Extraction]:
        """What was found in documents that are still there; memory holds few of them at a time."""
        for document in documents & self._at_hand.keys():
            yield self._texts.keep(self._at_hand[document])
        elsewhere = iter(sorted(documents - self._at_hand.keys()))
        while some := list(islice(elsewhere, _AT_ONCE)):
            self._listed("asked", "VARCHAR", some)
            for (payload,) in self._rows("SELECT payload FROM documents WHERE id IN (FROM asked)"):
                yield self._texts.keep(decode(Extraction, json.loads(unpacked(payload))))

    def _weigh(self) -> tuple[dict[str, float], set[str]]:
        """How much each word of the pile tells, and the words for which that changed."""
        words = "(SELECT unnest(words) AS word FROM tellings)"
        counts = dict(self._rows(f"SELECT word, count(*) FROM {words} GROUP BY word"))
        weights = rarity(counts, int(self._one("SELECT count(*) FROM tellings")))
        before = dict(self._rows("FROM weights"))
        changed = {word for word, weight in before.items() if weights.get(word, weight) != weight}
        if changed or weights.keys() != before.keys():
            self._run("DELETE FROM weights")
            insert(self._connection, "weights", sorted(weights.items()))
        return weights, changed

    def _told_with(self, words: Collection[str]) -> set[str]:
        self._listed("weighed", "VARCHAR", words)
        if not words:
            return set()
        return set(self._column("SELECT DISTINCT document FROM (SELECT document, unnest(words) AS word FROM tellings) "
                                "WHERE word IN (FROM weighed)"))  # fmt: skip

    def _filed(self, weights: dict[str, float]) -> Iterator[tuple[int, int]]:
        for number, telling in self._made.items():
            for key in dict.fromkeys(keys(telling, weights)):
                yield int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest()), number

    def _touched_tellings(self) -> dict[int, str]:
        """The tellings to merge anew, with the events that they were part of."""
        self._listed("moved", "INTEGER", self._made, name="number")
        self._run("INSERT INTO moved SELECT number FROM gone_tellings")
        if int(self._one("SELECT count(*) FROM tellings")) == len(self._made):
            self._listed("taken", "INTEGER", self._made, name="number")
        else:
            self._run(f"CREATE OR REPLACE TEMP TABLE taken AS {_NEAR}")
            self._run("INSERT INTO taken SELECT number FROM tellings "
                      "WHERE number NOT IN (FROM taken) AND component IN ("
                      "SELECT component FROM tellings WHERE number IN (FROM taken) UNION "
                      "SELECT component FROM gone_tellings)")  # fmt: skip
            self._run("INSERT INTO taken SELECT number FROM moved WHERE number NOT IN (FROM taken) "
                      "AND number NOT IN (SELECT number FROM gone_tellings)")  # fmt: skip
        return dict(self._rows("SELECT number, id FROM tellings WHERE number IN (FROM taken)"))

    def _settled(self, taken: Mapping[int, str], weights: dict[str, float]) -> Settled:
        old = taken.keys() - self._made.keys()
        self._listed("old", "INTEGER", old, name="number")
        documents = self._column("SELECT DISTINCT document FROM tellings WHERE number IN (FROM old)")
        inside = {taken[number] for number in old}
        again = [t for t in self._tellings(documents) if t.event.id in inside]
        tellings = sorted((*self._made.values(), *again), key=lambda t: t.order)
        if len(taken) == len(self._made):
            return self._merger(tellings, weights, self._judgements, self._texts, self._watch)
        at = {telling.event.id: index for index, telling in enumerate(tellings)}
        numbered = ((at[taken[a]], at[taken[b]]) for a, b in self._rows(_PAIRS))
        pairs = {(min(pair), max(pair)) for pair in numbered}
        return settle(tellings, pairs, weights, self._judgements, self._texts)

    def _write(self, settled: Settled) -> None:
        """Put the new events in the place of those that their tellings were part of."""
        self._run("CREATE OR REPLACE TEMP TABLE outcome (id VARCHAR, event VARCHAR, component VARCHAR)")
        insert(self._connection, "outcome", ((id_, merged.event.id, settled.components[id_])
                                             for merged, ids in settled.events for id_ in ids))  # fmt: skip
        if self._rows("SELECT 1 FROM duckdb_tables() WHERE table_name = 'events'"):
            self._run(
                "CREATE OR REPLACE TEMP TABLE stale AS SELECT number FROM events WHERE id IN ("
                "SELECT event FROM tellings WHERE number IN (FROM taken) UNION SELECT event FROM gone_tellings)"
            )
            self._run("DELETE FROM events WHERE number IN (FROM stale)")
            self._run("DELETE FROM words WHERE event IN (FROM stale)")
        self._run("UPDATE tellings SET event = o.event, component = o.component FROM outcome o "
                  "WHERE tellings.id = o.id")  # fmt: skip
        self._run(ARRIVING)
        sources = dict(self._rows("SELECT id, source FROM documents"))
        insert(
            self._connection,
            "arriving",
            (event_row(merged, sorted({sources[s.document] for s in merged.sources})) for merged, _ in settled.events),
        )
        add_events(self._connection)

    def _listed(self, table: str, kind: str, values: Iterable[Any], *, name: str = "value") -> None:
        self._run(f"CREATE OR REPLACE TEMP TABLE {table} ({name} {kind})")
        insert(self._connection, table, ((value,) for value in values))

    def _run(self, sql: str) -> None:
        self._connection.execute(sql)

    def _rows(self, sql: str) -> list[tuple[Any, ...]]:
        return self._connection.execute(sql).fetchall()

    def _column(self, sql: str) -> list[Any]:
        return [value for (value,) in self._rows(sql)]

    def _one(self, sql: str) -> Any:
        return self._rows(sql)[0][0]
