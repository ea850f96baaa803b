"""Words that name a person: what the model labels, mended, and what it misses where words and context are sure."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.models import Document
from timeline.people.credits import picture_credits
from timeline.people.evidence import ENOUGH, LONE_LABEL, LONE_PRESENTED, lone_points, points
from timeline.people.folding import folded, mended
from timeline.people.presenting import bearer_by_title
from timeline.people.stretches import Stretch, stretches
from timeline.people.things import is_named_after, is_thing
from timeline.people.vocabulary import words

if TYPE_CHECKING:
    from spacy.tokens import Doc

_NICKNAME = re.compile(r"\s*[\"“][^\"”]*[\"”]\s*|\s+['‘][^'’]*['’]\s+")
_BROKEN_TAIL = re.compile(r"â€?.?$")  # an apostrophe whose UTF-8 was read as Windows-1252
LONGEST = 60  # characters of a name; more is no name
MOST_WORDS = 6
LIKELY = 0.0  # points, of at least which a full name needs no more than a surname that is certain
CERTAIN = 6.0  # points against which no single mention as a thing counts
AGREED = 0.6  # the share of mentions that the model must label for its vote to count
BYLINE = 2.0  # points for standing in one


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
    weighed: dict[Naming, float] = {}
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
            weighed[naming] = _weight(document, parse, stretch, naming)
            used.update(tokens if stretch.labelled or weighed[naming] > 0 else ())
    found = _believed(parse, weighed)
    taken = {t for n in found for t in range(n.first, n.last + 1)}
    doubtful = tuple(n for n in weighed if n.sure and not taken.intersection(range(n.first, n.last + 1)))
    return Namings(found=found, doubtful=doubtful, blocked=frozenset(blocked))


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


def _weight(document: Document, parse: Doc, stretch: Stretch, naming: Naming) -> float:
    weigh = points if naming.sure else lone_points
    found = weigh(parse, stretch.first, stretch.last, labelled=stretch.labelled)
    return found + BYLINE if naming.sure and is_authors(document, parse[stretch.first].idx) else found


def _believed(parse: Doc, weighed: dict[Naming, float]) -> tuple[Naming, ...]:
    """The namings whose name somewhere in the document has enough that speaks for it, and nowhere shows a thing."""
    weights: defaultdict[tuple[str, ...], list[float]] = defaultdict(list)
    for naming, weight in weighed.items():
        weights[naming.words].append(weight)
    best = {name: max(found) + _vote(found) + _often(found) for name, found in weights.items()}
    for naming in weighed:
        if not naming.sure and best[naming.words] >= LONE_PRESENTED and any(_is_full(n, naming, best) for n in weighed):
            best[naming.words] = max(best[naming.words], ENOUGH)
    things = {n for n in weighed if is_thing(parse, n.first, n.last, sure=n.sure)}
    out = {n.words for n in things if best[n.words] < CERTAIN}
    believed = [n for n in weighed if best[n.words] >= ENOUGH and n.words not in out and n not in things]
    believed += [n for n in weighed if n not in things and best[n.words] >= LIKELY and _completes(n, believed)]
    return tuple(sorted(believed, key=lambda n: n.first))


def _is_full(naming: Naming, lone: Naming, best: dict[tuple[str, ...], float]) -> bool:
    """Whether it is a full name that ends as one word does of which somebody is said: "Glyn Pool", "Pool, who"."""
    ends = naming.sure and naming.words[-1] == lone.words[-1] and naming.name.istitle()
    return ends and best[naming.words] >= LIKELY


def _completes(naming: Naming, believed: list[Naming]) -> bool:
    """Whether it is the full name of somebody whom the document elsewhere calls by the surname alone: "Mr Teles"."""
    alike = [n for n in believed if n.words[-1] == naming.words[-1]]
    return naming.sure and naming.name.istitle() and bool(alike) and not any(n.sure for n in alike)


def _vote(weights: list[float]) -> float:
    """A point where the model labels a name again and again."""
    labelled = sum(weight >= LONE_LABEL for weight in weights)
    return 1.0 if labelled > 1 and labelled >= AGREED * len(weights) else 0.0


def _often(weights: list[float]) -> float:
    """A point where something speaks for a name again and again, though never much."""
    return 1.0 if sum(weight >= 1.0 for weight in weights) > 1 else 0.0


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
