"""What read a document is part of what decides whether it must be read again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from timeline.judgements import Judgement, append
from timeline.models import Document, Extraction, Publication
from timeline.store import load
from timeline.store.build import build

PILE = [Document(id=f"d{n}", text=f"Published: {n} June 2024\n\nSnow fell in Oslo on Monday.") for n in range(14, 18)]
Read = list[tuple[str, str | None, bool]]


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Read:
    """What was read, by which model and whether by a geocoder; nothing is found in it."""
    done: Read = []

    def stub(
        documents: Sequence[Document], publications: Sequence[Publication], *, model: str | None, geocoder: object
    ) -> Iterator[Extraction]:
        for document, publication in zip(documents, publications, strict=True):
            done.append((document.id, model, geocoder is not None))
            yield Extraction(document=document, published=publication, timexes=(), people=(), places=(), events=())

    monkeypatch.setattr("timeline.pipeline.extract_dated", stub)
    return done


def readers(folder: Path) -> dict[str, tuple[str | None, str | None]]:
    return {entry.document: (entry.model, entry.geocoder) for entry in load(folder).entries()}


def test_another_model_reads_again_what_it_is_given_and_nothing_else(tmp_path: Path, read: Read) -> None:
    build(PILE, tmp_path)
    read.clear()
    assert not build(PILE, tmp_path).any
    assert build(PILE[:2], tmp_path, model="large").read_again == ("d14", "d15")
    assert not build(PILE[:2], tmp_path, model="large").any
    assert sorted(read) == [("d14", "large", False), ("d15", "large", False)]
    assert readers(tmp_path) == {id_: (model, None) for id_, model in
                                 {"d14": "large", "d15": "large", "d16": None, "d17": None}.items()}  # fmt: skip


def test_another_geocoder_reads_again_what_it_is_given(tmp_path: Path, read: Read) -> None:
    build(PILE, tmp_path)
    read.clear()
    assert build(PILE[:1], tmp_path, geocoder="nominatim").read_again == ("d14",)
    assert not build(PILE[:1], tmp_path, geocoder="nominatim").any
    assert read == [("d14", None, True)]


def test_what_must_be_read_again_is_read_by_its_own_model_but_never_goes_online_unasked(
    tmp_path: Path, read: Read
) -> None:
    build(PILE[:2], tmp_path, model="large", geocoder="nominatim")
    read.clear()
    value = {"document": "d14", "start": "2024-06-03", "end": "2024-06-04"}
    append(load(tmp_path).judgement_log, [Judgement(kind="published", value=value, at="2024-07-01")])
    assert build((), tmp_path).read_again == ("d14",)
    assert read == [("d14", "large", False)]
    assert readers(tmp_path) == {"d14": ("large", None), "d15": ("large", "nominatim")}
    assert not build((), tmp_path).any
