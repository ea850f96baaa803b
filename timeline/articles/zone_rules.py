"""The rules of `resources/articles/zones.toml`."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, get_args

from timeline.errors import ResourceError
from timeline.models import ZoneKind

LONGEST = 4000  # characters; what is longer is running text, or nothing that a pattern should be let loose on


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRule:
    """Marks a line that `pattern` is found in and that has no more than `words` words.

    `until` opens a block below the line; `top` binds the rule to the lines above the running text.
    """

    kind: ZoneKind
    reason: str
    pattern: re.Pattern[str]
    words: int
    example: str
    near_miss: str | None = None
    until: Literal["list", "end"] | None = None
    top: bool = False

    def matches(self, line: str) -> bool:
        short = len(line) <= LONGEST and line.count(" ") < self.words
        return short and self.pattern.search(line) is not None


@cache
def line_rules() -> tuple[LineRule, ...]:
    """All rules, in the order of the file: the first that matches a line decides."""
    source = resources.files("timeline.resources") / "articles" / "zones.toml"
    return tuple(_rule(entry) for entry in tomllib.loads(source.read_text(encoding="utf-8"))["rule"])


def _rule(entry: dict[str, object]) -> LineRule:
    fields = dict(entry)
    flags = re.NOFLAG if fields.pop("case", False) else re.IGNORECASE
    if fields.get("kind") not in get_args(ZoneKind):
        raise ResourceError(f"zones.toml: {fields.get('kind')!r} is no kind of zone; use one of the model's.")
    try:
        pattern = re.compile(str(fields.pop("pattern")), flags)
        return LineRule(pattern=pattern, **fields)  # type: ignore[arg-type]
    except (re.error, TypeError, KeyError) as error:
        raise ResourceError(f"zones.toml: the rule for {fields.get('example')!r} is broken ({error}).") from error
