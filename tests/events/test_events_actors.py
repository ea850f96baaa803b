"""Where bodies act that a text ties to a country or a town, and what a text is about: guesses, marked as such."""

from __future__ import annotations

import datetime as dt

import pytest

from timeline import pipeline
from timeline.articles.zones import zones_of
from timeline.models import DateInterval, Document, Event

PUBLISHED = dt.date(2024, 6, 21)  # a Friday


def told(text: str) -> list[Event]:
    document = Document(id="a", text=text, given=DateInterval.day(PUBLISHED), zones=zones_of(text))
    (extraction,) = pipeline.extract([document])
    return list(extraction.events)


def the(text: str, words: str) -> Event:
    return next(e for e in told(text) if words in e.title)


@pytest.mark.parametrize(
    ("text", "words", "place", "basis"),
    [
        # a body is at home, in its town or in the capital of its country
        ("On Tuesday the Seoul Western District Court approved a warrant.", "approved", "Seoul", "setting"),
        ("The Chinese Foreign Ministry called in the envoy on Monday.", "called in", "Beijing", "setting"),
        ("The parliament of Portugal passed the law on Monday.", "passed", "Lisbon", "setting"),
        ("Libyan militants beheaded nine men in January.", "beheaded", "Libya", "setting"),
        ("Portugal's government is down to a minority after Ana Prado gave up her seat in parliament on Monday.",
         "gave up", "Lisbon", "setting"),
        # whatever the text is about
        ("Shells fell on Kharkiv on Monday. On Tuesday the law was signed by the Portuguese government.", "signed",
         "Lisbon", "setting"),
        ("Ana Prado flew to Dubai on Monday. The judges of the Australian Federal Court met on Tuesday.", "met",
         "Canberra", "setting"),
        # the country of the article, or its capital where those who rule it act
        ("Portugal has a new head of state. Voters in Portugal wanted change. The president took the oath on Monday.",
         "took the oath", "Portugal", "setting"),
        ("Portuguese towns were quiet. The presidential election in Portugal will not be disputed. The election is on "
         "Sunday.", "election", "Portugal", None),
        # where a journey starts, and the town that a court is of
        ("The ship sailed from Porto on Monday with wheat.", "sailed", "Porto", "clause"),
        ("A man was held in Porto. He was tried in the town's magistrates' court on Monday.", "tried", "Porto",
         "inferred"),
        # no guess: a side of a match, and what words say
        ("Madrid lost the match to Porto in May.", "lost", None, None),
        ("The Portuguese minister said on Monday that it was over.", "said", None, None),
        # what stands in the sentence, but not in the clause
        ("Ana Prado was given two prizes on Monday, to be fetched one after the other, in a Lisbon theatre.", "was "
         "given",
         "Lisbon", None),
        # an approved conditional is no place
        ("New powers were granted on Monday by the Portuguese government if Madrid attacks Porto.", "granted",
         "Lisbon", "setting"),
        # a conference is held where it is named after
        ("On Saturday she will take part in the Munich Security Conference in Germany.", "take part", "Munich",
         "clause"),
    ],
)  # fmt: skip
def test_who_acts_tells_where_if_nothing_else_does(text: str, words: str, place: str | None, basis: str | None) -> None:
    event = the(text, words)
    assert event.place == place
    assert basis is None or event.place_basis == basis


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Two papers had it. Crowds stormed the palace in Porto on Monday. On Saturday the home of the mayor was "
            "burnt.",
            "burnt",
        ),
        ("Two papers had it. Ana Prado spoke in Porto. Rui Teles resigned on Monday.", "resigned"),
        (
            "Two papers had it. The race in Porto next week was sold out. Ana Prado resigned on Monday.",
            "resigned",
        ),
    ],
)
def test_a_scene_of_another_day_or_of_others_alone_is_guessed_at_most(text: str, words: str) -> None:
    assert the(text, words).firm_place is None


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        # of a month that is not over, what happened lies before the publication, what is announced after it
        ("The deputy was dismissed this month.", "dismissed", "2024-06-01", "2024-06-22"),
        ("The deputy will resign this month.", "resign", "2024-06-21", "2024-07-01"),
        # the day of a cleft is that of what it lifts out
        ("It was on Monday that the port was closed.", "closed", "2024-06-17", "2024-06-18"),
        ("It was Tuesday before the crews got to the town.", "got to", "2024-06-18", "2024-06-19"),
        # a report that comes first is the lead, and what goes on from it has its day
        ("A ship sank off Lisbon on Wednesday, the navy said.\n\nIt had left at 8:51 p.m. (1951 GMT) with wheat.",
         "left",
         "2024-06-19", "2024-06-20"),
        # what it has gone on since is an event of its own
        ("The fleet has been grounded since an explosion in May at the yard.", "An explosion", "2024-05-01",
         "2024-06-01"),
        ("Truce after truce has failed since the two armies began to fight in April.", "began", "2024-04-01",
         "2024-05-01"),
        # what follows in turn
        ("In 1998, bombs wrecked two embassies. In retaliation, the president ordered a strike.", "ordered",
         "1998-01-01",
         "1999-01-01"),
        ("Ana Prado gave an interview. Hours after the interview, a gunman opened fire.\n\n"
         "After nine men were killed in May, she wept.", "opened fire", "2024-06-21", "2024-06-22"),
        ("Ana Prado appealed for calm Monday while crowds gathered.", "appealed", "2024-06-17", "2024-06-18"),
        ("Ana Prado made this known on Monday.", "made", "2024-06-17", "2024-06-18"),
        ("Ana Prado was handed “The Garden in Spring” of 1884 on Monday.", "was handed", "2024-06-17", "2024-06-18"),
        ("She was held on April 29 last year.", "held", "2023-04-29", "2023-04-30"),
    ],
)  # fmt: skip
def test_the_day_of_a_clause_is_read_from_the_words_that_give_it(text: str, words: str, start: str, end: str) -> None:
    event = the(text, words)
    assert event.interval is not None
    assert (event.interval.start.isoformat(), event.interval.end.isoformat()) == (start, end)


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Residents said that gunfire could be heard on Monday.", "could be heard", "happened"),
        ("Ana Prado and Rui Teles are under house arrest in Lisbon.", "under house arrest", "ongoing"),
        ("Ana Prado was in Madrid on Monday for talks with the king.", "was in Madrid", "happened"),
        ("Ana Prado was back at the court on Monday.", "was back", "happened"),
        # what had only just been, and what came then
        ("Hardly was the feast over when the council voted on Monday.", "voted", "happened"),
        ("Hardly had Ana Prado left when shells fell on Monday.", "left", "happened"),
        ("Ana Prado had hardly slept on Monday.", "slept", "negated"),
    ],
)
def test_a_state_that_tells_what_was_done_is_an_event(text: str, words: str, status: str) -> None:
    assert the(text, words).status == status


