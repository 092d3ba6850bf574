"""Writes that a browser sends must carry a word that only our own pages know."""

from flask import Flask, request
from flask_wtf.csrf import generate_csrf, validate_csrf  # type: ignore[import-untyped]
from wtforms import ValidationError  # type: ignore[import-untyped]

from web.access.scopes import READING
from web.access.visitors import find_visitor, read_key
from web.phrases import Phrase
from web.programs import is_program
from web.refusals import Refused

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"


def init_forgery(app: Flask) -> None:
    """Let templates write the word, which stays good as long as the session."""
    app.config["WTF_CSRF_TIME_LIMIT"] = None
    app.jinja_env.globals["csrf_token"] = generate_csrf


def refuse_forged() -> None:
    """Refuse a write without the word, in the form's field `csrf_token` or in the header X-CSRF-Token.

    A program shows a key, which no browser sends by itself: it needs no word.

    Raises:
        Refused: 403.
    """
    if request.method in READING or _needs_no_word():
        return
    try:
        validate_csrf(request.headers.get(HEADER) or request.form.get(FIELD))
    except ValidationError as error:
        raise Refused(
            403,
            "forged",
            Phrase("This form is out of date or was not sent from this page."),
            Phrase("Load the page again, then send it once more."),
        ) from error


def _needs_no_word() -> bool:
    return is_program() and (read_key() is not None or find_visitor().kind != "user")
