"""The dashboard: `streamlit run streamlit_app.py`. Wiring only; what is drawn lives in `timeline.app`."""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

import streamlit as st

from timeline.app import add, detail, page, settings, source
from timeline.errors import TimelineError


def main() -> None:
    """Open the store that the environment names and show it, or say in one sentence why not."""
    chosen = settings.read(os.environ)
    st.set_page_config(
        page_title=chosen.title, page_icon=str(Path(__file__).parent / "static" / "icon.png"), layout="wide",
        initial_sidebar_state="collapsed" if st.context.is_embedded else "auto",
    )  # fmt: skip
    st.html(f"<style>{detail.resource('page.css')}</style>")
    page.open_first()
    folder = add.folder() or chosen.data
    try:
        query = source.query(folder)
    except TimelineError as error:
        st.html(f'<div class="head"><h1>{escape(chosen.title)}</h1><p class="notice">{escape(str(error))}</p></div>')
        return
    page.show(chosen, folder, query)


main()
