"""The main menu: an entry for every room of the app that is there."""

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for

from web.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Entry:
    """A room, by the endpoint of its first page; where the app has no such endpoint, the menu leaves it out."""

    endpoint: str
    label: Phrase


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the menu shows it."""

    url: str
    label: Phrase
    current: bool  # the page that is shown belongs to this room


ENTRIES = (
    Entry("pages.search", Phrase("Search")),
    Entry("pages.shortlists", Phrase("Shortlists")),
    Entry("pages.imports", Phrase("Imports")),
    Entry("pages.reference", Phrase("API")),
)


def init_navigation(app: Flask) -> None:
    """Give the templates the main menu."""
    app.jinja_env.globals["list_links"] = list_links


def list_links() -> list[Link]:
    """Return the menu; a page belongs to the room whose address begins its own, at the greatest length."""
    urls = {url_for(entry.endpoint): entry for entry in ENTRIES if entry.endpoint in current_app.view_functions}
    here = max((url for url in urls if _lies_in(url)), key=len, default=None)
    return [Link(url, entry.label, url == here) for url, entry in urls.items()]


def _lies_in(url: str) -> bool:
    return request.path == url or request.path.startswith(f"{url.rstrip('/')}/")
