"""Which clauses tell an event that a careful reader would list, and what kind it is."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from timeline.events.casting import subject_of
from timeline.events.clauses import Clause, semicolon_between
from timeline.events.status import is_telling_state, status_of
from timeline.events.story import Story
from timeline.events.timing import When, own_date, shares_date
from timeline.events.vocabulary import OTHER, kinds, load, status_cues

if TYPE_CHECKING:
    from spacy.tokens import Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "expl")
_HEARERS = ("dobj", "dative")
_OBJECTS = ("dobj", "nsubjpass")
STATEMENT = "statement"
_OPEN_KINDS = (OTHER, "culture", "business")  # whose verbs take the kind of their object: "opened the trial"
_SCORE = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")


def kind_of(story: Story, clause: Clause) -> str:
    """The kind of event; "other" where the vocabulary does not know the word."""
    head = story.parse[clause.head]
    if clause.link == "nominal":
        return kinds().nouns.get(head.lemma_.lower(), OTHER)
    shown = (t for t in head.children if t.dep_ == "attr" and _opens_with_there(head))
    subject = next(shown, subject_of(story, clause))
    return _actor_kind(subject, core_of(head)) or _verb_kind(core_of(head)) or OTHER


def _actor_kind(subject: Token | None, verb: Token) -> str | None:
    """The kind that the subject decides, unless it only says so: a quake that kills attacks nobody."""
    if subject is None or kinds().verbs.get(verb.lemma_.lower()) == STATEMENT:
        return None
    noun = subject.lemma_.lower()
    kind = kinds().nouns.get(noun, OTHER)
    if kind not in (STATEMENT, OTHER):
        return kind
    return kinds().things.get(noun) if subject.dep_ != "nsubjpass" else None


def is_event(story: Story, clause: Clause, stated: When | None) -> bool:
    """Whether a clause is worth listing: it has a date of its own, or tells of a concrete change."""
    if clause.link == "nominal" or shares_date(story, clause):
        return not shares_date(story, clause)
    head = story.parse[clause.head]
    dated = any(d.root in clause.tokens for d in story.dates)
    if stated is None and (clause.link == "gerund" or (not dated and _is_attendant(clause, head))):
        return False
    in_caption = story.sentence(clause).zone == "caption"
    if in_caption and not _names_anyone(story, clause):
        return False
    if (
        _is_position(head)
        or _is_spoken_to_reader(head)
        or tells_of_picture(head)
        or _is_bare_condition(head)
        or (not in_caption and _is_question(story, clause))
    ):
        return False
    if _is_state(head) and not _is_posing(story, head, stated):
        if stated is not None and (
            _is_turning(head) or _is_to_come(head) or _is_stay(story, head) or _is_due(head) or _is_undergone(head)
        ):
            return _has_actor(story, head, clause)
        compared = any(t.dep_ == "attr" for t in head.children)
        return stated is not None and not (stated.open_ended and compared) and _has_event_subject(head)
    if not _has_actor(story, head, clause) or _shares_object(head):
        return False
    if stated is not None or is_telling_state(head):
        return True
    if _is_source(story, head):
        return False
    if in_caption:
        return _is_concrete(head) or (clause.link == "main" and _is_dated_picture(story, clause))
    if _only_modifies(story, clause):
        return False
    if not _tells_of_change(head):
        return _is_concrete(head) and status_of(story, clause) != "happened"
    if _is_order(head):
        return clause.link in ("main", "conjunct")
    if _speaks_with_somebody(story, head):
        return True
    if core_of(head).lemma_.lower() in _words("plain_saying_verbs") and not any(t.dep_ == "prt" for t in head.children):
        return _names_speaker(story, head) or _is_said_somewhere(story, head)
    return clause.link in ("main", "conjunct") or _is_concrete(head)


def core_of(head: Token) -> Token:
    """The verb that says what happened: of "was seen leaving" and "began to sink" the second."""
    lemma = head.lemma_.lower()
    passive = any(t.dep_ == "auxpass" for t in head.children)
    if any(t.dep_ == "attr" for t in head.children):  # "was the only state to refuse"
        return head
    if passive and lemma in _words("hearsay_verbs"):  # "were reported killed", "is feared dead"
        told = (t for t in head.children if t.dep_ in ("xcomp", "oprd", "ccomp") and t.tag_ in ("VBN", "VBD"))
        return next(told, head)
    if not passive and lemma not in _words("light_verbs") and not any(lemma in c.verbs for c in status_cues().values()):
        return head
    links = [t for child in head.children for t in ((child, *child.children) if child.dep_ == "acomp" else (child,))]
    return next((t for t in links if _is_second_verb(t)), head)


def _is_second_verb(token: Token) -> bool:
    """An infinitive, also of the passive, or a participle, without a subject of its own."""
    passive = token.tag_ == "VBN" and any(t.dep_ == "auxpass" and t.tag_ == "VB" for t in token.children)
    if token.dep_ not in ("xcomp", "advcl", "ccomp") or not (token.tag_ in ("VBG", "VB") or passive):
        return False
    return not any(t.dep_ in _SUBJECTS for t in token.children)


def tells_of_picture(head: Token) -> bool:
    """ "this photo, released by ...", "the image depicts": about the picture, not about what it shows."""
    if head.lemma_.lower() not in _words("picture_verbs"):
        return False
    if head.dep_ == "relcl" and any(t.dep_ == "nsubj" and t.tag_ not in ("WDT", "WP") for t in head.lefts):
        return False  # "a photo which he posted": what he did
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    nouns = [t for t in head.children if t.dep_ in ("nsubj", "nsubjpass")]
    if head.dep_ in ("acl", "relcl"):
        nouns.append(head.head)
    return any(t.lemma_.lower() in _words("picture_nouns") for t in nouns)


def hands_out_picture(head: Token) -> bool:
    """Whether a date of this verb is that of a picture's release, not of what it shows."""
    return head.lemma_.lower() in _words("handing_out_verbs")


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("choice.toml")[name])


