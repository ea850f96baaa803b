"""The event store: immutable segments, a manifest that says which count, and a snapshot made from them."""

from timeline.store.manifest import Store, load

__all__ = ["Store", "load"]
