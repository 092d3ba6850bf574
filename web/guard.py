"""Until there is sign-in, only this machine's own browser and programs are answered."""

import re
from urllib.parse import urlsplit

from flask import Flask, Response, request

from web.phrases import Phrase
from web.refusals import Refused

OWN_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
FORWARDED = {  # headers that only proxies, tunnels and balancers add
    *("forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "x-proxyuser-ip"),
    *("true-client-ip", "fastly-client-ip", "fly-client-ip", "client-ip", "cdn-loop", "ngrok-skip-browser-warning"),
}
FORWARDED_PREFIXES = ("x-forwarded", "x-original-", "x-envoy-", "x-amzn-", "x-azure-", "cf-", "tailscale-", "fly-")
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
READING = ("GET", "HEAD", "OPTIONS")


def init_guard(app: Flask) -> None:
    """Refuse what did not come straight from this machine, and send safe headers with every answer."""
    app.before_request(refuse_unknown_host)
    app.before_request(refuse_forwarded)
    app.before_request(refuse_cross_site)
    app.after_request(add_headers)


def refuse_unknown_host() -> None:
    """Refuse a name that is not this machine's, so that no other site can reach it through its own name.

    Raises:
        Refused: 421.
    """
    if not OWN_HOST.fullmatch(request.environ.get("HTTP_HOST", "")):
        raise Refused(
            421,
            "unknown_host",
            Phrase("This server answers to localhost and 127.0.0.1 only."),
            Phrase("Open it on the machine where it runs."),
        )


def refuse_forwarded() -> None:
    """Refuse what a proxy passed on: without sign-in, nobody behind it may be let in.

    Raises:
        Refused: 403.
    """
    for name, _ in request.headers:
        if name.lower() in FORWARDED or name.lower().startswith(FORWARDED_PREFIXES):
            raise Refused(
                403,
                "forwarded",
                Phrase("This request came through a proxy (header %(name)s), and there is no sign-in yet.", name=name),
                Phrase("Open the page on the machine itself, without a proxy or tunnel."),
            )


def refuse_cross_site() -> None:
    """Refuse what another site's page sends on a visitor's behalf.

    Raises:
        Refused: 403.
    """
    if request.method in READING:
        return
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
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
