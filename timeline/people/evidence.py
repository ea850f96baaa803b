"""What speaks for words being somebody's name, and what against it, as points that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.leaders import is_known
from timeline.people.presenting import (
    coupled_with,
    is_beside_somebody,
    is_followed,
    is_glossed,
    is_kin,
    is_led,
    is_one_of_whom,
    is_titled_after,
)
from timeline.people.reigns import is_numeral
from timeline.people.things import KNOWN_TOWN, is_common_word, is_country, names_thing
from timeline.people.vocabulary import endings, is_given, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENOUGH = 3.0  # points from which it is a person
LABEL = 3.0  # the model's own word for a full name
LONE_LABEL = 2.0  # ... and for one word
PRESENTED = 3.0  # a title, an age or the like beside a full name
LONE_PRESENTED = 2.5  # ... and beside one word
SIDE = 1.5  # in a row of people, and for the country whose they are


def points(parse: Doc, first: int, last: int, *, labelled: bool) -> float:
    """How much speaks for tokens [first, last] being a person: the label, the words themselves, the words around."""
    return (LABEL if labelled else 0.0) + _of_words(parse, first, last) + _of_place(parse, first, last)


def _of_words(parse: Doc, first: int, last: int) -> float:
    """What the words say by themselves: a given name, an initial, a particle, an ending that family names
    have, the name of somebody whom the world knows."""
    inner = [t for t in parse[first : last + 1] if t.text[:1].isalpha()]
    surname = len(inner) == 2 and is_given(inner[0].text) and not _is_town(inner[0].text)
    found = -5.0 if names_thing(inner) and not (surname and is_titled_after(parse, last)) else 0.0
    if is_given(inner[0].text) and len(inner) > 1:
        found += 2.0 if _is_town(inner[0].text) else 3.0
    if any(is_given(t.text) for t in inner[1:]):
        found += 1.0
    if len(inner) > 2 and parse[last - 1].text == "-" and parse[last].text.istitle():
        found += 1.0  # a double family name: "Pool-Marsh"
    if any(t.whitespace_ and (len(t.text.rstrip(".")) == 1 or _are_initials(t.text)) for t in inner[:-1]):
        found += 1.5
    if any(t.lower_ in words("particles") and t.is_lower for t in inner[1:-1]):
        found += 1.0
    if any(map(_is_two_syllables, parse[first : last + 1].text.split())):
        found += 2.0
    if len(inner) in (2, 3) and inner[0].lower_ in words("family_first"):
        found += 1.0
    if inner[-1].lower_.endswith(endings()):
        found += 1.0
    if is_known(parse[first : last + 1].text):
        found += 3.0
    if inner[0].lower_ in words("regnal"):
        found += _of_reign(inner)
    return found


def _of_reign(inner: list[Token]) -> float:
    """What "King" and the like say: most before a given name or a number, nothing where the model sees a firm."""
    thing = any(t.ent_type_ in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART") for t in inner)
    if is_numeral(inner[-1].text) or (is_given(inner[-1].text) and not thing):
        return 3.0
    return 2.0 if is_given(inner[-1].text) or not thing else 0.0


def _of_place(parse: Doc, first: int, last: int) -> float:
    """What the words around say."""
    found = PRESENTED * (is_led(parse, first) + is_followed(parse, last))
    root = parse[first : last + 1].root
    if root.dep_ == "nsubj" and root.head.lemma_.lower() in words("personal_verbs"):
        found += 1.0 if root.ent_type_ else 2.0  # firms and places, which say things too, mostly bear a label
    if root.dep_ == "pobj" and root.head.lower_ == "of" and root.head.head.lemma_.lower() in words("ruled_by"):
        found += PRESENTED  # "the government of Ada Pool"
    if root.dep_ == "poss" and root.head.lemma_.lower() in words("occupations"):
        found += 1.0
    if is_one_of_whom(parse, first, last) or is_glossed(parse, first, last):
        found += PRESENTED
    before = parse[first - 1] if first else None
    if before is not None and before.sent == parse[first].sent:
        if before.lower_ in ("the", "a", "an") or (before.like_num and before.head == parse[last]):
            found -= 2.0
        elif before.lower_ in ("'s", "’s") and root.dep_ == "nsubj":
            found += 1.0
        elif before.lower_ in words("locative") and not is_given(parse[first].text):
            found -= 1.0
    if any(e.main for e in gazetteer().named(parse[first : last + 1].text)):
        found -= 2.0
    if coupled_with(parse, first):
        found += PRESENTED
    elif is_beside_somebody(parse, first, last):
        found += SIDE + SIDE * _is_of_country(parse, first)
    return found


def _is_of_country(parse: Doc, first: int) -> bool:
    """Whether a country's possessive stands before: "Zimbabwe's Ada Pool"."""
    return first > 1 and parse[first - 1].tag_ == "POS" and is_country(parse[first - 2].text)


