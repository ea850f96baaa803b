"""The publication date of each document: candidates, checked against the text and the pile -> one interval.

A pile that is too large to be held is noted one document at a time, and settled from the notes, which hold no text.
"""

from timeline.published.pile import Note, date_pile, note, settle, stands_alone

__all__ = ["Note", "date_pile", "note", "settle", "stands_alone"]
