"""The word lists of `resources/people`, as sets of folded words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from timeline.errors import ResourceError
from timeline.people.folding import folded


@cache
def load(name: str) -> dict[str, Any]:
    """A file of `resources/people`; raises ResourceError when it cannot be read."""
    path = files("timeline.resources") / "people" / name
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"resources/people/{name}: it cannot be read ({error}); install Timeline again.") from error


@cache
def words(name: str) -> frozenset[str]:
    """One of the lists of words.toml."""
    return frozenset(load("names.toml" if name == "family_first" else "words.toml")[name])


@cache
def endings() -> tuple[str, ...]:
    """What family names end in and little else does."""
    return tuple(load("words.toml")["surname_endings"])


@lru_cache(maxsize=20_000)
def is_trade(word: str) -> bool:
    """Whether a word, in whatever case and number, is what somebody does: "Superintendents", "epidemiologist"."""
    plain = word.lower()
    one = plain.removesuffix("s")
    return one in words("occupations") or (len(one) > 5 and one.endswith(tuple(words("agent_endings"))))


@cache
def _listed(file: str) -> Mapping[str, str]:
    """A list of names, folded -> "f" or "m" where nearly all who bear it are women or men, else nothing."""
    path = files("timeline.resources") / "people" / file
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise ResourceError(f"resources/people/{file}: it cannot be read ({error}); install Timeline again.") from error
    return {name: bearer for name, _, bearer in (line.partition(" ") for line in lines if not line.startswith("#"))}


@lru_cache(maxsize=50_000)
def is_given(word: str) -> bool:
    """Whether a word is a given name somewhere in the world and no common word of newspapers."""
    plain = "".join(folded(word))
    return plain in _listed("given_names.txt") and plain not in _common()


@lru_cache(maxsize=50_000)
def is_family(word: str) -> bool:
    """Whether a word is a family name somewhere in the world and no common word of newspapers."""
    plain = "".join(folded(word))
    return plain in _listed("family_names.txt") and plain not in _common()


def bearer_of(word: str) -> str:
    """ "f" or "m" for a given name that nearly only women or men bear; nothing for all other words."""
    return _listed("given_names.txt")["".join(folded(word))] if is_given(word) else ""


@cache
def _common() -> frozenset[str]:
    lists = ("titles", "never", "headline_words", "named_after", "house_nouns", "place_nouns", "thing_nouns")
    return words("not_given").union(*map(words, lists))