def _are_initials(text: str) -> bool:
    return len(text) <= 6 and "." in text and all(len(part) == 1 for part in text.rstrip(".").split("."))


def _is_two_syllables(word: str) -> bool:
    """Whether a word is written as Korean and Chinese given names are: "Jae-in"."""
    one, dash, two = word.removesuffix("'s").removesuffix("’s").partition("-")
    shaped = bool(dash) and one.istitle() and two.isalpha() and two.islower() and two not in words("suffixed")
    return shaped and 2 <= len(one) <= 5 and 2 <= len(two) <= 5


def _is_town(word: str) -> bool:
    return any(e.main and (e.kind != "city" or e.population >= KNOWN_TOWN) for e in gazetteer().named(word))


def lone_points(parse: Doc, first: int, last: int, *, labelled: bool) -> float:
    """As `points`, for a name of one word: the words around must show that it is somebody."""
    token = parse[last]
    if token.lower_ in words("titles") | words("occupations") | words("thing_nouns") | words("named_after"):
        return 0.0
    found = LONE_LABEL if labelled else 0.0
    if is_kin(parse, first) or is_one_of_whom(parse, first, last):
        found += PRESENTED
    elif is_led(parse, first) or is_followed(parse, last):
        found += LONE_PRESENTED
    if _is_of_couple(parse, last) or (not labelled and _is_among_people(parse, last)):
        found += 2.0
    if is_given(token.text) or token.lower_.endswith(endings()) or token.lower_ in words("family_first"):
        found += 1.0
    if token.dep_ == "nsubj" and token.head.lemma_.lower() in words("personal_verbs"):
        found += 1.0
    if _is_inside_name(parse, first):
        found -= 2.0
    if token.dep_ == "nsubj" and any(t.lower_ in ("himself", "herself") for t in token.head.children):
        found += 2.0
    if labelled and found <= LONE_LABEL and is_common_word(parse, last):  # nothing but the label speaks for it
        found = 0.0
    return found


def _is_among_people(parse: Doc, at: int) -> bool:
    """Whether a name that no gazetteer knows, and that is no firm's to the model, is joined to one: "Pool and Tusk"."""
    token = parse[at]
    if token.ent_type_ in ("ORG", "PRODUCT", "FAC", "NORP") or gazetteer().named(token.text) or token.is_upper:
        return False
    joined = [t for t in (token.head, *token.children) if "conj" in (token.dep_, t.dep_) and abs(t.i - at) == 2]
    return any(t.ent_type_ == "PERSON" for t in joined)


def _is_of_couple(parse: Doc, at: int) -> bool:
    """Whether it is the second of two given names: "the couple, Ada and Ian"."""
    token = parse[at]
    other, joined = token.head, [t.lower_ for t in token.head.children if t.dep_ == "cc"] == ["and"]
    if token.dep_ != "conj" or not joined or other.i != at - 2 or other.ent_type_ != "PERSON":
        return False
    return is_given(token.text) and is_given(other.text) and not _is_town(token.text)


def _is_inside_name(parse: Doc, at: int) -> bool:
    """Whether a capitalised word before it, that is no title, makes it part of another name."""
    before = parse[at - 1] if at > parse[at].sent.start else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or not before.text[:1].isupper():
        return False
    return before.lower_.rstrip(".") not in words("titles") and not gazetteer().demonym(before.text)
