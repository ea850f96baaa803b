"""Corrections by hand, where the deployment allows them: each is appended to the judgement log."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from timeline.query.answers import Proof


def panel(folder: Path) -> Callable[[Proof], None] | None:
    """What draws the corrections under a proof."""
    del folder
    return None
