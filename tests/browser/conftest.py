"""The real app on the invented store, and a Chromium that looks at it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

expect.set_options(timeout=20_000)  # a machine that also runs other tests is slow
ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "app"))
HOST = "127.0.0.1"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--enable-unsafe-swiftshader", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
NO_WEBGL = (
    "const of = HTMLCanvasElement.prototype.getContext; HTMLCanvasElement.prototype.getContext ="
    " function (kind, ...more) { return kind.startsWith('webgl') ? null : of.call(this, kind, ...more) }"
)
JUMPS = (  # by how much what was in view has moved since the title stood there, as Chromium counts it
    "window.jumped = []; let titled = Infinity;"
    "new MutationObserver((_, me) => { if (document.querySelector('.head h1')) { titled = performance.now() + 50;"
    " me.disconnect() } }).observe(document, { childList: true, subtree: true });"
    "new PerformanceObserver(list => { for (const e of list.getEntries())"
    " if (!e.hadRecentInput && e.startTime > titled) window.jumped.push(e.value) }).observe({ type: 'layout-shift' })"
)
HOW = "Chromium is not installed: apt-get install chromium"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented store that the app shows."""
    import invented_pile

    return invented_pile.build(tmp_path_factory.mktemp("seen") / "data")


@pytest.fixture(scope="session")
def address(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The app, started on a free port and stopped again by its own process."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        port = free.getsockname()[1]
    options = ["--server.port", str(port), "--server.address", HOST, "--server.headless", "true"]
    environment = os.environ | {"TIMELINE_DATA": str(data), "TIMELINE_EDIT": "1", "TIMELINE_ADD": "1"}
    command = [sys.executable, "-m", "streamlit", "run", "streamlit_app.py", *options]
    with (tmp_path_factory.getbasetemp() / "app.log").open("w") as log:
        app = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for(port)
            yield f"http://{HOST}:{port}/"
        finally:
            app.terminate()
            app.wait(20)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as door:
            if door.connect_ex((HOST, port)) == 0:
                return
        time.sleep(0.2)
    pytest.fail("The app did not start within 40 s; see app.log in the temporary folder of the tests.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    program = shutil.which("chromium")
    if not program:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(HOW)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open the page as a new visitor; at the end no request may have gone to another host."""
    asked: list[str] = []
    contexts = []

    def opened(
        query: str = "",
        *,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        webgl: bool = True,
        without: str = "",
    ) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(30_000)
        if not webgl:
            page.add_init_script(NO_WEBGL)
        if without:
            page.route(without, lambda route: route.abort())
        page.add_init_script(JUMPS)
        page.on("request", lambda request: asked.append(request.url))
        page.goto(address + query)
        page.wait_for_selector(".head h1")
        return page

    yield opened
    for context in contexts:
        context.close()
    own = (address, address.replace("http", "ws"), "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []
