"""Where an event happened: the place its clause states, else one that its sentence, caption or scene supports."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.events.actors import from_actor, from_government, from_host, from_poll, from_ruler
from timeline.events.around import DEADLY, in_sentence
from timeline.events.belonging import leads_to_another_time
from timeline.events.casting import subject_of
from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.descriptions import described, of_event, of_facility
from timeline.events.home import dateline
from timeline.events.likely import likely
from timeline.events.scenes import Spot, is_adverbial, is_measured_from, is_scene, is_strong, is_topic, only_says, words
from timeline.events.story import Sentence, Story
from timeline.events.timing import When, own_date
from timeline.events.where import FINENESS, NOWHERE, Where, fineness, is_one_place, placed, preference, quoted

if TYPE_CHECKING:
    from spacy.tokens import Token

_REACH = 3  # sentences before and after that may lend their place
_PAIR = 2  # people
_BESIDE = 3  # tokens from a town to the region that it is said to be in: a comma and "in" may be between


def locate(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where:
    """The place of a clause, from the closest words that support one.

    One that no gazetteer knows is put where the text is set, as a guess: "the Tesk roundabout" of a report from Lyon.
    """
    where = _located(story, clause, when, people)
    place = where.place
    if place is None or place.lat is not None:
        return where
    guess = likely(story, clause, when, people)
    around = guess.place if guess is not None else None
    if around is None or around.lat is None or around.kind not in ("point", "city"):
        return where
    pinned = replace(
        place, lat=around.lat, lon=around.lon, country=around.country, radius_km=around.radius_km, approximate=True
    )
    reason = f"{where.reason} Nothing tells where that is; the text is set in {around.name}."
    first = replace(where.evidence[0], basis="setting")
    return Where(place=pinned, confidence=0.6 * where.confidence, reason=reason, evidence=(first, *where.evidence[1:]))


def _located(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where:
    tokens = set(story.phrase(clause))
    scene = _where_it_points(story, clause) or _whose(story, clause)
    own = [s for s in story.places if s.root in tokens and is_scene(story, s) and not is_topic(story, clause, s)]
    if scene is not None and not any(fineness(s) < fineness(scene) for s in own):
        return placed(scene, "sentence", 0.9, f"The words before say where it was: {quoted(scene)}.")
    here = next((t for t in story.words(clause.tokens) if t.lower_ == "here" or _is_town_here(t)), None)
    if here is not None and (where := _here(story, here)) is not None:
        return where
    if only_says(story, clause):
        own = [s for s in own if is_adverbial(story, clause, s)]
    aside = [s for s in own if _is_aside(story, clause, s)]
    if len(own) > len(aside):
        best = min((s for s in own if s not in aside), key=lambda s: preference(clause, s))
        return placed(best, "clause", 0.95, f"The clause says {quoted(best)}.")
    meant = described(story, clause)
    if meant is not None:
        return meant
    if aside:
        best = min(aside, key=lambda s: preference(clause, s))
        return placed(best, "clause", 0.85, f"The clause says {quoted(best)}.")
    around = [] if _is_at_the_scene(story, clause) else list(in_sentence(story, clause))
    if around and not _acts_on_place(story, clause):
        best = min(around, key=lambda s: preference(clause, s))
        return placed(best, "sentence", 0.8, f"The same sentence says {quoted(best)}.")
    fixed = of_facility(story, clause)
    if fixed is not None:
        return fixed
    if story.sentence(clause).zone == "caption":
        return _from_caption(story, clause)
    if only_says(story, clause) and not _is_said_at(story, clause):
        return from_government(story, clause) or likely(story, clause, when, people) or NOWHERE
    if _goes_home(story, clause):
        return NOWHERE
    summoned = from_government(story, clause) if story.parse[clause.head].lemma_.lower() in words("summoning") else None
    if summoned is not None:
        return summoned
    fell = _where_it_fell(story, clause)
    if fell is not None:
        return fell
    near = of_event(story, clause) or _from_source(story, clause, when) or _from_scene(story, clause, when, people)
    near = near or _from_picture(story, when, people)
    near = near or from_host(story, clause) or from_poll(story, clause)
    near = near or from_ruler(story, clause, people) or from_actor(story, clause)
    return near or likely(story, clause, when, people) or NOWHERE


def _is_aside(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether a place is that of more than the clause tells: of how it went on, of what came before, or far from it."""
    return (
        _is_in_manner(story, clause, spot)
        or _is_of_what_came_before(story, spot)
        or _is_of_apposition(story, clause, spot)
        or is_measured_from(story, spot)
    )


def _is_of_apposition(story: Story, clause: Clause, spot: Spot) -> bool:
    """ "Ana Prado, who heads the office in Lyon, came to Nice", "Prado, the envoy in Lyon": where somebody works."""
    for token in (story.parse[spot.root], *story.parse[spot.root].ancestors):
        if token.i == clause.head:
            return False
        if token.dep_ == "appos" and token.head.i in story.person_at:
            return True
    return False


