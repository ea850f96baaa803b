"""Every kind of file: a good one is read, one broken in each of its usual ways is named with the reason."""

from __future__ import annotations

import gzip
import io
import sys
from datetime import date
from pathlib import Path

import made_files as made
import pytest

from timeline import articles
from timeline.articles.reading import READERS
from timeline.errors import ArticleError
from timeline.models import DateInterval, Document
from timeline.published import date_pile

DAY = DateInterval.day(date(2024, 6, 19))


def read(*paths: Path | str, **how: object) -> tuple[list[Document], list[ArticleError]]:
    found = list(articles.read(paths, **how))  # type: ignore[arg-type]
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, ArticleError)]


def laid(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def test_every_reader_has_a_sample() -> None:
    same = {".text", ".markdown", ".htm", ".xhtml", ".mht", ".feed", ".ndjson", ".wet"}
    assert {Path(name).suffix for name in made.GOOD} == set(READERS) - same


@pytest.mark.parametrize("name", made.GOOD)
def test_a_good_file_gives_its_article(name: str, tmp_path: Path) -> None:
    (document,), errors = read(laid(tmp_path, name, made.GOOD[name]))
    assert not errors
    assert "between Olmer and Tesk sailed again on Tuesday" in document.text.replace("\n", " ")
    assert "<" not in document.text
    assert "*" not in document.text
    assert document.language == "en"
    assert str(tmp_path) in (document.path or "")


@pytest.mark.parametrize("name", sorted(set(made.GOOD) - {"a.csv", "a.tsv", "a.md"}))  # whose bytes say nothing
def test_what_has_no_name_is_known_by_its_first_bytes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(made.GOOD[name])))
    (by_pipe,), errors = read("-")
    assert not errors
    (by_name,), _ = read(laid(tmp_path, name, made.GOOD[name]))
    assert by_pipe.text == by_name.text


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.md", "meta published"),
        ("a.mhtml", "url"),
        ("a.pdf", "document made"),
        ("a.docx", "document made"),
        ("a.eml", "mail date"),
        ("a.mbox", "mail date"),
        ("a.rss", "feed published"),
        ("a.atom", "feed published"),
        ("a.warc.gz", "url"),
        ("a.csv", None),
    ],
)
def test_what_the_container_says_of_the_date_is_heard(name: str, kind: str | None, tmp_path: Path) -> None:
    (document,), _ = read(laid(tmp_path, name, made.GOOD[name]))
    if kind:
        assert (kind, DAY) in [(clue.kind, clue.interval) for clue in document.clues]
    else:
        assert document.given == DAY
    (publication,) = date_pile([document])
    assert publication.interval == DAY


@pytest.mark.parametrize(
    ("name", "source", "authors", "url"),
    [
        ("a.md", None, ("Ann Writer",), None),
        ("a.mhtml", "quay.example", (), "https://quay.example/2024/06/19/ferry"),
        ("a.pdf", None, ("Ann Writer",), None),
        ("a.docx", None, ("Ann Writer",), None),
        ("a.eml", "The Quay", ("The Quay",), None),
        ("a.rss", "The Quay", (), "https://quay.example/ferry"),
        ("a.atom", "The Quay", ("Ann Writer",), "https://quay.example/ferry"),
        ("a.csv", "The Quay", (), None),
        ("a.warc", "quay.example", (), "https://quay.example/2024/06/19/ferry"),
    ],
)
def test_title_source_authors_and_address_are_found(
    name: str, source: str | None, authors: tuple[str, ...], url: str | None, tmp_path: Path
) -> None:
    (document,), _ = read(laid(tmp_path, name, made.GOOD[name]))
    assert document.title == made.TITLE
    assert (document.source, document.authors, document.url) == (source, authors, url)


