from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from timeline.cli import main
from timeline.cli.main import COMMANDS, parser
from timeline.query import Filter, Query

ROOT = Path(__file__).parents[2]
NAMES = ("extract", "build", "remove", "status", "vacuum", "export", "explain", "judge", "evaluate", "rules")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    out, err = capsys.readouterr()
    return status, out, err


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_with_examples_and_is_documented(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    out = capsys.readouterr().out
    assert stopped.value.code == 0
    assert "examples:" in out
    assert f"timeline {name}" in out
    assert f"timeline {name}" in (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")


def test_no_command_goes_untested() -> None:
    choices = parser()._subparsers._group_actions[0].choices  # type: ignore[union-attr]
    assert set(choices or ()) == set(NAMES)
    assert len(COMMANDS) == 7


def test_extract_prints_good_documents_though_others_are_bad(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:  # fmt: skip
    rows = [
        b'{"id": "a", "text": "Snow fell in Oslo on Monday.", "published": "2024-06-20"}',
        b"{broken",
        b'{"id": "c"}',
        b'{"id": "d", "text": "Line\xe2\x80\xa8one.", "published": "2024-06-20T10:00:00Z"}',
    ]
    file = tmp_path / "rows.jsonl"
    file.write_bytes(b"\n".join(rows))
    status, out, err = run(capsys, "extract", str(file), str(tmp_path / "none.txt"))
    documents = [json.loads(line) for line in out.split("\n") if line]
    assert status == 1
    assert [d["id"] for d in documents] == ["a", "d"]
    assert documents[0]["published"]["basis"] == "given"
    assert documents[0]["timexes"][0]["interval"] == ["2024-06-17", "2024-06-18"]
    assert "rows.jsonl:2" in err
    assert "rows.jsonl:3" in err
    assert "none.txt" in err


def test_build_remove_and_status_say_what_changed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "snow.txt"
    article.write_text("Published: 20 June 2024\n\nSnow fell in Oslo on Monday.\n")
    data = str(tmp_path / "data")
    assert run(capsys, "build", str(article), "--data", data)[:2][0] == 0
    assert "Nothing changed" in run(capsys, "build", str(article), "--data", data)[1]
    status, out, _ = run(capsys, "status", "--data", data)
    assert status == 0
    assert out.startswith("1 document, 0 undated.")
    assert {"1 source: snow 1.", "1 language: unknown 1."} <= set(out.splitlines())
    id_ = run(capsys, "status", "--documents", "--data", data)[1].strip()
    assert id_ not in out
    assert "1 document removed" in run(capsys, "remove", id_, "--data", data)[1]
    assert run(capsys, "remove", id_, "--data", data)[0] == 1


def test_export_writes_what_the_filter_shows(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = {row.id for row in Query.open(built).events(Filter(places=("Lisbon",)), limit=None)}
    _, out, _ = run(capsys, "export", "--format", "jsonl", "--place", "Lisbon", "--data", str(built))
    events = [json.loads(line) for line in out.split("\n") if line]
    assert {event["id"] for event in events} == shown
    assert {"sources", "conflicts"} <= events[0].keys()
    _, out, _ = run(capsys, "export", "--format", "csv", "--link", "http://x/?place=Lisbon", "--data", str(built))
    assert {row["id"] for row in csv.DictReader(io.StringIO(out))} == shown


def test_explain_prints_the_proof_in_words(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = Query.open(built).events(Filter(places=("Lisbon",)))[0]
    status, out, _ = run(capsys, "explain", row.id, "--data", str(built))
    assert status == 0
    for words in ("Wednesday", "Lisbon", "published", "rule", "says"):
        assert words in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["explain", "none"], "no event of this id"),
        (["judge", "confirm", "none"], "no event of this id"),
        (["judge", "undo", "--judgement", "none"], "no judgement of this id"),
        (["export", "--format", "csv", "--dates", "soon", "later"], "not two days"),
        (["export", "--format", "csv", "--link", "http://x/?dates=soon"], "dates=soon is no day"),
    ],
)
def test_what_a_user_gets_wrong_is_one_sentence(
    built: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    status, _, err = run(capsys, *arguments, "--data", str(built))
    assert status == 1
    assert said in err
    assert err.count("\n") == 1
    assert "Traceback" not in err


def test_a_decision_is_kept_listed_and_undone(copied: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = ["--data", str(copied)]
    row = Query.open(copied).events(Filter(places=("Lisbon",)))[0]
    _, out, _ = run(capsys, "judge", "date", row.id, "--start", "2024-06-18", "--end", "2024-06-19", *data)
    judgement = out.split()[-1].rstrip(".")
    assert [r.when for r in Query.open(copied).events(Filter(places=("Lisbon",)))] == ["18 June 2024"]
    assert judgement in run(capsys, "judge", "list", *data)[1]
    run(capsys, "judge", "undo", "--judgement", judgement, *data)
    assert [r.when for r in Query.open(copied).events(Filter(places=("Lisbon",)))] == ["19 June 2024"]


def test_a_closed_pipe_is_no_error(built: Path) -> None:
    command = f"{sys.executable} -m timeline export --format jsonl --data {built} | head -c 1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, cwd=ROOT, check=False)
    assert "Traceback" not in done.stderr
