"""A visitor's own files: every kind that is read is offered, and what is offered is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from timeline.app.add import kinds, put
from timeline.articles import READERS, read
from timeline.models import Document

STORY = "The ferry between Olmer and Tesk sailed again on Tuesday after three weeks of repairs to its engine.\n"


class Upload(io.BytesIO):
    def __init__(self, name: str, content: bytes) -> None:
        super().__init__(content)
        self.name = name


def test_all_kinds_that_are_read_can_be_chosen() -> None:
    assert {f".{kind}" for kind in kinds()} == set(READERS)


def test_an_uploaded_archive_is_read_like_a_folder(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("one.txt", STORY)
        archive.writestr("../two.txt", STORY)
    put(tmp_path, "", [Upload("pile.zip", packed.getvalue())])
    error, document = read([tmp_path])
    assert isinstance(document, Document)
    assert document.text == STORY
    assert "leads outside" in str(error)
