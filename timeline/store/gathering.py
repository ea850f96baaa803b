"""What arrives -> the spool: documents are read, laid down, and noted for dating, by as many as there are to do it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from timeline.articles import Piece, read_piece, twice
from timeline.errors import ArticleError
from timeline.models import Document
from timeline.progress import Progress
from timeline.store.spool import Line, Spool, Writer
from timeline.store.work import Engine, in_turn

Arriving = Document | ArticleError | Piece
_BYTES_A_CHARACTER = 200  # how many are read for a page in the time of reading a character for events
_WORTH_SHARING = 100_000  # of the size of parts; less is read sooner than others have started


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece with its place among those that arrive."""

    number: int
    piece: Piece

    @property
    def size(self) -> int:
        """What it takes, in characters that are read for events in the same time."""
        return self.piece.size // _BYTES_A_CHARACTER

    @property
    def count(self) -> int:
        return len(self.piece.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What was in a part: where its documents lie now, with what is noted of them, and what could not be read."""

    number: int
    lines: tuple[Line, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gatherer:
    """Reads parts into the spool; it can be sent to other processes and machines that see the folders."""

    spool: Path
    columns: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, job: Part, told: Callable[[], None] = lambda: None) -> Gathered:
        lines, problems = [], []
        with Writer(self.spool) as writer:
            for item in read_piece(job.piece, self.columns):
                if isinstance(item, ArticleError):
                    problems.append(str(item))
                else:
                    lines.append(writer.line(item))
        for _ in job.piece.files:
            told()
        return Gathered(number=job.number, lines=tuple(lines), problems=tuple(problems))

    def parts(self, job: Part) -> list[Part]:
        """Each of its files alone."""
        return [Part(number=job.number, piece=piece) for piece in job.piece.parts()]

    def whole(self, job: Part, done: Sequence[tuple[Part, Gathered]], lost: Sequence[Part]) -> Gathered:
        """What was in the files that were read alone, but for those that kill what reads them."""
        return Gathered(
            number=job.number,
            lines=tuple(line for _, gathered in done for line in gathered.lines),
            problems=(*(problem for _, gathered in done for problem in gathered.problems),
                      *(_died(part.piece) for part in lost)),
        )  # fmt: skip


def gather(
    found: Iterable[Arriving], spool: Spool, engine: Engine, columns: Mapping[str, str], progress: Progress
) -> list[str]:
    """Bring what arrives into the spool; returns what could not be read. Of two with one id the first counts."""
    done: list[Gathered] = []
    parts: list[Part] = []
    for number, item in enumerate(found):
        if isinstance(item, Piece):
            parts.append(Part(number=number, piece=item))
        elif isinstance(item, ArticleError):
            done.append(Gathered(number=number, problems=(str(item),)))
        else:
            done.append(Gathered(number=number, lines=(spool.line(item),)))
    share_out = engine if sum(part.size for part in parts) > _WORTH_SHARING else in_turn
    if parts:
        done += share_out(parts, Gatherer(spool=spool.folder.resolve(), columns=columns), progress)
    problems: list[str] = []
    for gathered in sorted(done, key=lambda gathered: gathered.number):
        problems += gathered.problems
        for line in gathered.lines:
            if line.id in spool:
                spool.flush()
                first = spool.document(spool[line.id])
                problems.append(str(twice(spool.document(line), first.path or first.id)))
            else:
                spool.add(line)
    return problems


def _died(piece: Piece) -> str:
    where = piece.files[0].path + (f"#{piece.start}" if piece.start else "")
    return f"{where}: the process that read it was killed, twice; it is left out: look at the machine's memory."
