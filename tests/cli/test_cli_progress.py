"""How far a build is: on a terminal, every phase that takes more than a moment says its rate and what is left."""

from __future__ import annotations

import io

import pytest

from timeline.cli.options import progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, out: io.StringIO, seconds: float) -> str:
    """What is said of three steps that take so long each."""
    clock = iter(seconds * step for step in range(4))
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr", out)
    tell = progress("extract")
    for done in (1000, 2000, 3000):
        tell(done, 3000)
    return out.getvalue()


def test_a_long_phase_says_its_rate_and_what_is_left_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = shown(monkeypatch, Terminal(), 100.0).replace("\x1b[K", "").split("\r")
    assert lines == [
        "", "extract: 1,000 of 3,000, 10.0 a second, 0:03:20 left",
        "extract: 2,000 of 3,000, 10.0 a second, 0:01:40 left", "extract: 3,000 of 3,000, 10.0 a second\n",
    ]  # fmt: skip


def test_nothing_is_said_of_what_takes_a_moment_or_where_nobody_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 0.01) == ""
    assert shown(monkeypatch, io.StringIO(), 100.0) == ""
