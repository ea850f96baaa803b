"""The places of one document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from timeline.gazetteer import Entry, gazetteer
from timeline.models import Document, Mention, Person, Place, PlaceOption
from timeline.places.misspelt import near_spellings
from timeline.places.resolving import Choice, described, resolve
from timeline.places.toponyms import Toponym, candidates, toponyms

if TYPE_CHECKING:
    from spacy.tokens import Doc

VOTING_COUNTRIES = 3  # in which a misspelt name is looked for


def find(document: Document, parse: Doc, people: Sequence[Person]) -> list[Place]:
    """The places that a document names, in order of first mention; demonyms vote, and are none."""
    found = toponyms(document, parse, people)
    demonyms = _demonyms(document, parse)
    options = [list(candidates(t.name)) for t in found]
    choices = resolve(found, options, demonyms)
    unknown = [i for i, t in enumerate(found) if t.sure and not options[i]]
    if unknown:
        countries = [c for c, _ in (demonyms + _countries(choices)).most_common(VOTING_COUNTRIES)]
        for i in unknown:
            options[i] = list(near_spellings(found[i].name, countries))
        choices = resolve(found, options, demonyms)
    misspelt = {found[i].name for i in unknown if options[i]}
    return _places(parse, found, choices, misspelt)


def _demonyms(document: Document, parse: Doc) -> Counter[str]:
    votes: Counter[str] = Counter()
    for entity in parse.ents:
        zone = document.zone_at(entity.start_char)
        if entity.label_ == "NORP" and not (zone and zone.kind == "furniture"):
            for country in gazetteer().demonym(entity.text):
                votes[country] += 1
    return votes


def _countries(choices: Sequence[Choice | None]) -> Counter[str]:
    return Counter(c.entry.country for c in choices if c is not None and c.entry.country)


def _places(
    parse: Doc, found: Sequence[Toponym], choices: Sequence[Choice | None], misspelt: set[str]
) -> list[Place]:  # fmt: skip
    grouped: defaultdict[str, list[tuple[Toponym, Choice | None]]] = defaultdict(list)
    for toponym, choice in zip(found, choices, strict=True):
        if choice is not None or toponym.sure:
            grouped[choice.entry.id if choice else toponym.name.casefold()].append((toponym, choice))
    return [_place(parse, members, misspelt) for members in grouped.values()]


def _place(parse: Doc, members: Sequence[tuple[Toponym, Choice | None]], misspelt: set[str]) -> Place:
    toponym, choice = members[0]
    mentions = tuple(_mention(parse, t) for t, _ in members)
    if choice is None:
        return Place(
            name=toponym.name, kind="point", country=None, lat=None, lon=None, gazetteer_id=None, confidence=0.2,
            mentions=mentions, reason="The gazetteer has no place of this name.",
        )  # fmt: skip
    entry, respelt = choice.entry, toponym.name in misspelt
    reason = f"“{toponym.name}” is near the spelling of {described(entry)}." if respelt else choice.reason
    return Place(
        name=entry.name, kind=entry.kind, country=entry.country, lat=entry.lat, lon=entry.lon, gazetteer_id=entry.id,
        confidence=round(choice.confidence * (0.8 if respelt else 1.0), 3), mentions=mentions, reason=reason,
        radius_km=entry.radius_km, options=tuple(_option(other) for other in choice.others),
    )  # fmt: skip


def _mention(parse: Doc, toponym: Toponym) -> Mention:
    span = parse[toponym.first : toponym.last + 1]
    return Mention(start=span.start_char, end=span.end_char, text=span.text, role=toponym.role)


def _option(entry: Entry) -> PlaceOption:
    return PlaceOption(name=entry.name, country=entry.country, lat=entry.lat, lon=entry.lon, gazetteer_id=entry.id,
                       reason=f"{described(entry)} has the same name; less speaks for it here.")  # fmt: skip
