"""What made a segment: a digest of the code and vocabularies that read articles."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import timeline
from timeline.timex.rules import own_events, own_hemisphere

SCHEMA = 2  # of manifest and segments: an older one is read and laid out anew, a newer one is refused
SNAPSHOT = 6  # of the snapshot, which is made anew when this changes
_ROOMS = ("articles", "timex", "published", "syntax", "people", "places", "events", "resources")
_NOT_READING = ("app",)


@cache
def extractor_version() -> str:
    """The package's version and a digest of everything that an extraction depends on."""
    root = Path(timeline.__file__).parent
    digest = hashlib.blake2b(digest_size=8)
    for file in sorted(_files(root)):
        digest.update(file.relative_to(root).as_posix().encode())
        digest.update(file.read_bytes().replace(b"\r\n", b"\n"))
    for file in own_events():
        digest.update(file.read_bytes() if file.is_file() else b"")
    if own_hemisphere() == "south":
        digest.update(b"south")
    return f"{timeline.__version__}+{digest.hexdigest()}"


def _files(root: Path) -> list[Path]:
    files = [root / "models.py", root / "pipeline.py"]
    for room in _ROOMS:
        files += [f for f in (root / room).rglob("*") if f.is_file() and "__pycache__" not in f.parts]
    return [f for f in files if not any(part in _NOT_READING for part in f.relative_to(root).parts)]
