"""Documents that tell the same story."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.models import Publication
from timeline.published.told import Told


def date_by_story(told: Sequence[Told], publications: Sequence[Publication]) -> list[Publication]:
    """The publications, those unknown dated by others that tell the same story."""
    return list(publications)
