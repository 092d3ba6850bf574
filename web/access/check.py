"""Every request is looked at once: may whoever sent it have what it asks for?"""

from urllib.parse import quote

from flask import redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Unauthorized

from web.access.forgery import refuse_forged
from web.access.rates import count_request
from web.access.scopes import NOTHING, READING, find_need
from web.access.visitors import find_register, find_visitor, is_api
from web.phrases import Phrase
from web.refusals import Refused

SIGN_IN = "/sign-in"


def check_access() -> ResponseReturnValue | None:
    """Let the request pass, or send its sender to sign in.

    Raises:
        Refused: 401 without a key, 403 without the scope or the form's word, 429 too often.
    """
    if is_api():
        count_request(find_visitor().known_as)
    need = NOTHING if request.endpoint == "static" else find_need()
    if need != NOTHING and need not in find_visitor().scopes:
        return _turn_away(need)
    refuse_forged()
    return None


def _turn_away(need: str) -> ResponseReturnValue:
    visitor = find_visitor()
    if visitor.kind in ("user", "key"):
        raise Refused(
            403,
            "scope_missing",
            Phrase("This needs the scope %(scope)s, which you do not have.", scope=need),
            Phrase("Ask whoever runs this server for it."),
        )
    if is_api():
        raise _ask_for_key(need)
    return _ask_to_sign_in()


def _ask_for_key(need: str) -> Refused:
    refusal = Refused(
        401,
        "key_needed",
        Phrase("This needs a key with the scope %(scope)s.", scope=need),
        Phrase("Send one that `enmusubi key create` made, as Authorization: Bearer KEY."),
    )
    refusal.headers["WWW-Authenticate"] = "Bearer"
    return refusal


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
