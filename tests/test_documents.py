"""What the documents promise is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.cli.main import parser

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", ROOT / "seeds" / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target


def test_the_readme_has_the_two_commands_that_ci_runs() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert "pip install -r requirements.txt && streamlit run streamlit_app.py" in lines
    assert "pip install -r requirements-dev.txt && pytest" in lines


def test_the_readme_names_only_commands_that_exist() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = set(parser()._subparsers._group_actions[0].choices)  # type: ignore[union-attr,arg-type]
    named = set(re.findall(r"(?:`|-m )timeline ([a-z]+)", text)) - {"gazetteer"}
    assert named <= known


def test_the_readmes_python_example_runs(capsys: pytest.CaptureFixture[str]) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    exec(code[1], {})
    assert capsys.readouterr().out.startswith("last week 2024-W24 ")


def test_every_module_stays_readable() -> None:
    long = [f for f in (ROOT / "timeline").rglob("*.py") if f.read_text(encoding="utf-8").count("\n") > 400]
    assert not long


def test_development_requirements_hold_those_of_use() -> None:
    assert (ROOT / "requirements-dev.txt").read_text(encoding="utf-8").startswith("-r requirements.txt")
