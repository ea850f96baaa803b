"""Adding documents to the store, and taking them out. Doing the same twice changes nothing."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline import published
from timeline.errors import StoreError
from timeline.judgements import Judgement, Judgements
from timeline.merge.merging import Merger, settle_all
from timeline.models import DateInterval, Document
from timeline.progress import Watch, counted, unwatched
from timeline.store import manifest, segments, snapshot
from timeline.store.codec import decode
from timeline.store.filling import Filler, Job, Task
from timeline.store.gathering import Arriving, gather
from timeline.store.leaves import leaf_of, rearranged
from timeline.store.manifest import Leaf, Store
from timeline.store.segments import Head
from timeline.store.spool import NAME as SPOOL
from timeline.store.spool import Slip, Spool, locked, spool_in
from timeline.store.version import SCHEMA, extractor_version
from timeline.store.work import Engine, in_turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a build or removal did, by document id; `read_again` are known documents whose date or reading changed.

    `languages` counts the documents that arrived.
    """

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    read_again: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()
    languages: Mapping[str, int] = field(default_factory=dict)

    @property
    def any(self) -> bool:
        return bool(self.added or self.read_again or self.removed)

    def sentence(self) -> str:
        """What changed, for people."""
        parts = [
            f"{len(ids)} {_documents(ids)} {what}"
            for ids, what in ((self.added, "added"), (self.removed, "removed"), (self.read_again, "read again"))
            if ids
        ]
        if not parts:
            return f"Nothing changed: {len(self.unchanged)} {_documents(self.unchanged)} already there."
        kept = f", {len(self.unchanged)} already there" if self.unchanged else ""
        return f"{', '.join(parts)}{kept}."


def build(
    found: Iterable[Arriving],
    data_dir: str | Path,
    *,
    columns: Mapping[str, str] | None = None,
    model: str | None = None,
    geocoder: str | None = None,
    engine: Engine = in_turn,
    merger: Merger = settle_all,
    watch: Watch = unwatched,
) -> Changes:
    """Add documents to the store in `data_dir`; one with a known id takes the place of what was there.

    What is given in pieces is read by the engine; `columns` tells how, as for `articles.read`. `watch` is told how far
    each phase is.
    Segments are on disk as soon as they are full, so that a build that was stopped goes on where it was; readers see
    the new state only at the end. Raises StoreError when the store cannot be used.
    """
    store = manifest.load(data_dir, create=True)
    with _told_in_a_sentence(store), spool_in(store.folder) as spool:
        problems = gather(found, spool, engine, columns or {}, watch("read"))
        arriving = tuple(spool)
        work = _Work(store=store, spool=spool, engine=engine, merger=merger, watch=watch,
                     model=model, geocoder=geocoder)  # fmt: skip
        held = frozenset(work.held(arriving))
        languages = Counter(language for id_ in arriving if (language := spool[id_].language))
        changed, failed = work.do(arriving, gone=())
    return Changes(
        added=tuple(id_ for id_ in arriving if id_ not in held),
        unchanged=tuple(id_ for id_ in arriving if id_ in held and id_ not in changed),
        read_again=tuple(id_ for id_ in changed if id_ in held or id_ not in arriving),
        problems=(*problems, *failed),
        languages=languages,
    )


def remove(ids: Sequence[str], data_dir: str | Path) -> Changes:
    """Take documents out, with all that only they support; an unknown id is a problem and changes nothing else."""
    store = manifest.load(data_dir)
    with _told_in_a_sentence(store), spool_in(store.folder) as spool:
        work = _Work(store=store, spool=spool)
        held = work.held(ids)
        gone = tuple(id_ for id_ in dict.fromkeys(ids) if id_ in held)
        problems = tuple(f"{id_}: no document of this id is in {data_dir}." for id_ in ids if id_ not in held)
        if not gone:
            return Changes(problems=problems)
        changed, failed = work.do((), gone)
    return Changes(removed=gone, read_again=tuple(changed), problems=(*problems, *failed))


def vacuum(data_dir: str | Path) -> int:
    """Remove segments and snapshots that nothing points to; returns how many files went."""
    store = manifest.load(data_dir)
    with locked(store.folder):
        loose = _loose(store)
        loose += [f for f in (store.folder / "snapshots").glob("*") if f.stem != store.digest]
        loose += (store.folder / SPOOL).glob("*")
        for file in loose:
            file.unlink(missing_ok=True)
        shutil.rmtree(store.folder / SPOOL, ignore_errors=True)
    return len(loose)


