"""When something was said, by the words in which it was, or by those told before of the same occasion."""

from __future__ import annotations

from timeline.events.belonging import cues
from timeline.events.clauses import Clause
from timeline.events.story import Story
from timeline.events.tenses import is_past
from timeline.events.timing import When, inherited, own_date
from timeline.events.vocabulary import kinds


def from_words_said(story: Story, clause: Clause) -> When | None:
    """The date of the words in which something is said: "In a letter sent on Saturday, Prado said"."""
    head = story.parse[clause.head]
    if not (is_past(head) and kinds().verbs.get(head.lemma_.lower()) == "statement"):
        return None
    nouns = (n for t in head.children if t.dep_ == "prep" and t.lower_ == "in" for n in t.children if n.dep_ == "pobj")
    for noun in (n for n in nouns if n.lemma_.lower() in cues()["words_said"]):
        for part in (t for t in noun.rights if t.dep_ in ("acl", "relcl")):
            told = story.clause_of.get(part.i)
            date = own_date(story, told) if told is not None else None
            if told is not None and date is not None and date.interval is not None:
                return inherited(date, "sentence", f"The “{noun.text}” in which it was said has a date.", 0.85, told)
    return None


def from_words_before(story: Story, clause: Clause) -> When | None:
    """The date of the words told before, for what "He was speaking to reporters as" says of the occasion."""
    head, here = story.parse[clause.head], story.sentence(clause)
    goes_on = head.tag_ == "VBG" and any(t.dep_ == "aux" and t.tag_ == "VBD" for t in head.children)
    if not goes_on or head.lemma_ not in ("speak", "talk") or here.index == 0:
        return None
    for other in story.clauses_in(story.sentences[here.index - 1]):
        date = own_date(story, other)
        if kinds().verbs.get(story.parse[other.head].lemma_.lower()) == "statement" and date is not None:
            return inherited(date, "context", "It tells where the words before were said.", 0.85, other)
    return None
