"""Words that name a person: what the model labels, mended, and what it misses where the words around are sure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.gazetteer import gazetteer
from timeline.models import Document
from timeline.people.names import folded
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_TAILS = frozenset(("'s", "’s", "-", "’", "'", "."))
LONGEST = 60  # characters of a name; more is no name
KNOWN_TOWN = 50_000  # people; a lone word that names so large a town is taken for the town


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Tokens [first, last] that name somebody; `sure` when they do so wherever they stand."""

    first: int
    last: int
    name: str
    sure: bool = True

    @property
    def words(self) -> tuple[str, ...]:
        return folded(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Namings:
    """The namings of a document in order, and the tokens that name things called after people."""

    found: tuple[Naming, ...]
    blocked: frozenset[int]


def namings(document: Document, parse: Doc) -> Namings:
    """All that the document names as a person, outside page furniture and credits."""
    found: dict[int, Naming] = {}
    blocked: set[int] = set()
    for first, last in _stretches(parse):
        zone = document.zone_at(parse[first].idx)
        if zone is not None and zone.kind in ("furniture", "credit"):
            continue
        trimmed = _trimmed(parse, first, last)
        if trimmed is None:
            continue
        if _is_named_after(parse, *trimmed):
            blocked.update(range(trimmed[0], trimmed[1] + 1))
            continue
        naming = _naming(parse, *trimmed)
        if naming and not any(t in found or t in blocked for t in range(naming.first, naming.last + 1)):
            found.update(dict.fromkeys(range(naming.first, naming.last + 1), naming))
    things = {n.words for n in found.values() if _is_thing(parse, n)}
    ordered = sorted({n for n in found.values() if n.words not in things}, key=lambda n: n.first)
    return Namings(found=tuple(ordered), blocked=frozenset(blocked))


def is_capitalised(token: Token) -> bool:
    return token.text[:1].isupper() and token.text[:1].isalpha()


def is_named_after(parse: Doc, first: int, last: int) -> bool:
    """Whether the words go on to name a thing: "Kim Il Sung Square", "the Order of Lenin"."""
    return _is_named_after(parse, first, last)


def _is_thing(parse: Doc, naming: Naming) -> bool:
    """Whether one look at it shows a thing: "the Labrador", "the newspaper Herald", or a town of the gazetteer."""
    before = parse[naming.first - 1] if naming.first else None
    if before is not None and before.sent == parse[naming.first].sent:
        if before.lower_ in ("the", "a", "an") and _heads_its_phrase(parse, naming):
            return True
        if before.lemma_.lower() in words("house_nouns"):
            return True
    known = gazetteer().named(naming.name)
    if any(e.main and e.source != "GeoNames" for e in known):  # a landmark, a sea, a region
        return True
    located = before is not None and before.lower_ in words("locative")
    if len(naming.words) > 1 and not located:
        return False
    return any(e.main and (e.kind != "city" or e.population >= KNOWN_TOWN) for e in known)


def _heads_its_phrase(parse: Doc, naming: Naming) -> bool:
    """Whether the article before it is its own: in "the Putin system" it is the system's."""
    return parse[naming.first : naming.last + 1].root.dep_ not in ("compound", "amod", "nmod", "poss")


def _stretches(parse: Doc) -> Iterator[tuple[int, int]]:
    """Tokens [first, last] that may be names: labelled ones, then those that titles and speaking verbs point to."""
    people = [e for e in parse.ents if e.label_ == "PERSON"]
    full = {e[-1].lower_ for e in people if len(e) > 1}
    for entity in people:
        lone = len(entity) == 1 and entity[0].lower_ not in full
        yield (_with_given_names(parse, entity.start) if lone else entity.start), entity.end - 1
    names = [e for e in parse.ents if e.label_ in ("PERSON", "GPE", "LOC", "ORG", "NORP")]
    labelled = {i for e in names for i in range(e.start, e.end)}
    for first, last in _capitalised_runs(parse):
        titles = [i for i in range(first, last + 1) if parse[i].lower_.rstrip(".") in words("titles")]
        if titles and titles[-1] < last:
            first = titles[-1] + (parse[titles[-1]].lower_ not in words("regnal"))
        unlabelled = not any(i in labelled for i in range(first, last + 1))
        if unlabelled and last - first <= 2 and (titles or _is_presented(parse, first, last)):
            yield first, last


def _is_presented(parse: Doc, first: int, last: int) -> bool:
    """Whether two or three words are presented as somebody: "union leader Ada Pool", "Ada Pool, a senior fellow"."""
    if last == first:
        return False
    roles = words("titles") | words("occupations")
    if first and parse[first - 1].lower_ in roles - words("articles"):
        return True
    following = [token.lower_ for token in parse[last + 1 : last + 7]]
    if following[:1] != [","]:
        return False
    phrase = following[1 : following.index(",", 1)] if "," in following[1:] else following[1:]
    return bool(phrase) and (phrase[0] in words("articles") and any(word in roles for word in phrase[1:]))


def _with_given_names(parse: Doc, first: int) -> int:
    """The first token of a name whose beginning the model left out: the "Ada" of "Ada Pool"."""
    while first > 0 and not parse[first].is_sent_start:
        before = parse[first - 1]
        if before.ent_type_ or before.pos_ != "PROPN" or before.dep_ != "compound" or not is_capitalised(before):
            break
        if not before.is_alpha or before.lower_ in words("titles") | words("never") | words("house_nouns"):
            break
        first -= 1
    return first


def _capitalised_runs(parse: Doc) -> Iterator[tuple[int, int]]:
    """Runs of capitalised proper nouns, within a sentence; hyphens hold them together."""
    first: int | None = None
    for token in parse:
        inside = token.pos_ == "PROPN" and is_capitalised(token)
        if inside and first is not None and token.is_sent_start:
            yield first, token.i - 1
            first = token.i
        elif inside and first is None:
            first = token.i
        elif not inside and first is not None and not (token.text == "-" and not token.whitespace_):
            yield first, token.i - 1
            first = None
    if first is not None:
        yield first, len(parse) - 1


def _trimmed(parse: Doc, first: int, last: int) -> tuple[int, int] | None:
    """Without titles before, possessives after, and the headline that swallowed the name."""
    while first <= last and not (is_capitalised(parse[first]) and _is_name_word(parse[first])):
        first += 1
    end = first
    while end <= last and _goes_on(parse, end, first):
        end += 1
    last = end - 1
    while last >= first and (parse[last].text in _TAILS or parse[last].lower_ in words("particles")):
        last -= 1
    return (first, last) if first <= last else None


def _is_name_word(token: Token) -> bool:
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    is_title = token.lower_.rstrip(".") in words("titles") and token.lower_ not in ("king", "prince", "pope", "judge")
    regnal = token.lower_ in words("regnal") and following is not None and is_capitalised(following)
    return not is_title or regnal


def _goes_on(parse: Doc, at: int, first: int) -> bool:
    token = parse[at]
    if token.is_space or (token.is_punct and token.text not in ("-", ".", "’", "'", "–")):
        return False
    if token.like_num or token.lower_ in ("'s", "’s"):
        return False
    if at > first and parse[at - 1].text == "-" and not parse[at - 1].whitespace_:
        return True
    if at > first and token.lower_ in words("headline_words") and token.lower_ not in words("particles"):
        return False
    return is_capitalised(token) or token.lower_ in words("particles") or token.text in ("-", ".")


def _is_named_after(parse: Doc, first: int, last: int) -> bool:
    tail = parse[last].lower_
    if last > first and tail in words("named_after") and not (tail in words("surnames_too") and last - first == 1):
        return True
    if first >= 2 and parse[first - 1].lower_ == "of":
        noun = parse[first - 2]
        if noun.lower_ in words("place_nouns") or (noun.lower_ in words("named_in") and is_capitalised(noun)):
            return True
    if last + 1 >= len(parse) or not parse[last].whitespace_:
        return False
    following = parse[last + 1]
    if is_capitalised(following) and following.lower_ in words("named_after"):
        return True
    return last > first and following.lower_ in words("named_after_lower")


def _naming(parse: Doc, first: int, last: int) -> Naming | None:
    name = parse[first : last + 1].text.strip().rstrip(".-")
    parts = folded(name)
    if not parts or len(name) > LONGEST or any(c.isdigit() for c in name) or "@" in name or "/" in name:
        return None
    if all(part in words("never") for part in parts) or (len(parts) == 1 and parts[0] in words("titles")):
        return None
    if len(parts) > 5 or not any(len(part) > 1 for part in parts):
        return None
    if len(parts) == 1 and (name.isupper() and len(name) < 5):
        return None
    return Naming(first=first, last=last, name=" ".join(name.split()), sure=len(parts) > 1)
