"""Articles without a stated date: what rules propose is said only if all clues together make it likely."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from timeline.articles.zones import zones_of
from timeline.models import DateInterval, Document
from timeline.published import date_pile
from timeline.published.likely_days import SINCE, LikelyDays, clues, likely_days, shares, weights
from timeline.published.shared_words import index, passage
from timeline.published.signs import calendar
from timeline.published.told import Told, Words
from timeline.published.windows import Window
from timeline.published.world import borne_out

CONCORDE = """Nobody lived

A Concorde crashed near Paris on Tuesday minutes after it had taken off, and fell on a hotel in Gonesse.

Nobody on board lived. The airline said that it would keep the others on the ground.
"""
INVENTED = """Mole of Ollerby mended

The mole at Ollerby was mended on Tuesday, said the harbour master, who had asked for stones for years.

Nobody was hurt, and the boats went out again.
"""


def told(text: str) -> Told:
    return Told(Document(id="a", text=text, zones=zones_of(text)))


def test_a_text_of_a_known_event_is_likeliest_of_its_days() -> None:
    likely = likely_days(told(CONCORDE))
    assert likely.share_of(DateInterval(date(2000, 7, 25), date(2000, 7, 28))) > 0.6
    assert float(likely.shares.sum()) == pytest.approx(1.0)


def test_a_text_of_nothing_known_is_of_no_days_that_are_likely_enough() -> None:
    likely = likely_days(told(INVENTED))
    assert likely.window() is None
    assert float(likely.shares.max()) < 0.1


def test_days_before_and_after_the_calendar_have_no_share() -> None:
    likely = likely_days(told(INVENTED))
    assert likely.share_of(DateInterval(date(1889, 1, 1), date(1890, 1, 1))) == 0
    assert likely.share_of(DateInterval(date(2190, 1, 1), date(2191, 1, 1))) == 0
    whole = DateInterval(date(1889, 1, 1), date(2191, 1, 1))
    assert likely.share_of(whole) == pytest.approx(1.0)


def test_what_was_weighed_is_said_with_how_likely_it_is() -> None:
    text = CONCORDE
    (found,) = date_pile([Document(id="a", text=text, zones=zones_of(text))])
    assert found.basis == "inferred"
    assert 0.6 <= found.confidence <= 1.0


def test_a_period_that_rules_propose_is_not_said_if_the_rest_of_the_text_belies_it() -> None:
    later = (
        CONCORDE
        + "\nIt was like the crash of 2014, said the minister, who had come on 3 May 2016 for the first time.\n"
    )
    (found,) = date_pile([Document(id="a", text=later, zones=zones_of(later))])
    assert found.interval is None or found.interval.start >= date(2016, 5, 3), found.reason


def test_names_count_only_where_they_are_capitalised() -> None:
    rows = index()
    number = next(n for n, known in enumerate(rows.rows) if known.words.startswith("Apple"))
    assert rows.shared(passage("The Apple was shown.")).first[number] > 0
    assert rows.shared(passage("The apple was shown.")).first[number] == 0


def test_the_best_of_all_windows_is_the_shortest_that_is_likely_enough() -> None:
    share = np.zeros(len(calendar()))
    first = date(2015, 1, 1)
    at = first.toordinal() - int(calendar()[0])
    share[at + 100 : at + 103] = 0.3
    share[at + 500] = 0.1
    found = LikelyDays(told(INVENTED), clues(told(INVENTED)), share).window()
    assert found is not None
    window, likely = found
    assert window.interval == DateInterval(first + timedelta(100), first + timedelta(102))
    assert likely == pytest.approx(0.6)


def test_in_years_of_which_little_is_known_days_must_be_far_likelier_to_be_said() -> None:
    share = np.zeros(len(calendar()))
    at = date(1999, 11, 26).toordinal() - int(calendar()[0])
    share[at] = 0.7
    share[at + 500] = 0.3
    assert LikelyDays(told(INVENTED), clues(told(INVENTED)), share).window() is None


def test_every_weight_is_of_a_clue_that_texts_give() -> None:
    found = clues(told(CONCORDE))
    assert found.candidates
    for way in weights().ways:
        assert found.candidates[0].features.keys() >= way.features.keys()
        assert len(way.since) == len(SINCE) + 1
    assert found.fame.keys() == weights().fame.keys()
    names = {sign.name for sign in found.signs}
    assert names
    assert all(any(key.startswith(f"{name} ") for key in weights().signs) for name in names)
    assert shares(found, weights()).shape == calendar().shape


@pytest.mark.parametrize("text", ["", "   \n\n  ", "1", "…", "MENU\n\nHome\n\nContact"])
def test_a_text_of_next_to_nothing_has_no_day(text: str) -> None:
    (found,) = date_pile([Document(id="a", text=text, zones=zones_of(text))])
    assert found.interval is None


def read_from_text(start: date, days: int) -> tuple[DateInterval, list[Window]]:
    """A period as a rule would read it from a text."""
    interval = DateInterval(start, start + timedelta(days))
    words = Words(start=0, end=6, text="Nobody")
    return interval, [Window(interval=interval, words=words, reason="The text says so.")]


def test_a_long_period_is_narrowed_to_the_few_days_of_it_that_are_by_far_the_likeliest() -> None:
    found = borne_out(told(CONCORDE), read_from_text(date(2000, 7, 1), 60))
    assert found is not None
    assert found.interval.days <= 4
    assert found.interval.start >= date(2000, 7, 25)
    assert found.interval.end <= date(2000, 7, 30)
    assert found.share > 0.5
    assert found.windows[0].reason == "The text says so."


def test_a_long_period_is_not_narrowed_to_what_opens_it() -> None:
    assert borne_out(told(CONCORDE), read_from_text(date(2000, 7, 26), 60)) is None


def test_a_period_for_which_hardly_anything_speaks_gives_way_to_what_is_likely() -> None:
    found = borne_out(told(CONCORDE), read_from_text(date(2009, 5, 1), 7))
    assert found is not None
    assert found.interval.start >= date(2000, 7, 25)
    assert "Concorde" in found.windows[0].reason


@pytest.mark.parametrize(("start", "days"), [(date(2000, 7, 25), 3), (date(2000, 7, 26), 1)])
def test_a_few_days_that_are_likely_stay_as_they_are(start: date, days: int) -> None:
    assert borne_out(told(CONCORDE), read_from_text(start, days)) is None


def test_a_period_stays_where_nothing_else_is_known() -> None:
    assert borne_out(told(INVENTED), read_from_text(date(2009, 5, 1), 30)) is None