def _is_in_manner(story: Story, clause: Clause, spot: Spot) -> bool:
    """ "burst, sending waste to the sea": how it went on, perhaps elsewhere."""
    path = (t for t in story.parse[spot.root].ancestors if t.head.i == clause.head and t.i != clause.head)
    verb = next(path, None)
    return verb is not None and verb.dep_ == "advcl" and verb.tag_ == "VBG"


def _is_of_what_came_before(story: Story, spot: Spot) -> bool:
    """ "met in Rome, after a visit to Lyon": where something else was."""
    return any(leads_to_another_time(t) for t in story.parse[spot.root].ancestors)


def _is_at_the_scene(story: Story, clause: Clause) -> bool:
    """ "flew to the scene": where that was of which the text tells, whatever its sentence says besides."""
    return any(
        t.lemma_ == "scene" and t.dep_ == "pobj" and any(c.lower_ == "the" for c in t.lefts)
        for t in story.words(clause.tokens)
    )


def _is_said_at(story: Story, clause: Clause) -> bool:
    """ "told the scientists at the command centre", "told the crowd": before people, where the text is set."""
    head = story.parse[clause.head]
    if any(t.lemma_.lower() in words("audiences") and t.dep_ in ("dobj", "dative") for t in head.children):
        return True
    nouns = (t for t in story.words(clause.tokens) if t.dep_ == "pobj" and t.head.lower_ in ("at", "in", "outside"))
    return any(t.lemma_.lower() in words("facilities") | words("meeting_points") for t in nouns)


def _acts_on_place(story: Story, clause: Clause) -> bool:
    """ "united Italy", "asked Peru to wait": whom it concerns is said, and where it was done is not."""
    return any(story.parse[s.root].dep_ == "dobj" and story.parse[s.root].head.i == clause.head for s in story.places)


def _where_it_fell(story: Story, clause: Clause) -> Where | None:
    """The place of the next sentence, where that goes on with it: "The jet was shot down. It came down near Lyon"."""
    here = story.sentence(clause)
    if kind_of(story, clause) not in DEADLY or here.index + 1 >= len(story.sentences):
        return None
    after = story.sentences[here.index + 1]
    main = next((c for c in story.clauses_in(after) if c.link == "main"), None)
    subject = subject_of(story, main) if main is not None else None
    if main is None or subject is None or after.scene != here.scene or subject.lower_ not in ("it", "they"):
        return None
    verb = story.parse[main.head]
    if verb.lemma_.lower() not in words("falling") or own_date(story, main) is not None:
        return None
    spots = [s for s in story.places if s.root in main.tokens and is_strong(story, s)]
    best = min(spots, key=lambda s: preference(main, s), default=None)
    if best is None:
        return None
    return placed(best, "context", 0.8, f"The next sentence says where it was: {quoted(best)}.")


def _goes_home(story: Story, clause: Clause) -> bool:
    """ "flew home": wherever that is; who is sent home by somebody is sent from where that is done."""
    head = story.parse[clause.head]
    home = any(t.lower_ == "home" and t.dep_ == "advmod" for t in story.words(clause.tokens))
    return home and not any(t.dep_ == "dobj" for t in head.children)


def _is_town_here(noun: Token) -> bool:
    """ "This city began to bury its dead": the one that the report comes from."""
    this = any(t.dep_ == "det" and t.lower_ == "this" for t in noun.lefts)
    return this and noun.tag_ == "NN" and noun.lower_ in ("city", "town", "village", "port")


def _here(story: Story, here: Token) -> Where | None:
    """The place of the dateline, for what was said here or happened here; none for what somebody else calls here."""
    if _is_quoted(story, here):
        return NOWHERE
    spot = dateline(story)
    said = here.text if here.lower_ == "here" else f"this {here.text}"
    return placed(spot, "headline", 0.9, f"“{said}” is where the report comes from: {quoted(spot)}.") if spot else None


def _is_quoted(story: Story, word: Token) -> bool:
    """Whether a quotation that began in its sentence is still open."""
    marks = [t.text for t in story.parse[story.sentence_at[word.i].first : word.i] if t.is_quote]
    return len(marks) % 2 == 1


def _where_it_points(story: Story, clause: Clause) -> Spot | None:
    """The place right before the "where" that opens a clause: "in Lyon, where she was born"."""
    where = next((t for t in story.parse[clause.head].lefts if t.lower_ == "where"), None)
    if where is None:
        return None
    here = story.sentence(clause)
    before = [s for s in story.places if here.first <= s.first and s.last < where.i <= s.last + 3]
    if not before or before[-1].what[1].role == "metonym":
        return None
    outer = before[-1]
    inner = [s for s in story.places if 0 < outer.first - s.last <= _BESIDE and fineness(s) < fineness(outer)]
    held = [s for s in inner if s.what[0].lat is not None and s.what[0].country == outer.what[0].country]
    return held[0] if held else outer  # "in Chibok, in Borno, where"


