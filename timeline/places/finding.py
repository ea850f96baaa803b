"""The places of one document."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.gazetteer import Entry, gazetteer, key_of
from timeline.models import Document, Mention, Person, Place, PlaceOption
from timeline.places.distances import Distance, distances
from timeline.places.misspelt import near_spellings
from timeline.places.naming import candidates
from timeline.places.resolving import Choice, described, resolve
from timeline.places.settling import contains, km
from timeline.places.toponyms import Toponym, toponyms
from timeline.places.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

CITY_KM = 25.0  # from the middle of a city to its outermost quarters
NAMESAKE_KM = 40.0  # the same for what is only also called so: airports are often called after a city near by
FROM_TOWN_KM = 80.0  # from the middle of a town, beyond which nothing is in it
VOTING_COUNTRIES = 3  # in which a misspelt name is looked for
MISSPELT_TRUST = 0.8
KNOWN_TOWN = 200_000  # people; a larger town may be meant wherever the article plays
# What must speak in all for a name that the model did not label; a bare preposition or a namesake says little.
LEAST_STRENGTH = {
    "inside": 3.5,
    "led": 6.5,
    "namesake": 7.0,
    "gathering": 5.0,
    "civic": 5.5,
    "again": 5.0,
    "large": 6.0,
    "dateline": 3.5,
}
LEAST_STRENGTH_ELSE = 3.0
USUAL_TOWN = 100_000  # people; a larger one may be usual
MANY_TIMES = 5  # the people of the next of its name
USUAL = 0.4  # confidence in what is only usual
HALF = 0.5  # of the confidence, below which a place in a country that nothing else is in is not put on the map
LEAST_CONFIDENCE = 0.2  # below it, a small place among many of its name is not put on the map

Found = tuple[Toponym, Choice | None]


def find(document: Document, parse: Doc, people: Sequence[Person]) -> list[Place]:
    """The places that a document names, in order of first mention; demonyms vote, and are none."""
    found = toponyms(document, parse, people)
    votes, home = _votes(document, parse), _home(document)
    options: list[Sequence[Entry]] = [candidates(t.name, t.kinds) for t in found]
    for i, toponym in enumerate(found):
        if toponym.quarter and toponym.within is not None:
            options[i] = [e for e in options[i] if _is_part_of(e, options[toponym.within])]
        presented = _countries_before(parse, toponym)
        options[i] = [e for e in options[i] if e.country in presented] or options[i]
    measured = distances(parse, found)
    origins = {far.of for far in measured.values()}
    found = [replace(t, role="part") if i in origins else t for i, t in enumerate(found)]
    choices = resolve(found, options, votes, home, measured)
    unknown = [i for i, t in enumerate(found) if t.sure and not options[i] and not t.quarter]
    if unknown:
        countries = [country for country, _ in (votes + _countries(choices)).most_common(VOTING_COUNTRIES)]
        for i in unknown:
            holder = _holder([(found[i], None)], choices)
            within = [holder.entry.country] if holder and holder.entry.country else countries
            options[i] = near_spellings(found[i].name, within)
        choices = resolve(found, options, votes, home, measured)
    misspelt = {found[i].name for i in unknown if options[i]}
    return _places(parse, found, choices, misspelt, measured)


def _countries_before(parse: Doc, toponym: Toponym) -> Collection[str]:
    """The country that the words before a comma say: "Bolivia's seat of government, La Paz", "Peru's port, Lima"."""
    at, noun = toponym.first - 1, parse[max(toponym.first - 2, 0)]
    if at < 2 or parse[at].text != ",":
        return ()
    while noun.dep_ in ("pobj", "prep") and noun.head.i < noun.i:
        noun = noun.head
    if noun.lemma_.lower() not in words("place_nouns") | {"capital", "seat"}:
        return ()
    named = [t.text for t in noun.lefts if t.dep_ in ("poss", "amod", "compound") and t.text[:1].isupper()]
    countries = [e.country for name in named for e in gazetteer().named(name) if e.kind == "country" and e.country]
    return {*countries, *(code for name in named for code in gazetteer().demonym(name))}


def _votes(document: Document, parse: Doc) -> Counter[str]:
    """Countries that the demonyms outside page furniture speak of, and the country of the site."""
    votes: Counter[str] = Counter()
    for entity in parse.ents:
        zone = document.zone_at(entity.start_char)
        if entity.label_ in ("NORP", "GPE") and not (zone and zone.kind == "furniture"):
            votes.update(gazetteer().demonym(entity.text))
    site = re.match(r"https?://[^/:]+\.([a-z]{2})(?:[/:?#]|$)", document.url or "")
    if site:
        votes[{"UK": "GB"}.get(site[1].upper(), site[1].upper())] += 1
    return votes


def _home(document: Document) -> list[Sequence[Entry]]:
    """The places that the source is called after: "The Norwich Bulletin"."""
    words = re.findall(r"\w+", document.source or "")
    names = [" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, min(i + 3, len(words)) + 1)]
    known = [tuple(e for e in gazetteer().named(name) if e.main) for name in names if len(name) > 3]
    return [entries for entries in known if entries]


def _countries(choices: Sequence[Choice | None]) -> Counter[str]:
    return Counter(c.entry.country for c in choices if c is not None and c.entry.country)


def _places(
    parse: Doc,
    found: Sequence[Toponym],
    choices: Sequence[Choice | None],
    misspelt: set[str],
    measured: Mapping[int, Distance],
) -> list[Place]:
    grouped: defaultdict[str, list[Found]] = defaultdict(list)
    origins: dict[str, tuple[Choice, Distance]] = {}
    sure = {key_of(t.name) for t in found if t.sure}
    for index, (toponym, choice) in enumerate(zip(found, choices, strict=True)):
        far = measured.get(index)
        origin = choices[far.of] if far is not None else None
        if far is not None and origin is not None:
            origins.setdefault(toponym.name.casefold(), (origin, far))
        if choice is None:
            if toponym.sure or toponym.quarter or origin is not None:
                grouped[toponym.name.casefold()].append((toponym, None))
        elif toponym.sure or _is_believed(toponym, choice, sure):
            if not (_is_refused(toponym, choice, choices) or _is_too_far(choice.entry, far, origin)):
                grouped[choice.entry.id].append((toponym, choice))
            elif far is None and toponym.within is None and (usual := _usual(toponym, choice)) is not None:
                grouped[usual.entry.id].append((toponym, usual))
            else:
                grouped[toponym.name.casefold()].append((toponym, None))
    holders = {id_: _holder(members, choices) for id_, members in grouped.items()}
    return [_place(parse, members, misspelt, holders[id_], origins.get(id_)) for id_, members in grouped.items()]


def _usual(toponym: Toponym, choice: Choice) -> Choice | None:
    """The large city that the world means by a name, many times larger than all others of it: what a name stands for
    that nothing in the article explains ("a summit in Geneva")."""
    cities = [e for e in candidates(toponym.name, toponym.kinds) if e.kind == "city" and e.main]
    if len(cities) < 2:
        return None
    largest, next_one = sorted(cities, key=lambda e: -e.population)[:2]
    if largest.population < max(USUAL_TOWN, MANY_TIMES * next_one.population):
        return None
    reason = f"{described(largest)}: by far the largest place of this name; nothing in the article says which is meant."
    return replace(choice, entry=largest, confidence=USUAL, reason=reason)


def _is_too_far(entry: Entry, far: Distance | None, origin: Choice | None) -> bool:
    """Whether a place is not as far from another as the text says: Olmer, 80 km from Lyon, is none in Peru."""
    if far is None or origin is None:
        return False
    return entry.kind == "city" and not far.fits(km(entry.lat, entry.lon, origin.entry.lat, origin.entry.lon))


def _is_refused(toponym: Toponym, choice: Choice, choices: Sequence[Choice | None]) -> bool:
    """Whether what won is not where the text says it lies, or is a mere guess among many, or far from all the rest."""
    outer = choices[toponym.within] if toponym.inside and toponym.within is not None else None
    if outer is not None and outer.entry.country not in (None, choice.entry.country) and choice.entry.country:
        return True
    known = choice.entry.kind == "city" and choice.entry.population >= KNOWN_TOWN
    held = choices[toponym.within] if toponym.within is not None else None
    if toponym.closed and not known and _is_held_elsewhere(choice, held):
        return True
    if toponym.held_in and held is not None and _is_far_from_town(toponym, choice.entry, held.entry):
        return True
    if held is not None and (toponym.closed or not toponym.peer) and _is_in_other_country(choice.entry, held.entry):
        return True
    unlikely = choice.confidence < LEAST_CONFIDENCE or (choice.confidence < HALF and _is_alone(choice, choices))
    return (unlikely and not known) or _is_far_namesake(toponym, choice, choices)


def _is_in_other_country(entry: Entry, town: Entry) -> bool:
    """Whether a small place is in another country than the large town that the text puts after it: "Sinchon, Seoul"."""
    large = town.kind == "city" and (town.capital or town.population >= KNOWN_TOWN)
    small = entry.kind in ("point", "city") and entry.population < KNOWN_TOWN and not entry.capital
    return large and small and entry.country is not None and entry.country != town.country


def _is_far_from_town(toponym: Toponym, entry: Entry, town: Entry) -> bool:
    """Whether a place is not in the town that the text says it is in: no "Victoria Park in Halifax" is in Leicester."""
    small = entry.kind in ("point", "city") and entry.population < KNOWN_TOWN and not entry.capital
    most = FROM_TOWN_KM if key_of(toponym.name) == key_of(entry.name) else NAMESAKE_KM
    return small and town.kind == "city" and km(entry.lat, entry.lon, town.lat, town.lon) > most


def _is_alone(choice: Choice, choices: Sequence[Choice | None]) -> bool:
    """Whether nothing else that the article names lies in the country of a place that is neither country nor famous."""
    entry = choice.entry
    others = [c.entry.country for c in choices if c is not None and c.entry.id != entry.id and c.entry.country]
    small = entry.kind in ("city", "region") and entry.population < KNOWN_TOWN and not entry.capital
    return small and len(others) > 1 and entry.country not in others


def _is_held_elsewhere(choice: Choice, outer: Choice | None) -> bool:
    """Whether no place of the name lies where the words after it put it: no Olmer that is known is in Tesk."""
    entry = choice.entry
    if outer is None or outer.entry.kind not in ("region", "country") or entry.kind != "city" or entry.capital:
        return False
    return entry.country != outer.entry.country


def _is_far_namesake(toponym: Toponym, choice: Choice, choices: Sequence[Choice | None]) -> bool:
    """Whether a name that a town only has beside its own (Khasan, of Hassan) means it in no country of the article."""
    entry = choice.entry
    if entry.main or entry.kind != "city" or choice.others or entry.population >= KNOWN_TOWN:
        return False
    named = {c.entry.country for c in choices if c is not None and c.entry.id != entry.id and c.entry.country}
    return len(named) > 0 and entry.country not in named and key_of(toponym.name) not in key_of(entry.name)


def _is_believed(toponym: Toponym, choice: Choice, sure: Collection[str]) -> bool:
    """Whether enough speaks for a name that the model did not label: a preposition where it is sure of the name
    elsewhere, else the strength of its meaning."""
    if toponym.cue in ("led", "inside") and key_of(toponym.name) in sure:
        return True
    return choice.strength >= LEAST_STRENGTH.get(toponym.cue, LEAST_STRENGTH_ELSE)


def _is_part_of(entry: Entry, cities: Sequence[Entry]) -> bool:
    """Whether a place lies in or right beside one of the cities that may be meant: "the Molenbeek district of"."""
    return any(contains(c, entry) or km(c.lat, c.lon, entry.lat, entry.lon) <= CITY_KM for c in cities)


def _holder(members: Sequence[Found], choices: Sequence[Choice | None]) -> Choice | None:
    """The division that the text says an unknown place lies in: the second of "X, Y"."""
    for toponym, choice in members:
        outer = choices[toponym.within] if choice is None and toponym.within is not None else None
        if outer is not None and outer.entry.kind in ("region", "city"):
            return outer
    return None


def _place(
    parse: Doc,
    members: Sequence[Found],
    misspelt: set[str],
    holder: Choice | None,
    origin: tuple[Choice, Distance] | None,
) -> Place:
    toponym, choice = members[0]
    mentions = tuple(_mention(parse, t) for t, _ in members)
    if choice is None:
        return _unknown_place(toponym, mentions, holder, origin)
    entry, respelt = choice.entry, toponym.name in misspelt
    reason = f"“{toponym.name}” is near the spelling of {described(entry)}." if respelt else choice.reason
    return Place(
        name=entry.name, kind=entry.kind, country=entry.country, lat=entry.lat, lon=entry.lon, gazetteer_id=entry.id,
        confidence=round(choice.confidence * (MISSPELT_TRUST if respelt else 1.0), 3), mentions=mentions,
        reason=reason, approximate=respelt, radius_km=entry.radius_km,
        options=tuple(_option(other) for other in choice.others),
    )  # fmt: skip


def _unknown_place(
    toponym: Toponym, mentions: tuple[Mention, ...], holder: Choice | None, origin: tuple[Choice, Distance] | None
) -> Place:
    """A place that the gazetteer lacks: put as far from another as the text says, or where the place is that the text
    says it lies in, else nowhere."""
    said = "The gazetteer has no place of this name"
    if candidates(toponym.name, toponym.kinds):
        said = "None of the gazetteer’s places of this name is likely here"
    place = Place(
        name=toponym.name, kind="point", country=None, lat=None, lon=None, gazetteer_id=None, confidence=0.2,
        mentions=mentions, reason=f"{said}.",
    )  # fmt: skip
    if origin is not None:
        choice, far = origin
        lat, lon = far.point(choice.entry)
        return replace(
            place, country=choice.entry.country, lat=lat, lon=lon, confidence=round(0.6 * choice.confidence, 3),
            reason=f"{said}; the text puts it {far.words} {described(choice.entry)}.", approximate=True,
            radius_km=round(far.radius_km, 1),
        )  # fmt: skip
    if holder is None:
        return place
    entry = holder.entry
    return replace(
        place, country=entry.country, lat=entry.lat, lon=entry.lon, confidence=round(0.6 * holder.confidence, 3),
        reason=f"{said}; the text puts it in {described(entry)}.", approximate=True, radius_km=entry.radius_km,
    )  # fmt: skip


def _mention(parse: Doc, toponym: Toponym) -> Mention:
    span = parse[toponym.first : toponym.last + 1]
    return Mention(start=span.start_char, end=span.end_char, text=span.text, role=toponym.role)


def _option(entry: Entry) -> PlaceOption:
    return PlaceOption(name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, gazetteer_id=entry.id,
                       reason=f"{described(entry)} has the same name; less speaks for it here.")  # fmt: skip
