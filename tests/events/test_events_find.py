"""Clauses become events, each with its own date, place and people."""

from __future__ import annotations

import re

import pytest
from telling_texts import interval, read

from timeline.models import Event

YEAR = "2019-01-01/2020-01-01"
PEOPLE = {"Ana Prado": (), "Rui Teles": ()}


def the(found: list[Event], words: str) -> Event:
    """The one event whose title has the words."""
    matching = [event for event in found if words in event.title]
    assert len(matching) == 1, [event.title for event in found]
    return matching[0]


def test_a_date_belongs_to_the_clause_that_states_it() -> None:
    found = read(
        "Madrid condemned the treaty signed on Wednesday by Prado and Teles in Lisbon.",
        dates={"Wednesday": "2024-06-19"},
        people=PEOPLE,
        places=["Madrid", "Lisbon"],
    )
    signing = the(found, "treaty signed")
    assert signing.interval == interval("2024-06-19")
    assert signing.basis == "resolved"
    assert set(signing.people) == {"Ana Prado", "Rui Teles"}
    assert signing.place == "Lisbon"
    assert the(found, "condemned").basis == "publication"


def test_attribution_is_not_the_event() -> None:
    found = read(
        "Prado said on Friday that a rocket had hit Porto on Tuesday.",
        dates={"Friday": "2024-06-21", "Tuesday": "2024-06-18"},
        people=PEOPLE,
        places=["Porto"],
    )
    strike, statement = the(found, "A rocket had hit Porto on Tuesday"), the(found, "Prado said")
    assert strike.interval == interval("2024-06-18")
    assert strike.kind == "attack"
    assert strike.place == "Porto"
    assert "Ana Prado" in strike.people
    assert statement.interval == interval("2024-06-21")
    assert statement.kind == "statement"


def test_who_tells_of_an_event_is_named_with_it() -> None:
    found = read(
        "At least one person died after a rocket landed on a hotel in Porto, said Rui Teles.",
        people=PEOPLE,
        places=["Porto"],
    )
    death = next(event for event in found if event.title == "At least one person died")
    assert the(found, "Rui Teles said that at least one person died").kind == "statement"
    assert death.people == ("Rui Teles",)
    assert death.place == "Porto"
    assert death.basis == "publication"
    assert death.interval == interval("2024-06-21")
    assert {e.note for e in death.evidence if e.field == "who"} == {"says so"}


@pytest.mark.parametrize(
    ("text", "dates", "title", "expected", "basis"),
    [
        (
            "Prado visited Lisbon during her 2019 tour.",
            {"2019": YEAR},
            "visited",
            "2019-01-01/2020-01-01",
            "stated",
        ),
        (
            "The strike lasted from Monday to Wednesday.",
            {"Monday": "2024-06-17", "Wednesday": "2024-06-19"},
            "lasted",
            "2024-06-17/2024-06-20",
            "resolved",
        ),
        (
            "Troops are pushing back an advance that started in early May.",
            {"early May": "2024-05-01/2024-06-01"},
            "started",
            "2024-05-01/2024-06-22",
            "resolved",
        ),
        (
            "On Wednesday Prado landed in Lisbon and met the mayor.",
            {"Wednesday": "2024-06-19"},
            "met the mayor",
            "2024-06-19",
            "inherited",
        ),
        (
            "Prado landed in Lisbon on Wednesday. Later she toured the harbour.",
            {"Wednesday": "2024-06-19"},
            "toured the harbour",
            "2024-06-19",
            "inherited",
        ),
        (
            "On Wednesday officers took over the radio. By evening Prado had surrendered to Teles.",
            {"Wednesday": "2024-06-19"},
            "surrendered",
            "2024-06-19",
            "inherited",
        ),
        (
            "Earlier talks failed, the last of them in May 2024, when Prado visited Lisbon.",
            {"May 2024": "2024-05-01/2024-06-01"},
            "visited Lisbon",
            "2024-05-01/2024-06-01",
            "inherited",
        ),
        (
            "A fire destroyed the mill on Wednesday. Prado called Teles on the night of the fire.",
            {"Wednesday": "2024-06-19"},
            "called",
            "2024-06-19",
            "inherited",
        ),
        ("Prado toured the harbour.", {}, "toured", "2024-06-21", "publication"),
        ("Prado left home and met Teles on Wednesday.", {"Wednesday": "2024-06-19"}, "left", "2024-06-19", "inherited"),
        (
            "At least nine people were killed and 40 injured in the crash in Lisbon on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "killed and 40 injured",
            "2024-06-19",
            "resolved",
        ),
        ("A mill was levelled by Wednesday's storm.", {"Wednesday": "2024-06-19"}, "mill", "2024-06-19", "resolved"),
        (
            "Prado cut the grant after a loss in the 2019 budget.",
            {"2019": YEAR},
            "cut the grant",
            "2024-06-21",
            "publication",
        ),
        (
            "The 7 May blast killed two guards.",
            {"7 May": "2024-05-07"},
            "The 7 May blast killed two guards",
            "2024-05-07",
            "resolved",
        ),
        (
            "Teles was charged in the 7 May bombing of a mill.",
            {"7 May": "2024-05-07"},
            "Teles was charged",
            "2024-06-21",
            "publication",
        ),
        (
            "On 7 May all was quiet when a bomb went off. Prado spoke on Wednesday. Teles was hurt in the blast.",
            {"7 May": "2024-05-07", "Wednesday": "2024-06-19"},
            "Teles was hurt",
            "2024-05-07",
            "inherited",
        ),
        (
            "Prado founded the mill on 7 May. Teles said it was too small.",
            {"7 May": "2024-05-07"},
            "Teles said",
            "2024-06-21",
            "publication",
        ),
        (
            "Prado urged Teles to run in this year's election.",
            {"this year": "2024-01-01/2025-01-01"},
            "Prado urged",
            "2024-06-21",
            "publication",
        ),
        (
            "Teles was killed when a bomb went off in February 2005.",
            {"February 2005": "2005-02-01/2005-03-01"},
            "Teles was killed",
            "2005-02-01/2005-03-01",
            "inherited",
        ),
    ],
)
def test_the_date_says_where_it_comes_from(
    text: str, dates: dict[str, str], title: str, expected: str, basis: str
) -> None:
    event = the(read(text, dates=dates, people=PEOPLE, places=["Lisbon"]), title)
    assert event.interval == interval(expected)
    assert event.basis == basis


