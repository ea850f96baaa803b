"""What can be taken away: the address, a citation, embed code, and exactly what is shown as a file."""

from __future__ import annotations

import io
from functools import partial
from html import escape

import streamlit as st

from timeline.app import words
from timeline.query import Filter, Query
from timeline.query.answers import Summary

LINK = "This link opens exactly this view."
OWN_LINK = "The link cannot hold your own articles; the files below hold what is found in them."


def embed_code(link: str) -> str:
    """HTML that shows this view on another page."""
    joined = f"{link}{'&' if '?' in link else '?'}embed=true"
    return f'<iframe src="{escape(joined)}" width="100%" height="900" title="Timeline" loading="lazy"></iframe>'


def panel(query: Query, filter_: Filter, summary: Summary, title: str, link: str, own: bool = False) -> None:
    """The share button and what opens under it."""
    with st.popover("Share", key="share"):
        st.caption(LINK if not own else OWN_LINK)
        st.code(link, language=None, wrap_lines=True)
        st.caption("To cite it")
        st.code(words.citation(title, summary, filter_, link), language=None, wrap_lines=True)
        st.caption("To put it on a page of yours")
        st.code(embed_code(link), language=None, wrap_lines=True)
        st.caption(f"What is shown, {words.count_words(summary.events, 'event')}:")
        with st.container(horizontal=True):
            for format_, label, mime in (("csv", "CSV", "text/csv"), ("jsonl", "JSON", "application/x-ndjson")):
                st.download_button(
                    label, partial(exported, query, filter_, format_), f"timeline.{format_}", mime,
                    on_click="ignore", key=f"download-{format_}",
                )  # fmt: skip


def exported(query: Query, filter_: Filter, format_: str) -> bytes:
    """The events that the filter shows, as a file."""
    from timeline import export

    out = io.StringIO()
    export.write(query, filter_, format_, out)
    return out.getvalue().encode("utf-8")
