"""The page and the API: `create_app` makes them from the settings."""

from flask import Flask
from flask.json.provider import DefaultJSONProvider
from flask_openapi3.openapi import OpenAPI

from indexer.settings import Settings
from indexer.shelves import Shelves
from web.access import init_access
from web.api import init_api
from web.api.document import DESCRIPTION
from web.assets import init_assets
from web.compression import init_compression
from web.door import init_door
from web.errors import init_errors
from web.guard import init_guard
from web.health import health
from web.jobs.desk import init_jobs
from web.language import init_language
from web.matches import init_matches
from web.navigation import init_navigation
from web.observing import init_observing
from web.pages import pages
from web.pages.shared import init_shared

MOST_BYTES = 1_000_000  # of a request's body


class PlainJSON(DefaultJSONProvider):
    """JSON as it is written in the documentation: fields in their order, characters as themselves."""

    ensure_ascii = False
    sort_keys = False


def create_app(settings: Settings, shelves: Shelves | None = None) -> Flask:
    """Make the app; it starts without an index and picks one up when it is published.

    Args:
        settings: where the home folder is.
        shelves: those to serve from; None opens them at the first request that needs them.

    Raises:
        HomeUnusable: the secret that signs cookies may be read by others, or can be neither read nor made.
    """
    app = OpenAPI(__name__, **DESCRIPTION)
    app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
    app.json = PlainJSON(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    init_door(app, settings, shelves)
    init_observing(app)
    init_errors(app)
    init_shared(app)
    init_guard(app, settings)
    init_language(app)
    init_jobs(app, settings)
    init_access(app, settings)
    init_navigation(app)
    init_matches(app)
    init_assets(app)
    init_compression(app)
    init_api(app)
    for blueprint in (pages, health):
        app.register_blueprint(blueprint)
    return app
