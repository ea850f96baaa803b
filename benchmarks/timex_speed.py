"""How fast time expressions are read, how that grows with the length of a text, and against dateparser in the same run.

    python benchmarks/timex_speed.py TEXT-FILE [--chart speed.html] [--most 10000000]

The file is any running English; it is repeated to make texts of 1 KB to 10 MB. Seconds are of processor time.
"""

from __future__ import annotations

import argparse
import datetime as dt
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.timex import find

DCT = dt.date(2024, 6, 19)
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
DATEPARSER_LENGTH = 30_000


def seconds_for(text: str) -> float:
    began = time.process_time()
    find(text, DCT)
    return time.process_time() - began


def import_seconds() -> float:
    """The time that a fresh interpreter takes to import the reader, less that of an empty one."""

    def run(code: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - began

    return min(run("import timeline.timex") for _ in range(3)) - min(run("") for _ in range(3))


def dateparser_seconds(text: str) -> float:
    from dateparser.search import search_dates

    search_dates("3 May 1998", languages=["en"])
    began = time.process_time()
    search_dates(text, languages=["en"], settings={"RELATIVE_BASE": dt.datetime.combine(DCT, dt.time())})
    return time.process_time() - began


def chart(points: list[tuple[int, float]], path: Path) -> None:
    """Time against length, both logarithmic: linear time is a straight line of slope one."""
    import plotly.graph_objects as go

    figure = go.Figure(go.Scatter(x=[n for n, _ in points], y=[s for _, s in points], mode="lines+markers"))
    figure.update_xaxes(type="log", title="characters")
    figure.update_yaxes(type="log", title="seconds", scaleanchor="x")
    figure.update_layout(title="Time to read a text against its length")
    figure.write_html(path, include_plotlyjs="cdn")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("text", type=Path)
    parser.add_argument("--chart", type=Path)
    parser.add_argument("--most", type=int, default=LENGTHS[-1])
    arguments = parser.parse_args()
    sample = arguments.text.read_text(encoding="utf-8", errors="replace")
    seconds_for("3 May 1998")
    print(f"import timeline.timex   {import_seconds():.2f} s")
    points = []
    for length in (n for n in LENGTHS if n <= arguments.most):
        text = (sample * (length // len(sample) + 1))[:length]
        points.append((length, min(seconds_for(text + " " * n) for n in range(1 if length > 300_000 else 3))))
        print(f"{length:>10} characters {points[-1][1]:9.4f} s {length / 1000 / points[-1][1]:8.0f} KB/s", flush=True)
    text = (sample * (DATEPARSER_LENGTH // len(sample) + 1))[:DATEPARSER_LENGTH]
    ours, theirs = min(seconds_for(text + " " * n) for n in range(3)), dateparser_seconds(text)
    print(f"dateparser.search on {DATEPARSER_LENGTH} characters: {theirs:.2f} s, {theirs / ours:.0f} times ours")
    if arguments.chart:
        chart(points, arguments.chart)


if __name__ == "__main__":
    main()
