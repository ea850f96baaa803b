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
    ],
)  # fmt: skip
def test_a_verb_keeps_its_subject_behind_what_opens_the_sentence(sentence: str, verb: str, subject: str) -> None:
    (doc,) = parse([Document(id="a", text=sentence)])
    assert [t.text for t in doc if t.dep_ == "nsubj" and t.head.text == verb] == [subject]
    assert not [t.text for t in doc if t.ent_type_ == "DATE" and t.head.text == subject]


def test_a_day_before_an_inserted_clause_belongs_to_the_main_verb() -> None:
    text = "On February 3, hours before the race was to open, Ana Prado announced on television that it was put off."
    (doc,) = parse([Document(id="a", text=text)])
    (on,) = (t for t in doc if t.text == "On")
    assert on.head.text == "announced"