@pytest.mark.parametrize(
    ("text", "amounts", "title", "expected"),
    [
        ("Two days after fire gutted the mill, Prado met Teles on Wednesday.", "P2D", "gutted", "2024-06-17"),
        ("Prado met Teles on Wednesday, two days after a storm sank the ferry.", "P2D", "sank", "2024-06-17"),
        ("Prado met Teles on Wednesday, two weeks before a storm sank the ferry.", "P2W", "sank", "2024-07-03"),
        ("Two years after it burned down, the mill opened on Wednesday.", "P2Y", "burned", "2022-01-01/2023-01-01"),
        ("Two months after it burned down, the mill opened on Wednesday.", "P2M", "burned", "2024-04-01/2024-05-01"),
        ("Two days after it burned down, the mill opened.", "P2D", "burned", None),
        (
            "Prado said on Wednesday she would fight a law that had sent crowds out, two days after police shot Teles.",
            "P2D",
            "Police shot",
            "2024-06-17",
        ),
        ("An election was held on Wednesday. Prado sued two days before the poll.", "P2D", "sued", "2024-06-17"),
        ("Prado sued two days before the poll.", "P2D", "sued", None),
        ("The ferry sank on Wednesday, shortly after the harbour had closed.", None, "closed", "2024-06-19"),
    ],
)
def test_so_long_after_something_is_not_the_day_of_it(
    text: str, amounts: str | None, title: str, expected: str | None
) -> None:
    words = re.search(r"two \w+", text, re.IGNORECASE)
    found = read(
        text,
        dates={"Wednesday": "2024-06-19"},
        people=PEOPLE,
        amounts={words[0]: amounts} if words and amounts else None,
    )
    event = the(found, title)
    assert event.interval == (interval(expected) if expected else None)
    assert event.basis == ("inherited" if expected else "undated")


def test_an_hour_without_a_day_is_of_the_day_told_last() -> None:
    found = read(
        "A fire broke out in the mill on Monday evening. A bell rang at 6.20 p.m. in the yard.",
        dates={"Monday evening": "2024-06-17", "6.20 p.m.": "2024-06-21"},
    )
    rang = the(found, "bell rang")
    assert rang.interval == interval("2024-06-17")
    assert rang.basis == "inherited"
    assert rang.confidence < 0.75
    alone = the(read("A bell rang at 6.20 p.m. in the yard.", dates={"6.20 p.m.": "2024-06-21"}), "bell rang")
    assert alone.interval == interval("2024-06-21")
    assert alone.confidence < rang.confidence


def test_the_simple_present_tells_what_is_on_the_calendar() -> None:
    found = read(
        "They play in Porto on Saturday.",
        dates={"Saturday": "2024-06-15"},
        coming={"Saturday": "2024-06-22"},
        places=["Porto"],
    )
    assert [(e.interval, e.status) for e in found] == [(interval("2024-06-22"), "announced")]


def test_what_was_won_dates_the_winning() -> None:
    found = read(
        "Prado won last week's election, the commission announced on Wednesday.",
        dates={"last week": "2024-06-10/2024-06-17", "Wednesday": "2024-06-19"},
        people=PEOPLE,
    )
    assert {e.title[:9]: e.interval for e in found} == {
        "Prado won": interval("2024-06-10/2024-06-17"),
        "The commi": interval("2024-06-19"),
    }


@pytest.mark.parametrize(
    ("text", "dates", "title", "status", "expected"),
    [
        ("Prado could not visit Porto in March.", "2025-03-01/2025-04-01", "visit", "negated", "2024-03-01/2024-04-01"),
        ("Prado asked a court two days before the poll to forbid it.", "", "asked", "happened", None),
        ("A flag from March was lost.", "2024-03-01/2024-04-01", "lost", "happened", "2024-06-21"),
        ("Prado has agreed to buy the mill.", "", "agreed", "happened", "2024-06-21"),
        ("Prado asked Teles to sell the mill.", "", "asked", "happened", "2024-06-21"),
        ("Prado agrees to go in March.", "2025-03-01/2025-04-01", "agrees", "announced", "2025-03-01/2025-04-01"),
    ],
)
def test_what_was_asked_or_agreed_happened_and_other_dates_are_left_alone(
    text: str, dates: str, title: str, status: str, expected: str | None
) -> None:
    found = read(
        text,
        dates={"March": dates} if dates else None,
        coming={"March": "2024-03-01/2024-04-01"},
        amounts={"two days": "P2D"} if "two days" in text else None,
        people=PEOPLE,
    )
    event = the(found, title)
    assert (event.status, event.interval) == (status, interval(expected) if expected else None)


@pytest.mark.parametrize(
    ("sentence", "title", "expected"),
    [
        ("Nine people died in the attack.", "died", "2023-01-01/2024-01-01"),
        ("A mill was levelled by the blast.", "mill", "2023-01-01/2024-01-01"),
        ("The bombs went off at dawn.", "went off", "2023-01-01/2024-01-01"),
        ("A court put off its verdict on the attack.", "put off", "2024-06-21"),
    ],
)
def test_the_dead_of_an_old_attack_did_not_die_on_the_publication_day(sentence: str, title: str, expected: str) -> None:
    text = f"Prado was charged with last year's bombing in Lisbon.\n\nThe police named Teles too.\n\n{sentence}"
    found = read(text, dates={"last year's": "2023-01-01/2024-01-01"}, people=PEOPLE, places=["Lisbon"])
    assert the(found, title).interval == interval(expected)


