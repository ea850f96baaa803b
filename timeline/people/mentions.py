"""Words that name a person: what the model labels, mended, and what it misses where words and context are sure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.models import Document
from timeline.people.credits import picture_credits
from timeline.people.evidence import CALLED_THING, NAMES_THING, evidence
from timeline.people.folding import folded, mended
from timeline.people.presenting import bearer_by_title
from timeline.people.reigns import reign_of
from timeline.people.stretches import Stretch, stretches
from timeline.people.things import is_named_after
from timeline.people.vocabulary import words
from timeline.people.weighing import Mentions, Name, features, share, weights

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NICKNAME = re.compile(r"\s*[\"“][^\"”]*[\"”]\s*|\s+['‘][^'’]*['’]\s+")
_BROKEN_TAIL = re.compile(r"â€?.?$")  # an apostrophe whose UTF-8 was read as Windows-1252
LONGEST = 60  # characters of a name; more is no name
MOST_WORDS = 6
ENOUGH = 0.5  # how likely a name must be somebody's
CERTAIN = 0.9  # how likely it must be where a word shows a thing


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """Tokens [first, last] that name somebody; `sure` when they do so wherever they stand.

    `acts`: it is the subject of what is told. `bearer`: "f" or "m" where a title before it says so ("Mrs Pool").
    `other`: it is told from another of the name ("the younger Pool"). `beside`: it only says more of the noun after it
    ("the Pool family").
    """

    first: int
    last: int
    name: str
    sure: bool = True
    acts: bool = False
    bearer: str = ""
    other: bool = False
    beside: bool = False

    @property
    def settles(self) -> bool:
        """Whether it shows whom the text calls by this name, where it is a family name alone."""
        return not (self.other or self.beside)

    @property
    def called(self) -> Name:
        return Name(self.words, self.sure)

    @property
    def words(self) -> tuple[str, ...]:
        return folded(self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Namings:
    """The namings of a document in order, what else looks like one, and the tokens of things called after people."""

    found: tuple[Naming, ...]
    doubtful: tuple[Naming, ...]
    blocked: frozenset[int]


def namings(document: Document, parse: Doc) -> Namings:
    """All that the document names as a person, outside page furniture and the credits of pictures."""
    seen, blocked = candidates(document, parse)
    found = _believed(seen)
    taken = {t for n in found for t in range(n.first, n.last + 1)}
    doubtful = tuple(n for n in seen if n.sure and not taken.intersection(range(n.first, n.last + 1)))
    return Namings(found=found, doubtful=doubtful, blocked=blocked)


def candidates(document: Document, parse: Doc) -> tuple[dict[Naming, frozenset[str]], frozenset[int]]:
    """What may name somebody, with the features that speak for and against it, and the tokens of what is called after
    people."""
    seen: dict[Naming, frozenset[str]] = {}
    blocked = _credited(document, parse)
    used: set[int] = set()
    for stretch in stretches(parse):
        tokens = range(stretch.first, stretch.last + 1)
        if used.intersection(tokens) or is_silent(document, parse[stretch.first].idx):
            continue
        if is_named_after(parse, stretch.first, stretch.last):
            blocked.update(tokens)
        naming = None if blocked.intersection(tokens) else _naming(parse, stretch)
        if naming is not None:
            shown = set(evidence(parse, stretch.first, stretch.last, labelled=stretch.labelled))
            seen[naming] = frozenset(shown | ({"byline"} if is_authors(document, parse[stretch.first].idx) else set()))
            used.update(tokens if stretch.labelled else ())
    return seen, frozenset(blocked)


def by_name(seen: Mapping[Naming, frozenset[str]]) -> dict[Name, Mentions]:
    """The features of the mentions of each name."""
    found: defaultdict[Name, list[frozenset[str]]] = defaultdict(list)
    for naming, shown in seen.items():
        found[naming.called].append(shown)
    return dict(found)


def is_silent(document: Document, position: int) -> bool:
    zone = document.zone_at(position)
    return zone is not None and zone.kind == "furniture"


def is_authors(document: Document, position: int) -> bool:
    """Whether it stands where those who made the article are named, and nobody else is."""
    zone = document.zone_at(position)
    return zone is not None and zone.kind in ("byline", "credit")


def _credited(document: Document, parse: Doc) -> set[int]:
    """The tokens that say whose a picture is."""
    spans = (parse.char_span(*span, alignment_mode="expand") for span in picture_credits(document.text))
    return {i for span in spans if span is not None for i in range(span.start, span.end)}


def _believed(seen: Mapping[Naming, frozenset[str]]) -> tuple[Naming, ...]:
    """The namings whose name is likelier somebody's than not; much likelier where a word shows a thing."""
    shares = {name: share(told, weights()) for name, told in features(by_name(seen)).items()}
    called = {n for n, shown in seen.items() if CALLED_THING in shown}
    things = {n.words for n, shown in seen.items() if not shown.isdisjoint((CALLED_THING, NAMES_THING))}
    least = {name: CERTAIN if name.words in things else ENOUGH for name in shares}
    reigning = (n for n in seen if (reign := reign_of(n.name)) is not None and reign.title and reign.numeral)
    least |= {n.called: 0.0 for n in reigning}  # "Queen Ada II", whatever "the queen" does beside
    believed = (n for n in seen if n not in called and shares[n.called] >= least[n.called])
    return tuple(sorted(believed, key=lambda n: n.first))


def _naming(parse: Doc, stretch: Stretch) -> Naming | None:
    text = parse[stretch.first : stretch.last + 1].text
    name = _BROKEN_TAIL.sub("", _NICKNAME.sub(" ", text).strip().rstrip(".-"))
    parts = folded(name)
    if not parts or len(parts) > MOST_WORDS or len(name) > LONGEST or any(c.isdigit() or c in "@/" for c in name):
        return None
    if all(part in words("never") for part in parts) or (len(parts) == 1 and parts[0] in words("titles")):
        return None
    if not any(len(part) > 1 for part in parts) or (len(parts) == 1 and name.isupper() and len(name) < 5):
        return None
    return naming_of(parse, stretch.first, stretch.last, " ".join(mended(name).split()), sure=" " in name)


def naming_of(parse: Doc, first: int, last: int, name: str, *, sure: bool) -> Naming:
    """Tokens [first, last] as a naming, with what the sentence says of them."""
    root = parse[first : last + 1].root
    acts = root.dep_ in ("nsubj", "nsubjpass") and root.head.pos_ in ("VERB", "AUX")  # not "made Ada Pool a general"
    beside = root.dep_ in ("compound", "amod", "nmod")
    other = first > 0 and parse[first - 1].lower_ in words("generations")
    bearer = bearer_by_title(parse, first)
    return Naming(
        first=first, last=last, name=name, sure=sure, acts=acts, bearer=bearer, other=other, beside=beside
    )  # fmt: skip