HALF_PDF = made.pdf(made.FIRST)[:300]
BOMB = gzip.compress(bytes(80 << 20))
TWICE = gzip.compress(BOMB)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.md", b"", "empty"),
        ("a.md", b"---\ntitle: A\n---\n", "empty"),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nwords", "no page"),
        ("a.mhtml", made.mhtml(b""), "empty or cut short"),
        ("a.mhtml", made.mhtml()[:330], "empty or cut short"),
        ("a.pdf", b"", "broken"),
        ("a.pdf", b"not a PDF at all", "broken"),
        ("a.pdf", HALF_PDF, "broken"),
        ("a.pdf", made.pdf(), "scanned"),
        ("a.pdf", made.locked_pdf(), "password"),
        ("a.pdf", made.locked_pdf(algorithm="AES-256"), "password"),
        ("a.pdf", made.pdf(made.FIRST).replace(b"/Type /Pages", b"/Type /Other"), "no pages"),
        ("a.docx", b"", "broken"),
        ("a.docx", made.docx(made.FIRST)[:200], "broken"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
        ("a.docx", made.locked_archive({"word/document.xml": b"<x/>"}), "password"),
        ("a.docx", made.docx(), "no text"),
        ("a.docx", made.docx(body=b"<w:document"), "XML is broken"),
        ("a.docx", made.archive({"xl/workbook.xml": b"<x/>"}), "no Word document"),
        ("a.docx", made.docx(body=bytes(65 << 20)), "bomb"),
        ("a.eml", b"", "no mail headers"),
        ("a.eml", b"just some words\n\nand more", "no mail headers"),
        ("a.eml", made.mail(""), "no text"),
        ("a.mbox", b"no mails here", "no message"),
        ("a.rss", b"", "no feed"),
        ("a.xml", b"<root><a/></root>", "no feed"),
        ("a.rss", made.rss(made.item(words="")), "no words but its title"),
        ("a.atom", b"<feed xmlns='http://www.w3.org/2005/Atom'></feed>", "no entries"),
        ("a.csv", b"", "empty"),
        ("a.csv", b"name,price\nbread,2\n", "--columns text="),
        ("a.csv", b"\x00\x01\x02\xff\xfe" * 3000, "binary"),
        ("a.csv", b"id,text\n1,\n", "no text"),
        ("a.csv", b"id,text\n", "no article"),
        ("a.csv", b'id,text\n1,"never closed\nand on\n', "no valid CSV"),
        ("a.csv", b"id,text\n1,two,three\n", "3 cells"),
        ("a.zip", b"", "broken"),
        ("a.zip", made.archive({"a.txt": made.STORY.encode() * 20})[:90], "broken"),
        ("a.zip", made.archive({"../../etc/a.txt": made.STORY.encode()}), "leads outside"),
        ("a.zip", made.archive({"/etc/a.txt": made.STORY.encode()}), "leads outside"),
        ("a.zip", made.archive({"..\\a.txt": made.STORY.encode()}), "leads outside"),
        ("a.zip", made.locked_archive({"a.txt": made.STORY.encode()}), "password"),
        ("a.zip", made.archive({"film.mp4": b"x"}), ".mp4 files are not read"),
        ("a.zip", made.archive({}), "no article"),
        ("a.zip", made.archive({"photo.png": b"x"}), "no article"),
        ("a.zip", made.archive({"zeros.jsonl": bytes(40 << 20)}), "bomb"),
        ("a.txt.gz", gzip.compress(made.STORY.encode() * 50)[:60], "cut short"),
        ("a.txt.gz", b"\x1f\x8b\x08\x00rubbish rubbish", "packed wrongly"),
        ("a.txt.gz", b"no gzip", "packed wrongly"),
        ("a.txt.gz", BOMB, "larger than"),
        ("a.jsonl.gz", gzip.compress((b" " * 9999 + b"\n") * 5_000), "bomb"),
        ("a.txt.gz.gz", TWICE, "larger than"),
        ("a.warc", b"no records", "no record"),
        ("a.warc.gz", b"", "no record"),
        ("a.warc", made.warc(made.record(status="404 Not Found"), packed=False), "no article"),
        ("a.warc", made.record(content=b""), "empty or cut short"),
        ("a.warc", made.record()[:-200], "cut short"),
        ("a.warc.gz", gzip.compress(made.record())[:-120], "cut short"),
    ],
)
def test_a_broken_file_is_named_with_the_reason(name: str, content: bytes, says: str, tmp_path: Path) -> None:
    documents, (error,) = read(laid(tmp_path, name, content))
    assert not documents
    assert says in str(error)
    assert name in str(error)
    assert str(error).endswith(".")
    assert "\n" not in str(error)


def test_a_nest_of_archives_is_not_followed_to_its_end(tmp_path: Path) -> None:
    content = made.STORY.encode()
    for _ in range(8):
        content = made.archive({"a.zip": content})
    _, (error,) = read(laid(tmp_path, "a.zip", content))
    assert "deep in each other" in str(error)


def test_other_files_of_an_archive_outlive_a_broken_one(tmp_path: Path) -> None:
    story = made.STORY.encode()
    files = {"a.txt": b"", "b/page.html": made.page(), "c.pdf": made.pdf(), "d.txt": story, "README.md": b"#"}
    documents, errors = read(laid(tmp_path, "pile.zip", made.archive(files)))
    assert [Path(d.path or "").name for d in documents] == ["page.html", "d.txt"]
    assert ["pile.zip/a.txt" in str(errors[0]), "pile.zip/c.pdf" in str(errors[1])] == [True, True]


