"""People in the making: full names come first, short ones go to whom they fit."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from timeline.people.mentions import Naming
from timeline.people.names import is_short_for, same_person, sound
from timeline.people.reigns import is_numbered, same_reign
from timeline.people.vocabulary import bearer_of, words

Words = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Someone:
    """A person in the making; `starts` are the tokens at which full names of theirs begin; `acts` when such a name is
    the subject of what is told somewhere."""

    namings: list[Naming] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    full: dict[str, Words] = field(default_factory=dict)
    acts: bool = False

    def name(self) -> str:
        """The full name that is used most, the first of them where two are used as often; one with a number first."""
        names = Counter(n.name for n in self.namings if n.sure or not self.full)
        numbered = Counter({name: times for name, times in names.items() if is_numbered(name)})
        return (numbered or names).most_common(1)[0][0]

    def is_also(self, name: str) -> str | None:
        """Why a full name is this person's, as a sentence; None when it is not like each of those known."""
        reasons = [same_person(name, other) or same_reign(name, other) for other in self.full]
        return str(reasons[0]) if all(reasons) else None

    def answers_to(self, short: Words) -> bool:
        return any(is_short_for(short, full) for full in self.full.values())

    def is_family_name(self, short: Words) -> bool:
        """Whether it is the last word of a full name of theirs, or the first where families are named first."""
        return any(sound(short[-1]) == sound(family_name(full)) for full in self.full.values())

    def bearers(self) -> set[str]:
        """ "f" or "m" where the given name says so."""
        return {bearer_of(full[0]) for full in self.full.values()} - {""}

    def may_be(self, bearer: str) -> bool:
        """Whether "Mrs" ("f") or "Mr" ("m") fits the given name; each fits where nothing is known."""
        return not bearer or not self.bearers() or bearer in self.bearers()

    def add_full(self, naming: Naming) -> None:
        self.acts |= naming.acts
        self.namings.append(naming)
        self.full.setdefault(naming.name, naming.words)
        insort(self.starts, naming.first)

    def add_short(self, naming: Naming) -> None:
        if not any(n.name == naming.name for n in self.namings):
            self.reasons.append(f"“{naming.name}” is short for {self.name()}, who is named in full nearest or most.")
        self.namings.append(naming)


class People:
    """Those whom a document calls by full names, found again by the sound of a word."""

    def __init__(self, full: Iterable[Naming]) -> None:
        self.all: list[Someone] = []
        self._by_sound: defaultdict[str, dict[Someone, None]] = defaultdict(dict)
        self._usual: dict[Words, Someone] = {}
        for naming in full:
            self._take_in(naming)

    def home(self, short: Words, naming: Naming) -> Someone | None:
        """Who is meant by a short name: whom the text has called so since before it named anybody else of that name;
        else who was last called by a full name that it is short for; if nobody was yet, who is first after.

        It is nobody who is only mentioned in passing, beside somebody of that name whom the text is about, and nobody
        whose given name is a man's for "Mrs".
        """
        fitting = [someone for someone in self._near(short) if someone.answers_to(short)]
        last = {s: s.starts[bisect_left(s.starts, naming.first) - 1] for s in fitting if s.starts[0] < naming.first}
        if len(last) == 1 and naming.settles:
            self._usual.setdefault(short, next(iter(last)))
        usual = self._usual.get(short)
        if usual is not None and usual.may_be(naming.bearer) and not naming.other:
            return usual
        meant = _of_sex(naming.bearer, list(last) or fitting)
        if not naming.bearer:
            meant = [s for s in meant if not any(_outdoes(one, s, short) for one in meant)]
        if last:
            return max(meant, key=lambda s: last[s])
        first = min(meant, key=lambda s: s.starts[0], default=None)
        if first is not None and naming.settles and not naming.bearer:  # a headline calls so whom the text names first
            self._usual.setdefault(short, first)
        return first

    def _take_in(self, naming: Naming) -> None:
        near = self._near(naming.words)
        someone = next((s for s in near if naming.name in s.full), None) or self._like(naming.name, near)
        someone.add_full(naming)
        for word in naming.words:
            self._by_sound[sound(word)][someone] = None

    def _like(self, name: str, near: Iterable[Someone]) -> Someone:
        """The one person whom a new name is like; somebody new where there is none, or there are two."""
        reasons = {s: reason for s in near if (reason := s.is_also(name))}
        if len(reasons) == 1:
            ((someone, reason),) = reasons.items()
            someone.reasons.append(reason)
            return someone
        self.all.append(Someone())
        return self.all[-1]

    def _near(self, short: Words) -> dict[Someone, None]:
        return {someone: None for word in short for someone in self._by_sound.get(sound(word), ())}


def _of_sex(bearer: str, people: list[Someone]) -> list[Someone]:
    """Those whom "Mrs" fits by their given name; else those whom it may fit; all where it fits none."""
    known = [s for s in people if bearer in s.bearers()]
    return known or [s for s in people if s.may_be(bearer)] or people


def _outdoes(other: Someone, someone: Someone, short: Words) -> bool:
    """Whether a short name that fits both rather means the other: the text names them in full more often, and this one
    never as who does something, or by a name that goes on after the short one ("Ada Pool Marsh" beside "Ian Pool")."""
    if len(other.starts) <= len(someone.starts) or not other.is_family_name(short):
        return False
    return not someone.acts or not someone.is_family_name(short)


def family_name(full: Words) -> str:
    """The word of a full name that is the family's: "Kim" of "Kim Pool Un", "Pool" of "Ada Pool"."""
    return full[0] if full[0] in words("family_first") else full[-1]


def short_forms(names: Sequence[Words]) -> set[Words]:
    """Those of some names that are short for another of them: "von Marsh" beside "Ada von Marsh"."""
    by_sound: defaultdict[str, list[Words]] = defaultdict(list)
    for name in names:
        for word in name:
            by_sound[sound(word)].append(name)
    return {
        name for name in names
        if any(len(name) < len(other) and is_short_for(name, other) for w in name for other in by_sound[sound(w)])
    }  # fmt: skip
