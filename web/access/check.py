"""Every request is looked at once: may whoever sent it have what it asks for?"""

from urllib.parse import quote

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from web.access.forgery import refuse_forged
from web.access.rates import count_request
from web.access.scopes import NOTHING, READING, find_need
from web.access.visitors import NOBODY, find_register, find_visitor
from web.phrases import Phrase
from web.programs import is_program
from web.refusals import Refused

SIGN_IN = "/sign-in"


def check_access() -> ResponseReturnValue | None:
    """Let the request pass, or send its sender to sign in.

    Raises:
        Refused: 401 without a key, 403 without the scope or the form's word, 429 too often.
    """
    if request.path.startswith("/api/"):
        count_request(find_visitor().known_as)
    need = NOTHING if request.endpoint == "static" else find_need()
    if need != NOTHING and not is_program() and find_visitor() == NOBODY:
        return _ask_to_sign_in()
    if need != NOTHING:
        refuse_without(need)
    refuse_forged()
    return None


def refuse_without(need: str) -> None:
    """Do nothing where whoever asks holds the scope.

    Raises:
        Refused: 401 without a key, 403 without the scope.
    """
    visitor = find_visitor()
    if need in visitor.scopes:
        return
    if visitor.kind in ("user", "key"):
        raise Refused(
            403,
            "scope_missing",
            Phrase("This needs the scope %(scope)s, which you do not have.", scope=need),
            Phrase("Ask whoever runs this server for it."),
        )
    refusal = Refused(
        401,
        "key_needed",
        Phrase("This needs a key with the scope %(scope)s.", scope=need),
        Phrase("Send one that `enmusubi key create` made, as Authorization: Bearer KEY."),
    )
    refusal.headers["WWW-Authenticate"] = "Bearer"
    raise refusal


def _ask_to_sign_in() -> ResponseReturnValue:
    """Lead a browser to the way in, and back afterwards where it only wanted to read."""
    if not find_register().has_users():
        raise Refused(
            403,
            "no_user",
            Phrase("Nobody can sign in yet, and this request did not come from this machine."),
            Phrase("Run `enmusubi user add NAME` on the server."),
        )
    here = request.full_path if request.query_string else request.path
    place = f"{SIGN_IN}?next={quote(here, safe='')}" if request.method in READING else SIGN_IN
    if "HX-Request" in request.headers:
        return "", Unauthorized.code, {"HX-Redirect": SIGN_IN}
    return redirect(place, 303)
