"""Parses that cannot be are mended, and all others are left as they are."""

from __future__ import annotations

import pytest

from timeline.models import Document
from timeline.syntax import parse


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("On Thursday morning the foreign minister, Hamid Masud, called on democrats to resist.", "called", "minister"),
        ("On Friday the mayor, Ana Prado, opened the bridge.", "opened", "mayor"),
        ("To free up seats, the head of the board, Ana Prado, called a vote on Friday.", "called", "head"),
        ("Prado hosted lunch in the capital on Saturday for a group of visiting lawmakers.", "hosted", "Prado"),
        ("On Saturday, a train that was running without passengers struck and killed two men.", "struck", "train"),
        ("The mill, which had outlived three floods and a war, closed for good.", "closed", "mill"),
        ("A bridge built in 1921.", None, None),
        ("The bridge that fell in May.", None, None),
    ],
)
def test_a_past_tense_leads_its_sentence(sentence: str, verb: str | None, subject: str | None) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    roots = [t.text for s in doc.sents for t in (s.root,) if t.tag_ == "VBD"]
    subjects = [t.text for t in doc if t.dep_ == "nsubj" and t.head.text == verb]
    assert roots == ([verb] if verb else [])
    assert subjects == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("sentence", "verb"),
    [
        ("Ana Prado said on Wednesday she would not sign the law.", "said"),
        ("Ana Prado said that on Wednesday she would sign the law.", "sign"),
    ],
)
def test_a_day_right_behind_the_saying_is_that_of_the_saying(sentence: str, verb: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    (day,) = (t for t in doc if t.text == "Wednesday")
    assert day.head.head.text == verb


def test_the_day_behind_a_copula_is_that_of_what_is_told_of_whom_it_names() -> None:
    text = (
        "The best known of them was Rui Teles, a chronicler of the mines and a contributor to Lusa, who was dragged "
        "from his car and shot in broad daylight in Lyon, the capital of the region, on May 15, 2017."
    )
    (doc,) = parse([Document(id="a", text=text)])
    (month,) = (t for t in doc if t.text == "May")
    assert month.head.head.text == "shot"


def test_an_amount_behind_a_day_belongs_to_what_it_counts_from() -> None:
    (doc,) = parse([Document(id="a", text="An airship crashed on Tuesday minutes after it had taken off near Lyon.")])
    heads = {t.text: t.head.text for t in doc}
    assert heads["Tuesday"] == "on"
    assert heads["minutes"] == "taken"


def test_dashes_behind_a_bracket_part_an_agency_from_the_text() -> None:
    (doc,) = parse([Document(id="a", text="TOKYO, Sept. 30 (Wire Press)--South Korea urged Japan to come.")])
    assert "South" in [t.text for t in doc]


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("Silva took office after her predecessor, Ana Prado, gave way to street protests.", "gave", "predecessor"),
        ("She sang in May and gave way after the interval, Ana Prado said.", "gave", None),
        ("After the match he ate, drank and slept.", "drank", None),
    ],
)
def test_a_verb_joined_without_a_word_belongs_to_the_noun_before(sentence: str, verb: str, subject: str | None) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    assert [t.text for t in doc if t.dep_ == "nsubj" and t.head.text == verb] == ([subject] if subject else [])


