"""The walls: which room may know which, and what an import may cost."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent / "timeline"

# From left to right: a room may import only from itself and from what stands before it.
FLOW = (
    "errors", "models", "progress", "resources", "articles", "gazetteer", "timex", "published", "syntax", "people",
    "places", "events", "pipeline", "contract", "judgements", "merge", "store", "engine", "query", "export", "evaluate",
    "app", "cli", "__main__",
)  # fmt: skip


def room_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imported(file: Path) -> set[str]:
    """The rooms that a file imports from, lazily or not."""
    rooms = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            rooms |= {room_of(name.name) for name in node.names if name.name.startswith("timeline.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "timeline":
            rooms |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("timeline."):
            rooms.add(room_of(node.module or ""))
    return rooms & set(FLOW)


FILES = sorted(f for f in ROOT.rglob("*.py") if f != ROOT / "__init__.py" and "resources" not in f.parts)


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.relative_to(ROOT).as_posix())
def test_no_import_points_against_the_flow(file: Path) -> None:
    room = file.relative_to(ROOT).parts[0].removesuffix(".py")
    back = [other for other in imported(file) if FLOW.index(other) > FLOW.index(room)]
    assert not back, f"{room} must not know {', '.join(back)}"


@pytest.mark.parametrize("room", ["app", "export"])
def test_views_never_reach_back_past_the_query_for_what_they_show(room: str) -> None:
    reading = {"timex", "published", "syntax", "people", "places", "events", "merge"}
    for file in (ROOT / room).rglob("*.py"):
        assert not imported(file) & reading, file


def test_every_room_has_its_place_in_the_flow() -> None:
    rooms = {f.relative_to(ROOT).parts[0].removesuffix(".py") for f in FILES}
    assert rooms <= set(FLOW)


@pytest.mark.parametrize(
    "module", ["timeline", "timeline.timex", "timeline.query", "timeline.pipeline", "timeline.cli"]
)
def test_importing_loads_nothing_heavy(module: str) -> None:
    heavy = ("spacy", "pandas", "streamlit", "dateparser", "duckdb", "pyarrow")
    code = f"import sys, {module}; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT.parent)
    assert done.stdout.strip() == "[]"


def test_the_parser_never_asks_the_clock() -> None:
    clock = {"now", "today", "utcnow"}
    for room in ("articles", "timex", "published", "syntax", "people", "places", "events", "merge"):
        for file in (ROOT / room).rglob("*.py"):
            calls = [n.func for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.Call)]
            asked = [ast.unparse(f) for f in calls if isinstance(f, ast.Attribute) and f.attr in clock]
            assert not [name for name in asked if name.split(".")[-2] in ("datetime", "date")], file