@pytest.mark.parametrize(
    ("text", "dates", "title", "expected", "people", "place"),
    [
        (  # a gerund with a day of its own is a thing of its own
            "After touring Lisbon on Tuesday, Prado met Teles on Wednesday.",
            {"Tuesday": "2024-06-18", "Wednesday": "2024-06-19"},
            "touring Lisbon",
            "2024-06-18",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # without one it is a part of what follows
            "After touring Lisbon, Prado met Teles on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "After touring Lisbon, Prado met Teles",
            "2024-06-19",
            ("Ana Prado", "Rui Teles"),
            "Lisbon",
        ),
        (  # the day between the two verbs is that of the first
            "Prado was found Wednesday clinging to a tube.",
            {"Wednesday": "2024-06-19"},
            "found",
            "2024-06-19",
            ("Ana Prado",),
            None,
        ),
        (  # what is told of is not when it is told
            "Prado announced a drop in profits for 2019.",
            {"2019": YEAR},
            "announced",
            "2024-06-21",
            ("Ana Prado",),
            None,
        ),
        (  # nor is the day to which something is put
            "Prado postponed the vote to 3 July.",
            {"3 July": "2024-07-03"},
            "postponed",
            "2024-06-21",
            ("Ana Prado",),
            None,
        ),
        (  # "when" stands for the day before the comma
            "On Wednesday, when Prado set aside her plans, Teles lifted the ban.",
            {"Wednesday": "2024-06-19"},
            "Prado set aside",
            "2024-06-19",
            ("Ana Prado",),
            None,
        ),
        (  # hearsay in the passive
            "Nine people were reported killed in Lisbon on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "reported killed",
            "2024-06-19",
            (),
            "Lisbon",
        ),
        (  # what somebody speaks of is not when they act next
            "Prado said that Tuesday's attack was vile.\n\nPrado flew home.",
            {"Tuesday's": "2024-06-18"},
            "flew home",
            "2024-06-21",
            ("Ana Prado",),
            None,
        ),
        (
            "Prado spoke on Wednesday during a conference in her hometown of Lisbon.",
            {"Wednesday": "2024-06-19"},
            "spoke",
            "2024-06-19",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # so close after a dated thing is its day
            "A guard was stabbed at the gate shortly after Prado came to Lisbon on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "stabbed",
            "2024-06-19",
            (),
            "Lisbon",
        ),
        (  # an edition or a meeting named by its day
            "In its Wednesday edition, the paper quoted Prado as saying so.",
            {"Wednesday": "2024-06-19"},
            "quoted",
            "2024-06-19",
            ("Ana Prado",),
            None,
        ),
        (  # a year behind what one was invited to is no name of it
            "Prado, who was invited to join the club in Lisbon in May 2019, thanked Teles.",
            {"May 2019": "2019-05-01/2019-06-01"},
            "invited",
            "2019-05-01/2019-06-01",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # whoever attended the rally took part
            "A letter was read Wednesday at a rally in Lisbon attended by President Ana Prado.",
            {"Wednesday": "2024-06-19"},
            "was read",
            "2024-06-19",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # a pro-Prado rally is not Prado's doing
            "Students marched on Wednesday at a pro-Prado rally.",
            {"Wednesday": "2024-06-19"},
            "marched",
            "2024-06-19",
            (),
            None,
        ),
        (  # what opens as a participle tells of the subject behind the comma
            "Found drifting in a boat off Lisbon in May 2019, Prado has since been at home.",
            {"May 2019": "2019-05-01/2019-06-01"},
            "Found",
            "2019-05-01/2019-06-01",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # what the opening told in short is told at length
            "Prado deplored Wednesday the blast at the port.\n\nA huge blast wrecked the port of Lisbon.",
            {"Wednesday": "2024-06-19"},
            "wrecked",
            "2024-06-19",
            (),
            "Lisbon",
        ),
        (  # "after" opens a clause of its own
            "Villagers fled homes in Lisbon after Wednesday's quakes toppled walls and sent boulders rolling.",
            {"Wednesday": "2024-06-19"},
            "fled",
            "2024-06-19",
            (),
            "Lisbon",
        ),
        (  # the same raid has one date
            "Teles was shot in a raid near Lisbon in May 2019.\n\nPrado was hurt in the same raid.",
            {"May 2019": "2019-05-01/2019-06-01"},
            "hurt",
            "2019-05-01/2019-06-01",
            ("Ana Prado",),
            "Lisbon",
        ),
        (  # an old bombing told later is not the attack of the news
            "Prado flew home when an attack killed two on Wednesday.\n\nThe attack broke windows in Lisbon.\n\n"
            "Guards recalled a 2002 bombing.",
            {"Wednesday": "2024-06-19", "2002": "2002-01-01/2003-01-01"},
            "broke windows",
            "2024-06-19",
            (),
            "Lisbon",
        ),
        (  # a quake of the lead has the day that is told further down
            "Prado on Wednesday urged calm after a deadly earthquake hit Lisbon.\n\nThe quake struck at noon Tuesday.",
            {"Wednesday": "2024-06-19", "noon Tuesday": "2024-06-18"},
            "earthquake hit",
            "2024-06-18",
            (),
            "Lisbon",
        ),
        (  # what is past is not on the calendar
            "After rain and storms on Wednesday, Prado faces a long day.",
            {"Wednesday": "2024-06-19"},
            "faces",
            "2024-06-19",
            ("Ana Prado",),
            None,
        ),
        (  # whom "led by" names takes part, too, and the day is that of the meeting
            "Prado met a delegation led by Rui Teles on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "met",
            "2024-06-19",
            ("Ana Prado", "Rui Teles"),
            None,
        ),
        (  # both ends of a span of days
            "Teles will visit Lisbon from June 25-27 to rest.",
            {"June 25": "2024-06-25", "27": "2024-06-27"},
            "visit",
            "2024-06-25/2024-06-28",
            ("Rui Teles",),
            "Lisbon",
        ),
        (  # "who" is a person
            "Prado was charged over the shooting death of Rui Teles of Lisbon who was shot in May 2019.",
            {"May 2019": "2019-05-01/2019-06-01"},
            "was shot",
            "2019-05-01/2019-06-01",
            ("Rui Teles",),
            "Lisbon",  # a guess
        ),
        (  # what shares its object is told with the second verb
            "Guards found and arrested Teles on Wednesday.",
            {"Wednesday": "2024-06-19"},
            "arrested",
            "2024-06-19",
            ("Rui Teles",),
            None,
        ),
        (  # after a visit in some other month is not in that month, nor there
            "Prado, trying to mend ties after a failed visit to Lisbon in February, met Teles on Wednesday.",
            {"February": "2024-02-01/2024-03-01", "Wednesday": "2024-06-19"},
            "met",
            "2024-06-19",
            ("Ana Prado", "Rui Teles"),
            "Lisbon",
        ),
        (
            "Prado met Teles, following his 2022 invasion.",
            {"2022": "2022-01-01/2023-01-01"},
            "met",
            "2024-06-21",
            ("Ana Prado", "Rui Teles"),
            None,
        ),
        (  # just after something dated is then
            "Prado fled just after the coup in 2022.",
            {"2022": "2022-01-01/2023-01-01"},
            "fled",
            "2022-01-01/2023-01-01",
            ("Ana Prado",),
            None,
        ),
        (  # what is said shortly after an arrival has its day
            "Shortly after arriving in Lisbon on Wednesday, Prado praised Teles.",
            {"Wednesday": "2024-06-19"},
            "Prado praised",
            "2024-06-19",
            ("Ana Prado", "Rui Teles"),
            "Lisbon",  # a guess
        ),
        (
            "On Wednesday, Prado had talks with Teles.",
            {"Wednesday": "2024-06-19"},
            "had talks",
            "2024-06-19",
            ("Ana Prado", "Rui Teles"),
            None,
        ),
        (  # two clauses of one sentence happened in one place
            "Three people were killed and ten were wounded in a raid on Lisbon.",
            {},
            "were killed",
            "2024-06-21",
            (),
            "Lisbon",
        ),
        (  # what a ceremony was told with first, and not what is dated after it
            "Prado wept on Tuesday at a ceremony.\n\nThe ceremony was held in Lisbon.\n\nTeles met Prado Wednesday.",
            {"Tuesday": "2024-06-18", "Wednesday": "2024-06-19"},
            "was held",
            "2024-06-18",
            (),
            "Lisbon",
        ),
    ],
)
def test_each_part_comes_from_the_words_that_state_it(
    text: str, dates: dict[str, str], title: str, expected: str, people: tuple[str, ...], place: str | None
) -> None:
    event = the(read(text, dates=dates, people=PEOPLE, places=["Lisbon"]), title)
    assert (event.interval, event.firm_people, event.place) == (interval(expected), people, place)


