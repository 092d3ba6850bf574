"""What a view needs of whoever asks: marked at the view, kept in one place, and never nothing by default."""

from collections.abc import Callable
from typing import TypeVar

from flask import current_app, request

from indexer.catalogue.access.keys import SCOPES

READING = ("GET", "HEAD", "OPTIONS")
NOTHING = "nothing"
MARK = "enmusubi_needs"

View = TypeVar("View", bound=Callable[..., object])


def needs(scope: str) -> Callable[[View], View]:
    """Mark a view of the page or the API: only who holds the scope ("read", "write", "admin") gets to it.

    It goes under the route:

        @api.post("/shortlists")
        @needs("write")
        def create_shortlist(): ...

    A view without a mark needs "read" to be read from and "write" for everything else.
    """
    if scope not in SCOPES:
        raise ValueError(f"{scope} is none of {SCOPES}.")
    return _mark(scope)


def open_to_all(view: View) -> View:
    """Mark a view that everybody may use without signing in, such as the way in itself."""
    return _mark(NOTHING)(view)


def find_need() -> str:
    """Return the scope that this request needs, or NOTHING."""
    view = current_app.view_functions.get(request.endpoint or "")
    marked: str | None = getattr(view, MARK, None)
    return marked or ("read" if request.method in READING else "write")


def _mark(need: str) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, need)
        return view

    return mark
