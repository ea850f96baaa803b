"""Stretches of words that may name a place, each with the cue that speaks for it.

`label`: the model sees a place. All other cues are for words that the gazetteer knows and the model gave another
label or none: `called` ("the city of Lyon"), `inside` ("near Lyon", "flew to Lyon"), `led` ("for Lyon", "shelled
Lyon"), `row` ("Nice, Lyon and Paris"), `dateline`, `folk` ("Lyon police", "a Lyon man"), `seat` ("Sen. Ada Pool,
R-Lyon"), `acts` ("Lisbon denied"), `large` ("Lyon was hit"), `civic` ("Lyon City Council"), `county` ("Clay County
Choir"), `country` (of two words or more), `namesake` ("University of Lyon"), `gathering` ("the Lyon Film Festival"),
and `again` where one of these stands elsewhere in the article.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.gazetteer import GEONAMES, gazetteer, key_of
from timeline.people.presenting import does
from timeline.people.things import KNOWN_TOWN, is_called_thing
from timeline.people.vocabulary import is_given
from timeline.people.vocabulary import words as people_words
from timeline.places.naming import candidates, is_acronym, is_seat, is_wide
from timeline.places.vocabulary import words
from timeline.syntax.boundaries import dateline_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = ("GPE", "LOC", "FAC")
LONGEST = 5  # words of a name that the model gave no label
LEAST_LETTERS = 4
LARGE = 100_000  # people in a city whose name alone speaks for it
EXPLAINED = 6  # tokens in which the noun that says what a place is must come
LONGEST_DATELINE = 24  # tokens
PARTIES = ("R", "D", "I", "DFL")  # of a member of an American legislature, before the hyphen and the home town
NAME_CLASSES = ("PROPN", "NOUN", "ADJ", "X", "ADP", "VERB")  # foreign names are taken for any of these
NAMES_BODY = 6  # words after a name in which the kind of body is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Tokens [first, last] and the cue that makes them a place's name."""

    first: int
    last: int
    cue: str


def stretches(parse: Doc) -> list[Stretch]:
    """All stretches, in order; none overlaps another."""
    found = list(_labelled(parse))
    runs = list(_known_runs(parse, _covered(found)))
    taken = _covered(found)
    found += [Stretch(first=f, last=n, cue=cue) for f, n in runs if (cue := _cue(parse, f, n, taken))]
    taken, names = _covered(found), {key_of(_text(parse, s)) for s in found}
    for first, last in runs:
        repeated = key_of(parse[first : last + 1].text) in names
        if repeated and first not in taken and not _is_part_of_name(parse, first, last):
            found.append(Stretch(first=first, last=last, cue="again"))
    taken = _covered(found)
    found += dict.fromkeys(s for s in _unknown(parse) if taken.isdisjoint(range(s.first, s.last + 1)))
    return sorted((s for s in found if not _is_dedication(parse, s)), key=lambda s: s.first)


def is_name_word(token: Token) -> bool:
    """Whether it is capitalised as names are, and no small word that opens a sentence."""
    small = token.is_stop and not token.is_upper
    return token.text[:1].isalpha() and token.text[:1].isupper() and token.pos_ in NAME_CLASSES and not small


def _covered(found: Iterable[Stretch]) -> set[int]:
    return {i for s in found for i in range(s.first, s.last + 1)}


def _text(parse: Doc, stretch: Stretch) -> str:
    return str(parse[stretch.first : stretch.last + 1].text)


def _labelled(parse: Doc) -> Iterator[Stretch]:
    """What the model labels as a place and the gazetteer knows; and what the words before call a place."""
    for entity in parse.ents:
        first, last = _trimmed(parse, entity.start, entity.end - 1)
        if first > last:
            continue
        if entity.label_ in LABELS:
            if _has_capital(parse, first, last) and candidates(parse[first : last + 1].text):
                yield Stretch(first=first, last=_whole(parse, first, last), cue="label")
        elif entity.label_ in ("ORG", "PERSON", "NORP", "PRODUCT") and _is_called_place(parse, entity):
            yield Stretch(first=first, last=_whole(parse, first, last), cue="called")


def _whole(parse: Doc, first: int, last: int) -> int:
    """The last token of the longest name that the gazetteer knows: "Rio Grande" goes on to "do Sul", and "Châlons"
    with its hyphens to "Châlons-en-Champagne".
    """
    end = last
    while (
        end + 1 < len(parse) and not parse[end].whitespace_ and (parse[end + 1].text == "-" or parse[end + 1].is_alpha)
    ):
        end += 1
    if end > last and _is_known(parse, first, end):
        return end
    longer = range(last + 1, min(last + LONGEST, parse[first].sent.end))
    joined = [i for i in longer if is_name_word(parse[i]) and all(_goes_on(t) for t in parse[last + 1 : i])]
    known = (i for i in reversed(joined) if parse[last + 1].text in words("joints") and _is_known(parse, first, i))
    return next(known, last)


