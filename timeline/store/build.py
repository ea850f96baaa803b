"""Adding documents to the store, and taking them out. Doing the same twice changes nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from timeline import published
from timeline.errors import ArticleError, StoreError
from timeline.judgements import Judgement, Judgements
from timeline.merge.merging import Merger, settle_all
from timeline.models import DateInterval, Document, Publication
from timeline.store import manifest, segments, snapshot
from timeline.store.filling import Engine, Filler, Job, Progress, in_turn
from timeline.store.leaves import leaf_of, rearranged
from timeline.store.manifest import Leaf, Store
from timeline.store.segments import Entry
from timeline.store.version import SCHEMA, extractor_version

Wanted = dict[str, tuple[Document, Publication, str]]  # document id -> document, date, key of its entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What a build or removal did, by document id; `read_again` are known documents whose date or reading changed."""

    added: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    read_again: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

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
    found: Iterable[Document | ArticleError],
    data_dir: str | Path,
    *,
    model: str | None = None,
    geocoder: str | None = None,
    engine: Engine = in_turn,
    merger: Merger = settle_all,
    progress: Progress | None = None,
) -> Changes:
    """Add documents to the store in `data_dir`; one with a known id takes the place of what was there.

    Segments are on disk as soon as they are full, so that a build that was stopped goes on where it was; readers see
    the new state only at the end. Raises StoreError when the store cannot be used.
    """
    store = manifest.load(data_dir, create=True)
    arriving, problems = _sorted_out(found)
    work = _Work(
        store=store, engine=engine, merger=merger, progress=progress or _unseen, model=model, geocoder=geocoder
    )
    held = work.held(arriving)
    changed, failed = work.do(arriving, gone=())
    return Changes(
        added=tuple(id_ for id_ in arriving if id_ not in held),
        unchanged=tuple(id_ for id_ in arriving if id_ in held and id_ not in changed),
        read_again=tuple(id_ for id_ in changed if id_ in held or id_ not in arriving),
        problems=(*problems, *failed),
    )


def remove(ids: Sequence[str], data_dir: str | Path) -> Changes:
    """Take documents out, with all that only they support; an unknown id is a problem and changes nothing else."""
    work = _Work(store=manifest.load(data_dir))
    held = work.held(ids)
    gone = tuple(id_ for id_ in dict.fromkeys(ids) if id_ in held)
    problems = tuple(f"{id_}: no document of this id is in {data_dir}." for id_ in ids if id_ not in held)
    if not gone:
        return Changes(problems=problems)
    changed, failed = work.do({}, gone)
    return Changes(removed=gone, read_again=tuple(changed), problems=(*problems, *failed))


def vacuum(data_dir: str | Path) -> int:
    """Remove segments and snapshots that nothing points to; returns how many files went."""
    store = manifest.load(data_dir)
    loose = _loose(store)
    loose += [f for f in (store.folder / "snapshots").glob("*") if f.stem != store.digest]
    for file in loose:
        file.unlink(missing_ok=True)
    return len(loose)


