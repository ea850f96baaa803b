"""Files, folders, archives and feeds -> `Document`s, with what is no running text marked as zones."""

from timeline.articles.reading import READERS, read

__all__ = ["READERS", "read"]
