"""Why two tellings are alike is said in the words of the articles."""

from __future__ import annotations

from piles import telling_of, told

from timeline.merge.likeness import likeness


def test_reasons_give_words_and_no_stems() -> None:
    one = telling_of(told("A warehouse exploded beside the granaries", "2021-03-19"), "a")
    other = telling_of(told("The warehouse exploded near two granaries", "2021-03-19"), "b")
    reasons = " ".join(likeness(one, other, {}).reasons)
    spoken = set(reasons.translate(str.maketrans("(),", "   ")).split())
    assert {"exploded", "granaries"} <= spoken
    assert "explod" not in spoken
