"""What a deployment decides, read from the environment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the events are, what the page is called, and what visitors may do."""

    data: Path = Path("data")
    title: str = "Timeline"
    may_edit: bool = False
    may_add: bool = False
    street_tiles: str = ""


def read(environment: Mapping[str, str]) -> Settings:
    """The settings of `environment`; docs/dashboard.md lists the variables."""
    return Settings(
        data=Path(environment.get("TIMELINE_DATA") or "data"),
        title=environment.get("TIMELINE_TITLE") or "Timeline",
        may_edit=environment.get("TIMELINE_EDIT") == "1",
        may_add=environment.get("TIMELINE_ADD") == "1",
        street_tiles=environment.get("TIMELINE_TILES") or "",
    )
