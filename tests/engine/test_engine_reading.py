"""What lies in files is read by those who do the work, in pieces; what comes of it is what one process reads."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_crawl import write_crawl

from timeline import articles
from timeline.articles import pieces
from timeline.engine.processes import Processes
from timeline.models import Document, Extraction
from timeline.progress import Progress
from timeline.store import gathering, load
from timeline.store.build import Changes, build
from timeline.store.gathering import Gathered, Gatherer, Part
from timeline.store.spool import Card, fetch
from timeline.store.work import Engine, J, R, Work, in_turn


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is looked for in what is read."""
    monkeypatch.setattr(
        "timeline.pipeline.extract_dated",
        lambda documents, publications, **_: (
            Extraction(document=d, published=p, timexes=(), people=(), places=(), events=())
            for d, p in zip(documents, publications, strict=True)
        ),
    )


def built(folder: Path, path: Path, engine: Engine) -> Changes:
    return build(articles.in_pieces([path]), folder, engine=engine)


def reading_with_two(jobs: Sequence[J], work: Work[J, R], progress: Progress) -> Iterable[R]:
    """Processes that read; they know nothing of what is put in the place of looking for events."""
    engine = Processes(workers=2) if isinstance(work, Gatherer) else in_turn
    return engine(jobs, work, progress)


@pytest.mark.usefixtures("unread")
def test_a_crawl_that_processes_read_by_ranges_gives_what_one_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    crawl = tmp_path / "crawl.warc.gz"
    write_crawl(crawl, pages=40, broken=17)
    whole = built(tmp_path / "whole", crawl, in_turn)
    monkeypatch.setattr(pieces, "RANGE", 5_000)
    monkeypatch.setattr(gathering, "_WORTH_SHARING", 0)
    assert len(list(articles.in_pieces([crawl]))) > 5
    ranges = built(tmp_path / "ranges", crawl, reading_with_two)
    assert len(whole.added) == 39
    assert set(ranges.added) == set(whole.added)
    assert len(whole.problems) == 2
    assert all(f"{crawl}#" in problem for problem in whole.problems)
    assert set(whole.problems) <= set(ranges.problems)
    assert load(tmp_path / "ranges").leaves == load(tmp_path / "whole").leaves


def test_pieces_hold_as_many_files_as_are_worth_a_process_and_a_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "FILES", 3)
    for number in range(7):
        (tmp_path / f"{number}.txt").write_text(f"The ferry number {number} sailed again on Tuesday.")
    found = [piece for piece in articles.in_pieces([tmp_path, tmp_path / "0.txt"]) if isinstance(piece, articles.Piece)]
    assert [len(piece.files) for piece in found] == [3, 3, 1]
    assert [d.path for d in articles.read([tmp_path])] == [file.path for piece in found for file in piece.files]


@pytest.mark.usefixtures("unread")
def test_of_articles_with_one_id_the_first_counts_however_they_are_read(tmp_path: Path) -> None:
    row = '{{"id": "same", "text": "The ferry to {0} sailed again on Tuesday."}}\n'
    for name in ("a", "b"):
        (tmp_path / f"{name}.jsonl").write_text(row.format(name))
    changes = build(articles.in_pieces([tmp_path / "b.jsonl", tmp_path / "a.jsonl"]), tmp_path / "data")
    [problem] = changes.problems
    assert problem == str(list(articles.read([tmp_path / "b.jsonl", tmp_path / "a.jsonl"]))[1])
    [entry] = load(tmp_path / "data").entries()
    assert "ferry to b" in entry.extraction().document.text


@pytest.mark.usefixtures("unread")
def test_a_file_that_goes_while_the_others_are_read_is_named(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"The ferry {name} sailed again on Tuesday.")
    found = list(articles.in_pieces([tmp_path]))
    (tmp_path / "a.txt").unlink()
    changes = build(found, tmp_path / "data")
    assert len(changes.added) == 1
    assert "a.txt: it cannot be read any more" in changes.problems[0]


@pytest.mark.usefixtures("unread")
def test_a_file_that_is_cut_short_while_the_others_are_read_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pieces, "RANGE", 5_000)
    write_crawl(tmp_path / "crawl.warc.gz", pages=40, broken=17)
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(f"The ferry {name} sailed again on Tuesday, after weeks of repairs.")
    found = list(articles.in_pieces([tmp_path]))
    os.truncate(tmp_path / "a.txt", 20)
    os.truncate(tmp_path / "crawl.warc.gz", 4_000)
    changes = build(found, tmp_path / "data")
    named = [problem.partition(":")[0] for problem in changes.problems if "while the others were read" in problem]
    assert [Path(path).name for path in named] == ["a.txt", "crawl.warc.gz"]
    assert {id_.partition("-")[0] for id_ in changes.added} == {"b", "0", "1", "2", "3", "4"}  # the others begin later


@dataclass(frozen=True, slots=True, kw_only=True)
class Mortal(Gatherer):
    """Dies of files that are named so."""

    def __call__(self, job: Part, told: Callable[[], None] = lambda: None) -> Gathered:
        if any("fatal" in file.path for file in job.piece.files):
            os.kill(os.getpid(), signal.SIGKILL)
        return Gatherer(spool=self.spool)(job, told)


def test_a_file_that_kills_what_reads_it_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    for name in ("a", "b", "fatal", "z"):
        (tmp_path / f"{name}.txt").write_text(f"The ferry {name} sailed again on Tuesday.")
    (tmp_path / "spool").mkdir()
    parts = [Part(number=0, piece=p) for p in articles.in_pieces([tmp_path]) if isinstance(p, articles.Piece)]
    work = Mortal(spool=tmp_path / "spool")
    [gathered] = Processes(workers=2)(parts, work, lambda *_: None)
    documents = [fetch(work.spool, line.card, Card).document for line in gathered.lines]
    texts = [fetch(work.spool, document, Document).text for document in documents]
    assert [text.split()[2] for text in texts] == ["a", "b", "z"]
    assert "fatal.txt: the process that read it was killed" in gathered.problems[0]
