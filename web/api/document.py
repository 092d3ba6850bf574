"""The API's document in OpenAPI 3.1: what the routes' types say, and what all routes have in common."""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI

from web.api.once import HEADER, MARK
from web.api.refusals import Refusal, describe_refusal
from web.api.resource import TYPES

KEY = {"type": "http", "scheme": "bearer", "description": "A key made by `enmusubi key`: `Authorization: Bearer KEY`."}
DESCRIPTION: dict[str, Any] = {
    "info": Info(
        title="Enmusubi",
        version="1",
        description="Briefs in any language in, creators with the posts that say why out. JSON, UTF-8, times in UTC.",
    ),
    "security_schemes": {"key": KEY},
    "validation_error_model": Refusal,
    "doc_ui": False,
}
ONCE = {
    "name": HEADER,
    "in": "header",
    "description": "A random word of your own: the write is done once, however often it is sent with it.",
    "required": False,
    "schema": {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
}
TWICE = "The same write is being worked on, its word was sent with another one, or what it would change has changed."
UNCHANGED = "Nothing changed since the answer whose `ETag` was sent as `If-None-Match`."
TAG = {"description": "Send it as `If-None-Match` next time.", "schema": {"type": "string"}}
REQUEST_ID = {"description": "The request's id, as in the log.", "schema": {"type": "string"}}
RATES = {
    "RateLimit-Limit": "Requests a minute that are answered.",
    "RateLimit-Remaining": "Requests that are left.",
    "RateLimit-Reset": "Seconds until all are there again.",
}
CACHE = "enmusubi_document"
BOUNDS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
HEADERS = {"X-Request-ID": REQUEST_ID} | {
    name: {"description": meaning, "schema": {"type": "integer"}} for name, meaning in RATES.items()
}
Operation = dict[str, Any]


def describe(app: OpenAPI) -> dict[str, Any]:
    """Return the document, which is written at the first request for it."""
    if CACHE not in app.extensions:
        app.extensions[CACHE] = _write(app)
    document: dict[str, Any] = app.extensions[CACHE]
    return document


def _write(app: OpenAPI) -> dict[str, Any]:
    document: dict[str, Any] = deepcopy(app.api_doc)
    views = dict(_list_views(app))
    for path, item in document["paths"].items():
        for method, operation in item.items():
            _complete(operation, method, views[method, path])
    _write_whole(document)
    return document


def _list_views(app: OpenAPI) -> Iterator[tuple[tuple[str, str], object]]:
    """Give each route's method and path, as the document writes them, with its view."""
    for rule in app.url_map.iter_rules():
        path = re.sub(r"<(?:[^<:]+:)?([^>]+)>", r"{\1}", rule.rule)
        for method in rule.methods or ():
            yield (method.lower(), path), app.view_functions[rule.endpoint]


def _complete(operation: Operation, method: str, view: object) -> None:
    if getattr(view, MARK, False):
        operation.setdefault("parameters", []).append(ONCE)
        operation["responses"].setdefault("409", describe_refusal(409, TWICE))
    if method == "get":
        operation["responses"]["304"] = {"description": UNCHANGED}
        operation["responses"].get("200", {}).setdefault("headers", {})["ETag"] = TAG
    for said in operation["responses"].values():
        said.setdefault("headers", {}).update(HEADERS)
    _show_examples(operation, getattr(view, TYPES, {}))


def _show_examples(operation: Operation, types: dict[str, Any]) -> None:
    for content in operation.get("requestBody", {}).get("content", {}).values():
        kind = types.get("body") or types["form"]
        bodies = (kind.model_config.get("json_schema_extra") or {}).get("examples", [])
        content["examples"] = {f"{place}": {"value": body} for place, body in enumerate(bodies, start=1)}


def _write_whole(part: object) -> None:
    """Write bounds that are whole numbers as such."""
    if isinstance(part, dict):
        for name in BOUNDS:
            if isinstance(part.get(name), float) and part[name].is_integer():
                part[name] = int(part[name])
    for inner in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
        _write_whole(inner)
