"""What the fields of an article are called in tables and rows that people have."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def known_columns() -> dict[str, list[str]]:
    """Field -> the names by which columns of it go."""
    source = resources.files("timeline.resources") / "articles" / "columns.toml"
    return tomllib.loads(source.read_text(encoding="utf-8"))


def folded(name: str) -> str:
    """A column's name as the list has it."""
    return re.sub(r"[\W_]", "", name.casefold())
