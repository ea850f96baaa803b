"""Days in headers, captions and addresses, in every way they can be read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.articles.addresses import address_clues
from timeline.articles.written_days import written_days


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2024-06-19T07:38:00Z", "2024-06-19"),
        ("19/06/2024", "2024-06-19"),
        ("19.VI.2024", "2024-06-19"),
        ("19. XIII. 2024", ""),
        ("junio 19 de 2024", "2024-06-19"),
        ("June 19, '24", "2024-06-19"),
        ("2024-Jun-19", "2024-06-19"),
        ("06/19/2024", "2024-06-19"),
        ("03/04/2021", "2021-04-03 2021-03-04"),
        ("Sunday 04/03/2021", "2021-03-04 2021-04-03"),  # neither is a Sunday: both stay, marked
        ("Saturday 03/04/2021", "2021-04-03"),
        ("12.03.21", "2021-03-12"),
        ("June 19, 2024", "2024-06-19"),
        ("Jun. 19th 2024", "2024-06-19"),
        ("the 19th of June, 2024", "2024-06-19"),
        ("19-Jun-2024", "2024-06-19"),
        ("19. Juni 2024", "2024-06-19"),
        ("1er août 2018", "2018-08-01"),
        ("23 de mayo de 2016", "2016-05-23"),
        ("11 февраля 2019", "2019-02-11"),
        ("2024年6月19日", "2024-06-19"),
        ("2019. június 4.", "2019-06-04"),
        ("31 February 2020", ""),
        ("13/13/2020", ""),
        ("0001-01-01", ""),
        ("9999-12-31", ""),
        ("1443/03/15", "2021-10-21"),  # the Islamic calendar: its year 1443 is on the web, the Persian is yet to come
        ("13 ذو الحجة 1445", "2024-06-19"),
        ("چهارشنبه ۳۰ خرداد ۱۴۰۳", "2024-06-19"),
        ("1403/03/30", "2024-06-19"),
        ("1443/13/40", ""),
        ("1 Ramadan 1440", "2019-05-06"),
        ("Ramadan 1, 1440", "2019-05-06"),
        ("10 Rabi' al-Awwal 1445", "2023-09-25"),
        ("16 Ordibehesht 1398", "2019-05-06"),
        ("30 Tir 1400", "2021-07-21"),
        ("40 Tir 1400", ""),
        ("1 Iyar 5779", "2019-05-06"),
        ("5 Adar II 5782", "2022-03-08"),
        ("כ״ג בתשרי תשפ״ד", "2023-10-08"),
        ("28 Miyazya 2011", "2019-05-06"),
        ("1 Meskerem 2012", "2019-09-12"),
        ("30 Sene 2011", "2019-07-07"),
        ("31 Sene 2011", ""),
        ("12 Av 2019", ""),
        ("19 มิถุนายน 2567", "2024-06-19"),  # the Buddhist era is 543 years ahead
        ("19 มิ.ย. 2567", "2024-06-19"),
        ("令和6年6月19日", "2024-06-19"),
        ("平成元年1月8日", "1989-01-08"),
        ("١٩ يونيو ٢٠٢٤", "2024-06-19"),
        ("19 जून 2024", "2024-06-19"),
        ("১৯ জুন ২০২৪", "2024-06-19"),
        ("19 ביוני 2024", "2024-06-19"),
        ("Ngày 19 tháng 6 năm 2024", "2024-06-19"),
        ("2024 m. birželio 19 d.", "2024-06-19"),
        ("2024. gada 19. jūnijs", "2024-06-19"),
        ("2024ko ekainaren 19a", "2024-06-19"),
        ("19 de juny de 2024", "2024-06-19"),
        ("19. 6. 2024", "2024-06-19"),
        ("06.19.24", "2024-06-19"),
        ("19-Jun-24", "2024-06-19"),
        ("19 June ’24", "2024-06-19"),
        ("5 May-12 June", ""),
        ("version 1.2.2012.4", ""),
        ("1950-53", ""),
    ],
)
def test_days_are_read_as_written(words: str, days: str) -> None:
    assert [str(day) for written in written_days(words) for day in written.readings] == days.split()


def test_a_weekday_that_does_not_fit_is_marked() -> None:
    (written,) = written_days("Tuesday, 20 June 2024")
    assert (written.weekday, written.agrees, written.text) == (2, False, "Tuesday, 20 June 2024")


@pytest.mark.parametrize(
    ("address", "interval"),
    [
        ("https://a.example/2024/06/19/story", "2024-06-19 2024-06-20"),
        ("https://a.example/world/2024/jun/19/story", "2024-06-19 2024-06-20"),
        ("https://a.example/news/20240619-story.html", "2024-06-19 2024-06-20"),
        ("https://a.example/story-2024-06-19", "2024-06-19 2024-06-20"),
        ("https://a.example/2024/06/story", "2024-06-01 2024-07-01"),
        ("https://20240619.example/story", ""),
        ("https://a.example/id/202406191234", ""),
        ("https://a.example/2024/13/40/story", ""),
    ],
)
def test_addresses_name_days_and_months(address: str, interval: str) -> None:
    assert [
        day for clue in address_clues("url", address) if clue.interval for day in clue.interval.iso()
    ] == interval.split()


@given(st.text())
def test_any_text_is_read_without_failing(text: str) -> None:
    for written in written_days(text):
        assert text[written.start : written.end] == written.text
        assert written.readings
