"""What fresh reports taught, through the whole pipeline: chronologies, names that follow, rulings, datelines."""

from __future__ import annotations

import pytest
from telling_texts import the, told

CRISIS = """How it came to this
28 June: Soldiers put Mr Zelda on a plane in Lisbon and force him out of the country
25-26 July: He steps over the border from Spain, as a gesture
21 Sept: He turns up in Peru's embassy in Lisbon"""
YEARS = """How it came to this
2009: Voters throw out the government. Dozens are hurt.
• May 3, 2012 - Ana Prado becomes mayor of Porto.
10: The number of the house in Lisbon was painted."""


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("put Mr Zelda", "2023-06-28", "2023-06-29"),
        ("force", "2023-06-28", "2023-06-29"),
        ("steps over", "2023-07-25", "2023-07-27"),
        ("turns up", "2023-09-21", "2023-09-22"),
        ("throw out", "2009-01-01", "2010-01-01"),
        ("are hurt", "2009-01-01", "2010-01-01"),
        ("becomes mayor", "2012-05-03", "2012-05-04"),
    ],
)
def test_the_date_at_the_head_of_an_entry_dates_what_the_entry_tells(words: str, start: str, end: str) -> None:
    found = [*told(CRISIS, published="2023-10-02"), *told(YEARS, published="2023-10-02")]
    event = the(found, words)
    assert event.interval is not None
    assert event.interval.iso() == [start, end]
    assert event.status == "happened"


def test_the_date_of_an_entry_stands_in_no_title() -> None:
    assert not [e.title for e in told(CRISIS, published="2023-10-02") if e.title.startswith(("June", "Sept", "28"))]


def test_he_of_an_entry_is_whom_the_entries_before_tell_of() -> None:
    assert the(told(CRISIS, published="2023-10-02"), "turns up").people == ("Zelda",)


@pytest.mark.parametrize(
    ("lead", "words", "next_", "who"),
    [
        (
            "A 25-year-old is to go before a judge in Porto tomorrow.",
            "go before",
            "Ian Marsh stood in court today.",
            ("Ian Marsh",),
        ),
        (
            "The Dutchman who robbed a bank was flown back to Peru on Tuesday.",
            "flown back",
            "Ian Marsh, 36, landed in Lima.",
            ("Ian Marsh",),
        ),
        (
            "A jury sent a man of 59 to prison for seven years on Monday.",
            "sent",
            "Ian Marsh had been found guilty on Friday.",
            ("Ian Marsh",),
        ),
        (
            "A man was killed by a tram in Lyon on Monday.",
            "was killed",
            "Ian Marsh, 36, died at the scene.",
            ("Ian Marsh",),
        ),
        # somebody else
        ("A man was found dead in Lyon on Monday.", "found dead", "Ian Marsh, 36, was arrested.", ()),
        ("A woman was found dead in Lyon on Monday.", "found dead", "Ian Marsh, 36, fell.", ()),
        ("A man robbed a bank on Monday.", "robbed", "Ian Marsh, a customer, hid under a table.", ()),
        ("A woman was hurt in Lyon on Monday.", "was hurt", "Police chief Ana Prado said nobody was held.", ()),
        ("A man met a woman in Lyon on Monday.", "met a woman", "It rained. It rained. Ian Marsh slept.", ()),
    ],
)
def test_somebody_in_the_lead_is_whom_the_next_sentence_names(
    lead: str, words: str, next_: str, who: tuple[str, ...]
) -> None:
    assert the(told(f"{lead}\n\n{next_}"), words).people == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("On Tuesday the Lyon court approved a warrant to arrest President Ian Marsh.", "approved", ("Ian Marsh",)),
        (
            "On Monday the court agreed to a request by prosecutors that Ian Marsh be detained.",
            "agreed",
            ("Ian Marsh",),
        ),
        ("The judge on Monday ordered that Ian Marsh be freed.", "ordered", ("Ian Marsh",)),
        ("Parliament on Monday passed a motion to impeach Ana Prado.", "passed", ("Ana Prado",)),
    ],
)
def test_a_ruling_is_about_those_with_whom_it_deals(text: str, words: str, who: tuple[str, ...]) -> None:
    assert the(told(text), words).people == who


def test_what_is_only_ordered_did_not_happen() -> None:
    (freed,) = (e for e in told("The judge on Monday ordered that Ian Marsh be freed.") if e.title.startswith("Ian"))
    assert freed.status == "hypothetical"


@pytest.mark.parametrize(
    ("text", "words", "place", "basis"),
    [
        (
            "Talks went on in Lisbon. Ian Marsh won the U.S. presidential election on Nov. 8.",
            "won",
            "United States",
            "setting",
        ),
        ("Talks went on in Lisbon. On Sunday he lost the French referendum.", "lost", "France", "setting"),
        (
            "Talks went on in Lisbon. Peru's President Rui Teles gave up his post on Monday.",
            "gave up",
            "Peru",
            "setting",
        ),
        ("Wigan Athletic dismissed their manager Rui Teles on Thursday.", "dismissed", "Wigan", "setting"),
        ("A mine burned in Porto on Monday while the owner was away in Madrid.", "burned", "Porto", "clause"),
        ("Soldiers rose on Monday while their king was in Morocco.", "rose", None, None),
        (
            "It rained. Divers left for White Island on Monday. Soldiers searched the island again on Tuesday.",
            "searched",
            "Whakaari",
            "inferred",
        ),
        ("Thousands of people filled the heart of Beirut on Monday.", "filled", "Beirut", "clause"),
        (
            "LISBON, June 20 (Wire) - The rulers had blundered, Ana Prado said on Thursday.",
            "said on",
            "Lisbon",
            "setting",
        ),
        (
            "LISBON, June 20 (Wire) - The rulers had blundered, Peru's Ana Prado said on Thursday.",
            "said on",
            None,
            None,
        ),
        (
            "Crowds met in Lisbon on Monday. Ana Prado told the crowd that she was tired.",
            "told the crowd",
            "Lisbon",
            "context",
        ),
        (
            "The club burned down in Porto on Sunday. Ana Prado, who flew to the scene, asked men in Lisbon to pray.",
            "flew to the scene",
            "Porto",
            "context",
        ),
        (
            "The worst case was that of Chibok, in Borno, where gunmen seized 276 girls in 2014.",
            "seized",
            "Chibok",
            "sentence",
        ),
    ],
)
def test_places_of_elections_crowds_datelines_and_scenes(
    text: str, words: str, place: str | None, basis: str | None
) -> None:
    event = the(told(text), words)
    assert (event.place, event.place_basis) == (place, basis)


