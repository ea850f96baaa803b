"""Files, folders and JSON Lines become documents, and what cannot be read becomes one sentence beside them."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from timeline import articles
from timeline.errors import ArticleError
from timeline.models import DateInterval, Document

STORY = "Harbour opens\n\nThe harbour at Tesk opened to ships again on Monday after the storm.\n"


def read(*paths: Path | str) -> tuple[list[Document], list[ArticleError]]:
    found = list(articles.read(paths))
    return [f for f in found if isinstance(f, Document)], [f for f in found if isinstance(f, ArticleError)]


def rows(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "rows.jsonl"
    text = "\n".join(line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
    path.write_bytes((text + "\n").encode())
    return path


def test_plain_text_is_kept_character_by_character(tmp_path: Path) -> None:
    text = "\n\r\n  A title\t\r\nTwo  spaces, a\u2028separator, a\x85next line and é.\r\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    (document,), _ = read(tmp_path / "a.txt")
    assert document.text == text


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
    ],
)
def test_byte_order_marks_tell_the_encoding(tmp_path: Path, encoding: str, mark: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(mark + STORY.encode(encoding))
    (document,), _ = read(tmp_path / "a.txt")
    assert document.text == STORY


def test_undeclared_encoding_is_detected(tmp_path: Path) -> None:
    text = (
        "Die Fähre nach Grönö fährt wieder. Über drei Wochen hatten die Schüler große Umwege für den Weg zur Schule.\n"
        * 4
    )
    (tmp_path / "a.txt").write_bytes(text.encode("cp1252"))
    (document,), _ = read(tmp_path / "a.txt")
    assert document.text == text


@pytest.mark.parametrize("slip", [b"", "—".encode()[:2], b"\xe9"], ids=["none", "cut", "of another file"])
def test_a_slip_in_utf8_does_not_change_how_the_rest_is_read(tmp_path: Path, slip: bytes) -> None:
    text = "The ferry sails again — at last, said the bakers of Olmer: “We sold out.”\n" * 3
    (tmp_path / "a.txt").write_bytes(text.encode() + slip)
    (document,), _ = read(tmp_path / "a.txt")
    assert document.text == text + "\ufffd" * bool(slip)


def test_the_declared_encoding_of_a_page_counts(tmp_path: Path) -> None:
    words = "<p>Паром на остров снова ходит после трёх недель ремонта, сообщила вчера паромная компания.</p>" * 5
    head = '<head><meta charset="windows-1251"><title>Паром</title></head>'
    page = f"<html>{head}<body><article>{words}</article></body></html>"
    (tmp_path / "a.html").write_bytes(page.encode("cp1251"))
    (document,), _ = read(tmp_path / "a.html")
    assert "Паром на остров" in document.text


def test_a_row_ends_at_a_line_feed_and_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes('{"id": "1", "text": "one\u2028two\x85three"}\r\n\n{"id": "2", "text": "four"}'.encode())
    documents, errors = read(path)
    assert [d.text for d in documents] == ["one\u2028two\x85three", "four"]
    assert not errors


def test_a_row_carries_its_metadata(tmp_path: Path) -> None:
    row = {
        "id": 7,
        "text": STORY,
        "title": "T",
        "url": "https://a.example",
        "source": "S",
        "published": "2024-06-19T23:30:00-05:00",
    }
    (document,), _ = read(rows(tmp_path, row))
    assert (document.id, document.title, document.url, document.source) == ("7", "T", "https://a.example", "S")
    assert document.given == DateInterval.day(date(2024, 6, 19))


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ('{"id": "x", "text": ', "no valid JSON"),
        ("[1, 2]", "no JSON object"),
        ('{"id": "x"}', "no text"),
        ('{"id": "x", "text": " "}', "no text"),
        ('{"id": "x", "text": 5}', "no text"),
        ('{"id": "x", "text": "t", "published": "19/06/2024"}', "no ISO date"),
        ('{"id": "x", "text": "t", "published": "0001-01-01"}', "out of range"),
        ('{"id": "x", "text": "t", "published": "9999-12-31"}', "out of range"),
        ('{"id": "x", "text": "t", "published": 20240619.5}', "no ISO date"),
        ('{"id": "good", "text": "again"}', "was read before"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_row_is_named_and_the_good_ones_stay(tmp_path: Path, row: str, says: str) -> None:
    documents, (error,) = read(rows(tmp_path, {"id": "good", "text": "one"}, row, {"id": "last", "text": "two"}))
    assert [d.id for d in documents] == ["good", "last"]
    assert says in str(error)
    assert str(error).endswith(".")
    assert "rows.jsonl" in str(error)


def test_an_error_in_a_row_has_its_line(tmp_path: Path) -> None:
    _, (error,) = read(rows(tmp_path, {"id": "1", "text": "one"}, "", "broken"))
    assert error.line == 3


def test_half_a_character_does_not_shift_offsets(tmp_path: Path) -> None:
    (document,), _ = read(rows(tmp_path, '{"id": "1", "text": "a\\ud83db"}'))
    assert document.text == "a\ufffdb"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n ", "empty"),
        ("empty.html", b"", "empty"),
        ("bare.html", b"<html><body></body></html>", "no article"),
        ("empty.jsonl", b"\n", "empty"),
        ("noise.txt", bytes(range(256)) * 40, "not text"),
        ("scan.txt", b"%PDF-1.7 ...", "a PDF"),
        ("film.mp4", b"x", "not read"),
    ],
)
def test_a_file_that_is_no_article_is_named(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text(STORY)
    documents, (error,) = read(tmp_path / name, tmp_path / "good.txt")
    assert len(documents) == 1
    assert says in str(error)
    assert name in str(error)
    assert "\n" not in str(error)


def test_a_missing_path_is_named() -> None:
    _, (error,) = read("no-such-file.txt")
    assert "no such file" in str(error)


def test_a_folder_without_anything_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / ".hidden.txt").write_text(STORY)
    _, (error,) = read(tmp_path)
    assert "nothing to read in this folder" in str(error)


def test_a_folder_is_read_in_order_with_what_lies_in_it(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a.txt", "b/one.htm.txt", ".hidden.txt", "page_files/ad.txt", "gold.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(STORY + name)
    documents, errors = read(tmp_path)
    assert [Path(d.path or "").name for d in documents] == ["a.txt", "one.htm.txt", "two.txt"]
    assert not errors


def test_links_that_lead_outside_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(STORY)
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "gone.txt").symlink_to(inside / "nothing.txt")
    (inside / "own.txt").write_text(STORY)
    documents, errors = read(inside)
    assert [Path(d.path or "").name for d in documents] == ["own.txt"]
    assert len(errors) == 2


def test_an_id_depends_on_the_article_alone(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(STORY)
    (tmp_path / "one" / "another.txt").write_text("Another story.")
    (first,), _ = read(tmp_path / "two" / "story.txt")
    documents, _ = read(tmp_path / "one")
    assert first.id in [d.id for d in documents]


def test_the_same_article_in_two_files_counts_once(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "story.txt").write_text(STORY)
    documents, (error,) = read(tmp_path)
    assert len(documents) == 1
    assert "the same article" in str(error)


def test_the_same_file_asked_for_twice_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    documents, errors = read(tmp_path / "a.txt", tmp_path)
    assert len(documents) == 1
    assert not errors


def test_a_page_gives_its_article_and_what_it_says_of_itself(tmp_path: Path) -> None:
    page = """<html><head><title>Ferry sails | The Quay</title><meta property="og:site_name" content="The Quay">
    <link rel="canonical" href="https://quay.example/2019/03/12/ferry"><meta name="author" content="Ann Writer"></head>
    <body><nav>Home News</nav><article><h1>Ferry sails</h1><p>The ferry between Olmer and Tesk sailed again
    on Tuesday after three weeks, and the bakers of the island sold out within the hour.</p>
    <p>“We have our lifeline back,” said Greta Holm,
    who has run the bakery at the pier for thirty years.</p></article></body></html>"""
    (tmp_path / "ferry.html").write_text(page)
    (document,), _ = read(tmp_path / "ferry.html")
    assert "lifeline" in document.text
    assert "Home News" not in document.text
    assert (document.title, document.source, document.authors) == ("Ferry sails", "The Quay", ("Ann Writer",))
    assert [(c.kind, c.interval) for c in document.clues if c.kind == "url"] == [
        ("url", DateInterval.day(date(2019, 3, 12)))
    ]


@pytest.mark.parametrize(
    "tail", ["", "<p>unclosed <b>", "<table><tr>", "\0", "<![CDATA[", "</html></html>", "<script>"]
)
def test_broken_markup_is_read_as_far_as_it_goes(tmp_path: Path, tail: str) -> None:
    words = "The ferry between Olmer and Tesk sailed again after three weeks of repairs, the company told reporters. "
    (tmp_path / "a.html").write_text(f"<html><body><div><h1>Ferry<p>{words * 4}{tail}")
    documents, errors = read(tmp_path / "a.html")
    assert [type(found) for found in [*documents, *errors]] in ([Document], [ArticleError])
    assert errors or "Olmer" in documents[0].text
