"""Take the pictures of the documentation: `python -m scripts.screenshots --home DIR --out docs/screenshots`."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Literal
from urllib.parse import urlencode

import click
from playwright.sync_api import Browser, Page, sync_playwright
from werkzeug.serving import make_server

from indexer.settings import Settings, read_settings
from web import create_app

BRIEF = "日本のコスメブランドの新作リップを紹介してくれるクリエイター。フォロワー1万人以上、ER2%以上"
ASKED = [("q", BRIEF), ("language", "ja")]
PAGES = {  # by what they are called: the address, or None where a link of the page before is followed
    "welcome": "/",
    "results": f"/?{urlencode([*ASKED, ('region', 'JP')])}",
    "table": f"/?{urlencode([*ASKED, ('view', 'table'), ('sort', 'engagement')])}",
    "nobody": f"/?{urlencode([*ASKED, ('min_followers', '900000000')])}",
}
ROOMS = ".main-menu a:not([href='/'])"  # whatever else the menu has
LANGUAGES = {"ja": "ja-JP", "en": "en-US"}
Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDE, PHONE = (1280, 900), (390, 844)
QUALITY = 62
MOST_BYTES = 3_000_000  # of all pictures
MODEL_MILLISECONDS = 240_000  # the first search may have to load the model
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")


@click.command()
@click.option("--home", type=click.Path(path_type=Path), help="The folder that holds the catalogue and the index.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("docs/screenshots"), show_default=True)
def take_screenshots(home: Path | None, out: Path) -> None:
    """Take every page in both languages, light and dark, and the results on a phone."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    with serve_app(read_settings(os.environ, home)) as address, open_browser() as browser:
        for language, locale in LANGUAGES.items():
            for scheme in SCHEMES:
                page = open_page(browser, address, locale, scheme, WIDE)
                take_pages(page, out, f"{language}-{scheme}")
                page.close()
            page = open_page(browser, address, locale, "light", PHONE)
            keep(page, PAGES["results"], out / f"phone-{language}-light.jpg")
            page.close()
    check_weight(out)


def take_pages(page: Page, out: Path, ending: str) -> None:
    """Take all pages, then the creator that fits best, then every other room of the menu."""
    for name, path in PAGES.items():
        keep(page, path, out / f"{name}-{ending}.jpg")
    page.goto(PAGES["results"])
    creator = page.locator(".match h2 a").first.get_attribute("href") or "/"
    keep(page, creator, out / f"creator-{ending}.jpg")
    keep(page, f"{creator}#growth", out / f"charts-{ending}.jpg")
    for room in page.locator(ROOMS).evaluate_all("links => links.map(link => link.getAttribute('href'))"):
        keep(page, room, out / f"{room.strip('/').replace('/', '-')}-{ending}.jpg")


def open_page(browser: Browser, address: str, locale: str, scheme: Scheme, size: tuple[int, int]) -> Page:
    """Open a window in a language, light or dark."""
    width, height = size
    return browser.new_page(
        base_url=address,
        locale=locale,
        color_scheme=scheme,
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )


def keep(page: Page, path: str, file: Path) -> None:
    """Write what the window shows of a page to a small file."""
    page.goto(path, timeout=MODEL_MILLISECONDS, wait_until="networkidle")
    page.screenshot(path=file, type="jpeg", quality=QUALITY)
    click.echo(file)


def check_weight(out: Path) -> None:
    """Refuse pictures that the repository should not carry.

    Raises:
        ClickException: they are too heavy together.
    """
    found = sum(file.stat().st_size for file in out.iterdir())
    if found > MOST_BYTES:
        raise click.ClickException(f"The pictures have {found:,} bytes; at most {MOST_BYTES:,} are kept.")


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
