"""Pairs of events labelled by hand: same or not."""

from __future__ import annotations

from labelled_pairs import labelled_pairs

from timeline.merge.blocks import candidates, rarity_of
from timeline.merge.likeness import SAME, likeness

PAIRS = list(labelled_pairs())


def test_precision_and_recall_on_labelled_pairs() -> None:
    rarity = rarity_of(list({t.event.title: t for _, *pair in PAIRS for t in pair}.values()))
    said = [(same, likeness(a, b, rarity).score >= SAME) for same, a, b in PAIRS]
    right = sum(same and joined for same, joined in said)
    assert len(PAIRS) >= 200
    assert right / sum(joined for _, joined in said) >= 0.97
    assert right / sum(same for same, _ in said) >= 0.85


def test_likeness_is_symmetric_and_explains_itself() -> None:
    for same, a, b in PAIRS:
        forth, back = likeness(a, b, {}), likeness(b, a, {})
        assert abs(forth.score - back.score) < 1e-9
        assert forth.reasons or not same


def test_blocking_offers_nearly_every_pair_that_is_the_same() -> None:
    titles = list({t.event.title: t for _, *pair in PAIRS for t in pair}.values())
    offered = {
        frozenset((titles[a].event.title, titles[b].event.title)) for a, b in candidates(titles, rarity_of(titles))
    }
    same = {frozenset((a.event.title, b.event.title)) for same, a, b in PAIRS if same}
    assert len(same & offered) / len(same) >= 0.9
