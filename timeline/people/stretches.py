"""Words that may be somebody's name: what the model labels so, mended at both ends, and runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.people.folding import mended
from timeline.people.reigns import is_numeral
from timeline.people.vocabulary import is_given, is_trade, load, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_TAILS = frozenset(("'s", "’s", "-", "’", "'", "."))
_QUOTES = frozenset("\"“”'‘’")
_FUNCTION_TAGS = frozenset(("ADP", "DET", "PRON", "CCONJ", "SCONJ", "AUX", "PART", "NUM", "PUNCT", "SPACE"))
_TERMINALS = frozenset((".", "!", "?", "”", '"'))
_HEADLINE = 0.6  # the share of capitalised long words from which a sentence is in headline case


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Tokens [first, last]; `labelled` when the model takes words of them for a person."""

    first: int
    last: int
    labelled: bool


def stretches(parse: Doc) -> Iterator[Stretch]:
    """What may be a name, the labelled ones first; titles, possessives and swallowed headlines are cut off."""
    people = [e for e in parse.ents if e.label_ == "PERSON"]
    full = {e[-1].lower_ for e in people if len(e) > 1}
    for entity in people:
        whole = len(entity) == 1 and entity[0].lower_ in full and not _follows_given_name(entity[0])
        first, last = (entity.start, entity.end - 1) if whole else _stretched(parse, entity)
        yield from _cut(parse, first, last, labelled=True)
    for first, last in _runs(parse):
        named = any(_is_in_nickname(token) for token in parse[first : last + 1])
        yield from _cut(parse, first, last, labelled=named)


def _follows_given_name(token: Token) -> bool:
    """Whether a given name that the model left out stands before it: "Ada Pool" where "Ian Pool" is known, too."""
    before = token.nbor(-1) if token.i > token.sent.start else token
    plain = not before.ent_type_ and bool(before.whitespace_) and before.lower_ not in words("titles") | words("never")
    return before.i < token.i and plain and is_capitalised(before) and before.pos_ == "PROPN" and is_given(before.text)


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def is_headline_case(sentence: Span) -> bool:
    """Whether most long words of a sentence are capitalised, so that capitals say nothing."""
    spoken = [t for t in sentence if not t.is_space]
    if spoken and spoken[-1].text in _TERMINALS:
        return False
    long = [t for t in spoken if t.is_alpha and len(t) > 3]
    return len(long) > 2 and sum(is_capitalised(t) for t in long) / len(long) >= _HEADLINE


def _stretched(parse: Doc, entity: Span) -> tuple[int, int]:
    """The entity with the words of the name that the model left out: the "Ada" and the "Marsh" of "Ada Pool Marsh"."""
    first, last = entity.start, entity.end - 1
    lone, headline = " " not in entity.text, is_headline_case(entity.sent)
    while first > entity.sent.start and (
        _is_joint(parse[first - 1]) or _is_joint(parse[first]) or _belongs_before(parse[first - 1], headline=headline)
    ):
        first -= 1
    while last + 1 < entity.sent.end and (
        _is_joint(parse[last + 1])
        or (_is_joint(parse[last]) and last > first)
        or ((not headline or _ends_phrase(parse, last + 1)) and _belongs_after(parse[last + 1], lone=lone))
    ):
        last += 1
    following = parse[last + 1 : last + 2]
    if following and not headline and parse[last].whitespace_ and _is_one_name(parse[last], following[0]):
        last = next(e.end for e in parse.ents if e.start == last + 1) - 1
    return first, last


def _is_one_name(token: Token, following: Token) -> bool:
    """Whether the model cut a name of four words in two: the "Rabbo" and the "Mansour" of "Abed Rabbo Mansour Hadi"."""
    begins = following.ent_type_ == "PERSON" and following.ent_iob_ == "B"
    head = token.head
    return begins and token.dep_ == "compound" and head.i >= following.i and head.ent_type_ == "PERSON"


def _is_joint(token: Token) -> bool:
    """Whether a hyphen or a particle in lower case stands between words of a name: the "ter" of "Ada ter Pool"."""
    if token.text == "-" and 0 < token.i < len(token.doc) - 1:
        return bool(not token.nbor(-1).whitespace_ and not token.whitespace_ and token.nbor().is_alpha)
    if _is_in_nickname(token):
        return True
    if not token.is_lower or token.lower_ not in words("particles"):
        return False
    before, after = token, token
    while before.i > token.sent.start and before.is_lower and before.lower_ in words("particles"):
        before = before.nbor(-1)
    while after.i + 1 < token.sent.end and after.is_lower and after.lower_ in words("particles"):
        after = after.nbor()
    if after.text == "-" and not after.whitespace_ and after.i + 1 < token.sent.end:  # "el-Bashir"
        after = after.nbor()
    return is_capitalised(before) and is_capitalised(after) and before.pos_ == after.pos_ == "PROPN"


