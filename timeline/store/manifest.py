"""The manifest: which segments make up the store. It is swapped in one step, at the end of a build."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from timeline.errors import StoreError
from timeline.store import segments
from timeline.store.leaves import leaf_of, place
from timeline.store.segments import Entry
from timeline.store.version import SCHEMA, SNAPSHOT


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A segment that counts, how much is in it, what read it, and how many of its dates hang on other documents."""

    segment: str
    documents: int
    characters: int
    version: str = ""
    hanging: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A data folder and the segments in it that count, by their place in the tree."""

    folder: Path
    leaves: Mapping[str, Leaf] = field(default_factory=dict)
    schema: int = SCHEMA

    @property
    def segment_folder(self) -> Path:
        return self.folder / "segments"

    @property
    def judgement_log(self) -> Path:
        return self.folder / "judgements.jsonl"

    @property
    def documents(self) -> int:
        return sum(leaf.documents for leaf in self.leaves.values())

    @property
    def digest(self) -> str:
        """Changes with every document, every judgement and the snapshot's format."""
        log = self.judgement_log.read_bytes() if self.judgement_log.exists() else b""
        known = json.dumps([SNAPSHOT, sorted((prefix, leaf.segment) for prefix, leaf in self.leaves.items())]).encode()
        return hashlib.blake2b(known + b"\0" + log, digest_size=12).hexdigest()

    def entries(self) -> Iterator[Entry]:
        """Every document, segment by segment."""
        for _, leaf in sorted(self.leaves.items()):
            yield from segments.read(self.segment_folder, leaf.segment)

    def entry(self, document: str) -> Entry | None:
        """One document, None when it is not here."""
        prefix = leaf_of(document, self.leaves)
        if prefix is None:
            return None
        found = segments.read(self.segment_folder, self.leaves[prefix].segment)
        return next((entry for entry in found if entry.document == document), None)


def load(folder: str | Path, *, create: bool = False) -> Store:
    """The store in `folder`; raises StoreError when there is none (unless `create`), or it is broken or newer."""
    folder = Path(folder)
    path = folder / "manifest.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        schema = int(raw["schema"])
        if schema > SCHEMA:
            raise StoreError(
                f"{folder}: a newer version of Timeline wrote this store (schema {schema}); update Timeline."
            )
        return Store(folder=folder, leaves=_leaves(schema, raw), schema=schema)
    except FileNotFoundError as error:
        if create:
            return Store(folder=folder)
        raise StoreError(f"{folder}: there is no event store here; make one with: timeline build ARTICLES") from error
    except OSError as error:
        raise StoreError(f"{path}: it cannot be read ({error.strerror}); check its permissions.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"{path}: this is no manifest of an event store; restore it or build elsewhere.") from error


def save(store: Store) -> None:
    """Make `store` what readers see from now on."""
    store.folder.mkdir(parents=True, exist_ok=True)
    path = store.folder / "manifest.json"
    raw = {"schema": SCHEMA, "leaves": {prefix: asdict(leaf) for prefix, leaf in sorted(store.leaves.items())}}
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(json.dumps(raw, indent=1) + "\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _leaves(schema: int, raw: Mapping[str, Any]) -> dict[str, Leaf]:
    if schema == 1:  # document id -> a segment of its own
        return {place(document): Leaf(segment=segment, documents=1, characters=0)
                for document, segment in raw["segments"].items()}  # fmt: skip
    return {str(prefix): Leaf(**leaf) for prefix, leaf in raw["leaves"].items()}
