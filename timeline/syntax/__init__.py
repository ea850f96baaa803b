"""Sentences, parts of speech, dependencies and name labels, by a language model that is loaded when first used."""

from timeline.syntax.model import load
from timeline.syntax.parsing import parse

__all__ = ["load", "parse"]