def _belongs_before(token: Token, *, headline: bool) -> bool:
    if not is_capitalised(token) or not token.whitespace_ or token.lower_ in words("never"):
        return False
    if token.lower_ in words("family_first") and token.i > token.sent.start and token.nbor(-1).text == ",":
        return True  # "the envoy, So Pool Sik": a small word, were it not for the capital
    if token.lower_ in words("titles"):
        return token.lower_ in words("regnal")
    if is_given(token.text):
        return token.ent_type_ not in ("GPE", "NORP", "DATE", "PERSON")
    if _is_named_elsewhere(token):
        return True
    misread = token.ent_type_ == "GPE" and token.ent_iob_ == "B" and not gazetteer().named(token.text)
    if (token.ent_type_ and not misread) or token.pos_ != "PROPN" or token.dep_ != "compound":
        return False
    if not token.is_alpha or headline:
        return False
    led_to = words("house_nouns") | words("occupations") | words("thing_nouns") | words("named_after")
    return not token.is_sent_start and token.lemma_.lower() not in led_to


def _is_named_elsewhere(token: Token) -> bool:
    """Whether a lone name begins a person's elsewhere: the "Adzo" of "Adzo Pool Marsh" that of "Adzo Pool"."""
    if token.ent_type_ not in ("ORG", "GPE", "PRODUCT") or not _is_lone_entity(token):
        return False
    name = f"{token.text} {token.nbor().text}"
    return any(e.label_ == "PERSON" and e.text == name and e.start != token.i for e in token.doc.ents)


def _belongs_after(token: Token, *, lone: bool) -> bool:
    if _is_first_of_name(token):
        return True
    if not is_capitalised(token) or token.pos_ != "PROPN" or not _follows_plainly(token):
        return False
    if token.lower_ in words("titles") | words("never") | words("headline_words") | words("named_after"):
        return False
    return not token.ent_type_ or (lone and token.ent_type_ in ("GPE", "ORG") and _is_lone_entity(token))


def _ends_phrase(parse: Doc, at: int) -> bool:
    """Whether a word is the last before a stop of some kind, so that no headline goes on with it."""
    return at + 1 < len(parse) and (parse[at + 1].is_punct or parse[at + 1].lower_ in ("and", "in"))


def _is_first_of_name(token: Token) -> bool:
    """Whether an "I" is the number of a queen: "Queen Elizabeth I had", not "Queen Elizabeth I have"."""
    if token.text != "I" or token.i < 2 or token.nbor(-2).lower_ not in words("regnal"):
        return False
    following = token.doc[token.i + 1 : token.i + 2].text.lower()
    return is_capitalised(token.nbor(-1)) and following not in words("after_pronoun")


def _follows_plainly(token: Token) -> bool:
    """Whether one space and nothing else parts a token from the one before."""
    return token.i > 0 and token.doc[token.i - 1].whitespace_ == " " and not token.doc[token.i - 1].is_punct


def _is_lone_entity(token: Token) -> bool:
    return token.ent_iob_ == "B" and (token.i + 1 == len(token.doc) or token.nbor().ent_iob_ != "I")


