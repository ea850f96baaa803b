"""How likely a name is somebody's, by what its mentions and those of names that go with it show.

The weights (`likely_names.toml`) were learned from the names of articles whose persons are known
(benchmarks/learn_names.py).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from timeline.people.vocabulary import load

ANY = "any"  # the feature that every name has
_MANY = 3  # mentions
_VARYING = (  # what counts by the share of the mentions that show it, too
    "labelled", "label ORG", "label GPE", "label none", "thing", "after article", "opens", "headline case",
    "subject of person",
)  # fmt: skip
_TELLING = (  # what counts of a family name alone for the full name, and the other way round
    "labelled", "led", "followed", "subject of person", "thing", "given first", "label ORG", "label GPE", "names thing",
)  # fmt: skip


class Name(NamedTuple):
    """The folded words of a name, and whether it is a full one."""

    words: tuple[str, ...]
    full: bool


Mentions = Sequence[frozenset[str]]  # the features of each


def features(mentions: Mapping[Name, Mentions]) -> dict[Name, Mapping[str, float]]:
    """What speaks for and against each name of an article being somebody's: features and values."""
    endings: defaultdict[str, list[frozenset[str]]] = defaultdict(list)
    for name, shown in mentions.items():
        if name.full:
            endings[name.words[-1]] += shown
    found: dict[Name, Mapping[str, float]] = {}
    for name, shown in mentions.items():
        kin = mentions.get(Name(name.words[-1:], False), ()) if name.full else endings[name.words[-1]]
        told = _of_name(shown) | _of_kin("family name alone" if name.full else "full name", kin)
        kind = "full" if name.full else "lone"
        found[name] = {f"{kind} {feature}": value for feature, value in told.items()}
    return found


def share(features_of_name: Mapping[str, float], known_weights: Mapping[str, float]) -> float:
    """How likely a name is somebody's, by weights; that of "any" is every name's."""
    told = sorted(features_of_name.items())
    total = known_weights[ANY] + sum(known_weights.get(name, 0.0) * value for name, value in told)
    return 1 / (1 + math.exp(-total))


@cache
def weights() -> Mapping[str, float]:
    """The learned weights, by feature."""
    return dict(load("likely_names.toml")["weights"])


def _of_name(mentions: Mentions) -> dict[str, float]:
    times = Counter(feature for mention in mentions for feature in mention)
    found = dict.fromkeys(times, 1.0)
    found |= {f"mostly {feature}": times[feature] / len(mentions) for feature in _VARYING if times[feature]}
    found[f"mentions {min(len(mentions), _MANY)}"] = 1.0
    return found


def _of_kin(relation: str, mentions: Mentions) -> dict[str, float]:
    """What the mentions of the full name show for the family name alone, or those of this for that."""
    found = {f"{relation} {feature}": 1.0 for feature in _TELLING if any(feature in mention for mention in mentions)}
    return found | ({relation: 1.0} if mentions else {})
