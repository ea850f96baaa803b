"""Mentions of people, made into people: within a document, and over the pile."""

from timeline.people.linking import find
from timeline.people.pile import PileName, resolve_pile

__all__ = ["PileName", "find", "resolve_pile"]
