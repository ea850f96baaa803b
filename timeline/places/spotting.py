"""Stretches of words that may name a place, each with the cue that speaks for it.

`label`: the model sees a place. All other cues are for words that the gazetteer knows and the model gave another
label or none: `called` ("the city of Lyon"), `inside` ("near Lyon", "flew to Lyon"), `led` ("for Lyon", "shelled
Lyon"), `row` ("Nice, Lyon and Paris"), `dateline`, `folk` ("Lyon police", "a Lyon man"), `seat` ("Sen. Ada Pool,
R-Lyon"), `acts` ("Lisbon denied"), `large` ("Lyon was hit"), `civic` ("Lyon City Council"), `county` ("Clay County
Choir"), `measured` ("Lyon, 80 km from Nice"), `numbered` ("K2"), `country` (of two words or more), `namesake`
("University of Lyon"), `gathering` ("the Lyon Film Festival"), and `again` where one of these stands elsewhere.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.gazetteer import GEONAMES, gazetteer, key_of
from timeline.people.things import KNOWN_TOWN, is_called_thing
from timeline.people.vocabulary import words as people_words
from timeline.places.cues import cue_of, is_explained, is_name_word, is_named_behind, is_part_of_name
from timeline.places.naming import candidates, is_acronym, is_wide
from timeline.places.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

LABELS = ("GPE", "LOC", "FAC")
LONGEST = 5  # words of a name that the model gave no label
LEAST_LETTERS = 4


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
    found += [Stretch(first=f, last=n, cue=cue) for f, n in runs if (cue := cue_of(parse, f, n, taken))]
    taken, names = _covered(found), {key_of(_text(parse, s)) for s in found}
    for first, last in runs:
        repeated = key_of(parse[first : last + 1].text) in names
        if repeated and first not in taken and not is_part_of_name(parse, first, last):
            found.append(Stretch(first=first, last=last, cue="again"))
    taken = _covered(found)
    found += dict.fromkeys(s for s in _unknown(parse) if taken.isdisjoint(range(s.first, s.last + 1)))
    return sorted((s for s in found if not _is_dedication(parse, s)), key=lambda s: s.first)


def _covered(found: Iterable[Stretch]) -> set[int]:
    return {i for s in found for i in range(s.first, s.last + 1)}


def _text(parse: Doc, stretch: Stretch) -> str:
    return str(parse[stretch.first : stretch.last + 1].text)


def _labelled(parse: Doc) -> Iterator[Stretch]:
    """What the model labels as a place and the gazetteer knows; and what the words before call a place."""
    end = 0
    for entity in parse.ents:
        first, last = _trimmed(parse, entity.start, entity.end - 1)
        if first > last or first < end:
            continue
        if entity.label_ in LABELS:
            if _has_capital(parse, first, last) and candidates(parse[first : last + 1].text):
                end = _whole(parse, first, last) + 1
                yield Stretch(first=first, last=end - 1, cue="label")
        elif entity.label_ in ("ORG", "PERSON", "NORP", "PRODUCT") and _is_called_place(parse, entity):
            yield Stretch(first=first, last=_whole(parse, first, last), cue="called")


def _whole(parse: Doc, first: int, last: int) -> int:
    """The last token of the longest name that the gazetteer knows: "Rio Grande" goes on to "do Sul", and "Châlons"
    with its hyphens to "Châlons-en-Champagne"; "San Luis" and "Obispo County", two places for the model, are one.
    """
    following = next((e for e in parse.ents if e.start == last + 1 and e.label_ in LABELS), None)
    if following is not None and any(e.main for e in gazetteer().named(parse[first : following.end].text)):
        return int(following.end) - 1
    end = last
    while (
        end + 1 < len(parse) and not parse[end].whitespace_ and (parse[end + 1].text == "-" or parse[end + 1].is_alpha)
    ):
        end += 1
    if end > last and _is_known(parse, first, end):
        return end
    longer = range(last + 1, min(last + LONGEST, parse[first].sent.end))
    joined = [i for i in longer if is_name_word(parse[i]) and all(_goes_on(t) for t in parse[last + 1 : i])]
    for end in reversed(joined):
        whole = parse[first : end + 1].text
        if parse[last + 1].text in words("joints") and _is_known(parse, first, end):
            return end
        if parse[last + 1].text == "of" and any(key_of(e.name) == key_of(whole) for e in gazetteer().named(whole)):
            return end  # "Valley of the Kings"
    return last


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
        ends = (e for e in range(end - 1, at - 1, -1) if is_name_word(parse[e]) or parse[e].is_digit)
        last = next((e for e in ends if _is_known(parse, at, e)), None)
        if last is not None and _is_cut(parse, last):
            at = last + 1
            continue
        if last is not None and _is_city_s(parse, at, last):
            last -= 1
        if last is not None:
            yield at, last
        elif (first := _article_before(parse, at)) is not None and first not in taken and _is_known(parse, first, at):
            yield first, at
        at = at + 1 if last is None else last + 1


def _is_cut(parse: Doc, last: int) -> bool:
    """Whether a longer name goes on behind it: no "Porte" is meant by "Porte de Montreuil"."""
    joint = parse[last + 1 : last + 2].text in words("joints")
    return joint and last + 2 < parse[last].sent.end and is_name_word(parse[last + 2])


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
    return is_name_word(token) or token.lower_ in words("inner") or token.is_digit


def _is_known(parse: Doc, first: int, last: int) -> bool:
    name = parse[first : last + 1].text
    key = key_of(name)
    if any(c.isdigit() for c in name):
        return _is_numbered(name)
    if any(parse[i].ent_type_ in ("DATE", "TIME") and not _is_led_into(parse, i) for i in (first, last)):
        return False
    entries = gazetteer().named(name)
    if is_acronym(name) and any(e.kind == "country" or (len(key) > 2 and is_wide(e)) for e in entries):
        return True
    if len(key) >= LEAST_LETTERS and any(e.kind == "country" for e in entries):
        return True
    explained = last + 2 < len(parse) and parse[last + 1].text == "," and is_explained(parse, last + 2)
    named = first > 1 and parse[first - 1].text == "," and is_named_behind(parse[first - 2])
    long = len(key) >= LEAST_LETTERS - (explained or named)
    return long and (named or key not in words("common")) and bool(candidates(name))


def _is_numbered(name: str) -> bool:
    """Whether our own list has a name with a number in it: "K2", "Tower 22"; towns have none."""
    return any(e.main and e.source != GEONAMES and key_of(e.name) == key_of(name) for e in gazetteer().named(name))


def _is_led_into(parse: Doc, at: int) -> bool:
    """Whether the model took a place for part of a day or an hour: "in Lyon last month", "at Lyon hours before"."""
    token = parse[at]
    led = at > 0 and token.nbor(-1).lower_ in words("inside") | {"from"}
    return (
        led
        and token.tag_ == "NNP"
        and not any(day.startswith(token.lower_.rstrip(".")) for day in people_words("calendar"))
    )


def _trimmed(parse: Doc, first: int, last: int) -> tuple[int, int]:
    while first <= last and (parse[first].lower_ in ("the", "a", "an") or not parse[first].text[:1].isalnum()):
        first += 1
    while last >= first and (parse[last].text in ("'s", "’s", "'", "’", "-", ",", ".") or parse[last].is_space):
        last -= 1
    return first, last
