"""The places in the clauses around one that say where it was: those above, and those that say when or why."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.events.belonging import cues
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause, first_conjunct
from timeline.events.gaps import gap_of
from timeline.events.scenes import Spot, is_scene, only_says, words
from timeline.events.story import Story
from timeline.events.timing import own_date
from timeline.events.vocabulary import kinds

DEADLY = ("attack", "accident or disaster")


def in_sentence(story: Story, clause: Clause) -> Iterator[Spot]:
    """Places led by a preposition in the clauses above, and in those that say when or why below."""
    above = () if _is_apart(story, clause) else _above(story, clause)
    below = () if only_says(story, clause) else _below(story, clause)
    for other in (*above, *(c for c in below if not is_dated_otherwise(story, clause, c))):
        yield from (s for s in story.places if s.root in other.tokens and is_scene(story, s))


def is_dated_otherwise(story: Story, clause: Clause, other: Clause) -> bool:
    """ "won in May the seat left vacant when he fled to Lyon in February" """
    own, its = own_date(story, clause), own_date(story, other)
    if own is None or its is None or own.interval is None or its.interval is None:
        return False
    return not own.interval.overlaps(its.interval)


def _above(story: Story, clause: Clause) -> Iterator[Clause]:
    parent = story.parent(clause)
    while parent is not None:
        yield parent
        parent = story.parent(parent)


def _below(story: Story, clause: Clause) -> Iterator[Clause]:
    """Clauses that say when, why or which; of what came before or after it only what something dreadful came after."""
    if clause.link == "nominal":  # "Monday's crash that killed two in Lyon"
        yield from (c for c in story.below(clause) if c.link == "relative" and own_date(story, c) is None)
    yield from (c for c in story.below(clause) if _tells_of_occasion(story, clause, c))
    yield from (c for c in story.below(clause) if _says_what_went_on(story, clause, c) or _is_at_that_time(story, c))
    yield from (c for c in story.below(clause) if _tells_of_reception(story, clause, c))
    adverbial = (c for c in story.below(clause) if c.link == "adverbial" and not _is_of_another(story, c))
    near = (c for c in adverbial if not _is_apart(story, c) and not _is_if(story, c))
    if kind_of(story, clause) not in DEADLY:
        yield from (c for c in near if not _opens_with(story, c, "after", "before", "since", "until"))
        return
    yield from (c for c in near if not _opens_with(story, c, "before"))
    joined = (c for c in story.below(clause) if c.link == "conjunct" and kind_of(story, c) in DEADLY)
    yield from (c for c in joined if own_date(story, c) is None)


def _tells_of_occasion(story: Story, clause: Clause, below: Clause) -> bool:
    """ "joined at a ceremony held in Lyon", "were killed in a blast that took place near Lyon" """
    if below.link not in ("relative", "participle") or own_date(story, below) is not None:
        return False
    noun = first_conjunct(story.parse[below.head]).head
    led = noun.dep_ == "pobj" and noun.head.head.i == clause.head and noun.head.lower_ in cues()["during"]
    return led and noun.lemma_.lower() in kinds().nouns


def _tells_of_reception(story: Story, clause: Clause, below: Clause) -> bool:
    """ "Prado, greeted at the airport in Lyon by the mayor, held talks" """
    verb = story.parse[below.head]
    received = below.link == "participle" and verb.tag_ == "VBN" and kind_of(story, below) == "visit or meeting"
    return received and verb.head.dep_ == "nsubj" and verb.head.head.i == clause.head and own_date(story, below) is None


def _says_what_went_on(story: Story, clause: Clause, below: Clause) -> bool:
    """ "was seized from a bus travelling through Lyon", "killed two who were fishing near Lyon": where it hit them."""
    verb = story.parse[below.head]
    if below.link not in ("relative", "participle") or kind_of(story, clause) not in DEADLY:
        return False
    if own_date(story, below) is not None or verb.tag_ not in ("VBG", "VBN", "VBD"):
        return False
    goes_on = verb.tag_ == "VBG"
    stood = verb.lemma_.lower() in words("standing_verbs")
    noun = first_conjunct(verb).head
    while noun.dep_ == "pobj" and noun.head.dep_ == "prep" and noun.head.head.i != clause.head:
        noun = noun.head.head
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    return (goes_on or stood) and over.i == clause.head


def _is_at_that_time(story: Story, below: Clause) -> bool:
    """ "took up arms in 2003, when rebels rose in Lyon": a clause that hangs on the date says where, too."""
    verb = story.parse[below.head]
    when = any(t.lower_ == "when" for t in verb.lefts)
    return below.link == "relative" and when and verb.head.ent_type_ in ("DATE", "TIME")


def _is_of_another(story: Story, clause: Clause) -> bool:
    """ "Soldiers rose while he was away in Morocco": where somebody else was then."""
    own = any(t.dep_ in ("nsubj", "nsubjpass") for t in story.parse[clause.head].lefts)
    return own and _opens_with(story, clause, "while")


def _opens_with(story: Story, clause: Clause, *marks: str) -> bool:
    return any(t.dep_ == "mark" and t.lower_ in marks for t in story.parse[clause.head].lefts)


def _is_if(story: Story, clause: Clause) -> bool:
    """ "if it marches on Lyon", "should Lyon be attacked": where nothing happened yet."""
    inverted = story.parse[min(clause.tokens)].lower_ == "should"
    return inverted or _opens_with(story, clause, "if", "unless")


def _is_apart(story: Story, clause: Clause) -> bool:
    """ "a day after he had been to Lyon": at another time, and perhaps elsewhere."""
    gap = gap_of(story, clause)
    return gap is not None and gap.count != 0