def _runs(parse: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words within a sentence; hyphens and particles hold them together."""
    for sentence in parse.sents:
        first: int | None = None
        for token in sentence:
            inside = _is_run_word(token)
            if inside and first is None:
                first = token.i
            elif not inside and first is not None and not _holds_together(token):
                yield first, token.i - 1
                first = None
        if first is not None:
            yield first, sentence.end - 1


def _is_run_word(token: Token) -> bool:
    if _is_first_of_name(token) or _is_initial(token):
        return True
    if not is_capitalised(token) or token.lower_ in words("never"):
        return False
    named = token.pos_ not in _FUNCTION_TAGS or (not token.is_sent_start and is_given(token.text))
    return named or mended(token.text) != token.text


def _is_initial(token: Token) -> bool:
    """Whether an "A" is no article but the first of two initials: "A P Pool"."""
    if token.text != "A" or token.i + 2 >= token.sent.end:
        return False
    second, name = token.nbor(), token.nbor(2)
    return len(second) == 1 and second.is_upper and is_capitalised(name) and len(name) > 1 and name.pos_ == "PROPN"


def _holds_together(token: Token) -> bool:
    """Whether a word without a capital is inside a name: a hyphen, what follows it, or a particle."""
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if _ends_broken_word(token) or _is_in_nickname(token):
        return True
    if following is None:
        return False
    if token.text == "-":
        return not token.whitespace_ and following.text[:1].isalpha()
    if token.i and token.doc[token.i - 1].text == "-":
        return token.is_alpha and not token.doc[token.i - 1].whitespace_
    if token.lower_ not in words("particles"):
        return False
    return is_capitalised(following) or following.lower_ in words("particles") or _is_article_before(following)


def _is_article_before(hyphen: Token) -> bool:
    """Whether it is the hyphen of "el-Bashir", the article being in lower case."""
    return hyphen.text == "-" and hyphen.i + 1 < len(hyphen.doc) and is_capitalised(hyphen.nbor())


def _ends_broken_word(token: Token) -> bool:
    """Whether it is the second half of a letter whose UTF-8 was read as something else: the "©" of "JosÃ©"."""
    if not token.i or token.doc[token.i - 1].whitespace_:
        return False
    word = token.doc[token.i - 1].text + token.text
    return mended(word) != word


def _cut(parse: Doc, first: int, last: int, *, labelled: bool) -> Iterator[Stretch]:
    """Without titles before, possessives after, and the headline that swallowed the name."""
    titles = [i for i in range(first, last) if _is_title(parse, i, first) or _is_short_office(parse, i, last)]
    if trades := [i for i in range(first, last - 1) if _is_trade_before_name(parse, i, first)]:
        first = trades[-1] + 1
    elif titles:
        first = titles[-1] if _keeps_title(parse, titles[-1], last) else titles[-1] + 1
    while first <= last and (not is_capitalised(parse[first]) or _only_leads(parse, first, last)):
        first += 1
    end = first
    while end <= last and _goes_on(parse, end, first):
        end += 1
    last = end - 1
    while last >= first and (parse[last].text in _TAILS or _is_no_end(parse[last])):
        last -= 1
    folk = last > first and bool(gazetteer().demonym(parse[first : last + 1].text))  # "Sri Lankan"
    if first <= last and not folk and not _is_title(parse, last, first):
        yield Stretch(first=first, last=last, labelled=labelled)


def _is_no_end(token: Token) -> bool:
    """Whether no name ends in it: a particle in lower case, the "KC" behind a name."""
    particle = token.lower_ in words("particles") and not (is_capitalised(token) and token.ent_type_ == "PERSON")
    return particle or token.lower_ in _suffixes()


@cache
def _suffixes() -> frozenset[str]:
    """What is written after a name and is none of it ("KC"), without what tells a son from his father."""
    return words("suffixes") - frozenset(load("names.toml")["generations"])


def _is_title(parse: Doc, i: int, first: int) -> bool:
    """Whether a word is a title there: no "Judge" is one after a given name, save another name follows it."""
    if parse[i].lower_.rstrip(".") not in words("titles") or _is_in_nickname(parse[i]):
        return False
    if i > first and parse[i - 1].text == "-":  # "Lt-Gen"
        return i - 2 >= first and _is_title(parse, i - 2, first)
    if i > first and parse[i - 1].lower_ in words("particles"):
        return False
    name_follows = i + 1 < len(parse) and is_capitalised(parse[i + 1])
    if i > first and parse[i].lower_ in words("short_titles") and not name_follows:
        return False
    follows_given = i > first and is_given(parse[i - 1].text)
    if follows_given and parse[i].lower_ in words("titled_for_good"):  # "Hassan Sheikh Pool"
        return False
    return not follows_given or (i + 1 < len(parse) and is_given(parse[i + 1].text))


def _is_short_office(parse: Doc, i: int, last: int) -> bool:
    """Whether capitals are short for an office before a full name: "Lands CS Ada Pool"; with one word they may be
    initials ("MS Pool")."""
    token = parse[i]
    capitals = token.is_upper and token.is_alpha and 2 <= len(token) <= 4 and i + 1 < last
    return capitals and not parse[i + 1].is_upper and is_given(parse[i + 1].text)


def _is_trade_before_name(parse: Doc, i: int, first: int) -> bool:
    """Whether all up to a word tells the trade of the full name after it: "Lyon Investigator Ada Pool"."""
    token, before = parse[i], parse[i - 1].text if i > first else ""
    if token.lower_ not in words("occupations") - words("regnal") or not is_capitalised(token) or is_given(token.text):
        return False
    is_name = is_given(before) and not any(entry.main for entry in gazetteer().named(before))
    return not is_name and is_given(parse[i + 1].text)


def _keeps_title(parse: Doc, title: int, last: int) -> bool:
    """Whether a title stays: with a single name ("Pope Francis", "King Charles III"), and not with a full one, save
    where it is a family's ("Sheikh Fazlur Karim")."""
    if parse[title].lower_ not in words("regnal"):
        return False
    if parse[title].lower_ == "sheikh" and parse[title + 1].lower_.endswith(tuple(words("sheikh_endings"))):
        return True
    name = [t for t in parse[title + 1 : last + 1] if is_capitalised(t) and not is_numeral(t.text)]
    return len(name) == 1 and not any(t.text == "-" for t in parse[title + 1 : last + 1])


def _only_leads(parse: Doc, at: int, last: int) -> bool:
    """Whether the first word only leads to a name: "Resident Ada Pool", "Russian Ada Pool", "There Ada Pool"."""
    if at == last or not parse[at].whitespace_:
        return False
    token, following = parse[at], parse[at + 1]
    if token.is_upper and len(token) > 1 and token.is_stop:  # the "WHY" of a headline in capitals
        return token.lower_ not in words("particles")
    trade = is_trade(token.text) and is_given(following.text) and not is_given(token.text)
    regional = token.lower_ in words("regional") and at + 1 < last and is_given(following.text)
    if trade or regional or token.lemma_.lower() in words("occupations") or gazetteer().demonym(token.text):
        return token.lower_ not in words("family_first")
    if at + 1 < last and _is_country_led_to(token):
        return is_given(following.text) or following.lower_ in words("family_first")
    opens = token.is_sent_start or (token.i > 0 and token.nbor(-1).text == ":")  # "Clean-up: Moment Ada Pool left"
    leads = opens and at + 1 < last and token.lower_ not in words("particles") | words("regnal") | words("family_first")
    small = token.is_stop and is_capitalised(following)  # "There Kassym-Jomart Pool spoke"
    return bool(leads and not is_given(token.text) and (small or is_given(following.text)))


def _is_country_led_to(token: Token) -> bool:
    """ "the ambassador to Peru Ada Pool" """
    led = token.i > 0 and token.nbor(-1).lower_ in ("to", "of", "in", "from")
    return led and any(entry.kind == "country" for entry in gazetteer().named(token.text))


def _goes_on(parse: Doc, at: int, first: int) -> bool:
    token = parse[at]
    if at > first and _ends_broken_word(token):
        return True
    if at > first and _is_in_nickname(token):
        return True
    if token.is_space or (token.is_punct and token.text not in ("-", ".", "’", "'", "–")):
        return False
    if token.like_num or token.lower_ in ("'s", "’s"):
        return False
    if at > first and parse[at - 1].text == "-" and not parse[at - 1].whitespace_:
        return True
    inside = token.ent_type_ == "PERSON" and token.ent_iob_ == "I" and not is_headline_case(token.sent)
    if at > first and token.lower_ in words("headline_words") and token.lower_ not in words("particles") and not inside:
        return False  # "Ada Pool Wins", and not "Soe Win"
    return is_capitalised(token) or token.lower_ in words("particles") or token.text in ("-", ".")


def _is_in_nickname(token: Token) -> bool:
    """Whether a token is of a nickname in quotation marks inside a name: Ada "the Duke" Pool."""
    parse, last = token.doc, len(token.doc) - 1
    opening = next((i for i in range(token.i, max(token.i - 4, 0), -1) if parse[i].text in _QUOTES), None)
    if opening is None:
        return False
    if opening == token.i and token.whitespace_:  # it closes
        opening = next((i for i in range(token.i - 1, max(token.i - 5, 0), -1) if parse[i].text in _QUOTES), opening)
    closing = next((i for i in range(opening + 2, min(opening + 5, last)) if parse[i].text in _QUOTES), None)
    if closing is None or closing < token.i:
        return False
    return all(is_capitalised(parse[i]) for i in (opening - 1, closing - 1, closing + 1))
