"""Make the list of given names from what two PyPI packages carry.

    pip install -r requirements-build.txt && python -m timeline.people.build [FILE]

The same packages give the same bytes. Faker and Mimesis are both licensed MIT; the file says so too. Names in Cyrillic
are romanised; those in other scripts are left out, since the articles are English.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from timeline.people.folding import folded

FILE = "given_names.txt"
HEADER = """\
# Given names of the world, folded, one a line; made by: python -m timeline.people.build
# From Faker (MIT, Copyright (c) 2012 Daniele Faraglia) and Mimesis (MIT, Copyright (c) 2016 Isaak Uchakaev).
"""
SHORTEST = 3


def main() -> None:
    default = Path(str(files("timeline.resources") / "people" / FILE))
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else default
    names = {key for name in (*_of_faker(), *_of_mimesis()) if (key := key_of(name))}
    out.write_text(HEADER + "".join(f"{name}\n" for name in sorted(names)), encoding="utf-8")
    print(f"{out}: {len(names):,} given names")


def key_of(name: str) -> str | None:
    """A given name as the list has it; None for what is no single word in Latin letters."""
    parts = folded(name)
    fits = len(parts) == 1 and len(parts[0]) >= SHORTEST and parts[0].isascii() and parts[0].isalpha()
    return parts[0] if fits else None


def _of_faker() -> Iterator[str]:
    person = importlib.import_module("faker.providers.person")
    for module in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{module.name}").Provider
        for attribute in dir(provider):
            names: Any = getattr(provider, attribute) if attribute.startswith("first_") else None
            if isinstance(names, (dict, list, tuple, set)):
                yield from (name for name in names if isinstance(name, str))


def _of_mimesis() -> Iterator[str]:
    for file in Path(str(files("mimesis"))).glob("datasets/*/person.json"):
        names = json.loads(file.read_text(encoding="utf-8")).get("names")
        for group in names.values() if isinstance(names, dict) else ():
            yield from group


if __name__ == "__main__":
    main()
