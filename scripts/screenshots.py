"""Take the pictures of the documentation: `python -m scripts.screenshots --home DIR --out docs/screenshots`."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import click
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from indexer.settings import Settings, read_settings
from web import create_app

BRIEF = "日本のコスメブランドの新作リップを紹介してくれるクリエイター"
RESULTS = f"/?{urlencode([('q', BRIEF), ('language', 'ja'), ('region', 'JP')])}"
LANGUAGES = {"ja": "ja-JP", "en": "en-US"}
SIZES = {"wide": (1280, 1100), "phone": (390, 844)}
MOST_BYTES = 400_000
MODEL_MILLISECONDS = 120_000  # the first search may have to load the model
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="The folder that holds the catalogue and the index.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/screenshots"), show_default=True)
def take_screenshots(home: Path | None, out: Path) -> None:
    """Take the results and one creator, on a desk and on a phone, in Japanese and in English."""
    out.mkdir(parents=True, exist_ok=True)
    with serve_app(read_settings(os.environ, home)) as address, open_browser() as browser:
        for language, locale in LANGUAGES.items():
            for size in SIZES:
                take_two(browser, address, locale, size, out / f"{{}}-{language}-{size}.png")


def take_two(browser: Browser, address: str, locale: str, size: str, path: Path) -> None:
    """Take the results and the page of the creator that fits best."""
    width, height = SIZES[size]
    context = browser.new_context(base_url=address, locale=locale, viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(RESULTS, timeout=MODEL_MILLISECONDS)
    keep(page, path.with_name(path.name.format("results")))
    page.locator(".match h2 a").first.click()
    page.wait_for_url("**/creators/*")
    keep(page, path.with_name(path.name.format("creator")))
    context.close()


def keep(page: Page, file: Path) -> None:
    """Write what the window shows to a small file."""
    page.screenshot(path=file)
    if file.stat().st_size > MOST_BYTES:
        raise click.ClickException(f"{file} has {file.stat().st_size:,} bytes; at most {MOST_BYTES:,} are kept.")
    click.echo(file)


@contextmanager
def serve_app(settings: Settings) -> Iterator[str]:
    """Serve the app at a free port for as long as it is needed."""
    server = make_server("127.0.0.1", 0, create_app(settings), threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def open_browser() -> Iterator[Browser]:
    """Open the machine's own Chromium."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        raise click.ClickException("Install chromium; the pictures are taken with it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(SWITCHES))
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    take_screenshots()
