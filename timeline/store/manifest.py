"""The manifest: which segments make up the store. It is swapped in one step, at the end of a build."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from timeline.errors import StoreError
from timeline.store.version import SCHEMA


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """A data folder and the segments in it that count: document id -> segment key."""

    folder: Path
    segments: Mapping[str, str] = field(default_factory=dict)

    @property
    def segment_folder(self) -> Path:
        return self.folder / "segments"

    @property
    def judgement_log(self) -> Path:
        return self.folder / "judgements.jsonl"

    @property
    def digest(self) -> str:
        """Changes with every document, every judgement and every schema."""
        log = self.judgement_log.read_bytes() if self.judgement_log.exists() else b""
        known = json.dumps([SCHEMA, sorted(self.segments.items())]).encode()
        return hashlib.blake2b(known + b"\0" + log, digest_size=12).hexdigest()


def load(folder: str | Path, *, create: bool = False) -> Store:
    """The store in `folder`; raises StoreError when there is none (unless `create`), or it is broken or newer."""
    folder = Path(folder)
    path = folder / "manifest.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        schema, segments = raw["schema"], dict(raw["segments"])
    except FileNotFoundError as error:
        if create:
            return Store(folder=folder)
        raise StoreError(f"{folder}: there is no event store here; make one with: timeline build ARTICLES") from error
    except OSError as error:
        raise StoreError(f"{path}: it cannot be read ({error.strerror}); check its permissions.") from error
    except (ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path}: this is no manifest of an event store; restore it or build elsewhere.") from error
    if schema > SCHEMA:
        raise StoreError(f"{folder}: a newer version of Timeline wrote this store (schema {schema}); update Timeline.")
    return Store(folder=folder, segments=segments)


def save(store: Store) -> None:
    """Make `store` what readers see from now on."""
    store.folder.mkdir(parents=True, exist_ok=True)
    path = store.folder / "manifest.json"
    raw = {"schema": SCHEMA, "segments": dict(sorted(store.segments.items()))}
    text = json.dumps(raw, indent=1, ensure_ascii=False)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(path)
