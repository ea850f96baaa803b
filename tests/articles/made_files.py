"""Files of every kind that is read, made from words of our own."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from collections.abc import Mapping

TITLE = "Ferry sails again"
FIRST = "The ferry between Olmer and Tesk sailed again on Tuesday after three weeks of repairs to its engine."
SECOND = "The bakers of the island sold out within the hour, said Greta Holm, who runs the shop at the pier."
STORY = f"{TITLE}\n\n{FIRST}\n\n{SECOND}\n"
SENT = "Wed, 19 Jun 2024 10:00:00 +0200"


def page(title: str = TITLE, first: str = FIRST, second: str = SECOND) -> bytes:
    return (
        f"<html><head><title>{title}</title></head><body><nav>Home</nav><article><h1>{title}</h1><p>{first}</p>"
        f"<p>{second}</p></article></body></html>"
    ).encode()


def markdown() -> bytes:
    return (
        f"---\ntitle: {TITLE}\ndate: 2024-06-19\nauthor: Ann Writer\n---\n"
        f"# {TITLE}\n\nThe **ferry** between [Olmer](https://a.example) and Tesk sailed again on Tuesday.\n\n"
        "* one\n* two\n"
    ).encode()


def mhtml(body: bytes | None = None) -> bytes:
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quay.example/2024/06/19/ferry\r\n"
        f"Subject: {TITLE}\r\nDate: {SENT}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="edge"\r\n\r\n'
        "--edge\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    picture = b"\r\n--edge\r\nContent-Type: image/png\r\n\r\nno picture\r\n--edge--\r\n"
    return head.encode() + (page() if body is None else body) + picture


def pdf(*lines: str, title: str = TITLE) -> bytes:
    """One page with these lines of text."""
    shown = " ".join(f"({line}) Tj 0 -16 Td" for line in lines)
    stream = f"BT /F1 12 Tf 72 720 Td {shown} ET".encode() if lines else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Title ({title}) /Author (Ann Writer) /CreationDate (D:20240619103000Z) >>".encode(),
    ]
    made, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    return made + b"xref\n0 7\n0000000000 65535 f \n" + table + trailer


def locked_pdf(password: str = "secret", algorithm: str = "RC4-128") -> bytes:
    """A PDF that wants a password to be opened; to be printed only, where that is empty."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(FIRST))))
    writer.encrypt(password, "owner", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def docx(*paragraphs: str, body: bytes | None = None) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    inner = "".join(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" for words in paragraphs)
    document = f'<w:document xmlns:w="{space}"><w:body>{inner}</w:body></w:document>'.encode()
    properties = (
        '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        f'xmlns:dcterms="http://purl.org/dc/terms/"><dc:title>{TITLE}</dc:title><dc:creator>Ann Writer</dc:creator>'
        "<dcterms:created>2024-06-19T10:30:00Z</dcterms:created></cp:coreProperties>"
    ).encode()
    return archive({"[Content_Types].xml": b"<Types/>", "word/document.xml": document if body is None else body,
                    "docProps/core.xml": properties})  # fmt: skip


def archive(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


def locked_archive(files: Mapping[str, bytes]) -> bytes:
    """An archive that says of its files that they are encrypted, in both of the places where it says so."""
    made = bytearray(archive(files))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


def mail(body: str = STORY, kind: str = "text/plain", subject: str = TITLE) -> bytes:
    return (
        f"From: The Quay <news@quay.example>\r\nTo: reader@a.example\r\nSubject: {subject}\r\nDate: {SENT}\r\n"
        f"MIME-Version: 1.0\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{body}"
    ).encode()


def mail_with(name: str, content: bytes) -> bytes:
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "news@quay.example", TITLE, SENT
    message.set_content(FIRST)
    message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def mailbox(*messages: bytes) -> bytes:
    above = b"From news@quay.example Wed Jun 19 10:00:00 2024\n"
    return b"".join(above + message.replace(b"\r\n", b"\n") + b"\n\n" for message in messages)


def rss(*items: str) -> bytes:
    inner = "".join(items) or item()
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>The Quay</title>'
        f"<language>en-gb</language>{inner}</channel></rss>"
    ).encode()


def item(title: str = TITLE, words: str = f"&lt;p&gt;{FIRST}&lt;/p&gt;&lt;p&gt;{SECOND}&lt;/p&gt;") -> str:
    return (
        f"<item><title>{title}</title><link>https://quay.example/ferry</link><pubDate>{SENT}</pubDate>"
        f"<description>{words}</description></item>"
    )


def atom() -> bytes:
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>The Quay</title><updated>2024-06-20T00:00:00Z</updated>'
        f"<entry><title>{TITLE}</title><link href='https://quay.example/ferry'/>"
        "<published>2024-06-19T08:00:00Z</published>"
        "<author><name>Ann Writer</name></author>"
        f"<content type='html'>&lt;p&gt;{FIRST}&lt;/p&gt;</content></entry></feed>"
    ).encode()


def table(delimiter: str = ",") -> bytes:
    rows = [["Headline", "Body", "Date", "Publisher"], [TITLE, f"{FIRST} {SECOND}", "2024-06-19", "The Quay"]]
    return "\n".join(delimiter.join(f'"{cell}"' for cell in row) for row in rows).encode()


def record(
    url: str = "https://quay.example/2024/06/19/ferry", content: bytes | None = None, *, status: str = "200 OK",
    kind: str = "text/html; charset=utf-8", more: str = "",
) -> bytes:  # fmt: skip
    """One WARC record of a page that was fetched."""
    content = page() if content is None else content
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + content
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-06-21T10:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def numbered(number: int) -> bytes:
    """A record whose article is like no other."""
    words = f"The ferry number {number} between Olmer and Tesk sailed again on Tuesday after {number} weeks of repairs."
    return record(f"https://quay.example/ferry-{number}", page(f"Ferry {number} sails again", words))


def warc(*records: bytes, packed: bool = True) -> bytes:
    about = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\na: b\r\n\r\n"
    return b"".join(map(gzip.compress if packed else bytes, (about, *(records or (record(),)))))


def rows(*texts: str) -> bytes:
    return "\n".join(json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)).encode()


GOOD: dict[str, bytes] = {
    "a.txt": STORY.encode(),
    "a.md": markdown(),
    "a.html": page(),
    "a.mhtml": mhtml(),
    "a.pdf": pdf(FIRST, SECOND),
    "a.docx": docx(TITLE, FIRST, SECOND),
    "a.eml": mail(),
    "a.mbox": mailbox(mail()),
    "a.rss": rss(),
    "a.atom": atom(),
    "a.xml": rss(),
    "a.jsonl": rows(STORY),
    "a.csv": table(),
    "a.tsv": table("\t"),
    "a.zip": archive({"deep/down/a.txt": STORY.encode()}),
    "a.txt.gz": gzip.compress(STORY.encode()),
    "a.warc": warc(packed=False),
    "a.warc.gz": warc(),
}
