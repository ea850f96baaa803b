"""The publication date of each document: candidates, checked against the text and the pile -> one interval."""

from timeline.published.datelines import written_on
from timeline.published.pile import Note, date_pile, note, settle, stands_alone

__all__ = ["Note", "date_pile", "note", "settle", "stands_alone", "written_on"]
