"""What the filters show, as files."""

from timeline.export.writing import FORMATS, write

__all__ = ["FORMATS", "write"]
