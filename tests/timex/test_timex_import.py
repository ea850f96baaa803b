"""Importing and using the reader on plain English loads nothing heavy."""

from __future__ import annotations

import json
import subprocess
import sys

HEAVY = ["spacy", "pandas", "streamlit", "dateparser", "holidays", "convertdate", "hijridate", "numpy"]
SCRIPT = """
import datetime, json, sys
from timeline.timex import find
find("They met on Wednesday, two days after 3 May.", datetime.date(2024, 6, 19))
print(json.dumps(sorted(set(sys.modules) & set(json.loads(sys.argv[1])))))
"""


def test_plain_english_loads_no_heavy_library() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT, json.dumps(HEAVY)], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