@dataclass(slots=True, kw_only=True)
class _Dated:
    """The keys that documents' entries need, where the tasks of those to read lie, and if no date hangs on others."""

    keys: dict[str, str] = field(default_factory=dict)
    changed: dict[str, Slip] = field(default_factory=dict)
    alone: bool = True


@dataclass(slots=True, kw_only=True)
class _Work:
    """One change of a store. Of what is in it and what arrives, memory holds no texts."""

    store: Store
    spool: Spool
    engine: Engine = in_turn
    merger: Merger = settle_all
    watch: Watch = unwatched
    model: str | None = None
    geocoder: str | None = None
    _opened: dict[str, dict[str, Head]] = field(default_factory=dict)

    def held(self, ids: Iterable[str]) -> dict[str, Head]:
        """Those of the documents that the store has."""
        at = {id_: leaf_of(id_, self.store.leaves) for id_ in ids}
        return {id_: head for id_, leaf in at.items() if leaf is not None and (head := self._in_leaf(leaf).get(id_))}

    def do(self, arriving: Collection[str], gone: Collection[str]) -> tuple[Collection[str], list[str]]:
        """Take documents in and out; returns those that had to be read, and what could not be."""
        wanted = self._wanted(frozenset(arriving), gone, Judgements.load(self.store.judgement_log))
        changed = wanted.changed
        if not changed and not gone and self.store.schema == SCHEMA:
            snapshot.ensure(self.store, self.merger, self.watch)
            return (), []
        jobs, replaced = self._jobs(wanted, gone)
        leaves = {prefix: leaf for prefix, leaf in self.store.leaves.items() if prefix not in replaced}
        self.spool.flush()
        filler = Filler(folder=self.store.segment_folder.resolve(), spool=self.spool.folder.resolve())
        problems: list[str] = []
        for filled in self.engine(jobs, filler, self.watch("extract")):
            problems += filled.problems
            if filled.leaf:
                leaves[filled.prefix] = filled.leaf
        self._swap(leaves)
        return changed, problems

    def _wanted(self, arriving: frozenset[str], gone: Collection[str], log: Judgements) -> _Dated:
        """The documents whose entries may have to change. Without any whose date hangs on others these are few."""
        judged = {str(j.value["document"]) for j in log.all if j.kind == "published"}
        self._look_at(judged - arriving - set(gone))
        if self._settled():
            found = self._dated(arriving, log.standing())
            if found.alone or not self.store.leaves:
                return found
        self._look_at(None, but=gone)
        return self._dated(arriving, log.standing())

    def _look_at(self, documents: Collection[str] | None, but: Collection[str] = ()) -> None:
        """Take documents out of the store, all of them if they are None, to be dated with those that arrive."""
        places = self.store.leaves if documents is None else {leaf_of(id_, self.store.leaves) for id_ in documents}
        leaves = sorted(place for place in places if place is not None)
        for leaf in counted(leaves, len(leaves), self.watch("look again")):
            for entry in segments.read(self.store.segment_folder, self.store.leaves[leaf].segment):
                asked = entry.document in documents if documents is not None else entry.document not in but
                if asked and entry.document not in self.spool:
                    document = decode(Document, json.loads(entry.payload)["document"])
                    self.spool.add(self.spool.line(document))

    def _dated(self, arriving: frozenset[str], judgements: Sequence[Judgement]) -> _Dated:
        """Date all that is in the spool; the pile may decide the date of each."""
        given = {str(j.value["document"]): _interval(j) for j in judgements if j.kind == "published"}
        ids = sorted(self.spool)
        held, found = self.held(ids), _Dated()
        for id_, publication in zip(ids, self.spool.dates(ids, given, self.watch("date")), strict=True):
            head, card = held.get(id_), self.spool.card(self.spool[id_])
            own = head is None or id_ in arriving
            reader = (self.model, self.geocoder) if own or head is None else (head.model, head.geocoder)
            key = segments.key_of(card.digest, publication, *reader)
            found.alone &= published.stands_alone(publication)
            if head is None or head.key != key:
                if not own and self.geocoder is None:  # it was read with one before; nothing goes online unasked
                    reader = (reader[0], None)
                    key = segments.key_of(card.digest, publication, *reader)
                found.changed[id_] = self.spool.put(Task(
                    key=key, document=card.document, publication=publication, model=reader[0], geocoder=reader[1]
                ))  # fmt: skip
            found.keys[id_] = key
        return found

    def _settled(self) -> bool:
        """Whether nothing in the store needs to be looked at again when other documents come or go."""
        now = extractor_version()
        return self.store.schema == SCHEMA and all(
            leaf.version == now and not leaf.hanging for leaf in self.store.leaves.values()
        )

    def _jobs(self, wanted: _Dated, gone: Collection[str]) -> tuple[list[Job], set[str]]:
        """The leaves to make, and those that they replace."""
        older = self.store.schema < SCHEMA
        laid_out, moving = ((), wanted.keys) if older else (self.store.leaves.keys(), wanted.changed)  # laid out anew
        replaced, made = rearranged(
            laid_out,
            lambda leaf: {id_: head.characters for id_, head in self._in_leaf(leaf).items()},
            {id_: self.spool[id_].characters for id_ in moving},
            frozenset(gone),
        )
        known = {id_: head.key for heads in self._opened.values() for id_, head in heads.items()}
        source = {head.key: self.store.leaves[leaf].segment for leaf, heads in self._opened.items()
                  for head in heads.values()} | _read_before(self.store)  # fmt: skip
        keys = known | wanted.keys
        jobs = [self._job(prefix, ids, keys, wanted.changed, source) for prefix, ids in sorted(made.items())]
        return jobs, set(self.store.leaves) if older else replaced

    def _swap(self, leaves: dict[str, Leaf]) -> None:
        """Make the new state the one that readers see, and drop the segments that it replaces.

        The snapshot comes first: where it finds no room, the manifest still points to what was there.
        """
        new = replace(self.store, leaves=leaves, schema=SCHEMA)
        new.folder.mkdir(parents=True, exist_ok=True)
        snapshot.ensure(new, self.merger, self.watch)
        manifest.save(new)
        for file in _loose(new):
            file.unlink(missing_ok=True)

    def _in_leaf(self, leaf: str) -> dict[str, Head]:
        if leaf not in self._opened:
            found = segments.heads(self.store.segment_folder, self.store.leaves[leaf].segment)
            self._opened[leaf] = {head.document: head for head in found}
        return self._opened[leaf]

    def _job(
        self, prefix: str, documents: Sequence[str], keys: Mapping[str, str], changed: Mapping[str, Slip],
        source: Mapping[str, str],
    ) -> Job:  # fmt: skip
        copied: dict[str, list[str]] = defaultdict(list)
        missing = []
        for id_ in documents:
            if (segment := source.get(keys[id_])) is not None:
                copied[segment].append(keys[id_])
            else:
                missing.append(id_)
        return Job(
            prefix=prefix, copied={segment: tuple(keys) for segment, keys in copied.items()},
            missing=tuple(changed[id_] for id_ in missing), size=sum(self.spool[id_].characters for id_ in missing),
        )  # fmt: skip


def _loose(store: Store) -> list[Path]:
    """Segments that no leaf points to: left by a build that was stopped."""
    kept = {segments.path_of(store.segment_folder, leaf.segment) for leaf in store.leaves.values()}
    return [file for file in sorted(store.segment_folder.glob("*")) if file not in kept]


def _read_before(store: Store) -> dict[str, str]:
    """What a build that was stopped has read: key of an entry -> segment. A broken one is as good as none."""
    found: dict[str, str] = {}
    for file in _loose(store):
        with suppress(StoreError):
            found |= {head.key: file.stem for head in segments.heads(store.segment_folder, file.stem)}
    return found


@contextmanager
def _told_in_a_sentence(store: Store) -> Iterator[None]:
    """What the system says of a folder that cannot be written to, for people."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{store.folder}: it cannot be written to ({reason}); what was there is as it was.") from error


def _interval(judgement: Judgement) -> DateInterval:
    start, end = (dt.date.fromisoformat(str(judgement.value[key])) for key in ("start", "end"))
    return DateInterval(start, end)


def _documents(ids: Sequence[str]) -> str:
    return "document" if len(ids) == 1 else "documents"
