"""Which place each toponym means, how sure that is, why in a sentence, and what else it could have been."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from timeline.gazetteer import Entry, key_of
from timeline.places.distances import Distance
from timeline.places.settling import Context, Name, contains, km, level, nearness, score, settle
from timeline.places.toponyms import Toponym

OTHER_PLACE_KM = 50.0
MOST_OPTIONS = 40
MOST_OTHERS = 4
MOST_CONFIDENCE = 0.97  # of names that nothing contests, one in thirty is put wrong all the same
TELLING = 0.3  # a share of the article from which on it is told as a reason

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The entry that won, how sure that is, what speaks for it in all, why in words, and what it won against."""

    entry: Entry
    confidence: float
    strength: float
    reason: str
    others: tuple[Entry, ...]


def resolve(
    toponyms: Sequence[Toponym],
    options: Sequence[Sequence[Entry]],
    countries: Mapping[str, float],
    home: Sequence[Sequence[Entry]] = (),
    distances: Mapping[int, Distance] = MappingProxyType({}),
) -> list[Choice | None]:
    """The choice for each toponym, None where it has no options; one name means one place over a document.

    `countries` are votes of demonyms and the like; `home` are names that the article does not say, but its source;
    `distances` are those that it states, by the toponym's index.
    """
    keys = _keys(toponyms, options)
    counts = Counter(keys)
    names: dict[Key, Name] = {}
    for toponym, key, entries in zip(toponyms, keys, options, strict=True):
        if entries and key not in names:
            outer = options[toponym.within] if key[1] and toponym.within is not None else ()
            kinds = frozenset[str]().union(*(t.kinds for t, k in zip(toponyms, keys, strict=True) if k == key))
            names[key] = Name(
                options=entries[:MOST_OPTIONS], outer=_outer(entries, outer), kinds=kinds,
                weight=1 + math.log(counts[key]),
            )  # fmt: skip
    _put_together(toponyms, keys, names)
    for index, distance in distances.items():
        one, origin = names.get(keys[index]), names.get(keys[distance.of])
        if one is not None and origin is not None:
            one.measured.append((origin, distance))
    silent = [Name(options=entries[:MOST_OPTIONS]) for entries in home if entries]
    contexts = settle([*names.values(), *silent], countries)
    choices = {key: _choice(name, context) for (key, name), context in zip(names.items(), contexts, strict=False)}
    return [choices.get(key) for key in keys]


def described(entry: Entry) -> str:
    """A place in a few words."""
    where = f", {entry.country}" if entry.country and entry.kind != "country" else ""
    people = f", {entry.population:,} people" if entry.population and entry.kind == "city" else ""
    return f"{entry.name} ({entry.kind}{where}{people})"


def _keys(toponyms: Sequence[Toponym], options: Sequence[Sequence[Entry]]) -> list[Key]:
    """Name and what holds it; a bare name goes with the first that says what holds it ("Paris, Texas ... Paris"), and
    one in a country with the one that is in a division of it ("Paris, Texas ... Paris, USA")."""
    pairs = [(key_of(t.name), key_of(toponyms[t.within].name) if t.within is not None else "") for t in toponyms]
    held: dict[str, Key] = {}
    countries: dict[Key, frozenset[str]] = {}
    divisions: dict[str, tuple[Key, frozenset[str]]] = {}
    for pair, toponym in zip(pairs, toponyms, strict=True):
        if toponym.within is not None:
            held.setdefault(pair[0], pair)
            outer = options[toponym.within]
            codes = frozenset(e.country for e in outer if e.kind == "country" and e.country)
            if codes:
                countries[pair] = codes
            elif any(e.kind == "region" for e in outer):
                divisions.setdefault(pair[0], (pair, frozenset(e.country for e in outer if e.country)))
    for pair, codes in countries.items():
        narrower, within = divisions.get(pair[0], (pair, frozenset()))
        if codes & within:
            held[pair[0]] = narrower
            pairs = [narrower if each == pair else each for each in pairs]
    return [pair if pair[1] else held.get(pair[0], pair) for pair in pairs]


def _put_together(toponyms: Sequence[Toponym], keys: Sequence[Key], names: Mapping[Key, Name]) -> None:
    """Tell each name what stands in a row with it, and what the text puts into it."""
    for index, toponym in enumerate(toponyms[:-1]):
        one, two = names.get(keys[index]), names.get(keys[index + 1])
        if one is None or two is None or one is two:
            continue
        if toponym.within is not None and one.outer:
            two.inner = [*two.inner, *one.options]
        elif toponym.peer:
            one.peers.append(two)
            two.peers.append(one)


def _outer(inner: Sequence[Entry], outer: Sequence[Entry]) -> Sequence[Entry]:
    """What may hold a place that stands before it: nothing, where the two are a row ("Peru, Chile", "Ohio, Utah")."""
    if any(i.kind == "country" and i.main for i in inner):
        inside = ((i, o) for i in inner for o in outer if contains(o, i))  # "Peru, Indiana"
        return outer if any(_is_division(i) or (_is_division(o) and i.kind == "city") for i, o in inside) else ()
    row = any(_is_division(i) and _is_division(o) and i.country == o.country and i.name != o.name
              for i in inner for o in outer)  # fmt: skip
    return () if row else outer


def _is_division(entry: Entry) -> bool:
    return entry.kind == "region" and entry.main and entry.admin1 is None


def _choice(name: Name, context: Context) -> Choice:
    ranked = sorted(zip(name.beliefs, name.options, strict=True), key=lambda pair: (-pair[0], pair[1].id))
    best = ranked[0][1]
    far = [(belief, e) for belief, e in ranked[1:] if not _is_same(e, best)]
    return Choice(
        entry=best, confidence=round(MOST_CONFIDENCE * (1 - sum(belief for belief, _ in far)), 3),
        strength=score(best, name, context), reason=_reason(best, len(far), name, context),
        others=tuple(e for _, e in far[:MOST_OTHERS]),
    )  # fmt: skip


def _is_same(one: Entry, two: Entry) -> bool:
    """Whether two entries of a name are one place twice: a city and the district or province around it."""
    return contains(one, two) or contains(two, one) or km(one.lat, one.lon, two.lat, two.lon) <= OTHER_PLACE_KM


def _reason(best: Entry, others: int, name: Name, context: Context) -> str:
    if not others:
        return f"The gazetteer has one place of this name: {described(best)}."
    rest = f"{others} other place{'s share' if others > 1 else ' shares'} the name"
    why = _why(best, name, context)
    if why:
        return f"{described(best)}: {why}; {rest}."
    return f"{described(best)}: the best known of {others + 1} places of this name."


def _why(best: Entry, name: Name, context: Context) -> str | None:
    """What of the article speaks for it most; None when only its fame does."""
    outer = next((o for o in name.outer if contains(o, best)), None)
    if outer is not None:
        return f"the words after it put it in {outer.name}"
    inner = next((i for i in name.inner if contains(best, i)), None)
    if inner is not None:
        return f"the words before it put {inner.name} in it"
    if level(best) in name.kinds:
        return f"the words beside it speak of a {level(best)}"
    if nearness(best, context) > TELLING:
        others = (e for _, e in context.points if e.id != best.id)
        near = min(others, key=lambda e: km(e.lat, e.lon, best.lat, best.lon))
        return f"the article speaks of {near.name}, near by"
    if best.kind != "country" and context.share(best.country) > TELLING:
        return "the article speaks most of that country"
    return None