@pytest.mark.parametrize(
    ("text", "words", "start", "end"),
    [
        ("He lost the election held on 1 June.", "lost the election", "2024-06-01", "2024-06-02"),
        (
            "The probe was launched in March 2004 and reached the comet in August 2014.",
            "reached",
            "2014-08-01",
            "2014-09-01",
        ),
        ("The bridge was sold in the first days of 2008.", "was sold", "2008-01-01", "2008-01-11"),
        ("The bridge was sold in the last week of May.", "was sold", "2024-05-25", "2024-06-01"),
        ("It was only on June 3 that Ana Prado took over the team.", "took over", "2024-06-03", "2024-06-04"),
        ("It was not until May that the bridge was opened.", "was opened", "2024-05-01", "2024-06-01"),
        ("In 1994 soldiers killed 20 people in Lyon.", "killed", "1994-01-01", "1995-01-01"),
        ("In 2013 thieves made off with the takings.", "made off", "2013-01-01", "2014-01-01"),
        ("Girls who were seized last week have been freed.", "were seized", "2024-06-10", "2024-06-17"),
        ("Lisbon, June 20: The trial ended in Porto today.", "ended", "2024-06-20", "2024-06-21"),
    ],
)
def test_dates_of_elections_comets_first_days_and_datelines(text: str, words: str, start: str, end: str) -> None:
    event = the(told(text), words)
    assert event.interval is not None
    assert event.interval.iso() == [start, end]


def test_what_counts_from_a_dateline_says_so() -> None:
    event = the(told("Lisbon, June 20: The trial ended in Porto today."), "ended")
    assert "the day of the dateline (Thursday 20 June 2024)" in event.when_reason


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        ("Ana Prado is expected in Lisbon today.", "is expected", "announced"),
        ("Ana Prado was in Lisbon to sign it on Monday.", "was in Lisbon", "happened"),
        ("Ana Prado is to sign it on Sunday.", "is to sign", "announced"),
    ],
)
def test_who_is_expected_is_to_come_and_who_was_there_to_sign_was_there(text: str, words: str, status: str) -> None:
    assert the(told(text), words).status == status


def test_he_beside_a_description_is_whom_it_describes() -> None:
    text = (
        "US President Ian Marsh met Rui Teles in Lisbon on Thursday.\n\n"
        "The king awaited the president when he landed in the capital to begin his visit."
    )
    assert the(told(text), "landed").people == ("Ian Marsh",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The next was Ian Marsh, whom Ana Prado beat in Lisbon on Friday.", "beat"),
        ("The next was Ian Marsh, to whom Ana Prado gave a medal on Friday.", "gave a medal"),
        ("The next was Ian Marsh, with whom Ana Prado dined in Lisbon on Friday.", "dined"),
    ],
)
def test_to_whom_a_relative_clause_says_it_was_done_takes_part(text: str, words: str) -> None:
    assert set(the(told(text), words).people) == {"Ana Prado", "Ian Marsh"}


def test_of_whom_somebody_speaks_takes_no_part() -> None:
    assert the(told("Ian Marsh, of whom Ana Prado spoke in Lisbon on Friday, is ill."), "spoke").people == (
        "Ana Prado",
    )


def test_what_a_year_saw_happened_then() -> None:
    event = the(told("Last year saw students take to the streets of Lisbon."), "saw students")
    assert event.interval is not None
    assert event.interval.iso() == ["2023-01-01", "2024-01-01"]


def test_an_aim_told_first_makes_nothing_an_announcement() -> None:
    assert the(told("To handle the case, the police have set up three teams."), "set up").status == "happened"


@pytest.mark.parametrize(
    ("text", "words", "place"),
    [
        ("Two men died in Manila on Monday.\n\nA third fled in Sta. Cruz on Sunday.", "fled", "Santa Cruz"),
        ("Ana Prado won on Sunday by crossing the line first in Cherbourg-en-Cotentin.", "won", "Cherbourg"),
    ],
)
def test_a_saint_in_short_ends_no_sentence_and_a_name_with_hyphens_is_one(text: str, words: str, place: str) -> None:
    assert the(told(text), words).place == place


def test_a_small_word_that_opens_a_sentence_is_no_part_of_a_name() -> None:
    event = the(
        told("There Kassym-Jomart Tokayev, the President of Kazakhstan, greeted Ana Prado on Monday."), "greeted"
    )
    assert event.people == ("Kassym-Jomart Tokayev", "Ana Prado")
