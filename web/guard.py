"""Only requests for our own names, through no proxy but those in the settings, and from our own pages, are answered."""

from urllib.parse import urlsplit

from flask import Flask, Response, current_app, request
from werkzeug.middleware.proxy_fix import ProxyFix

from indexer.settings import Settings
from web.access.cookies import OWN_HOST
from web.access.forwarding import find_forwarding
from web.access.scopes import READING
from web.phrases import Phrase
from web.refusals import Refused

SETTINGS = "enmusubi_settings"
CONTENT_SECURITY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "connect-src 'self'",
    )
)
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


def init_guard(app: Flask, settings: Settings) -> None:
    """Refuse what did not come the way it should, and send safe headers with every answer."""
    app.extensions[SETTINGS] = settings
    if settings.proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies, x_host=0
        )
    app.before_request(refuse_unknown_host)
    app.before_request(refuse_forwarded)
    app.before_request(refuse_cross_site)
    app.after_request(add_headers)


def refuse_unknown_host() -> None:
    """Refuse a name that is not ours, so that no other site can reach this server through a name of its own.

    Raises:
        Refused: 421.
    """
    asked = request.environ.get("HTTP_HOST", "")
    if not OWN_HOST.fullmatch(asked) and not _is_ours(asked):
        raise Refused(
            421,
            "unknown_host",
            Phrase("This server does not answer to that name."),
            Phrase("Open it under a name that ENMUSUBI_HOSTS lists, or on the machine where it runs."),
        )


def _is_ours(asked: str) -> bool:
    settings: Settings = current_app.extensions[SETTINGS]
    name, colon, port = asked.lower().partition(":")
    return name in settings.hosts and (not colon or (port.isascii() and port.isdecimal()))


def refuse_forwarded() -> None:
    """Refuse what a proxy passed on that the settings do not know of: what it says of the sender means nothing.

    Raises:
        Refused: 403.
    """
    settings: Settings = current_app.extensions[SETTINGS]
    if not settings.proxies and (name := find_forwarding()) is not None:
        raise Refused(
            403,
            "forwarded",
            Phrase("This request came through a proxy (header %(name)s) that the settings do not name.", name=name),
            Phrase("Set ENMUSUBI_PROXIES and ENMUSUBI_HOSTS, or open the page on the machine itself."),
        )


def refuse_cross_site() -> None:
    """Refuse what another site's page sends on a visitor's behalf.

    Raises:
        Refused: 403.
    """
    if request.method in READING:
        return
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "none")
    hidden = origin == "null" and site == "same-origin"  # from a page of ours that sends no referrer
    foreign = origin is not None and not hidden and urlsplit(origin).netloc != request.host
    if foreign or site not in ("none", "same-origin"):
        raise Refused(
            403,
            "cross_site",
            Phrase("Another site sent this request."),
            Phrase("Send it from this page, or from a program without an Origin header."),
        )


def add_headers(response: Response) -> Response:
    """Add what keeps a browser from running, framing or keeping what it should not."""
    response.headers.update(HEADERS)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
    return response
