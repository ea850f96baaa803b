"""How fast time expressions are read, how that grows with the length of a text, and against dateparser in the same run.

    python benchmarks/timex_speed.py [--chart docs/images/timex-speed.svg] [--most 10000000]

Texts of 1 KB to 10 MB of four kinds are made from the sample articles and from seeded chance. Seconds are of processor
time. Last, the memory that reading a pile of articles takes, after a tenth of it and after all.
"""

from __future__ import annotations

import argparse
import calendar
import datetime as dt
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from log_chart import log_chart

from timeline.timex import find

ROOT = Path(__file__).resolve().parents[1]
DCT = dt.date(2024, 6, 19)
LENGTHS = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)
DATEPARSER_LENGTH = 30_000
PILE = 20_000
MONTHS = calendar.month_name[1:]
OTHER_SCRIPTS = (
    "В среду 19 июня делегация прибыла в порт. ", "Την Τετάρτη άρχισαν οι συνομιλίες στο λιμάνι. ",
    "代表团于六月十九日抵达港口。", "وصل الوفد إلى الميناء يوم الأربعاء. ", "The delegation left on Wednesday. ",
    "대표단은 수요일에 항구에 도착했다. ",
)  # fmt: skip


def news() -> Iterator[str]:
    """The sample articles, over and over."""
    articles = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    while True:
        yield from articles


def narrative() -> Iterator[str]:
    """A chronicle that goes on from year to year."""
    chance, year = random.Random(7), 1400
    while True:
        year = year + 1 if year < 1900 else 1400
        month, later, day, days = *chance.sample(MONTHS, 2), chance.randint(1, 28), chance.randint(2, 40)
        yield f"In {month} {year} the town was besieged by an army from the north. The siege lasted {days} days, until "
        yield f"the duke came back with his men; the following year the walls were raised again. On {day} {later} a "
        yield "treaty was signed, and three years later it was broken.\n\n"


def digits() -> Iterator[str]:
    """Rows of numbers, prices, scores and telephone numbers."""
    chance = random.Random(7)
    while True:
        yield " ".join(f"{chance.random() * 10 ** chance.randint(1, 6):.{chance.randint(0, 3)}f}" for _ in range(9))
        yield f" 12 12 12 555-{chance.randint(1000, 9999)} {chance.randint(0, 99)}-{chance.randint(0, 99)}\n"


def mixed_scripts() -> Iterator[str]:
    """Sentences in six scripts."""
    while True:
        yield from OTHER_SCRIPTS


KINDS: dict[str, Callable[[], Iterator[str]]] = {
    "news": news, "narrative": narrative, "digits": digits, "mixed scripts": mixed_scripts,
}  # fmt: skip


def text_of(kind: str, length: int) -> str:
    """A text of a kind, so many characters long."""
    parts, made = [], 0
    for part in KINDS[kind]():
        parts.append(part)
        made += len(part)
        if made >= length:
            return "".join(parts)[:length]
    raise ValueError(kind)


def seconds_for(text: str) -> float:
    """The processor time of reading a text; of short ones the best of three."""
    return min(
        _once(text + " " * n) for n in range(1 if len(text) > 300_000 else 3)
    )  # a longer text is not in the cache


def _once(text: str) -> float:
    began = time.process_time()
    find(text, DCT)
    return time.process_time() - began


def import_seconds() -> float:
    """The processor time that a fresh interpreter takes to import the reader, less that of an empty one."""

    def run(code: str) -> float:
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, "-c", code], check=True, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    return min(run("import timeline.timex") for _ in range(3)) - min(run("") for _ in range(3))


def dateparser_seconds(text: str) -> float:
    """The processor time of dateparser.search over a text."""
    from dateparser.search import search_dates

    search_dates("3 May 1998", languages=["en"])
    began = time.process_time()
    search_dates(text, languages=["en"], settings={"RELATIVE_BASE": dt.datetime.combine(DCT, dt.time())})
    return time.process_time() - began


def megabytes() -> float:
    """The most memory that this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def pile_memory(count: int) -> tuple[float, float]:
    """Megabytes after reading a tenth of so many articles, and after all; each article is another text."""
    article = text_of("news", 3_000)
    tenth = 0.0
    for number in range(count):
        find(f"Article {number}. {article}", DCT)
        if number == count // 10:
            tenth = megabytes()
    return tenth, megabytes()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--chart", type=Path, help="an SVG file to draw the growth into")
    parser.add_argument("--most", type=int, default=LENGTHS[-1])
    parser.add_argument(
        "--pile", type=int, default=PILE, help=f"articles in the pile that memory is measured on ({PILE})"
    )
    arguments = parser.parse_args()
    seconds_for("3 May 1998")
    print(f"import timeline.timex   {import_seconds():.2f} s")
    tenth, whole = pile_memory(arguments.pile)
    print(f"memory after {arguments.pile // 10} articles {tenth:.1f} MB, after {arguments.pile} {whole:.1f} MB")
    text = text_of("news", DATEPARSER_LENGTH)
    ours, theirs = seconds_for(text), dateparser_seconds(text)
    print(f"dateparser.search on {DATEPARSER_LENGTH} characters: {theirs:.2f} s, {theirs / ours:.0f} times ours")
    lines: dict[str, list[tuple[float, float]]] = {}
    for kind in KINDS:
        for length in (n for n in LENGTHS if n <= arguments.most):
            seconds = seconds_for(text_of(kind, length))
            lines.setdefault(kind, []).append((length, seconds))
            print(f"{kind:14}{length:>10} characters {seconds:9.4f} s {length / 1000 / seconds:8.0f} KB/s", flush=True)
    if arguments.chart:
        title = "Seconds to read a text against its length"
        arguments.chart.write_text(log_chart(title, "characters", "seconds", lines), encoding="utf-8")


if __name__ == "__main__":
    main()
