"""Piles: folders with broken files in them, patterns, pipes, crawls, huge files, addresses, other languages."""

from __future__ import annotations

import datetime as dt
import errno
import gzip
import io
import os
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import made_files as made
import pytest

from timeline import articles, pipeline
from timeline.articles import online, pieces, tables, warc
from timeline.articles.entries import Entry, day_written
from timeline.articles.language import _identifier, language_of, unread
from timeline.errors import ArticleError, ResourceError
from timeline.models import Document


def read(*paths: Path | str, **how: object) -> tuple[list[Document], list[ArticleError]]:
    found = list(articles.read(paths, **how))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, ArticleError)]


BROKEN = (
    ("scan.pdf", made.pdf()), ("locked.pdf", made.locked_pdf()), ("cut.docx", made.docx(made.FIRST)[:150]),
    ("empty.txt", b""), ("bare.html", b"<html></html>"), ("half.jsonl", b'{"text": '), ("cut.zip", b"PK\x03\x04rest"),
    ("film.mp4", b"x"), ("cut.txt.gz", gzip.compress(made.STORY.encode())[:30]), ("no.warc", b"x"),
    ("no.rss", b"<rss"), ("no.csv", b"a,b\n1,2\n"), ("no.eml", b""), ("no.mbox", b"x"), ("no.mhtml", b"a: b\n\nx"),
    ("noise.txt", bytes(range(256)) * 40), ("no.md", b"\n"), ("no.atom", b""), ("no.xml", b"<a/>"), ("old.doc", b"x"),
)  # fmt: skip


def test_of_a_folder_of_a_thousand_with_twenty_broken_980_are_read(tmp_path: Path) -> None:
    for number in range(980):
        words = f"The ferry number {number} between Olmer and Tesk sailed again on Tuesday.\n"
        (tmp_path / f"{number:04}.txt").write_text(words)
    for name, content in BROKEN:
        (tmp_path / name).write_bytes(content)
    documents, errors = read(tmp_path)
    assert (len(documents), len(errors)) == (980, 20)
    assert {Path(e.path).name for e in errors} == {name for name, _ in BROKEN}
    assert all(str(e).endswith(".") and "\n" not in str(e) for e in errors)


