"""Toponyms -> places, by the gazetteer and by what the article says around them."""

from timeline.places.finding import find

__all__ = ["find"]
