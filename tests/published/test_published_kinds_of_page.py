"""Kinds of pages met on the web: comments, lists, languages, calendars, addresses, pages without an html tag."""

from __future__ import annotations

from pathlib import Path

import pytest

from timeline import articles
from timeline.models import Document, Publication
from timeline.published import date_pile

BODY = "".join(
    f"<p>The ferry at Ollerby was painted {colour} by the new owner, who wants it to be seen from the far shore, and "
    "who asked the children of both villages what it ought to be called once the paint has dried.</p>"
    for colour in ("green", "blue", "red", "white", "yellow", "orange", "purple", "brown", "black", "grey")
)
PAGE = '<html lang="{lang}"><head><title>Ferry painted again in the spring</title></head><body><article>' \
       "<h1>Ferry painted again in the spring</h1>{head}" + BODY + "{foot}</article>{after}</body></html>"  # fmt: skip


def dated(tmp_path: Path, markup: str) -> Publication:
    """The publication of one page."""
    (tmp_path / "page.html").write_text(markup, encoding="utf-8")
    (document,) = articles.read([tmp_path / "page.html"])
    assert isinstance(document, Document), document
    return date_pile([document])[0]


def first_day(publication: Publication) -> str | None:
    """The day said, or None if none or several are."""
    interval = publication.interval
    return str(interval.start) if interval and interval.days == 1 else None


def page(*, lang: str = "en", head: str = "", foot: str = "", after: str = "") -> str:
    return PAGE.format(lang=lang, head=head, foot=foot, after=after)


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("ar", "نشر في 19 يونيو 2024"),
        ("cs", "Publikováno: 19. června 2024"),
        ("da", "19. juni 2024 kl. 07:38"),
        ("el", "Δημοσιεύθηκε: 19 Ιουνίου 2024"),
        ("fa", "۳۰ خرداد ۱۴۰۳"),
        ("he", "פורסם: 19 ביוני 2024"),
        ("hi", "19 जून 2024"),
        ("ja", "公開日：令和6年6月19日"),
        ("ko", "입력 2024.06.19 07:38"),
        ("pl", "Opublikowano: 19 czerwca 2024"),
        ("pt", "Publicado em 19/06/2024 às 07h38"),
        ("ru", "Опубликовано 19 июня 2024, 07:38"),
        ("th", "19 มิถุนายน 2567"),
        ("tr", "Yayınlanma: 19 Haziran 2024 Çarşamba"),
        ("vi", "Thứ Tư, ngày 19 tháng 6 năm 2024"),
        ("zh", "发布时间：2024-06-19 07:38"),
    ],
)
def test_a_line_under_the_headline_is_read_in_its_language(tmp_path: Path, lang: str, line: str) -> None:
    publication = dated(tmp_path, page(lang=lang, head=f'<p class="x7">{line}</p>'))
    assert first_day(publication) == "2024-06-19", publication.reason


def test_comments_neither_date_the_article_nor_doubt_its_date(tmp_path: Path) -> None:
    comments = "".join(
        f"<p>Well, nobody asked the captain about it, and she will have to look at it.</p><p>Posted by: {name}, "
        f"{day} Oct 2011 | 10:0{day}</p>"
        for day, name in ((4, "Wil"), (6, "Ada"), (6, "Ann"))
    )
    publication = dated(tmp_path, page(head="<p>26 Sep 2011</p>", foot=comments))
    assert first_day(publication) == "2011-09-26", publication.reason


def test_a_list_of_dated_links_does_not_date_the_page(tmp_path: Path) -> None:
    links = "".join(f'<a href="/{n}">Ferry</a><br>by Wil ({n}/17/2007)<br>' for n in (5, 6, 7))
    publication = dated(tmp_path, page(head=f"<div>{links}</div>"))
    assert not any(c.kind.startswith("line") for c in publication.candidates), publication


def test_an_address_may_name_the_section_between_year_and_month(tmp_path: Path) -> None:
    address = '<link rel="canonical" href="https://www.example.com/2013/south_coast/8/3/ferry/index.html">'
    publication = dated(tmp_path, page().replace("</head>", f"{address}</head>"))
    assert first_day(publication) == "2013-08-03", publication.reason


def test_a_filing_that_begins_without_an_html_tag_is_read(tmp_path: Path) -> None:
    filing = f"<DOCUMENT>\n<TYPE>EX-99\n<TEXT>\n<P>OLLERBY, July 2, 2014 — The ferry was sold.</P>{BODY}"
    publication = dated(tmp_path, filing)
    assert first_day(publication) == "2014-07-02", publication.reason


@pytest.mark.parametrize(
    ("clock", "stamp", "expected"),
    [
        ("Friday, 14 June 2019", "3 days ago", ("2019-06-10", "2019-06-11")),
        ("Friday, 14 June 2019", "Yesterday, 20:12", ("2019-06-13", "2019-06-13")),
        ("Friday, 14 June 2019", "vor 2 Stunden", ("2019-06-13", "2019-06-14")),
        ("14 June 2019, 19:20", "2 hours ago", ("2019-06-14", "2019-06-14")),
        ("14 June 2019, 1:20 am", "2 hours ago", ("2019-06-13", "2019-06-13")),
        ("14 June 2019, 1:20 pm", "2 hours ago", ("2019-06-14", "2019-06-14")),
        ("", "3 days ago", None),
    ],
)
def test_a_stamp_that_counts_back_counts_from_the_day_on_which_the_page_was_seen(
    tmp_path: Path, clock: str, stamp: str, expected: tuple[str, str] | None
) -> None:
    above = f'<div class="current-date">{clock}</div>'
    markup = page(head=f'<div class="post-meta">{stamp}</div>').replace("<article>", f"{above}<article>")
    interval = dated(tmp_path, markup).interval
    assert (interval and (str(interval.start), str(interval.last))) == expected


