"""What a request asked for, without the words in its address."""

from flask import request

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
QUIET = ("/healthz", "/readyz", "/metrics", "/static/")  # asked all the time, by machines
SEARCHES = {"pages.search": "page", "matches.create_matches": "api", "lookalikes.create_lookalikes": "api"}


def name_route() -> str:
    """Return the rule that the address matched, such as "/creators/<int:id>"; "none" where it matched none."""
    return "none" if request.url_rule is None else request.url_rule.rule


def name_method() -> str:
    """Return the method; "other" for one that nobody knows, of which there are many."""
    return request.method if request.method in METHODS else "other"


def is_quiet() -> bool:
    """Say whether the request is one that nobody wants to read of."""
    return request.path.startswith(QUIET)


def name_search() -> str | None:
    """Return where a search was asked for: "page" or "api"; None where the request was none."""
    where = SEARCHES.get(request.endpoint or "")
    return None if where == "page" and not {"q", "like"} & request.args.keys() else where