def _verb_kind(head: Token) -> str | None:
    """The kind of a verb, with its particle or its event-noun object where they decide ("held talks")."""
    lemma = head.lemma_.lower()
    if lemma in _words("ruling_verbs") and any(t.dep_ == "dobj" for t in head.children):
        return None  # "ruled the country", not "ruled that"
    pairs = (f"{lemma} {t.lower_}" for t in head.children if t.dep_ in ("prt", "prep", "advmod", "dobj"))
    verbs, nouns = kinds().verbs, kinds().nouns
    pair = next((pair for pair in pairs if pair in verbs), None)
    if pair is not None:
        return verbs[pair]
    subject = next((t for t in head.children if t.dep_ in ("nsubj", "nsubjpass")), None)
    if (kind := _actor_kind(subject, head)) is not None:
        return kind
    if lemma in _words("scoring_verbs") and _SCORE.search(head.doc[head.i : head.right_edge.i + 1].text):
        return "sport"
    if verbs.get(lemma, OTHER) in _OPEN_KINDS:
        things = (t.lemma_.lower() for t in head.children if t.dep_ in _OBJECTS)
        noun = next((thing for thing in things if thing in nouns), None)
        if noun is not None:
            return nouns[noun]
    return verbs.get(lemma)


def _is_concrete(head: Token) -> bool:
    core = core_of(head)
    return _verb_kind(core) is not None and core.lemma_.lower() not in _words("plain_saying_verbs")


def _has_actor(story: Story, head: Token, clause: Clause) -> bool:
    """Whether anyone or anything does it or suffers it."""
    if head.lemma_ == "see" and any(t.dep_ == "npadvmod" and t.i < head.i for t in head.children):
        return any(t.dep_ == "ccomp" and t.i > head.i for t in head.children)  # "last year saw students march"
    return subject_of(story, clause) is not None or any(t.dep_ == "agent" for t in head.children)


