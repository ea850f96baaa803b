"""Blocking and merging on a Spark cluster: the same keys, windows, likeness and groups, as joins.

The driver sends the tellings out and gets merged events back; between the two it sees no more than the pairs that are
alike, as numbers.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from timeline.judgements import Judgement
from timeline.merge.blocks import WINDOW, keys, rank
from timeline.merge.clusters import connected
from timeline.merge.merging import Settled, alike, settle
from timeline.merge.misdated import misdated
from timeline.merge.tellings import Telling, telling
from timeline.models import Event, MergedEvent, Place, Source
from timeline.store.codec import decode, encode

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

_PER_TASK = 5_000  # tellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What every worker needs to know of the pile."""

    weights: Mapping[str, float]
    judgements: tuple[Judgement, ...]


def settle_on(spark: SparkSession, tellings: Sequence[Telling], known: Known, texts: Mapping[str, str]) -> Settled:
    """What `settle` makes of all tellings of a pile, given in their order."""
    tasks = max(2, len(tellings) // _PER_TASK)
    sent = _sent(spark, tellings, tasks)
    edges = [(row.a, row.b) for row in _edges(sent, known).collect()]
    home = _components(tellings, edges, known.judgements)
    members = _members(spark, tellings, edges, home, texts, tasks)
    done = members.mapInArrow(_settling(known), "merged string").collect()
    events: list[tuple[MergedEvent, tuple[str, ...]]] = []
    components: dict[str, str] = {}
    for row in done:
        raw = json.loads(row.merged)
        events += [(decode(MergedEvent, merged), tuple(ids)) for merged, ids in raw["events"]]
        components |= raw["components"]
    return Settled(events=tuple(events), components=components)


def _sent(spark: SparkSession, tellings: Sequence[Telling], tasks: int) -> DataFrame:
    """The tellings with their numbers and, for the order within blocks, their ranks."""
    ranked = {index: nth for nth, index in enumerate(sorted(range(len(tellings)), key=lambda i: rank(tellings[i])))}
    rows = [(index, ranked[index], _packed(each)) for index, each in enumerate(tellings)]
    return spark.createDataFrame(rows, "number long, nth long, telling string").repartition(tasks).cache()


def _edges(sent: DataFrame, known: Known) -> DataFrame:
    """The pairs of tellings that stand near each other in a block and are alike."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    blocks = sent.mapInArrow(_keys(known), "key string, number long, nth long")
    placed = blocks.withColumn("at", f.row_number().over(Window.partitionBy("key").orderBy("nth")))
    one, other = placed.alias("one"), placed.alias("other")
    near = (f.col("one.key") == f.col("other.key")) & (f.col("other.at") > f.col("one.at")) & (
        f.col("other.at") <= f.col("one.at") + WINDOW)  # fmt: skip
    pairs = one.join(other, near).select(
        f.least("one.number", "other.number").alias("a"), f.greatest("one.number", "other.number").alias("b")
    ).distinct()  # fmt: skip
    left = sent.select(f.col("number").alias("a"), f.col("telling").alias("one"))
    right = sent.select(f.col("number").alias("b"), f.col("telling").alias("other"))
    return pairs.join(left, "a").join(right, "b").mapInArrow(_scoring(known), "a long, b long")


def _components(
    tellings: Sequence[Telling], edges: Iterable[tuple[int, int]], judgements: Sequence[Judgement]
) -> dict[str, str]:
    """The id of each telling with the smallest id that it hangs together with; all that is judged hangs together."""
    ids = [each.event.id for each in tellings]
    named = {name for j in judgements for t in j.targets for name in (t.event, t.document)}
    judged = [each.event.id for each in tellings if named & {each.event.id, each.source.document}]
    return connected(ids, [
        *((ids[a], ids[b]) for a, b in edges),
        *((a.event.id, b.event.id) for a, b in misdated(tellings)),
        *((judged[0], other) for other in judged[1:]),
    ])  # fmt: skip


def _members(
    spark: SparkSession, tellings: Sequence[Telling], edges: Iterable[tuple[int, int]], home: Mapping[str, str],
    texts: Mapping[str, str], tasks: int,
) -> DataFrame:  # fmt: skip
    """Tellings (with the text of their document, where more than one tells) and edges, by what hangs together."""
    documents: dict[str, set[str]] = defaultdict(set)
    for each in tellings:
        documents[home[each.event.id]].add(each.source.document)
    rows: list[tuple[Any, ...]] = []
    for index, each in enumerate(tellings):
        component, document = home[each.event.id], each.source.document
        text = texts[document] if len(documents[component]) > 1 else ""
        rows.append((component, index, None, _packed(each), text))
    rows += [(home[tellings[a].event.id], a, b, None, None) for a, b in edges]
    table = spark.createDataFrame(rows, "component string, a long, b long, telling string, text string")
    return table.repartition(tasks, "component")


def _keys(known: Known) -> Any:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in _rows(batches):
            yield from _batch([{"key": key, "number": row["number"], "nth": row["nth"]} for row in rows
                               for key in dict.fromkeys(keys(_unpacked(row["telling"]), known.weights))])  # fmt: skip

    return run


def _scoring(known: Known) -> Any:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        for rows in _rows(batches):
            yield from _batch([
                {"a": row["a"], "b": row["b"]} for row in rows
                if alike([_unpacked(row["one"]), _unpacked(row["other"])], [(0, 1)], known.weights)
            ])  # fmt: skip

    return run


def _settling(known: Known) -> Any:
    def run(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = sorted((row for some in _rows(batches) for row in some), key=lambda r: (r["a"], r["b"] or -1))
        told = [row for row in rows if row["telling"] is not None]
        tellings = [_unpacked(row["telling"]) for row in told]
        at = {row["a"]: index for index, row in enumerate(told)}
        texts = {each.source.document: row["text"] for each, row in zip(tellings, told, strict=True) if row["text"]}
        texts = defaultdict(str, texts)
        pairs = [(at[row["a"]], at[row["b"]]) for row in rows if row["telling"] is None]
        settled = settle(tellings, pairs, known.weights, known.judgements, texts)
        events = [[encode(merged), list(ids)] for merged, ids in settled.events]
        yield from _batch([{"merged": json.dumps({"events": events, "components": dict(settled.components)})}])

    return run


def _rows(batches: Iterable[pa.RecordBatch]) -> Iterator[list[dict[str, Any]]]:
    return (batch.to_pylist() for batch in batches)


def _batch(rows: list[dict[str, Any]]) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    if rows:
        yield pa.RecordBatch.from_pylist(rows)


def _packed(each: Telling) -> str:
    place = encode(each.place) if each.place else None
    return json.dumps([encode(each.event), encode(each.source), place, each.spellings])


def _unpacked(text: str) -> Telling:
    event, source, place, spellings = json.loads(text)
    return telling(
        decode(Event, event), decode(Source, source), decode(Place, place) if place else None,
        spellings=tuple((name, spelling) for name, spelling in spellings),
    )  # fmt: skip
