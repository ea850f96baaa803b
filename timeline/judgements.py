"""Human decisions: an append-only log, replayed over every build.

Each line of the log is one JSON object. Nothing is ever rewritten: a decision is taken back by another that undoes it,
the last of two that contradict each other wins, and both are kept. A broken line is named, skipped and kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from timeline.errors import JudgementError

Kind = Literal["confirm", "reject", "date", "place", "pin", "merge", "split", "rename", "published", "undo"]
KINDS: tuple[Kind, ...] = get_args(Kind)

# What each kind needs: how many events it names (least, most), and the keys of its value.
_NEEDS: dict[Kind, tuple[int, int | None, frozenset[str]]] = {
    "confirm": (1, 1, frozenset()),
    "reject": (1, 1, frozenset()),
    "date": (1, 1, frozenset(("start", "end"))),
    "place": (1, 1, frozenset(("name", "lat", "lon"))),
    "pin": (1, 1, frozenset()),
    "merge": (2, None, frozenset()),
    "split": (1, 1, frozenset(("document",))),
    "rename": (0, 0, frozenset(("from", "to"))),
    "published": (0, 0, frozenset(("document", "start", "end"))),
    "undo": (0, 0, frozenset(("judgement",))),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An event as it was when judged: its id, and a document, quote and title to find it by when the id has changed."""

    event: str
    document: str = ""
    quote: str = ""
    title: str = ""

    def to_json(self) -> dict[str, str]:
        """An empty title is left out, so that judgements from before there were titles keep their ids."""
        words = {"event": self.event, "document": self.document, "quote": self.quote}
        return words | {"title": self.title} if self.title else words


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision of one person.

    `value` by kind: date and published {"start", "end"} (ISO days, half-open), place {"name", "lat", "lon"}, split
    {"document"} (the source that tells of something else), rename {"from", "to"} and, to rename within one document
    only, {"document"}, published {"document"}, undo {"judgement"}. Raises JudgementError when it is malformed.
    """

    kind: Kind
    targets: tuple[Target, ...] = ()
    value: Mapping[str, Any] = field(default_factory=dict)
    author: str = ""
    note: str = ""
    at: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise JudgementError(f"judgement: kind {self.kind!r} is none of {', '.join(KINDS)}.")
        least, most, keys = _NEEDS[self.kind]
        if len(self.targets) < least or (most is not None and len(self.targets) > most):
            wanted = "at least two events" if most is None else ("one event" if most else "no event")
            raise JudgementError(f"judgement: {self.kind} takes {wanted}, not {len(self.targets)}.")
        if missing := sorted(keys - self.value.keys()):
            raise JudgementError(f"judgement: {self.kind} needs {' and '.join(missing)}.")
        if "start" in keys:
            _check_days(self.kind, self.value)
        if "lat" in keys:
            _check_point(self.value)

    @property
    def id(self) -> str:
        """The same words at the same time are the same judgement."""
        return hashlib.blake2b(json.dumps(self.to_json(), sort_keys=True).encode(), digest_size=6).hexdigest()

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "events": [t.to_json() for t in self.targets],
            "value": dict(self.value),
            "author": self.author,
            "note": self.note,
            "at": self.at,
        }

    @classmethod
    def from_json(cls, raw: object) -> Judgement:
        """Raises JudgementError when `raw` is no judgement."""
        if not isinstance(raw, dict) or not isinstance(raw.get("value", {}), dict):
            raise JudgementError("judgement: it is not a JSON object with a kind and a value.")
        try:
            targets = tuple(
                Target(event=t["event"], **{key: str(t.get(key, "")) for key in ("document", "quote", "title")})
                for t in raw.get("events", ())
            )
            words = {key: str(raw.get(key, "")) for key in ("author", "note", "at")}
            return cls(kind=raw.get("kind", ""), targets=targets, value=raw.get("value", {}), **words)
        except (KeyError, TypeError, AttributeError) as error:
            raise JudgementError('judgement: each of "events" needs an "event", the id.') from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgements:
    """The log as read: all decisions in order, and a sentence for each line that could not be read."""

    path: Path
    all: tuple[Judgement, ...] = ()
    problems: tuple[str, ...] = ()

    @classmethod
    def load(cls, path: str | Path) -> Judgements:
        """The log at `path`; an absent file is an empty log."""
        path = Path(path)
        if not path.exists():
            return cls(path=path)
        found, problems = [], []
        for number, line in enumerate(path.read_bytes().split(b"\n"), start=1):
            if not line.strip():
                continue
            try:
                found.append(Judgement.from_json(json.loads(line)))
            except (ValueError, JudgementError) as error:
                reason = str(error) if isinstance(error, JudgementError) else "it is not JSON."
                problems.append(f"{path}:{number}: this line is skipped and kept: {reason}")
        return cls(path=path, all=tuple(found), problems=tuple(problems))

    def standing(self) -> tuple[Judgement, ...]:
        """The decisions that no later one took back, in order."""
        undone: set[str] = set()
        kept = []
        for judgement in reversed(self.all):
            if judgement.id in undone:
                continue
            if judgement.kind == "undo":
                undone.add(str(judgement.value["judgement"]))
            else:
                kept.append(judgement)
        return tuple(reversed(kept))

    def append(self, judgement: Judgement) -> Judgements:
        """The log with one more decision, written and on disk."""
        append(self.path, [judgement])
        return Judgements(path=self.path, all=(*self.all, judgement), problems=self.problems)


def append(path: str | Path, judgements: Iterable[Judgement]) -> None:
    """Write decisions to the end of the log; they are on disk when this returns."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(json.dumps(j.to_json(), ensure_ascii=False, sort_keys=True) + "\n" for j in judgements)
    with path.open("ab+") as log:
        log.seek(0, os.SEEK_END)
        if log.tell():
            log.seek(-1, os.SEEK_END)
            lines = lines if log.read(1) == b"\n" else "\n" + lines  # a line cut short stays a line of its own
        log.write(lines.encode())
        log.flush()
        os.fsync(log.fileno())


def _check_days(kind: str, value: Mapping[str, Any]) -> None:
    try:
        start, end = (dt.date.fromisoformat(str(value[key])) for key in ("start", "end"))
    except ValueError as error:
        raise JudgementError(f"judgement: {kind} takes ISO days such as 2024-06-19, not {dict(value)}.") from error
    if start >= end:
        raise JudgementError(f"judgement: {kind} starts on {start} and must end after it, not on {end}.")


def _check_point(value: Mapping[str, Any]) -> None:
    lat, lon = value["lat"], value["lon"]
    if lat is None and lon is None:
        return
    numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in (lat, lon))
    if not numbers or not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise JudgementError(f"judgement: place takes lat in -90..90 and lon in -180..180, not {lat}, {lon}.")
