"""The invented store, built once, and the page on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import invented_pile
import pytest
from streamlit.testing.v1 import AppTest

from timeline.query import Query

APP = Path(__file__).parents[2] / "streamlit_app.py"


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_pile.build(tmp_path_factory.mktemp("invented"))


@pytest.fixture(scope="session")
def query(store: Path) -> Query:
    return Query.open(store)


@pytest.fixture
def open_page(store: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., AppTest]]:
    """Open the page with URL parameters, as a link does."""

    def opened(data: Path = store, **params: list[str]) -> AppTest:
        monkeypatch.setenv("TIMELINE_DATA", str(data))
        page = AppTest.from_file(str(APP), default_timeout=30)
        for name, values in params.items():
            page.query_params[name] = values
        return page.run()

    return opened
