"""Files, folders, archives and feeds -> `Document`s, with what is no running text marked as zones."""

from timeline.articles.pieces import Piece
from timeline.articles.reading import READERS, in_pieces, read, read_piece, twice

__all__ = ["READERS", "Piece", "in_pieces", "read", "read_piece", "twice"]
