"""What the reader makes of sentences, by kind of expression."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline.models import DateInterval, Span
from timeline.timex import find

WEDNESDAY = dt.date(2024, 6, 19)

NEWS = [
    ("Voters will go to the polls on Sunday after riots over the weekend.", ["2024-06-23", "2024-W24-WE"]),
    ("The minister flew home on Wednesday.", ["2024-06-19"]),
    ("She will speak on Thursday; he spoke on Thursday.", ["2024-06-20", "2024-06-13"]),
    ("The 1950-53 war ended in a truce.", ["1950", "1953"]),
    ("From 3 to 5 May the port was shut.", ["2024-05-03", "2024-05-05"]),
    ("Between March and June 1955 it was rebuilt.", ["1955-03", "1955-06"]),
    ("In mid-2011, in the late 1990s and in the '80s.", ["2011", "199", "198"]),
    ("Two days after Christmas it thawed.", ["2023-12-27"]),
    ("Half a century ago the mill burned.", ["1974"]),
    ("The day before yesterday he called; the day after tomorrow he sails.", ["2024-06-17", "2024-06-21"]),
    ("He vanished on Friday. A camera saw him at 10 p.m.", ["2024-06-14", "2024-06-14T22:00"]),
    ("He vanished on Friday.\n\nThe hotline opens at 10 p.m.", ["2024-06-14", "2024-06-19T22:00"]),
    ("It opens at 3:30 p.m. EST on Friday.", ["2024-06-21T15:30"]),
    ("The first quarter ended March 31.", ["2024-Q1", "2024-03-31"]),
    ("Bids are due by Dec. 15.", ["2024-12-15"]),
    ("They have waited since Jan. 13.", ["2024-01-13"]),
    ("The mill began to lay off weavers in December.", ["2023-12"]),
    ("Three brothers have been summoned to court on Friday.", ["2024-06-21"]),
    ("It burned in 1995 and a flag from 1690 was lost. A year later it reopened.", ["1995", "1690", "1996"]),
    ("He sold the firm in 1921. A year earlier he had bought it.", ["1921", "1920"]),
    ("On 3 May 1998 he won. The day before, he had slept. That year he moved.", ["1998-05-03", "1998-05-02", "1998"]),
    ("The Olympics open next month, in the coming weeks.", ["2024-07", "PXW"]),
    ("In 415 BC the fleet sailed; Pompeii fell in AD 79.", ["BC0415", "0079"]),
    ("The week of March 6 was wet.", ["2024-W10"]),
    (
        "gig on fri or monday, c u tmrw at 7pm, 10 mins walk",
        ["2024-06-21", "2024-06-24", "2024-06-20", "2024-06-20T19:00", "PT10M"],
    ),
    ("A week-long strike and a decades-long feud.", ["P1W", "PXDE"]),
    ("The loan will be repaid in five years; it was the third in ten years.", ["2029", "P10Y"]),
    ("The blast came at about 10:35 a.m. (0735 GMT) Friday.", ["2024-06-14T10:35"]),
    ("Ms. Roe will succeed Mr. Doe Feb. 1.", ["2025-02-01"]),
    ("The offer had been due to expire Friday; it was due to expire Monday.", ["2024-06-14", "2024-06-24"]),
    ("He will leave at 4 in the morning on Friday.", ["2024-06-21T04:00"]),
    (
        "It took 2 1/2 years, then 1½ hours, and a minute and a half; it stood for two thousand years.",
        ["P2Y6M", "PT1H30M", "PT1M30S", "P2000Y"],
    ),
    ("It lost 4 billion in the fourth quarter of 2005 and 8 billion for the entire year.", ["2005-Q4", "2005"]),
    ("The valley will one day be flooded.", ["FUTURE_REF"]),
    ("A fee on an unsigned contract would be due in August.", ["2024-08"]),
    ("In the early hours of Monday morning it sank.", ["2024-06-17TMO"]),
    ("Net fell in the first quarter. For the nine months, it rose from a year earlier.", ["2024-Q1", "P9M", "2023"]),
    ("Late afternoon yesterday the siren rang.", ["2024-06-18TAF"]),
    ("Every Friday and every other day they train, once a week.", ["XXXX-WXX-5", "P2D", "P1W"]),
]


@pytest.mark.parametrize(("text", "values"), NEWS, ids=[text for text, _ in NEWS])
def test_news_is_read_against_its_date(text: str, values: list[str]) -> None:
    assert [t.value for t in find(text, WEDNESDAY)] == values


MESSAGES = [
    ("see u 2moro at 8pm", ["2024-06-20", "2024-06-20T20:00"]),
    ("r u free this sat nite or xmas", ["2024-06-22TNI", "2024-12-25"]),
    ("last nite was fun", ["2024-06-18TNI"]),
    ("rent is due on the 5th, need it by 6", ["2024-07-05", "2024-07-05T18:00"]),
    ("exam on 12 jul 9am", ["2024-07-12", "2024-07-12T09:00"]),
    ("train is at quarter to 9", ["2024-06-19T08:45"]),
    ("it took 1hr 30mins, im back in half an hour", ["PT1H", "PT30M", "PT30M"]),
    ("wat u doin this weekend", ["2024-W25-WE"]),
    ("I'll pay you back on 20 June", ["2024-06-20"]),
    ("can you bring 6 chairs for 8 people by bus 12", []),
]


@pytest.mark.parametrize(("text", "values"), MESSAGES)
def test_a_short_message_looks_ahead_and_may_drop_capitals(text: str, values: list[str]) -> None:
    assert [t.value for t in find(text, WEDNESDAY)] == values


def test_what_somebody_is_reported_to_have_said_is_no_message() -> None:
    assert [t.value for t in find('"I saw you on Monday," he said.', WEDNESDAY)] == ["2024-06-17"]


@pytest.mark.parametrize(
    "text",
    [
        "He said this may be true.",
        "Mrs May left with April Smith and August Wilson.",
        "The March on Washington drew crowds.",
        "Wait a second, said the Sun and the Sunday Times.",
        "It cost $1999 and 2,024 people came.",
        "Call 555-1984 about version 2.0.1 or H.R. 1998.",
        "The desk is staffed 24 hours a day.",
        "A woman in her seventies met a man in his late thirties.",
        'She has a 6-month-old son and saw "High Noon".',
        'She hosted ABC\'s "This Week" and wrote for USA Today.',
        "They work 24/7, carry 9mm guns and won 3-2.",
        "On 30 February 2024, on 13/13/2024, in the year 0 or 99999, at 25:61.",
        "",
        " \n\t ",
    ],
)
def test_no_time_expression_is_found_in(text: str) -> None:
    assert find(text, WEDNESDAY) == []


def test_a_narrative_goes_on_in_the_year_it_has_reached() -> None:
    text = (
        "The revolt broke out in March 1831. In 1815 the town had been lost. In April the army marched, and on 7 May "
        "it won. The following year brought peace; in 1833 came a treaty, in 1834 another, in 1835 a third. In June "
        "the king died. Two years later his son fled."
    )
    values = [t.value for t in find(text, dt.date(2009, 12, 19))]
    assert values[:6] == ["1831-03", "1815", "1831-04", "1831-05-07", "1832", "1833"]
    assert values[-2:] == ["1835-06", "1837"]


def test_the_genre_can_be_told() -> None:
    text = "In 1921 he sailed. In May he was home."
    assert [t.value for t in find(text, WEDNESDAY, genre="narrative")] == ["1921", "1921-05"]
    assert [t.value for t in find(text, WEDNESDAY, genre="news")] == ["1921", "2024-05"]


def test_without_a_publication_date_only_what_the_text_states_gets_an_interval() -> None:
    text = "On 3 May 1998 he won; the next day he left. On Wednesday he spoke of last week and of February."
    found = find(text, None)
    assert [t.value for t in found] == ["1998-05-03", "1998-05-04", "XXXX-WXX-3", "XXXX-WXX", "XXXX-02"]
    assert [bool(t.interval) for t in found] == [True, True, False, False, False]
    assert [t.anchor for t in found[2:]] == ["dct", "dct", "dct"]


def test_a_wide_publication_date_keeps_what_all_its_days_agree_on() -> None:
    week = DateInterval(dt.date(2023, 7, 31), dt.date(2023, 8, 7))
    last_week, yesterday = find("He came last week and left yesterday.", week)
    assert (last_week.value, last_week.interval) == ("2023-W30", DateInterval(dt.date(2023, 7, 24), week.start))
    assert yesterday.interval == DateInterval(dt.date(2023, 7, 30), dt.date(2023, 8, 6))
    assert yesterday.confidence < last_week.confidence
    assert "wider than a day" in yesterday.rule


def test_a_wide_publication_date_takes_the_reading_of_most_days_and_keeps_the_others() -> None:
    (friday,) = find("He resigned last Friday.", DateInterval(dt.date(2023, 7, 31), dt.date(2023, 8, 7)))
    assert friday.value == "2023-07-28"
    assert [r.value for r in friday.readings] == ["2023-08-04"]


def test_dates_in_page_furniture_are_found_and_anchor_nothing() -> None:
    text = "Friday, July 19, 2019\nThe next day they met."
    furniture = [Span(start=0, end=21)]
    assert [t.value for t in find(text, WEDNESDAY)] == ["2019-07-19", "2019-07-20"]
    assert [t.value for t in find(text, WEDNESDAY, furniture=furniture)] == ["2019-07-19", "2024-06-20"]


def test_a_relative_expression_tells_its_anchor_and_why() -> None:
    (found,) = find("The court ruled on Friday.", WEDNESDAY)
    assert found.anchor == "dct"
    assert found.rule == "weekday > past by 'ruled' > the Friday that is the last before the publication day"
    assert [r.value for r in found.readings] == ["2024-06-21"]


def test_an_anaphor_tells_the_span_that_it_counts_from() -> None:
    text = "On 3 May 1998 he won. Two days later he left."
    first, later = find(text, WEDNESDAY)
    assert later.anchor == f"{first.start}-{first.end}"


def test_the_order_of_numeric_dates_is_told_by_the_text() -> None:
    assert [t.value for t in find("Filed 13/06/2023, heard 5/6/2023.", None)] == ["2023-06-13", "2023-06-05"]
    assert [t.value for t in find("Filed 06/13/2023, heard 5/6/2023.", None)] == ["2023-06-13", "2023-05-06"]


def test_anniversaries_count_from_named_events_without_a_publication_date() -> None:
    (found,) = find("A parade marked the 70th anniversary of the armistice that ended the Korean War.", None)
    assert found.value == "2023-07-27"
    assert "1953-07-27" in found.rule


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was the 75th birthday of the Korean People's Army.", "2023-02-08"),
        ("They marked the 75th anniversary of the founding of NATO.", "2024-04-04"),
        ("Zambia marked the 60th anniversary of its independence from Britain.", "2024-10-24"),
        ("Algeria's 60th independence anniversary was quiet.", "2022-07-05"),
        ("It was NATO's 75th anniversary.", "2024-04-04"),
        ("In Malawi they hailed Zambia's 60th independence anniversary.", "2024-10-24"),
        # of something else, or of one of two
        ("Malawi joined Zambia for the 60th anniversary of its independence.", None),
        ("They marked the 25th anniversary of NATO's bombing of Yugoslavia.", None),
        ("It was the 10th anniversary of the defeat of the Chinese army.", None),
        ("It was the 50th anniversary of the United Nations General Assembly vote.", None),
        ("NATO leaders hailed its 75th anniversary.", None),
        ("She celebrated the 30th anniversary of her independence.", None),
        ("Zambia sang. They marked the 60th anniversary of their independence.", None),
    ],
)
def test_anniversaries_count_from_foundings_and_independence(text: str, value: str | None) -> None:
    assert [found.value for found in find(text, WEDNESDAY) if found.type == "DATE"] == ([value] if value else [])


def test_years_after_a_body_acted_are_not_counted_from_its_founding() -> None:
    texts = ("Two decades after NATO bombed Serbia they met.", "Two decades after the founding of NATO they met.")
    assert ["1969" in {found.value for found in find(text, WEDNESDAY)} for text in texts] == [False, True]


def test_a_report_full_of_recent_years_is_no_narrative_even_without_its_date() -> None:
    text = "In 2018, in 2019, in 2020, in 2021, in 2022 and in 2023 he came. On Wednesday they signed; in May it aired."
    assert [t.value for t in find(text, None)][-2:] == ["XXXX-WXX-3", "XXXX-05"]