@pytest.mark.parametrize(
    ("sentence", "verb", "subject"),
    [
        ("On Friday ministers met in the capital.", "met", "ministers"),
        ("In 2019 protesters stormed the hall.", "stormed", "protesters"),
        ("Flanked by regulators and by the heads of the two banks, the Swiss president, Alan Bern, told reporters.",
         "told", "president"),
        ("On April 8, officers, wondering how a man could have gone unseen, searched the site once more.", "searched",
         "officers"),
        ("On Tuesday's talks ministers said nothing.", "said", "ministers"),
        ("Kidnappers kept a word to kill the baker they took hostage and police found the man's body Friday in a bag.",
         "found", "police"),
        ("In May 1995 Ana Prado was made a general, and the following year she was sent to Rome.", "sent", "she"),
        ("A baker turned rebel fighter, Rui Costa, was killed in a raid in January.", "killed", "baker"),
        ("As supporters gathered in the north, riot police deployed in the port of Lagos, to break up a protest rally.",
         "deployed", "police"),
    ],
)  # fmt: skip
def test_a_verb_keeps_its_subject_behind_what_opens_the_sentence(sentence: str, verb: str, subject: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    assert [t.text for t in doc if t.dep_ in ("nsubj", "nsubjpass") and t.head.text == verb] == [subject]
    assert not [t.text for t in doc if t.ent_type_ == "DATE" and t.head.text == subject]


def test_a_clause_after_since_is_one_wherever_the_parser_hung_the_since() -> None:
    text = "Neighbours said crime had gradually dwindled as a worry since Night Watch, a club, started patrols."
    (doc,) = parse([Document(id="a", text=text)])
    (started,) = (t for t in doc if t.text == "started")
    assert (started.dep_, [t.text for t in started.lefts if t.dep_ == "nsubj"]) == ("advcl", ["Watch"])


def test_after_opens_a_clause_though_that_goes_on_with_and() -> None:
    text = "More than 900 villagers were evacuated after Friday's quakes toppled homes and sent boulders down."
    (doc,) = parse([Document(id="a", text=text)])
    assert [t.text for t in doc if t.dep_ in ("nsubj", "mark") and t.head.text == "toppled"] == ["after", "quakes"]


def test_what_was_raised_behind_despite_hangs_on_its_noun() -> None:
    text = "She will stay, despite security fears raised Thursday when a powerful car bomb killed a diplomat."
    (doc,) = parse([Document(id="a", text=text)])
    (raised,) = (t for t in doc if t.text == "raised")
    assert (raised.dep_, raised.head.text) == ("acl", "fears")


def test_a_year_before_a_participle_is_of_the_verb_before() -> None:
    text = "Night Watch started a series of largely quiet patrols in 1992 intended to close down bars."
    (doc,) = parse([Document(id="a", text=text)])
    assert next(t for t in doc if t.text == "1992").head.head.text == "started"


def test_a_day_before_an_inserted_clause_belongs_to_the_main_verb() -> None:
    text = "On February 3, hours before the race was to open, Ana Prado announced on television that it was put off."
    (doc,) = parse([Document(id="a", text=text)])
    (on,) = (t for t in doc if t.text == "On")
    assert on.head.text == "announced"


@pytest.mark.parametrize(
    ("sentence", "noun", "preposition"),
    [
        ("Two former agents were charged in the Dec. 21, 1988, bombing of a train that killed nine.", "bombing", "in"),
        ("He was indicted last year in the October 1998 shooting death of a doctor.", "death", "in"),
        ("He was born on May 3, 1998, and left.", "May", "on"),
    ],
)
def test_the_noun_that_a_date_names_is_what_the_preposition_leads(sentence: str, noun: str, preposition: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    assert [t.head.text for t in doc if t.text == noun and t.dep_ == "pobj"] == [preposition]


def test_the_article_before_a_date_is_that_of_the_noun_behind_it() -> None:
    (doc,) = parse([Document(id="a", text="The Aug. 7, 1998, bombings killed more than 200 people.")])
    assert doc[0].head.text == "bombings"


@pytest.mark.parametrize(
    ("sentence", "word", "head"),
    [
        ("The court ruled, revising down the results of the vote, announced in May by the board.", "announced",
         "results"),
        ("The African Union also sealed similar trade agreements on Friday with Ghana and Kenya - two former British "
         "colonies with similarly complicated relations with Spain.", "colonies", "Ghana"),
        ("The mayor, Ana Prado, on Friday signed a free-trade deal binding her city more closely to Lisbon.", "binding",
         "deal"),
        ("Four sailors and their cook are still being held captive by the guards and Prado has personally urged the "
         "guards to free them.", "Prado", "urged"),
        ("The deals were closed in Madrid just hours after pro-union cooks released four waiters from the Organisation "
         "for Bread and Wine in Lisbon (OBW) they had seized on May 26.", "seized", "waiters"),
        ("The red capsule that lifted off on Saturday with two sailors aboard docked at the quay on Sunday.", "capsule",
         "docked"),
    ],
)  # fmt: skip
def test_words_are_put_under_what_they_belong_to(sentence: str, word: str, head: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    (found,) = (t for t in doc if t.text == word)
    assert found.head.text == head


@pytest.mark.parametrize(
    ("sentence", "word"),
    [
        ("On Jan. 10 a protest there against the paralysis of the inquiry ended with stones being thrown through the "
         "windows of the building.", "ended"),
        ("Earlier on Thursday New Zealand's Foreign Minister, Ian Marsh, accused “outsiders” of driving a wedge "
         "between the members of the club.", "accused"),
    ],
)  # fmt: skip
def test_a_sentence_that_opens_with_a_time_is_led_by_its_verb(sentence: str, word: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    assert [s.root.text for s in doc.sents] == [word]


def test_the_comma_that_only_the_model_sees_is_gone_from_the_parse() -> None:
    text = "It rained.\nOn Jan. 10 a man left.\n\nLast week soldiers came. In May, all was quiet."
    (doc,) = parse([Document(id="a", text=text)])
    assert [t.text for t in doc if t.text == ","] == [","]
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
    assert all(sentence.root.head.i == sentence.root.i for sentence in doc.sents)


def test_whose_kin_were_killed_was_held_himself() -> None:
    text = "State Security detained Ian Marsh, whose brother Rui, a firefighter, was killed at the port, over remarks."
    (doc,) = parse([Document(id="a", text=text)])
    assert [t.head.text for t in doc if t.text in ("Marsh", "brother")] == ["detained", "killed"]


def test_words_in_capitals_that_open_a_paragraph_are_read_as_others_and_kept_as_written() -> None:
    text = "BELARUS HAS told the ambassadors to leave.\n\nTHE NUMBER of dead rose. NATO AND the EU met."
    (doc,) = parse([Document(id="a", text=text)])
    assert [t.text for t in doc][:3] == ["BELARUS", "HAS", "told"]
    assert [t.pos_ for t in doc][1:3] == ["AUX", "VERB"]
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_a_verb_that_was_taken_for_an_adjective_tells_again() -> None:
    (doc,) = parse([Document(id="a", text="Sri Lankan troops in their hundreds advanced on Sunday towards the dam.")])
    assert [(t.lemma_, t.tag_, t.dep_) for t in doc if t.text == "advanced"] == [("advance", "VBD", "ROOT")]
