"""The publication date of each document: candidates, checked against the text and the pile -> one interval."""

from timeline.published.pile import date_pile, stands_alone

__all__ = ["date_pile", "stands_alone"]
