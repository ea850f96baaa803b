from __future__ import annotations

import pytest

from timeline.errors import ModelError
from timeline.models import Document, Zone
from timeline.syntax import load, parse
from timeline.syntax.boundaries import breaks, dateline_of, is_wrapped
from timeline.syntax.parsing import cuts


def sentences(text: str, *zones: Zone) -> list[str]:
    doc = next(iter(parse([Document(id="d", text=text, zones=zones)])))
    return [" ".join(s.text.split()) for s in doc.sents if s.text.strip()]


def test_tokens_count_the_characters_of_the_text_as_read() -> None:
    text = "\n\n Ana  Sousa\u00a0came.\n\nRui left. \n"
    doc = next(iter(parse([Document(id="d", text=text)])))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)


def test_lines_are_sentences_of_their_own() -> None:
    assert sentences("Strike in Porto\nAna Sousa spoke on Monday.")[0] == "Strike in Porto"


def test_a_line_wrapped_for_width_does_not_end_a_sentence() -> None:
    lines = ["The engineers of the city of Porto went on strike on Tuesday and walked"] * 5
    assert is_wrapped(lines)
    assert breaks("\n".join(lines), ()) == []


def test_a_zone_keeps_its_words_apart() -> None:
    text = "Ana Sousa spoke. Share this page Rui Costa listened."
    zone = Zone(start=17, end=32, kind="furniture", reason="a share button")
    assert sentences(text, zone) == ["Ana Sousa spoke.", "Share this page", "Rui Costa listened."]


def test_a_closing_quote_stays_with_its_sentence() -> None:
    assert sentences('She said: "We walk." They did.')[-1] == "They did."


def test_a_nickname_in_quotation_marks_stays_inside_the_name() -> None:
    told = 'Joaquin "El Tigre" Costa, the lord who dug his way out of one prison, was sentenced on Wednesday in Porto.'
    assert sentences(f"PORTO, July 17 (Wire) - {told}") == ["PORTO, July 17 (Wire) -", told]


def test_a_text_longer_than_the_model_takes_at_once_is_parsed_in_pieces() -> None:
    text = "Ana Sousa spoke in Porto on Monday. " * 3000
    assert all(b - a <= 100_000 for a, b in zip([0, *cuts(text)], [*cuts(text), len(text)], strict=True))
    doc = next(iter(parse([Document(id="d", text=text[:105_000])])))
    assert doc.text == text[:105_000]


def test_order_is_kept_and_an_empty_text_parses() -> None:
    texts = ["One came.", "", "Two left."]
    assert [d.text for d in parse([Document(id=str(i), text=t) for i, t in enumerate(texts)])] == texts


def test_a_missing_model_says_what_to_install() -> None:
    with pytest.raises(ModelError, match="not installed; install it with"):
        load("en_core_web_none")


def test_a_model_with_other_weights_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from timeline.syntax import model

    monkeypatch.setattr(model, "DIGEST", "0" * 32)
    with pytest.raises(ModelError, match="other weights"):
        model.check(load())


@pytest.mark.parametrize(
    ("line", "dateline"),
    [
        ("KYIV, June 5 (Wire) - Rescuers found him.", "KYIV, June 5 (Wire) - "),
        ("OLMER, Teskland, Nov. 28, 2012 -- The mayor left.", "OLMER, Teskland, Nov. 28, 2012 -- "),
        ("(Olmer, 5 May 2010) The mayor left.", "(Olmer, 5 May 2010) "),
        ("NEW YORK/LONDON, Oct 3 (Wire) — Oil rose.", "NEW YORK/LONDON, Oct 3 (Wire) — "),
        ("Olmer (AFP) – The mayor left.", "Olmer (AFP) – "),
        ("Port Olmer, Teskland (Wire) - The mayor left.", "Port Olmer, Teskland (Wire) - "),
        ("OLMER, Teskland—Mayor Reed left.", "OLMER, Teskland—"),
        ("OLMER-- Rescuers tried.", "OLMER-- "),
        ("NATO—the alliance—met.", ""),
        ("PORT OLMER: The mayor left.", "PORT OLMER: "),
        ("Port Olmer (Wire): The mayor left.", "Port Olmer (Wire): "),
        (
            "Olmer, (Wire / Teskland News - 27th Jul, 2023 ) :The mayor left.",
            "Olmer, (Wire / Teskland News - 27th Jul, 2023 ) :",
        ),
        ("Mr. Reed - the mayor - left.", ""),
        ("The mayor left on June 5 - a Friday.", ""),
    ],
)
def test_a_dateline_is_a_sentence_of_its_own(line: str, dateline: str) -> None:
    assert dateline_of(line) == dateline
    assert (len(dateline) in breaks(line, ())) == bool(dateline)


@pytest.mark.parametrize(
    "text",
    ["Ana Sousa spoke.\nSHARE THIS\nRui left.", "SHARE THIS\nAna spoke.", "Ana Sousa spoke.\nSHARE THIS", "SHARE THIS"],
)
def test_the_model_is_not_asked_about_furniture(text: str) -> None:
    start = text.index("SHARE THIS")
    zone = Zone(start=start, end=start + 10, kind="furniture", reason="a share button")
    doc = next(iter(parse([Document(id="d", text=text, zones=(zone,))])))
    assert doc.text == text
    assert all(text[t.idx : t.idx + len(t.text)] == t.text for t in doc)
    assert {t.text for t in doc if not t.tag_} == {"SHARE", "THIS"}
    assert all(sentence.root.i == sentence.root.head.i for sentence in doc.sents)


def test_only_documents_that_are_read_load_the_model_and_only_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import spacy

    from timeline.syntax import model

    asked: list[str] = []
    real = spacy.load
    monkeypatch.setattr(spacy, "load", lambda name: asked.append(name) or real(name))
    model.load.cache_clear()
    documents = [Document(id=str(i), text="Ana Sousa spoke.") for i in range(2)]
    waiting = parse(documents)
    assert asked == []
    list(waiting)
    list(parse(documents))
    assert asked == [model.PACKAGE]


def test_a_dash_behind_a_word_is_a_word_of_its_own() -> None:
    (doc,) = parse([Document(id="a", text="OLMER-- Rescuers tried to reach the mill.")])
    assert [t.text for t in doc][:3] == ["OLMER", "--", "Rescuers"]