def test_a_pattern_names_files(tmp_path: Path) -> None:
    for name in ("a.txt", "b/c.txt", "b/d.html", "b/e/f.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(made.page() if name.endswith("html") else f"{made.STORY} {name}".encode())
    documents, errors = read(f"{tmp_path}/**/*.txt")
    assert [Path(d.path or "").name for d in documents] == ["a.txt", "c.txt", "f.txt"]
    assert not errors
    _, (error,) = read(f"{tmp_path}/*.pdf")
    assert "no file matches" in str(error)


def test_a_pattern_follows_no_link_outside(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(made.STORY)
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.txt").symlink_to(tmp_path / "secret.txt")
    documents, (error,) = read(f"{tmp_path}/in/*.txt")
    assert not documents
    assert "outside" in str(error)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are Unix")
def test_a_pipe_in_a_folder_does_not_stop_the_reading(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    (tmp_path / "b.txt").write_text(made.STORY)
    documents, (error,) = read(tmp_path)
    assert len(documents) == 1
    assert "pipe" in str(error)


def test_a_folder_may_change_while_it_is_read(tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(f"{made.STORY} {name}")
    found = articles.read([tmp_path])
    first = next(found)
    (tmp_path / "b.txt").unlink()
    (tmp_path / "new.txt").write_text(made.STORY)
    rest = list(found)
    assert [type(item) for item in (first, *rest)] == [Document, ArticleError, Document]


def test_a_huge_file_is_refused_without_being_loaded(tmp_path: Path) -> None:
    for name in ("a.txt", "b.pdf", "c.jsonl", "d.csv", "e.mbox", "f.warc", "g.html"):
        with (tmp_path / name).open("wb") as file:
            file.write({"e": b"From a@b.example Wed Jun 19 10:00:00 2024\n", "d": b"id,text\n"}.get(name[0], b"x"))
            file.truncate(2 << 30)
    tracemalloc.start()
    documents, errors = read(*(tmp_path / name for name in ("a.txt", "b.pdf", "c.jsonl", "e.mbox", "g.html")))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert not documents
    assert len(errors) == 5
    assert all("MB" in str(e) for e in errors)
    assert peak < 256 << 20


def test_a_table_with_an_endless_line_gives_what_stands_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(tables, "LARGEST", 1000)
    (tmp_path / "a.csv").write_text(f"id,text\n1,{made.FIRST}\n2,{'x' * 5000}\n")
    documents, (error,) = read(tmp_path / "a.csv")
    assert [d.id for d in documents] == ["1"]
    assert "too long" in str(error)
    assert error.line == 3


def test_libraries_do_not_speak_past_the_errors(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(made.pdf(made.FIRST)[:300])
    (tmp_path / "b.html").write_bytes(b"x")
    command = [sys.executable, "-m", "timeline", "extract", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert [line.startswith("timeline: ") for line in run.stderr.splitlines()] == [True, True]


def test_memory_stays_flat_over_a_long_file(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "a.jsonl.gz", "wb", compresslevel=1) as file:
        for number in range(100):
            file.write(made.rows(f"{number} " + "x" * 100_000).replace(b'"0"', b'"%d"' % number) + b"\n")
    next(articles.read([tmp_path / "a.jsonl.gz"]))  # what is loaded once is not counted
    tracemalloc.start()
    count = sum(isinstance(found, Document) for found in articles.read([tmp_path / "a.jsonl.gz"]))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100
    assert peak < 3 << 20  # the file holds 10 MB


@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_record_of_a_crawl_is_named_and_passed_over(packed: bool, tmp_path: Path) -> None:
    parts = [made.warc(made.numbered(n), packed=packed) for n in range(6)]
    broken = bytearray(parts[2])
    at = broken.index(b"\x1f\x8b", 5) if packed else broken.index(b"WARC/1.0\r\nWARC-Type: response")
    broken[at + (60 if packed else 0) : at + (90 if packed else 8)] = b"x" * (30 if packed else 8)
    name = "a.warc.gz" if packed else "a.warc"
    (tmp_path / name).write_bytes(b"".join([*parts[:2], bytes(broken), *parts[3:]]))
    documents, errors = read(tmp_path / name)
    assert [d.title for d in documents] == [f"Ferry {n} sails again" for n in (0, 1, 3, 4, 5)]
    assert errors
    assert all(f"{name}#" in str(e) for e in errors)


@pytest.mark.parametrize("packed", [True, False])
def test_a_crawl_that_was_cut_keeps_what_stands_before_the_cut(packed: bool, tmp_path: Path) -> None:
    whole = made.warc(*map(made.numbered, range(8)), packed=packed)
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    for cut in range(len(whole) // 2, len(whole) // 2 + 300, 37):
        path.write_bytes(whole[:cut])
        documents, errors = read(path)
        assert [d.title for d in documents] == [f"Ferry {n} sails again" for n in range(len(documents))]
        assert len(documents) in (3, 4)
        assert len(errors) <= 1


@pytest.mark.parametrize("packed", [True, False])
def test_ranges_of_a_crawl_together_are_the_whole(packed: bool, tmp_path: Path) -> None:
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    path.write_bytes(made.warc(*map(made.numbered, range(20)), packed=packed))
    entry = Entry(path=str(path), name=path.name, open=lambda: path.open("rb"))
    whole = [found.path for found in warc.read(entry)]
    assert len(whole) == 20
    for step in (400, 1111, 5000):
        starts = range(0, path.stat().st_size, step)
        assert [found.path for start in starts for found in warc.read(entry, start, start + step)] == whole


def test_a_range_does_not_look_for_records_to_the_end_of_a_crawl(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(warc, "CHUNK", 1000)
    monkeypatch.setattr(warc, "BEYOND", 2000)
    path = tmp_path / "a.warc"
    path.write_bytes(made.warc(packed=False) + bytes(1 << 20))
    looked_at = 0

    class Counted(io.FileIO):
        def read(self, size: int = -1) -> bytes:
            nonlocal looked_at
            looked_at += size
            return super().read(size) or b""

    entry = Entry(path=str(path), name=path.name, open=lambda: Counted(path))  # type: ignore[arg-type, return-value]
    assert not list(warc.read(entry, 500_000, 510_000))
    assert looked_at < 20_000


def test_a_crawl_that_was_packed_as_a_whole_is_not_cut_into_ranges(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = made.warc(*map(made.numbered, range(20)), packed=False)
    for name, content in (("one", gzip.compress(records)), ("each", made.warc(*map(made.numbered, range(20, 40))))):
        (tmp_path / f"{name}.warc.gz").write_bytes(content)
    monkeypatch.setattr(pieces, "RANGE", 300)
    monkeypatch.setattr(pieces, "FIRST", 400)
    documents, errors = read(tmp_path)
    assert (len(documents), errors) == (40, [])
    cut = [piece.end is not None for piece in articles.in_pieces([tmp_path]) if isinstance(piece, articles.Piece)]
    assert cut.count(False) == 1
    assert len(cut) > 5


def test_a_crawl_gives_its_articles_only(tmp_path: Path) -> None:
    records = (
        made.record(status="404 Not Found"), made.record(kind="image/png", content=b"x"), made.numbered(1),
        made.record("https://a.example/packed", gzip.compress(made.page()), more="Content-Encoding: gzip\r\n"),
        made.record("https://a.example/cyrillic", ("<html><body><p>" + "Паром снова ходит. " * 40).encode("cp1251"),
                    kind="text/html; charset=windows-1251"),
    )  # fmt: skip
    (tmp_path / "a.warc").write_bytes(made.warc(*records, packed=False))
    documents, errors = read(tmp_path / "a.warc")
    assert not errors
    assert [d.source for d in documents] == ["quay.example", "a.example", "a.example"]
    assert documents[2].language == "ru"


GERMAN = (
    "Der Bürgermeister eröffnete am Dienstag in Köln die neue Brücke. Am 3. Mai 2024 war sie fertig geworden, sagte "
    "Anna Schmidt in Berlin. Vorige Woche hatten die Arbeiter das Geländer gestrichen."
)


def test_an_article_in_another_language_is_kept_marked_and_not_misread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GERMAN)
    (tmp_path / "b.txt").write_text("The mayor, Ana Prado, opened the bridge in Porto on 3 May 2024, her office said.")
    documents, _ = read(tmp_path)
    german, english = pipeline.extract(documents)
    assert german.document.text == GERMAN
    assert german.document.language == "de"
    assert (german.events, german.timexes, german.people, german.places) == ((), (), (), ())
    assert english.events
    assert unread({"de": 1, "en": 1}) == (
        "1 document is not in English (1 German): it is kept, and no events are read from it."
    )
    assert "3 documents are not in English (2 German, 1 xx)" in unread({"de": 2, "xx": 1})
    assert unread({"en": 5}) == ""


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("The council voted on Tuesday to close the old bridge over the river for a year.", None, "en"),
        ("Le conseil a voté mardi la fermeture du vieux pont sur la rivière pour un an.", None, "fr"),
        ("El consejo votó el martes a favor de cerrar por un año el viejo puente sobre el río.", "en", "es"),
        ("Рада у вівторок проголосувала за закриття старого мосту через річку на рік.", None, "uk"),
        ("市议会周二投票决定关闭大桥，维修工程将持续一年，市长对记者说。" * 3, None, "zh"),
        ("Рада закрила міст", None, "uk"),
        ("Kyiv, Kharkiv", "en-GB", "en"),
        ("Kyiv, Kharkiv", None, None),
        ("", "?", None),
    ],
)
def test_the_language_is_told_by_the_text_then_by_what_is_declared(
    text: str, declared: str | None, language: str | None
) -> None:
    assert language_of(text, declared) == language


@pytest.fixture
def server() -> Iterator[str]:
    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            pages = {"/page": ("text/html", made.page()), "/feed": ("application/rss+xml", made.rss()),
                     "/huge": ("text/html", b"x" * 70_000), "/film": ("video/mp4", b"x"), "/cut": ("text/html", b"x"),
                     "/packed": ("text/html", gzip.compress(made.page())),
                     "/f%C3%A4hre": ("text/html", made.page())}  # fmt: skip
            if self.path == "/away":
                self.send_response(302)
                self.send_header("Location", "file:///etc/hostname")
                self.end_headers()
                return
            kind, content = pages.get(self.path, ("text/plain", b""))
            self.send_response(200 if self.path in pages else 404)
            self.send_header("Content-Type", kind)
            if self.path == "/packed":
                self.send_header("Content-Encoding", "gzip")
            if self.path == "/cut":
                self.send_header("Content-Length", "70000")
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as serving:
        thread = threading.Thread(target=serving.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()
        thread.join()


def test_an_address_is_fetched_only_on_demand(server: str) -> None:
    documents, (error,) = read(f"{server}/page")
    assert not documents
    assert "--online" in str(error)
    (page, feed), errors = read(f"{server}/page", f"{server}/feed", online=True)
    assert not errors
    assert (page.title, page.url, page.path) == (made.TITLE, f"{server}/page", f"{server}/page")
    assert feed.source == "The Quay"


@pytest.mark.parametrize("path", ["/packed", "/fähre"])
def test_an_answer_may_be_packed_and_an_address_have_any_letters(path: str, server: str) -> None:
    (document,), errors = read(server + path, online=True)
    assert not errors
    assert (document.title, document.path) == (made.TITLE, server + path)


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/none", "404"),
        ("/huge", "larger than"),
        ("/away", "302"),
        ("/film", "not read"),
        ("/cut", "cut short"),
        (":1/", "(connection refused)"),
    ],
)
def test_an_address_that_cannot_be_had_is_named(
    path: str, says: str, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(online, "LARGEST", 60_000)
    address = f"http://127.0.0.1{path}" if path.startswith(":") else server + path
    _, (error,) = read(address, online=True)
    assert says in str(error)
    assert address in str(error)


def test_a_folder_for_temporary_files_without_room_is_no_fault_of_the_articles(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a.txt").write_text(made.STORY)
    _identifier.cache_clear()
    monkeypatch.setattr("py3langid.langid.LanguageIdentifier.from_model_file", full)
    with pytest.raises(ResourceError, match=r"No space left on device.*TMPDIR"):
        read(tmp_path)
    monkeypatch.setattr("shutil.copyfileobj", full)
    with pytest.raises(ResourceError, match="Standard input does not fit"):
        read("-")


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ("2023-11-05T14:03:20+00:00", "2023-11-05"),
        ("2020-02-02T00:00:00+00:00", None),  # reproducible archives
        ("1985-10-26T08:15:00+00:00", None),
        ("1970-01-01T00:00:01+00:00", None),
    ],
)
def test_a_time_that_packers_set_is_no_day_on_which_a_file_was_written(moment: str, day: str | None) -> None:
    written = day_written(dt.datetime.fromisoformat(moment))
    assert (written and written.isoformat()) == day
