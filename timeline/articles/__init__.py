"""Files, folders and JSON Lines -> `Document`s, with what is no running text marked as zones."""

from timeline.articles.reading import read

__all__ = ["read"]
