"""The switch of languages."""

from urllib.parse import urlsplit

from flask import current_app, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from web.access.addresses import read_local_address
from web.access.cookies import set_cookie
from web.access.scopes import open_to_all
from web.language import COOKIE, LANGUAGES
from web.pages.blueprint import pages

A_YEAR = 365 * 24 * 60 * 60
HIDDEN_PLACE = "/shared/"  # whose addresses let in whoever has them


@pages.get("/language/<code>")
@open_to_all
def switch_language(code: str) -> ResponseReturnValue:
    """Remember the language of the page and go back to where the reader was, on this server only.

    Statuses: 302, 404 another language.
    """
    if code not in LANGUAGES:
        raise NotFound
    answer = current_app.make_response(redirect(read_local_address(_read_referrer() or request.args.get("next", "/"))))
    set_cookie(answer, COOKIE, code, A_YEAR)
    return answer


def _read_referrer() -> str | None:
    """Return the address here that the reader comes from; results that came in place changed it since the page came."""
    parts = urlsplit(request.referrer or "")
    return f"{parts.path}?{parts.query}" if parts.path and parts.netloc == request.host else None


@pages.app_template_global()
def find_place() -> str:
    """Return where the switch leads back to; the address of a shared page is passed on to nobody."""
    if request.path.startswith(HIDDEN_PLACE):
        return "/"
    return request.full_path if request.query_string else request.path
