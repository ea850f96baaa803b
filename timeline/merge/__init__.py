"""Events of many documents -> merged events, with all sources and what they disagree on."""

from timeline.merge.merging import lost, merge

__all__ = ["lost", "merge"]
