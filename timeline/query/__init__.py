"""The questions that the views ask, and the one filter that they share."""

from timeline.query.filter import CERTAINTIES, Certainty, Filter
from timeline.query.query import LaneBy, Query, Sort, Unit

__all__ = ["CERTAINTIES", "Certainty", "Filter", "LaneBy", "Query", "Sort", "Unit"]
