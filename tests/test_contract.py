"""The JSON that extract prints has the keys, in the order, that docs/output-contract.md promises."""

from __future__ import annotations

import datetime as dt
import json

from timeline.contract import to_json
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
    Span,
    TimeExpression,
)

DAY = DateInterval.day(dt.date(2024, 6, 19))
TEXT = "Prado arrived in Porto on June 19, 2024."


def extraction() -> Extraction:
    date = TimeExpression(
        start=26, end=39, text="June 19, 2024", type="DATE", value="2024-06-19", interval=DAY, rule="month day year"
    )
    published = Publication(
        interval=DAY,
        basis="stated",
        confidence=0.9,
        reason="",
        candidates=(
            DateCandidate(kind="text", text="x", start=0, end=1, interval=DAY, verdict="chosen", reason="because"),
        ),
    )
    event = Event(
        id="e1",
        document="d",
        title="Prado arrived in Porto",
        kind="visit or meeting",
        status="happened",
        interval=DAY,
        granularity="day",
        basis="stated",
        confidence=0.81234,
        people=("Ana Prado",),
        place="Porto",
        lat=41.15,
        lon=-8.61,
        sentence=Span(start=0, end=40),
        evidence=(Evidence(start=0, end=39, field="what"), Evidence(start=26, end=39, field="when")),
    )
    person = Person(name="Ana Prado", mentions=(Mention(start=0, end=5, text="Prado"),))
    place = Place(
        name="Porto",
        kind="city",
        country="PT",
        lat=41.15,
        lon=-8.61,
        gazetteer_id="1",
        confidence=0.9,
        mentions=(Mention(start=17, end=22, text="Porto"),),
    )
    return Extraction(
        document=Document(id="d", text=TEXT, title="T", language="en"),
        published=published,
        timexes=(date,),
        people=(person,),
        places=(place,),
        events=(event,),
    )


def test_keys_and_values() -> None:
    assert to_json(extraction()) == {
        "id": "d",
        "path": None,
        "title": "T",
        "source": None,
        "url": None,
        "language": "en",
        "text": TEXT,
        "published": {
            "start": "2024-06-19",
            "end": "2024-06-20",
            "basis": "stated",
            "candidates": [
                {
                    "kind": "text",
                    "text": "x",
                    "start": 0,
                    "end": 1,
                    "interval": ["2024-06-19", "2024-06-20"],
                    "verdict": "chosen",
                    "reason": "because",
                }
            ],
        },
        "timexes": [
            {
                "start": 26,
                "end": 39,
                "text": "June 19, 2024",
                "type": "DATE",
                "value": "2024-06-19",
                "mod": None,
                "interval": ["2024-06-19", "2024-06-20"],
                "anchor": None,
                "rule": "month day year",
            }
        ],
        "people": [{"name": "Ana Prado", "mentions": [{"start": 0, "end": 5, "text": "Prado"}]}],
        "places": [
            {
                "name": "Porto",
                "kind": "city",
                "country": "PT",
                "lat": 41.15,
                "lon": -8.61,
                "gazetteer_id": "1",
                "confidence": 0.9,
                "mentions": [{"start": 17, "end": 22, "text": "Porto"}],
            }
        ],
        "events": [
            {
                "id": "e1",
                "title": "Prado arrived in Porto",
                "kind": "visit or meeting",
                "status": "happened",
                "start": "2024-06-19",
                "end": "2024-06-20",
                "granularity": "day",
                "basis": "stated",
                "confidence": 0.812,
                "people": ["Ana Prado"],
                "guessed_people": [],
                "place": "Porto",
                "place_basis": None,
                "lat": 41.15,
                "lon": -8.61,
                "evidence": [
                    {"field": "what", "start": 0, "end": 39},
                    {"field": "when", "start": 26, "end": 39},
                ],
            }
        ],
    }


def test_keys_are_in_the_order_of_the_contract() -> None:
    assert list(to_json(extraction())) == [
        "id",
        "path",
        "title",
        "source",
        "url",
        "language",
        "text",
        "published",
        "timexes",
        "people",
        "places",
        "events",
    ]


def test_it_is_plain_json() -> None:
    printed = to_json(extraction())
    assert json.loads(json.dumps(printed)) == printed
