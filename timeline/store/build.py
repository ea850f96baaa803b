"""Adding documents to the store, and taking them out. Doing the same twice changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from timeline import pipeline, published
from timeline.errors import ArticleError, StoreError
from timeline.judgements import Judgement, Judgements
from timeline.models import DateInterval, Document, Publication
from timeline.store import manifest, segments, snapshot
from timeline.store.manifest import Store

Progress = Callable[[int, int], None]


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
    progress: Progress | None = None,
) -> Changes:
    """Add documents to the store in `data_dir`; one with a known id takes the place of what was there.

    Each document is on disk as soon as it is read, so that a build that was stopped goes on where it was; readers see
    the new state only at the end. Raises StoreError when the store cannot be used.
    """
    store = manifest.load(data_dir, create=True)
    arriving, problems = _sorted_out(found)
    known = {id_: segments.read(store.segment_folder, key).document for id_, key in store.segments.items()}
    pile = known | arriving
    wanted = _keys(pile, Judgements.load(store.judgement_log).standing())
    _read_missing(store, wanted, model, progress)
    keys = {id_: key for id_, (_, _, key) in wanted.items()}
    again = tuple(id_ for id_ in keys if id_ in store.segments and keys[id_] != store.segments[id_])
    _swap(store, keys)
    return Changes(
        added=tuple(id_ for id_ in arriving if id_ not in known),
        unchanged=tuple(id_ for id_ in arriving if id_ in known and id_ not in again),
        read_again=again,
        problems=tuple(problems),
    )


def remove(ids: Sequence[str], data_dir: str | Path) -> Changes:
    """Take documents out, with all that only they support; an unknown id is a problem and changes nothing else."""
    store = manifest.load(data_dir)
    gone = [id_ for id_ in dict.fromkeys(ids) if id_ in store.segments]
    problems = tuple(f"{id_}: no document of this id is in {store.folder}." for id_ in ids if id_ not in store.segments)
    if not gone:
        return Changes(problems=problems)
    left = {id_: segments.read(store.segment_folder, key).document
            for id_, key in store.segments.items() if id_ not in gone}  # fmt: skip
    wanted = _keys(left, Judgements.load(store.judgement_log).standing())
    _read_missing(store, wanted, None, None)
    keys = {id_: key for id_, (_, _, key) in wanted.items()}
    again = tuple(id_ for id_ in keys if keys[id_] != store.segments[id_])
    _swap(store, keys)
    return Changes(removed=tuple(gone), read_again=again, problems=problems)


def vacuum(data_dir: str | Path) -> int:
    """Remove segments and snapshots that nothing points to; returns how many files went."""
    store = manifest.load(data_dir)
    kept = {segments.path_of(store.segment_folder, key) for key in store.segments.values()}
    loose = [f for f in store.segment_folder.glob("*") if f not in kept]
    loose += [f for f in (store.folder / "snapshots").glob("*") if f.stem != store.digest]
    for file in loose:
        file.unlink(missing_ok=True)
    return len(loose)


def _sorted_out(found: Iterable[Document | ArticleError]) -> tuple[dict[str, Document], list[str]]:
    documents: dict[str, Document] = {}
    problems: list[str] = []
    for item in found:
        if isinstance(item, ArticleError):
            problems.append(str(item))
        else:
            documents[item.id] = item
    return documents, problems


def _keys(
    pile: dict[str, Document], judgements: Sequence[Judgement]
) -> dict[str, tuple[Document, Publication, str]]:  # fmt: skip
    """Each document with its date, which the whole pile may decide, and the key of the segment that it needs."""
    judged = {str(j.value["document"]): _interval(j) for j in judgements if j.kind == "published"}
    documents = [pile[id_] for id_ in sorted(pile)]
    dated = [replace(d, given=judged[d.id]) if d.id in judged else d for d in documents]
    publications = published.date_pile(dated)
    return {
        d.id: (d, publication, segments.key_of(d, publication))
        for d, publication in zip(documents, publications, strict=True)
    }


def _read_missing(
    store: Store,
    wanted: dict[str, tuple[Document, Publication, str]],
    model: str | None,
    progress: Progress | None,
) -> None:
    missing = [w for w in wanted.values() if not segments.path_of(store.segment_folder, w[2]).exists()]
    if not missing:
        return
    documents, publications, keys = zip(*missing, strict=True)
    try:
        read = pipeline.extract_dated(documents, publications, model=model, progress=progress)
        for key, extraction in zip(keys, read, strict=True):
            segments.write(store.segment_folder, key, extraction)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(f"{store.folder}: it cannot be written to ({reason}); what was there is as it was.") from error


def _swap(store: Store, keys: dict[str, str]) -> None:
    """Make the new state the one that readers see, and drop the segments that it replaces."""
    if keys == dict(store.segments):
        return
    manifest.save(replace(store, segments=keys))
    for key in set(store.segments.values()) - set(keys.values()):
        segments.path_of(store.segment_folder, key).unlink(missing_ok=True)
    snapshot.ensure(manifest.load(store.folder))


def _interval(judgement: Judgement) -> DateInterval:
    start, end = (dt.date.fromisoformat(str(judgement.value[key])) for key in ("start", "end"))
    return DateInterval(start, end)


def _documents(ids: Sequence[str]) -> str:
    return "document" if len(ids) == 1 else "documents"
