"""The ordered, named rules of a language, loaded from resources/timex/<language>."""

from __future__ import annotations

import csv
import datetime as dt
import os
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

from timeline.errors import ResourceError
from timeline.timex.firsts import ANY, firsts
from timeline.timex.named import NamedEvent
from timeline.timex.vocabulary import Vocabulary

_CAPTURE = re.compile(r"(?<!\?P)<(\w+):(\w+)>")
_OPPOSITE = {"1": "3", "2": "4", "3": "1", "4": "2"}  # a season and the one half a year off
FIELDS = {
    "name", "pattern", "read", "kind", "inner", "follows", "cased", "may_name", "genre", "not_before",
    "not_after", "only_after", "examples",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence, the publication date it is read with, and the value that the rule must give."""

    text: str
    dct: str
    value: str
    genre: Literal["news", "narrative", "message"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Follow:
    """What must stand before a rule's match: an expression of a kind, and what may lie between."""

    kind: str
    glue: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """What may continue a rule's match: glue and an expression of one of the kinds, within its span or `outside`."""

    glue: re.Pattern[str]
    kinds: frozenset[str]
    needed: bool = False
    outside: bool = False
    rejects: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rule:
    """One way to write a time expression, and the name of the reader that gives it a meaning."""

    name: str
    read: str
    kind: str
    expression: str = field(repr=False)
    classes: Mapping[str, str]
    examples: tuple[Example, ...]
    inner: Inner | None = None
    follows: Follow | None = None
    cased: tuple[str, ...] = ()
    may_name: bool = False
    genre: Literal["message"] | None = None
    not_before: re.Pattern[str] | None = None
    not_after: re.Pattern[str] | None = None
    only_after: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled expression."""
        return _compiled(self.expression)


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression)


_WITHIN = ("event", "body", "land")  # classes of words that no rule begins with
Hemisphere = Literal["north", "south"]
Matcher = Callable[[str, int], "re.Match[str] | None"]


class RulesAt(dict[str, tuple[tuple[Rule, Matcher], ...]]):
    """Character -> the rules, in their order, whose matches may begin with it.

    Patterns are compiled when a text first has such a character, as most texts need few rules.
    """

    def __init__(self, rules: Sequence[Rule]) -> None:
        super().__init__()
        self._rules = [(rule, firsts(rule.expression)) for rule in rules]

    def __missing__(self, character: str) -> tuple[tuple[Rule, Matcher], ...]:
        sign = str(int(character)) if character.isdecimal() else character
        rules = (rule for rule, signs in self._rules if signs is ANY or sign in signs)
        found = tuple((rule, rule.pattern.match) for rule in rules)
        if found:  # the characters that begin nothing are too many to keep
            self[character] = found
        return found


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Language:
    """All that is known of a language."""

    name: str
    vocabulary: Vocabulary
    rules: tuple[Rule, ...]
    cues: Mapping[str, Any]
    prefixes: Mapping[str, str]
    prefix: re.Pattern[str]
    starters: frozenset[str]
    glue_words: frozenset[str]
    openers: frozenset[str]
    needs_capital: frozenset[str]
    followers: tuple[int, ...]
    report_rules: RulesAt = field(repr=False)
    message_rules: RulesAt = field(repr=False)
    named_days: Mapping[str, Mapping[str, Any]] = field(repr=False)
    named_events: Mapping[str, NamedEvent] = field(repr=False)
    extra: tuple[Path, ...] = ()
    hemisphere: Hemisphere = "north"

    def without(self, *names: str) -> Language:
        """The same language with the rules of these names switched off."""
        unknown = set(names) - {rule.name for rule in self.rules}
        if unknown:
            raise ResourceError(
                f"No rule is named {sorted(unknown)[0]!r}; see the names in resources/timex/{self.name}."
            )
        return _language(self.name, frozenset(names), self.extra, self.hemisphere)


def language(
    name: str = "en", *, events: Sequence[Path] | None = None, hemisphere: Hemisphere | None = None
) -> Language:
    """The language of a folder under resources/timex; `events` are files like named_events.toml that join it.

    `hemisphere` says when its seasons are; without it, the environment variable TIMELINE_HEMISPHERE, else the north.
    """
    own = own_events() if events is None else tuple(events)
    return _language(name, frozenset(), own, hemisphere or own_hemisphere())


def own_hemisphere() -> Hemisphere:
    """The hemisphere that the environment variable TIMELINE_HEMISPHERE names, the northern one by default."""
    told = os.environ.get("TIMELINE_HEMISPHERE", "").strip().lower() or "north"
    if told not in ("north", "south"):
        raise ResourceError(f"TIMELINE_HEMISPHERE is {told!r}; set it to north or south.")
    return "south" if told == "south" else "north"


def own_events() -> tuple[Path, ...]:
    """The files of events that the environment variable TIMELINE_EVENTS names, separated as in PATH."""
    return tuple(Path(path) for path in os.environ.get("TIMELINE_EVENTS", "").split(os.pathsep) if path)


@cache
def _language(name: str, off: frozenset[str], extra: tuple[Path, ...], hemisphere: Hemisphere) -> Language:
    everywhere = files("timeline.resources") / "timex"
    folder = everywhere / name
    days = _read(folder / "named_days.toml")["day"]
    events = [row for path in (everywhere / "named_events.toml", *extra) for row in _events(path)]
    words = _read(folder / "words.toml")
    words["words"]["named_day"] = {row["forms"][0]: row["forms"] for row in days}
    lands = _independence(everywhere / "independence.tsv")
    words["words"]["event"] = {row["name"]: row.get("names", []) for row in events}
    words["words"]["body"] = {row["name"]: row.get("bodies", []) for row in events}
    words["words"]["land"] = {event.name: forms for event, forms in lands}
    words["words"]["known_day"] = {row["name"]: row["alone"] for row in events if "alone" in row}
    if hemisphere == "south":  # its spring is the third of the seasons that begin in March
        seasons = words["words"]["season"]
        words["words"]["season"] = {number: seasons[opposite] for number, opposite in _OPPOSITE.items()}
    vocabulary = Vocabulary.of(words)
    cues = _read(folder / "cues.toml")
    names = sorted(item.name for item in (folder / "rules").iterdir() if item.name.endswith(".toml"))
    rows = [row for file in names for row in _read(folder / "rules" / file)["rule"]]
    rules = tuple(_rule(row, vocabulary) for row in rows if row["name"] not in off)
    prefixes = {form: mod for mod, forms in cues["prefixes"].items() for form in forms}
    prefix_forms = "|".join(re.escape(form).replace(r"\ ", "[ \n]") for form in sorted(prefixes, key=len, reverse=True))
    glue = frozenset(cues["glue_words"]) | frozenset(cues["glue_openers"])
    return Language(
        name=name,
        vocabulary=vocabulary,
        rules=rules,
        cues=cues,
        prefixes=prefixes,
        prefix=re.compile(rf"(?P<prefix>{prefix_forms})(?:[- ]|\n(?! ?\n))"),
        starters=_starters(vocabulary, rows, prefixes, glue),
        glue_words=glue,
        openers=frozenset(cues["glue_openers"]),
        needs_capital=frozenset(cues["needs_capital"]),
        followers=tuple(number for number, rule in enumerate(rules) if rule.follows),
        report_rules=RulesAt([rule for rule in rules if not rule.follows and not rule.genre]),
        message_rules=RulesAt([rule for rule in rules if not rule.follows]),
        named_days={row["forms"][0]: row for row in days},
        named_events={each.name: each for each in (*map(NamedEvent.of, events), *(event for event, _ in lands))},
        extra=extra,
        hemisphere=hemisphere,
    )


def _read(path: Traversable | Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path}: {error}; mend or restore the file.") from error


def _events(path: Traversable | Path) -> list[dict[str, Any]]:
    rows = _read(path).get("event", [])
    for row in rows or [{}]:
        missing = (
            {"name", "source"} - row.keys()
            or ({"names"} if not {"names", "bodies"} & row.keys() else set())
            or ({"date"} if not {"date", "start"} & row.keys() else set())
        )
        if missing:
            raise ResourceError(f"{path}: an [[event]] has no {sorted(missing)[0]!r}; mend or restore the file.")
    return list(rows)


def _independence(path: Traversable) -> list[tuple[NamedEvent, list[str]]]:
    """The independence of each country of a table, and what the country and its people are called."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ResourceError(f"{path}: {error}; restore the file.") from error
    found = []
    for row in csv.DictReader((line for line in text.splitlines() if not line.startswith("#")), delimiter="\t"):
        day = dt.date.fromisoformat(row["day"])
        source = f"https://en.wikipedia.org/wiki/{row['country'].replace(' ', '_')}"
        event = NamedEvent(name=f"independence of {row['country']}", start=day, end=day, source=source)
        found.append((event, row["forms"].split(" / ")))
    return found


def _rule(row: dict[str, Any], vocabulary: Vocabulary) -> Rule:
    if unknown := row.keys() - FIELDS:
        raise ResourceError(f"Rule {row.get('name')!r} has an unknown field {sorted(unknown)[0]!r}.")

    def compiled(pattern: str | None) -> re.Pattern[str] | None:
        return re.compile(vocabulary.expand(pattern)) if pattern else None

    def before(name: str) -> re.Pattern[str] | None:
        return compiled(f"(?:{row[name]})$" if name in row else None)

    try:
        expression = rf"(?:{vocabulary.expand(row['pattern'])})(?!\w)"
        inner, follows = row.get("inner"), row.get("follows")
        return Rule(
            name=row["name"],
            read=row["read"],
            kind=row.get("kind", ""),
            expression=expression,
            classes={group: name for name, group in _CAPTURE.findall(row["pattern"]) if name in vocabulary.words},
            examples=tuple(Example(**example) for example in row["examples"]),
            inner=Inner(
                glue=re.compile(vocabulary.expand(inner["glue"])),
                kinds=frozenset(inner["kinds"]),
                needed=inner.get("needed", False),
                outside=inner.get("outside", False),
                rejects=frozenset(inner.get("rejects", ())),
            )
            if inner
            else None,
            follows=Follow(kind=follows["kind"], glue=re.compile(vocabulary.expand(follows["glue"])))
            if follows
            else None,
            cased=tuple(row.get("cased", ())),
            may_name=row.get("may_name", False),
            genre=row.get("genre"),
            not_before=compiled(row.get("not_before")),
            not_after=before("not_after"),
            only_after=before("only_after"),
        )
    except (KeyError, TypeError, re.error) as error:
        raise ResourceError(f"Rule {row.get('name')!r} cannot be read: {error!r}.") from error


def _starters(
    vocabulary: Vocabulary, rows: list[dict[str, Any]], prefixes: Mapping[str, str], glue: frozenset[str]
) -> frozenset[str]:
    """Every word that a rule may begin with, little words aside; a few too many cost only time."""
    forms = [form for name, table in vocabulary.words.items() if name not in _WITHIN for form in table]
    literals = [re.sub(r"\\.|<[^>]*>|\(\?[^:]*?[:>)]", " ", row["pattern"]) for row in rows]
    words = [re.findall(r"[a-z]+", form) for form in (*forms, *prefixes)]
    first = {next((word for word in form if word not in glue), "") for form in words}
    return frozenset(first) | frozenset(word for text in literals for word in re.findall(r"[a-z]+", text)) - glue
