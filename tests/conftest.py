"""What many tests share: documents from a few words, and a store built once of two articles of our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from timeline.models import DateInterval, Document

STRIKE = (
    "Engineers in Porto went on strike on Tuesday. Their leader, Ana Sousa, met the minister, Rui Costa, in Lisbon "
    "on Wednesday. Costa did not resign."
)
TALKS = "Rui Costa met Ana Sousa in Lisbon on Wednesday. Costa will visit Madrid next week."


def article(id_: str, text: str, published: str | None = None, **more: str) -> Document:
    given = DateInterval.day(dt.date.fromisoformat(published)) if published else None
    return Document(id=id_, text=text, given=given, **more)


@pytest.fixture(scope="session")
def articles() -> tuple[Document, ...]:
    return (
        article("strike", STRIKE, "2024-06-20", source="The Quay Post", title="Strike in Porto"),
        article(
            "talks", TALKS, "2024-06-21", source="Harbour Daily", title="Talks in Lisbon", url="https://example.org/a"
        ),
    )


@pytest.fixture(scope="session")
def built(articles: tuple[Document, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the two articles; tests only read it."""
    from timeline.store.build import build

    folder = tmp_path_factory.mktemp("data")
    build(articles, folder)
    return folder


@pytest.fixture
def copied(built: Path, tmp_path: Path) -> Path:
    """The same, for tests that change it."""
    import shutil

    return Path(shutil.copytree(built, tmp_path / "data"))


@pytest.fixture(scope="session")
def parsed() -> Callable[[str], tuple[Document, object]]:
    from timeline.syntax import parse

    def run(text: str) -> tuple[Document, object]:
        document = Document(id="d", text=text)
        return document, next(iter(parse([document])))

    return run
