"""The pages: a brief and its matches, one creator, the switch of languages."""

from flask import Blueprint, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from matcher.domain import Creator, Filter
from matcher.errors import InvalidBrief, InvalidFilter
from matcher.search import find_matches
from web.access.addresses import read_local_address
from web.access.cookies import set_cookie
from web.access.scopes import open_to_all
from web.door import EVERYBODY, find_creator, find_creators, find_facets, find_shelves, guess_language, tell_day
from web.errors import status_of
from web.form import add_countries, list_constraints, list_options, read_form, write_address
from web.language import COOKIE, LANGUAGES
from web.suggestions import list_suggestions

pages = Blueprint("pages", __name__)

A_YEAR = 365 * 24 * 60 * 60


@pages.get("/")
def search() -> ResponseReturnValue:
    """Show the form, and the matches where a brief was given; the address holds the whole state.

    Statuses: 200, 422 invalid brief or filter (shown in the form), 503 not ready.
    """
    try:
        brief = (
            read_form(request.args, today=tell_day(), guess=guess_language)
            if {"q", "like"} & request.args.keys()
            else None
        )
    except (InvalidBrief, InvalidFilter) as error:
        return render_template("search.html", error=error, **_list_choices(EVERYBODY)), status_of(error)
    if brief is None:
        return render_template("search.html", **_list_choices(EVERYBODY))
    choices = _list_choices(brief.filter)
    answer = find_matches(brief, find_shelves())
    return render_template(
        "search.html",
        answer=answer,
        examples=find_creators([*brief.like, *brief.unlike]),
        suggestions=list_suggestions(brief, request.args),
        **choices,
    )


def _list_choices(must: Filter) -> dict[str, object]:
    """Return the boxes of the form with their counts, and what is set."""
    facets, args = find_facets(must), request.args
    return {
        "languages": list_options(facets.languages, args.getlist("language")),
        "regions": list_options(add_countries(facets.regions), args.getlist("region")),
        "platforms": list_options(facets.platforms, args.getlist("platform")),
        "constraints": list_constraints(args),
    }


@pages.get("/creators/<int:id>")
def creator(id: int) -> ResponseReturnValue:
    """Show everything stored about one creator.

    Statuses: 200, 404 no such creator, 503 not ready.
    """
    find_facets()
    return render_template("creator.html", creator=find_creator(id))


@pages.get("/language/<code>")
@open_to_all
def switch_language(code: str) -> ResponseReturnValue:
    """Remember the language of the page and go back to where the reader was, on this server only.

    Statuses: 302, 404 another language.
    """
    if code not in LANGUAGES:
        raise NotFound
    answer = current_app.make_response(redirect(read_local_address(request.args.get("next", "/"))))
    set_cookie(answer, COOKIE, code, A_YEAR)
    return answer


@pages.app_template_global()
def address_like(id: int) -> str:
    """Return the address of a search for creators like one, with the filters that are set."""
    return write_address(request.args, drop=("q", "like", "unlike"), add=[("like", str(id))])


@pages.app_template_global()
def address_unlike(id: int) -> str:
    """Return the address of this search, with one creator named as what is not looked for."""
    return write_address(request.args, add=[("unlike", str(id))])


@pages.app_template_global()
def address_without(name: str, id: int) -> str:
    """Return the address of this search without one of the creators that it names."""
    others = [(name, given) for given in request.args.getlist(name) if given != str(id)]
    return write_address(request.args, drop=(name,), add=others)


def is_demo(creator: Creator) -> bool:
    """Say whether a creator was invented for the demonstration."""
    return creator.external_id.startswith("demo-")
