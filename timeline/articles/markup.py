"""A piece of HTML that is all article -> its text, a block a paragraph. Whole pages go to `page`."""

from __future__ import annotations

from typing import Any

BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "br", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th",
    "tr", "ul",
))  # fmt: skip
SILENT = frozenset(("head", "script", "style", "noscript", "template", "iframe", "object"))


def text_of(markup: str) -> str:
    """The words that the markup shows."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    from lxml import etree, html

    try:
        tree = html.fromstring(f"<div>{markup}</div>")
    except (etree.ParserError, ValueError):
        return ""
    paragraphs = ("".join(words).split() for words in _blocks(tree))
    return "\n\n".join(" ".join(words) for words in paragraphs if words)


def _blocks(tree: Any) -> list[list[str]]:
    """The words between one edge of a block and the next; without recursion, for markup may nest without end."""
    from lxml import etree

    blocks: list[list[str]] = [[]]
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event in ("comment", "pi"):
            blocks[-1].append("" if silent else element.tail or "")
            continue
        if element.tag in SILENT:
            silent += 1 if event == "start" else -1
        if element.tag in BLOCKS:
            blocks.append([])
        if not silent:
            blocks[-1].append((element.text if event == "start" else element.tail) or "")
    return blocks
