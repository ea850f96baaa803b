"""A small store of invented people in real places, for the tests of the dashboard: every kind of date and place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from timeline.models import (
    DateCandidate,
    DateInterval,
    Document,
    Event,
    Evidence,
    Extraction,
    Mention,
    Person,
    Place,
    Publication,
    Reading,
    Span,
    TimeExpression,
)
from timeline.store.filling import keep

HTML_NAME = "Eve <b>Bold</b>"
PLACES = {
    "Lisbon": ("city", "PT", 38.72, -9.14, None),
    "Nairobi": ("city", "KE", -1.29, 36.82, None),
    "Suva": ("city", "FJ", -18.14, 178.44, None),
    "Lima": ("city", "PE", -12.05, -77.04, None),
    "Norway": ("country", "NO", 61.0, 9.0, 600.0),
    "Lake Turkana": ("area", "KE", 3.6, 36.0, 130.0),
}
# document, days, basis, granularity, place, people, status, confidence, sentence
ROWS = [
    ("harbour", "2024-06-19/2024-06-20", "stated", "day", "Lisbon", ["Ada Moreno", "Ben Okoye"], "happened", 0.95,
     "On 19 June 2024 Ada Moreno met Ben Okoye in Lisbon to open the new harbour."),
    ("harbour", "2024-06-12/2024-06-19", "resolved", "week", "Lisbon", ["Ben Okoye"], "happened", 0.8,
     "Last week Ben Okoye had inspected the cranes in Lisbon."),
    ("harbour", "2024-05-01/2024-06-01", "stated", "month", "Nairobi", ["Ben Okoye"], "happened", 0.85,
     "In May 2024 Ben Okoye left Nairobi for good."),
    ("harbour", "2000-01-01/2001-01-01", "stated", "year", "Norway", [], "happened", 0.7,
     "Norway had given the first loan in 2000."),
    ("harbour", "2024-06-19/2024-06-20", "publication", "day", "Lisbon", [HTML_NAME], "announced", 0.4,
     f"The second quay in Lisbon will be built by {HTML_NAME}, the port said."),
    ("harbour", "", "undated", "unknown", "Lima", ["Ada Moreno"], "happened", 0.5,
     "Ada Moreno once studied the tides in Lima."),
    ("lake", "2024-06-20/2024-06-21", "resolved", "day", "Lake Turkana", ["Cleo Tan"], "happened", 0.82,
     "On Thursday Cleo Tan counted the birds of Lake Turkana."),
    ("lake", "2024-05-04/2024-06-22", "resolved", "span", "Nairobi", ["Cleo Tan"], "ongoing", 0.66,
     "Since early May Cleo Tan has been teaching in Nairobi."),
    ("lake", "2024-06-17/2024-06-18", "inherited", "day", "", ["Cleo Tan", "Ada Moreno"], "happened", 0.6,
     "Cleo Tan also spoke with Ada Moreno by telephone."),
    ("lake", "1953-07-27/1953-07-28", "stated", "day", "Nairobi", [], "happened", 0.9,
     "The station in Nairobi opened on 27 July 1953."),
    ("reef", "2018-06-01/2018-09-01", "stated", "season", "Suva", ["Dana Vaka"], "happened", 0.78,
     "In the summer of 2018 Dana Vaka mapped the reef off Suva."),
    ("reef", "2018-07-02/2018-07-03", "stated", "day", "Suva", ["Dana Vaka"], "happened", 0.93,
     "Dana Vaka reached Suva on 2 July 2018."),
    ("reef", "1990-01-01/2000-01-01", "stated", "decade", "Lima", ["Dana Vaka"], "happened", 0.6,
     "During the 1990s Dana Vaka sailed from Lima."),
    ("reef", "2018-07-10/2018-07-11", "resolved", "day", "Suva", ["Dana Vaka"], "negated", 0.7,
     "Dana Vaka did not leave Suva on Tuesday."),
]  # fmt: skip
PUBLISHED = {"harbour": "2024-06-19", "lake": "2024-06-22", "reef": "2018-07-11"}


def build(folder: Path) -> Path:
    """Write the store into `folder`."""
    found = {name: extraction(name) for name in PUBLISHED}
    keep(folder, {name: len(e.document.text) for name, e in found.items()}, lambda names: [found[n] for n in names])
    return folder


def extraction(name: str) -> Extraction:
    """All that is said to be found in one invented article."""
    rows = [row for row in ROWS if row[0] == name]
    text = f"The {name} report\n\n" + " ".join(row[-1] for row in rows)
    people = sorted({person for row in rows for person in row[5]})
    places = sorted({row[4] for row in rows if row[4]})
    day = DateInterval.day(dt.date.fromisoformat(PUBLISHED[name]))
    candidate = DateCandidate(
        kind="stated", text=PUBLISHED[name], start=0, end=0, interval=day, verdict="chosen", reason="It heads the page."
    )
    return Extraction(
        document=Document(
            id=name, text=text, title=f"The {name} report", source=f"The {name.capitalize()} Post",
            url=f"https://example.org/{name}",
        ),
        published=Publication(
            interval=day, basis="stated", confidence=0.9, reason="The page says so.", candidates=(candidate,)
        ),
        timexes=tuple(found for row in rows if (found := timex(text, row))),
        people=tuple(Person(name=p, mentions=mentions(text, p), reason="named in full") for p in people),
        places=tuple(place(text, p) for p in places),
        events=tuple(event(name, text, number, row) for number, row in enumerate(rows)),
    )  # fmt: skip


def mentions(text: str, name: str) -> tuple[Mention, ...]:
    at = text.index(name)
    return (Mention(start=at, end=at + len(name), text=name),)


def place(text: str, name: str) -> Place:
    kind, country, lat, lon, radius = PLACES[name]
    return Place(
        name=name, kind=kind, country=country, lat=lat, lon=lon, gazetteer_id=name, confidence=0.9,
        mentions=mentions(text, name), reason=f"{name} is named.", radius_km=radius,
    )  # fmt: skip


def words_of_date(row: tuple) -> str:
    said = ["19 June 2024", "Last week", "May 2024", "2000", "Thursday", "early May", "27 July 1953", "2 July 2018",
            "the summer of 2018", "the 1990s", "Tuesday"]  # fmt: skip
    return next((words for words in said if words in row[-1]), "")


def timex(text: str, row: tuple) -> TimeExpression | None:
    words = words_of_date(row)
    if not words:
        return None
    at = text.index(row[-1]) + row[-1].index(words)
    lost = Reading(value="2025", interval=None, reason="It lies after the publication date.")
    return TimeExpression(
        start=at, end=at + len(words), text=words, type="DATE", value=row[1][:10], rule="invented", readings=(lost,)
    )


def event(name: str, text: str, number: int, row: tuple) -> Event:
    _, days, basis, granularity, where, people, status, confidence, sentence = row
    start = text.index(sentence)
    spans = [("when", words_of_date(row)), ("where", where), *(("who", person) for person in people)]
    evidence = tuple(
        Evidence(start=start + sentence.index(words), end=start + sentence.index(words) + len(words), field=field)
        for field, words in spans
        if words and words in sentence
    )
    _, _, lat, lon, _ = PLACES.get(where, (None, None, None, None, None))
    first, last = (dt.date.fromisoformat(day) for day in days.split("/")) if days else (None, None)
    return Event(
        id=f"{name}-{number}", document=name, title=sentence.rstrip("."),
        kind="visit or meeting" if people else "other",
        status=status, interval=DateInterval(first, last) if first else None, granularity=granularity, basis=basis,
        confidence=confidence, people=tuple(people), place=where or None, lat=lat, lon=lon,
        sentence=Span(start=start, end=start + len(sentence)), evidence=evidence,
        when_reason="Counted from the publication date." if basis == "resolved" else "", where_reason="",
        who_reason="Named in the sentence." if people else "", time_text=words_of_date(row),
    )  # fmt: skip
