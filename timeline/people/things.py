"""What shows that a name is no person's: words that things have, a town of that name, what is named after somebody."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.folding import folded
from timeline.people.presenting import does, is_followed, is_kin, is_presented
from timeline.people.vocabulary import is_given, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KNOWN_CITY = 500_000  # people; words of more than one that name so large a city are taken for the city
KNOWN_TOWN = 50_000  # people; a lone word that names so large a town is taken for the town

_NAMED = ("oprd", "dobj", "attr", "appos", "nsubj")  # how the model takes the name after "called"


def is_named_after(parse: Doc, first: int, last: int) -> bool:
    """Whether the words go on to name a thing: "Kim Il Sung Square", "the Order of Lenin"."""
    if first and parse[first - 1].lower_ in ("st", "st.") and parse[first - 1].text[:1].isupper():
        return True
    tail = parse[last].lower_
    if last > first and tail in words("named_after") and not _is_surname(parse, first, last):
        return True
    if first >= 2 and parse[first - 1].lower_ == "of":
        noun = parse[first - 2]
        if noun.lower_ in words("place_nouns") or (noun.lower_ in words("named_in") and noun.text[:1].isupper()):
            return True
    if last + 1 >= len(parse) or not parse[last].whitespace_:
        return False
    if _names_streets(parse, first, last):
        return True
    following = parse[last + 1]
    if following.is_digit and words("regnal") & {parse[max(first - 1, 0)].lower_, parse[first].lower_}:  # "Queen Ada 2"
        return True
    if following.text[:1].isupper() and following.lower_ in words("named_after"):
        return True
    return last > first and following.lower_ in words("named_after_lower")


def _names_streets(parse: Doc, first: int, last: int) -> bool:
    """Whether streets or the like are called so, one or more in a row: "Cooper, Marsh and Pool roads"."""
    after = last + 1
    while after < min(last + 8, len(parse)) and (parse[after].text in (",", "and", "&") or parse[after].text.istitle()):
        after += 1
    joined = after == last + 1 or parse[after - 1].dep_ in ("conj", "compound")
    plural = parse[after].lower_ if after < len(parse) else ""
    return last == first and joined and plural in words("named_after_plural")


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


def names_thing(inner: list[Token]) -> bool:
    """Whether a word shows that it is a thing, a place or a firm: "Alpine Cement", "Mount Pool", "RIA Pool"."""
    ends = {inner[0].lower_, inner[-1].lower_.rstrip(".")}
    if ends & words("thing_nouns") or inner[0].lower_ in words("place_openings"):
        return True
    if any(t.lower_ in words("named_after") - words("surnames_too") for t in inner[1:]):
        return True
    if any(gazetteer().demonym(t.text) or is_country(t.text) for t in inner[1:] if not is_given(t.text)):
        return True
    capitals = [t for t in inner if t.is_upper and len(t.text) > 2 and t.is_alpha and set(t.text) - set("IVX")]
    if capitals and len(capitals) < len(inner):
        return True
    return " ".join(folded(" ".join(t.text for t in inner))) in words("brands") or inner[0].lower_ in words("makes")


def is_country(word: str) -> bool:
    return any(e.main and e.kind == "country" for e in gazetteer().named(word))


def is_thing(parse: Doc, first: int, last: int, *, sure: bool) -> bool:
    """Whether one look at it shows a thing: "the Labrador", "the newspaper Herald", or a town of the gazetteer."""
    before = parse[first - 1] if first else None
    if before is not None and before.sent == parse[first].sent:
        if before.lower_ in ("the", "a", "an") and _heads_its_phrase(parse, first, last):
            return True
        if is_firm(before):
            return True
    if _is_before_its_people(parse, first, last) or _is_owner_of_firm(parse, last):
        return True
    if is_called_thing(parse, first, last) or (not sure and _is_whereabouts(parse, first, last)):
        return True
    known = gazetteer().named(parse[first : last + 1].text)
    if any(e.main and e.source != "GeoNames" for e in known):  # a landmark, a sea, a region
        return True
    if is_kin(parse, first):
        return False
    located = before is not None and before.lower_ in words("locative")
    least = KNOWN_TOWN if located or not sure else KNOWN_CITY
    if not sure and not located and _is_titled_somewhere(parse, parse[last].text):
        return False
    return any(e.main and (e.kind != "city" or e.population >= least) for e in known)


def is_called_thing(parse: Doc, first: int, last: int) -> bool:
    """Whether a ship, a work or an animal is called so: "the opera, Ada Pool, opened", "a cat called Ian"."""
    root = parse[first : last + 1].root
    named = words("house_nouns") | words("works") | words("animals")
    if root.head.lemma_.lower() in words("naming_verbs") and root.head.i < first and root.dep_ in _NAMED:
        verb = root.head
        whose = [verb.head] if verb.dep_ == "acl" else [t for t in verb.children if t.dep_ == "nsubjpass"]
        return any(t.lemma_.lower() in named for t in whose)
    before = parse[first - 1] if first > parse[first].sent.start else None
    if before is None:
        return False
    if before.lemma_.lower() in words("works") | words("animals"):
        return bool(before.tag_ == "NN" and (before.head == root or root.head == before) and root.dep_ != "nsubj")
    noun = before.nbor(-1) if before.text == "," and before.i > before.sent.start else None
    if noun is None or noun.lemma_.lower() not in named or noun.pos_ != "NOUN" or _is_hyphened(noun):
        return False
    if noun.dep_ == "pobj" and does(noun.head.head):  # the head of the agency, Ada Pool
        return False
    closed = last + 1 < len(parse) and (parse[last + 1].is_punct or parse[last + 1].lower_ == "and")
    return closed and root.dep_ in ("appos", "npadvmod") and not is_followed(parse, last)


def is_firm(token: Token) -> bool:
    """Whether a noun is a firm, a body or a vessel that a name may follow: "the newspaper Herald"."""
    return bool({token.lemma_.lower(), token.lower_} & words("house_nouns")) and not _is_hyphened(token)


def _is_hyphened(token: Token) -> bool:
    """The "maker" of "film-maker"."""
    return token.i > 0 and token.nbor(-1).text == "-"


def _is_whereabouts(parse: Doc, first: int, last: int) -> bool:
    """Whether a lone name is where something or somebody is: "a depot outside Pool", "a nurse from Pool"."""
    before = parse[first - 1] if first > parse[first].sent.start else None
    if before is None or before.pos_ != "ADP":
        return False
    if before.lower_ == "from" and does(before.head) and before.head.pos_ == "NOUN":
        return True
    if before.lower_ not in words("locative") or before.head.lemma_.lower() in words("faith"):
        return False
    return bool(gazetteer().named(parse[first : last + 1].text))


def _is_before_its_people(parse: Doc, first: int, last: int) -> bool:
    """Whether the noun that it belongs to shows a club, a firm or a town: "Harwick striker", "a Meadow Vale man"."""
    root = parse[first : last + 1].root
    if root.dep_ not in ("compound", "nmod", "amod") or root.head.i != last + 1:
        return False
    noun = root.head
    if noun.lemma_.lower() in words("staff"):
        return root.dep_ == "compound"
    return noun.is_lower and noun.lemma_.lower() in words("folk") | words("businesses")


def _is_owner_of_firm(parse: Doc, last: int) -> bool:
    """Whether a firm's name goes on after a possessive: "Marsh's Automotive"."""
    owned = parse[last + 1 : last + 3]
    if len(owned) < 2 or owned[0].tag_ != "POS" or not owned[1].text[:1].isupper():
        return False
    return owned[1].lower_ in words("thing_nouns") | words("named_after")


def is_common_word(parse: Doc, at: int) -> bool:
    """Whether the text has the word in lower case too, as no name: the "Lava" that opens a sentence."""
    return parse[at].lower_ in _small_words(parse)


@lru_cache(maxsize=2)
def _small_words(parse: Doc) -> frozenset[str]:
    return frozenset(token.text for token in parse if token.is_lower)


def _is_titled_somewhere(parse: Doc, word: str) -> bool:
    """Whether the text elsewhere has a title before the word: "President Bush", beside a town of that name."""
    return word in _titled_words(parse)


@lru_cache(maxsize=2)
def _titled_words(parse: Doc) -> frozenset[str]:
    titles = words("titles") - words("half_titles") - {"leader", "director", "mayor", "governor", "speaker", "founder"}
    return frozenset(
        token.text
        for token in parse[1:]
        if parse[token.i - 1].text.istitle() and parse[token.i - 1].lower_.rstrip(".") in titles
    )


def _heads_its_phrase(parse: Doc, first: int, last: int) -> bool:
    """Whether the article before it is its own: in "the Putin system" it is the system's."""
    return parse[first : last + 1].root.dep_ not in ("compound", "amod", "nmod", "poss")
