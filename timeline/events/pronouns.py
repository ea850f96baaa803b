"""Pronouns of one person -> whom they stand for, where that is likely enough."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.events.likely_person import stands_for
from timeline.events.named_before import Reference, is_acting, reference
from timeline.events.story import Story

if TYPE_CHECKING:
    from spacy.tokens import Token

LIKELY, CERTAIN = 0.5, 0.9


def of_pronoun(story: Story, noun: Token, named: Collection[str]) -> Reference | None:
    """The person for whom a pronoun most likely stands; none whom its clause names besides."""
    guess = stands_for(story).get(noun.i)
    if guess is None or guess.person is None or guess.share < LIKELY or guess.person.name in named:
        return None
    reason = f"“{noun.text}” stands for {guess.person.name}, as is likely ({guess.share:.0%})."
    certain = is_acting(noun) and guess.share >= CERTAIN
    return reference(noun, [guess.person], reason, certain=certain, share=guess.share)
