"""The real page in Chromium: what a visitor does with mouse and keyboard, and what follows."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

SUMMARY = ".head p >> nth=0"
PLACES = "document.querySelector('.st-key-map .js-plotly-plot')?.data.at(-1).customdata.map(row => row[0])"
MAPLIBRE = "document.querySelector('.st-key-map .js-plotly-plot')._fullLayout.map._subplot.map"
MAP = ".st-key-map .maplibregl-canvas"


def shows(page: Page, sentence: str) -> None:
    expect(page.locator(SUMMARY)).to_contain_text(sentence)


def map_ready(page: Page) -> None:
    """Wait until MapLibre has drawn land and bubbles."""
    page.wait_for_selector(MAP)
    page.wait_for_function(
        "() => { const map = document.querySelector('.st-key-map .js-plotly-plot')?._fullLayout?.map?._subplot?.map;"
        " return map && map.loaded() }"
    )


def places_on_map(page: Page) -> list[str]:
    return page.evaluate(f"{PLACES}.sort()")


def test_a_link_restores_the_view_exactly(visit):
    link = "?dates=2024-06-01&dates=2024-06-30&person=Ben+Okoye&place=Lisbon&q=harbour&lanes=kind&event=harbour-0"
    page = visit(link)
    shows(page, "1 event from 1 article, 19 June 2024")
    expect(page.locator("article.proof h3")).to_contain_text("Ada Moreno met Ben Okoye")
    expect(page.get_by_label("Words")).to_have_value("harbour")
    expect(page.locator(".st-key-person")).to_contain_text("Ben Okoye")
    expect(page.locator(".st-key-place")).to_contain_text("Lisbon")
    assert page.url.endswith(link)
    again = visit(page.url.split("/")[-1])
    expect(again.locator(SUMMARY)).to_have_text(page.locator(SUMMARY).inner_text())


def test_a_person_moves_map_list_and_address(visit):
    page = visit()
    map_ready(page)
    page.get_by_role("button", name=re.compile("^Dana Vaka")).first.click()
    shows(page, "3 events from 1 article")
    page.wait_for_function("() => document.querySelector('.st-key-map .js-plotly-plot')?.data.at(-1).lat.length === 2")
    assert places_on_map(page) == ["Lima", "Suva"]
    expect(page.locator("button.card")).to_have_count(3)
    assert "person=Dana+Vaka" in page.url


def test_back_takes_a_step_back(visit):
    page = visit()
    page.get_by_role("button", name=re.compile("^Dana Vaka")).first.click()
    page.wait_for_url(re.compile("person="))
    page.go_back()
    shows(page, "13 events")


def test_a_brush_on_the_bars_moves_list_and_map(visit):
    page = visit()
    map_ready(page)
    bars = page.locator(".stPlotlyChart").first.locator(".nsewdrag").first
    box = bars.bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 30)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 2, box["y"] + 40, steps=6)
    page.mouse.up()
    expect(page.locator(SUMMARY)).not_to_contain_text("13 events")
    page.wait_for_url(re.compile("dates="))
    page.wait_for_function(f"() => {PLACES}?.includes('Suva') === false")
    expect(page.locator("button.card", has_text="Dana Vaka")).to_have_count(0)
    expect(page.locator(".selectionlayer path, .select-outline").first).to_be_attached()


def test_a_click_on_a_bubble_chooses_the_place(visit):
    page = visit()
    map_ready(page)
    spot = page.evaluate(
        "() => { const plot = document.querySelector('.st-key-map .js-plotly-plot'); const at = plot.data.at(-1);"
        " const i = at.customdata.findIndex(row => row[0] === 'Lima');"
        " const p = plot._fullLayout.map._subplot.map.project([at.lon[i], at.lat[i]]);"
        " const box = plot.querySelector('.maplibregl-canvas').getBoundingClientRect();"
        " return [box.x + p.x, box.y + p.y] }"
    )
    page.mouse.move(*spot)
    page.wait_for_timeout(300)
    page.mouse.click(*spot)
    page.wait_for_url(re.compile("place=Lima"))
    shows(page, "2 events")


def test_a_click_on_a_mark_opens_its_proof(visit):
    page = visit("?place=Nairobi&person=Cleo+Tan")
    mark = page.locator(".st-key-lanes_chart .scatterlayer .points path").first
    box = mark.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.wait_for_timeout(200)
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    expect(page.locator("article.proof h3")).to_contain_text("Cleo Tan has been teaching")
    page.wait_for_url(re.compile("event=lake-"))


def test_the_keyboard_reaches_a_proof(visit):
    page = visit()
    page.locator("button.card").first.wait_for()
    page.locator(".st-key-sort button").first.focus()
    for _ in range(4):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement?.shadowRoot?.activeElement?.className ?? ''").startswith("card"):
            break
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("article.proof")).to_be_visible()
    assert "event=" in page.url


def test_the_zoom_of_the_map_survives_an_open_event(visit):
    page = visit()
    map_ready(page)
    page.wait_for_timeout(1000)  # the page is at rest
    page.evaluate(f"{MAPLIBRE}.setZoom(3.3)")
    page.locator("button.card").first.click()
    expect(page.locator("article.proof")).to_be_visible()
    assert page.evaluate(f"{MAPLIBRE}.getZoom()") == pytest.approx(3.3, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_every_size_and_theme_shows_all_without_sideways_scroll(visit, width, height, scheme):
    page = visit(width=width, height=height, scheme=scheme)
    map_ready(page)
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= width
    for name in ("Bars", "Events", "Map"):
        expect(page.get_by_label(re.compile(f"^{name}")).first).to_be_attached()
    dark = page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(16, 21, 28)"
    assert dark == (scheme == "dark")
    points = page.evaluate(
        "() => { const plot = document.querySelector('.st-key-map .js-plotly-plot'); const at = plot.data.at(-1);"
        " const map = plot._fullLayout.map._subplot.map; const c = map.getCanvas();"
        " return at.lon.map((lon, i) => { const c0 = map.getCenter().lng;"
        " const p = map.project([c0 + ((lon - c0 + 540) % 360) - 180, at.lat[i]]);"
        " return [p.x / c.clientWidth, p.y / c.clientHeight] }) }"
    )
    assert all(0 < x < 1 and 0 < y < 1 for x, y in points)


def test_a_phone_shows_the_proof_at_once_and_opens_the_filters(visit):
    page = visit("?event=harbour-1", width=390, height=844)
    expect(page.locator("article.proof h3")).to_be_in_viewport()
    page.get_by_role("button", name="Close").click()
    expect(page.locator("article.proof")).to_have_count(0)
    page.get_by_role("button", name="Expand sidebar").click()
    expect(page.get_by_role("button", name="Clear all filters")).to_be_visible()


def test_names_with_tags_are_shown_as_text(visit):
    page = visit("?event=harbour-4")
    expect(page.locator("article.proof")).to_contain_text("Eve <b>Bold</b>")
    expect(page.locator("button.card", has_text="Eve <b>Bold</b>")).to_have_count(1)


def test_an_embedded_page_shows_the_same(visit):
    page = visit("?embed=true&person=Dana+Vaka")
    shows(page, "3 events from 1 article")


ARTICLE = """Minister opens bridge

