"""Adding documents to the store, and taking them out. Doing the same twice changes nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import published
from timeline.errors import ArticleError, StoreError
from timeline.judgements import Judgement, Judgements
from timeline.models import DateInterval, Document, Publication
from timeline.store import manifest, segments, snapshot
from timeline.store.filling import Engine, Filler, Job, Progress, in_turn
from timeline.store.leaves import leaf_of, rearranged
from timeline.store.manifest import Leaf, Store
from timeline.store.segments import Entry
from timeline.store.version import SCHEMA

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
    engine: Engine = in_turn,
    progress: Progress | None = None,
) -> Changes:
    """Add documents to the store in `data_dir`; one with a known id takes the place of what was there.

    Segments are on disk as soon as they are full, so that a build that was stopped goes on where it was; readers see
    the new state only at the end. Raises StoreError when the store cannot be used.
    """
    store = manifest.load(data_dir, create=True)
    arriving, problems = _sorted_out(found)
    held = {entry.document: entry for entry in store.entries()}
    pile = {id_: entry.extraction().document for id_, entry in held.items()} | arriving
    filler = Filler(folder=store.segment_folder, model=model)
    changes, failed = _bring_about(store, held, pile, engine, filler, progress)
    again = tuple(id_ for id_ in changes if id_ in held)
    return Changes(
        added=tuple(id_ for id_ in arriving if id_ not in held),
        unchanged=tuple(id_ for id_ in arriving if id_ in held and id_ not in changes),
        read_again=again,
        problems=(*problems, *failed),
    )


def remove(ids: Sequence[str], data_dir: str | Path) -> Changes:
    """Take documents out, with all that only they support; an unknown id is a problem and changes nothing else."""
    store = manifest.load(data_dir)
    held = {entry.document: entry for entry in store.entries()}
    gone = tuple(id_ for id_ in dict.fromkeys(ids) if id_ in held)
    problems = tuple(f"{id_}: no document of this id is in {store.folder}." for id_ in ids if id_ not in held)
    if not gone:
        return Changes(problems=problems)
    left = {id_: entry.extraction().document for id_, entry in held.items() if id_ not in gone}
    changes, failed = _bring_about(store, held, left, in_turn, Filler(folder=store.segment_folder), None)
    return Changes(removed=gone, read_again=tuple(changes), problems=(*problems, *failed))


def vacuum(data_dir: str | Path) -> int:
    """Remove segments and snapshots that nothing points to; returns how many files went."""
    store = manifest.load(data_dir)
    loose = _loose(store)
    loose += [f for f in (store.folder / "snapshots").glob("*") if f.stem != store.digest]
    for file in loose:
        file.unlink(missing_ok=True)
    return len(loose)


def _bring_about(
    store: Store, held: dict[str, Entry], pile: dict[str, Document], engine: Engine, filler: Filler,
    progress: Progress | None,
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Make the store hold just this pile; returns the documents that had to be read, and what could not be."""
    wanted = _keys(pile, Judgements.load(store.judgement_log).standing())
    changed = [id_ for id_, (_, _, key) in wanted.items() if id_ not in held or held[id_].key != key]
    gone = [id_ for id_ in held if id_ not in wanted]
    if not changed and not gone:
        snapshot.ensure(store)
        return [], []
    jobs, opened = _jobs(store, held, wanted, changed, gone)
    leaves = {prefix: leaf for prefix, leaf in store.leaves.items() if prefix not in opened}
    problems: list[str] = []
    try:
        for filled in engine(jobs, filler, progress or _unseen):
            problems += filled.problems
            if filled.leaf:
                leaves[filled.prefix] = filled.leaf
        _swap(store, leaves)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{store.folder}: it cannot be written to ({reason}); what was there is as it was.") from error
    return changed, problems


def _jobs(
    store: Store, held: dict[str, Entry], wanted: Wanted, changed: Sequence[str], gone: Sequence[str]
) -> tuple[list[Job], set[str]]:
    """The leaves to make, and those that they replace."""
    there: dict[str, dict[str, Entry]] = defaultdict(dict)
    for id_, entry in held.items():
        there[leaf_of(id_, store.leaves) or ""][id_] = entry
    kept_leaves = store.leaves.keys() if store.schema == SCHEMA else ()  # an older store is laid out anew
    opened, made = rearranged(
        kept_leaves,
        lambda prefix: {id_: entry.characters for id_, entry in there[prefix].items()},
        {id_: len(wanted[id_][0].text) for id_ in changed},
        frozenset(gone),
    )
    source = {entry.key: store.leaves[prefix].segment for prefix in opened for entry in there[prefix].values()}
    source |= _read_before(store)
    jobs = [_job(prefix, documents, wanted, source) for prefix, documents in sorted(made.items())]
    return jobs, opened if kept_leaves else set(store.leaves)


def _job(prefix: str, documents: Sequence[str], wanted: Wanted, source: dict[str, str]) -> Job:
    copied: dict[str, list[str]] = defaultdict(list)
    missing = []
    for document, publication, key in (wanted[id_] for id_ in documents):
        if key in source:
            copied[source[key]].append(key)
        else:
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


def _keys(pile: dict[str, Document], judgements: Sequence[Judgement]) -> Wanted:
    """Each document with its date, which the whole pile may decide, and the key of the entry that it needs."""
    judged = {str(j.value["document"]): _interval(j) for j in judgements if j.kind == "published"}
    documents = [pile[id_] for id_ in sorted(pile)]
    dated = [replace(d, given=judged[d.id]) if d.id in judged else d for d in documents]
    publications = published.date_pile(dated)
    return {
        d.id: (d, publication, segments.key_of(d, publication))
        for d, publication in zip(documents, publications, strict=True)
    }


def _swap(store: Store, leaves: dict[str, Leaf]) -> None:
    """Make the new state the one that readers see, and drop the segments that it replaces."""
    manifest.save(replace(store, leaves=leaves))
    new = manifest.load(store.folder)
    for file in _loose(new):
        file.unlink(missing_ok=True)
    snapshot.ensure(new)


def _unseen(done: int, total: int) -> None:
    """Progress that nobody watches."""


def _interval(judgement: Judgement) -> DateInterval:
    start, end = (dt.date.fromisoformat(str(judgement.value[key])) for key in ("start", "end"))
    return DateInterval(start, end)


def _documents(ids: Sequence[str]) -> str:
    return "document" if len(ids) == 1 else "documents"
