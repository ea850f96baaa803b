"""The questions that the views ask, and the one filter that they share."""

from timeline.query.filter import CERTAINTIES, Certainty, Filter

__all__ = ["CERTAINTIES", "Certainty", "Filter"]
