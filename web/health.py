"""Whether the process lives, and whether it can answer."""

from flask import Blueprint, Response, jsonify

from web.access.scopes import open_to_all
from web.door import find_shelves

health = Blueprint("health", __name__)


@health.get("/healthz")
@open_to_all
def say_alive() -> Response:
    """Say that the process lives: whoever gets no answer should start it again.

    Statuses: 200.
    """
    return jsonify(status="ok")


@health.get("/readyz")
@open_to_all
def say_ready() -> Response:
    """Say that an index can be searched: whoever gets another status should ask elsewhere meanwhile.

    Statuses: 200, 503 nothing is published, it is damaged, or another encoder made it.
    """
    return jsonify(status="ok", generation=find_shelves().generation)