def test_what_came_before_something_old_did_not_happen_on_the_publication_day() -> None:
    found = read("The ship sank in a storm and was raised in 2019.", dates={"2019": YEAR})
    assert the(found, "sank").interval is None


def test_what_was_done_before_something_opens_was_not_done_on_that_day() -> None:
    text = "After the old hall was destroyed, the museum will be opened on Friday."
    hall = the(read(text, dates={"Friday": "2024-06-21"}), "destroyed")
    assert (hall.interval, hall.basis) == (interval("2024-06-21"), "publication")


def test_what_happened_takes_no_date_from_what_is_to_come() -> None:
    found = read(
        "Shareholders will vote on 17 July. Shares fell 4 percent in early trading.", dates={"17 July": "2024-07-17"}
    )
    fall = the(found, "fell")
    assert (fall.interval, fall.basis, fall.status) == (interval("2024-06-21"), "publication", "happened")


@pytest.mark.parametrize(
    ("text", "title", "status"),
    [
        ("The island, which became independent on Wednesday, held a parade.", "became independent", "happened"),
        ("The museum will stay open until late on Wednesday.", "stay open", "announced"),
        ("The two men were named Wednesday in a bulletin.", "were named", "happened"),
        ("The two men were named after a saint.", "were named", None),
        ("Teles appeared in court over it.", "appeared in court", "happened"),
        ("Teles appeared to sleep.", "appeared", None),
        ("Prado reached out to Teles.", "reached out", "happened"),
        ("The guest is expected in the capital on Wednesday.", "is expected", "announced"),
        ("Rain is expected in the region.", "is expected", None),
        ("The island was independent.", "was independent", None),
        ("The report is due on Wednesday.", "The report is due", "announced"),
        ("The singers were due back in Lyon on Wednesday.", "due back in Lyon", "announced"),
        ("Bakers in Lyon had been the first to strike, on Wednesday.", "the first to strike", "happened"),
        ("In a talk on Wednesday, Prado suggested that fares might fall.", "suggested", "happened"),
        ("They were the first to know.", "first to know", None),
        ("The rent is due.", "rent", None),
    ],
)
def test_a_state_is_an_event_where_a_date_says_that_it_begins(text: str, title: str, status: str | None) -> None:
    found = [e for e in read(text, dates={"Wednesday": "2024-06-19"}) if title in e.title]
    assert [e.status for e in found] == ([status] if status else [])


def test_what_had_happened_before_is_less_sure_to_be_of_the_publication_day() -> None:
    found = read("Prado toured the harbour. Teles had sold the boats.", people=PEOPLE)
    toured, sold = the(found, "toured"), the(found, "sold")
    assert sold.confidence < toured.confidence
    assert "earlier still" in sold.when_reason


