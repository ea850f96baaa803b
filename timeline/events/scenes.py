"""Which places are where something happened, and which are only named: sides, bodies, owners."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from timeline.events.choice import kind_of
from timeline.events.clauses import Clause
from timeline.events.story import Sighting, Story
from timeline.events.vocabulary import kinds, load
from timeline.models import Mention, Place

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 1.0  # degrees
_SURE = 0.8  # of the place that a name means

Spot = Sighting[tuple[Place, Mention]]


def is_scene(story: Story, spot: Spot) -> bool:
    """Whether the words say where, and do not only name a side ("Seoul condemned", "solidarity with Russia")."""
    place, mention = spot.what
    token = _leading(story.parse[spot.root])
    if mention.role == "part" and (_is_brand(story.parse[spot.root]) or not _is_borne_out(story, spot)):
        return False
    if mention.role == "part":
        return is_locale(story.parse[spot.root]) or (place.kind not in ("country", "area") and _is_site(token))
    if mention.role != "scene" or _is_end_of_range(story, spot) or is_of_source(story, spot):
        return False
    if place.lat is None and not _is_located(token):
        return False  # what no gazetteer knows is where something is only after "in", "at" or "the village of"
    if _is_side(token) or _is_post(token, place) or _leads_there(token) or _is_subject_matter(token, place):
        return False
    if token.dep_ == "nsubjpass":  # "Lyon was bombed"
        return token.head.lemma_.lower() in words("reaching_verbs")
    if token.dep_ == "nsubj" and token.head.lemma_ == "fall":  # "Lyon fell to the rebels"
        return any(t.dep_ == "prep" and t.lower_ in ("to", "into") for t in token.head.children)
    if token.dep_ in ("pobj", "dobj"):
        return says_where(token) or (token.dep_ == "dobj" and place.kind == "point")
    return token.dep_ in ("npadvmod", "dep", "ROOT", "advmod", "nmod") and mention.role == "scene"


def is_of_source(story: Story, spot: Spot) -> bool:
    """ "according to the ministry in Lyon": where those are who say so."""
    return any(t.lower_ == "according" for t in story.parse[spot.root].ancestors)


def _is_side(noun: Token) -> bool:
    """ "beat France", "lost to Spain": sides of a match; and those to whom something is given, sold or said."""
    inside = noun.dep_ == "pobj" and noun.head.lower_ not in ("to", "against", "with", "over", "past")
    verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None)
    if noun.dep_ == "pobj" and noun.head.lower_ in ("toward", "towards") and noun.head.head.lemma_ in words("leaning"):
        return True
    if verb is None or inside:
        return False
    if kinds().verbs.get(verb.lemma_.lower()) == "sport":
        return True
    given = noun.dep_ == "pobj" and noun.head.lower_ == "to" and noun.head.head.i == verb.i
    return given and verb.lemma_.lower() in words("giving_verbs")


def _is_borne_out(story: Story, spot: Spot) -> bool:
    """Whether the article speaks of a town, or of what is near it, otherwise than in a name like "Coburg Palace"."""
    place, _ = spot.what
    if story.parse[spot.root].dep_ == "poss" or not story.parse[spot.root].head.text[:1].isupper():
        return True  # "Lyon's seafront", "a Lyon court"
    said = (s for s in story.places if s.span != spot.span)
    others = (s.what[0] for s in said if s.what[1].role != "part" or s.what[0].kind == "country")
    return any(other.name == place.name or _is_near(place, other) for other in others)


def _is_near(one: Place, other: Place) -> bool:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return False
    if other.kind == "country":
        return one.country == other.country and one.confidence >= _SURE
    return abs(one.lat - other.lat) < _NEAR and abs(one.lon - other.lon) < _NEAR


def _is_post(noun: Token, place: Place) -> bool:
    """ "the ambassador to Peru": an office, wherever its holder is; who is sent to Lima sits there."""
    return (
        place.kind != "city"
        and noun.dep_ == "pobj"
        and noun.head.lower_ == "to"
        and noun.head.head.lemma_.lower() in words("posts")
    )


def _leads_there(noun: Token) -> bool:
    """ "routes to Lyon", "a threat to Peru": where something else leads; a visit to Lyon is in Lyon."""
    led = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "to" or led.pos_ != "NOUN" or led.i > noun.head.i:
        return False
    return led.lemma_.lower() not in words("ways") | words("posts") | kinds().nouns.keys()


def _is_subject_matter(noun: Token, place: Place) -> bool:
    """ "a panel on Peru", "the war over Peru"; not "an attack on Lima", nor "a village on Crete"."""
    if noun.dep_ != "pobj":
        return False
    led = noun.head.head
    if noun.head.lower_ == "over" and led.lemma_.lower() in words("quarrels"):
        return True
    if noun.head.lower_ != "on" or place.kind not in ("country", "area", "city"):
        return False
    return led.pos_ in ("NOUN", "PROPN") and kinds().nouns.get(led.lemma_.lower()) != "attack"


def is_topic(story: Story, clause: Clause, spot: Spot) -> bool:
    """ "fled because of the war in Syria": what something is about or due to, and not where it is."""
    path = []
    for token in story.parse[spot.root].ancestors:
        if token.i == clause.head:
            break
        path.append(token)
    if any(t.dep_ == "acl" and t.tag_ == "VB" and t.head.lemma_.lower() in words("aims") for t in path):
        return True  # "approved a plan to meet in Lyon"
    path = [t for t in path if not (t.lower_ == "over" and t.head.lemma_ == "preside")]
    led = {t.lower_ for t in path[1:] if t.dep_ == "prep" or t.lower_ == "because"} & words("topic_prepositions")
    struck = led == {"against"} and kind_of(story, clause) == "attack"  # "strikes against targets in Syria"
    return bool(led) and not struck


def _is_located(noun: Token) -> bool:
    """ "in Olmer", "near Olmer", "the village of Olmer" """
    if noun.dep_ != "pobj":
        return False
    of = noun.head.lower_ == "of" and noun.head.head.lower_ in words("of_nouns")
    return of or noun.head.lower_ in words("site_prepositions") | {"in"}


def _is_end_of_range(story: Story, spot: Spot) -> bool:
    """ "cheered from Lisbon to Porto": wide, and at neither end; who flies from one to the other arrives."""
    opening = spot
    if _word_before(story, spot) == "to":
        opening = next((s for s in story.places if s.last == spot.first - 2), spot)
    after = story.parse[opening.last + 1 : opening.last + 2]
    if _word_before(story, opening) != "from" or [t.lower_ for t in after] != ["to"]:
        return False
    return not any(t.lemma_.lower() in words("journey_verbs") for t in story.parse[opening.first].ancestors)


def _word_before(story: Story, spot: Spot) -> str:
    return str(story.parse[spot.first - 1].lower_) if spot.first else ""


def _is_site(noun: Token) -> bool:
    """ "outside Lyon City Hall", "the museum of Lyon opened": a name inside another's that still says where."""
    if noun.dep_ != "pobj":
        return False
    if noun.head.lower_ == "of":
        owner = noun.head.head
        return owner.dep_ in ("nsubj", "nsubjpass") and owner.lemma_.lower() in words("facilities")
    return noun.head.lower_ in words("site_prepositions")


