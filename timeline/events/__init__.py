"""Clauses -> events: what happened, when, where and with whom, each proven by words of the document."""

from timeline.events.find import find

__all__ = ["find"]