def test_a_message_brings_its_attachments(tmp_path: Path) -> None:
    content = made.mail_with("report.pdf", made.pdf("The harbour at Tesk was closed for a week because of the ice."))
    documents, errors = read(laid(tmp_path, "a.eml", content))
    assert not errors
    assert ["ferry" in documents[0].text, "harbour" in documents[1].text] == [True, True]
    assert (documents[1].path or "").endswith("a.eml/report.pdf")
    assert documents[1].clues[-1].kind == "mail date"


def test_a_mailbox_goes_on_after_a_bad_message(tmp_path: Path) -> None:
    boxed = made.mailbox(made.mail(), made.mail(""), made.mail(f"<p>{made.SECOND}</p>", "text/html", "The bakers"))
    documents, (error,) = read(laid(tmp_path, "a.mbox", boxed))
    assert [d.title for d in documents] == [made.TITLE, "The bakers"]
    assert "a.mbox#2" in str(error)


def test_a_line_of_text_that_begins_like_a_message_is_restored(tmp_path: Path) -> None:
    message = made.mail(f"{made.FIRST}\n\n>From then on it sailed.\n")
    (document,), _ = read(laid(tmp_path, "a.mbox", made.mailbox(message)))
    assert "\nFrom then on" in document.text


def test_a_feed_that_breaks_off_keeps_what_stands_before_the_break(tmp_path: Path) -> None:
    whole = made.rss(made.item(), made.item("Another", made.SECOND))
    documents, (error,) = read(laid(tmp_path, "a.rss", whole[: whole.index(b"<item><title>Another")]))
    assert documents[0].title == made.TITLE
    assert "the feed is broken" in str(error)


def test_entities_of_a_feed_do_not_explode(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    feed = f'<!DOCTYPE rss [<!ENTITY e0 "boom">{entities}]>' + made.rss(made.item(words="&e9;")).decode().split("?>")[1]
    documents, errors = read(laid(tmp_path, "a.rss", feed.encode()))
    assert sum(len(d.text) for d in documents) < 10_000
    assert errors


def test_a_word_broken_at_the_end_of_a_line_of_a_pdf_is_joined(tmp_path: Path) -> None:
    (document,), _ = read(laid(tmp_path, "a.pdf", made.pdf("The govern-", "ment met in Tesk on Tuesday.")))
    assert "The government met" in document.text


def test_a_pdf_that_only_may_not_be_printed_is_read(tmp_path: Path) -> None:
    (document,), _ = read(laid(tmp_path, "a.pdf", made.locked_pdf("", "AES-256")))
    assert document.text == made.FIRST


def test_text_boxes_of_a_word_file_are_told_once(tmp_path: Path) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    box = "<w:p><w:r><w:t>Boxed words.</w:t></w:r></w:p>"
    body = (
        f'<w:document xmlns:w="{w}" xmlns:mc="{mc}"><w:body><w:p><w:r><w:t>Before.</w:t></w:r><mc:AlternateContent>'
        f"<mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:p></w:body></w:document>"
    )
    (document,), _ = read(laid(tmp_path, "a.docx", made.docx(body=body.encode())))
    assert document.text.count("Boxed words.") == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_of_a_table_is_found(delimiter: str, tmp_path: Path) -> None:
    (document,), _ = read(laid(tmp_path, "a.csv", made.table(delimiter)))
    assert document.text == f"{made.FIRST} {made.SECOND}"


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = laid(tmp_path, "a.csv", f'ref,what,when\nx1,"{made.FIRST}",19/06/2024\n'.encode())
    (document,), _ = read(path, columns={"id": "ref", "text": "what", "published": "when"})
    assert document.id == "x1"
    assert [(c.kind, c.interval) for c in document.clues] == [("row published", DAY)]
    _, (error,) = read(path, columns={"text": "story"})
    assert "no column 'story'" in str(error)


def test_a_bad_row_of_a_table_has_its_line_and_the_good_ones_stay(tmp_path: Path) -> None:
    text = 'id,text\n1,"one\nof two lines"\n2,too,many\n3,three\n4,bad "quote" and "more"x\n"5"x,y\n6,six\n'
    documents, errors = read(laid(tmp_path, "a.csv", text.encode()))
    assert [d.id for d in documents] == ["1", "3", "4", "6"]
    assert [e.line for e in errors] == [4, 7]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_of_a_table_is_found(encoding: str, tmp_path: Path) -> None:
    words = "Über drei Wochen hatten die Schüler auf der Insel Grönö große Umwege für den Weg zur Schule." * 4
    (document,), _ = read(laid(tmp_path, "a.csv", f"id,text\n1,{words}\n".encode(encoding)))
    assert document.text == words
    assert document.language == "de"