def _whose(story: Story, clause: Clause) -> Spot | None:
    """The country whose body it is that a relative clause tells of: "Peru, whose parliament threw it out"."""
    head = story.parse[clause.head]
    subject = next((t for t in head.lefts if t.dep_ in ("nsubj", "nsubjpass")), None)
    owned = subject is not None and any(t.tag_ == "WP$" for t in subject.lefts)
    if not owned or subject is None or clause.link != "relative":
        return None
    bodies = words("national_bodies") | words("home_bodies") | words("national_officials")
    if subject.lemma_.lower() not in bodies:
        return None
    return next((s for s in story.places if s.root == head.head.i and s.what[0].lat is not None), None)


def _from_caption(story: Story, clause: Clause) -> Where:
    """The finest place that the caption names."""
    scene = story.sentence(clause).scene
    spots = [
        s
        for s in story.places
        if s.root in story.sentence_at and story.sentence_at[s.root].scene == scene and is_scene(story, s)
    ]
    if not spots:
        return NOWHERE
    best = min(spots, key=lambda s: (FINENESS[s.what[0].kind], s.root))
    return placed(best, "caption", 0.85, f"The caption says {quoted(best)}.")


def _from_picture(story: Story, when: When, people: Collection[str]) -> Where | None:
    """The place of a picture that shows the same two people, or more, on the same day."""
    day = when.interval
    if day is None or len(people) < _PAIR:
        return None
    for sentence in story.sentences:
        inside = range(sentence.first, sentence.last + 1)
        shown = {s.what.name for s in story.people if s.root in inside} if sentence.zone == "caption" else set()
        days = [d.what.interval for d in story.dates if d.root in inside and d.what.interval is not None]
        if len(shown & set(people)) < _PAIR or not any(day.overlaps(d) and d.days == 1 for d in days):
            continue
        spots = [s for s in story.places if s.root in inside and is_scene(story, s) and s.what[0].lat is not None]
        fine = [s for s in spots if s.what[0].kind in ("point", "city")]
        if fine:
            best = min(fine, key=lambda s: (FINENESS[s.what[0].kind], s.root))
            return placed(best, "context", 0.8, f"A picture of that day shows them at {quoted(best)}.")
    return None


def _from_source(story: Story, clause: Clause, when: When) -> Where | None:
    """The place of the clause that lends its date."""
    if when.source is None or when.basis != "inherited":
        return None
    source = when.source
    tokens = set(story.phrase(source))
    spots = [s for s in story.places if s.root in tokens and is_strong(story, s)]
    best = min(spots, key=lambda s: preference(source, s), default=None)
    if best is None or _is_left(story, clause, best):
        return None
    return placed(best, "context", 0.8, f"The words that give the date say {quoted(best)}.")


def _is_left(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether the sentence before, in the same paragraph, tells of another town: "That did not calm Lisbon." """
    here = story.sentence(clause)
    before = story.sentences[here.index - 1] if here.index else here
    if before == here or not story.same_paragraph(before, here):
        return False
    named = [s for s in story.places if before.first <= s.root <= before.last and s.what[1].role == "scene"]
    towns = [s.what[0] for s in named if s.what[0].kind in ("point", "city")]
    return bool(towns) and not any(is_one_place([town, spot.what[0]]) for town in towns)


def _from_scene(story: Story, clause: Clause, when: When, people: Collection[str]) -> Where | None:
    """The place of a sentence near by that shares a person and is not of another date."""
    for sentence in _neighbours(story, story.sentence(clause)):
        shared = _shared(story, sentence, people)
        spots = [s for s in story.places if sentence.first <= s.root <= sentence.last and is_strong(story, s)]
        if shared and spots and all(_is_of_other_date(story, s, when) for s in spots):
            return None  # where they were next, or before, nothing tells
        spots = [s for s in spots if not _is_of_other_date(story, s, when)]
        if shared and spots:
            best = min(spots, key=lambda s: (FINENESS[s.what[0].kind], s.root))
            return placed(best, "context", 0.75, f"A sentence near by about {shared} says {quoted(best)}.")
    return None


def _is_of_other_date(story: Story, spot: Spot, when: When) -> bool:
    """Whether the clause of a place, or its sentence where that says nothing, is dated otherwise."""
    home, sentence = story.clause_at.get(spot.root), story.sentence_at[spot.root]
    own = own_date(story, home) if home is not None else None
    dates = [own] if own is not None else [own_date(story, c) for c in story.clauses_in(sentence)]
    told = [date.interval for date in dates if date is not None and date.interval is not None]
    if when.interval is None or not told:
        return False
    return not any(interval.overlaps(when.interval) for interval in told)


def _neighbours(story: Story, here: Sentence) -> Iterator[Sentence]:
    """The sentences of the scene, nearest first, those before ahead of those after."""
    for distance in range(1, _REACH + 1):
        for index in (here.index - distance, here.index + distance):
            if 0 <= index < len(story.sentences) and story.sentences[index].scene == here.scene:
                yield story.sentences[index]


def _shared(story: Story, sentence: Sentence, people: Collection[str]) -> str | None:
    """A person of the event whom the sentence names."""
    names = (s.what.name for s in story.people if sentence.first <= s.first <= sentence.last)
    return next((name for name in names if name in people), None)