def _has_event_subject(head: Token) -> bool:
    """ "The talks were", "there was an explosion"."""
    roles = (*_SUBJECTS, "attr") if _opens_with_there(head) else _SUBJECTS
    return any(t.dep_ in roles and t.lemma_.lower() in kinds().nouns for t in head.children)


def _only_modifies(story: Story, clause: Clause) -> bool:
    """Whether it only describes a thing: "the sanctions imposed by", "a bust bearing"; of a person it tells more."""
    if clause.link == "participle":
        return True
    head = story.parse[clause.head]
    scene = any(t.lower_ in ("when", "where") for t in head.lefts) or _is_dated_by_scene(story, clause)
    noun = head.head.head if head.head.dep_ == "appos" else head.head  # "Ana Prado, the mayor, who was shot"
    return clause.link == "relative" and not scene and noun.i not in story.person_at


def _is_dated_by_scene(story: Story, clause: Clause) -> bool:
    """ "a treaty which they signed when he came in May" """
    told = (c for c in story.below(clause) if any(t.lower_ == "when" for t in story.parse[c.head].lefts))
    return _is_concrete(story.parse[clause.head]) and any(own_date(story, c) is not None for c in told)


def _is_attendant(clause: Clause, head: Token) -> bool:
    """ "Flanked by his sons, the mayor said": how the main clause went."""
    alone = not any(t.dep_ in (*_SUBJECTS, "mark", "aux", "auxpass") for t in head.children)
    return clause.link == "adverbial" and head.tag_ == "VBN" and alone


def _is_position(head: Token) -> bool:
    """ "..., center left, ...": where somebody stands in a picture."""
    return head.lower_ == "left" and head.dep_ == "acl" and head.head.lower_ in ("center", "centre", "far", "second")


def _is_source(story: Story, head: Token) -> bool:
    """ "..., witnesses saw", "..., a video showed": where what stands before comes from; a named person may say so."""
    told = any(t.dep_ == "ccomp" and t.i < head.i and not semicolon_between(t) for t in head.children)
    return told and not _names_speaker(story, head)


def _is_posing(story: Story, head: Token, stated: When | None) -> bool:
    """ "She stood for a minute's silence at noon": a person who did so then, or whom a dated picture shows so."""
    shown = story.sentence_at[head.i].zone == "caption"
    somebody = any(t.dep_ == "nsubj" and (shown or t.i in story.person_at) for t in head.children)
    return somebody and stated is not None and not stated.open_ended and head.lemma_.lower() in _words("posing_verbs")


def _is_state(head: Token) -> bool:
    """Being, having, seeming; but not the passive of such a verb, nor "is to": "was felt", "is to open"."""
    lemma = head.lemma_.lower()
    if core_of(head).i != head.i or is_telling_state(head):
        return False
    if lemma == "have" and any(_is_caused(t) for t in head.rights):
        return False
    if lemma == "hold" and head.dep_ == "acl" and head.tag_ == "VBN":
        return False  # "a forum held in May"
    if lemma == "reach" and head.dep_ == "acl" and head.tag_ == "VBN":
        return False  # "a deal reached in May"
    if lemma == "reach" and any(t.dep_ == "dobj" and (_is_goal(t) or _is_person(t)) for t in head.children):
        return False  # "reached Lyon", "reached the comet", not "reached 5%" nor "reached a record"
    if any(t.dep_ == "prt" or (t.dep_ == "advmod" and t.lower_ == "out" and t.i == head.i + 1) for t in head.children):
        return False  # "reached out", "stood down"
    if lemma == "appear" and any(t.dep_ == "prep" and t.lower_ in _words("stages") for t in head.children):
        return any(t.dep_ in ("xcomp", "acomp", "oprd") for t in head.children)  # not "appeared in court"
    passive = any(t.dep_ == "auxpass" for t in head.children)
    things = [kinds().nouns.get(t.lemma_.lower()) for t in head.children if t.dep_ == "dobj"]
    if any(things):  # "held an election", "had talks"
        return lemma == "be" or (lemma == "have" and (head.tag_ != "VBD" or things[0] != "visit or meeting"))
    return lemma in _words("adjectival_verbs" if passive else "stative_verbs")


