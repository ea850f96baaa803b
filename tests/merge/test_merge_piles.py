"""The same event from several articles, once, with its sources and what they disagree on."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest
from piles import article, telling_of, told

from timeline.judgements import Judgement, Target
from timeline.merge import lost, merge
from timeline.merge.conflicts import conflicts_of
from timeline.models import DateInterval, EventBasis, Extraction, MergedEvent, Span

LIND = ("Mara Lind",)
VISIT = told("Mara Lind visited Vienna on Tuesday", "2021-03-16", people=LIND, place="Vienna")
ARRIVAL = told("Lind arrived in Vienna for talks", "2021-03-16", people=LIND, place="Vienna")
ELSEWHERE = told("Mara Lind visited Prague on Thursday", "2021-03-18", people=LIND, place="Prague")
SUNK = told("A ferry sank and nineteen drowned", "2021-03-14", place="Izmir", kind="accident or disaster")
SUNK_TOO = told("At least seventeen died when a ferry sank", "2021-03-14", place="Izmir", kind="accident or disaster")


def about(merged: list[MergedEvent], place: str) -> list[MergedEvent]:
    return [m for m in merged if m.event.place == place]


def test_two_articles_tell_one_event() -> None:
    [visit] = merge([article("A", VISIT), article("B", ARRIVAL)])
    assert [s.document for s in visit.sources] == ["A", "B"]
    assert [s.quote for s in visit.sources] == [VISIT.title, ARRIVAL.title]
    assert visit.independent == 2
    assert "both are in Vienna" in visit.reason


def test_a_person_who_is_only_guessed_is_no_reason_to_merge_and_firm_once_an_article_names_them() -> None:
    guess = replace(told("A talk was held in Vienna", "2021-03-16", people=LIND, place="Vienna"), guessed_people=LIND)
    assert not any("both name" in m.reason for m in merge([article("A", guess), article("B", VISIT)]))
    named = replace(VISIT, people=(*LIND, "Ada Pool"), guessed_people=("Ada Pool",))
    other = replace(ARRIVAL, people=("Ada Pool", *LIND), guessed_people=LIND)
    [visit] = merge([article("A", named), article("B", other)])
    assert (set(visit.event.people), visit.event.guessed_people) == ({"Mara Lind", "Ada Pool"}, ())


def test_the_same_people_elsewhere_in_the_same_week_are_another_event() -> None:
    assert len(merge([article("A", VISIT), article("B", ELSEWHERE)])) == 2


def test_the_yearly_event_of_another_year_is_another_event() -> None:
    parade = told("Mara Lind watched the parade", "2021-03-16", people=LIND, place="Vienna", kind="culture")
    last_year = told("Mara Lind watched the parade", "2020-03-16", people=LIND, place="Vienna", kind="culture")
    assert len(merge([article("A", parade), article("B", last_year)])) == 2


def test_what_did_not_happen_is_not_what_happened() -> None:
    denied = told("Mara Lind did not visit Vienna", "2021-03-16", people=LIND, place="Vienna", status="negated")
    assert len(merge([article("A", VISIT), article("B", denied)])) == 2


def test_what_else_the_same_people_did_there_that_day_is_another_event() -> None:
    order = told("Mara Lind received the city's highest order", "2021-03-16", people=LIND, place="Vienna", kind="other")
    assert len(merge([article("A", VISIT, order), article("B", ARRIVAL)])) == 2


def test_one_article_that_gives_two_years_for_a_day_contradicts_itself() -> None:
    both = ("Mara Lind", "Otto Brahms")
    right = told("Mara Lind leads Otto Brahms to a banquet", "2021-03-16", people=both, place="Vienna", basis="stated")
    wrong = told("Mara Lind guides Otto Brahms to the hall", "2020-03-16", people=both, place="Vienna", basis="stated")
    vague = told("Mara Lind gave a banquet for Otto Brahms", "2021-03-16", people=both, place="Vienna")
    week = DateInterval(dt.date(2021, 3, 15), dt.date(2021, 3, 22))
    [banquet] = merge([article("A", right, wrong), article("B", replace(vague, interval=week))])
    [conflict] = banquet.conflicts
    assert conflict.note == "One article gives dates that exclude each other."
    assert conflict.field == "date"
    assert [claim for claim, _ in conflict.claims] == ["2020-03-16", "2021-03-16"]


def test_tolls_that_differ_are_a_conflict() -> None:
    [sinking] = merge([article("A", SUNK), article("B", SUNK_TOO)])
    assert [(c.field, c.claims) for c in sinking.conflicts] == [("toll", (("17", ("B",)), ("19", ("A",))))]


def test_names_spelt_differently_are_a_conflict() -> None:
    other = told("Lind arrived in Vienna", "2021-03-16", people=("Mara Lindd",), place="Vienna")
    [visit] = merge([article("A", VISIT), article("B", other)])
    assert visit.event.people == ("Mara Lind",)
    assert [c.field for c in visit.conflicts] == ["name"]


@pytest.mark.parametrize("written", ["Mara-Lind", "MARA LIND", "Lind", "M. Lind", "Lind Mara", "Mára Lind"])
def test_how_a_name_is_set_is_no_conflict(written: str) -> None:
    one = telling_of(VISIT, "A", spellings=(("Mara Lind", "Mara Lind"),))
    other = telling_of(VISIT, "B", spellings=(("Mara Lind", written),))
    assert conflicts_of([one, other]) == ()


DATED = told("Lava killed 43 villagers near Izmir", "2021-03-14", place="Izmir", kind="accident or disaster")


@pytest.mark.parametrize(
    ("title", "day", "events"),
    [
        ("Lava near Izmir killed at least 43 people", "2021-03-15", 1),
        ("Lava near Izmir killed at least 43 people", "2021-03-18", 2),
        ("Lava near Izmir killed at least 12 people", "2021-03-15", 2),
    ],
)
def test_dates_that_exclude_each_other_are_shown_where_the_rest_can_only_be_one_event(
    title: str, day: str, events: int
) -> None:
    other = told(title, day, place="Izmir", kind="accident or disaster")
    merged = merge([article("A", DATED), article("B", other)])
    assert len(merged) == events
    if events == 1:
        [conflict] = merged[0].conflicts
        assert conflict.claims == (("2021-03-14", ("A",)), ("2021-03-15", ("B",)))
        assert merged[0].event.interval == DATED.interval


@pytest.mark.parametrize(
    ("title", "dead"),
    [
        ("On 13 November two rebels were killed", 2),
        ("The 2019 flood killed thirty-one people in 3 towns", 31),
        ("A 5.9 magnitude quake struck; 1,200 died within 20 minutes", 1200),
        ("Police freed 12 hostages", None),
        ("A bomb killed the minister 300 metres from 12 guards who stood by the gate", None),
    ],
)
def test_the_count_of_the_dead_is_the_number_beside_them(title: str, dead: int | None) -> None:
    assert telling_of(told(title, "2021-03-14"), "A").toll == dead


def test_copies_speak_with_one_voice() -> None:
    padding = " ".join(f"word{n}" for n in range(80))
    pile = [article("A", VISIT, padding=padding), article("B", VISIT, padding=padding), article("C", ARRIVAL)]
    [visit] = merge(pile)
    assert [(source.document, source.copy_of) for source in visit.sources] == [("A", None), ("B", "A"), ("C", None)]
    assert visit.independent == 2


AT_LENGTH = "Mara Lind opened the new market hall by the river on Tuesday with the mayors of six towns"


def test_a_copy_at_a_later_date_tells_of_the_day_that_the_older_article_means() -> None:
    opened = told(AT_LENGTH, "2021-03-16", people=LIND, place="Vienna")
    copied = told(AT_LENGTH, "2021-04-20", people=LIND, place="Vienna")
    [event] = merge([article("A", opened), article("B", copied, published="2021-04-22")])
    assert event.event.interval == DateInterval.day(dt.date(2021, 3, 16))
    assert [(s.document, s.copy_of) for s in event.sources] == [("A", None), ("B", "A")]
    assert (event.independent, event.conflicts) == (1, ())


@pytest.mark.parametrize(
    ("title", "basis"),
    [
        (AT_LENGTH, "stated"),  # a day named outright counts from no publication
        ("Mara Lind opened the market on Tuesday", "resolved"),  # which may well be said each week
    ],
)
def test_other_words_at_a_later_date_are_of_another_day(title: str, basis: EventBasis) -> None:
    opened = told(title, "2021-03-16", people=LIND, place="Vienna", basis=basis)
    later = told(title, "2021-04-20", people=LIND, place="Vienna", basis=basis)
    assert len(merge([article("A", opened), article("B", later, published="2021-04-22")])) == 2


def test_the_same_article_fifty_times_is_one_voice() -> None:
    padding = " ".join(f"word{n}" for n in range(80))
    [visit] = merge([article(f"copy {n:02}", VISIT, padding=padding) for n in range(50)])
    assert len(visit.sources) == 50
    assert visit.independent == 1


def test_the_order_of_the_pile_does_not_matter() -> None:
    pile = [article("A", VISIT, SUNK), article("B", ARRIVAL, ELSEWHERE), article("C", SUNK_TOO)]
    merged = merge(pile)
    random.Random(1).shuffle(pile)
    assert merge(pile) == merged


def test_a_later_article_leaves_ids_as_they_are() -> None:
    before = merge([article("A", VISIT, SUNK)])
    after = merge([article("A", VISIT, SUNK), article("0", ARRIVAL, published="2021-03-25")])
    assert {m.event.id for m in before} <= {m.event.id for m in after}


def decided(pile: list[Extraction], *judgements: Judgement) -> list[MergedEvent]:
    return merge(pile, judgements)


def target(merged: MergedEvent) -> Target:
    return Target(event=merged.event.id, document=merged.sources[0].document, quote=merged.sources[0].quote)


def test_decisions_win_over_merging() -> None:
    pile = [article("A", VISIT), article("B", ARRIVAL), article("C", ELSEWHERE)]
    visit, elsewhere = merge(pile)
    split = Judgement(kind="split", targets=(target(visit),), value={"document": "B"})
    assert [len(m.sources) for m in decided(pile, split)] == [1, 1, 1]
    joined = Judgement(kind="merge", targets=(target(visit), target(elsewhere)))
    assert [len(m.sources) for m in decided(pile, joined)] == [3]
    assert [len(m.sources) for m in decided(pile, joined, split)] == [2, 1]


def test_the_last_of_two_decisions_holds() -> None:
    pile = [article("A", VISIT)]
    [visit] = merge(pile)
    confirm, reject = (Judgement(kind=kind, targets=(target(visit),)) for kind in ("confirm", "reject"))
    assert decided(pile, reject, confirm)[0].judged == ("confirm",)
    assert decided(pile, confirm, reject)[0].judged == ("reject",)


def test_corrections_set_date_and_place() -> None:
    pile = [article("A", VISIT)]
    [visit] = merge(pile)
    date = Judgement(kind="date", targets=(target(visit),), value={"start": "2021-03-15", "end": "2021-03-16"})
    place = Judgement(kind="place", targets=(target(visit),), value={"name": "Graz", "lat": 47.07, "lon": 15.44})
    [corrected] = decided(pile, date, place)
    assert corrected.event.interval is not None
    assert corrected.event.interval.iso() == ["2021-03-15", "2021-03-16"]
    assert (corrected.event.place, corrected.event.lat) == ("Graz", 47.07)
    assert corrected.judged == ("date", "place")


def test_a_person_is_renamed_everywhere_or_in_one_document() -> None:
    pile = [article("A", VISIT), article("C", ELSEWHERE)]
    value = {"from": "Mara Lind", "to": "Maria Lind"}
    assert {m.event.people for m in decided(pile, Judgement(kind="rename", value=value))} == {("Maria Lind",)}
    only = decided(pile, Judgement(kind="rename", value={**value, "document": "C"}))
    assert {m.event.people for m in only} == {("Mara Lind",), ("Maria Lind",)}


def test_a_decision_follows_an_event_whose_id_changed() -> None:
    [visit] = merge([article("A", VISIT)])
    reject = Judgement(kind="reject", targets=(target(visit),))
    moved = article("A", VISIT, padding="A line that was added later.")
    assert merge([moved])[0].event.id != visit.event.id
    assert decided([moved], reject)[0].judged == ("reject",)


def test_of_two_events_in_one_sentence_a_decision_follows_the_one_it_was_about() -> None:
    pile = [article("A", VISIT, SUNK)]
    quote = "Mara Lind visited Vienna on the day on which a ferry sank."
    both = Span(start=0, end=len(quote))
    told = [replace(event, sentence=both) for event in pile[0].events]
    together = replace(pile[0], document=replace(pile[0].document, text=quote), events=tuple(told))
    for event in told:
        gone = Target(event="gone", document="A", quote=quote, title=event.title)
        [rejected] = [m for m in merge([together], [Judgement(kind="reject", targets=(gone,))]) if m.judged]
        assert rejected.event.id == event.id


def test_what_is_pinned_is_no_background() -> None:
    pile = [article("A", replace(VISIT, background=True))]
    [visit] = merge(pile)
    [pinned] = decided(pile, Judgement(kind="pin", targets=(target(visit),)))
    assert (visit.event.background, pinned.event.background, pinned.judged) == (True, False, ("pin",))


def test_a_decision_whose_event_is_gone_is_listed() -> None:
    [visit] = merge([article("A", VISIT)])
    reject = Judgement(kind="reject", targets=(target(visit),))
    assert lost([article("B", SUNK)], [reject]) == [reject]
    assert lost([article("A", VISIT)], [reject]) == []
