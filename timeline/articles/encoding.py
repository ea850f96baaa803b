"""Bytes -> text: by byte-order mark, by declaration, as UTF-8 (with a few slips, if need be), else by detection."""

from __future__ import annotations

import codecs

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SIGNATURES = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture", b"\x1f\x8b": "a gzip file", b"\xd0\xcf\x11\xe0": "an old Office file",
}  # fmt: skip
_BROKEN = "\ufffd"
PROBE = 8192
SLIPS = 0.2  # of the characters beyond ASCII that may be broken in UTF-8: a cut, a character of another file


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of `data`; raises ValueError, with a reason fit to be shown, if it is no text."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    if kind := next((kind for signature, kind in SIGNATURES.items() if data.startswith(signature)), None):
        raise ValueError(f"it is {kind}, not text; save it as plain text or HTML")
    for claim in (declared, "utf-8"):
        if claim and (text := _strictly(data, claim)) is not None and "\0" not in text:
            return text
    mended = data.decode(errors="replace")
    broken = mended.count(_BROKEN)
    beyond = sum(not character.isascii() for character in mended)
    if broken <= SLIPS * beyond and "\0" not in mended:
        return mended
    return data.decode(detected(data))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeDecodeError):
        return None


def detected(data: bytes) -> str:
    """The encoding that the bytes speak for; raises ValueError if they are no text."""
    from charset_normalizer import from_bytes, is_binary

    best = None if is_binary(data[:PROBE]) else from_bytes(data).best()
    if best is None or "\0" in str(best):
        raise ValueError("it is binary, not text; save it as plain text or HTML")
    return best.encoding