19 June 2024

On Tuesday Marta Silva opened a bridge in Porto. She will visit Madrid on Friday.
"""


def test_uploaded_articles_become_events_that_only_their_visitor_sees(visit):
    page = visit()
    page.get_by_role("button", name="Add articles").click()
    files = [
        {"name": "bridge.txt", "mimeType": "text/plain", "buffer": ARTICLE.encode()},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("dialog").get_by_role("button", name="Read them").click()
    expect(page.locator(".notice", has_text="only you")).to_be_visible(timeout=60_000)
    expect(page.locator(".notice", has_text="empty.txt")).to_be_visible()
    expect(page.locator("button.card", has_text="Marta Silva opened a bridge")).to_have_count(1)
    page.locator("button.card", has_text="Marta Silva opened a bridge").click()
    expect(page.locator("article.proof")).to_contain_text("Tuesday")
    shows(visit(), "13 events")
    page.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Back to the shared articles").click()
    shows(page, "13 events")


def test_a_correction_by_hand_is_there_for_the_next_visitor_after_a_rebuild(visit, data):
    import invented_pile

    page = visit("?event=lake-0")
    page.get_by_text("Correct this").click()
    page.get_by_role("button", name="Confirm").click()
    expect(page.locator("article.proof")).to_contain_text("Checked by hand")
    invented_pile.build(data)
    expect(visit("?event=lake-0").locator("article.proof")).to_contain_text("Checked by hand")


def test_without_webgl_the_list_and_a_note_carry_the_view(visit):
    page = visit("?embed=true&person=Dana+Vaka", webgl=False)
    expect(page.get_by_text("cannot be drawn")).to_be_visible()
    expect(page.locator("button.card")).to_have_count(3)


def test_two_visitors_do_not_share_a_filter(visit):
    first, second = visit("?person=Dana+Vaka"), visit()
    shows(first, "3 events")
    shows(second, "13 events")


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_the_first_screen_has_all_views(visit, width, height):
    page = visit(width=width, height=height)
    map_ready(page)
    for part in (".head p", "[class*=st-key-bars]", ".st-key-lanes_box", ".st-key-map", "button.card"):
        assert page.locator(part).first.bounding_box()["y"] < height - 40, part
    assert page.locator(".st-key-map").bounding_box()["y"] + 150 < height


def test_the_proof_on_a_telephone_marks_who_and_when(visit):
    page = visit("?event=harbour-0", width=390, height=844)
    expect(page.locator("article.proof mark.who").first).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_jumps_once_the_title_stands(visit, width, height):
    page = visit(width=width, height=height)
    map_ready(page)
    page.wait_for_timeout(500)
    assert sum(page.evaluate("window.jumped")) < 0.05


def test_the_time_to_first_paint_is_reported(visit, record_property, capsys):
    started = time.perf_counter()
    page = visit()
    said = time.perf_counter() - started
    map_ready(page)
    drawn = time.perf_counter() - started
    record_property("summary_seconds", round(said, 2))
    record_property("map_seconds", round(drawn, 2))
    with capsys.disabled():
        print(f"\nfirst paint: summary after {said:.2f} s, map drawn after {drawn:.2f} s")


def test_print_is_black_on_white_and_says_what_it_leaves_out(visit):
    page = visit("?event=harbour-0", scheme="dark")
    page.locator("button.card").first.wait_for()
    page.emulate_media(media="print")
    expect(page.locator(".st-key-charts")).to_be_hidden()
    expect(page.get_by_role("button", name="Close")).to_be_hidden()
    for part in (".head p", "article.proof h3", "button.card .title"):
        colour = page.locator(part).first.evaluate("part => getComputedStyle(part).color")
        assert colour == "rgb(17, 17, 17)", part


def test_uploads_that_cannot_be_read_are_named_and_leave_the_page_as_it_was(visit):
    page = visit()
    page.get_by_role("button", name="Add articles").click()
    files = [
        {"name": "noise.txt", "mimeType": "text/plain", "buffer": bytes(range(256)) * 20},
        {"name": "empty.txt", "mimeType": "text/plain", "buffer": b""},
    ]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("dialog").get_by_role("button", name="Read them").click()
    refused = page.get_by_role("dialog").get_by_role("alert")
    for said in ("Nothing here could be read", "noise.txt: it is binary", "empty.txt: it is empty"):
        expect(refused.first).to_contain_text(said, timeout=60_000)
    expect(page.get_by_text("Loading the language model")).to_have_count(0)
    shows(page, "13 events")


def test_words_without_a_space_stay_inside_a_telephone(visit):
    page = visit(f"?q={'x' * 5000}", width=390, height=844)
    expect(page.locator(".nothing")).to_be_visible()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390


def test_back_and_forward_walk_through_a_person_and_a_proof(visit):
    page = visit()
    page.get_by_role("button", name=re.compile("^Dana Vaka")).first.click()
    page.wait_for_url(re.compile("person="))
    page.locator("button.card").first.click()
    page.wait_for_url(re.compile("event="))
    page.go_back()
    expect(page.locator("article.proof")).to_have_count(0)
    shows(page, "3 events")
    page.go_forward()
    expect(page.locator("article.proof")).to_be_visible()
