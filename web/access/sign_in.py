"""The way in and out: a name and a password for a session."""

from flask import Blueprint, redirect, render_template, request, session
from flask.typing import ResponseReturnValue

from indexer.catalogue.access.sessions import close_session, open_session
from indexer.catalogue.access.users import find_password
from web.access.addresses import read_local_address
from web.access.passwords import is_right
from web.access.rates import count_sign_in, uncount_sign_in
from web.access.scopes import open_to_all
from web.access.visitors import WORD, find_register, find_visitor, tell_moment

entrance = Blueprint("entrance", __name__)


@entrance.get("/sign-in")
@open_to_all
def show_sign_in() -> ResponseReturnValue:
    """Ask for name and password; whoever is in already, or need not be, goes on.

    Statuses: 200, 303.
    """
    place = read_local_address(request.args.get("next", "/"))
    if find_visitor().kind in ("user", "machine"):
        return redirect(place, 303)
    return render_template("sign_in.html", place=place)


@entrance.post("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Sign in under a new session, whatever the browser brought along.

    Statuses: 303, 401 wrong name or password, 403 without the form's word, 429 too many tries.
    """
    place, name = read_local_address(request.form.get("next", "/")), request.form.get("name", "")
    count_sign_in(name)
    engine = find_register().open()
    user, stored = find_password(engine, name) or (0, None)
    if not is_right(request.form.get("password", ""), stored):
        return render_template("sign_in.html", place=place, name=name, is_wrong=True), 401
    uncount_sign_in(name)
    _leave()
    session[WORD] = open_session(engine, user, tell_moment())
    session.permanent = True
    return redirect(place, 303)


@entrance.post("/sign-out")
@open_to_all
def sign_out() -> ResponseReturnValue:
    """End the session, here and on the server.

    Statuses: 303, 403 without the form's word.
    """
    _leave()
    return redirect("/sign-in", 303)


def _leave() -> None:
    if WORD in session:
        close_session(find_register().open(), str(session[WORD]))
    session.clear()
