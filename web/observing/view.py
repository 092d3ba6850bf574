"""Where Prometheus asks."""

from flask import Blueprint, Response

from web.access.check import refuse_without
from web.access.scopes import open_to_all
from web.access.visitors import find_register, is_loopback
from web.observing.measures import write_measures
from web.observing.state import State

measures = Blueprint("measures", __name__)


@measures.get("/metrics")
@open_to_all
def show_measures() -> Response:
    """Show all counts to this machine, and elsewhere to whoever holds the scope admin.

    Statuses: 200, 401 from elsewhere without a key, 403 without the scope.
    """
    if find_register().settings.proxies or not is_loopback():
        refuse_without("admin")
    return Response(write_measures(State()), mimetype="text/plain; version=1.0.0")
