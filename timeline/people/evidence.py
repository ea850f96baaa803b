"""What speaks for words being somebody's name, and what against it, where they stand: the names of features.

None decides alone: a word that the dictionary has may be a family name, and a name behind "in" somebody's. What each is
worth was learned (`weighing`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.folding import mended
from timeline.people.leaders import is_known
from timeline.people.presenting import (
    coupled_with,
    does,
    is_beside_somebody,
    is_followed,
    is_glossed,
    is_kin,
    is_led,
    is_one_of_whom,
    is_titled_after,
)
from timeline.people.reigns import is_numeral
from timeline.people.stretches import is_headline_case
from timeline.people.things import (
    KNOWN_TOWN,
    is_called_thing,
    is_common_word,
    is_country,
    is_firm,
    is_thing,
    names_thing,
)
from timeline.people.vocabulary import endings, is_family, is_given, words
from timeline.syntax import model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CALLED_THING = "called thing"  # a word beside it says so: "the opera, Ada Pool"
NAMES_THING = "names thing"  # a word of it says so: "Pool Cement"
_LONG = 4  # words from which a name counts as long
_PREPOSITIONS = ("of", "by", "with", "in", "from", "for", "to")
_LABELS = ("PERSON", "GPE", "ORG", "NORP")
_ENDS = ".!?\"”'’"


def evidence(parse: Doc, first: int, last: int, *, labelled: bool) -> Iterator[str]:
    """The features of tokens [first, last]: the model's label, the words themselves, the words around."""
    inner = [t for t in parse[first : last + 1] if t.text[:1].isalpha()]
    yield "labelled" if labelled else f"label {parse[first : last + 1].root.ent_type_ or 'none'}"
    yield f"words {min(len(inner), _LONG)}"
    yield from _of_words(parse, first, last, inner)
    yield from _of_presentation(parse, first, last)
    yield from _of_part(parse, first, last)
    yield from _of_neighbours(parse, first, last)


def _of_words(parse: Doc, first: int, last: int, inner: Sequence[Token]) -> Iterator[str]:
    """What the words say by themselves: a given name, an initial, a particle, an ending that family names have."""
    head, tail = inner[0], inner[-1]
    if names_thing(list(inner)):
        titled = is_titled_after(parse, last) or is_glossed(parse, first, last)
        yield NAMES_THING + (" titled after" if len(inner) == 2 and titled else "")
    given = mended(parse[first : last + 1].text).split()[0]
    if is_given(given) and len(inner) > 1:
        yield "given first, a town" if _is_town(given) else "given first"
    if any(is_given(t.text) for t in inner[1:]):
        yield "given later"
    if len(inner) == 1 and is_given(head.text):
        yield "given"
    if is_family(tail.text):
        yield "family name" if len(inner) > 1 else "family name alone"
    elif any(is_family(t.text) for t in inner):
        yield "family name inside"
    if len(inner) > 2 and parse[last - 1].text == "-" and parse[last].text.istitle():
        yield "double family name"
    if any(t.whitespace_ and (len(t.text.rstrip(".")) == 1 or _are_initials(t.text)) for t in inner[:-1]):
        yield "initial"
    if any(t.lower_ in words("particles") and t.is_lower for t in inner[1:-1]):
        yield "particle"
    if any(map(_is_two_syllables, parse[first : last + 1].text.split())):
        yield "two syllables"
    if head.lower_ in words("family_first"):
        yield f"family first {min(len(inner), _LONG)}"
    if tail.lower_.endswith(endings()):
        yield "family ending"
    if is_known(parse[first : last + 1].text):
        yield "known leader"
    if len(inner) > 1 and is_numeral(tail.text):
        yield "numbered"
    if head.lower_ in words("regnal"):
        numbered = is_numeral(tail.text) or is_given(tail.text)
        yield "reign" + (" of given" if numbered else "") + (" thing" if _is_of_thing(inner) else "")
    if all(t.is_upper for t in inner):
        yield "capitals"
    elif any(len(t.text) > 2 and t.text[:2].isupper() for t in inner):
        yield "some capitals"
    names = words("regnal") | words("family_first")
    plain = [t.text for t in inner if not (is_given(t.text) or is_family(t.text) or t.lower_ in names)]
    classes = [_class_of(word) for word in plain]
    for name in ("word", "noun"):
        if name in classes:
            yield f"{'all' if classes.count(name) == len(inner) else 'some'} {name}s"
    if any(_class_of(t.text) == "word" and is_family(t.text) for t in inner):
        yield "family name a word"
    if any(is_common_word(parse, t.i) for t in inner if not is_given(t.text)):
        yield "lower case elsewhere"
    named = gazetteer().named(parse[first : last + 1].text)
    if named:
        yield "place main" if any(e.main for e in named) else "place"
    if any(e.main and e.population >= KNOWN_TOWN for e in named):
        yield "known place"
    elif not named and any(gazetteer().named(t.text) for t in inner if not is_given(t.text)):
        yield "part a place"


