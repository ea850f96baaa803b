"""Those who share a family name that is said once: the "Ian" of "Ian and Ada Pool" is Ian Pool."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from timeline.people.folding import folded
from timeline.people.mentions import Naming, naming_of
from timeline.people.presenting import coupled_with
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc


def with_couples(parse: Doc, found: Iterable[Naming]) -> tuple[Naming, ...]:
    """The namings with the first of each couple under the family name; as they are where the first is known by another
    name, or was named alone before."""
    by_first = {n.first: n for n in found}
    full = [n for n in by_first.values() if n.sure]
    known = {word for n in full for word in n.words}
    for naming in full:
        family = _family(naming)
        for at in coupled_with(parse, naming.first) if family else ():
            if at in by_first and by_first[at].last != at:
                continue
            name = f"{parse[at].text} {family}"
            alone = any(n.first < at and n.words == folded(parse[at].text) for n in by_first.values())
            if folded(name) in {n.words for n in full} or not (alone or folded(parse[at].text)[0] in known):
                by_first[at] = replace(naming_of(parse, at, at, name, sure=True), acts=naming.acts)
    return tuple(sorted(by_first.values(), key=lambda n: n.first))


def _family(naming: Naming) -> str:
    """The family name of a full name, with its particles; nothing where it may stand first."""
    parts = naming.name.split()
    if naming.words[0] in words("family_first") or len(parts) < 2:
        return ""
    particle = next((i for i, part in enumerate(parts) if i and part in words("particles")), len(parts) - 1)
    return " ".join(parts[particle:])
