from __future__ import annotations

from pathlib import Path

import pytest

from timeline.errors import JudgementError
from timeline.judgements import Judgement, Judgements, Target, append

EVENT = Target(event="e1", document="d1", quote="They met.")


def confirm(note: str = "") -> Judgement:
    return Judgement(kind="confirm", targets=(EVENT,), note=note, at="2024-06-19T12:00:00+00:00")


def test_what_is_appended_is_read_again_as_it_was(tmp_path: Path) -> None:
    log = Judgements.load(tmp_path / "log.jsonl").append(confirm("seen"))
    assert Judgements.load(log.path).all == (confirm("seen"),)


def test_an_event_without_a_title_is_written_as_it_was_before_titles_were_kept() -> None:
    assert confirm().to_json()["events"] == [{"event": "e1", "document": "d1", "quote": "They met."}]
    titled = Judgement(kind="pin", targets=(Target(event="e1", title="They met"),))
    assert Judgement.from_json(titled.to_json()) == titled


def test_an_absent_log_is_empty(tmp_path: Path) -> None:
    assert Judgements.load(tmp_path / "none.jsonl").all == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json", "it is not JSON"),
        (b'{"kind": "bless"}', "kind 'bless' is none of"),
        (b'{"kind": "merge", "events": [{"event": "a"}]}', "at least two events"),
        (b'{"kind": "date", "events": [{"event": "a"}], "value": {"start": "2024-01-01"}}', "needs end"),
        (b"[]", "not a JSON object"),
        (b'{"kind": "confirm", "events": [{}]}', 'needs an "event"'),
    ],
)
def test_a_broken_line_is_named_and_skipped_and_kept(tmp_path: Path, line: bytes, reason: str) -> None:
    path = tmp_path / "log.jsonl"
    append(path, [confirm("first")])
    path.write_bytes(path.read_bytes() + line + b"\n")
    append(path, [confirm("second")])
    log = Judgements.load(path)
    assert [j.note for j in log.all] == ["first", "second"]
    assert len(log.problems) == 1
    assert f"{path}:2:" in log.problems[0]
    assert reason in log.problems[0]
    assert line in path.read_bytes()


def test_a_line_cut_short_does_not_swallow_the_next(tmp_path: Path) -> None:
    path = tmp_path / "log.jsonl"
    path.write_bytes(b'{"kind": "conf')
    append(path, [confirm()])
    assert Judgements.load(path).all == (confirm(),)


def test_undoing_takes_a_decision_back_and_undoing_that_restores_it(tmp_path: Path) -> None:
    log = Judgements.load(tmp_path / "log.jsonl").append(confirm())
    undo = Judgement(kind="undo", value={"judgement": confirm().id}, at="2024-06-20")
    log = log.append(undo)
    assert log.standing() == ()
    log = log.append(Judgement(kind="undo", value={"judgement": undo.id}, at="2024-06-21"))
    assert log.standing() == (confirm(),)


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("date", {"start": "2024-06-20", "end": "2024-06-20"}, "must end after it"),
        ("date", {"start": "June", "end": "July"}, "ISO days"),
        ("place", {"name": "X", "lat": 99, "lon": 0}, "lat in -90..90"),
        ("place", {"name": "X", "lat": True, "lon": 0}, "lat in -90..90"),
    ],
)
def test_a_malformed_decision_says_what_is_wrong(kind: str, value: dict[str, object], said: str) -> None:
    with pytest.raises(JudgementError, match=said):
        Judgement(kind=kind, targets=(EVENT,), value=value)  # type: ignore[arg-type]
