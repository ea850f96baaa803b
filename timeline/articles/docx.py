"""DOCX: the paragraphs of the document and its properties, straight from the XML in the package."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile

from timeline.articles.addresses import address_clues
from timeline.articles.documents import dated, document
from timeline.articles.entries import LARGEST, Entry
from timeline.errors import ArticleError
from timeline.models import Document

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
TERMS = "{http://purl.org/dc/terms/}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # says again what was just said
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
SPACES = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The one document of a Word file."""
    data = entry.read()
    if data.startswith(OLD_OFFICE):
        raise ValueError("it is protected by a password, or an old .doc; save it as .docx without a password")
    try:
        with ZipFile(BytesIO(data)) as package:
            body, properties = _part(package, "word/document.xml"), _part(package, "docProps/core.xml")
    except (BadZipFile, zlib.error, EOFError) as error:
        raise ValueError("the package is broken or cut short; save it again") from error
    except RuntimeError as error:  # zipfile's word for it
        raise ValueError("it is protected by a password; save it without one") from error
    if body is None:
        raise ValueError("there is no Word document in it; save it again as .docx")
    text = "\n\n".join(filter(None, (_words(p).strip() for p in body.iter(f"{WORD}p") if not _is_inner(p))))
    if not text:
        raise ValueError("it has no text; leave it out or save the article again")
    told = {} if properties is None else {str(e.tag): (e.text or "").strip() for e in properties}
    author = told.get(f"{DUBLIN_CORE}creator")
    yield document(
        entry, text, title=told.get(f"{DUBLIN_CORE}title"), authors=(author,) if author else (),
        clues=[*dated("document made", told.get(f"{TERMS}created")), *address_clues("file name", entry.stem)],
    )  # fmt: skip


def _part(package: ZipFile, name: str) -> Any:
    """The XML of one part, None if there is none."""
    from lxml import etree

    if name not in package.namelist():
        return None
    with package.open(name) as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError("it unpacks to far more than an article; it may be a bomb and is not read")
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise ValueError(f"its XML is broken ({str(error.msg)[:80]}); save it again") from error


def _is_inner(paragraph: Any) -> bool:
    """Whether it lies in another paragraph, as text boxes do, which tells its words too."""
    return next(paragraph.iterancestors(f"{WORD}p"), None) is not None


def _words(paragraph: Any) -> str:
    words = []
    for element in paragraph.iter():
        if element.tag == f"{WORD}t" and next(element.iterancestors(FALLBACK), None) is None:
            words.append(element.text or "")
        elif element.tag in SPACES:
            words.append(SPACES[element.tag])
    return "".join(words)