def _has_capital(parse: Doc, first: int, last: int) -> bool:
    """Not so "the south coast"; some scripts have no capitals."""
    return any(t.text[:1].isupper() or not t.text.isascii() for t in parse[first : last + 1])


def _unknown(parse: Doc) -> Iterator[Stretch]:
    """What the model labels as a place and the gazetteer lacks; without a side before it ("Northeast Georgia")."""
    for entity in parse.ents:
        first, last = _trimmed(parse, entity.start, entity.end - 1)
        if entity.label_ not in ("GPE", "LOC") or first > last or not _has_capital(parse, first, last):
            continue
        if candidates(parse[first : last + 1].text):
            continue
        if parse[last].lower_ in words("occasions") or _is_craft(parse, first, last) or _only_opens(parse, first, last):
            continue
        first, last = _joined(parse, first, last)
        inner = first
        while inner < last and parse[inner].lower_ in words("modifiers"):
            inner += 1
        known = inner > first and candidates(parse[inner : last + 1].text)
        yield Stretch(first=inner if known else first, last=last, cue="label")


def _only_opens(parse: Doc, first: int, last: int) -> bool:
    """Whether it is one word that opens a sentence, and no name elsewhere: a capital there proves none ("Gunmen");
    or a line of its own, as menus have them ("Videos").
    """
    token = parse[first]
    if _is_line(parse, first, last):
        return True
    if first != last or not token.is_sent_start or (last + 1 < len(parse) and parse[last + 1].text in (",", "(")):
        return False
    return not any(t.text == token.text and not t.is_sent_start for t in parse)


def _is_line(parse: Doc, first: int, last: int) -> bool:
    before = parse[first - 1].text if first else "\n"
    after = parse[last + 1].text if last + 1 < len(parse) else "\n"
    return "\n" in before and "\n" in after


def _joined(parse: Doc, first: int, last: int) -> tuple[int, int]:
    """With the words that particles join to it: "Córrego" and "Feijão" are "Córrego do Feijão"."""
    start, end = parse[first].sent.start, parse[first].sent.end
    while first - 2 >= start and parse[first - 1].text in words("joints") and is_name_word(parse[first - 2]):
        first -= 2
    while last + 2 < end and parse[last + 1].text in words("joints") and is_name_word(parse[last + 2]):
        last += 2
    return first, last


def _is_dedication(parse: Doc, stretch: Stretch) -> bool:
    """Whether it is the saint that a church or the like is called after: "St Mary's church"."""
    if parse[stretch.first].lower_.rstrip(".") not in ("st", "sts", "saint"):
        return False
    after = [token for token in parse[stretch.last + 1 : stretch.last + 3] if token.tag_ != "POS"]
    if not after or after[0].lower_ not in words("dedicated"):
        return False
    known = any(e.main and e.population >= KNOWN_TOWN for e in gazetteer().named(_text(parse, stretch)))
    return not known or after[0].text.istitle()  # the hospital of St. Louis is in St. Louis


def _is_craft(parse: Doc, first: int, last: int) -> bool:
    """Whether it is a ship, a rocket or what else bears a name: "HMS Ocean", "the LVM3 rocket", "a cat called Pool"."""
    following = parse[last + 1].lower_ if last + 1 < len(parse) else ""
    named = parse[first].lower_ in words("ship_prefixes") or following in words("vehicles")
    return named or is_called_thing(parse, first, last)


def _is_called_place(parse: Doc, entity: Span) -> bool:
    before = [token.lower_ for token in parse[max(0, entity.start - 2) : entity.start]]
    return before[1:] == ["of"] and before[0] in words("place_nouns")


