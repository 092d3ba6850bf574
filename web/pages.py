"""The pages: a brief and its matches, one creator, the switch of languages."""

from flask import Blueprint, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from matcher.domain import Creator
from matcher.errors import InvalidBrief, InvalidFilter
from matcher.search import find_matches
from web.door import find_choices, find_creator, find_shelves, guess_language
from web.errors import status_of
from web.form import add_countries, list_constraints, list_options, read_form
from web.language import COOKIE, LANGUAGES

pages = Blueprint("pages", __name__)

A_YEAR = 365 * 24 * 60 * 60


@pages.get("/")
def search() -> ResponseReturnValue:
    """Show the form, and the matches where a brief was given; the address holds the whole state.

    Statuses: 200, 422 invalid brief or filter (shown in the form), 503 not ready.
    """
    choices = find_choices()
    state = {
        "languages": list_options(choices.languages, request.args.getlist("language")),
        "regions": list_options(add_countries(choices.regions), request.args.getlist("region")),
        "platforms": list_options(choices.platforms, request.args.getlist("platform")),
        "constraints": list_constraints(request.args),
    }
    if "q" not in request.args:
        return render_template("search.html", **state)
    try:
        brief = read_form(request.args, guess=guess_language)
    except (InvalidBrief, InvalidFilter) as error:
        return render_template("search.html", error=error, **state), status_of(error)
    answer = find_matches(brief, find_shelves())
    return render_template("search.html", answer=answer, **state)


@pages.get("/creators/<int:id>")
def creator(id: int) -> ResponseReturnValue:
    """Show everything stored about one creator.

    Statuses: 200, 404 no such creator, 503 not ready.
    """
    find_choices()
    return render_template("creator.html", creator=find_creator(id))


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


def is_demo(creator: Creator) -> bool:
    """Say whether a creator was invented for the demonstration."""
    return creator.external_id.startswith("demo-")