def is_locale(name: Token) -> bool:
    """ "along Lyon's main boulevard", "in a Lyon court": something that lies in the town that it is named by."""
    thing = name.head
    while name.dep_ == "compound" and thing.dep_ == "compound" and thing.pos_ == "PROPN":
        thing = thing.head
    owned = name.dep_ == "poss"
    if thing.lemma_.lower() in words("gatherings") and thing.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj"):
        held = thing.pos_ == "NOUN" or thing.lower_ in words("named_gatherings")  # "the Munich Security Conference"
        return held and name.dep_ in ("poss", "compound", "nmod", "amod")
    if thing.dep_ in ("poss", "compound") and thing.pos_ == "NOUN" and (not owned or name.pos_ == "NOUN"):
        # "a Lyon magistrate's court", "the town's magistrates' court"
        thing = thing.head
    somebody = thing.ent_type_ == "PERSON" or thing.lemma_.lower() in words("national_officials")
    if owned and thing.text[:1].isupper() and not somebody and says_where(thing):
        return True  # "on Lisbon's National Mall"
    named = owned or (name.dep_ in ("compound", "nmod", "amod") and thing.pos_ == "NOUN")
    return named and thing.lemma_.lower() in words("locales") | words("facilities") and says_where(thing)


def _is_brand(name: Token) -> bool:
    """ "the nearby Astoria hotel" is called so; "a Lyon hotel" is in Lyon."""
    house = name.head if name.dep_ == "compound" else name
    return house.lemma_.lower() in words("branded") and any(t.lower_ == "the" for t in house.lefts)


def is_measured_from(story: Story, spot: Spot) -> bool:
    """ "a farm 80 kilometres west of Lyon": what is told of a place some way off."""
    noun = _leading(story.parse[spot.root])
    led = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in ("of", "from") else None
    if led is None or led.lower_ not in words("compass"):
        return False
    return any(t.like_num or t.ent_type_ == "QUANTITY" for t in story.parse[max(0, led.i - 3) : led.i])


def is_strong(story: Story, spot: Spot) -> bool:
    """Whether it is fine enough, and said firmly enough, to hold for a sentence near by."""
    token = _leading(story.parse[spot.root])
    if is_measured_from(story, spot):
        return False
    if token.dep_ == "pobj" and token.head.head.dep_ in ("nsubj", "nsubjpass", "poss"):
        return False  # "the ministry in Moscow said"
    return is_scene(story, spot) and spot.what[0].kind in ("point", "city", "region")


