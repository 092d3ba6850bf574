"""Cookies that scripts cannot read and other sites cannot send, over https only except on this machine."""

import re

from flask import Flask, Response, request
from flask.sessions import SecureCookieSessionInterface

OWN_HOST = re.compile(r"(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?", re.IGNORECASE)
SECURE_PREFIX = "__Host-"  # browsers take it only with Secure, without Domain and for the whole site


def is_plain() -> bool:
    """Say whether this is plain http on this machine, where secure cookies would not come back."""
    return request.scheme == "http" and OWN_HOST.fullmatch(request.host) is not None


def name_cookie(name: str) -> str:
    """Return the name that a cookie has in this request."""
    return name if is_plain() else f"{SECURE_PREFIX}{name}"


def read_cookie(name: str) -> str | None:
    """Return what a cookie says; None: the browser sent none."""
    return request.cookies.get(name_cookie(name))


def set_cookie(answer: Response, name: str, text: str, seconds: int) -> None:
    """Give the browser a cookie to keep for so long."""
    secure = not is_plain()
    answer.set_cookie(name_cookie(name), text, max_age=seconds, secure=secure, httponly=True, samesite="Lax")


class SafeSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, named and secured like all others."""

    def get_cookie_name(self, app: Flask) -> str:
        """Return the name for this request."""
        return name_cookie("enmusubi")

    def get_cookie_secure(self, app: Flask) -> bool:
        """Say whether it may travel over https only."""
        return not is_plain()
