"""Make the lists of given names, with whose they are, and of family names from what two PyPI packages carry.

    pip install -r requirements-build.txt && python -m timeline.people.build [FOLDER]

The same packages give the same bytes. Faker and Mimesis are both licensed MIT; the file says so too. Names in Cyrillic
are romanised; those in other scripts are left out, since the articles are English.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.people.folding import folded

GIVEN, FAMILY = "given_names.txt", "family_names.txt"
HEADER = """\
# Made by: python -m timeline.people.build
# From Faker (MIT, Copyright (c) 2012 Daniele Faraglia) and Mimesis (MIT, Copyright (c) 2016 Isaak Uchakaev).
"""
OF_GIVEN = """\
# Given names of the world, folded, one a line; "f" or "m" behind those that women or men bear, nearly all.
"""
OF_FAMILY = """\
# Family names of the world, folded, one a line.
"""
SHORTEST = 3
_MUCH_MORE = 4  # times as many lists of one's names as of the other's
_LISTS = 2  # that must agree


def main() -> None:
    default = Path(str(files("timeline.resources") / "people"))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    bearers: dict[str, Counter[str]] = defaultdict(Counter)
    for name, bearer in (*_of_faker("first_"), *_of_mimesis("names")):
        if key := key_of(name):
            bearers[key][bearer] += 1
    given = (f"{name} {_mostly(bearers[name])}".rstrip() for name in sorted(bearers))
    family = sorted(filter(None, {key_of(name) for name, _ in (*_of_faker("last_"), *_of_mimesis("surnames"))}))
    for file, header, lines in ((GIVEN, OF_GIVEN, given), (FAMILY, OF_FAMILY, family)):
        written = (folder / file).write_text(header + HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        print(f"{folder / file}: {written:,} characters")


def _mostly(bearers: Counter[str]) -> str:
    """ "f" or "m" where two lists at least say so, and four of them for each that says the other; else nothing."""
    (best, most), (_, least) = sorted((("f", bearers["f"]), ("m", bearers["m"])), key=lambda b: -b[1])
    return best if most >= max(_LISTS, _MUCH_MORE * least) else ""


def key_of(name: str) -> str | None:
    """A name as the lists have it; None for what is no single word in Latin letters."""
    parts = folded(name)
    fits = len(parts) == 1 and len(parts[0]) >= SHORTEST and parts[0].isascii() and parts[0].isalpha()
    return parts[0] if fits else None


def _of_faker(prefix: str) -> Iterator[tuple[str, str]]:
    person = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            names: Any = getattr(provider, attribute) if attribute.startswith(prefix) else None
            bearer = "f" if attribute.endswith("_female") else "m" if attribute.endswith("_male") else ""
            if isinstance(names, (dict, list, tuple, set)):
                yield from ((name, bearer) for name in names if isinstance(name, str))


def _of_mimesis(kind: str) -> Iterator[tuple[str, str]]:
    for file in Path(str(files("mimesis"))).glob("datasets/*/person.json"):
        names = json.loads(file.read_text(encoding="utf-8")).get(kind, {})
        groups = names.items() if isinstance(names, dict) else [("", names)]
        for group, members in groups:
            yield from ((name, {"female": "f", "male": "m"}.get(group, "")) for name in members)


if __name__ == "__main__":
    main()
