"""Who else was there, and whom "he", "the two" and "the 55-year-old" mean, through the whole pipeline."""

from __future__ import annotations

import pytest
from telling_texts import the, told


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("The mayor opened the fair in Lisbon on Monday. Among those present were Ana Prado and Ian Marsh.", "opened",
         {"Ana Prado", "Ian Marsh"}),
        ("The minister signed the accord on Tuesday. Ana Prado stood by as he did so.", "signed", {"Ana Prado"}),
        ("A vigil was held in Porto on Sunday. It had been organised by Helen Marsh.", "was held", {"Helen Marsh"}),
        ("Ian Marsh flew home on Saturday. His wife, Ana Marsh, was with him.", "flew", {"Ian Marsh", "Ana Marsh"}),
        ("Ian Marsh was in Lisbon to talk with Rui Teles on Friday, and so was the diplomat Ana Prado.", "was in",
         {"Ian Marsh", "Rui Teles", "Ana Prado"}),
        ("Ian Marsh flew into Lisbon on Friday, accompanied by Ana Prado and Rui Teles.", "flew",
         {"Ian Marsh", "Ana Prado", "Rui Teles"}),
        ("The murder of her father Ian Marsh, shot in Lisbon in February 2005, was on their minds.", "shot",
         {"Ian Marsh"}),
        ("On Friday State Security detained Ian Marsh, whose brother Rui, a firefighter, was killed at the port, over "
         "remarks that he had made.", "detained", {"Ian Marsh"}),
    ],
)  # fmt: skip
def test_who_else_was_there_takes_part(text: str, words: str, who: set[str]) -> None:
    assert set(the(told(text), words).firm_people) == who


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A fair was opened in Lisbon on Monday. Ana Prado was not with him.", "was opened"),
        ("A fair was opened in Lisbon on Monday. Ana Prado won a race.", "was opened"),
        ("A fair was opened in Lisbon on Monday. It was criticised by Ana Prado.", "was opened"),
        ("A fair was opened in Lisbon on Monday. It rained. Ana Prado stood beside him.", "was opened"),
    ],
)
def test_who_only_comes_next_takes_no_part(text: str, words: str) -> None:
    assert "Ana Prado" not in the(told(text), words).people


def test_company_is_marked_as_told_by_the_next_sentence() -> None:
    event = the(told("Ian Marsh flew home on Saturday. His wife, Ana Marsh, was with him."), "flew")
    assert {e.basis for e in event.evidence if e.field == "who"} == {"clause", "context"}
    assert "Ana Marsh: there, as the next sentence says." in event.who_reason


ABOUT_TWO = (
    "President Ian Marsh received President Rui Teles in Lisbon. Marsh spoke first.\n\n"
    "Teles thanked Marsh. The guest praised Teles and Marsh alike.\n\n"
    "Trade grew. Ships came. Goods were sold. Tariffs fell. Farmers cheered.\n\n"
)


