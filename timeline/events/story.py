"""A document as the rules of this room see it: clauses, and where in them dates, people and places stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from timeline.events.clauses import Clause, clauses_of
from timeline.events.vocabulary import kinds
from timeline.models import DateInterval, Document, Person, Place, Publication, Span, TimeExpression, ZoneKind
from timeline.syntax.boundaries import dateline_of, entry_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Tokens

T = TypeVar("T")
_SILENT: frozenset[ZoneKind] = frozenset({"headline", "header", "byline", "credit", "furniture"})
_BOUNDS = ("since",)
_DATE_LINKS = frozenset(
    {"prep", "pobj", "npadvmod", "nmod", "nummod", "compound", "poss", "amod", "case", "det", "appos"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting(Generic[T]):
    """A date, person or place where it stands: its characters, its tokens [first, last], the one that leads them."""

    what: T
    span: Span
    first: int
    last: int
    root: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Tokens [first, last] of one sentence; `scene` numbers the caption it belongs to, -1 in running text."""

    index: int
    first: int
    last: int
    zone: ZoneKind | None
    scene: int


class Story:
    """One document with everything found in it, indexed by token. Built once, then only read."""

    def __init__(
        self,
        document: Document,
        published: Publication,
        timexes: Sequence[TimeExpression],
        people: Sequence[Person],
        places: Sequence[Place],
        parse: Doc,
    ) -> None:
        self.document, self.published, self.parse = document, published, parse
        self.sentences = tuple(self._sentences())
        self.sentence_at = {i: s for s in self.sentences for i in range(s.first, s.last + 1)}
        self.headings = frozenset(s.index for s in self.sentences if self._is_heading(s))
        running = (s for s in self.sentences if s.scene == -1 and s.index not in self.headings)
        running = (s for s in running if not self.is_dateline(s))
        self._running = {s.index: n for n, s in enumerate(running)}
        self.dates = tuple(s for s in self._sightings((t, t) for t in timexes) if not self._is_hyphened(s.last))
        headed = (d for d in self.dates if d.what.interval and d.root not in self.sentence_at)
        self.headed = tuple(headed)
        named = self._sightings((p, m) for p in people for m in p.mentions)
        self.people = tuple(s for s in named if not self._is_side(s.first))
        self.places = tuple(self._sightings(((p, m), m) for p in places for m in p.mentions))
        self.person_at = {i: s for s in self.people for i in range(s.first, s.last + 1)}
        self._dated = {i for s in self.dates if s.what.interval for i in range(s.first, s.last + 1)}
        self.clauses = tuple(self._clauses())
        self.clause_at = {i: clause for clause in self.clauses for i in clause.tokens}
        self.clause_of = {clause.head: clause for clause in self.clauses}
        self._clauses_of: dict[int, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            self._clauses_of[self.sentence(clause).index].append(clause)
        self._below: dict[int, list[Clause]] = defaultdict(list)
        for clause in self.clauses:
            if clause.parent is not None:
                self._below[clause.parent].append(clause)
        self.memo: dict[tuple[str, int], Any] = {}  # what a rule found out, by its name and the head of the clause

    @property
    def publication(self) -> DateInterval | None:
        return self.published.interval

    def parent(self, clause: Clause) -> Clause | None:
        """The clause that holds this one."""
        return self.clause_of.get(clause.parent) if clause.parent is not None else None

    def below(self, clause: Clause) -> Sequence[Clause]:
        """The clauses that hang on this one."""
        return self._below.get(clause.head, ())

    def clauses_in(self, sentence: Sentence) -> Sequence[Clause]:
        """The clauses whose verbs stand in a sentence."""
        return self._clauses_of.get(sentence.index, ())

    def sentence(self, clause: Clause) -> Sentence:
        return self.sentence_at[clause.head]

    def running_index(self, sentence: Sentence) -> int:
        """How many sentences of running text come before it."""
        return self._running.get(sentence.index, len(self.sentences))

    def is_dateline(self, sentence: Sentence) -> bool:
        """Whether it is the "KYIV, June 5 (Wire) -" before the first sentence of a report."""
        text, span = self.document.text, self.characters(sentence.first, sentence.last)
        line = text.rfind("\n", 0, span.start) + 1
        return span.end <= line + len(dateline_of(text[line : span.end + 2]))

    def heading_of(self, sentence: Sentence) -> Span | None:
        """The "28 June:" that opens the line of a sentence, if one does."""
        text, start = self.document.text, self.parse[sentence.first].idx
        line = text.rfind("\n", 0, start) + 1
        end = text.find("\n", start)
        heading = entry_of(text[line : end if end >= 0 else len(text)])
        return Span(start=line, end=line + len(heading)) if heading else None

    def _is_heading(self, sentence: Sentence) -> bool:
        """Whether it is the date of an entry, and no more."""
        heading = self.heading_of(sentence)
        return heading is not None and self.parse[sentence.first].idx < heading.end

    def scene_of(self, token: int) -> int | None:
        """The scene of the sentence that a token stands in; None in furniture."""
        sentence = self.sentence_at.get(token)
        return sentence.scene if sentence is not None else None

    def same_paragraph(self, first: Sentence, second: Sentence) -> bool:
        """Whether no line ends between two sentences."""
        start, end = self.parse[first.first].idx, self.parse[second.first].idx
        return "\n" not in self.document.text[start:end]

    def characters(self, first: int, last: int) -> Span:
        """The characters of tokens [first, last]."""
        end = self.parse[last]
        return Span(start=self.parse[first].idx, end=end.idx + len(end.text))

    def phrase(self, clause: Clause) -> tuple[int, ...]:
        """The tokens of a clause with those of the event nouns inside it."""
        nouns = (noun for noun in self.below(clause) if noun.link == "nominal")
        return tuple(sorted({*clause.tokens, *(i for noun in nouns for i in noun.tokens)}))

    def words(self, tokens: Iterable[int]) -> list[Token]:
        return [self.parse[i] for i in tokens]

    def _sentences(self) -> Iterator[Sentence]:
        """The sentences of running text and captions; a line of furniture inside one does not belong to it."""
        captions = {z.start: n for n, z in enumerate(z for z in self.document.zones if z.kind == "caption")}
        index = 0
        for sent in self.parse.sents:
            for zone_start, kind, first, last in self._runs(sent):
                if kind in _SILENT:
                    continue
                scene = captions[zone_start] if kind == "caption" else -1
                yield Sentence(index=index, first=first, last=last, zone=kind, scene=scene)
                index += 1

    def _runs(self, sent: Tokens) -> Iterator[tuple[int, ZoneKind | None, int, int]]:
        """The stretches of one parsed sentence that lie in one zone, or in none."""
        run: tuple[int, ZoneKind | None, int, int] | None = None
        for token in sent:
            if token.is_space:
                continue
            zone = self.document.zone_at(token.idx)
            key = (zone.start, zone.kind) if zone else (-1, None)
            if run and run[:2] == key:
                run = (*key, run[2], token.i)
            else:
                if run:
                    yield run
                run = (*key, token.i, token.i)
        if run:
            yield run

    def _sightings(self, found: Iterable[tuple[T, Span]]) -> Iterator[Sighting[T]]:
        """Where each stands, in the order of the text."""
        for what, span in sorted(found, key=lambda pair: (pair[1].start, pair[1].end)):
            tokens = self.parse.char_span(span.start, span.end, alignment_mode="expand")
            if tokens is not None and len(tokens):
                yield Sighting(what=what, span=span, first=tokens.start, last=tokens.end - 1, root=tokens.root.i)

    def _is_hyphened(self, last: int) -> bool:
        """ "quarter-finals": no date, but part of a word."""
        after = self.parse[last + 1 : last + 2]
        return bool(after) and after[0].tag_ == "HYPH" and not self.parse[last].whitespace_ and not after[0].whitespace_

    def _is_side(self, first: int) -> bool:
        """ "a pro-Prado rally": no person, but whom others are for or against."""
        before = self.parse[max(0, first - 1) : first]
        return bool(before) and before[0].text == "-" and not before[0].whitespace_

    def _clauses(self) -> Iterator[Clause]:
        for sentence in self.sentences:
            tokens = self.parse[sentence.first : sentence.last + 1]
            found = clauses_of(tokens, self._tells_dated_event)
            if not found and sentence.zone == "caption" and self._shows_somebody_on_day(sentence):
                whole = tuple(range(sentence.first, sentence.last + 1))
                found = [Clause(head=tokens.root.i, tokens=whole, link="nominal", parent=None)]
            yield from found

    def _shows_somebody_on_day(self, sentence: Sentence) -> bool:
        """ "Ana Prado and Rui Teles in Lyon, April 27, 2018": a picture told without a verb."""
        inside = range(sentence.first, sentence.last + 1)
        days = (d.what.interval for d in self.dates if d.root in inside)
        return any(day is not None and day.days == 1 for day in days) and any(s.root in inside for s in self.people)

    def _tells_dated_event(self, noun: Token) -> bool:
        """Whether an event noun carries a date of its own: "Tuesday's attack", "a visit in May"."""
        if noun.tag_ == "VBG" and noun.pos_ == "VERB":
            return any(t.i in self._dated for t in noun.subtree)
        word = noun.lower_ if noun.tag_ == "VBG" else noun.lemma_.lower()  # "a meeting"
        if word not in kinds().nouns or noun.i in self._dated:
            return False
        return any(t.i in self._dated and t.dep_ in _DATE_LINKS for t in _modifiers(noun))


def _modifiers(noun: Token) -> Iterator[Token]:
    """What may date a noun: words before it, and phrases after it that no verb can claim: those of a subject, and
    those that more of the noun follows ("the failure on May 3 of")."""
    yield from noun.lefts
    phrases = [child for child in noun.rights if child.dep_ in ("prep", "npadvmod")]
    last = max((t.i for child in phrases for t in child.subtree if t.lower_ == "of"), default=noun.i)
    bounded = noun.dep_ == "pobj" and noun.head.lower_ in _BOUNDS  # "grounded since an explosion in May"
    bounded |= noun.dep_ == "pobj" and noun.head.head.lemma_ == "be"  # "were behind an explosion on May 3"
    for child in phrases:
        if child.i <= last or bounded or noun.dep_ in ("nsubj", "nsubjpass"):
            yield from (child, *child.children)
