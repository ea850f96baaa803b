"""The cue that makes words which the gazetteer knows a place's name, by the words beside them."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from timeline.gazetteer import GEONAMES, gazetteer
from timeline.people.presenting import does
from timeline.people.vocabulary import is_given
from timeline.people.vocabulary import words as people_words
from timeline.places.distances import is_measured
from timeline.places.naming import is_seat
from timeline.places.vocabulary import words
from timeline.syntax.boundaries import dateline_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LARGE = 100_000  # people in a city whose name alone speaks for it
EXPLAINED = 6  # tokens in which the noun that says what a place is must come
LONGEST_DATELINE = 24  # tokens
PARTIES = ("R", "D", "I", "DFL")  # of a member of an American legislature, before the hyphen and the home town
NAME_CLASSES = ("PROPN", "NOUN", "ADJ", "X", "ADP", "VERB")  # foreign names are taken for any of these
NAMES_BODY = 6  # words after a name in which the kind of body is looked for


def is_name_word(token: Token) -> bool:
    """Whether it is capitalised as names are, and no small word that opens a sentence."""
    small = token.is_stop and not token.is_upper
    return token.text[:1].isalpha() and token.text[:1].isupper() and token.pos_ in NAME_CLASSES and not small


def cue_of(parse: Doc, first: int, last: int, taken: Collection[int]) -> str | None:
    """What speaks for a known name, by the words beside it."""
    sentence = parse[first].sent
    lead = first - 1
    while lead >= sentence.start and parse[lead].lower_ in words("modifiers"):
        lead -= 1
    before = parse[lead] if lead >= sentence.start else None
    two = parse[lead - 1] if lead > sentence.start else None
    after = parse[last + 1] if last + 1 < sentence.end else None
    if after is not None and after.tag_ == "POS" and last + 2 < sentence.end:
        after = parse[last + 2]
        if is_name_word(after) and parse[last].ent_type_ == "PERSON":  # a firm of somebody's: "Norman's Welding"
            return None
    elif after is not None and is_name_word(after):
        led = before is not None and is_name_word(before) and parse[first - 1].tag_ != "DT"
        inside = parse[lead + 1].ent_iob_ == "I" or led
        return None if inside else _body(parse, last) or _county(parse, first, last)
    if is_measured(parse, last):
        return "measured"
    if any(c.isdigit() for c in parse[first : last + 1].text):
        return "numbered"
    if before is not None and two is not None:
        if before.lower_ == "of" and two.text in words("place_nouns"):
            return "called"
        if before.lower_ == "of" and two.lower_ in words("bodies") | words("civic"):
            return "namesake"
        if before.text == "-" and two.text in PARTIES:
            return "seat"
        if before.lower_ == "of" and two.lower_ in words("compass"):
            return "inside"
    if before is not None and is_name_word(before) and before.lower_ not in people_words("calendar"):
        return None
    if after is not None and after.lower_ in words("folk"):
        return "folk"
    if after is not None and after.text == "," and is_explained(parse, last + 2):
        return "called"
    if before is not None and two is not None and before.text == "," and is_named_behind(two):
        return "called"
    if before is not None and before.lower_ == "on" and _is_own_region(parse, first, last):
        return "inside"
    if parse[first : last + 1].root.dep_ == "dobj" and parse[first : last + 1].root.head.lemma_ in words("reaching"):
        return "led"
    if before is not None and before.lower_ in words("locative"):
        return "inside" if before.lower_ in words("inside") or _is_way(before) else "led"
    if _is_dateline(parse, first, last):
        return "dateline"
    if last > first and any(e.main and e.kind == "country" for e in gazetteer().named(parse[first : last + 1].text)):
        return "country"
    if _is_row_item(parse, first, last, taken):
        return "row"
    if _governs(parse, first, last):
        return "acts"
    return "large" if _is_large(parse, first, last) else None


def is_explained(parse: Doc, at: int) -> bool:
    """Whether the words behind a name and its comma say what it is: "Olmer, the largest city of the north"."""
    behind = parse[at : min(at + EXPLAINED, parse[at - 1].sent.end)]
    noun = next((t for t in behind if t.pos_ == "NOUN" and t.dep_ != "compound"), None)
    led = len(behind) > 0 and behind[0].lower_ in ("a", "an", "the")
    return led and noun is not None and noun.lower_ in words("place_nouns")


def is_named_behind(noun: Token) -> bool:
    """Whether a noun and a comma lead to the name of what it is: "the provincial capital, Van," """
    led = any(t.lower_ in ("the", "its", "their") for t in noun.lefts)
    return noun.lower_ in words("place_nouns") and noun.pos_ == "NOUN" and led


def _is_large(parse: Doc, first: int, last: int) -> bool:
    """Whether it names a large city, and is no given name nor part of a longer name anywhere: "Lyon was hit"."""
    token = parse[first]
    opens = token.is_sent_start and not token.ent_type_
    if first < last and token.lower_ not in words("town_openers"):
        return False
    if first == last and (opens or is_given(token.text) or token.lower_ in words("common")):
        return False
    name = parse[first : last + 1].text
    if not any(e.main and e.kind == "city" and e.population >= LARGE for e in gazetteer().named(name)):
        return False
    if first < last:
        return True
    return not any(is_part_of_name(parse, t.i, t.i) for t in parse if t.text == token.text)


def _is_own_region(parse: Doc, first: int, last: int) -> bool:
    """Whether it is a region or an island of our own list, which something may be "on": "on Tenerife"."""
    entries = gazetteer().named(parse[first : last + 1].text)
    return any(e.main and e.kind == "region" and e.source != GEONAMES for e in entries)


def _is_way(preposition: Token) -> bool:
    """ "flew to", "brought him from", "a nurse from": nobody and nothing but a place stands after it."""
    if preposition.lower_ == "from" and preposition.head.pos_ == "NOUN" and does(preposition.head):
        return True
    return preposition.lower_ in words("ways") and preposition.head.lemma_.lower() in words("journeys")


def _body(parse: Doc, last: int) -> str | None:
    """Which cue the capitalised words after a name are, by the first that names a kind of body."""
    for token in parse[last + 1 : last + NAMES_BODY]:
        if token.lower_ in words("civic"):
            return "civic"
        if token.lower_ in words("held"):
            return "gathering"
        if token.lower_ in words("bodies"):
            return "namesake"
        if not (is_name_word(token) or token.text in ("'s", "’s", "and", "&", "of")):
            return None
    return None


def _county(parse: Doc, first: int, last: int) -> str | None:
    """The cue of a county whose name opens that of a body of any kind: "Clay County Choir"."""
    return "county" if last > first and parse[last].lower_ in words("counties") else None


def is_part_of_name(parse: Doc, first: int, last: int) -> bool:
    beside = [parse[i] for i in (first - 1, last + 1) if 0 <= i < len(parse)]
    same = [t for t in beside if t.sent == parse[first].sent]
    return any(is_name_word(t) and t.lower_ not in words("modifiers") | people_words("calendar") for t in same)


def _is_dateline(parse: Doc, first: int, last: int) -> bool:
    """Whether it opens a story: "LYON (AP)", "Lyon - "."""
    opens = first == 0 or parse[first].is_sent_start or parse[first - 1].is_space or parse[first - 1].text in ".!?"
    after = parse[last + 1 : last + 3]
    if not opens or len(after) < 2:
        return False
    opening = parse[first : first + LONGEST_DATELINE]
    if parse[last].idx < opening[0].idx + len(dateline_of(opening.text)):
        return True
    if after[0].text == "(":
        return bool(after[1].text.isupper())
    return after[0].text in ("—", "–", "--", "---") or (after[0].text == "-" and after[0].whitespace_ != "")


def _is_row_item(parse: Doc, first: int, last: int, taken: Collection[int]) -> bool:
    """Whether it stands in a row with places: "in Lyon, Nice and Toulon"."""
    if first > 1 and parse[first - 1].text in words("row") and first - 2 in taken:
        return True
    behind = last + 2
    if parse[last + 1 : last + 3].text == ", in":  # "Tarma, in Peru"
        behind = last + 3
    return behind < len(parse) and parse[last + 1].text in words("row") | {"("} and behind in taken


def _governs(parse: Doc, first: int, last: int) -> bool:
    """Whether it is a capital or a country that does what governments do: "Lisbon denied"."""
    root = parse[first : last + 1].root
    if root.dep_ != "nsubj" or root.head.lemma_.lower() not in words("government"):
        return False
    entries = gazetteer().named(parse[first : last + 1].text)
    return any(e.main and (e.capital or e.kind == "country" or is_seat(e)) for e in entries)