@pytest.mark.parametrize(
    "sentence",
    ["The two presidents dined on Wednesday.", "They ended with a treaty that both signed on Wednesday."],
)
def test_the_two_are_those_whom_the_article_is_about(sentence: str) -> None:
    words = "dined" if "dined" in sentence else "signed"
    assert set(the(told(ABOUT_TWO + sentence), words).people) == {"Ian Marsh", "Rui Teles"}


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Ana Prado, the sister of the president, smiled. He was the first since Ian Marsh met Rui Teles.\n\n"
         "She flew into Lisbon on Friday.", "flew", {"Ana Prado"}),
        ("Ian Marsh was mayor. He gave up his seat.\n\nThat did not last. The town was stunned. "
         "Then officers stopped him.\n\nHe left Lisbon on Monday.",
         "left", {"Ian Marsh"}),
        ("Rui Teles, who leads the union and was himself jailed in June 2009, told them to wait.", "jailed",
         {"Rui Teles"}),
        ("It cost Rui Teles, who paid for the trip and who was back on Earth in May 2009, a fortune.", "back on Earth",
         {"Rui Teles"}),
        ("Ian Marsh makes films. In 2010 he and fellow director Rui Teles were jailed.\n\nHe was arrested again in "
         "2022.", "arrested again", {"Ian Marsh"}),
        ("Ian Marsh met Rui Teles in May. Marsh runs a yard, and he gave Teles a car on Monday.", "gave Teles",
         {"Ian Marsh", "Rui Teles"}),
        ("Last month Ian Marsh was in Lisbon, where he and Ana Prado issued a declaration.", "issued",
         {"Ian Marsh", "Ana Prado"}),
        ("The club was led by Rui Teles, 36, and Ian Marsh, 55. The 55-year-old was jailed on Friday.", "jailed",
         {"Ian Marsh"}),
        ("Before boarding his plane on Friday, Ian Marsh said that Rui Teles was strong.", "said", {"Ian Marsh"}),
        ("A top official gave a letter from Ian Marsh to Rui Teles on Friday.\n\nVice Marshal Jo Reed handed over the "
         "message in the afternoon.", "gave a letter", {"Ian Marsh", "Rui Teles", "Jo Reed"}),
    ],
)  # fmt: skip
def test_pronouns_and_descriptions_mean_whom_the_text_tells_of(text: str, words: str, who: set[str]) -> None:
    assert set(the(told(text), words).people) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Mr Biden spoke of trade.\n\nThe American president left Lisbon on Monday.", "left", {"Biden"}),
        ("Mr Macron and Mr Biden met.\n\nThe French leader left Lisbon on Monday.", "left", {"Macron"}),
        ("Mr Macron met Ana Prado.\n\nThe American president left Lisbon on Monday.", "left", set[str]()),
        ("Foreign Minister Ana Prado and Foreign Minister Ian Marsh dined. President Rui Teles and President Jo Reed "
         "spoke.\n\nThe foreign ministers are to meet in Lisbon on Monday.", "meet", {"Ana Prado", "Ian Marsh"}),
        ("Ana Prado, a former spy whose cabinet was voted in last month, spoke.", "was voted", {"Ana Prado"}),
        ("President Ian Marsh spoke to the nation.\n\nOn Friday the Head of State declared a curfew.", "declared",
         {"Ian Marsh"}),
    ],
)  # fmt: skip
def test_offices_tell_who_is_meant_by_the_text_or_by_what_the_world_knows(text: str, words: str, who: set[str]) -> None:
    assert set(the(told(text, published="2022-05-25"), words).people) == who


@pytest.mark.parametrize(
    ("text", "words", "who"),
    [
        ("Prime Minister Ana Prado met Prime Minister Ian Marsh. President Rui Teles was ill.\n\nThe two prime "
         "ministers talked on a sofa in Lisbon on Monday.", "talked", {"Ana Prado", "Ian Marsh"}),
        ("President Ian Marsh ended his visit. His last call was on Ana Prado, who received him.\n\nA day earlier he "
         "and Rui Teles had signed the treaty.", "had signed", {"Ian Marsh", "Rui Teles"}),
        ("President Ian Marsh spoke. The president praised Ana Prado. He left on Monday.", "left", {"Ian Marsh"}),
        ("President Ian Marsh spoke.\n\nFrom Lisbon the president went to Porto, where Ana Prado received him for "
         "dinner on Monday.", "received", {"Ana Prado", "Ian Marsh"}),
    ],
)  # fmt: skip
def test_he_is_whom_the_sentence_before_is_about(text: str, words: str, who: set[str]) -> None:
    assert set(the(told(text), words).people) == who


def test_whom_a_pronoun_means_is_trusted_as_far_as_it_is_likely() -> None:
    both = "Ian Marsh met Rui Teles in Lisbon in May 2019.\n\n"
    named, meant = the(told(both + "Marsh left on Monday."), "left"), the(told(both + "He left on Monday."), "left")
    assert set(named.people) == set(meant.people) == {"Ian Marsh"}
    assert meant.confidence < named.confidence
    assert "stands for Ian Marsh, as is likely (" in next(e.note for e in meant.evidence if e.field == "who")
