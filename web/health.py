"""Whether the process lives."""

from flask import Blueprint, Response, jsonify

from web.access.scopes import open_to_all
from web.door import refuse_damage

health = Blueprint("health", __name__)


@health.get("/healthz")
@open_to_all
def say_alive() -> Response:
    """Say that the process lives; whether an index is ready is not asked.

    Statuses: 200, 503 the live index was found damaged while it was served.
    """
    refuse_damage()
    return jsonify(status="ok")