def _of_presentation(parse: Doc, first: int, last: int) -> Iterator[str]:
    """How the words around present it."""
    if is_led(parse, first):
        yield "led"
    if is_kin(parse, first):
        yield "kin"
    if is_followed(parse, last):
        yield "followed"
    if is_one_of_whom(parse, first, last):
        yield "one of whom"
    if is_glossed(parse, first, last):
        yield "glossed"
    if is_called_thing(parse, first, last):
        yield CALLED_THING
    elif is_thing(parse, first, last, sure=last > first):
        yield "thing"
    if coupled_with(parse, first):
        yield "coupled"
    if first == last and _is_of_couple(parse, last):
        yield "couple"


def _of_part(parse: Doc, first: int, last: int) -> Iterator[str]:
    """The part that it has in its sentence."""
    root = parse[first : last + 1].root
    yield from (f"dep {root.dep_}", f"tag {root.tag_}")
    if root.dep_ in ("nsubj", "nsubjpass"):
        if root.head.lemma_.lower() in words("personal_verbs"):
            yield "subject of person"
        if any(t.lower_ in ("himself", "herself") for t in root.head.children):
            yield "himself"
        if root.dep_ == "nsubjpass" and root.head.lemma_.lower() in words("fates"):
            yield "fate"
    if root.dep_ == "pobj":
        yield f"of {root.head.lower_ if root.head.lower_ in _PREPOSITIONS else 'other'}"
        if root.head.head.lemma_.lower() in words("ruled_by") and root.head.lower_ == "of":
            yield "ruled by"
    if root.dep_ == "poss" and root.head.lemma_.lower() in words("occupations"):
        yield "owner of staff"
    if root.dep_ in ("compound", "amod", "nmod") and root.head.i > last:
        yield "before somebody" if does(root.head) else "before thing"
    if is_beside_somebody(parse, first, last):
        yield "beside somebody"
    joined = [t for t in (root.head, *root.children) if "conj" in (root.dep_, t.dep_)]
    yield from (f"beside {label}" for label in _LABELS if any(t.ent_type_ == label for t in joined))


def _of_neighbours(parse: Doc, first: int, last: int) -> Iterator[str]:
    """The words right before and after it, and the line that it stands in."""
    sentence = parse[first].sent
    if first > sentence.start:
        yield from _of_word_before(parse[first - 1])
    else:
        yield "opens"
    after = parse[last + 1] if last + 1 < parse[last].sent.end else None
    if after is None:
        yield "ends"
    elif after.pos_ == "PROPN":
        yield "before name"
    elif after.tag_ == "POS":
        yield "owner"
    if is_headline_case(sentence):
        yield "headline case"
    if sentence[-1].text[-1:] not in _ENDS:
        yield "in no sentence"


def _of_word_before(before: Token) -> Iterator[str]:
    if is_firm(before):
        yield "after firm"
    if before.lower_ in ("the", "a", "an"):
        yield "after article"
    elif before.like_num and before.ent_type_ != "DATE":
        yield "after number"
    elif before.tag_ == "POS":
        yield "after owner" + (" country" if before.i and is_country(before.nbor(-1).text) else "")
    elif before.lower_ in words("locative"):
        yield "after locative"
    elif before.pos_ == "PROPN" and before.text[:1].isupper() and before.lower_.rstrip(".") not in words("titles"):
        yield "after demonym" if gazetteer().demonym(before.text) else "after name"


def _is_of_thing(inner: Sequence[Token]) -> bool:
    return any(t.ent_type_ in ("ORG", "FAC", "PRODUCT", "WORK_OF_ART") for t in inner)


def _is_of_couple(parse: Doc, at: int) -> bool:
    """Whether it is the second of two given names: "the couple, Ada and Ian"."""
    token = parse[at]
    other, joined = token.head, [t.lower_ for t in token.head.children if t.dep_ == "cc"] == ["and"]
    if token.dep_ != "conj" or not joined or other.i != at - 2 or other.ent_type_ != "PERSON":
        return False
    return is_given(token.text) and is_given(other.text) and not _is_town(token.text)


def _are_initials(text: str) -> bool:
    return len(text) <= 6 and "." in text and all(len(part) == 1 for part in text.rstrip(".").split("."))


def _is_two_syllables(word: str) -> bool:
    """Whether a word is written as Korean and Chinese given names are: "Jae-in"."""
    one, dash, two = word.removesuffix("'s").removesuffix("’s").partition("-")
    shaped = bool(dash) and one.istitle() and two.isalpha() and two.islower() and two not in words("suffixed")
    return shaped and 2 <= len(one) <= 5 and 2 <= len(two) <= 5


def _is_town(word: str) -> bool:
    return any(e.main and (e.kind != "city" or e.population >= KNOWN_TOWN) for e in gazetteer().named(word))


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str]]:
    """The nouns that the model's lemmatizer knows, some names among them, and its other words."""
    index = model.load().get_pipe("lemmatizer").lookups.get_table("lemma_index")  # type: ignore[attr-defined]
    others = (word for part in ("verb", "adj", "adv") for word in index.get(part, ()))
    return frozenset(index.get("noun", ())), frozenset(others)


def _class_of(word: str) -> str:
    """ "noun", "word" for another one, or nothing for what no dictionary has."""
    nouns, others = _dictionary()
    forms = {word.lower(), word.lower().removesuffix("s")}
    return "word" if forms & others else "noun" if forms & nouns else ""