def is_adverbial(story: Story, clause: Clause, spot: Spot) -> bool:
    """Whether it says where something is said, and is no part of what is said."""
    token = _leading(story.parse[spot.root])
    if _is_spoken_there(token, clause):
        return True
    object_of = token.head if token.dep_ == "dobj" else token.head.head
    many = object_of.head.head if object_of.dep_ == "pobj" and object_of.head.lower_ == "of" else object_of
    if many.lemma_.lower() in words("many"):  # "told thousands of mourners in Lyon"
        object_of = many
    while object_of.dep_ == "pobj" and (object_of.lower_ in words("of_nouns") or _is_event_in(object_of)):
        if object_of.head.lower_ in words("occasions"):
            break
        object_of = object_of.head.head
    if object_of.dep_ == "pobj" and object_of.head.lower_ in words("occasions"):
        thing = object_of.lemma_.lower()  # "said during a visit to Lyon", "told a crowd at a stadium in Lyon"
        return thing in kinds().nouns or thing in words("facilities") | words("fixtures")
    return object_of.i == clause.head or (
        object_of.dep_ in ("dobj", "nsubj", "nsubjpass") and object_of.head.i == clause.head
    )


def _is_spoken_there(noun: Token, clause: Clause) -> bool:
    """ "Speaking to reporters at the airport, Prado said": where the saying was."""
    while noun.dep_ in ("pobj", "prep", "dobj", "poss", "compound") and noun.head.i != noun.i:
        noun = noun.head
    spoke = noun.tag_ == "VBG" and noun.lemma_.lower() in words("speaking")
    return spoke and noun.dep_ in ("advcl", "ccomp", "acl") and noun.head.i == clause.head


def _is_event_in(noun: Token) -> bool:
    """ "a conference in": an event that lies somewhere, and leads on to what it is the occasion of."""
    return noun.lemma_.lower() in kinds().nouns


def only_says(story: Story, clause: Clause) -> bool:
    """Whether a clause reports words: what they name is no scene; protests and summons take place somewhere."""
    head = story.parse[clause.head]
    done = any(t.dep_ == "dobj" and t.lemma_.lower() in words("declared") for t in head.children)
    acted = done or head.lemma_.lower() in words("acted_statements") or any(t.dep_ == "prt" for t in head.children)
    return kind_of(story, clause) == "statement" and not acted  # "was called in", "read out"


def _leading(token: Token) -> Token:
    """The noun that a name stands beside: the city of "the city, Lyon", the first of "in Lyon and Nice"."""
    while token.dep_ in ("appos", "conj", "compound") and token.head.i != token.i:
        token = token.head
    return token


def says_where(noun: Token) -> bool:
    """After a preposition of place, or as what is reached."""
    if noun.dep_ == "pobj":
        verb = noun.head.head
        off = verb.lemma_ in ("take", "set") and any(t.lower_ in ("off", "out", "sail") for t in verb.children)
        leaving = noun.head.lower_ == "from" and (off or verb.lemma_.lower() in words("departing_verbs"))
        leaving |= noun.head.lower_ == "from" and verb.lemma_.lower() in words("speaking")  # "addressed them from"
        return leaving or (_is_local(noun.head) and not _is_of_origin(noun))
    return bool(noun.dep_ == "dobj" and noun.head.lemma_.lower() in words("reaching_verbs"))


def _is_of_origin(noun: Token) -> bool:
    """ "a worker from the village of Lyon": where somebody is from."""
    over = noun.head.head if noun.head.lower_ == "of" else noun
    origin = over.dep_ == "pobj" and over.head.lower_ == "from" and over.head.head.pos_ in ("NOUN", "PROPN")
    return over.i != noun.i and origin


def _is_local(preposition: Token) -> bool:
    """ "in", "at"; and "of" after such a preposition and a noun that is no body: "on the seafront of", "out of"."""
    if preposition.lower_ != "of":
        return preposition.lower_ in words("prepositions")
    noun = preposition.head
    if noun.dep_ == "dobj" and noun.head.lemma_.lower() in words("reaching_verbs"):  # "toured the camps of"
        return not _is_body(noun)
    if noun.pos_ == "ADP" or noun.lower_ in words("of_nouns"):
        return True
    if noun.dep_ in ("nsubj", "nsubjpass") and noun.lemma_.lower() in words("facilities"):
        return True
    led = noun.dep_ == "pobj" and noun.head.lower_ in words("prepositions")
    return led and not _is_body(noun)


def _is_body(noun: Token) -> bool:
    """ "the army of", "in the eyes of": what follows says whose."""
    return bool({noun.lower_, noun.lemma_.lower()} & words("body_nouns"))


@cache
def words(name: str) -> frozenset[str]:
    return frozenset(load("placing.toml")[name])
