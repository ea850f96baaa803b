"""How fast the dashboard is in Chromium, over a store of any size.

    python benchmarks/dashboard_speed.py [FOLDER ...]     # stores; data/ where none is named

For each store: seconds until the summary is read and until the map is drawn, of a new visitor to a running server;
milliseconds from a changed filter to the changed summary, median of several; kilobytes that the page loads beyond
Streamlit's own files; memory of the server. Stores of any size are made by synthetic.py.
"""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
VISITS, CHANGES = 4, 9
SUMMARY = ".head p >> nth=0"
DRAWN = (
    "() => { const map = document.querySelector('.st-key-map .js-plotly-plot')?._fullLayout?.map?._subplot?.map;"
    " return map && map.loaded() }"
)


@contextmanager
def served(store: Path) -> Iterator[tuple[str, int]]:
    """The address of the app on a store, and its process id; stopped at the end."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", HOST, "--server.headless", "true"]
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options]
    app = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | {"TIMELINE_DATA": str(store.resolve())},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        for _ in range(300):
            with socket.socket() as door:
                if door.connect_ex((HOST, port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://{HOST}:{port}/", app.pid
    finally:
        app.terminate()
        app.wait(20)


def first_paint(browser: Browser, address: str) -> tuple[float, float, float]:
    """Seconds until the summary and until the map of a new visitor, and kilobytes beyond Streamlit's own files."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    sizes: list[int] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))))
    page.on("response", lambda response: sizes.append(_own(response)))
    began = time.perf_counter()
    page.goto(address)
    page.wait_for_selector(SUMMARY)
    said = time.perf_counter() - began
    page.wait_for_function(DRAWN)
    drawn = time.perf_counter() - began
    context.close()
    return said, drawn, sum(sizes) / 1000


def _own(response: Any) -> int:
    """The bytes of a response that is ours: what Streamlit serves of the app, not of itself."""
    return int(response.headers.get("content-length", 0)) if "/app/static/" in response.url else 0


def change(page: Page) -> float:
    """Milliseconds from a pressed filter to the changed summary."""
    before = page.locator(SUMMARY).inner_text()
    button = page.locator(".st-key-certainty button", has_text="exact")
    began = time.perf_counter()
    button.click()
    changed = "([path, before]) => document.querySelector(path)?.innerText !== before"
    page.wait_for_function(changed, arg=[".head p", before])
    return (time.perf_counter() - began) * 1000


def changes(browser: Browser, address: str) -> list[float]:
    """Filter changes of one visitor, after one to warm up."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_function(DRAWN)
    page.wait_for_timeout(1500)
    times = []
    for _ in range(CHANGES + 1):
        times.append(change(page))
        page.wait_for_timeout(1200)
    context.close()
    return times[1:]


def memory(process: int) -> float:
    """Megabytes that the server holds."""
    pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def main() -> None:
    """Measure every store that is named."""
    stores = [Path(name) for name in sys.argv[1:]] or [ROOT / "data"]
    print(f"{'store':24}{'summary s':>11}{'map s':>8}{'filter ms':>11}{'worst':>7}{'page kB':>9}{'server MB':>11}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        for store in stores:
            with served(store) as (address, process):
                first_paint(browser, address)  # the server's own first run
                visits = [first_paint(browser, address) for _ in range(VISITS)]
                said, drawn, weight = (statistics.median(each) for each in zip(*visits, strict=True))
                pressed = changes(browser, address)
                print(
                    f"{store.name:24}{said:11.2f}{drawn:8.2f}{statistics.median(pressed):11.0f}{max(pressed):7.0f}"
                    f"{weight:9.0f}{memory(process):11.0f}",
                    flush=True,
                )
        browser.close()


if __name__ == "__main__":
    main()
