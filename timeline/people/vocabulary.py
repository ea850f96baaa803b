"""The word lists of `resources/people`, as sets of folded words."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from timeline.errors import ResourceError


@cache
def load(name: str) -> dict[str, Any]:
    """A file of `resources/people`; raises ResourceError when it cannot be read."""
    path = files("timeline.resources") / "people" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"resources/people/{name}: it cannot be read ({error}); install Timeline again.") from error


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words.toml."""
    return frozenset(load("words.toml")[name])
