"""Mail: single messages, mailboxes of them, and MHTML, a page saved in the form of a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import PurePath
from typing import BinaryIO

from timeline.articles.documents import completed, dated, document, of_address
from timeline.articles.encoding import decode
from timeline.articles.entries import LARGEST, Entry, Told
from timeline.articles.markup import text_of
from timeline.errors import ArticleError
from timeline.models import Document

Found = Iterator[Document | ArticleError | Entry]
FLOWED = re.compile(r" \n(?=[^\s>])")


def read(entry: Entry) -> Found:
    """The text of one message, and the articles that are attached to it."""
    yield from _message(entry, entry.read())


def read_box(entry: Entry) -> Found:
    """The messages of a mailbox, one after the other."""
    number = 0  # of the last message
    with entry.open() as file:
        for number, data in enumerate(_messages(file), start=1):
            place = entry.inside(f"#{number}", entry.name, data)
            try:
                yield from _message(place, data)
            except ValueError as error:
                yield ArticleError(place.path, f"{error}.")
    if not number:
        raise ValueError("there is no message in it; a mailbox has a line “From ...” above each")


def read_page(entry: Entry) -> Found:
    """The page in an MHTML file; pictures and styles are left alone."""
    message = _parsed(entry.read())
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    if not pages:
        raise ValueError("there is no page in it; save it again")
    data = _bytes(pages[0])
    if not data.strip():
        raise ValueError("the page in it is empty or cut short; save it again")
    address = _header(message, "Snapshot-Content-Location") or _header(pages[0], "Content-Location")
    told = of_address(address if address and address.startswith("http") else None)
    saved = dated("page saved", _header(message, "Date"))
    told = replace(told, title=_header(message, "Subject"), encoding=pages[0].get_content_charset())
    told = replace(told, clues=(*told.clues, *saved))
    yield entry.inside("", f"{entry.stem}.html", data, told=told)


def _messages(file: BinaryIO) -> Iterator[bytes]:
    """The bytes of each message: it begins below a line "From ..." that stands after an empty line."""
    lines: list[bytes] = []
    began, blank, size = False, True, 0
    while line := file.readline(LARGEST):
        if blank and line.startswith(b"From "):
            if began:
                yield b"".join(lines)
            lines, began, size = [], True, 0
        elif began:
            size += len(line)
            if size > LARGEST:
                raise ValueError(f"a message is larger than {LARGEST >> 20} MB, too large for an article; take it out")
            lines.append(line[1:] if line.startswith(b">From ") else line)
        blank = not line.strip()
    if began:
        yield b"".join(lines)


def _message(entry: Entry, data: bytes) -> Found:
    message = _parsed(data)
    if not message.keys():
        raise ValueError("it has no mail headers; save it as a .txt file if it is plain text")
    told = _told(message)
    body = message.get_body(("plain", "html"))
    written = _bytes(body) if body is not None else b""
    attached = [part for part in message.iter_attachments() if part.get_filename()]
    if body is None or not written.strip():
        if not attached:
            raise ValueError("the message has no text; leave it out")
    else:
        place = replace(entry, name=f"{_stem(told, entry)}.txt", told=told)
        yield completed(document(place, _text(body, written)), told)
    for part in attached:
        name = str(part.get_filename())
        yield entry.inside(f"/{name}", PurePath(name).name, _bytes(part), told=replace(told, title=None))


def _text(body: MIMEPart, written: bytes) -> str:
    text = decode(written, body.get_content_charset()).replace("\r\n", "\n")
    if body.get_content_type() == "text/html":
        return text_of(text)
    return FLOWED.sub(" ", text) if body.get_param("format") == "flowed" else text


def _told(message: EmailMessage) -> Told:
    sender = next(iter(getaddresses([_header(message, "From") or ""])), ("", ""))
    host = sender[1].rpartition("@")[2]
    return Told(
        title=_header(message, "Subject"), source=sender[0] or host or None, authors=(sender[0],) if sender[0] else (),
        clues=dated("mail date", _sent(message)),
    )  # fmt: skip


def _sent(message: EmailMessage) -> str | None:
    """The day of the "Date" header, in the sender's time zone."""
    written = _header(message, "Date")
    try:
        return parsedate_to_datetime(written).date().isoformat() if written else None
    except (ValueError, TypeError):
        return written


def _stem(told: Told, entry: Entry) -> str:
    return re.sub(r"[\\/.]", "-", told.title or "") or entry.stem


def _parsed(data: bytes) -> EmailMessage:
    message = message_from_bytes(data, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's words; None if it is missing or too broken to be decoded."""
    try:
        return str(message[name]).strip() or None if name in message else None
    except (ValueError, TypeError, IndexError, AttributeError):  # slips of the standard library over broken headers
        return None


def _bytes(part: MIMEPart) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""
