"""The vocabularies of events: what kind a word tells, what makes an event doubtful."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from timeline.errors import ResourceError

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Kinds:
    """Lemma -> kind of event, for verbs, for nouns of events, and for things that decide it as the subject."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    things: dict[str, str]
    examples: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class StatusCues:
    """The words that give an event one status."""

    words: frozenset[str]
    auxiliaries: frozenset[str]
    determiners: frozenset[str]
    markers: frozenset[str]
    verbs: frozenset[str]
    done_when_past: frozenset[str]
    phrases: tuple[str, ...]
    subjects: frozenset[str]
    telling_verbs: frozenset[str]
    perceived: frozenset[str]
    present_passives: frozenset[str]
    adjectives: frozenset[str]
    examples: tuple[str, ...]


@cache
def load(name: str) -> dict[str, Any]:
    """A vocabulary file of this room, read once: nobody may change it."""
    try:
        return tomllib.loads((resources.files("timeline") / "resources" / "events" / name).read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"resources/events/{name}: {error}; reinstall the package or mend the file") from error


@cache
def kinds() -> Kinds:
    """The kinds, the first list that has a word winning."""
    verbs: dict[str, str] = {}
    nouns: dict[str, str] = {}
    things: dict[str, str] = {}
    examples: list[tuple[str, str]] = []
    for kind in load("kinds.toml")["kind"]:
        for lemma in kind["verbs"]:
            verbs.setdefault(lemma, kind["name"])
        for lemma in kind["nouns"]:
            nouns.setdefault(lemma, kind["name"])
        for lemma in kind.get("things", ()):
            things.setdefault(lemma, kind["name"])
        examples += [(kind["name"], example) for example in kind["examples"]]
    return Kinds(verbs, nouns, things, tuple(examples))


@cache
def status_cues() -> dict[str, StatusCues]:
    """The cues of each status, by its name."""
    return {
        name: StatusCues(
            words=frozenset(cues.get("words", ())),
            auxiliaries=frozenset(cues.get("auxiliaries", ())),
            determiners=frozenset(cues.get("determiners", ())),
            markers=frozenset(cues.get("markers", ())),
            verbs=frozenset(cues.get("verbs", ())) | frozenset(cues.get("failing_verbs", ())),
            done_when_past=frozenset(cues.get("done_when_past", ())),
            phrases=tuple(cues.get("phrases", ())),
            subjects=frozenset(cues.get("subjects", ())),
            telling_verbs=frozenset(cues.get("telling_verbs", ())),
            perceived=frozenset(cues.get("perceived", ())),
            present_passives=frozenset(cues.get("present_passives", ())),
            adjectives=frozenset(cues.get("adjectives", ())),
            examples=tuple(cues["examples"]),
        )
        for name, cues in load("status.toml").items()
    }
