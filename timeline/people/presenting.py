"""How words around a name present somebody: a title or trade before it, an age, "who" or an apposition after it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.vocabulary import bearer_of, is_given, is_trade, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PHRASE = 12  # tokens in which what follows a name must say what somebody does
_FOLLOWING = frozenset((",", "(", "who"))  # what an apposition, an age or a clause about somebody begins with


def is_presented(parse: Doc, first: int, last: int) -> bool:
    """Whether the words around say that it is somebody: "union leader Ada Pool", "Ada Pool, 51," "Ada Pool, who"."""
    return is_led(parse, first) or is_followed(parse, last)


def is_led(parse: Doc, first: int) -> bool:
    """Whether a title or what somebody does stands before: "mayor Ada Pool", "his wife, Ada Pool"."""
    before = [t for t in parse[max(parse[first].sent.start, first - 2) : first] if not t.is_space]
    if before and before[-1].text == "," and len(before) > 1:
        if before[0].lower_ in words("things_too") and any(t.lower_ == "its" for t in before[0].children):
            return False  # a volcano's neighbour
        return before[0].pos_ in ("NOUN", "PROPN") and (does(before[0]) or before[0].lower_ in _titles())
    if not before:
        return False
    return before[-1].lower_.rstrip(".") in _titles() or does(before[-1])


def is_kin(parse: Doc, first: int) -> bool:
    """Whether it is said whose relative somebody is: "his son Ada", "her granddaughter, Ada"."""
    before = [t for t in parse[max(parse[first].sent.start, first - 2) : first] if t.text != ","]
    return bool(before) and before[-1].tag_ == "NN" and before[-1].lower_ in words("kin")


def bearer_by_title(parse: Doc, first: int) -> str:
    """ "m" after "Mr", "f" after "Mrs", and so on; nothing where the title says neither."""
    while first > 1 and parse[first - 1].is_lower and parse[first - 1].lower_ in words("particles"):
        first -= 1
    title = parse[first - 1].lower_.rstrip(".") if first else ""
    return "m" if title in words("titles_of_men") else "f" if title in words("titles_of_women") else ""


def is_glossed(parse: Doc, first: int, last: int) -> bool:
    """Whether what somebody does follows without an article: "Ada Pool, director for the north"."""
    gloss = parse[last + 1 : min(parse[last].sent.end, last + 4)]
    if len(gloss) < 3 or gloss[0].text != "," or gloss[2].pos_ != "ADP":
        return False
    return is_given(parse[first].text) and gloss[1].tag_ == "NN" and gloss[1].lower_ in words("occupations")


def is_one_of_whom(parse: Doc, first: int, last: int) -> bool:
    """Whether it explains who it was to whom something was done that is done to people: "One, Ada Pool, was shot"."""
    root = parse[first : last + 1].root
    if root.dep_ != "appos" or root.head.lower_ not in ("one", "another") or root.head.i >= first:
        return False
    return root.head.dep_ == "nsubjpass" and root.head.head.lemma_.lower() in words("fates")


def is_beside_somebody(parse: Doc, first: int, last: int) -> bool:
    """Whether it ends or goes on a row of people: the "Ian Marsh" of "Ada Pool and Ian Marsh"."""
    root = parse[first : last + 1].root
    if root.dep_ != "conj" or root.head.i >= first:
        return False
    return root.head.ent_type_ == "PERSON" or (does(root.head) and root.head.tag_ == "NN")


def coupled_with(parse: Doc, first: int) -> list[int]:
    """The lone given names that "and" joins to a full name: the "Ian" and "Rui" of "Rui, Ian and Ada Pool"."""
    if first - parse[first].sent.start < 2 or parse[first - 1].lower_ not in ("and", "&"):
        return []
    given = [first - 2]
    start = parse[first].sent.start
    while given[-1] - 2 >= start and parse[given[-1] - 1].text == "," and _is_given(parse, given[-1] - 2):
        given.append(given[-1] - 2)
    before = parse[given[-1] - 1] if given[-1] > start else None
    if before is not None and ((before.text[:1].isupper() and before.pos_ == "PROPN") or before.text == "-"):
        return []
    if before is not None and before.lower_ in words("of_one_family") and all(parse[at].text.istitle() for at in given):
        return given  # "the twins Ian and Ada Pool", however they are called
    sure = [at for at in given if _is_given(parse, at) and not _is_town_beside(parse[at])]
    return given if sure and all(_is_given(parse, at) for at in given) else []


def _is_given(parse: Doc, at: int) -> bool:
    return parse[at].text.istitle() and bool(bearer_of(parse[at].text))


def _is_town_beside(name: Token) -> bool:
    return name.ent_type_ != "PERSON" and any(entry.main for entry in gazetteer().named(name.text))


def does(token: Token) -> bool:
    """Whether a noun says what somebody is or does."""
    return token.lemma_.lower() in words("occupations") or (token.pos_ == "NOUN" and is_trade(token.lemma_))


def is_followed(parse: Doc, last: int) -> bool:
    """Whether an age, "who" or an apposition follows: "Ada Pool, the mayor", "Ada Pool, Marsh's deputy"."""
    if last + 1 >= len(parse) or parse[last + 1].lower_ not in _FOLLOWING:
        return False
    after = list(parse[last + 1 : min(parse[last].sent.end, last + PHRASE)])
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
    roles = [t for t in phrase[1:end] if does(t) or t.lower_ in _titles()]
    if phrase[:1] and phrase[0].lower_ in words("articles"):
        return bool(roles)
    owned = any(t.tag_ in ("POS", "PRP$") for t in phrase[: min(end, 3)])
    return owned and any(t.tag_ == "NN" and t.lower_ not in words("things_too") for t in roles)


def is_titled_after(parse: Doc, last: int) -> bool:
    """Whether an office that only people hold follows: "Ada Pool, the head of the agency"."""
    phrase = parse[last + 1 : min(parse[last].sent.end, last + 6)]
    if len(phrase) < 3 or phrase[0].text != "," or phrase[1].lower_ not in words("articles"):
        return False
    told = next((t for t in phrase[2:] if t.tag_ == "NN"), None)
    return told is not None and told.lower_ in words("occupations") - words("things_too")


@cache
def _titles() -> frozenset[str]:
    """Titles that are whole by themselves: "minister", and not "prime"."""
    return words("titles") - words("half_titles")


def _is_age(tokens: list[Token]) -> bool:
    if not tokens or not tokens[0].text.isdigit() or not 1 < int(tokens[0].text) < 120:
        return False
    return len(tokens) == 1 or tokens[1].text in (",", ".", ")", ";") or tokens[1].lower_ in ("and", "from")
