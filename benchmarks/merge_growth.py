"""How merging grows with the pile: seconds of processor time for 1,000, 10,000 and 100,000 events of made-up articles.

    python benchmarks/merge_growth.py            # prints a table and the ratio of the last two rows

Ten times the events may take at most twelve times as long.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import resource
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from timeline.merge import merge
from timeline.models import DateInterval, Document, Event, Evidence, Extraction, Place, Publication, Span

VERBS = ("visited", "met", "attacked", "signed", "flooded", "burned", "elected", "arrested", "opened", "closed")
THINGS = ("bridge", "market", "school", "harbour", "treaty", "museum", "station", "factory", "hospital", "road")
KINDS = ("visit or meeting", "attack", "agreement", "accident or disaster", "other")
PER_ARTICLE = 10
FIRST = dt.date(2015, 1, 1)


def pile(events: int, rng: random.Random) -> list[Extraction]:
    """Articles with as many events; the years, people and places grow with their number, as in a real archive."""
    days = max(30, events // 20)
    people = [f"Person {n}" for n in range(max(20, events // 50))]
    towns = [_town(n, rng) for n in range(max(20, events // 100))]
    return [_article(n, days, people, towns, rng) for n in range(events // PER_ARTICLE)]


def _town(number: int, rng: random.Random) -> Place:
    return Place(
        name=f"Town {number}",
        kind="city",
        country=f"C{number % 50}",
        lat=rng.uniform(-60, 60),
        lon=rng.uniform(-180, 180),
        gazetteer_id=str(number),
        confidence=0.9,
        mentions=(),
    )


def _article(number: int, days: int, people: list[str], towns: list[Place], rng: random.Random) -> Extraction:
    day = FIRST + dt.timedelta(rng.randrange(days))
    lines, events, places = [], [], {}
    for _ in range(PER_ARTICLE):
        who, town = rng.sample(people, 2), rng.choice(towns)
        title = f"{who[0]} {rng.choice(VERBS)} the {rng.choice(THINGS)} in {town.name} with {who[1]}"
        places[town.name] = town
        start = sum(len(line) + 1 for line in lines)
        span = Span(start=start, end=start + len(title))
        lines.append(title)
        events.append(_event(number, title, day - dt.timedelta(rng.randrange(7)), who, town, span, rng))
    published = Publication(interval=DateInterval.day(day), basis="given", confidence=1.0, reason="")
    return Extraction(
        document=Document(id=f"d{number}", text="\n".join(lines)),
        published=published,
        timexes=(),
        people=(),
        places=tuple(places.values()),
        events=tuple(events),
    )


def _event(
    article: int, title: str, day: dt.date, who: list[str], town: Place, span: Span, rng: random.Random
) -> Event:
    return Event(
        id=f"{article}-{span.start}",
        document=f"d{article}",
        title=title[:90],
        kind=rng.choice(KINDS),
        status="happened",
        interval=DateInterval.day(day),
        granularity="day",
        basis="resolved",
        confidence=0.8,
        people=tuple(who),
        place=town.name,
        lat=town.lat,
        lon=town.lon,
        sentence=span,
        evidence=(Evidence(start=span.start, end=span.end, field="what"),),
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    sizes = parser.parse_args().sizes
    seconds = []
    print(f"{'events':>8} {'merged':>8} {'seconds':>8} {'peak MB':>8}")
    for size in sizes:
        extractions = pile(size, random.Random(size))
        began = time.process_time()
        merged = merge(extractions)
        seconds.append(time.process_time() - began)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{size:>8} {len(merged):>8} {seconds[-1]:>8.2f} {peak:>8}")
    if len(seconds) > 1:
        print(f"{sizes[-1] // sizes[-2]} times the events take {seconds[-1] / seconds[-2]:.1f} times as long")


if __name__ == "__main__":
    main()