def test_what_is_inferred_lowers_the_confidence() -> None:
    text = "Prado opened the mill on Monday. She met Teles on Monday."
    found = read(text, dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert the(found, "met Teles").confidence < the(found, "opened").confidence < 0.9


def test_part_of_a_hyphened_word_is_no_date() -> None:
    found = read(
        "The draw for the quarter-finals takes place on Monday.",
        dates={"the quarter": "2024-01-01/2024-04-01", "Monday": "2024-06-24"},
    )
    assert [e.interval for e in found] == [interval("2024-06-24")]


def test_an_action_that_goes_on_is_ongoing() -> None:
    found = read(
        "Troops are pushing back an advance that started in early May.", dates={"early May": "2024-05-01/2024-06-01"}
    )
    assert the(found, "started").status == "ongoing"


@pytest.mark.parametrize(
    ("text", "dates", "title", "start", "status"),
    [
        ("Prices have risen since 2019.", {"2019": YEAR}, "Prices", "2019-01-01", "ongoing"),
        ("Since 2019, prices rose.", {"2019": YEAR}, "prices", "2019-01-01", "ongoing"),
        ("He won the first title for the club since 2019.", {"2019": YEAR}, "won", "2024-06-21", "happened"),
        ("The bank fell, the biggest failure since 2019.", {"2019": YEAR}, "bank fell", "2024-06-21", "happened"),
        ("Officials met on Monday for the first time since 2019.", {"Monday": "2024-06-17", "2019": YEAR}, "met",
         "2024-06-17", "happened"),
    ],
)  # fmt: skip
def test_the_first_since_then_did_not_begin_then(
    text: str, dates: dict[str, str], title: str, start: str, status: str
) -> None:
    event = the(read(text, dates=dates), title)
    assert event.interval is not None
    assert event.interval.start.isoformat() == start
    assert event.status == status


def test_what_was_the_first_time_since_then_has_not_gone_on_since_then() -> None:
    found = read("Officials met on Monday. It was the first time since 2019 that the bank had failed.",
                 dates={"Monday": "2024-06-17", "2019": YEAR})  # fmt: skip
    assert not [event for event in found if event.interval and event.interval.start.year == 2019]


def test_what_is_joined_to_something_old_is_not_of_the_publication_day() -> None:
    found = read("Prado fled to Lisbon, and Teles resigned in May 2010.", people=PEOPLE, places=["Lisbon"],
                 dates={"May 2010": "2010-05-01/2010-06-01"})  # fmt: skip
    assert the(found, "fled").interval is None


def test_the_undated_is_of_the_day_of_the_news_that_the_article_begins_with() -> None:
    text = "A bridge fell in Porto on Thursday.\n\nThe mayor wept.\n\nIn May 2010 a wall fell.\n\nThe bishop wept."
    found = read(text, dates={"Thursday": "2024-06-20", "May 2010": "2010-05-01/2010-06-01"}, places=["Porto"])
    assert the(found, "mayor wept").interval == interval("2024-06-20")
    assert the(found, "mayor wept").basis == "inherited"


def test_what_would_be_done_is_announced_where_it_is_said_with_a_date() -> None:
    found = read("Prado said she would resign on Friday.", dates={"Friday": "2024-06-28"}, people=PEOPLE)
    assert the(found, "Ana Prado would resign").status == "announced"
    found = read("Prado said she would resign if the bridge fell.", people=PEOPLE)
    assert {event.status for event in found if event.kind != "statement"} == {"hypothetical"}


def test_whose_words_a_sentence_ends_with_is_no_event() -> None:
    found = read("Prado left the prison in a grey car, reporters saw.", people=PEOPLE)
    assert [event.title for event in found] == ["Prado left the prison in a grey car"]
    found = read("Teles was given a bust; Prado was handed a tea set.", people=PEOPLE)
    assert len(found) == 2


def test_a_title_ends_where_a_semicolon_begins_something_else() -> None:
    text = "Prado was ousted and arrested in May 2010; protests in which at least 49 people died followed in Porto."
    found = read(text, dates={"May 2010": "2010-05-01/2010-06-01"}, people=PEOPLE, places=["Porto"])
    assert not [event.title for event in found if ";" in event.title or event.title.endswith("protests")]


def test_a_country_that_was_ruled_is_where_it_was_ruled() -> None:
    years = {"1990": "1990-01-01/1991-01-01", "2000": "2000-01-01/2001-01-01"}
    text = "Prado, who ruled Portugal from 1990 to 2000, fled to Madrid."
    found = read(text, people=PEOPLE, dates=years, places=["Portugal", "Madrid"])
    rule = the(found, "ruled Portugal")
    assert (rule.place, rule.kind) == ("Portugal", "other")


def test_a_place_of_another_date_is_not_lent() -> None:
    text = "Prado lost the vote in June 2021. Prado was arrested in May 2010, and protests were held in Porto."
    found = read(text, dates={"June 2021": "2021-06-01/2021-07-01", "May 2010": "2010-05-01/2010-06-01"},
                 people=PEOPLE, places=["Porto"])  # fmt: skip
    assert the(found, "lost").firm_place is None


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("Prado left the stage in May because of the war in Portugal.", "left", None),
        ("Madrid lost the match to Porto in May.", "lost", None),
        ("Prado sold grain to Portugal in May.", "sold", None),
        ("Porto was bombed by Prado in May.", "bombed", "Porto"),
        ("Prado resigned in May after Teles lost the vote in Porto.", "resigned", None),
        ("Ten people died in May after a rocket hit Porto.", "died", "Porto"),
        ("Prado will travel in May to Portugal, where she is due to meet Teles in Porto.", "meet", "Porto"),
        ("Rain fell in Porto. The team will arrive home in May.", "arrive", None),
        ("The team, which was founded in Porto in 1962, will sail in May.", "sail", None),
    ],
)
def test_a_place_that_is_a_side_a_cause_or_told_of_another_time_is_not_where_it_happened(
    text: str, title: str, place: str | None
) -> None:
    dates = {"May": "2024-05-01/2024-06-01", "1962": "1962-01-01/1963-01-01"}
    found = read(text, dates=dates, people=PEOPLE, places=["Madrid", "Porto", "Portugal"])
    assert the(found, title).place == place


