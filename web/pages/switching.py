"""The switch of languages."""

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from web.language import COOKIE, LANGUAGES
from web.pages.blueprint import pages

A_YEAR = 365 * 24 * 60 * 60


@pages.get("/language/<code>")
def switch_language(code: str) -> ResponseReturnValue:
    """Remember the language of the page and go back to where the reader was, on this server only.

    Statuses: 302, 404 another language.
    """
    if code not in LANGUAGES:
        raise NotFound
    answer = redirect(read_local_address(request.args.get("next", "/")))
    answer.set_cookie(COOKIE, code, max_age=A_YEAR, httponly=True, samesite="Lax")
    return answer


def read_local_address(address: str) -> str:
    """Return the address if it lies on this server, else the first page."""
    is_local = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if is_local and address.isprintable() else "/"
