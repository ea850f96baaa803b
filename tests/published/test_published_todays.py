"""Dates that a text of any language calls today or yesterday."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.models import DateClue, DateInterval, Document
from timeline.published import date_pile

COMMENT = DateClue(
    kind="shown elsewhere", text="Ann, 05.06.2010", interval=DateInterval.day(dt.date(2010, 6, 5))
)  # a Saturday


@pytest.mark.parametrize(
    ("language", "text", "clues", "expected"),
    [
        ("de", "Gestern, am Samstag, den 4. Mai 2013, probte die Wehr am Sägewerk.", (), "2013-05-05"),
        ("fr", "Le maire a ouvert le pont hier, 3 mars 2014, devant les enfants.", (), "2014-03-04"),
        ("es", "El puente se abrió hoy, 3 de marzo de 2014, con música.", (), "2014-03-03"),
        ("tr", "Dün (4 Haziran Cuma) akşam limana indim.", (COMMENT,), "2010-06-05"),
        ("de", "Das Gericht hat heute, 4. Juni, entschieden.", (COMMENT,), "2010-06-04"),
        ("de", "Das Gericht hat heute, 4. Juni, entschieden.", (), None),
        ("de", "Das Gericht hat heute, 4. März, entschieden.", (COMMENT,), None),
        ("de", "Gestern war es kalt. Am 4. Mai 2013 probte die Wehr.", (), None),
        ("de", "Hier, am 4. Mai 2013, begann die Übung.", (), None),
        ("de", "Der Laden ist heute zu; er schließt 31.12.2013 um 18 Uhr und bleibt zu.", (), None),
    ],
)
def test_what_is_called_today_dates_the_text(
    language: str, text: str, clues: tuple[DateClue, ...], expected: str | None
) -> None:
    (found,) = date_pile([Document(id="a", text=text, language=language, clues=clues)])
    assert (str(found.interval.start) if found.interval else None) == expected, found.reason


def test_what_is_called_today_doubts_a_date_shown_long_after() -> None:
    shown = DateClue(kind="line near headline", text="11.07.2010", interval=DateInterval.day(dt.date(2010, 7, 11)))
    text = "Gestern, am 4. Juni 2010, probte die Wehr am Sägewerk."
    (found,) = date_pile([Document(id="a", text=text, language="de", clues=(shown,))])
    assert found.interval == DateInterval.day(dt.date(2010, 6, 5))
    assert "so it was published on 5 June 2010" in next(c.reason for c in found.candidates if c.kind == shown.kind)
