import logging
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright
from werkzeug.serving import make_server

from indexer.catalogue.opening import open_catalogue
from indexer.settings import read_settings
from matcher.reading.understanding import understand
from tests.web.standin import StandIn
from tests.web.stored import store_creators
from web import create_app

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Watched:
    """A page, with everything that it complained of or asked for."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requested: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", lambda message: self._complain(message.type, message.text))
        self.page.on("pageerror", lambda error: self._complain("error", str(error)))
        self.page.on("request", self._note)

    def _complain(self, kind: str, text: str) -> None:
        if kind in ("error", "warning"):
            self.complaints.append(text)

    def _note(self, request: Request) -> None:
        self.requested.append(request.url)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the app is served for as long as the tests run."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    home: Path = tmp_path_factory.mktemp("home")
    understand("縁結び", date(2026, 11, 24))  # what it reads takes seconds at first
    settings = read_settings({}, home)
    store_creators(open_catalogue(settings.database))
    server = make_server("127.0.0.1", 0, create_app(settings, StandIn()), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("Install chromium to check the page in a browser.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, address: str):
    """Open pages of the app; those of one test are closed together, and none may complain or ask elsewhere."""
    opened = []

    def open_page(path: str = "/", **options: object) -> Page:
        context = browser.new_context(base_url=address, **{"locale": "ja-JP", **options})
        watched = Watched(context.new_page())
        opened.append((context, watched))
        watched.page.goto(path)
        return watched.page

    yield open_page
    for context, watched in opened:
        context.close()
        assert watched.complaints == []
        assert [url for url in watched.requested if not url.startswith((address, "data:"))] == []
