"""Publication dates: what is stated, what speaks against it, what the text and the pile tell where nothing is."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.zones import zones_of
from timeline.models import DateClue, DateInterval, Document, Publication
from timeline.published import date_pile
from timeline.published.vocabulary import kinds

BODY = "The ferry between Olmer and Tesk sailed again after three weeks, the company told reporters in the harbour."
CAPTION = (
    "This picture taken on {day} shows Greta Holm and Jonas Reed opening the harbour of Tesk. (Photo by A. Writer)"
)


def document(text: str, name: str = "a", *clues: DateClue, **more: str) -> Document:
    return Document(id=name, text=text, zones=zones_of(text), clues=clues, **more)  # type: ignore[arg-type]


def dated(text: str, *clues: DateClue, **more: str) -> Publication:
    (found,) = date_pile([document(text, "a", *clues, **more)])
    return found


def days(publication: Publication) -> str | None:
    if publication.interval is None:
        return None
    first, last = publication.interval.start, publication.interval.last
    return str(first) if first == last else f"{first}/{last}"


def clue(kind: str, text: str, day: str | None = None) -> DateClue:
    return DateClue(kind=kind, text=text, interval=DateInterval.day(date.fromisoformat(day)) if day else None)


def test_the_reason_says_why_a_numeric_date_was_read_one_way() -> None:
    text = BODY + "\n\nPublished: 03/04/2021 08:15"
    assert "(addresses in .uk put the day first)" in dated(text, url="https://www.example.co.uk/ferry").reason


def test_a_given_date_is_believed() -> None:
    given_day = DateInterval.day(date(2020, 5, 1))
    (found,) = date_pile([Document(id="a", text=BODY, given=given_day)])
    assert (found.interval, found.basis) == (given_day, "given")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Published: 19/06/2024 - 07:38\n\nUpdated: 21/06/2024", "2024-06-19"),
        ("Updated: 21 June 2024 08:15 | Published: 19 June 2024 21:40", "2024-06-19"),
        ("Published 19 June 2024 21:40 - Updated 21 June 2024", "2024-06-19"),
        ("June 5, 2019", "2019-06-05"),
        ("Posted on 3 March 2011 at 10:15", "2011-03-03"),
        ("Tuesday 06/09/2022", "2022-09-06"),
        ("Veröffentlicht am 9. November 2017, 14:20 Uhr", "2017-11-09"),
        ("Last updated: 4 May 2015", "2015-05-04"),
        ("Last update: Sun, 24/07/2016 - 19:20", "2016-07-24"),
        ("Latest update: 24 July 2016", "2016-07-24"),
        ("Last modification: 24/07/2016", "2016-07-24"),
        ("Date of publication: 24 July 2016", "2016-07-24"),
        ("Submitted: 24.07.2016", "2016-07-24"),
        ("Published 03/04/2021 9:15 EST", "2021-03-04"),
        ("Published 03/04/2021 9:15 GMT", "2021-04-03"),
        ("Published 03/04/2021", "2021-03-04/2021-04-03"),
        ("Published 03/04/2021\nUpdated 13/04/2021", "2021-04-03"),
    ],
)
def test_header_lines_state_the_date(head: str, expected: str) -> None:
    found = dated(f"Ferry to Tesk sails again\n\n{head}\n\n{BODY}")
    assert (days(found), found.basis) == (expected, "stated")


@pytest.mark.parametrize(
    "dateline",
    [
        "OLMER, June 5, 2019 (Wire) - ",
        "(Olmer, 5 June 2019) ",
        "[OLMER, 5 June 2019] ",
        "Olmer, June 5, 2019 -- ",
        "OLMER (Teskland), 5 June 2019 (Wire) - ",
        "(5 June 2019) - ",
    ],
)
def test_datelines_state_the_date(dateline: str) -> None:
    assert days(dated(f"{dateline}{BODY}")) == "2019-06-05"


@pytest.mark.parametrize(
    "prose", ["In Olmer, 5 June 2019 (a Wednesday) was calm. ", "He wed Eva Roe (born 5 June 1961). "]
)
def test_a_date_within_a_sentence_is_no_dateline(prose: str) -> None:
    assert dated(f"{prose}{BODY}").interval is None


@pytest.mark.parametrize(
    ("caption_day", "lead", "expected"),
    [
        ("3 May 2019", "Greta Holm opened the harbour on Friday. Jonas Reed watched.", "2019-05-03/2019-05-05"),
        (
            "Friday, 3 May 2019",
            "The mayor slept well. Nobody saw it. Greta Holm and Reed sang on Friday.",
            "2019-05-03/2019-05-05",
        ),
        (  # no rule says so, all that is weighed does
            "3 May 2019",
            "The mayor slept well. Nobody saw it. Greta Holm and Reed sang on Friday.",
            "2019-05-03/2019-05-04",
        ),
        (
            "Friday, 3 May 2019",
            f"The mayor slept well. {'It was dark. ' * 20}Greta Holm and Reed sang on Friday.",
            "2019-05-03/2019-05-04",
        ),
        ("Friday, 3 May 2019", f"The mayor slept well. {'It was dark. ' * 20}Greta sang on Friday.", None),
        ("3 May 2019", f"The mayor slept well. {'It was dark. ' * 20}Greta Holm and Reed sang on Friday.", None),
        ("3 May 2019", "Greta Holm opened the harbour on Thursday. Jonas Reed watched.", None),
        ("3 May 2019", "The mayor opened a school on Friday.", "2019-05-03/2019-05-04"),
        ("3 May 2019", "Greta Holm and Jonas Reed opened the harbour on Friday, after the storm of June 2021.", None),
    ],
)
def test_the_weekday_of_the_lead_and_the_only_picture_date_each_other(
    caption_day: str, lead: str, expected: str | None
) -> None:
    text = f"Harbour of Tesk opens again\n\n{CAPTION.format(day=caption_day)}\n\n{lead} {BODY}"
    assert days(dated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ships met on Thursday. The quay was opened in October 2019.\n\n© 2020 Harbour Daily", "2020-08-06"),
        ("Ships met on Thursday. The quay was opened in October 2019.", None),
        ("Ships met on Thursday.", None),
        ("Ships met there.\n\n© 2020 Harbour Daily", None),
        ("Ships met on Monday. The quay was opened in October 2003.", None),
    ],
)
def test_a_dateline_without_a_year_takes_the_one_that_is_far_likelier(text: str, expected: str | None) -> None:
    found = dated(f"OLMER, Aug 6 (Wire) - {BODY} {text}")
    assert (days(found) if found.basis == "stated" else None) == expected


def test_an_outlets_habit_decides_the_order() -> None:
    pile = [
        document(f"Ferry to Tesk sails again\n\nPublished 25/04/2021\n\n{BODY}", "1", source="Olmer Post"),
        document(f"Mayor of Olmer resigns\n\nPublished 03/04/2021\n\n{BODY}", "2", source="Olmer Post"),
    ]
    assert days(date_pile(pile)[1]) == "2021-04-03"


def test_a_capture_stamp_is_rejected_with_the_reason() -> None:
    found = dated(f"19.4 C\nOlmer\nFriday, July 19, 2024\n\nFerry to Tesk sails again\n\n{BODY}")
    (stamp,) = found.candidates
    assert (found.basis, stamp.kind, stamp.verdict) == ("unknown", "capture stamp", "rejected")
    assert "the day on which the page was seen" in stamp.reason


def test_a_date_in_the_frame_of_a_page_is_no_publication_date() -> None:
    frame = "Home\nSubscribe now\nFriday, July 19, 2024\n\n"
    assert dated(f"{frame}Ferry to Tesk sails again\n\n{BODY}").interval is None
    assert days(dated(f"Friday, July 19, 2024\n\nFerry to Tesk sails again\n\n{BODY}")) == "2024-07-19"


def test_the_text_contradicts_a_capture_stamp() -> None:
    walk = "The walk was held last week, on 12 May 2022."
    text = f"21 C\nOlmer\nFriday, July 19, 2024\n\nMarch for the ferry\n\n{walk} {BODY}"
    found = dated(text)
    stamp = next(c for c in found.candidates if c.kind == "capture stamp")
    assert (days(found), found.basis) == ("2022-05-16/2022-05-22", "inferred")
    assert "not on 19 July 2024" in stamp.reason


def test_a_date_before_what_is_told_as_past_is_rejected() -> None:
    found = dated(
        f"March 3, 2014\n\nFerry to Tesk sails again\n\nThe old ferry sank on 21 May 2018, divers said. {BODY}"
    )
    assert found.interval is None
    assert "which is after 3 March 2014" in found.candidates[0].reason


def test_what_is_announced_contradicts_nothing() -> None:
    found = dated(f"Ferry to Tesk sails again\n\nMarch 3, 2014\n\nThe new ferry will arrive on 21 May 2018. {BODY}")
    assert days(found) == "2014-03-03"


def test_last_week_beside_a_dated_picture_gives_the_week() -> None:
    text = "\n".join(
        [
            CAPTION.format(day="July 27, 2023"),
            f"Greta Holm and Jonas Reed showed the harbour of Tesk to guests last week. {BODY}",
        ]
    )
    found = dated(text)
    assert (days(found), found.basis) == ("2023-07-31/2023-08-06", "inferred")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Ferry sails By Ann Writer Published: 19/06/2024 - 07:38 Updated: 20/06/2024 {BODY} {BODY}", "2024-06-19"),
        (f"{BODY} Last updated on 3 May 2019.", "2019-05-03"),
        (f"{BODY} The study, published on 3 May 2019, was wrong.", None),
    ],
)
def test_labelled_dates_are_found_where_line_breaks_are_lost(text: str, expected: str | None) -> None:
    assert days(dated(text)) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("The quay was opened yesterday, on 12 May 2022, by the mayor.", "2022-05-13"),
        ("The quay was opened today, 12 May 2022, by the mayor.", "2022-05-12"),
        ("The quay was opened this week, on 12 May 2022, by the mayor.", "2022-05-09/2022-05-15"),
        ("The quay was opened last month, on 12 May 2022, by the mayor.", "2022-06-01/2022-06-30"),
        ("The quay was opened in the last week of the summer, on 12 May 2022.", None),
        ("The quay was opened on 12 May 2022.", None),
        ("The quay was opened on 12 May 2022. It will close on 20 May 2022.", "2022-05-12/2022-05-20"),
        ("The quay was opened on 12 May 2022. It will close on 20 May 2024.", None),
    ],
)
def test_words_counted_from_publication_beside_a_date_give_it(words: str, expected: str | None) -> None:
    assert days(dated(f"{words} {BODY}")) == expected


def test_nothing_is_unknown_with_no_guess() -> None:
    found = dated(BODY)
    assert (found.interval, found.basis, found.confidence) == (None, "unknown", 0.0)


@pytest.mark.parametrize(
    ("clues", "expected"),
    [
        ([clue("meta published", "2019-06-11", "2019-06-11"), clue("url", "/2008/03/03/", "2008-03-03")], "2008-03-03"),
        (
            [
                clue("json-ld published", "2019-08-13T22:40:00Z", "2019-08-13"),
                clue("url", "/2019/08/14/", "2019-08-14"),
            ],
            "2019-08-14",
        ),
        (
            [clue("json-ld published", "2020-01-05T09:00", "2020-01-05"), clue("line", "3 May 2021", "2021-05-03")],
            "2020-01-05",
        ),
        ([clue("meta modified", "2019-06-11", "2019-06-11")], "2019-06-11"),
        ([clue("meta published", "1970-01-01", "1970-01-01"), clue("line", "3 May 2021", "2021-05-03")], "2021-05-03"),
        ([clue("meta published", "0001-01-01T00:00:00Z")], None),
        ([clue("copyright", "© 2020")], None),
        ([clue("meta published", "2091-01-01", "2091-01-01"), clue("file time", "2024-05-05", "2024-05-05")], None),
        (
            [
                clue("meta published", "2024-05-05", "2024-05-05"),
                clue("url", "/2024/05/05/", "2024-05-05"),
                clue("file time", "2020-02-02", "2020-02-02"),
            ],
            "2024-05-05",
        ),
        (
            [
                clue("meta published", "2024-05-05", "2024-05-05"),
                clue("copyright", "© 2024"),
                clue("file time", "2020-02-02", "2020-02-02"),
            ],
            "2024-05-05",
        ),
    ],
)
def test_clues_are_weighed(clues: list[DateClue], expected: str | None) -> None:
    assert days(dated(BODY, *clues)) == expected


FIRST = (
    "Ferry reaches Tesk\n\nPublished: 19 June 2024\n\n"
    "The ferry of Captain Lena Ruiz reached Tesk harbour, on her first trip there in 24 years."
)
UNDATED = (
    "Lena Ruiz sails to Tesk\n\n"
    "The ferry of Captain Lena Ruiz reached Tesk harbour on Wednesday, her first trip there since 2000. "
    "Olmer called in the company on Friday to protest against the trip."
)


def test_a_story_told_by_a_dated_document_dates_another() -> None:
    stated, inferred = date_pile([document(FIRST, "dated"), document(UNDATED, "undated")])
    assert (days(stated), stated.basis) == ("2024-06-19", "stated")
    assert (days(inferred), inferred.basis) == ("2024-06-21/2024-06-25", "inferred")
    assert "tells the same story" in inferred.reason


def test_a_document_dated_by_others_dates_no_other() -> None:
    chain = UNDATED.replace("her first trip there since 2000", "“and nobody on this island will ever forget that day”")
    further = "“And nobody on this island will ever forget that day,” said Captain Lena Ruiz of Tesk on Wednesday."
    pile = [document(FIRST, "1"), document(UNDATED + chain, "2"), document(further, "3")]
    assert [days(p) for p in date_pile(pile)][1:] == ["2024-06-21/2024-06-25", None]


def test_other_stories_date_nothing() -> None:
    other = "Apple growers lose harvest\n\nFrost struck the Senn valley on Wednesday, in the middle of the blossom."
    assert date_pile([document(FIRST, "1"), document(other, "2")])[1].interval is None


def test_the_order_of_the_pile_changes_nothing() -> None:
    pile = [document(FIRST, "1"), document(UNDATED, "2"), document(BODY, "3")]
    forward = dict(zip("123", date_pile(pile), strict=True))
    assert dict(zip("321", date_pile(pile[::-1]), strict=True)) == forward


class Shelf(Sequence[Document]):
    """A pile that makes each document when it is asked for, and counts those that live."""

    def __init__(self, texts: list[str]) -> None:
        self.texts = texts
        self.most = 0

    def __len__(self) -> int:
        return len(self.texts)

    def __getitem__(self, index: int) -> Document:  # type: ignore[override]
        if index == len(self.texts) - 1:
            alive = [o for o in gc.get_objects() if isinstance(o, Document) and o.id.startswith("shelf")]
            self.most = max(self.most, len(alive))
        return document(self.texts[index], f"shelf{index}")


def test_a_pile_is_dated_without_holding_its_documents() -> None:
    texts = [FIRST, UNDATED, *[f"{BODY}\n\nPublished: {day} May 2021" for day in range(1, 9)]]
    shelf = Shelf(texts)
    assert [days(p) for p in date_pile(shelf)][:2] == ["2024-06-19", "2024-06-21/2024-06-25"]
    assert shelf.most <= 2


@given(st.lists(st.tuples(st.sampled_from(sorted(kinds())), st.dates(), st.text(max_size=20)), max_size=6), st.text())
def test_any_document_gets_a_publication(clues: list[tuple[str, date, str]], text: str) -> None:
    made = tuple(
        DateClue(kind=kind, text=words, interval=DateInterval(day, day + timedelta(1)) if day < date.max else None)
        for kind, day, words in clues
    )
    (found,) = date_pile([Document(id="a", text=text, clues=made)])
    assert (found.interval is None) == (found.basis == "unknown")
    assert sum(c.verdict == "chosen" for c in found.candidates) <= 1
    assert all(c.reason.endswith(".") for c in found.candidates)


def test_a_dateline_behind_a_country_gets_the_year_of_the_picture_beside_it() -> None:
    text = (
        "A rocket leaves at last\n\nOLMER, French Teskland, Dec 26 - Engineers were on Sunday at work.\n\n"
        "A rocket lifts off from Olmer, Saturday, Dec. 25, 2021. Agency handout\n\nNobody was hurt in the town.\n"
    )
    assert days(dated(text)) == "2021-12-26"
