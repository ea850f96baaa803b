"""Names with coordinates: a read-only file in the package, made by `python -m timeline.gazetteer.build`."""

from timeline.gazetteer.lookup import GEONAMES, Entry, Gazetteer, gazetteer, key_of

__all__ = ["GEONAMES", "Entry", "Gazetteer", "gazetteer", "key_of"]