def test_the_day_on_which_an_archive_took_the_page_is_never_its_publication(tmp_path: Path) -> None:
    address = '<link rel="canonical" href="http://web.archive.org/web/20160414102213/http://a.example/ferry">'
    publication = dated(tmp_path, page().replace("</head>", f"{address}</head>"))
    assert publication.interval is None, publication.reason


def test_a_date_that_stands_only_beside_comments_is_said_and_not_believed(tmp_path: Path) -> None:
    comment = '<div class="comment"><span class="comment-date">4 June 2013</span></div>'
    publication = dated(tmp_path, page(after=comment))
    assert publication.interval is None
    assert [c.kind for c in publication.candidates] == ["htmldate elsewhere"]


def test_a_received_date_is_not_that_of_the_publication(tmp_path: Path) -> None:
    history = "<ul><li>Received 11 January 2012</li><li>Published 19 June 2012</li></ul>"
    assert first_day(dated(tmp_path, page(head=history))) == "2012-06-19"


@pytest.mark.parametrize(
    "value",
    ['["2019-05-06", "2018-01-01"]', "20190506", '"2019-05-06T23:30:00-04:00"', '[null], "dateCreated": "2019-05-06"'],
)
def test_a_date_in_the_data_may_be_a_list_or_a_number(tmp_path: Path, value: str) -> None:
    data = f'<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": {value}}}</script>'
    assert first_day(dated(tmp_path, page(head=data))) == "2019-05-06"


def test_a_page_of_date_rows_names_each_day_but_once(tmp_path: Path) -> None:
    rows = "".join(f"<p>{day} May 2019</p>" for day in range(1, 30)) * 20
    publication = dated(tmp_path, page(head=rows))
    assert len(publication.candidates) < 100
    assert publication.interval is not None


def test_what_an_article_says_of_its_own_changes_does_not_doubt_its_date(tmp_path: Path) -> None:
    note = "<p><i>This article was amended on 3 April 2018 to correct a name.</i></p>"
    assert first_day(dated(tmp_path, page(head="<p>29 March 2018</p>", foot=note))) == "2018-03-29"


def test_a_later_day_above_the_headline_is_the_present_one(tmp_path: Path) -> None:
    markup = page(head="<p>Una Harrow, 29 March 2018</p>").replace("<h1>", "<p>Monday 9 April 2018</p><h1>")
    assert first_day(dated(tmp_path, markup)) == "2018-03-29"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("The bridge at Olmer was closed on 3 May 2019, a day after the flood.", None),
        ("Nobody in the village will soon forget what came down the hill on May 3, 2019.", None),
        ("Olmer, den 3. Mai 2019. Die Firma baut bis zum Winter eine Halle.", "2019-05-03"),
        ("This text about the old bridge was last updated on 3 May 2019.", "2019-05-03"),
    ],
)
def test_a_day_within_a_sentence_that_only_htmldate_finds_is_not_believed(
    tmp_path: Path, line: str, expected: str | None
) -> None:
    assert first_day(dated(tmp_path, page(foot=f"<p>{line}</p>"))) == expected


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ("<div><h4>Last update</h4><p>12 March 2012</p></div>", "2012-03-12"),
        ("<h2>References</h2><p>Ollerby Post, 12 March 2012, p. 4</p>", None),
        ("<h2>References</h2><p>Posted on 12 March 2012</p>", "2012-03-12"),
        ("<div><div>12 March 2012 Market</div><div>3 April 2012 Fair</div><div>9 May 2012 Regatta</div></div>", None),
        ("<p>works since 1.2 (12 March 2012)</p>", None),
        ("<p>Ann Reed (12 March 2012)</p>", "2012-03-12"),
        ("<p>The boat! Next crossing: 12 March 2012</p>", None),
        ("<p>visitors since 12 March 2012</p>", None),
        ("<p>Saturday, 12 May 2012, 8 pm</p>", None),
        ("<p>Samstag, 12. Mai 2012, 20 Uhr</p>", None),
        ("<p>Saturday, 12 May 2012, 8:02 pm</p>", "2012-05-12"),
        ("<p>Posted on 12 May 2012 at 8 pm</p>", "2012-05-12"),
    ],
)
def test_lists_references_and_remarks_do_not_date_the_page(tmp_path: Path, after: str, expected: str | None) -> None:
    assert first_day(dated(tmp_path, page(after=after))) == expected


def test_a_page_whose_body_begins_with_words_is_read(tmp_path: Path) -> None:
    assert first_day(dated(tmp_path, f"<html><body>Last modified: 3 May 2004{BODY}</body></html>")) == "2004-05-03"


@pytest.mark.parametrize(
    ("shown", "expected"), [("17 September 2009", "2009-09-17"), ("17 September 1939", "2016-02-24")]
)
def test_a_moved_site_gives_its_articles_the_day_of_the_move(tmp_path: Path, shown: str, expected: str) -> None:
    head = (
        '<link rel="canonical" href="https://a.example/2016/02/24/ferry/">'
        '<meta property="article:published_time" content="2016-02-24T20:51:17+00:00">'
    )
    line = f"<p><strong>Ollerby, {shown}</strong></p>"
    markup = page(head=line).replace("</head>", f"{head}</head>")
    assert first_day(dated(tmp_path, markup)) == expected