def _is_undergone(head: Token) -> bool:
    """ "had surgery", "had a daughter": with a date, no state."""
    things = (t.lemma_.lower() for t in head.rights if t.dep_ == "dobj")
    return head.lemma_ == "have" and head.tag_ in ("VBD", "VBN") and not _words("undergone").isdisjoint(things)


def _is_order(head: Token) -> bool:
    """ "told the ambassadors to leave": no mere words."""
    to_do = any(t.dep_ in ("xcomp", "ccomp") and t.tag_ == "VB" and _is_infinitive(t) for t in head.rights)
    return head.lemma_ == "tell" and head.tag_ in ("VBD", "VBN") and to_do


def _is_infinitive(verb: Token) -> bool:
    return any(t.lower_ == "to" and t.dep_ == "aux" for t in verb.lefts)


def _is_person(noun: Token) -> bool:
    """ "reached his counterpart Ana Prado by phone" """
    return noun.ent_type_ == "PERSON" or any(t.dep_ == "appos" and t.ent_type_ == "PERSON" for t in noun.rights)


def _is_caused(verb: Token) -> bool:
    """ "had an aide deliver it", "had the district cleared": what somebody has others do."""
    if verb.tag_ == "VB" and verb.dep_ in ("conj", "ccomp", "xcomp"):
        return verb.head.i < verb.i and any(t.dep_ in ("dobj", "nsubj") for t in (*verb.head.rights, *verb.lefts))
    done_to = [t for t in verb.lefts if t.dep_ == "nsubj" and not t.lower_.endswith("self")]  # "had himself gone"
    return verb.tag_ == "VBN" and verb.dep_ in ("ccomp", "xcomp", "oprd") and bool(done_to)


def _is_goal(noun: Token) -> bool:
    """Where one can arrive: something with a name, or with "the"."""
    return noun.pos_ == "PROPN" or (noun.tag_ == "NN" and any(t.lower_ == "the" for t in noun.lefts))


def _is_stay(story: Story, head: Token) -> bool:
    """ "Last month Ana Prado was in Lyon", "the first was in Lyon": a person, or one of several, was somewhere then."""
    subjects = [t for t in head.children if t.dep_ == "nsubj"]
    somebody = any(t.i in story.person_at or t.lower_ in ("he", "she") for t in subjects)
    somebody = somebody or any(t.lower_ in _words("counted") for t in subjects)
    led = [c for t in head.children if t.lower_ in ("in", "at") for c in t.children]
    named = {s.root for s in story.places}
    there = any(t.i in named or t.lemma_.lower() in _words("whereabouts") for t in led)
    return head.lemma_.lower() == "be" and somebody and there


def _is_due(head: Token) -> bool:
    """ "is due on Friday", "were due back in Lyon"; "had been the first to strike"."""
    if head.lemma_.lower() != "be":
        return False
    if any(t.dep_ == "acomp" and t.lower_ in _words("due") for t in head.children):
        return True
    counted = (t for t in head.children if t.dep_ == "attr" and t.lower_ in _words("counted"))
    return any(_does_something(c) for t in counted for c in t.rights)


def _does_something(token: Token) -> bool:
    """The "to strike" of "the first to strike", also where the parser takes it for a thing."""
    noun = next((t for t in token.children if t.dep_ == "pobj"), None) if token.lower_ == "to" else None
    bare = noun is not None and noun.tag_ == "NN" and not any(noun.lefts)
    return bare or (token.tag_ == "VB" and _is_infinitive(token))


def _is_turning(head: Token) -> bool:
    """Whether a verb of being so tells with a date how it came to be so: "became independent in May"."""
    passive = any(t.dep_ == "auxpass" for t in head.children)
    return head.lemma_.lower() in _words("turning_passives" if passive else "turning_verbs")


