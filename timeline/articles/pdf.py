"""PDF: the text layer, line by line, with words that were broken at line ends joined again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from timeline.articles.addresses import address_clues
from timeline.articles.documents import dated, document
from timeline.articles.entries import Entry
from timeline.errors import ArticleError
from timeline.models import DateClue, Document

if TYPE_CHECKING:
    from pypdf import PdfReader

BROKEN_WORD = re.compile(r"(?<=[^\W\d_])(?:-|\u00ad|\u2010)[ \t]*\n[ \t]*(?=[a-zà-ÿ])")
MADE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")


def read(entry: Entry) -> Iterator[Document | ArticleError]:
    """The one document of a PDF file."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(BytesIO(entry.read()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ValueError("it is protected by a password; save it without one")
        if not reader.pages:
            raise ValueError("the PDF is broken (it has no pages); save it again")
        text = BROKEN_WORD.sub("", "\n\n".join(page.extract_text().strip() for page in reader.pages)).strip()
        title, author, clues = _metadata(reader)
    except (PyPdfError, RecursionError) as error:
        raise ValueError(f"the PDF is broken ({str(error)[:80].rstrip('.').lower()}); save it again") from error
    if not text:
        raise ValueError("it has no text: it was scanned, and there is no OCR here; run it through an OCR program")
    clues += address_clues("file name", entry.stem)
    yield document(entry, text, title=title, authors=(author,) if author else (), clues=clues)


def _metadata(reader: PdfReader) -> tuple[str | None, str | None, list[DateClue]]:
    """Title, author and the day on which the file was made; programs write their own names as titles."""
    found = reader.metadata
    if found is None:
        return None, None, []
    title = str(found.title or "").strip()
    made = MADE.match(str(found.get("/CreationDate") or ""))
    worth = title if " " in title and not title.lower().startswith("microsoft ") else None
    author = str(found.author or "").strip() or None
    return worth, author, list(dated("document made", "-".join(made.groups()) if made else None))