def _unseen(done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(slots=True, kw_only=True)
class _Work:
    """One change of a store. Segments are opened when they are asked for, and only once."""

    store: Store
    engine: Engine = in_turn
    merger: Merger = settle_all
    progress: Progress = _unseen
    model: str | None = None
    geocoder: str | None = None
    _opened: dict[str, dict[str, Entry]] = field(default_factory=dict)

    def held(self, ids: Iterable[str]) -> dict[str, Entry]:
        """Those of the documents that the store has."""
        at = {id_: leaf_of(id_, self.store.leaves) for id_ in ids}
        return {id_: entry for id_, leaf in at.items() if leaf is not None and (entry := self._in_leaf(leaf).get(id_))}

    def do(self, arriving: Mapping[str, Document], gone: Sequence[str]) -> tuple[list[str], list[str]]:
        """Take documents in and out; returns those that had to be read, and what could not be."""
        log = Judgements.load(self.store.judgement_log)
        wanted = self._wanted(arriving, gone, log)
        held = self.held(wanted)
        changed = [id_ for id_, (_, _, key) in wanted.items() if id_ not in held or held[id_].key != key]
        if not changed and not gone and self.store.schema == SCHEMA:
            snapshot.ensure(self.store, self.merger)
            return [], []
        jobs, replaced = self._jobs(wanted, changed, gone)
        leaves = {prefix: leaf for prefix, leaf in self.store.leaves.items() if prefix not in replaced}
        filler = Filler(folder=self.store.segment_folder, model=self.model, geocoder=self.geocoder)
        problems: list[str] = []
        try:
            for filled in self.engine(jobs, filler, self.progress):
                problems += filled.problems
                if filled.leaf:
                    leaves[filled.prefix] = filled.leaf
            _swap(self.store, leaves, self.merger)
        except OSError as error:
            reason = error.strerror or str(error)
            raise StoreError(
                f"{self.store.folder}: it cannot be written to ({reason}); what was there is as it was."
            ) from error
        return changed, problems

    def _wanted(self, arriving: Mapping[str, Document], gone: Sequence[str], log: Judgements) -> Wanted:
        """The documents whose entries may have to change. Without any whose date hangs on others these are few."""
        judged = {str(j.value["document"]) for j in log.all if j.kind == "published"}
        few = dict(arriving)
        for id_, entry in self.held(judged - set(gone) - few.keys()).items():
            few[id_] = entry.extraction().document
        if self._settled():
            wanted = _dated(few, log.standing())
            if all(published.stands_alone(publication) for _, publication, _ in wanted.values()):
                return wanted
        everything = {
            id_: entry.extraction().document
            for leaf in self.store.leaves for id_, entry in self._in_leaf(leaf).items() if id_ not in gone
        }  # fmt: skip
        return _dated(everything | few, log.standing())

    def _settled(self) -> bool:
        """Whether nothing in the store needs to be looked at again when other documents come or go."""
        now = extractor_version()
        return self.store.schema == SCHEMA and all(
            leaf.version == now and not leaf.hanging for leaf in self.store.leaves.values()
        )

    def _jobs(self, wanted: Wanted, changed: Sequence[str], gone: Sequence[str]) -> tuple[list[Job], set[str]]:
        """The leaves to make, and those that they replace."""
        older = self.store.schema < SCHEMA
        laid_out, moving = ((), list(wanted)) if older else (self.store.leaves.keys(), changed)  # laid out anew
        replaced, made = rearranged(
            laid_out,
            lambda leaf: {id_: entry.characters for id_, entry in self._in_leaf(leaf).items()},
            {id_: len(wanted[id_][0].text) for id_ in moving},
            frozenset(gone),
        )
        known = {id_: entry for entries in self._opened.values() for id_, entry in entries.items()}
        source = {entry.key: self.store.leaves[leaf].segment for leaf, entries in self._opened.items()
                  for entry in entries.values()} | _read_before(self.store)  # fmt: skip
        jobs = [_job(prefix, documents, wanted, known, source) for prefix, documents in sorted(made.items())]
        return jobs, set(self.store.leaves) if older else replaced

    def _in_leaf(self, leaf: str) -> dict[str, Entry]:
        if leaf not in self._opened:
            found = segments.read(self.store.segment_folder, self.store.leaves[leaf].segment)
            self._opened[leaf] = {entry.document: entry for entry in found}
        return self._opened[leaf]


def _job(
    prefix: str, documents: Sequence[str], wanted: Wanted, known: Mapping[str, Entry], source: Mapping[str, str]
) -> Job:
    copied: dict[str, list[str]] = defaultdict(list)
    missing = []
    for id_ in documents:
        key = wanted[id_][2] if id_ in wanted else known[id_].key
        if key in source:
            copied[source[key]].append(key)
        else:
            document, publication, _ = wanted[id_]
            missing.append((key, document, publication))
    return Job(prefix=prefix, copied={s: tuple(keys) for s, keys in copied.items()}, missing=tuple(missing))


def _loose(store: Store) -> list[Path]:
    """Segments that no leaf points to: left by a build that was stopped."""
    kept = {segments.path_of(store.segment_folder, leaf.segment) for leaf in store.leaves.values()}
    return [file for file in sorted(store.segment_folder.glob("*")) if file not in kept]


def _read_before(store: Store) -> dict[str, str]:
    """What a build that was stopped has read: key of an entry -> segment. A broken one is as good as none."""
    found: dict[str, str] = {}
    for file in _loose(store):
        with suppress(StoreError):
            found |= {entry.key: file.stem for entry in segments.read(store.segment_folder, file.stem)}
    return found


def _sorted_out(found: Iterable[Document | ArticleError]) -> tuple[dict[str, Document], list[str]]:
    documents: dict[str, Document] = {}
    problems: list[str] = []
    for item in found:
        if isinstance(item, ArticleError):
            problems.append(str(item))
        else:
            documents[item.id] = item
    return documents, problems


def _dated(pile: Mapping[str, Document], judgements: Sequence[Judgement]) -> Wanted:
    """Each document with its date, which the whole pile may decide, and the key of the entry that it needs."""
    judged = {str(j.value["document"]): _interval(j) for j in judgements if j.kind == "published"}
    documents = [pile[id_] for id_ in sorted(pile)]
    publications = published.date_pile([replace(d, given=judged.get(d.id, d.given)) for d in documents])
    return {
        d.id: (d, publication, segments.key_of(d, publication))
        for d, publication in zip(documents, publications, strict=True)
    }


def _swap(store: Store, leaves: dict[str, Leaf], merger: Merger) -> None:
    """Make the new state the one that readers see, and drop the segments that it replaces.

    The snapshot comes first: where it finds no room, the manifest still points to what was there.
    """
    new = replace(store, leaves=leaves, schema=SCHEMA)
    new.folder.mkdir(parents=True, exist_ok=True)
    snapshot.ensure(new, merger)
    manifest.save(new)
    for file in _loose(new):
        file.unlink(missing_ok=True)


def _interval(judgement: Judgement) -> DateInterval:
    start, end = (dt.date.fromisoformat(str(judgement.value[key])) for key in ("start", "end"))
    return DateInterval(start, end)


def _documents(ids: Sequence[str]) -> str:
    return "document" if len(ids) == 1 else "documents"