def _shares_object(head: Token) -> bool:
    """ "found" of "found and arrested him": told with the second verb."""
    second = next((t for t in head.rights if t.dep_ == "conj" and t.i == head.i + 2), None)
    pasts = {"VBD", "VBN"}
    if second is None or (second.tag_ != head.tag_ and not {second.tag_, head.tag_} <= pasts):
        return False
    others = [t for t in head.rights if t.dep_ not in ("cc", "conj", "punct")]
    return not others and any(t.dep_ == "dobj" for t in second.rights)


def _opens_with_there(head: Token) -> bool:
    return any(t.dep_ == "expl" and t.lower_ == "there" for t in head.children)


def _is_to_come(head: Token) -> bool:
    """ "will stay open": a state that is announced."""
    return any(t.dep_ == "aux" and t.lemma_.lower() in ("will", "shall") for t in head.children)


def _is_spoken_to_reader(head: Token) -> bool:
    """Quoted speech of "I" and "we", and appeals to "you"."""
    own = [t for t in head.children if t.dep_ in _SUBJECTS]
    if not own and head.dep_ == "conj" and head.head.pos_ in ("VERB", "AUX"):  # "we panicked and ran"
        return _is_spoken_to_reader(head.head)
    return any(t.lower_ in _words("speakers") and t.text != "US" for t in own)


def _names_speaker(story: Story, head: Token) -> bool:
    """Whether it is a named person who says so: "Prado said", "the mayor, Ana Prado, said"."""
    speakers = [t for t in head.children if t.dep_ in ("nsubj", "agent")]
    named = [*speakers, *(t for speaker in speakers for t in speaker.children if t.dep_ == "appos")]
    return any(t.i in story.person_at for t in named)


def _speaks_with_somebody(story: Story, head: Token) -> bool:
    """ "spoke to Prado by phone", "talked with the mayor, Ana Prado": a meeting, of a kind."""
    if head.lemma_ not in ("speak", "talk", "confer"):
        return False
    nouns = (n for t in head.rights if t.dep_ == "prep" and t.lower_ in ("to", "with") for n in t.children)
    return any(t.i in story.person_at for noun in nouns for t in (noun, *noun.children))


def _is_said_somewhere(story: Story, head: Token) -> bool:
    """ "The mayor told reporters in Lyon": a statement that somebody went to hear."""
    for spot in story.places:
        noun = story.parse[spot.root]
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "at", "outside") else None
        if above is not None and (above.i == head.i or (above.dep_ in _HEARERS and above.head.i == head.i)):
            return True
    return False


def _is_dated_picture(story: Story, clause: Clause) -> bool:
    """Whether the sentence that says what a picture shows has its day: "raise their hands in Lyon, on May 3, 2018"."""
    here = story.sentence(clause)
    days = (d.what.interval for d in story.dates if here.first <= d.root <= here.last)
    return any(days is not None and days.days == 1 for days in days)


def _names_anyone(story: Story, clause: Clause) -> bool:
    """Whether the sentence names a person or a date; what else captions say is about the picture."""
    sentence = story.sentence(clause)
    starts = [s.first for s in story.people] + [s.first for s in story.dates]
    return any(sentence.first <= start <= sentence.last for start in starts)


def _is_question(story: Story, clause: Clause) -> bool:
    last = story.sentence(clause).last
    return any(t.text == "?" for t in story.parse[last - 1 : last + 1])


def _is_bare_condition(head: Token) -> bool:
    """ "if attacked", "as accused by": a condition or comparison without anyone in it."""
    marked = any(t.dep_ == "mark" and t.lower_ in ("if", "unless", "whether", "as", "than") for t in head.children)
    return marked and not any(t.dep_ in _SUBJECTS for t in head.children)


def _tells_of_change(head: Token) -> bool:
    """Past or perfect tense, a passive, a participle or a progressive, or a future: no timeless present."""
    auxiliaries = {t.lemma_.lower() for t in head.children if t.dep_ in ("aux", "auxpass")}
    return head.tag_ in ("VBD", "VBN", "VBG") or bool(auxiliaries & {"will", "do", "shall"})
