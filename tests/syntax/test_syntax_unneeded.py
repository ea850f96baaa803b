"""The dashboard shows what is built without a language model, and without spaCy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
sys.modules["spacy"] = None  # an import of it fails
from streamlit.testing.v1 import AppTest
page = AppTest.from_file("streamlit_app.py", default_timeout=60).run()
assert not page.exception, page.exception
shown = str(page)
assert "Ana Sousa" in shown
"""


def test_the_dashboard_starts_where_no_model_is(built: Path) -> None:
    environment = {**os.environ, "TIMELINE_DATA": str(built), "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