def test_the_day_after_a_disaster_counts_from_it() -> None:
    text = "A dam burst near Porto on 25 January. Prado flew over the valley the day after the disaster."
    found = read(text, dates={"25 January": "2024-01-25"}, people=PEOPLE, places=["Porto"])
    assert the(found, "flew").interval == interval("2024-01-26")
    text = "A dam burst on 25 January the day after Prado left."
    found = read(text, dates={"25 January": "2024-01-25"}, people=PEOPLE)
    assert the(found, "left").interval == interval("2024-01-24")


def test_where_it_went_on_is_not_where_it_began() -> None:
    text = "Prado led a club in Porto. In that town a dam burst in May 2015, sending mud to Lisbon."
    found = read(text, dates={"May 2015": "2015-05-01/2015-06-01"}, people=PEOPLE, places=["Porto", "Lisbon"])
    assert the(found, "burst").place == "Porto"


def test_who_leads_those_that_act_takes_part() -> None:
    found = read("Climbers led by Ana Prado reached Porto in May 2015.", people=PEOPLE, places=["Porto"],
                 dates={"May 2015": "2015-05-01/2015-06-01"})  # fmt: skip
    assert the(found, "reached").people == ("Ana Prado",)


def test_a_person_who_stood_in_silence_at_a_stated_time_did_so() -> None:
    found = read("Ana Prado stood in silence on Monday.", dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert the(found, "stood").interval == interval("2024-06-17")
    assert not read("The tower stood on Monday.", dates={"Monday": "2024-06-17"})


def test_words_told_at_a_stadium_are_told_where_it_stands() -> None:
    text = "Prado told thousands of fans at a stadium in Porto on Monday that she would stay."
    found = read(text, dates={"Monday": "2024-06-17"}, people=PEOPLE, places=["Porto"])
    assert the(found, "told thousands").place == "Porto"


def test_what_follows_something_old_in_its_paragraph_is_not_of_the_publication_day() -> None:
    dates = {"June 2016": "2016-06-01/2016-07-01"}
    text = "A firm ended its lease in June 2016. Teles sold his stake back.\n\nPrado sold hers."
    found = read(text, dates=dates, people=PEOPLE)
    assert the(found, "Teles sold").interval is None
    assert the(found, "Prado sold").basis == "publication"
    found = read("A firm ended its lease in June 2016. Teles has sold his stake.", dates=dates, people=PEOPLE)
    assert the(found, "Teles has sold").basis == "publication"


def test_which_behind_a_place_may_stand_for_what_lies_there() -> None:
    text = "The park near Porto, which was founded in May 2015, grows."
    found = read(text, dates={"May 2015": "2015-05-01/2015-06-01"}, places=["Porto"])
    assert the(found, "founded").title == "The park near Porto was founded in May 2015"


def test_an_amount_of_two_units_is_counted_whole() -> None:
    found = read("Prado was freed on Friday, four years and nine months after she was jailed.", people=PEOPLE,
                 dates={"Friday": "2024-06-21"}, amounts={"four years": "P4Y", "nine months": "P9M"})  # fmt: skip
    assert the(found, "jailed").interval == interval("2019-09-01/2019-10-01")


def test_whose_lawyer_or_daughter_somebody_is_tells_the_two_apart() -> None:
    text = "Ana Prado left on Friday. Her lawyer, Rui Teles, told reporters so. She thanked the nurses."
    found = read(text, dates={"Friday": "2024-06-21"}, people=PEOPLE)
    assert the(found, "thanked").people == ("Ana Prado",)
    assert the(found, "told reporters").people == ("Rui Teles",)
    text = "Ana Prado left on Friday. The daughter of Rui Teles, who died in 2019, she was elected in 2019."
    found = read(text, dates={"Friday": "2024-06-21", "2019": YEAR}, people=PEOPLE)
    assert "Ana Prado" in the(found, "elected").people


def test_a_day_behind_the_object_of_a_statement_is_that_of_the_statement() -> None:
    found = read("Prado declared three days of mourning on Monday.", dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert the(found, "declared").interval == interval("2024-06-17")


def test_being_the_only_one_to_do_something_is_no_event() -> None:
    text = "It was the only state not to punish Portugal after it tested a bomb in 2019."
    assert "announced" not in {e.status for e in read(text, dates={"2019": YEAR}, places=["Portugal"])}


def test_a_day_inside_an_event_noun_is_its_own() -> None:
    found = read(
        "Nerves had been frayed by the failure on 10 March of a bank, the biggest collapse since 2008.",
        dates={"10 March": "2024-03-10", "2008": "2008-01-01/2009-01-01"},
    )
    assert the(found, "The failure on 10 March").interval == interval("2024-03-10")


def test_what_is_told_of_a_dated_event_belongs_to_it() -> None:
    text = "The town lies close to Monday's earthquake, which struck before dawn near Porto."
    quake = the(read(text, dates={"Monday": "2024-06-17"}, places=["Porto"]), "earthquake")
    (what,) = (e for e in quake.evidence if e.field == "what")
    assert text[what.start : what.end].endswith("near Porto")


def test_without_any_date_an_event_is_undated_and_still_listed() -> None:
    event = the(read("Prado toured the harbour.", published=None, people=PEOPLE), "toured")
    assert event.interval is None
    assert event.basis == "undated"


@pytest.mark.parametrize(
    ("text", "title", "people"),
    [
        ("Prado waited beside Teles. The two opened the museum on Monday.", "opened", {"Ana Prado", "Rui Teles"}),
        ("Prado opened the museum on Monday. She thanked Teles.", "thanked", {"Ana Prado", "Rui Teles"}),
        ("Prado opened the museum on Monday. Critics mocked her portrait.", "Critics mocked", set()),
        ("Ana Prado spoke. The Portuguese president opened the museum on Monday.", "opened", {"Ana Prado"}),
        ("Prado and Teles sent troops. The troops said they fired on Monday.", "fired", set()),
        ("Critics spoke with Ana Prado, a singer who fell on Monday.", "fell", {"Ana Prado"}),
        ("Traders slept through the Monday accord signed by Prado.", "The Monday accord", {"Ana Prado"}),
        ("A portrait of Prado was stolen by thieves on Monday.", "stolen", {"Ana Prado"}),
    ],
)
def test_pronouns_and_descriptions_stand_for_people_where_one_reading_is_left(
    text: str, title: str, people: set[str]
) -> None:
    named = {"Ana Prado": ("*Portuguese president",), "Rui Teles": ("*Spanish minister",)}
    event = the(read(text, dates={"Monday": "2024-06-17"}, people=named), title)
    assert set(event.people) == people


def test_what_is_inferred_is_marked() -> None:
    found = read("Prado opened the museum. She thanked the mayor.", people=PEOPLE)
    evidence = [e for e in the(found, "thanked").evidence if e.field == "who"]
    assert [e.basis for e in evidence] == ["inferred"]
    assert "stands for Ana Prado" in evidence[0].note


def test_a_pronoun_after_somebody_without_a_name_stands_for_nobody() -> None:
    found = read("Ana Prado toured the dam. A workman fell into the lake, and divers rescued him.", people=PEOPLE)
    assert the(found, "rescued").people == ()


@pytest.mark.parametrize(
    ("text", "title", "place"),
    [
        ("Prado arrived in Porto.", "arrived", "Porto"),
        ("Madrid condemned the visit.", "condemned", None),
        ("In Porto, officials say the bridge collapsed.", "collapsed", "Porto"),
        ("Prado visited Porto. She opened a school.", "opened", "Porto"),
        ("Prado visited Porto. She thanked Teles.", "thanked", "Porto"),
        ("A rocket hit Porto. Shells destroyed a school in the city.", "destroyed", "Porto"),
        ("Prado praised solidarity with Portugal.", "praised", None),
        ("Prado left Lisbon for Porto. A fire destroyed a school in the capital.", "destroyed", "Lisbon"),
        ("Prado left Lisbon for Porto. A fire destroyed a school in the Portuguese capital.", "destroyed", "Lisbon"),
        ("Prado left Lisbon for Porto. A fire destroyed a school in the Spanish capital.", "destroyed", "Madrid"),
        ("PORTO (Wire) - Unions and employers signed a deal on Friday.", "signed a deal", "PORTO"),
        ("The harbour museum of Porto opened its doors.", "opened", "Porto"),
        ("Prado toured the tent camps of Porto, a day after she had visited Madrid.", "toured", "Porto"),
        ("Prado was flown to Madrid and went to Porto, where she died.", "died", "Porto"),
        ("Prado admitted problems with the dam during a visit to Porto.", "admitted", "Porto"),
        ("Prado admitted problems with the dam of Porto.", "admitted", None),
        ("The government of Portugal opened an office.", "opened", "Lisbon"),  # a guess, and marked as one
        ("Unions protested outside the headquarters in Porto.", "protested", "Porto"),
        ("MADRID (Wire) - Unions signed a deal at a ceremony held in the city of Porto.", "signed", "Porto"),
        ("Four people were killed in an explosion that took place near the market in Porto.", "killed", "Porto"),
        ("A blast wrecked a bank in Porto. Madrid mourns. Two guards died in the blast.", "died", "Porto"),
    ],
)
def test_the_place_comes_from_words_that_say_where(text: str, title: str, place: str | None) -> None:
    event = the(read(text, people=PEOPLE, places=["Porto", "Madrid", "Portugal", "Lisbon", "PORTO"]), title)
    assert event.place == place


def test_a_caption_gives_its_date_place_and_people_to_its_event() -> None:
    caption = (
        "In this photo, Ana Prado, left, and Rui Teles, right, attend a banquet in Lisbon, Thursday, July 27, 2023."
    )
    found = read(
        f"{caption}\nThe mood was good.",
        dates={"Thursday, July 27, 2023": "2023-07-27"},
        people=PEOPLE,
        places=["Lisbon"],
        captions=[caption],
    )
    event = the(found, "attend a banquet")
    assert event.interval == interval("2023-07-27")
    assert event.place == "Lisbon"
    assert set(event.people) == {"Ana Prado", "Rui Teles"}


def test_taking_and_releasing_a_picture_is_no_event() -> None:
    caption = (
        "This picture taken on July 26, 2023 and released on July 28, 2023 "
        "shows Ana Prado leading Rui Teles through Lisbon."
    )
    found = read(
        caption,
        dates={"July 26, 2023": "2023-07-26", "July 28, 2023": "2023-07-28"},
        people=PEOPLE,
        places=["Lisbon"],
        captions=[caption],
    )
    assert [event.interval for event in found] == [interval("2023-07-26")]


def test_old_events_are_background() -> None:
    found = read(
        "Prado signed a pact on Monday that repeats a 1961 treaty.",
        dates={"Monday": "2024-06-17", "1961": "1961-01-01/1962-01-01"},
        people=PEOPLE,
    )
    assert the(found, "1961").background
    assert not the(found, "signed a pact").background


def test_titles_are_short_and_leave_no_pronoun_hanging() -> None:
    text = "Prado opened the museum. She also gave Teles " + "a very long and winding tour of the halls " * 4
    event = the(read(text, people=PEOPLE), "gave Teles")
    assert len(event.title) <= 90
    assert event.title.startswith("Ana Prado gave Teles")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Prado announced the resignation of the whole cabinet on Monday, six days after the blast in the port.",
            "Prado announced the resignation of the whole cabinet on Monday, six days after the blast",
        ),
        (
            "On the evening of that long and stormy day, Prado flew to Porto with a delegation of bankers and lawyers.",
            "On the evening of that long and stormy day, Prado flew to Porto",
        ),
    ],
)
def test_a_long_title_ends_with_a_phrase(text: str, title: str) -> None:
    found = read(text, dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert title in [event.title for event in found]


@pytest.mark.parametrize(
    ("text", "title", "people"),
    [
        (
            "Divers found a boat in Porto on Monday, three days after the worst storm since 1979 killed ten sailors.",
            "The worst storm since 1979 killed ten sailors",
            set(),
        ),
        ("Two weeks after a fire destroyed the mill, Prado toured the ruins.", "A fire destroyed the mill", set()),
        ("Prado waited as Teles read it out. A jury had convicted her of theft.", "A jury had convicted [", None),
        ("The Portuguese president spoke. A camera filmed the head of a statue.", "A camera filmed the head of", None),
        ("The club, to which Prado had sent a letter in May 2003, left.", "Prado had sent a letter", None),
        ("Prado, a judge, met Teles and left Porto on Monday.", "Prado, a judge, left Porto on Monday", {"Ana Prado"}),
        ("Prado, who had slept badly, opened a school.", "Prado opened a school", {"Ana Prado"}),
        ("Prado said that the mill had burned, and opened a school.", "Prado said that the mill had burned", None),
        ("At least 12 men were killed and about 50 injured in May 2003, Prado said.", "At least 12 men", None),
        ("Guards saw nothing; the alarm rang on Monday.", "Guards saw nothing", None),
        (
            "It flattened houses in Porto, where Mayor Rui Teles said the street was gone, and brought down a bridge.",
            "It brought down a bridge",
            None,
        ),
        ("Prado won the contest for the seat, which was held on Monday.", "The contest for the seat was held", None),
        ("Prado condemned the pact that Teles signed on Monday.", "Teles signed the pact on Monday", {"Rui Teles"}),
        ("Teles resigned in terms that are disputed.", "Teles resigned in terms that are disputed", None),
        ("Prado wrote that water was what Porto lacked.", "Prado wrote that water was what Porto lacked", None),
        ("Prado said it was over.", "Prado said it was over", None),
        ("“It is over,” said Prado.", "Prado said: it is over", None),
        ("Teles was waiting when Prado reached Porto, and kissed her.", "Teles kissed [Ana Prado]", None),
        ("The old mill burned. It had flooded houses in Porto.", "[The old mill] had flooded houses", None),
        ("Guards ran. They had heard a blast and fled to Porto.", "[Guards] had heard a blast", None),
        ("Prado comforted Teles, whose house burned down in May 2003.", "Rui Teles’s house burned down", None),
        ("The mill had burned, Prado said on Monday.", "Prado said on Monday that the mill had burned", None),
        ("Marsh, who died in May 2003, used to say that she saw it all.", "Marsh died", None),
        ("15:20 Prado has left Porto for Lisbon, her office says.", "Prado has left Porto", {"Ana Prado"}),
        ("If Teles agrees, Prado will open the school on Monday.", "If Teles agrees", None),
        ("Prado reportedly opened a school again.", "Prado reportedly opened a school again", {"Ana Prado"}),
        ("Prado toured a school on Monday, saying those still missing must be found.", "Prado toured a school", None),
        ("Shortly after arriving on Monday, Prado praised the town.", "Prado praised the town", None),
        ("Prado, who’s travelling with Teles, wept.", "Prado is travelling with Teles", None),
        ("Homes shook in tremors of up to 4.4 which broke a dam on Monday.", "Tremors of up to 4.4 broke a dam", None),
    ],
)
def test_titles_keep_the_words_of_their_clause(text: str, title: str, people: set[str] | None) -> None:
    named = {"Ana Prado": ("*Portuguese president",), "Rui Teles": ("*head of the union",)}
    dates = {"Monday": "2024-06-17", "May 2003": "2003-05-01/2003-06-01"}
    found = [e for e in read(text, dates=dates, people=named) if e.title.startswith(title)]
    assert len(found) == 1
    assert not found[0].title.endswith((" and", " 50"))
    assert people is None or set(found[0].people) == people


def test_ids_depend_on_nothing_but_the_document() -> None:
    text = "Prado visited Lisbon on Monday and left on Tuesday."
    dates = {"Monday": "2024-06-17", "Tuesday": "2024-06-18"}
    first, second = (read(text, dates=dates, people=PEOPLE, places=["Lisbon"]) for _ in range(2))
    assert [e.id for e in first] == [e.id for e in second]
    assert len({e.id for e in first}) == len(first) == 2


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "Monday, Tuesday, Wednesday, Thursday.",
        "1 2 3\n4 5 6\n",
        "“He said ‘she said “no”’,” Prado said.",
        "Prado saw " + "a house and " * 700 + "a tree.",
    ],
)
def test_odd_text_never_raises(text: str) -> None:
    for event in read(text, dates={"Monday": "2024-06-17"}, people=PEOPLE):
        assert all(0 <= e.start < e.end <= len(text) for e in event.evidence)


def test_confidence_is_a_share_that_is_right_and_low_without_a_date() -> None:
    dated, undated = read("Prado met Teles on Monday. Teles may resign.", dates={"Monday": "2024-06-17"}, people=PEOPLE)
    assert 0.7 < dated.confidence < 0.95
    assert undated.confidence < 0.35
