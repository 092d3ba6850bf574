"""The search: a brief and its matches."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from matcher.domain import Filter
from matcher.errors import InvalidBrief, InvalidFilter
from matcher.search import find_matches
from web.door import EVERYBODY, find_creators, find_facets, find_shelves, guess_language, tell_day
from web.errors import status_of
from web.form import add_countries, list_constraints, list_options, read_form, write_address
from web.pages.blueprint import pages
from web.suggestions import list_suggestions


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
