"""People who take part though the clause does not name them: by other words of the sentence, or by what they were."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.models import DateInterval, Document, Event


def told(text: str, published: str) -> list[Event]:
    document = Document(id="a", text=text, given=DateInterval.day(dt.date.fromisoformat(published)))
    (extraction,) = pipeline.extract([document])
    return list(extraction.events)


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("Kim Jong-un, accompanied by his wife, Ri Sol-ju, left Pyongyang on Monday.", "left",
         {"Kim Jong-un", "Ri Sol-ju"}),
        ("Ana Prado said no. Prado's call at the Lyon shrine on June 2 angered Peru.", "call", {"Ana Prado"}),
        ("Rui Teles, a British baker, was one of those who got to see Lyon last month.", "got to see", {"Rui Teles"}),
        ("Moon Jae-in, a liberal who left office in May, was given two dogs.", "left office", {"Moon Jae-in"}),
        ("In May 2012 the government of Yoshihiko Noda bought three islets.", "bought", {"Yoshihiko Noda"}),
        ("In a decree that was made public on Tuesday, while he was visiting Lyon, Rui Teles freed the men.",
         "visiting", {"Rui Teles"}),
        ("At talks with Ana Prado he was calm. Rui Teles came to Lyon. At talks with Ana Prado he promised money and "
         "handed over a paddle.", "handed over", {"Rui Teles"}),
        ("Fifty divers came, said Rui Teles, chief of the rescue agency, who flew over the lake on Wednesday.",
         "flew", {"Rui Teles"}),
        ("Moon Jae-in was given two dogs. President Yoon Suk Yeol said no. The former president handed the dogs back "
         "on Tuesday.", "handed", {"Moon Jae-in"}),
    ],
)  # fmt: skip
def test_who_takes_part(text: str, words: str, people: set[str]) -> None:
    event = next(e for e in told(text, "2022-11-08") if words in e.title)
    assert set(event.people) == people


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        # the words in which something is said have a date, and it is that of the saying
        ("In a television interview aired on August 27, Ana Prado said that she had put together a reserve.", "said",
         "2020-08-27", "2020-08-28"),
        ("In a letter sent on Monday to the mayor, Ana Prado announced a strike.", "announced",
         "2020-08-31", "2020-09-01"),
        # somebody who was somewhere
        ("Ana Prado was in the French capital from Sunday to Tuesday.", "was in", "2020-08-30", "2020-09-02"),
        # when two met is when one gave, behind a description too
        ("Ana Prado gave a pair of dogs to Peru's president, Rui Teles, when the two met in Lima in 2000.", "gave",
         "2000-01-01", "2001-01-01"),
    ],
)  # fmt: skip
def test_dates_of_sayings_stays_and_meetings(text: str, words: str, start: str, end: str) -> None:
    event = next(e for e in told(text, "2020-09-02") if words in e.title)
    assert event.interval is not None
    assert list(event.interval.iso()) == [start, end]


def test_the_highest_ranking_guest_since_a_year_is_compared_and_he_is_whom_the_clause_before_is_about() -> None:
    text = (
        "Kim Jong Un of North Korea met Li Qiang. The day before, the North Korean had sat down with Li, the "
        "highest-ranking Chinese official to visit since 2019, and on Thursday evening he addressed a crowd."
    )
    sat, addressed = (
        next(e for e in told(text, "2022-09-07") if words in e.title) for words in ("sat down", "addressed")
    )
    assert (sat.status, sat.interval and sat.interval.iso()[0]) == ("happened", "2022-09-06")
    assert addressed.people == ("Kim Jong Un",)


def test_the_title_of_a_clause_about_an_apposition_has_the_name() -> None:
    text = "Moon Jae-in, a liberal who left office in May, was given two dogs."
    assert any(e.title == "Moon Jae-in left office in May" for e in told(text, "2022-11-08"))


def test_an_article_in_lower_case_before_a_hyphen_is_part_of_the_name() -> None:
    document = Document(id="a", text="Egyptian President Abdel Fattah el-Sissi insisted on it. Sissi left.")
    (extraction,) = pipeline.extract([document])
    assert [person.name for person in extraction.people] == ["Abdel Fattah el-Sissi"]
