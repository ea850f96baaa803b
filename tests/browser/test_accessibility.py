"""axe-core looks at every state of the page: nothing serious or critical may be found."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
STATES = {
    "all": "",
    "an open proof": "?event=harbour-0",
    "filters, and a name that is gone": "?person=Dana+Vaka&person=Nobody+Known&q=harbour&lanes=kind",
    "nothing found": "?q=zzzz",
}


def grave_findings(page: Page) -> list[str]:
    """What axe-core calls serious or critical, with the first element of each."""
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found if each["impact"] in GRAVE]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES)
def test_nothing_serious_is_found_by_axe(visit, state, scheme):
    page = visit(STATES[state], scheme=scheme)
    page.locator(".st-key-sort, .stAlert, .head").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert grave_findings(page) == []


def test_nothing_serious_is_found_on_a_phone_with_its_filters_open(visit):
    page = visit("?person=Dana+Vaka", width=390, height=844)
    page.get_by_role("button", name="Expand sidebar").click()
    page.get_by_role("button", name=re.compile("Clear all filters")).wait_for()
    assert grave_findings(page) == []


@pytest.mark.parametrize("lanes", ["place", "person", "source", "kind"])
def test_nothing_serious_is_found_on_a_phone_where_lanes_scroll(visit, lanes):
    page = visit(f"?lanes={lanes}", width=390, height=844)
    page.locator("button.card").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert grave_findings(page) == []


def test_nothing_serious_is_found_on_a_phone_before_its_charts_are_drawn(visit):
    page = visit("?person=Dana+Vaka", width=390, height=844, without="**/PlotlyChart*.js")
    page.locator("button.card").first.wait_for()
    assert grave_findings(page) == []


def test_nothing_serious_is_found_where_articles_are_added(visit):
    page = visit()
    page.get_by_role("button", name="Add articles").click()
    page.get_by_role("dialog").wait_for()
    assert grave_findings(page) == []
