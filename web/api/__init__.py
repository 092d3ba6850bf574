"""The API: one file a resource; `init_api` gives the app all of them, and the document that describes them."""

from flask import Response, jsonify
from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.openapi import OpenAPI

from web.api import briefs, creators, facets, imports, index_jobs, lookalikes, matches, shortlists
from web.api.document import describe
from web.api.unchanged import tell_apart

DOCUMENT = "/api/v1/openapi.json"
RESOURCES: tuple[APIBlueprint, ...] = (
    matches.matches,
    lookalikes.lookalikes,
    facets.facets,
    creators.creators,
    briefs.briefs,
    shortlists.shortlists,
    imports.imports,
    index_jobs.index_jobs,
)


def init_api(app: OpenAPI) -> None:
    """Give the app every resource, and its document at /api/v1/openapi.json."""
    for resource in RESOURCES:
        app.register_api(resource)
    app.after_request(tell_apart)
    app.add_url_rule(DOCUMENT, "api_document", lambda: _show_document(app), methods=["GET"])


def _show_document(app: OpenAPI) -> Response:
    return jsonify(describe(app))
