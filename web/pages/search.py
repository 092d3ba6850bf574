"""The search: a brief and its matches, as cards or as a table; the address holds the whole state."""

from dataclasses import dataclass, replace

from flask import render_template, request
from flask.typing import ResponseReturnValue

from matcher.domain import Brief, Filter, Match
from matcher.errors import InvalidBrief, InvalidFilter
from matcher.reading.tiers import list_tiers
from web.door import EVERYBODY, find_creators, find_facets, guess_language, tell_day
from web.errors import status_of
from web.form import FIELDS, Option, add_countries, list_constraints, list_options, read_form, write_address
from web.marking import find_marks
from web.pages.blueprint import pages
from web.paging import Page, find_page
from web.read import MOST_MATCHES
from web.sorting import FIT, SORTS, VIEWS, keep_fitting, sort_matches
from web.suggestions import list_suggestions


@dataclass(frozen=True, slots=True)
class Tier:
    """A size of creators, and the address of this search among them."""

    name: str
    low: int
    high: int | None  # None: open
    count: int
    chosen: bool
    url: str


DISCLOSED = ("0.5", "0.8", "1")  # shares of paid posts that say so clearly


@pages.get("/")
def search() -> ResponseReturnValue:
    """Show the form, and the matches where a brief was given.

    Statuses: 200, 410 the page's generation is gone, 422 invalid brief or filter (shown in the form), 503 not ready.
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
    sort = read_choice("sort", SORTS)
    page, among = _find_sorted(brief, sort)
    return render_template(
        "search.html",
        answer=page.answer,
        cursor=page.cursor,
        sort=sort,
        view=read_choice("view", VIEWS),
        sorted_among=among,
        marks=find_marks(brief),
        examples=find_creators([*brief.like, *brief.unlike]),
        suggestions=list_suggestions(brief, request.args),
        **choices,
    )


def read_choice(name: str, choices: tuple[str, ...]) -> str:
    """Return what the address chooses; the first where it chooses nothing, or nothing that there is."""
    chosen = request.args.get(name, "")
    return chosen if chosen in choices else choices[0]


def _find_sorted(brief: Brief, sort: str) -> tuple[Page, int]:
    """Return a page of the matches by fit; in another order the first ones of those that fit, and how many those are.

    Those that fit are the best 200 that `keep_fitting` keeps.
    """
    if sort == FIT:
        page = find_page(brief, request.args.get("cursor") or None)
        return page, len(page.answer.matches)
    answer = find_page(replace(brief, limit=MOST_MATCHES)).answer
    fitting = keep_fitting(answer.matches)
    first: tuple[Match, ...] = tuple(sort_matches(fitting, sort)[: brief.limit])
    return Page(replace(answer, brief=brief, matches=first), None), len(fitting)


def _list_choices(must: Filter) -> dict[str, object]:
    """Return the boxes of the form with their counts, and what is set."""
    facets, args = find_facets(must), request.args
    return {
        "languages": list_options(facets.languages, args.getlist("language")),
        "regions": list_options(add_countries(facets.regions), args.getlist("region")),
        "platforms": list_options(facets.platforms, args.getlist("platform")),
        "tiers": _list_tiers(dict(facets.tiers), must),
        "engagement_rates": _list_bounds(facets.engagement_rate, args.get("engagement_rate")),
        "last_posts": _list_bounds(facets.last_post_days, args.get("last_post_days")),
        "disclosures": _list_shares(args.get("disclosure")),
        "constraints": list_constraints(args),
    }


def _list_bounds(choices: tuple[tuple[str, int], ...], given: str | None) -> list[Option]:
    """Return bounds in their order; another number that is set stands first."""
    options = [Option(code, count, chosen=code == given) for code, count in choices]
    if not given or given in dict(choices) or not given.replace(".", "", 1).isdecimal():
        return options
    return [Option(given, None, chosen=True), *options]


def _list_tiers(counts: dict[str, int], must: Filter) -> list[Tier]:
    """Return the sizes that somebody has; each link sets the bounds of followers."""
    tiers = list_tiers()
    ends = [least - 1 for _, least in tiers[1:]]
    return [
        _write_tier(name, (low, high), counts.get(name, 0), must)
        for (name, low), high in zip(tiers, [*ends, None], strict=True)
        if counts.get(name)
    ]


def _write_tier(name: str, bounds: tuple[int, int | None], count: int, must: Filter) -> Tier:
    low, high = bounds
    chosen = (must.followers.min or 0, must.followers.max) == bounds and must.followers.min is not None
    add = [("min_followers", str(low)), *([("max_followers", str(high))] if high is not None else [])]
    url = write_address(request.args, drop=("min_followers", "max_followers"), add=[] if chosen else add)
    return Tier(name, low, high, count, chosen, url)


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


@pages.app_template_global()
def address_unfiltered() -> str:
    """Return the address of this search without any of its filters."""
    return write_address(request.args, drop=tuple(name for names in FIELDS.values() for name in names))


@pages.app_template_global()
def address_with(**chosen: str) -> str:
    """Return the address of this search with other choices; an empty one is left out."""
    return write_address(request.args, drop=tuple(chosen), add=[pair for pair in chosen.items() if pair[1]])


def _list_shares(given: str | None) -> list[Option]:
    """Return the shares of clearly disclosed posts that can be asked for; nobody counts who would be left."""
    return [Option(share, None, chosen=share == given) for share in DISCLOSED]