def _known_runs(parse: Doc, taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """Capitalised words outside `taken` that the gazetteer knows, longest first."""
    at = 0
    while at < len(parse):
        if at in taken or not (is_name_word(parse[at]) or parse[at].text == "THE"):
            at += 1
            continue
        end = at + 1
        while end < len(parse) and end - at < LONGEST and end not in taken and _goes_on(parse[end]):
            end += 1
        last = next((e for e in range(end - 1, at - 1, -1) if is_name_word(parse[e]) and _is_known(parse, at, e)), None)
        if last is not None and _is_city_s(parse, at, last):
            last -= 1
        if last is not None:
            yield at, last
        elif (first := _article_before(parse, at)) is not None and first not in taken and _is_known(parse, first, at):
            yield first, at
        at = at + 1 if last is None else last + 1


def _article_before(parse: Doc, at: int) -> int | None:
    """The "el" of "el-Fasher"."""
    if at < 2 or parse[at - 1].text != "-" or parse[at - 1].whitespace_ or parse[at - 2].whitespace_:
        return None
    return at - 2 if parse[at - 2].text in words("hyphened_articles") else None


def _is_city_s(parse: Doc, first: int, last: int) -> bool:
    """Whether the last word belongs to the body after it: "Lyon City Council", not "Mexico City Council"."""
    if parse[last].lower_ != "city" or last == first or not _is_known(parse, first, last - 1):
        return False
    named_city = any(e.main and e.kind == "city" for e in gazetteer().named(parse[first : last + 1].text))
    return not named_city and last + 1 < len(parse) and is_name_word(parse[last + 1])


def _goes_on(token: Token) -> bool:
    return is_name_word(token) or token.lower_ in words("inner")


def _is_known(parse: Doc, first: int, last: int) -> bool:
    name = parse[first : last + 1].text
    key = key_of(name)
    if any(parse[i].ent_type_ in ("DATE", "TIME") and not _is_led_into(parse, i) for i in (first, last)):
        return False
    entries = gazetteer().named(name)
    if is_acronym(name) and any(e.kind == "country" or (len(key) > 2 and is_wide(e)) for e in entries):
        return True
    if len(key) >= LEAST_LETTERS and any(e.kind == "country" for e in entries):
        return True
    explained = last + 2 < len(parse) and parse[last + 1].text == "," and _is_explained(parse, last + 2)
    named = first > 1 and parse[first - 1].text == "," and _is_named_behind(parse[first - 2])
    long = len(key) >= LEAST_LETTERS - (explained or named)
    return long and (named or key not in words("common")) and bool(candidates(name))


def _is_led_into(parse: Doc, at: int) -> bool:
    """Whether the model took a place for the hour after it: "at Heathrow minutes before"."""
    token = parse[at]
    led = at > 0 and token.nbor(-1).lower_ in words("inside") and token.ent_type_ == "TIME"
    return (
        led
        and at + 1 < len(parse)
        and token.nbor().is_lower
        and token.tag_ == "NNP"
        and token.lower_ not in people_words("calendar")
    )


def _cue(parse: Doc, first: int, last: int, taken: Collection[int]) -> str | None:
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
    if after is not None and after.text == "," and _is_explained(parse, last + 2):
        return "called"
    if before is not None and two is not None and before.text == "," and _is_named_behind(two):
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


def _is_explained(parse: Doc, at: int) -> bool:
    """Whether the words behind a name and its comma say what it is: "Olmer, the largest city of the north"."""
    behind = parse[at : min(at + EXPLAINED, parse[at - 1].sent.end)]
    noun = next((t for t in behind if t.pos_ == "NOUN" and t.dep_ != "compound"), None)
    led = len(behind) > 0 and behind[0].lower_ in ("a", "an", "the")
    return led and noun is not None and noun.lower_ in words("place_nouns")


def _is_named_behind(noun: Token) -> bool:
    """Whether a noun and a comma lead to the name of what it is: "the provincial capital, Van," """
    led = any(t.lower_ in ("the", "its", "their") for t in noun.lefts)
    return noun.lower_ in words("place_nouns") and noun.pos_ == "NOUN" and led


def _is_large(parse: Doc, first: int, last: int) -> bool:
    """Whether it names a large city, and is no given name nor part of a longer name anywhere: "Lyon was hit"."""
    token = parse[first]
    opens = token.is_sent_start and not token.ent_type_
    if first < last or opens or is_given(token.text) or token.lower_ in words("common"):
        return False
    if not any(e.main and e.kind == "city" and e.population >= LARGE for e in gazetteer().named(token.text)):
        return False
    return not any(_is_part_of_name(parse, t.i, t.i) for t in parse if t.text == token.text)


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


def _is_part_of_name(parse: Doc, first: int, last: int) -> bool:
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
    return last + 2 < len(parse) and parse[last + 1].text in words("row") | {"("} and last + 2 in taken


def _governs(parse: Doc, first: int, last: int) -> bool:
    """Whether it is a capital or a country that does what governments do: "Lisbon denied"."""
    root = parse[first : last + 1].root
    if root.dep_ != "nsubj" or root.head.lemma_.lower() not in words("government"):
        return False
    entries = gazetteer().named(parse[first : last + 1].text)
    return any(e.main and (e.capital or e.kind == "country" or is_seat(e)) for e in entries)


def _trimmed(parse: Doc, first: int, last: int) -> tuple[int, int]:
    while first <= last and (parse[first].lower_ in ("the", "a", "an") or not parse[first].text[:1].isalnum()):
        first += 1
    while last >= first and (parse[last].text in ("'s", "’s", "'", "’", "-", ",", ".") or parse[last].is_space):
        last -= 1
    return first, last