@pytest.mark.parametrize(
    ("text", "words", "people"),
    [
        ("Ana Prado and Rui Teles, who fled on Monday, told the paper so.", "fled", {"Ana Prado", "Rui Teles"}),
        ("Rui Teles and his children, Maria, Clara and Ana Teles, sang on Monday.", "sang",
         {"Rui Teles", "Maria Teles", "Clara Teles", "Ana Teles"}),
        ("Rui Teles was far away. His helicopter came down on Monday.", "came down", {"Rui Teles"}),
        ("Ana Prado's helicopter crashed on Monday.", "crashed", {"Ana Prado"}),
        ("Rui Teles rose fast. After his government fell on Monday he fled.", "fell", {"Rui Teles"}),
        ("Ana Prado spoke to Rui Teles.\n\nHow did Ana Prado win?\n\nIn May she announced a plan.", "announced",
         {"Ana Prado"}),
        ("Ana Prado hosted Alijev and Paschinov on Monday. Paschinov said that he was glad. Paschinov left.", "hosted",
         {"Ana Prado", "Alijev", "Paschinov"}),
        # the other of the two whom the article is about
        ("Ana Prado welcomed Rui Teles. Ana Prado and Rui Teles are old friends. Ana Prado and Rui Teles speak "
         "often.\n\n"
         "On Monday Prado took the visitor to the port.", "took", {"Ana Prado", "Rui Teles"}),
    ],
)  # fmt: skip
def test_all_who_are_named_together_take_part(text: str, words: str, people: set[str]) -> None:
    assert set(the(text, words).people) == people
