"""What speaks for words being somebody's name, and what against it, as points that add up."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.reigns import is_numeral
from timeline.people.vocabulary import endings, is_given, is_trade, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

ENOUGH = 3.0  # points from which it is a person
LABEL = 3.0  # the model's own word for a full name
LONE_LABEL = 2.0  # ... and for one word
PRESENTED = 3.0  # a title, an age or the like beside a full name
LONE_PRESENTED = 2.5  # ... and beside one word
_FOLLOWING = frozenset((",", "(", "who"))  # what an apposition, an age or a clause about somebody begins with
KNOWN_CITY = 500_000  # ... and words of more than one, whatever stands around them
KNOWN_TOWN = 50_000  # people; a lone word that names so large a town is taken for the town


def points(parse: Doc, first: int, last: int, *, labelled: bool) -> float:
    """How much speaks for tokens [first, last] being a person: the label, the words themselves, the words around."""
    return (LABEL if labelled else 0.0) + _of_words(parse, first, last) + _of_place(parse, first, last)


def is_presented(parse: Doc, first: int, last: int) -> bool:
    """Whether the words around say that it is somebody: "union leader Ada Pool", "Ada Pool, 51," "Ada Pool, who"."""
    return _is_led(parse, first) or _is_followed(parse, last)


def is_named_after(parse: Doc, first: int, last: int) -> bool:
    """Whether the words go on to name a thing: "Kim Il Sung Square", "the Order of Lenin"."""
    tail = parse[last].lower_
    if last > first and tail in words("named_after") and not _is_surname(parse, first, last):
        return True
    if first >= 2 and parse[first - 1].lower_ == "of":
        noun = parse[first - 2]
        if noun.lower_ in words("place_nouns") or (noun.lower_ in words("named_in") and noun.text[:1].isupper()):
            return True
    if last + 1 >= len(parse) or not parse[last].whitespace_:
        return False
    following = parse[last + 1]
    if following.text[:1].isupper() and following.lower_ in words("named_after"):
        return True
    return last > first and following.lower_ in words("named_after_lower")


def _is_surname(parse: Doc, first: int, last: int) -> bool:
    """Whether a last word that names things too ("Hall", "Street") is a family name there."""
    tail = parse[last]
    if tail.lower_ not in words("surnames_too"):
        return False
    if is_presented(parse, first, last):
        return True
    led = first > 0 and parse[first - 1].pos_ == "ADP" and parse[first - 1].sent == parse[first].sent
    if tail.lower_ in words("streets") and (led or tail.ent_type_ != "PERSON"):
        return False
    return is_given(parse[first].text)


def _of_words(parse: Doc, first: int, last: int) -> float:
    """What the words say by themselves: a given name, an initial, a particle, an ending that family names have."""
    inner = [t for t in parse[first : last + 1] if t.text[:1].isalpha()]
    found = -5.0 if _names_thing(inner) else 0.0
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
    if inner[0].lower_ in words("regnal"):
        found += 3.0 if is_numeral(inner[-1].text) or _is_given_and_no_thing(inner) else 2.0
    return found


def _is_given_and_no_thing(inner: list[Token]) -> bool:
    """Whether the model takes no word for a firm's or a thing's, and the name is one that people have."""
    return is_given(inner[-1].text) and not any(t.ent_type_ in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART") for t in inner)


def _names_thing(inner: list[Token]) -> bool:
    """Whether a word shows that it is a thing, a place or a firm: "Alpine Cement", "Mount Pool", "RIA Pool"."""
    ends = {inner[0].lower_, inner[-1].lower_.rstrip(".")}
    if ends & words("thing_nouns") or inner[0].lower_ in words("place_openings"):
        return True
    if any(t.lower_ in words("named_after") - words("surnames_too") for t in inner[1:]):
        return True
    if any(gazetteer().demonym(t.text) or _is_country(t.text) for t in inner[1:] if not is_given(t.text)):
        return True
    capitals = [t for t in inner if t.is_upper and len(t.text) > 2 and t.is_alpha and set(t.text) - set("IVX")]
    if capitals and len(capitals) < len(inner):
        return True
    return " ".join(t.lower_ for t in inner) in words("brands") or inner[0].lower_ in words("makes")


def _of_place(parse: Doc, first: int, last: int) -> float:
    """What the words around say."""
    found = PRESENTED * (_is_led(parse, first) + _is_followed(parse, last))
    root = parse[first : last + 1].root
    if root.dep_ == "nsubj" and root.head.lemma_.lower() in words("personal_verbs"):
        found += 1.0 if root.ent_type_ else 2.0  # firms and places, which say things too, mostly bear a label
    if root.dep_ == "poss" and root.head.lemma_.lower() in words("occupations"):
        found += 1.0
    before = parse[first - 1] if first else None
    if before is not None and before.sent == parse[first].sent:
        if before.lower_ in ("the", "a", "an"):
            found -= 2.0
        elif before.lower_ in ("'s", "’s") and root.dep_ == "nsubj":
            found += 1.0
        elif before.lower_ in words("locative") and not is_given(parse[first].text):
            found -= 1.0
    if any(e.main for e in gazetteer().named(parse[first : last + 1].text)):
        found -= 2.0
    return found


def _is_led(parse: Doc, first: int) -> bool:
    """Whether a title or what somebody does stands before: "mayor Ada Pool", "his wife, Ada Pool"."""
    before = [t for t in parse[max(parse[first].sent.start, first - 2) : first] if not t.is_space]
    if before and before[-1].text == "," and len(before) > 1:
        return before[0].pos_ in ("NOUN", "PROPN") and (_does(before[0]) or before[0].lower_ in _titles())
    if not before:
        return False
    return before[-1].lower_.rstrip(".") in _titles() or _does(before[-1])


def _does(token: Token) -> bool:
    """Whether a noun says what somebody is or does."""
    return token.lemma_.lower() in words("occupations") or (token.pos_ == "NOUN" and is_trade(token.lemma_))


def _is_followed(parse: Doc, last: int) -> bool:
    """Whether an age, "who" or an apposition follows."""
    if last + 1 >= len(parse) or parse[last + 1].lower_ not in _FOLLOWING:
        return False
    after = list(parse[last + 1 : min(parse[last].sent.end, last + 8)])
    if not after:
        return False
    if after[0].lower_ == "who" or ([t.text for t in after[:3:2]] == ["(", ")"] and _is_age(after[1:2])):
        return True
    if after[0].text != ",":
        return False
    phrase = after[1:]
    if phrase[:1] and (phrase[0].lower_ in ("who", "whose", "aged") or _is_age(phrase)):
        return True
    end = next((i for i, t in enumerate(phrase) if t.text == ","), len(phrase))
    told = any(_does(t) or t.lower_ in _titles() for t in phrase[1:end])
    return bool(phrase) and phrase[0].lower_ in words("articles") and told


@cache
def _titles() -> frozenset[str]:
    """Titles that are whole by themselves: "minister", and not "prime"."""
    return words("titles") - words("half_titles")


def _is_age(tokens: list[Token]) -> bool:
    if not tokens or not tokens[0].text.isdigit() or not 1 < int(tokens[0].text) < 120:
        return False
    return len(tokens) == 1 or tokens[1].text in (",", ".", ")", ";") or tokens[1].lower_ in ("and", "from")


def _are_initials(text: str) -> bool:
    return len(text) <= 6 and "." in text and all(len(part) == 1 for part in text.rstrip(".").split("."))


def _is_two_syllables(word: str) -> bool:
    """Whether a word is written as Korean and Chinese given names are: "Jae-in"."""
    one, dash, two = word.removesuffix("'s").removesuffix("’s").partition("-")
    shaped = bool(dash) and one.istitle() and two.isalpha() and two.islower() and two not in words("suffixed")
    return shaped and 2 <= len(one) <= 5 and 2 <= len(two) <= 5


def _is_country(word: str) -> bool:
    return any(e.main and e.kind == "country" for e in gazetteer().named(word))


def _is_town(word: str) -> bool:
    return any(e.main and (e.kind != "city" or e.population >= KNOWN_TOWN) for e in gazetteer().named(word))


def lone_points(parse: Doc, first: int, last: int, *, labelled: bool) -> float:
    """As `points`, for a name of one word: the words around must show that it is somebody."""
    token = parse[last]
    if token.lower_ in words("titles") | words("occupations") | words("thing_nouns") | words("named_after"):
        return 0.0
    found = LONE_LABEL if labelled else 0.0
    if _is_led(parse, first) or _is_followed(parse, last):
        found += LONE_PRESENTED
    if is_given(token.text) or token.lower_.endswith(endings()) or token.lower_ in words("family_first"):
        found += 1.0
    if token.dep_ == "nsubj" and token.head.lemma_.lower() in words("personal_verbs"):
        found += 1.0
    if _is_inside_name(parse, first):
        found -= 2.0
    if token.dep_ == "nsubj" and any(t.lower_ in ("himself", "herself") for t in token.head.children):
        found += 2.0
    return found


def _is_inside_name(parse: Doc, at: int) -> bool:
    """Whether a capitalised word before it, that is no title, makes it part of another name."""
    before = parse[at - 1] if at > parse[at].sent.start else None
    if before is None or before.pos_ != "PROPN" or before.dep_ != "compound" or not before.text[:1].isupper():
        return False
    return before.lower_.rstrip(".") not in words("titles") and not gazetteer().demonym(before.text)


def is_thing(parse: Doc, first: int, last: int, *, sure: bool) -> bool:
    """Whether one look at it shows a thing: "the Labrador", "the newspaper Herald", or a town of the gazetteer."""
    before = parse[first - 1] if first else None
    if before is not None and before.sent == parse[first].sent:
        if before.lower_ in ("the", "a", "an") and _heads_its_phrase(parse, first, last):
            return True
        hyphened = first > 1 and parse[first - 2].text == "-"  # the "maker" of "film-maker"
        if before.lemma_.lower() in words("house_nouns") and not hyphened:
            return True
    after = parse[last + 1] if last + 1 < len(parse) else None
    if after is not None and after.lemma_.lower() in words("staff") and parse[last].dep_ == "compound":
        return True
    known = gazetteer().named(parse[first : last + 1].text)
    if any(e.main and e.source != "GeoNames" for e in known):  # a landmark, a sea, a region
        return True
    located = before is not None and before.lower_ in words("locative")
    least = KNOWN_TOWN if located or not sure else KNOWN_CITY
    if not sure and not located and _is_titled_somewhere(parse, parse[last].text):
        return False
    return any(e.main and (e.kind != "city" or e.population >= least) for e in known)


def _is_titled_somewhere(parse: Doc, word: str) -> bool:
    """Whether the text elsewhere has a title before the word: "President Bush", beside a town of that name."""
    titles = words("titles") - words("half_titles") - {"leader", "director", "mayor", "governor", "speaker", "founder"}
    return any(
        t.text == word and t.i and parse[t.i - 1].text.istitle() and parse[t.i - 1].lower_.rstrip(".") in titles
        for t in parse
    )


def _heads_its_phrase(parse: Doc, first: int, last: int) -> bool:
    """Whether the article before it is its own: in "the Putin system" it is the system's."""
    return parse[first : last + 1].root.dep_ not in ("compound", "amod", "nmod", "poss")
