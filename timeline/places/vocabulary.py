"""The word lists of `resources/places`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from timeline.errors import ResourceError


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words.toml; raises ResourceError when the file cannot be read."""
    path = files("timeline.resources") / "places" / "words.toml"
    try:
        return frozenset(tomllib.loads(path.read_text(encoding="utf-8"))[name])
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise ResourceError(f"resources/places/words.toml: it cannot be read ({error}); reinstall Timeline.") from error
